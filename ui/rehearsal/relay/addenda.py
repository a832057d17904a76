"""Steps after the last hop: a late call is written down where it came, and sent to every holder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ui.rehearsal.driver import StepFailed
from ui.rehearsal.people import RECEIVER, SENDER, THIRD
from ui.rehearsal.relay import acts, proof

if TYPE_CHECKING:
    from pathlib import Path

    from ui.rehearsal.report import Step
    from ui.rehearsal.stage import Stage

DESKS: Final = {"Calderby": "Calderby Safeguarding Hub, hub", "Estover": "Estover Police, duty"}
"""Who holds the case when she rings."""

CALL: Final = "Whispering: he has my new number. Then the line went dead."


def late_call(stage: Stage) -> None:
    """She rings the area that handed her on, and it is written down at once."""
    hands = stage.turn_to(acts.at(stage, SENDER))
    hands.click("Record")
    hands.go("Write down a call")
    hands.fill("Who rang", "She herself, from a call box")
    hands.fill("What was said, word for word", CALL)
    stage.picture("late-call")
    hands.go("Keep this call")
    hands.see("Two desks hold this case and do not know of the call")
    stage.picture("who-does-not-know")
    hands.go("Send what is new")


def to_every_holder(stage: Stage) -> None:
    """What is new goes to both desks that hold the case, each in a file of its own."""
    hands = stage.hands
    hands.go("Send what is new to all")
    hands.see("DS K. Lowe", "DC R. Shah")
    hands.fill("Why it cannot wait until their key is checked", "She may be found tonight.")
    stage.picture("to-both-holders")
    before = set(_sealed(stage))
    with stage.file_dialog(stage.out):
        hands.go("Seal it and save the files")
    hands.see("files are sealed, saved beside each other")
    stage.picture("sealed-to-both")
    made = {path.name: path for path in _sealed(stage) if path not in before}
    for area, desk in DESKS.items():
        name = next((n for n in made if hands.reads(f"{n} is for {desk}")), "")
        if not name:
            raise StepFailed(f"no file is said to be for {desk}")
        stage.carried[f"The call to {area}"] = made[name]


def at_the_second(stage: Stage) -> None:
    """At Calderby it joins the case that is there."""
    stage.turn_to(acts.at(stage, RECEIVER))
    acts.open_package(stage, "The call to Calderby")
    stage.hands.see("It adds to a handover that came before", "One thing is new here", "Whispering")
    stage.picture("the-call-at-calderby")
    acts.accept(stage, "Ring the refuge now.", "Calderby has the call")


def at_the_third(stage: Stage) -> None:
    """At Estover it comes from the area that never wrote to them before, and joins the case too."""
    stage.turn_to(acts.at(stage, THIRD))
    acts.open_package(stage, "The call to Estover")
    stage.hands.see("Whispering")
    acts.accept(stage, "A car to her door. Change the number with her.", "Estover has the call")
    stage.picture("the-call-at-estover")


def answers_come_back(stage: Stage) -> None:
    """Both answers reach Northmere; only then is it released from either."""
    hands = stage.turn_to(acts.at(stage, SENDER))
    acts.take_answer(stage, "Estover has the call", "Genuine. Answered by R. Shah")
    acts.take_answer(stage, "Calderby has the call", "Genuine. Answered by K. Lowe")
    hands.see("Has everything that goes to them")
    stage.picture("both-have-the-call")
    acts.release(stage)
    acts.release(stage, hands.named("Addendum. "))


def proved(stage: Stage) -> None:
    """The same parts in each vault are the same record; it is worked out and left behind."""
    case = acts.at(stage, SENDER).office.session.case
    if case is None:
        raise StepFailed("the case is not open")
    proof.same_everywhere(stage, case.id, CALL)


def _sealed(stage: Stage) -> list[Path]:
    return sorted(stage.out.glob("DEMO-HO-*.age"))


STEPS: tuple[Step, ...] = (
    ("Northmere: she rings, late, and it is written down", late_call),
    ("Northmere: the call goes to every holder", to_every_holder),
    ("Calderby: the call joins the case", at_the_second),
    ("Estover: the call joins the case", at_the_third),
    ("Northmere: both answers, and released", answers_come_back),
    ("Proof: the same record in three vaults", proved),
)
