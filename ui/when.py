"""Times as people say them: London's clock, and lengths of time in words.

UTC is kept in the record; Europe/London is shown (see app.domain.entry).
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from app.i18n import _, ngettext, pgettext

if TYPE_CHECKING:
    from app.domain.entry import When

LONDON = ZoneInfo("Europe/London")

_WORDS = 21
"""Numbers below this are said in words."""


def months() -> tuple[str, ...]:
    """The months' names, January first."""
    return (
        _("January"),
        _("February"),
        _("March"),
        _("April"),
        _("May"),
        _("June"),
        _("July"),
        _("August"),
        _("September"),
        _("October"),
        _("November"),
        _("December"),
    )


def weekdays() -> tuple[str, ...]:
    """The days' names, Monday first."""
    return (
        _("Monday"),
        _("Tuesday"),
        _("Wednesday"),
        _("Thursday"),
        _("Friday"),
        _("Saturday"),
        _("Sunday"),
    )


def number(n: int) -> str:
    """Small numbers as words, others as digits."""
    return _numbers()[n] if 0 <= n < _WORDS else str(n)


def _numbers() -> tuple[str, ...]:
    # For translators: digits will do where a number's word would change with what it counts.
    return (
        pgettext("number", "no"),
        pgettext("number", "one"),
        pgettext("number", "two"),
        pgettext("number", "three"),
        pgettext("number", "four"),
        pgettext("number", "five"),
        pgettext("number", "six"),
        pgettext("number", "seven"),
        pgettext("number", "eight"),
        pgettext("number", "nine"),
        pgettext("number", "ten"),
        pgettext("number", "eleven"),
        pgettext("number", "twelve"),
        pgettext("number", "thirteen"),
        pgettext("number", "fourteen"),
        pgettext("number", "fifteen"),
        pgettext("number", "sixteen"),
        pgettext("number", "seventeen"),
        pgettext("number", "eighteen"),
        pgettext("number", "nineteen"),
        pgettext("number", "twenty"),
    )


def clock(moment: datetime) -> str:
    """14:32, London time."""
    return f"{moment.astimezone(LONDON):%H:%M}"


def day(moment: datetime | date, *, year: bool = True) -> str:
    """24 November 2026."""
    local = moment.astimezone(LONDON).date() if isinstance(moment, datetime) else moment
    words = _("{day} {month} {year}") if year else _("{day} {month}")
    return words.format(day=local.day, month=months()[local.month - 1], year=local.year)


def long_day(moment: datetime) -> str:
    """Tuesday 24 November 2026."""
    local = moment.astimezone(LONDON).date()
    return _("{weekday} {date}").format(weekday=weekdays()[local.weekday()], date=day(local))


def relative_day(moment: datetime, now: datetime) -> str:
    """Today, yesterday, tomorrow, or the date."""
    then, here = moment.astimezone(LONDON).date(), now.astimezone(LONDON).date()
    words = {0: _("today"), -1: _("yesterday"), 1: _("tomorrow")}
    return words.get((then - here).days) or day(then, year=then.year != here.year)


def at(moment: datetime, now: datetime) -> str:
    """Today at 09:00; yesterday at 16:40; 2 October at 11:06."""
    return _("{day} at {time}").format(day=relative_day(moment, now), time=clock(moment))


def length(span: timedelta) -> str:
    """Two hours and six minutes; three days and one hour; never a bare number."""
    minutes = max(0, int(span.total_seconds()) // 60)
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    parts = [
        (days, ngettext("{n} day", "{n} days", days)),
        (hours, ngettext("{n} hour", "{n} hours", hours)),
        (minutes, ngettext("{n} minute", "{n} minutes", minutes)),
    ]
    said = [words.format(n=number(n)) for n, words in parts if n]
    if not said:
        return _("less than a minute")
    return _("{first} and {second}").format(first=said[0], second=said[1]) if said[1:] else said[0]


def ago(moment: datetime, now: datetime) -> str:
    """Two hours and six minutes ago, or: in three days."""
    if moment > now:
        return _("in {length}").format(length=length(moment - now))
    return _("{length} ago").format(length=length(now - moment))


def known(when: When) -> str:
    """A date as well as it is known: 2026; October 2026; about 2 October 2026."""
    if when.month is None:
        text = str(when.year)
    elif when.day is None:
        month = months()[when.month - 1]
        text = _("{month} {year}").format(month=month, year=when.year)
    else:
        text = day(date(when.year, when.month, when.day))
    return _("about {date}").format(date=text) if when.about else text
