"""Steps before the visit: unlock, Today, open the case, prepare, plan, and the interpreter gate."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from ui.rehearsal.people import SENDER
from ui.when import LONDON

if TYPE_CHECKING:
    from ui.rehearsal.driver import Driver
    from ui.rehearsal.report import Step
    from ui.rehearsal.stage import Stage


def unlock(stage: Stage) -> None:
    """T. Osei types the passphrase that practice shows, and the day's needs stand there."""
    person = stage.enter(SENDER)
    hands = person.hands
    hands.see("For practice the passphrase is")
    stage.picture("unlock")
    stage.unlock(person)
    hands.see("Needs you")
    stage.picture("today")


def open_the_case(stage: Stage) -> None:
    """The case of E. is found by words of it and opened from the list."""
    hands = stage.hands
    hands.fill("Find a case by alias, name, number or words", "promise")
    hands.wait(lambda: any(n.startswith("E. ") and "promise" in n for n in hands.names()), "search")
    stage.picture("found")
    hands.go(next(n for n in hands.names() if n.startswith("E. ") and "promise" in n))
    hands.see("Why are you opening this?")
    hands.choose("I am working with this person")
    stage.picture("why-opened")
    hands.go("Open the case")
    hands.see("Plan a visit")


def what_is_known(stage: Stage) -> None:
    """Items of the office: systems, markers, the interpreter, cover for the visit."""
    hands = stage.hands
    hands.click("Systems checked")
    hands.pick("Police National Computer (PNC)", "Checked")
    hands.pick("Conference (MARAC) in each previous area", "Asked for, no answer yet")
    hands.go("Next")
    hands.see("Which warning markers")
    hands.pick("On the address", "Looked: not there")
    stage.picture("prepare-markers")
    hands.click("Cover for the visit")
    hands.fill("The reason given if somebody asks", "A health visitor's check of the younger child")
    hands.fill(
        "A harmless topic, if somebody comes in", "School meals and the younger child's teeth"
    )
    hands.fill("The signal to stop and leave", "She moves her cup to the left")
    hands.click("Interpreter")
    hands.fill("What they speak at home", "Sorani")
    hands.fill("Where they grew up", "Halabja")
    hands.pick("Woman or man wanted", "A woman")
    stage.picture("prepare-interpreter")


def plan_the_visit(stage: Stage) -> None:
    """A visit in the home, tomorrow."""
    hands = stage.hands
    hands.click("The visit and the interpreter")
    hands.pick("What kind", "Home visit")
    hands.fill("What for", "To listen to her, and to both girls")
    day = stage.now().astimezone(LONDON) + timedelta(days=1)
    for part, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        hands.fill(f"Which day: {part}", str(number))
    hands.fill("What time, such as 14:00", "10:30")
    hands.go("Plan this visit")
    hands.see("How you will speak with her is not settled yet")
    stage.picture("visit-planned")


def gate_refuses(stage: Stage) -> None:
    """The first interpreter has ties, and is not used."""
    hands = stage.hands
    hands.go("Check the interpreter")
    hands.see("Give no name, address or area")
    hands.choose("An interpreter from a service")
    hands.pick("Woman or man", "Woman")
    hands.fill("Their reference number", "TI-40718")
    hands.fill("Language, with its variety", "Sorani, from Halabja")
    hands.go("Next step")
    hands.choose("Private, and far from here")
    hands.go("Next step")
    hands.choose("Some ties")
    hands.see("This interpreter cannot be used")
    stage.picture("gate-refused")
    hands.go("Not suitable: stop and rebook")
    hands.see("Stop here, kindly")
    hands.choose("“The booking has changed. We stop here today.”")
    stage.picture("gate-stop")
    hands.go("Stop, and keep the draft")
    hands.see("The interpreter was not suitable")


def gate_passes(stage: Stage) -> None:
    """Another is checked to the end, and the conversation may begin."""
    hands = stage.hands
    hands.go("Check the interpreter")
    hands.choose("An interpreter from a service")
    hands.fill("Their reference number", "TI-55102")
    _steps(hands, "Private, and far from here", "No ties", "Agrees to this interpreter")
    hands.go("Next step")
    stage.picture("gate-last-step")
    hands.choose("They understand each other")
    hands.go("Next step")
    hands.see("The interpreter is suitable")
    hands.fill("Who is present, and where", "Her and both girls, in her kitchen. Husband at work")
    stage.picture("gate-passed")


def _steps(hands: Driver, *answers: str) -> None:
    for answer in answers:
        hands.go("Next step")
        hands.choose(answer)


STEPS: tuple[Step, ...] = (
    ("Unlock with the passphrase", unlock),
    ("Find and open the case of E.", open_the_case),
    ("Prepare: what is known, and cover", what_is_known),
    ("Plan a visit", plan_the_visit),
    ("Interpreter gate: the first is refused for ties", gate_refuses),
    ("Interpreter gate: another is suitable", gate_passes),
)
