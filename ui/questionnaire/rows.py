"""The lines of an item that has several: label, control, hairline; stacked when narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.controls import ChoiceField, Line, Stack, TextField
from ui.questionnaire.turning import Turning
from ui.text import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from ui.questionnaire.asked import ValueField
    from ui.theme import Theme

_DOWN = 15
"""Pixels by which a label stands lower, so that its line is level with the control's."""

NARROW = 620
"""Pixels at 100 % under which label and control stand one above the other."""


class RowLine(Turning):
    """One line: the row's label at the start, its control beside it."""

    def __init__(self, theme: Theme, label: str, field: QWidget) -> None:
        super().__init__(theme, NARROW)
        self.across.setContentsMargins(0, 4, 0, 4)
        self.across.setSpacing(12)
        self._label = Stack(margins=(0, _DOWN, 0, 0))
        self._label.add(plain(theme, label))
        self._label.stretch()
        self.across.addWidget(self._label, 2)
        self.across.addWidget(field, 3)

    def turned(self, *, narrow: bool) -> None:
        """In a column, label and control stand closer, each as high as it is."""
        self.across.setSpacing(2 if narrow else 12)
        self._label.set_margins(0, 0 if narrow else _DOWN, 0, 0)
        for at, share in ((0, 2), (1, 3)):
            self.across.setStretch(at, 0 if narrow else share)


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
