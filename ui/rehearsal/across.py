"""Steps between two areas: seal, open at the receiver, accept, receipt back, release, lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.rehearsal.in_the_visit import PLANTED
from ui.rehearsal.people import RECEIVER

if TYPE_CHECKING:
    from ui.rehearsal.report import Step
    from ui.rehearsal.stage import Stage


def addressed(stage: Stage) -> None:
    """To whom, what for, on what ground and by when; what she was told, and who decided."""
    hands = stage.hands
    hands.click("Handover")
    hands.see("Nobody chosen yet")
    hands.go("Choose whom it goes to, what for and by when")
    hands.choose("Calderby Safeguarding Hub, hub")
    hands.fill("The person there", "DS K. Lowe")
    hands.pick("What for", "To look into it together, or to hold a conference")
    hands.pick("Legal ground", "To protect somebody’s life (UK GDPR 6(1)(d), 9(2)(c))")
    stage.picture("handover-to")
    hands.go("Keep this")
    hands.see("Calderby")
    hands.go("What she was told, and who decided")
    hands.choose("Told, and agreed")
    hands.pick("Can she decide this?", "She can decide this for herself")
    hands.fill(
        "Why this is needed, and why no less would do", "Calderby answers for her from tonight."
    )
    hands.fill("Who decided to share it", "D. Marsh")
    hands.fill("Their rank or post", "team manager")
    stage.picture("handover-told")
    hands.go("Keep this")
    hands.see("Decided by D. Marsh, team manager")


def what_is_missing(stage: Stage) -> None:
    """What is missing is said first; a reason is given for one of them."""
    hands = stage.hands
    hands.go(hands.named("Say why: What part: Unknown man"))
    hands.fill("Why it is sealed without this", "The school has his picture; police look for him.")
    hands.go("Give this reason")
    hands.see("Reason given")
    stage.picture("handover-missing")


def withheld(stage: Stage) -> None:
    """Her right to stay is withheld, on a ground."""
    hands = stage.hands
    hands.go("Visa, status and money: Withheld. Change")
    hands.choose("Withheld: She did not agree")
    stage.picture("handover-withheld")
    hands.go("Keep this")
    hands.see("She did not agree")


def leak(stage: Stage) -> None:
    """A number that is withheld stands in a note: sealing stops; the note is put right."""
    hands = stage.hands
    hands.go("Seal and save the file")
    hands.see("held-back word stands in text that would go")
    stage.picture("leak")
    hands.go(hands.named(f"Look at {PLANTED}"))
    hands.click(hands.named("Put right: Said back: What has been happening"))
    hands.fill(
        "What is wrong with it, and how that is known", "The helper's number is not ours to give."
    )
    hands.fill("What the note should say, if anything", "Right after a repeat. She named a helper.")
    hands.pick("Hold the wrong words back with", "Immigration and money")
    stage.picture("note-put-right")
    hands.go("Record that it was wrong")
    hands.click("Handover")
    hands.see("No word that is held back stands in the parts that go.")


def seal(stage: Stage) -> None:
    """Sealed in the background, saved, and read back from the disk."""
    hands = stage.hands
    with stage.file_dialog(stage.out) as saved:
        hands.go("Seal and save the file")
    stage.package = saved[0]
    hands.see("Sealed and saved as")
    stage.picture("sealed")


def read_before(stage: Stage) -> None:
    """What the reader will find is read before the seal, part by part."""
    hands = stage.hands
    hands.go("Read it as they will")
    hands.see("What stays")
    hands.go("Read it: What is feared, and the plan")
    stage.picture("read-as-they-will")
    hands.go("Go back")


def register(stage: Stage) -> None:
    """Everything that was shared: who got what, why, and on whose word."""
    hands = stage.hands
    hands.go("Disclosure register")
    hands.see("Decided by D. Marsh, team manager")
    stage.picture("register")
    hands.go("Go back")


def reading_copy(stage: Stage) -> None:
    """The pages for the record system, logged as a disclosure."""
    hands = stage.hands
    hands.go("Save a reading copy for the record system")
    hands.fill("Who or what it is for", "Our own record system, restricted folder")
    with stage.file_dialog(stage.out / "handover.pdf"):
        hands.go("Save the pages")
    hands.see("Saved as handover.pdf")


def receiver_opens(stage: Stage) -> None:
    """At the other laptop the file is proved before anything of it is shown."""
    person = stage.enter(RECEIVER)
    person.hands.see("For practice the passphrase is")
    stage.unlock(person)
    hands = stage.hands
    hands.go("Open a package")
    with stage.file_dialog(stage.sealed()):
        hands.go("Choose the file")
    hands.see("Accept by name")
    stage.picture("package-genuine")


def receiver_accepts(stage: Stage) -> None:
    """A named person takes it, and the signed answer is saved."""
    hands = stage.hands
    hands.go("Accept by name")
    hands.fill("Who takes it, by name", "DS K. Lowe")
    hands.fill("What you do first", "Ring T. Osei, then the school, before three.")
    stage.picture("accept")
    with stage.file_dialog(stage.out) as saved:
        hands.go("Accept and save the answer")
    stage.receipt = saved[0]
    hands.see("The answer is signed and saved as")
    stage.picture("accepted-there")
    hands.go("Open the case")
    hands.see("Why are you opening this?")
    hands.choose("Somebody has just rung or written about it")
    hands.go("Open the case")
    hands.wait(lambda: hands.offered("Record"), "the case did not open")
    hands.click("Record")
    hands.see("Closing and keeping")
    stage.picture("case-at-the-receiver")


def answer_comes_back(stage: Stage) -> None:
    """The sender opens the answer: accepted by name, and signed."""
    hands = stage.turn_to(stage.people[0])
    with stage.file_dialog(stage.answered()):
        hands.go("Open a receipt file")
    hands.see("Genuine. Answered by DS K. Lowe", "Accepted by name")
    stage.picture("answered")


def release(stage: Stage) -> None:
    """Only now may the sender say that they are released."""
    hands = stage.hands
    hands.go("Release yourself")
    hands.go("I am released")
    hands.see("You are released")
    stage.picture("released")


def record(stage: Stage) -> None:
    """The record tells all of it."""
    hands = stage.hands
    hands.click("Record")
    hands.type("Search this record", "")
    hands.see("Handover sent" if hands.reads("Handover sent") else "T. Osei")
    stage.picture("record")


def lock(stage: Stage) -> None:
    """Locking closes the vault and would end the process."""
    person = stage.person
    stage.write_keys()
    person.hands.go("Lock")
    person.hands.wait(lambda: person.left == [0], "locking did not end the process")


STEPS: tuple[Step, ...] = (
    ("Handover: to whom, what for, by when", addressed),
    ("Handover: what is missing, with a reason", what_is_missing),
    ("Handover: a part is withheld on a ground", withheld),
    ("Handover: the leak check stops once", leak),
    ("Handover: read as its reader will", read_before),
    ("Handover: seal and save", seal),
    ("Handover: a reading copy as pages", reading_copy),
    ("Handover: the disclosure register", register),
    ("Receiver: the package is genuine", receiver_opens),
    ("Receiver: accepted by name, answer saved", receiver_accepts),
    ("Sender: the answer is imported", answer_comes_back),
    ("Sender: released", release),
    ("Sender: the record", record),
    ("Sender: lock", lock),
)
