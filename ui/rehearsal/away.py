"""Steps away from the home: the people, each child, the judgement and the plan."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from ui.when import LONDON

if TYPE_CHECKING:
    from ui.rehearsal.driver import Driver
    from ui.rehearsal.report import Step
    from ui.rehearsal.stage import Stage


def people_map(stage: Stage) -> None:
    """The map: the husband's part is not established, and somebody is named to find out."""
    hands = stage.hands
    hands.click("People")
    hands.see("role is not established")
    stage.picture("people-map")
    hands.go("The same facts as a list")
    hands.click("Husband, B.")
    hands.go("Name somebody to find out")
    hands.fill("Who is to find out", "DC P. Hale")
    _day(stage, "By when", 2)
    stage.picture("find-out")
    hands.go("Name this person")
    hands.see("DC P. Hale")
    hands.click("His mother")
    hands.see("Established")
    hands.go("The same facts as a map")
    stage.picture("people-mother")


def a_child_heard(stage: Stage) -> None:
    """A.: seen, her own words kept apart, and what it means for the plan."""
    hands = stage.hands
    hands.go("Child A., 12. Opens the child’s page.")
    hands.see("What it means for the plan")
    for _t in range(6):
        print("CHILD", [n for n in hands.names()])
        hands.go("Next part") if hands.has("Next part") else None
    hands.click("Judgement")
    print("JUDGE", hands.names())
    hands.click("Plan")
    print("PLAN", hands.names())
    hands.click("Handover")
    print("HAND", hands.names())
    hands.go("Choose whom it goes to, what for and by when")
    print("TO", hands.names())
    hands.go("nonsense")


STEPS: tuple[Step, ...] = (
    ("People: the map, and who finds out", people_map),
    ("A child's own words", a_child_heard),
)


def _day(stage: Stage, field: str, ahead: int) -> None:
    """Type a date some days ahead into day, month and year."""
    day = stage.now().astimezone(LONDON) + timedelta(days=ahead)
    for part, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        stage.hands.fill(f"{field}: {part}", str(number))
