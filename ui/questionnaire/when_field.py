"""A date field and the record's date: one is typed, the other is as well known as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.entry import When

if TYPE_CHECKING:
    from ui.controls import DateField


def when_of(field: DateField) -> When | None:
    """A date field's date, or none while it is empty or wrong."""
    typed = field.value()
    if not typed:
        return None
    year, month, day = [*(int(part) for part in typed.split("-")), None, None][:3]
    return None if year is None else When(year, month, day, field.precision() == "about")


def show_when(field: DateField, when: When | None) -> None:
    """Show a date in a field."""
    if when is None:
        field.set_value("", "unknown")
        return
    parts = [f"{when.year:04d}"]
    parts += [f"{n:02d}" for n in (when.month, when.day) if n is not None]
    field.set_value("-".join(parts), "about" if when.about else "day")
