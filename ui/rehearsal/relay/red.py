"""Whether a line of Today is red and stands first, read from what is painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from ui.controls import TaskRow
from ui.rehearsal import eyes
from ui.rehearsal.driver import StepFailed

if TYPE_CHECKING:
    from ui.rehearsal.stage import Stage


def look(stage: Stage) -> None:
    """Go away from Today and come back: it is drawn by the clock of this moment."""
    hands = stage.hands
    if hands.offered("Cases"):
        hands.click("Cases")
    hands.click("Today")
    hands.see("Needs you")


def must_wait(stage: Stage, whom: str) -> None:
    """The line about a desk stands there, says that it waits, and has no red in it."""
    row = _row(stage, whom)
    if is_red(stage, row) or "has not answered" in _words(row):
        raise StepFailed(f"{whom} is called late before it is due: {_words(row)}")
    stage.hands.see("Waiting for")


def must_be_first_and_red(stage: Stage, whom: str) -> None:
    """The line about a desk is red, says so in words, and nothing stands above it."""
    row = _row(stage, whom)
    if not is_red(stage, row) or "has not answered" not in _words(row):
        raise StepFailed(f"{whom} is late, and its line is not red: {_words(row)}")
    if _rows(stage)[0] is not row:
        raise StepFailed(f"{whom} is late, and stands below: {_words(_rows(stage)[0])}")


def must_not_stand(stage: Stage, whom: str) -> None:
    """No line asks about a desk any more."""
    left = [_words(row) for row in _rows(stage) if whom in _words(row)]
    if left:
        raise StepFailed(f"it is still asked about {whom}: {left[0]}")


def is_red(stage: Stage, row: TaskRow) -> bool:
    """Whether anything in a line is painted in the ink of what cannot wait."""
    colour = stage.person.office.shell.theme.colour("attn").rgb()
    image = row.grab().toImage()
    across, down = range(image.width()), range(image.height())
    return any(image.pixel(x, y) == colour for y in down for x in across)


def _rows(stage: Stage) -> list[TaskRow]:
    """The lines of Today, the first at the top."""
    window = stage.hands.window
    shown = [row for row in window.findChildren(TaskRow) if row.isVisible()]
    return sorted(shown, key=lambda row: row.mapTo(window, QPoint()).y())


def _row(stage: Stage, whom: str) -> TaskRow:
    found = [row for row in _rows(stage) if whom in _words(row)]
    if not found:
        raise StepFailed(f"no line of Today is about {whom}")
    return found[0]


def _words(row: TaskRow) -> str:
    return " ".join(dict.fromkeys(eyes.texts(row)))
