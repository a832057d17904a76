"""The wheel of the rehearsal's pointer: turned until a control can be pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QScrollArea, QWidget

if TYPE_CHECKING:
    from ui.rehearsal.pace import Pace

MOST_TURNS: Final = 400
"""Turns after which a control counts as out of reach."""


class Hand(Protocol):
    """Whose wheel it is."""

    pace: Pace

    def settle(self) -> None:
        """Let the program answer what was done."""


def bring_into_view(control: QWidget, hand: Hand) -> None:
    """Turn the wheel until the middle of a control can be seen."""
    above = control.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            _wheel_to(above, control, hand)
        above = above.parentWidget()


def _wheel_to(area: QAbstractScrollArea, control: QWidget, hand: Hand) -> None:
    view = area.viewport()
    for _turn in range(MOST_TURNS):
        middle = control.mapTo(view, control.rect().center()).y()
        if 8 <= middle <= view.height() - 8:
            return
        bar = area.verticalScrollBar()
        before = bar.value()
        _turn_wheel(view, 60 if middle < 8 else -60, hand)
        if bar.value() == before:
            return


def _turn_wheel(view: QWidget, by: int, hand: Hand) -> None:
    at = QPointF(view.rect().center())
    event = QWheelEvent(
        at,
        QPointF(view.mapToGlobal(at.toPoint())),
        QPoint(),
        QPoint(0, by),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # not inverted
    )
    hand.pace.mark()
    QApplication.sendEvent(view, event)
    hand.settle()
