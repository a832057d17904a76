"""What is said of vaults, passphrases, recovery codes, backups and disks."""

from __future__ import annotations

from app.i18n import N_
from ui.errors.wording import ALL_SAVED, KEPT_TYPED, NOTHING_CHANGED, Words

_ASK_HELP = N_("Ask whoever looks after this laptop, and show them this page.")

VAULTS = {
    # Getting in
    "vault.wrong-passphrase": Words(
        what=N_("That is not the passphrase."),
        safe=NOTHING_CHANGED,
        next=N_("Type it again. If it is lost, the recovery sheet in the office safe opens it."),
    ),
    "vault.wait": Words(
        what=N_("After several wrong passphrases there is a wait of {seconds} seconds."),
        safe=NOTHING_CHANGED,
        next=N_("Wait, then type it again."),
        line=N_("Wait {seconds} seconds, then type it again."),
    ),
    "vault.missing": Words(
        what=N_("The case file is not where it was."),
        safe=N_("Nothing has been written. A removed disk or a moved folder looks like this."),
        next=N_(
            "Plug in the disk it was on, or have the folder put back. Do not set up again: "
            "that would begin an empty one."
        ),
    ),
    "vault.in-use": Words(
        what=N_("This is already open in another window on this laptop."),
        safe=N_("Nothing is wrong with it. Only one window at a time may write."),
        next=N_("Go to the other window. If there is none, wait a moment and try again."),
    ),
    "vault.locked": Words(
        what=N_("Another program is holding the case file."),
        safe=N_("Everything saved before is there. The last thing typed is not saved."),
        next=N_("A virus scanner or a backup may be reading it. Wait a moment and try again."),
    ),
    "vault.newer": Words(
        what=N_("A newer version of this program has written here."),
        safe=N_("Nothing has been opened or changed, so nothing can be lost."),
        next=N_("Start the newer version. If this laptop has none, ask for it to be installed."),
    ),
    "vault.not-enough-memory": Words(
        what=N_("This laptop has too little free memory to open it. It is not the passphrase."),
        safe=NOTHING_CHANGED,
        next=N_("Close other programs and try again."),
    ),
    "vault.self-test": Words(
        what=N_("This program does not reckon as it must on this laptop ({what})."),
        safe=N_("It stopped before the case file was opened. Nothing has been changed."),
        next=N_(
            "Do not work on this laptop. Have the program put on again; the case file stays where "
            "it is."
        ),
    ),
    "vault.exists": Words(
        what=N_("There is already somebody’s file in that place."),
        safe=N_("It has not been touched."),
        next=N_("Go back to the first page and open it with its passphrase."),
    ),
    "vault.nickname": Words(
        what=N_("That folder’s name could tell a stranger something."),
        safe=NOTHING_CHANGED,
        next=N_("Use a piece of furniture and a number, such as desk-2."),
    ),
    # The file and the disk
    "vault.damaged": Words(
        what=N_("The case file is damaged."),
        safe=N_("Nothing has been changed. Copies made on earlier days are kept beside it."),
        next=N_(
            "Put the newest good copy back. The damaged file is kept, so that somebody can look "
            "at it."
        ),
    ),
    "keys.damaged": Words(
        what=N_("The keys of the case file are damaged."),
        safe=N_(
            "The case file itself has not been touched, and nothing in it is lost. The copies on "
            "this laptop need the same keys, so none of them would open."
        ),
        next=N_(
            "Fetch a copy that was taken out to a stick or a share, and choose its file that ends "
            "in .slots. Type the passphrase as it was when that copy was taken."
        ),
    ),
    "keys.not-keys": Words(
        what=N_("That file holds no keys of this program."),
        safe=NOTHING_CHANGED,
        next=N_("Choose the file of the copy that ends in .slots, not the one that ends in .db."),
    ),
    "keys.other-passphrase": Words(
        what=N_("The passphrase you typed does not open the keys of that copy."),
        safe=NOTHING_CHANGED,
        next=N_("Go back, type the passphrase as it was when the copy was taken, and choose it."),
    ),
    "keys.other-vault": Words(
        what=N_("Those keys do not open this case file."),
        safe=NOTHING_CHANGED,
        next=N_(
            "Choose a copy that was taken from this laptop and this person. If it was, the case "
            "file is damaged as well: ask whoever looks after this laptop."
        ),
    ),
    "vault.disk": Words(
        what=N_("The disk would not read or write."),
        safe=N_("Everything saved before is there. The last thing typed is not saved."),
        next=N_("Try again. If it goes on, make a copy elsewhere and have the disk looked at."),
    ),
    "vault.full": Words(
        what=N_("The disk is full. Your last answer is not saved."),
        safe=N_("Everything before it is saved. What you typed is still on the page."),
        next=N_("Free some space and save again. Some room was kept back for this."),
    ),
    "vault.read-only": Words(
        what=N_("This laptop does not let the program write here."),
        safe=N_("Everything saved before can be read. Nothing new can be saved."),
        next=N_("Work on paper until it is mended, and ask for write access to the folder."),
        line=N_("Nothing can be saved: this laptop does not let the program write here."),
    ),
    "vault.altered": Words(
        what=N_("Records were changed outside this program."),
        safe=N_(
            "They can be read. Nothing is written until somebody says in writing why it may be."
        ),
        next=N_("Tell your supervisor before you rely on what you read here."),
    ),
    "vault.rolled-back": Words(
        what=N_(
            "This file is older than when it was last closed. Newer records are missing from it."
        ),
        safe=N_("What is here can be read. Nothing is written until somebody says why it may be."),
        next=N_(
            "Find out whether somebody put an older copy back. Tell your supervisor, and look "
            "for the newer file."
        ),
    ),
    # Told after opening
    "vault.migrated": Words(
        what=N_("The case file was brought up to this version of the program."),
        safe=N_("A copy of how it was before is kept beside it."),
        next=N_("There is nothing you need to do."),
    ),
    "vault.restored": Words(
        what=N_("An earlier copy was put back in place of the damaged file."),
        safe=N_("The damaged file is kept aside, unopened."),
        next=N_("Look through your last day’s work: what was written after the copy is not here."),
    ),
    "vault.recovered": Words(
        what=N_("It was opened with the recovery code, and has a new passphrase."),
        safe=N_("Nothing else has changed."),
        next=N_("Put the recovery sheet back in the safe. It still works."),
    ),
    "vault.backup-failed": Words(
        what=N_("Today’s copy could not be made."),
        safe=ALL_SAVED,
        next=N_("Open Settings, Copies, and make one now. It will say what is in the way."),
    ),
    # Passphrases and the recovery sheet
    "passphrase.short": Words(
        what=N_("That is too short. It needs {least} characters or more."),
        safe=NOTHING_CHANGED,
        next=N_("Take four or five words that do not belong together."),
    ),
    "passphrase.common": Words(
        what=N_("That is among the first that anybody would try."),
        safe=NOTHING_CHANGED,
        next=N_("Take four or five words that do not belong together."),
    ),
    "recovery.mistyped": Words(
        what=N_("That is not a whole recovery code. A letter is wrong or missing."),
        safe=N_("It has not been tried yet, so it does not count as a wrong one."),
        next=N_("Look at each group again. There is no letter I, L, O or U."),
    ),
    "recovery.wrong": Words(
        what=N_("That code belongs to another laptop or another person."),
        safe=NOTHING_CHANGED,
        next=N_("Look for the sheet with this laptop’s name and the date it was set up."),
    ),
    # Copies
    "backup.missing": Words(
        what=N_("That copy is no longer there."),
        safe=NOTHING_CHANGED,
        next=N_("Choose another from the list."),
    ),
    "backup.failed": Words(
        what=N_("The copy was made and then read back, and it is not sound."),
        safe=N_("Nothing has been changed. The copy does not count as one."),
        next=N_("Try another copy, or make one again on another disk."),
    ),
    "health.unreadable": Words(
        what=N_("The case file could not be read through."),
        safe=N_("Nothing has been changed. Copies made on earlier days are kept beside it."),
        next=_ASK_HELP,
    ),
    "health.foreign": Words(
        what=N_("The case file is not one that this program made."),
        safe=NOTHING_CHANGED,
        next=_ASK_HELP,
    ),
    "health.pages": Words(
        what=N_("Part of the case file is damaged."),
        safe=N_("What you see was read from parts that are sound."),
        next=N_("Make no new copies over the old ones. Lock, and put an earlier copy back."),
    ),
    "health.structure": Words(
        what=N_("The case file’s inner order is damaged."),
        safe=N_("What you see was read from parts that are sound."),
        next=N_("Make no new copies over the old ones. Lock, and put an earlier copy back."),
    ),
    "case.held": Words(
        what=N_("This case is on hold and must not be erased."),
        safe=N_("It is still here, whole."),
        next=N_("Whoever put it on hold has to lift the hold first, in writing."),
    ),
    "paper.too-large": Words(
        what=N_("That file is too large to be kept here. The most is 8 megabytes."),
        safe=KEPT_TYPED,
        next=N_("Scan or photograph it again at a lower quality, or keep it in your own records."),
    ),
}
