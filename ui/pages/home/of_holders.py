"""Lines of the home page about other desks: what was put right, and where she goes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import _, ngettext
from ui import when

if TYPE_CHECKING:
    from datetime import datetime

    from app.services.attention import Need
    from ui.theme import Ink

CODES = frozenset({"correction-owed", "tell-sender", "next-hop"})
"""The needs that are said here."""


def said(need: Need, now: datetime, *, late: bool) -> tuple[str, str, str, str, str, Ink]:
    """Icon, title, what is so, what the button says, the page it opens, and the ink."""
    if need.code == "correction-owed":
        words = ngettext(
            "{n} desk goes by something that was put right",
            "{n} desks go by something that was put right",
            need.count,
        )
        since = when.at(need.since, now) if need.since else ""
        body = _("Put right {since}. Tell them: that is not a choice.").format(since=since)
        return "triangle-alert", _count(words, need), body, _("Tell them"), "handover", "attn"
    if need.code == "tell-sender":
        words = ngettext(
            "{n} desk does not know that the record has gone on",
            "{n} desks do not know that the record has gone on",
            need.count,
        )
        body = _("Send what is new to whoever you had it from.")
        return "clock", _count(words, need), body, _("Open the handover"), "handover", "attn"
    title = _("The next step is not recorded")
    body = _("She is here for a time. Tell whoever sent her, and the next area, before she moves.")
    if need.due is not None:
        day = when.day(need.due)
        title = (_("She was here until {day}") if late else _("She is here until {day}")).format(
            day=day
        )
    icon = "clock-alert" if late else "calendar-clock"
    return icon, title, body, _("Open the handover"), "handover", "attn"


def short() -> dict[str, tuple[str, str, Ink]]:
    """The same in two or three words, for a case's row in the list."""
    return {
        "correction-owed": ("triangle-alert", _("Correction owed"), "attn"),
        "tell-sender": ("clock", _("Word of the next step owed"), "attn"),
        "next-hop": ("calendar-clock", _("Next step not recorded"), "attn"),
    }


def _count(words: str, need: Need) -> str:
    said_so = words.format(n=when.number(need.count))
    return said_so[:1].upper() + said_so[1:]
