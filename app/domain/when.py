"""A date as well as anybody knows it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.errors import RecordRefused


@dataclass(frozen=True, slots=True)
class When:
    """A date as well as it is known: a year, a month or a day, perhaps "about"."""

    year: int
    month: int | None = None
    day: int | None = None
    about: bool = False

    def __post_init__(self) -> None:
        """Refuse a date that no calendar has."""
        if self.day is not None and self.month is None:
            raise RecordRefused("entry.shape", field="when")
        try:
            date(self.year, self.month or 1, self.day or 1)
        except ValueError:
            raise RecordRefused("entry.date") from None

    def first_day(self) -> date:
        """The earliest day it may be."""
        return date(self.year, self.month or 1, self.day or 1)

    def last_day(self) -> date:
        """The latest day it may be."""
        if self.day is not None and self.month is not None:
            return date(self.year, self.month, self.day)
        after = (
            date(self.year + 1, 1, 1)
            if self.month in {None, 12}
            else date(self.year, (self.month or 0) + 1, 1)
        )
        return after - timedelta(days=1)
