"""Words for keys and cards that run out, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import _, ngettext
from app.services.expiring import Ending, days_left, ending
from ui import when

if TYPE_CHECKING:
    from datetime import datetime

    from ui.controls.tables import Fact


def key_words(until: datetime, now: datetime) -> tuple[str, str]:
    """That the worker's own key runs out or has run out, and what to do; times are UTC."""
    what_to_do = _(
        "Save a request file in Settings and take it to whoever keeps your area’s root key; it "
        "can take some days."
    )
    if ending(until, now) is Ending.PAST:
        title = _("Your area’s key ended on {day}").format(day=when.day(until))
        return title, _("Nobody can rely on what is sealed here now.") + " " + what_to_do
    title = _("Your area’s key ends {when}, on {day}").format(
        when=_in_days(until, now), day=when.day(until)
    )
    return title, _("After that nothing sealed or answered here counts.") + " " + what_to_do


def withdrawn_words(since: datetime) -> tuple[str, str]:
    """That our own area withdrew this laptop's key, and what to do; `since` is UTC."""
    title = _("Your area withdrew this laptop’s key: it counts for nothing since {day}, {time}")
    what_to_do = _(
        "Nothing sealed or answered here since then counts. Ask whoever keeps your area’s root "
        "key, and save a new request file in Settings."
    )
    return title.format(day=when.day(since), time=when.clock(since)), what_to_do


def key_ends(until: datetime | None, now: datetime) -> list[Fact]:
    """The line of our own area that says how long this worker's own certificate is good."""
    if until is None:
        return []
    label = _("Your key good until")
    match ending(until, now):
        case Ending.NOT_YET:
            return [(label, when.day(until))]
        case Ending.SOON:
            words = _("{day}, {when}. Ask for a new one in Settings").format(
                day=when.day(until), when=_in_days(until, now)
            )
        case Ending.PAST:
            words = _("Ran out on {day}. Ask for a new one in Settings").format(day=when.day(until))
    return [(label, words, "attn", True)]


def card_ends(until: datetime | None, now: datetime) -> list[Fact]:
    """The line of an area that says how long its card is good; in brick when that is not long."""
    if until is None:
        return []
    match ending(until, now):
        case Ending.NOT_YET:
            return [(_("Card good until"), when.day(until))]
        case Ending.SOON:
            words = _("{day}, {when}. Ask them for a new card, and import it here").format(
                day=when.day(until), when=_in_days(until, now)
            )
        case Ending.PAST:
            words = _("Ran out on {day}. Ask them for a new card, and import it here").format(
                day=when.day(until)
            )
    return [(_("Card good until"), words, "attn", True)]


def _in_days(until: datetime, now: datetime) -> str:
    days = days_left(until, now)
    if days == 0:
        return _("today")
    return ngettext("in {n} day", "in {n} days", days).format(n=days)
