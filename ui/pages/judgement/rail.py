"""What the worker is weighing: what was found and why, fear that shows, and who advised them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.answers import text_of
from app.domain.entry import SignoffBody
from app.domain.judgement import critical_ever
from app.domain.plan import set_aside
from app.i18n import _
from ui.controls import Line, Link, Stack, State
from ui.text import plain

if TYPE_CHECKING:
    from app.domain.case import Case
    from app.domain.reference import Card
    from ui.session import Session
    from ui.theme import Theme

CARDS_SHOWN = 2
"""Cards in sight; the others are a press away."""


class Weighing(Stack):
    """The rail. Nothing in it is counted."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session, self._theme = session, theme
        self._key: object = None
        self._all_cards = False
        self.setObjectName("page.judgement.weighing")

    def show_case(self, case: Case) -> None:
        """Draw it, if anything in it has changed."""
        key = (self._found(case), self._fear(case), self._advice(case), self._all_cards)
        if key == self._key:
            return
        self._key = key
        self.clear()
        self.add(plain(self._theme, _("What you are weighing"), "panel"))
        for title, why in self._found(case) or ((_("Nothing was raised"), self._nothing()),):
            self._piece(title, why)
        fear = self._fear(case)
        self._piece(_("Fear that shows"), fear or _("Not described yet."), missing=not fear)
        self.add(Line(self._theme), gap=12)
        self.add(plain(self._theme, _("Who advised you"), "strong"), gap=12)
        for words, missing in self._advice(case):
            self.add(plain(self._theme, words, "note", "attn" if missing else "ink2"), gap=2)
        self._add_cards(case)

    @staticmethod
    def _nothing() -> str:
        return _("No rule found anything in what is recorded. That is not the same as safe.")

    def _piece(self, title: str, why: str, *, missing: bool = False) -> None:
        self.add(plain(self._theme, title, "strong"), gap=10)
        self.add(plain(self._theme, why, "note", "attn" if missing else "ink2"), gap=1)

    def _found(self, case: Case) -> tuple[tuple[str, str], ...]:
        rules = {rule.id: rule for rule in self._session.library.book.rules}
        aside = set_aside(case)
        told: list[tuple[str, str]] = []
        for finding in self._session.findings:
            why = finding.because
            entry = aside.get(finding.rule)
            if entry is not None and isinstance(entry.body, SignoffBody):
                put = _("Set aside by {who}: {why}")
                why += "\n" + put.format(who=entry.by.name, why=entry.body.reasons)
            told.append((rules[finding.rule].name, why))
        return tuple(told)

    @staticmethod
    def _fear(case: Case) -> str:
        her = case.at_risk()
        return text_of(case, "D4", her) or text_of(case, "W4")

    def _advice(self, case: Case) -> tuple[tuple[str, bool], ...]:
        specialist, supervisor = text_of(case, "W8"), text_of(case, "W9")
        needed = bool(critical_ever(case, self._session.library.screening))
        asked = _("HBA specialist: {words}").format(words=specialist or _("nobody asked yet."))
        spoke = _("Supervisor: {words}").format(words=supervisor or _("not spoken to yet."))
        return ((asked, not specialist), (spoke, needed and not supervisor))

    def _cards(self) -> list[Card]:
        fired = {finding.rule for finding in self._session.findings}
        return [
            card
            for card in self._session.library.cards
            if fired & set(card.rules) or any(item.startswith("W") for item in card.items)
        ]

    def _add_cards(self, case: Case) -> None:
        cards = self._cards()
        if not cards:
            return
        self.add(Line(self._theme), gap=12)
        self.add(plain(self._theme, _("Never safe to infer"), "strong"), gap=12)
        shown = cards if self._all_cards else cards[:CARDS_SHOWN]
        for card in shown:
            self.add(State(self._theme, "hand", card.text, "ink", role="note_strong"), gap=8)
            self.add(plain(self._theme, card.because, "note", "ink2"), gap=1)
        if len(cards) > len(shown):
            more = Link(self._theme, _("All that is never safe to infer here"))
            more.clicked.connect(lambda: self._show_all(case))
            self.add(more, gap=8)

    def _show_all(self, case: Case) -> None:
        self._all_cards = True
        self.show_case(self._session.case or case)
