"""What the steps of the relay do again and again, at whichever desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from ui.rehearsal.driver import StepFailed
from ui.when import LONDON

if TYPE_CHECKING:
    from pathlib import Path

    from ui.rehearsal.driver import Driver
    from ui.rehearsal.stage import Person, Stage

FINDER: Final = "Find a case by alias, name, number or words"
GROUND: Final = "To protect somebody’s life (UK GDPR 6(1)(d), 9(2)(c))"


@dataclass(frozen=True, slots=True)
class Sending:
    """To whom a handover goes, what for, and why it is needed."""

    desk: str
    person: str
    purpose: str
    needed: str
    unchecked: str = ""  # why it cannot wait until the desk's key is checked


def at(stage: Stage, name: str) -> Person:
    """Somebody who is sitting at their laptop already."""
    found = next((one for one in stage.people if one.name == name), None)
    if found is None:
        raise StepFailed(f"{name} has not come yet")
    return found


def open_case(stage: Stage, alias: str, words: str) -> None:
    """Find a case by words of it, and open it; the reason is asked for the first time."""
    hands = stage.hands
    hands.click("Today")
    hands.fill(FINDER, words)
    hands.wait(lambda: bool(_rows(hands, alias, words)), f"{alias} is not found by {words}")
    hands.go(_rows(hands, alias, words)[0])
    _say_why(hands, "I am working with this person")


def open_taken(stage: Stage) -> None:
    """From the notice that it was accepted, open the case that it made or joined."""
    hands = stage.hands
    hands.go("Open the case")
    _say_why(hands, "Somebody has just rung or written about it")


def _say_why(hands: Driver, reason: str) -> None:
    asked = "Why are you opening this?"
    hands.wait(lambda: hands.reads(asked) or hands.offered("Handover"), "the case did not open")
    if hands.reads(asked):
        hands.choose(reason)
        hands.go("Open the case")
        hands.wait(lambda: hands.offered("Handover"), "the case did not open")


def _rows(hands: Driver, alias: str, words: str) -> list[str]:
    return [n for n in hands.names() if n.startswith(f"{alias} ") and words in n]


def write_stay(stage: Stage, where: str, days: int) -> None:
    """Where she was placed, by whom, from today until some days on."""
    hands = stage.hands
    hands.go("Write down a stay")
    hands.fill("Place or organisation", where)
    day(stage, "From", 0)
    day(stage, "Until, if it is for a time", days)
    hands.fill("Who placed her there", stage.person.office.session.desk.author.name)


def day(stage: Stage, field: str, ahead: int) -> None:
    """Type a date some days ahead into day, month and year."""
    on = stage.now().astimezone(LONDON) + timedelta(days=ahead)
    for part, number in (("Day", on.day), ("Month", on.month), ("Year", on.year)):
        stage.hands.fill(f"{field}: {part}", str(number))


def address(stage: Stage, to: Sending) -> None:
    """Whom it goes to and what for; what she was told, and who decided."""
    hands = stage.hands
    hands.click("Handover")
    hands.go("Choose whom it goes to, what for and by when")
    hands.choose(to.desk)
    hands.fill("The person there", to.person)
    hands.pick("What for", to.purpose)
    hands.pick("Legal ground", GROUND)
    hands.go("Keep this")
    hands.go("What she was told, and who decided")
    hands.choose("Told, and agreed")
    hands.pick("Can she decide this?", "She can decide this for herself")
    hands.fill("Why this is needed, and why no less would do", to.needed)
    hands.go("Keep this")
    hands.see("Decided by")


def seal(stage: Stage, to: Sending, called: str) -> None:
    """Seal it, and save the file for somebody to carry."""
    hands = stage.hands
    with stage.file_dialog(stage.out) as saved:
        hands.go("Seal and save the file")
        if to.unchecked:
            hands.see("This key is not checked")
            hands.fill("Why it cannot wait", to.unchecked)
            hands.go("Seal all the same")
    stage.carried[called] = saved[0]
    hands.see("Sealed and saved as")


def carried(stage: Stage, called: str) -> Path:
    """A file that somebody brings."""
    if called not in stage.carried:
        raise StepFailed(f"nobody has {called}")
    return stage.carried[called]


def open_package(stage: Stage, called: str, weigh: str = "") -> None:
    """Open what somebody brought. `weigh` is why it is read on, where that is asked."""
    hands = stage.hands
    hands.click("Today")
    hands.go("Open a package")
    with stage.file_dialog(carried(stage, called)):
        hands.go("Choose the file")
    if weigh:
        hands.see("Before you read it")
        hands.fill("Why you read on", weigh)
        hands.go("Read it with this reason")
    hands.see("Accept by name")
    hands.wait(lambda: hands.has("Accept by name"), "it cannot be accepted")


def accept(stage: Stage, first: str, called: str) -> None:
    """A named person takes it; the answer is saved for somebody to carry back."""
    hands = stage.hands
    hands.go("Accept by name")
    hands.fill("What you do first", first)
    with stage.file_dialog(stage.out) as saved:
        hands.go("Accept and save the answer")
    stage.carried[called] = saved[0]
    hands.see("The answer is signed and saved as")


def take_answer(stage: Stage, called: str, told: str) -> None:
    """Open an answer that came back."""
    hands = stage.hands
    hands.click("Handover")
    with stage.file_dialog(carried(stage, called)):
        hands.go("Open a receipt file")
    hands.see(told)


def release(stage: Stage, to: str = "") -> None:
    """Say that one is released from the newest handover, or from the one to a desk: its end."""
    hands = stage.hands
    if to:
        hands.go(to)
    hands.go("Release yourself")
    hands.go("I am released")
    hands.see("You released yourself. They hold it.")
