"""Steps of two silences: an answer that is lost on its way, and a file carried to a wrong desk.

The clock of all laptops is moved on by hand, to a minute before an answer is due, and to then.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from app.domain.codes import RestrictionClass
from app.domain.deliveries import deliveries
from app.services import inbox
from ui.rehearsal import across
from ui.rehearsal.driver import StepFailed
from ui.rehearsal.people import RECEIVER, SENDER
from ui.rehearsal.relay import acts, proof, red
from ui.rehearsal.relay.acts import Sending

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.deliveries import Delivery
    from ui.rehearsal.report import Step
    from ui.rehearsal.stage import Stage

AUNT: Final = ("P.", "window")
STUDENT: Final = ("J.", "tutor")

SAFE_HERE: Final = Sending(
    "Calderby Safeguarding Hub, hub",
    "DS K. Lowe",
    "To keep somebody safe where she is now",
    "Her sister lives in Calderby; they look by.",
)
TO_ESTOVER: Final = Sending(
    "Estover Police, duty",
    "DC R. Shah",
    "To keep somebody safe where she is now",
    "He is booked to fly from Estover.",
    "The flight is tomorrow.",
)
NUMBER: Final = "01632 960 271"
"""On Calderby's card."""

_CODE: Final = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}")


def without_the_place(stage: Stage) -> None:
    """P. is sent to Calderby without where she is, which goes by another way."""
    hands = stage.turn_to(acts.at(stage, SENDER))
    acts.open_case(stage, *AUNT)
    hands.click("Handover")
    acts.write_stay(stage, "With her sister", 7)
    hands.go("Keep this stay")
    acts.address(stage, SAFE_HERE)
    hands.go("Where she is, code words: Inside. Change")
    hands.choose("Withheld: It goes by another way, to a named person")
    hands.go("Keep this")
    hands.see("Where she is, code words: Withheld. Change")
    stage.picture("place-withheld")
    acts.seal(stage, SAFE_HERE, "P. to Calderby")


def taken_in_and_lost(stage: Stage) -> None:
    """Calderby takes it in and signs; the answer lies on their desk. What they have is compared."""
    stage.turn_to(acts.at(stage, RECEIVER))
    acts.open_package(stage, "P. to Calderby")
    acts.accept(stage, "Ring the sister.", "Calderby has P.")
    acts.open_taken(stage)
    sender, receiver = acts.at(stage, SENDER), acts.at(stage, RECEIVER)
    out = {RestrictionClass.RC2: "It goes by another way, to a named person"}
    proof.differs_by(stage, _sent(stage).entry.case, sender, receiver, out)


def quiet_until_due(stage: Stage) -> None:
    """A minute before the answer is due, the line waits; at the due time it is red, and first."""
    _turns_red(stage, "Calderby", "lost-answer")
    hands = stage.hands
    hands.see("Until somebody accepts by name, the responsibility is yours.")
    hands.see("Ring now. Supervisor telephones supervisor", NUMBER.replace(" ", "\u00a0"))


def never_quiet(stage: Stage) -> None:
    """Hours later it is still there, still first."""
    due = _sent(stage).due
    assert due is not None  # noqa: S101 - it has just turned red
    stage.instruments.clock.stand_at(due + timedelta(hours=3))
    red.look(stage)
    red.must_be_first_and_red(stage, "Calderby")
    stage.hands.see("three hours ago")


def read_out(stage: Stage) -> None:
    """Rung up, Calderby reads out the code of their answer; it is logged, and stops no clock."""
    hands = stage.turn_to(acts.at(stage, RECEIVER))
    hands.click("Handover")
    hands.go("How to say it: Accepted by name")
    hands.see("Read this out")
    code = next((t for t in hands.texts() if _CODE.fullmatch(t)), "")
    stage.picture("code-read-out")
    hands.go("Go back")
    hands = stage.turn_to(acts.at(stage, SENDER))
    hands.go(hands.named("P. Calderby Safeguarding Hub, hub, DS K. Lowe has not answered"))
    hands.wait(lambda: hands.offered("Log a call"), "the handover did not open")
    hands.go("Log a call")
    hands.fill("Whom you spoke to", "DS K. Lowe")
    hands.fill("On which number", NUMBER)
    hands.fill("The code they read out", code)
    hands.see("It fits this handover: they accept it. Spoken, not proved.")
    hands.fill("What was said", "They have it. The answer was saved, and never sent.")
    stage.picture("code-fits")
    hands.go("Log this call")
    red.look(stage)
    red.must_be_first_and_red(stage, "Calderby")
    hands.see("Somebody said on the telephone that they accept: spoken, not proved")
    stage.picture("spoken-is-no-answer")


def late_file(stage: Stage) -> None:
    """The file is found and brought: only that answers the delivery, and the line is quiet."""
    acts.open_case(stage, *AUNT)
    acts.take_answer(stage, "Calderby has P.", "Genuine. Answered by K. Lowe")
    stage.picture("late-answer")
    acts.release(stage)
    red.look(stage)
    red.must_not_stand(stage, "Calderby")
    stage.picture("quiet-again")
    sent = _sent(stage)
    said = [(a.body.step.value, a.body.proof.value, _iso(a.entry.at)) for a in sent.answers]
    found = {"due": _iso(sent.due), "answers": said}
    line = "Lost answer: quiet a minute before it was due, red and first at the due time and three"
    line += " hours on, also once the code was read out; quiet when the file was brought."
    proof.note(stage, "lost_answer", found, line)


def sealed_to_another(stage: Stage) -> None:
    """J. is sealed to Estover; whoever carries it takes it to Calderby."""
    acts.open_case(stage, *STUDENT)
    acts.address(stage, TO_ESTOVER)
    acts.seal(stage, TO_ESTOVER, "J. to Estover")


def refused(stage: Stage) -> None:
    """At the wrong desk it is refused in a sentence, and nothing of it is kept."""
    case = _sent(stage).entry.case
    hands = stage.turn_to(acts.at(stage, RECEIVER))
    desk = stage.person.office.session.desk
    before = (desk.store.cases(), inbox.arrived(desk), desk.store.head()[0])
    hands.click("Today")
    hands.go("Open a package")
    with stage.file_dialog(acts.carried(stage, "J. to Estover")):
        hands.go("Choose the file")
    hands.see("This file is for another desk", "It is not sealed to this desk")
    hands.see("Ring the sender and say which desk you are.")
    stage.picture("wrong-desk")
    if hands.has("Accept by name") or hands.reads("Two minutes"):
        raise StepFailed("something of a file for another desk is shown")
    (line, *more) = desk.store.log_lines(desk.store.head()[0] - before[2])
    kept = (desk.store.cases(), inbox.arrived(desk)) != before[:2] or desk.store.entries(case)
    if kept or more or line.act != "package refused":
        raise StepFailed("something of a file for another desk was kept")
    found = {"refused": line.object.rpartition(" ")[2], "entries_kept": 0, "log": [line.act]}
    told = "Wrong addressee: refused there (package.not-for-us), one line in the log, nothing kept"
    proof.note(stage, "wrong_addressee", found, f"{told}.")


def red_at_the_sender(stage: Stage) -> None:
    """Nobody who should have it has it: at the due time, and no minute before, it is red."""
    stage.turn_to(acts.at(stage, SENDER))
    _turns_red(stage, "Estover", "wrong-addressee")


def lock(stage: Stage) -> None:
    """The clock goes on, what was carried is named, and the sender's vault is locked."""
    stage.instruments.clock.go_on()
    names = {called: path.name for called, path in stage.carried.items()}
    proof.note(stage, "carried", names, f"{len(names)} files were carried by hand.")
    across.lock(stage)


def _turns_red(stage: Stage, whom: str, name: str) -> None:
    """At the sender: not red a minute before the newest answer is due; red and first when it is."""
    stage.turn_to(acts.at(stage, SENDER))
    due = _sent(stage).due
    if due is None:
        raise StepFailed("no answer is due")
    clock = stage.instruments.clock
    clock.stand_at(due - timedelta(minutes=1))
    red.look(stage)
    red.must_wait(stage, whom)
    stage.picture(f"{name}-a-minute-before")
    clock.stand_at(due)
    red.look(stage)
    red.must_be_first_and_red(stage, whom)
    stage.picture(f"{name}-at-the-due-time")
    found = {"due": _iso(due), "red_a_minute_before": False, "red_and_first_when_due": True}
    told = f"{whom} has not answered: not red at {_iso(due - timedelta(minutes=1))}"
    proof.note(stage, f"red_{whom.lower()}", found, f"{told}, red and first at {_iso(due)}.")


def _sent(stage: Stage) -> Delivery:
    """The newest delivery of the case that the sender has open, or had last."""
    session = acts.at(stage, SENDER).office.session
    return max(
        (
            delivery
            for summary in session.desk.store.cases()
            for delivery in deliveries(proof.held(acts.at(stage, SENDER), summary.case))
            if delivery.entry.area == session.desk.area
        ),
        key=lambda delivery: delivery.entry.at,
    )


def _iso(moment: datetime | None) -> str:
    return moment.isoformat() if moment is not None else ""


STEPS: tuple[Step, ...] = (
    ("Northmere: P. goes without where she is", without_the_place),
    ("Calderby: taken in; the answer is lost", taken_in_and_lost),
    ("Northmere: red at the due time, and first", quiet_until_due),
    ("Northmere: still red, hours later", never_quiet),
    ("The code is read out: spoken is no answer", read_out),
    ("The late file answers it", late_file),
    ("Northmere: J. is sealed to Estover", sealed_to_another),
    ("Calderby: a file for another desk is refused", refused),
    ("Northmere: red at the due time here too", red_at_the_sender),
    ("Northmere: lock", lock),
)
