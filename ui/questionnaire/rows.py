"""The lines of an item that has several: label, control, hairline; stacked when narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.controls import ChoiceField, Line, Stack, TextField
from ui.text import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from ui.questionnaire.asked import ValueField
    from ui.theme import Theme

_DOWN = 15
"""Pixels by which a label stands lower, so that its line is level with the control's."""

NARROW = 620
"""Pixels at 100 % under which label and control stand one above the other."""


class RowLine(QWidget):
    """One line: the row's label at the start, its control beside it."""

    def __init__(self, theme: Theme, label: str, field: QWidget) -> None:
        super().__init__()
        self._theme = theme
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._across.setContentsMargins(0, 4, 0, 4)
        self._across.setSpacing(12)
        self._label = Stack(margins=(0, _DOWN, 0, 0))
        self._label.add(plain(theme, label))
        self._label.stretch()
        self._across.addWidget(self._label, 2)
        self._across.addWidget(field, 3)
        theme.changed.connect(self._turn)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack when narrow."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        narrow = self._theme.one_column or self.width() < NARROW
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._across.direction() != way:
            self._across.setDirection(way)
            self._across.setSpacing(2 if narrow else 12)
            self._label.set_margins(0, 0 if narrow else _DOWN, 0, 0)
            for at, share in ((0, 2), (1, 3)):
                self._across.setStretch(at, 0 if narrow else share)


class RowTable(Stack):
    """All lines of an item, under one another with hairlines."""

    def __init__(self, theme: Theme, fields: Sequence[ValueField]) -> None:
        super().__init__()
        for field in fields:
            inner = getattr(field, "field", None)
            if isinstance(inner, ChoiceField | TextField):
                inner.label.hide()
                self.add(RowLine(theme, field.asked.label, field))
            else:
                self.add(field, gap=8)
            self.add(Line(theme))
