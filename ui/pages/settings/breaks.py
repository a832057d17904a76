"""When an interpreted visit is reminded of a break: the pack's minutes, or one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.errors import Refused
from app.i18n import _
from app.services import interpreting
from ui.controls import AnswerGroup, HeadRule, Option, State
from ui.controls.stack import Stack
from ui.errors import sentence
from ui.text import plain

if TYPE_CHECKING:
    from ui.session import Session
    from ui.theme import Theme

MINUTES = ((15, 30), (25, 45), (30, 60))
"""Pairs that are offered: a first line, and a stronger one. The pack's own are among them."""


class BreaksPart(Stack):
    """Minutes without a break before the strip says so, and says it louder."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session = session
        now = interpreting.breaks(session.desk, session.library.interpreting)
        pairs = dict.fromkeys((*MINUTES, (now.first, now.stronger)))
        said = _("Minutes without a break in an interpreted visit")
        self.add(HeadRule(theme, said))
        words = _("{first}, then {stronger} minutes")
        options = [Option(f"{a} {b}", words.format(first=a, stronger=b)) for a, b in sorted(pairs)]
        self.minutes = AnswerGroup(theme, options, name=said)
        self.minutes.choose(f"{now.first} {now.stronger}")
        self.minutes.chosen.connect(self._chosen)
        self.add(self.minutes, gap=8)
        self.saved = State(theme, "check", "")
        self.saved.hide()
        self.add(self.saved, gap=8)
        note = _("A calm line in the strip, and no more: nothing pops up over a prompt.")
        self.add(plain(theme, note, "note", "ink2"), gap=12)

    def _chosen(self, code: str) -> None:
        first, stronger = (int(part) for part in code.split())
        try:
            interpreting.set_breaks(self._session.desk, first, stronger)
        except Refused as refused:
            self.saved.show_state("circle-alert", sentence(refused), "attn")
        else:
            self.saved.show_state("check", _("From now on, in every visit."))
        self.saved.show()
