"""What is said of handovers, receipts, reviews, cards and enrolment."""

from __future__ import annotations

from app.i18n import N_
from ui.errors.wording import KEPT_TYPED, NOTHING_CHANGED, NOTHING_SHOWN, Words

_RING = N_(
    "Ring the sending area on the number in your Contacts, not on one in the message. Ask them to "
    "send it again, and ask now what cannot wait."
)
_NOT_OURS = N_("It is not a file of this program, or it was made by something else.")
_TAMPERED = N_(
    "Part of it was changed after it was sealed. That can be a damaged memory stick, or somebody’s "
    "hand. We cannot tell which."
)
_ODD = N_(
    "It is not put together as this program puts a handover together. A damaged file looks like "
    "this, and so does a made-up one."
)


def _refused(what: str, step: str = _RING) -> Words:
    return Words(what=what, safe=NOTHING_SHOWN, next=step)


PACKAGES = {
    "package.too-large": _refused(
        N_("This file is larger than any handover can be."),
        N_("Look whether you chose the right file. If it is the right one, ring the sender."),
    ),
    "package.not-age": _refused(
        _NOT_OURS, N_("Choose the file that ends in .age. A PDF or a letter opens elsewhere.")
    ),
    "package.pdf": _refused(
        N_("It is a PDF, and a PDF proves nothing, so nothing is taken from one here."),
        N_(
            "If it is a coded copy, open it in a PDF reader with its code and save its attachment, "
            "handover.hop. Open that here. The first page of the PDF says whom to ring."
        ),
    ),
    "package.header": _refused(
        N_("It is sealed in a way that this program never uses, so it did not come from one.")
    ),
    "package.not-for-us": _refused(
        N_("It is not sealed to this desk, so nobody here can open it."),
        N_(
            "Ring the sender and say which desk you are. They may hold an old card of yours: give "
            "them the new one from Contacts. Ask now what cannot wait."
        ),
    ),
    "package.damaged": _refused(N_("The file was cut short or changed on its way.")),
    "package.archive": _refused(_ODD),
    "package.members": _refused(N_("A file inside is missing, one too many, or out of its place.")),
    "package.signature": _refused(N_("The signature does not fit what it stands under.")),
    "package.certificate": _refused(
        N_("The signer’s certificate is not one that an area gives out.")
    ),
    "package.wrong-role": _refused(
        N_("It was signed with a real key, by somebody who may not sign this.")
    ),
    "package.unknown-area": _refused(
        N_(
            "It comes from an area this laptop does not know, so nobody can say whether it is real."
        ),
        N_(
            "Find the area’s telephone number yourself, ring, and ask for their area card. Add it "
            "in Contacts, then open the file again. Ask now what cannot wait."
        ),
    ),
    "package.changed-root": _refused(
        N_("This area is known here by another key. Somebody may be pretending to be them."),
        N_(
            "Stop. Ring the area on the number you had before, and ask whether they changed their "
            "key. Until they say so, treat this file as false. If they did, import their new card "
            "in Contacts."
        ),
    ),
    "package.expired": _refused(
        N_("It was signed outside the time the signer’s certificate is good for.")
    ),
    "package.revoked": _refused(
        N_("The sending area no longer stands by the key this was signed with.")
    ),
    "package.signer": _refused(N_("It names one person and was signed by another.")),
    "package.demo-in-live": _refused(
        N_("This is a practice file. Everybody in it is made up."),
        N_("Open it in practice mode. If it came as a real handover, ring the sender at once."),
    ),
    "package.live-in-demo": _refused(
        N_("This is a real handover, and this is practice mode."),
        N_("Close practice mode, open the program as usual, and open the file there."),
    ),
    "package.too-new": _refused(
        N_("It was made by a newer version of this program, which proves things in another way."),
        N_("Ask for the update. Until then, ring the sender and ask what cannot wait."),
    ),
    "package.statement": _refused(_ODD),
    "package.checksum": _refused(_TAMPERED),
    "package.padding": _refused(_ODD),
    "package.part": _refused(
        N_("A part is neither here nor said to be held back, or it is not as it must be.")
    ),
    "package.foreign-entry": _refused(N_("It says things in another area’s name.")),
    "package.two-of-one-id": _refused(
        N_("It holds an entry that is already here, with other words in it.")
    ),
    "package.own-review": _refused(N_("The same person wrote it and signed it off.")),
    "package.replayed": Words(
        what=N_("This very handover was received here before."),
        safe=N_("Nothing was taken in twice."),
        next=N_(
            "Look at the first one in Supervision. If you expected a new one, ring the sender."
        ),
    ),
    "package.receipt-for-nothing-sent": _refused(
        N_("It answers a handover that was not sent from this laptop."),
        N_("Look whether a colleague sent it. If nobody did, ring the area that answers."),
    ),
    "package.enrolment": _refused(
        N_("This is not the answer to the request made on this laptop."),
        N_(
            "Import the file that came back for your latest request. An answer to an older request "
            "does not fit any more."
        ),
    ),
    "package.nothing-readable": Words(
        what=N_("Nothing in this handover can be read by this version of the program."),
        safe=N_("It is genuine, and it has been kept as it came."),
        next=N_("Ask for the update. Until then, ring the sender and ask what cannot wait."),
    ),
    # Opened by a process with bounds (decision 22)
    "package.exhausting": _refused(
        N_(
            "It could not be read within the time and memory that a file may take. No handover "
            "needs so much."
        )
    ),
    "package.no-opener": Words(
        what=N_("The part of this program that opens files could not be started."),
        safe=N_("The file has not been opened. Nothing is wrong with it, as far as we can tell."),
        next=N_("Close other programs and try again. If it stays so, restart the laptop."),
    ),
    # Our own side
    "enrolment.not-asked": Words(
        what=N_("This laptop has not asked for its area’s key yet."),
        safe=NOTHING_CHANGED,
        next=N_("Make the request file first and take it to your supervisor."),
    ),
    "handover.not-enrolled": Words(
        what=N_("Sealing needs your area’s key, and it is not here yet."),
        safe=N_("Visits, judgements and plans work and are saved."),
        next=N_("Open Settings, Your area’s key. Until then hand over by telephone and on paper."),
        line=N_("Sealing needs your area’s key. It is in Settings, Your area’s key."),
    ),
    "handover.leak": Words(
        what=N_(
            "Names, addresses or numbers that are held back stand in text that would go: {count}."
        ),
        safe=N_("Nothing has been sealed or sent."),
        next=N_("Look at each one. Hold that text back too, or say why it may go."),
    ),
    "handover.one-sheet": Words(
        what=N_(
            "Where she is and names of the people behind the threat would stand on one printed "
            "sheet: {count}."
        ),
        safe=N_("Nothing has been sealed or saved."),
        next=N_("Look at each one and put the words right, or hold one of the two parts back."),
    ),
    "handover.consent": Words(
        what=N_("It is not written yet what she was told of this, why it goes, and who decided."),
        safe=N_("Nothing has been sealed or saved."),
        next=N_("Write it under To, “What she was told, and who decided”."),
    ),
    "handover.status-undecided": Words(
        what=N_("The part on visa, status and money goes only when a named person decides so."),
        safe=N_("Nothing has been sealed or saved."),
        next=N_("Open that part. Write who decided, of what rank, and why; or hold it back."),
    ),
    "handover.not-accepted": Words(
        what=N_("Nobody has accepted this handover yet, so it is not finished."),
        safe=N_("You stay responsible until somebody accepts it by name."),
        next=N_("Ring the receiving desk and ask who has it."),
    ),
    "receipt.not-sent-here": Words(
        what=N_("This answers a handover that was not sent from this laptop."),
        safe=NOTHING_SHOWN,
        next=N_("Give the file to the colleague who sent the handover."),
    ),
    "receipt.another-area": Words(
        what=N_("This answer is signed by {area}, and the handover went to {to}."),
        safe=NOTHING_CHANGED,
        next=N_(
            "Ring the desk you sent it to, on the number in your Contacts. Ask who has it, and how "
            "the others came to answer. You stay responsible."
        ),
    ),
    "spoken.mistyped": Words(
        what=N_("That is no code. A letter was misheard, or two changed places."),
        safe=NOTHING_CHANGED,
        next=N_("Ask them to read it again, letter by letter: Kilo, Seven, Quebec."),
    ),
    "spoken.another-delivery": Words(
        what=N_("The code is right in itself, and not for this handover."),
        safe=NOTHING_CHANGED,
        next=N_(
            "Ask whether they have this very package open, and not an earlier one. If they cannot "
            "read a code that fits, they have not opened it."
        ),
    ),
    "spoken.no-number": Words(
        what=N_("A code needs the number you spoke on."),
        safe=KEPT_TYPED,
        next=N_("Write the number you rang, or the one they rang from."),
    ),
    "reply.no-words": Words(
        what=N_("A question, or a reason, has to be written."),
        safe=KEPT_TYPED,
        next=N_("Write what they are to act on."),
    ),
    "reply.goes-nowhere": Words(
        what=N_("A handover that is declined has to go to somebody."),
        safe=KEPT_TYPED,
        next=N_("Write who it should go to, or who you think would know."),
    ),
    "reply.no-name": Words(
        what=N_("An answer needs the name of the person who takes the case."),
        safe=KEPT_TYPED,
        next=N_("Write a name. “The team” is nobody."),
    ),
}
