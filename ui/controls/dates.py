"""DateField: a date as precisely as it is known: the day, the month, the year, or about."""

from calendar import monthrange
from datetime import date
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.i18n import _
from ui.controls.choices import Check
from ui.controls.fields import LineField
from ui.controls.spread import Spread
from ui.controls.stack import Stack
from ui.text import plain
from ui.theme import Theme

Precision = Literal["day", "month", "year", "about", "unknown"]

_TO_THE_DAY = 2
"""Hyphens of a value that has year, month and day."""


class DateField(Stack):
    """Day, month and year to type, and “about”. What is left empty is not known.

    `value()` is ISO 8601, as long as what is known: `2026-11-24`, `2026-11`, `2026` or empty.
    """

    edited = Signal(str)
    apart = 12

    def __init__(self, theme: Theme, label: str) -> None:
        super().__init__()
        self.theme = theme
        self.name = label
        self.add(plain(theme, label, "note_strong"))
        self.day = self._part(_("Day"), 72, 2)
        self.month = self._part(_("Month"), 72, 2)
        self.year = self._part(_("Year"), 104, 4)
        self.about = Check(theme, _("About then"))
        self.about.setAccessibleName(f"{label}: {_('About then')}")
        self.about.toggled.connect(self._tell)
        row = Spread(gap=8)
        self._level = Stack()
        self._level.add(self.about)
        row.add(self.day, self.month, self.year, self._level)
        self._problem = plain(theme, "", "note_strong", "attn")
        self._problem.hide()
        self.add(row, self._problem)
        theme.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        """The box to tick stands level with the boxes to type in, below their labels."""
        self._level.set_margins(0, self.theme.line_height("provenance"), 0, 0)

    def _part(self, words: str, width: int, limit: int) -> LineField:
        part = LineField(self.theme, words, width=width, limit=limit)
        part.editor.setAccessibleName(f"{self.name}: {words}")
        part.label.set_role("provenance")
        part.editor.textEdited.connect(self._tell)
        return part

    def _tell(self) -> None:
        fault = self.fault()
        self._problem.setText(fault)
        self._problem.setVisible(bool(fault))
        self.edited.emit(self.value())

    def _numbers(self) -> tuple[int | None, int | None, int | None]:
        def number(text: str) -> int | None:
            return int(text) if text.isascii() and text.isdigit() else None

        return (
            number(self.year.text()),
            number(self.month.text()),
            number(self.day.text()),
        )

    def fault(self) -> str:
        """What is wrong with the date in words, or nothing."""
        typed = [part.text() for part in (self.year, self.month, self.day)]
        year, month, day = self._numbers()
        if not any(typed):
            return ""
        if year is None or len(typed[0]) != 4:
            return _("Write the year in four figures.")
        if typed[1] and (month is None or not 1 <= month <= 12):
            return _("The month is a number from 1 to 12.")
        if typed[2] and month is None:
            return _("Write the month too, or leave the day empty.")
        if typed[2] and month and (day is None or not 1 <= day <= monthrange(year, month)[1]):
            return _("That month has no such day.")
        return ""

    def value(self) -> str:
        """The date as far as it is known and right, else an empty string."""
        year, month, day = self._numbers()
        if year is None or self.fault():
            return ""
        parts = [f"{year:04d}"]
        if month is not None:
            parts.append(f"{month:02d}")
        if day is not None:
            parts.append(f"{day:02d}")
        return "-".join(parts)

    def whole_day(self) -> date | None:
        """The day, when year, month and day are all there and right."""
        value = self.value()
        return date.fromisoformat(value) if value.count("-") == _TO_THE_DAY else None

    def precision(self) -> Precision:
        """How exactly the date is known."""
        value = self.value()
        if not value:
            return "unknown"
        if self.about.isChecked():
            return "about"
        known: tuple[Precision, ...] = ("year", "month", "day")
        return known[value.count("-")]

    def set_value(self, value: str, precision: Precision = "day") -> None:
        """Show a date without telling anybody."""
        parts = [*value.split("-"), "", ""] if value else ["", "", ""]
        for part, text in zip((self.year, self.month, self.day), parts, strict=False):
            part.set_text(text)
        self.about.blockSignals(True)
        self.about.setChecked(precision == "about")
        self.about.blockSignals(False)

    def first_focus(self) -> QWidget:
        """The day."""
        return self.day.first_focus()
