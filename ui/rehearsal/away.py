"""Steps away from the home: the people, each child, the judgement and the plan."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from ui.when import LONDON

if TYPE_CHECKING:
    from ui.rehearsal.report import Step
    from ui.rehearsal.stage import Stage


WITH_HER: Final = (
    ("Change: Agree two code words", "T. Osei", "The scarf is good. I will say scarf."),
    ("Change: Put a priority marker", "PC R. Amin", "If no car stops at the door."),
    ("Change: Tell the school", "J. Pryce, school", "Only Mrs Pryce. Not the office."),
)
"""Actions talked through with her: the beginning of each, who owns it, and what she says of it."""


def people_map(stage: Stage) -> None:
    """The map: the husband's part is not established, and somebody is named to find out."""
    hands = stage.hands
    hands.click("People")
    hands.see("role is not established")
    stage.picture("people-map")
    both = not hands.has("The same facts as a list")  # one column shows the list, then the map
    if not both:
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
    if not both:
        hands.go("The same facts as a map")
    stage.picture("people-mother")


def child_heard(stage: Stage) -> None:
    """A.: seen alone, her own words kept apart, and what they mean for the plan."""
    hands = stage.hands
    hands.go("Child A., 12. Opens the child’s page.")
    hands.choose("Seen alone")
    hands.choose("Drawing")
    hands.go("Next part")
    hands.fill("The child’s own words", "Grandma says I am promised now. I do not know him.")
    hands.fill("What the child wants to happen", "To stay in my school and do the science club.")
    stage.picture("child-words")
    _part(stage, "What it means for the plan")
    hands.fill("What it means", "A. knows of the promise. The school must know who may fetch her.")
    stage.picture("child-meaning")


def child_not_heard(stage: Stage) -> None:
    """M. was not heard, and why is written with a day."""
    hands = stage.hands
    hands.pick("Another child", "M., 5")
    hands.choose("Not seen")
    hands.see("Why was this child not heard")
    hands.fill(
        "Why not heard yet: In your words", "Asleep with a fever. Her teacher will be there."
    )
    _day(stage, "Why not heard yet", 3)
    stage.picture("child-not-heard")


def judgement(stage: Stage) -> None:
    """The judgement in writing, its review day, and the signature."""
    hands = stage.hands
    hands.click("Judgement")
    hands.choose("Critical")
    hands.fill(
        "Your reasons", "Control without a blow, a threat to kill, a promise made for a child."
    )
    hands.fill("What is not known", "What part B. has. DC Hale finds out in two days.")
    hands.fill(
        "The pattern and the motive", "Obedience is bought with the children; shame drives it."
    )
    hands.fill("First", "The older girl is taken abroad at the end of term.")
    hands.fill("Second", "She is locked in when the school is seen to be involved.")
    hands.choose("Escalation")
    hands.fill(
        "The fear you saw", "She whispered, watched the window, and named the quiet as worst."
    )
    stage.picture("judgement")
    hands.choose("High")
    hands.fill("Specialist advice", "Rang the regional HBA specialist, R. Shah: treat as critical.")
    hands.fill("Supervisor", "D. Marsh, by telephone today: agrees.")
    hands.choose("Conference (MARAC): professional judgement")
    _day(stage, "Next review", 7)
    stage.picture("judgement-rest")
    hands.go("Sign this judgement")
    hands.see("Signed by T. Osei")
    stage.picture("judgement-signed")


def plan(stage: Stage) -> None:
    """Owners, days and her view; then the plan is signed."""
    hands = stage.hands
    hands.click("Plan")
    hands.see("Sign this plan")
    stage.picture("plan")
    for beginning, owner, view in WITH_HER:
        hands.click(hands.named(beginning))
        hands.fill("Who owns it: a named person", owner)
        _day(stage, "Due", 1)
        hands.fill("Her view, in her words", view)
        if view == WITH_HER[0][2]:
            stage.picture("action")
        hands.go("Save this action")
    hands.go("Sign this plan")
    hands.see("have nobody to do them")
    owned = [beginning for beginning, _owner, _view in WITH_HER]
    for name in [n for n in hands.names() if n.startswith("Change: ")]:
        if "Find out what part" not in name and not name.startswith(tuple(owned)):
            hands.click(name)
            # Rows about the people behind the threat are withheld, and their owners' names too.
            police = "Home Office" in name or "registered" in name
            hands.fill("Who owns it: a named person", "DI M. Coe" if police else "T. Osei")
            hands.go("Save this action")
    hands.go("Sign this plan")
    hands.see("Signed by T. Osei")
    stage.picture("plan-signed")


STEPS: tuple[Step, ...] = (
    ("People: the map, and who finds out", people_map),
    ("A child's own words", child_heard),
    ("A child who was not heard, and why", child_not_heard),
    ("The judgement, signed", judgement),
    ("The plan: owners, days, her view, signed", plan),
)


def _part(stage: Stage, name: str) -> None:
    """Press a part of a child's page at the side, or pick it where the side has no room."""
    hands = stage.hands
    if hands.has(name):
        hands.click(name)
    else:
        hands.pick("All parts of this page", name)


def _day(stage: Stage, field: str, ahead: int) -> None:
    """Type a date some days ahead into day, month and year."""
    day = stage.now().astimezone(LONDON) + timedelta(days=ahead)
    for part, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        stage.hands.fill(f"{field}: {part}", str(number))
