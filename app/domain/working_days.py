"""Counting working days: Monday to Friday, less the bank holidays of one nation. Pure."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

SATURDAY = 5


def is_working_day(day: date, holidays: frozenset[date]) -> bool:
    """Tell whether offices are open on this day."""
    return day.weekday() < SATURDAY and day not in holidays


def after_working_days(start: datetime, days: int, holidays: frozenset[date]) -> datetime:
    """The same time of day, so many working days later; weekends and holidays do not count."""
    moment = start
    left = days
    while left > 0:
        moment += timedelta(days=1)
        if is_working_day(moment.date(), holidays):
            left -= 1
    return moment
