"""Page one of the record under review, and whether what it follows was read with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import _
from ui import when
from ui.controls import Stack, State
from ui.pages.paper import facts
from ui.text import plain

if TYPE_CHECKING:
    from app.services.reading_together import Together
    from ui.pages.reviewing.opening import Read
    from ui.theme import Theme


def two_minutes(theme: Theme, read: Read) -> Stack:
    """The headline and the lines of page one."""
    panel = Stack()
    panel.add(plain(theme, read.report.headline, "title"), gap=12)
    state = _together(theme, read.joined)
    if state is not None:
        panel.add(state, gap=6)
    panel.add(facts(theme, read.report.summary), gap=10)
    panel.add(facts(theme, read.report.control), gap=18)
    return panel


def _together(theme: Theme, joined: Together) -> State | None:
    if joined.partial:
        words = _("It holds only what is new. What it follows is not here: find it first.")
        return State(theme, "circle-alert", words, "attn")
    if joined.before:
        words = _("Read together with the handover of {day} that it follows.")
        made = joined.before[-1].delivery.created
        return State(theme, "file-check", words.format(day=when.day(made)), role="note")
    return None
