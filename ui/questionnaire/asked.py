"""What every control of the form is told, and what it must be able to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.entry import Value
from ui.controls import Stack

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from app.domain.ids import SubjectId, VisitId
    from app.domain.questionnaire import Item, Row
    from ui.session import Session
    from ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Asked:
    """One address on the screen: an item, about somebody, perhaps one of its rows."""

    session: Session
    item: Item
    about: SubjectId | None
    visit: VisitId | None
    row: Row | None = None

    @property
    def at_visit(self) -> bool:
        """Whether it is asked of somebody, so that there may be a reason for no answer."""
        return self.visit is not None

    @property
    def row_code(self) -> str:
        """The row's code, or nothing."""
        return self.row.code if self.row else ""

    @property
    def label(self) -> str:
        """What the control is called."""
        return self.row.label if self.row else self.item.label


class ValueField(Stack):
    """A control, or a few, that fill and read one `Value`.

    `pressed` is sent when something was chosen and is to be saved at once, `typed` while words
    are still being typed. A field whose `saves_itself` is true writes the record by itself.
    """

    pressed = Signal()
    typed = Signal()
    saves_itself = False

    def __init__(self, theme: Theme, asked: Asked) -> None:
        super().__init__(gap=8)
        self.theme = theme
        self.asked = asked

    def value(self) -> Value:
        """What stands in the control."""
        return Value()

    def show_value(self, value: Value) -> None:
        """Show a value without telling anybody."""

    def follow(self) -> None:
        """The case has changed: bring lists of people and links up to date."""

    def first_focus(self) -> QWidget:
        """Where a keyboard begins."""
        return self

    def handle_key(self, event: QKeyEvent) -> bool:  # noqa: ARG002 - for those with answers
        """Take a digit pressed anywhere on the page."""
        return False

    def set_low(self, low: bool) -> None:
        """Stand lower in a low window."""

    def has_focus_inside(self) -> bool:
        """Whether somebody is in this control just now."""
        focused = QApplication.focusWidget()
        return focused is not None and (focused is self or self.isAncestorOf(focused))
