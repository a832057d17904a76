"""Steps before an interpreted visit: the language card, pointing, cover, and the gate, twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ui.rehearsal import at_the_desk

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.rehearsal.driver import Driver
    from ui.rehearsal.report import Step
    from ui.rehearsal.stage import Stage

SPOKEN: Final = "Kurdish, Sorani"
"""What she speaks, as the register of languages calls it."""

FIRST: Final = "LB-204"
"""The number of the interpreter that the visit begins with; no name is ever written."""

SECOND: Final = "OT-3391"
"""The number of the one who takes over."""


def too_broad(stage: Stage) -> None:
    """“Kurdish” alone is not enough to book by: no variety is guessed."""
    hands = stage.hands
    hands.click("Interpreter")
    hands.see("Which language, and which interpreter?")
    hands.fill("What they speak at home", "Kurdish")
    hands.see("“Kurdish” is not enough to book by")
    stage.picture("language-too-broad")


def points(stage: Stage) -> None:
    """She points at the name of her language, in its own letters."""
    hands = stage.hands
    hands.go("Let her point")
    hers = next(name for name in hands.names() if name.endswith(f", {SPOKEN}"))
    stage.picture("point-to-language")
    hands.click(hers)
    hands.wait(lambda: not hands.has(hers), "the names are still there")
    hands.see(SPOKEN)


def language_card(stage: Stage) -> None:
    """The rest of the card: region, what she reads, whom she wants, and who it must not be."""
    hands = stage.hands
    hands.fill("Where they grew up", "The region of Halabja")
    hands.pick("What they read", "Reads well")
    hands.go("Reads Arabic letters")
    hands.pick("Woman or man wanted", "A woman")
    hands.pick("How", "By telephone")
    hands.pick("Safe to be seen with an interpreter", "Not safe: by telephone, or elsewhere")
    hands.fill("Who it must not be", "Anybody from her husband's town")
    hands.see("Saved")
    stage.picture("language-card")


def cover(stage: Stage) -> None:
    """The subject that anybody may overhear is agreed beforehand."""
    hands = stage.hands
    hands.click("Cover for the visit")
    hands.fill("The reason given if somebody asks", "A letter from the council about the windows")
    hands.fill("A harmless topic, if somebody comes in", "School forms")
    hands.fill("The signal to stop and leave", "She moves her cup to the left")


def gate_passes(stage: Stage) -> None:
    """Another interpreter is checked to the end, and the details are written: a number, no name."""
    hands = stage.hands
    hands.go("Check the interpreter")
    hands.see("Give no name, address or area")
    stage.picture("gate-first-step")
    hands.go("Life in danger now: go on without")
    hands.see("Only these may be asked")
    stage.picture("life-in-danger")
    hands.go("Leave it")
    checked(hands, FIRST, stage.picture)
    hands.see("The interpreter is suitable")
    details(hands, "Language Bridge", "A private room, two counties away")
    hands.fill("Who is present, and where", "Her, in her kitchen. The girls are at school")
    stage.picture("gate-passed")


def checked(
    hands: Driver, reference: str, picture: Callable[[str], object] = lambda _name: None
) -> None:
    """Walk through the five steps with answers that let an interpreter pass."""
    hands.see("Give no name, address or area")
    hands.choose("An interpreter from a service")
    hands.pick("Woman or man", "Woman")
    hands.fill("Their reference number", reference)
    hands.fill("Language, with its variety", SPOKEN)
    for name, answer in (
        ("gate-where", "Private, and far from here"),
        ("gate-ties", "No ties"),
        ("gate-own-check", "Agrees to this interpreter"),
        ("gate-understand", "They understand each other"),
    ):
        hands.go("Next step")
        hands.choose(answer)
        picture(name)
    hands.go("Next step")


def details(hands: Driver, service: str, place: str) -> None:
    """What is kept of an interpreter who passed."""
    hands.fill("Interpreting service", service)
    hands.pick("Registration", "Seen")
    hands.fill("Both languages, with the variety", f"{SPOKEN} and English")
    hands.fill("Where they sit", place)
    hands.fill("How they were chosen", "By the service, from its own list")


STEPS: tuple[Step, ...] = (
    ("Unlock with the passphrase", at_the_desk.unlock),
    ("Find and open the case of E.", at_the_desk.open_the_case),
    ("Language card: the name alone is not enough", too_broad),
    ("Language card: she points at her language", points),
    ("Language card: what she reads, whom she wants", language_card),
    ("A harmless subject is agreed", cover),
    ("Plan a visit", at_the_desk.plan_the_visit),
    ("Interpreter gate: refused for ties, kindly", at_the_desk.gate_refuses),
    ("Interpreter gate: another passes, with details", gate_passes),
)
