"""Lines of the home page about a case that was accepted here, or that is to be closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import _, ngettext
from ui import when

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from app.services.attention import Need
    from ui.theme import Ink

    Said = tuple[str, str, str, str, str, Ink]


def said(need: Need, now: datetime, *, late: bool) -> tuple[str, str, str, str, str, Ink]:
    """Icon, title, what is so, what the button says, the page it opens, and the ink."""
    return _SAID[need.code](need, now, late)


def short(*, late: bool) -> dict[str, tuple[str, str, Ink]]:
    """The same in two or three words, for a case's row in the list."""
    icon, ink = _look(late)
    return {
        "read-first": ("book-open", _("Read first"), "attn"),
        "markers-owed": (icon, _("Markers to set"), ink),
        "report-owed": (icon, _("Report back owed"), ink),
        "report-awaited": (icon, _("Report back awaited"), ink),
        "closing-objected": ("triangle-alert", _("Objection to closing"), "attn"),
        "closing-untold": ("triangle-alert", _("Closing: not everybody told"), "attn"),
        "closing-waiting": (icon, _("Closing: time to object"), ink),
        "closing-decide": ("clock-alert", _("Closing: decide"), "attn"),
    }


def _look(late: bool) -> tuple[str, Ink]:
    return ("clock-alert", "attn") if late else ("clock", "ink")


def _due(need: Need, now: datetime, late: bool) -> str:
    if need.due is None:
        return _("No time is set.")
    at = when.at(need.due, now)
    if not late:
        return _("Due {when}.").format(when=at)
    length = when.length(now - need.due)
    return _("Was due {due}, {length} ago.").format(due=at, length=length)


def _count(words: str, need: Need) -> str:
    said_so = words.format(n=when.number(need.count))
    return said_so[:1].upper() + said_so[1:]


def _read_first(need: Need, now: datetime, late: bool) -> Said:
    body = _("Nobody here has read what she said before. The first visit: {due}")
    due = _due(need, now, late)
    due = due[:1].lower() + due[1:]
    title = _("She may deny: read this first")
    return "book-open", title, body.format(due=due), _("Read it"), "prepare", "attn"


def _markers(need: Need, now: datetime, late: bool) -> Said:
    icon, ink = _look(late)
    words = ngettext(
        "{n} marker to set where she is now", "{n} markers to set where she is now", need.count
    )
    body = _("{due} Say who set each, or why it cannot be set.").format(due=_due(need, now, late))
    return icon, _count(words, need), body, _("Set the markers"), "handover", ink


def _report(need: Need, now: datetime, late: bool) -> Said:
    icon, ink = _look(late)
    body = _("{due} Seen or not, the danger now, and whether she is still there.")
    told = body.format(due=_due(need, now, late))
    title = _("Report back to whoever sent her")
    return icon, title, told, _("Report back"), "handover", ink


def _awaited(need: Need, now: datetime, late: bool) -> Said:
    icon, ink = _look(late)
    body = _("{due} Ring, and ask how she is.") if late else _("{due} They send it as a file.")
    told = body.format(due=_due(need, now, late))
    title = _("{desk} owes you a report back").format(desk=need.to)
    return icon, title, told, _("Open the handover"), "handover", ink


def _objected(need: Need, _now: datetime, _late: bool) -> Said:
    title = _("{desk} objects to closing this case").format(desk=need.to)
    body = _("It stays open. Talk to them, or take the proposal back.")
    return "triangle-alert", title, body, _("Read why"), "record", "attn"


def _untold(need: Need, _now: datetime, _late: bool) -> Said:
    words = ngettext(
        "{n} desk does not know that you mean to close",
        "{n} desks do not know that you mean to close",
        need.count,
    )
    body = _("Everybody who holds it is asked first. Quiet is not safe.")
    return "triangle-alert", _count(words, need), body, _("Tell them"), "handover", "attn"


def _waiting(need: Need, now: datetime, late: bool) -> Said:
    if late:
        title = _("The time to object has ended")
        body = _("Silence is not agreement. Ring, or decide and say who decided.")
        return "clock-alert", title, body, _("Open the record"), "record", "attn"
    words = ngettext(
        "Closing: {n} desk may still object", "Closing: {n} desks may still object", need.count
    )
    at = when.at(need.due, now) if need.due else ""
    body = _("Until {when}. It is not closed before that, unless all have answered.")
    told = body.format(when=at)
    return "hourglass", words.format(n=when.number(need.count)), told, _look_word(), "record", "ink"


def _decide(need: Need, _now: datetime, _late: bool) -> Said:
    title = _("Everybody was asked: close it, or take it back")
    body = ngettext(
        "{n} desk said nothing. Silence is not agreement.",
        "{n} desks said nothing. Silence is not agreement.",
        need.count,
    )
    told = _count(body, need) if need.count else _("Say who decided, and why.")
    return "clock-alert", title, told, _look_word(), "record", "attn"


def _look_word() -> str:
    return _("Open the record")


_SAID: dict[str, Callable[[Need, datetime, bool], Said]] = {
    "read-first": _read_first,
    "markers-owed": _markers,
    "report-owed": _report,
    "report-awaited": _awaited,
    "closing-objected": _objected,
    "closing-untold": _untold,
    "closing-waiting": _waiting,
    "closing-decide": _decide,
}

CODES = frozenset(_SAID)
"""The needs that are said here."""
