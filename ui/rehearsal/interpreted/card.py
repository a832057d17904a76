"""The show-card, which is a window of its own: looked at, and left as it says, by holding Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.rehearsal.driver import StepFailed
from ui.rehearsal.stage import SCREEN

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.rehearsal.stage import Stage

NAME: Final = "Card. Draft, for practice only"
"""What a screen reader says of it; the words themselves are not said into the room."""

LEAVE: Final = "Hold Enter to leave"


def stands(stage: Stage) -> None:
    """Wait for the card, and look at it from now on. In practice it bears the DRAFT band."""
    hands = stage.hands
    hands.wait(lambda: _card(stage) is not None, "no card came up")
    hands.window = _card(stage) or hands.window
    hands.wait(hands.window.isActiveWindow, "the card is not in front")
    hands.window.resize(*SCREEN)  # without a screen the one it fills would be some other size
    hands.see("DRAFT.", LEAVE)


def put_away(stage: Stage) -> None:
    """A short press does nothing; a held one leaves, and the conversation is there again."""
    hands, card = stage.hands, stage.hands.window
    hands.press("Enter")
    if not card.isVisible():
        raise StepFailed("a touch of Enter left the card")
    QTest.keyPress(card, Qt.Key.Key_Return)
    hands.wait(lambda: _card(stage) is None, "Enter was held and the card stays")
    stage.turn_to(stage.person)


def _card(stage: Stage) -> QWidget | None:
    found = (w for w in QApplication.topLevelWidgets() if w.isVisible())
    return next((w for w in found if stage.hands.called(w, NAME)), None)
