"""The rail: what the answers have raised, why, and what to do; and what is never safe to infer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.domain.entry import AnswerBody
from app.domain.plan import actions, set_aside
from app.domain.reference import Urgency
from app.i18n import _
from ui.controls import FindingCard, Line, Link, MoreCards, Quote, Stack
from ui.text import plain

if TYPE_CHECKING:
    from app.domain.case import Case
    from app.domain.patterns import Finding
    from app.domain.reference import Card, Rule
    from ui.session import Session
    from ui.theme import Theme


def urgency_words(urgency: Urgency) -> str:
    """What a finding demands today, in words."""
    return {
        Urgency.IMMEDIATE: _("Police control room: now"),
        Urgency.SAME_DAY: _("Supervisor and specialist: today"),
        Urgency.REQUIRED: _("Somebody must take this on"),
    }[urgency]


def source_words(case: Case, finding: Finding, rule: Rule) -> str:
    """Over which answers, by which rule, from which source."""
    bodies = [case.entries[i].body for i in finding.evidence if i in case.entries]
    items = list(dict.fromkeys(b.item for b in bodies if isinstance(b, AnswerBody)))
    told = ""
    if items:
        some, named = ", ".join(items[:-1]), str(items[-1])
        if some:
            named = _("{some} and {last}").format(some=some, last=named)
        told = _("Answers {items}. ").format(items=named)
    rules = _("Rule {rule}, version {n}. ").format(rule=finding.rule, n=finding.version)
    return told + rules + "; ".join(rule.source) + "."


class FindingRail(Stack):
    """One finding open, the others by title, those set aside below.

    `plan(rule)` and `aside(rule)` say which finding a person wants to act on.
    """

    plan = Signal(str)
    aside = Signal(str)

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self.session = session
        self.theme = theme
        self._open = ""
        self._item = ""
        self._drawn: object = None
        self._inferred: tuple[Card, ...] = ()
        self._infer, self._found = Stack(), Stack()
        self.add(self._infer, self._found)
        self.card: FindingCard | None = None

    def show_for(self, item: str) -> None:
        """Draw for the prompt in hand; only what differs is drawn again."""
        self._item = item
        case = self.session.case
        if case is None:
            return
        aside = set_aside(case)
        raised = () if self.session.veiled else self.session.findings  # they may name somebody
        live = [f for f in raised if f.rule not in aside]
        put = [f for f in raised if f.rule in aside]
        planned = frozenset(a.body.row for a in actions(case))
        self._never_infer()
        key = (self._open, tuple(live), tuple(put), planned)
        if key == self._drawn:
            return
        self._drawn = key
        self._draw(case, live, put, planned)

    def _draw(
        self, case: Case, live: list[Finding], put: list[Finding], planned: frozenset[str]
    ) -> None:
        found = self._found
        found.clear()
        self.card = None
        by_rule = {f.rule: f for f in (*live, *put)}
        chosen = by_rule.get(self._open) or (live[0] if live else None)
        if chosen is None:
            found.add(plain(self.theme, _("Nothing raised yet"), "label", "ink2"))
            words = _("What is said today may bring a card here, with its reason.")
            found.add(plain(self.theme, words, "note", "ink2"), gap=4)
            self._put_aside(put)
            return
        found.add(plain(self.theme, _("Raised by what was said"), "label", "ink2"))
        self.card = self._card(case, chosen, planned, is_aside=chosen in put)
        found.add(self.card, gap=6)
        others = [(f.rule, self._name(f)) for f in live if f is not chosen]
        if others:
            more = MoreCards(self.theme, others)
            more.picked.connect(self._pick)
            found.add(more, gap=16)
        self._put_aside([f for f in put if f is not chosen])

    def _card(
        self, case: Case, finding: Finding, planned: frozenset[str], *, is_aside: bool
    ) -> FindingCard:
        rule = self._rule(finding.rule)
        open_rows = [row for row in rule.plan if row not in planned]
        card = FindingCard(
            self.theme,
            rule.name,
            when=_("Set aside, with a reason") if is_aside else urgency_words(finding.urgency),
            why=f"{finding.because} {rule.why}",
            ask="” “".join(rule.ask),
            do=" ".join(rule.do),
            source=source_words(case, finding, rule),
            plan=_("Add to plan") if open_rows else "",
            aside="" if is_aside else _("Set aside, say why"),
        )
        card.setObjectName("page.conversation.card")
        card.add_to_plan.connect(lambda: self.plan.emit(finding.rule))
        card.set_aside.connect(lambda: self.aside.emit(finding.rule))
        return card

    def _never_infer(self) -> None:
        """What is never safe to infer from this prompt, above the findings."""
        cards = tuple(c for c in self.session.library.cards if self._item in c.items)
        if cards == self._inferred:
            return
        self._inferred = cards
        self._infer.clear()
        if not cards:
            return
        self._infer.add(plain(self.theme, _("Never safe to infer"), "label", "ink2"))
        for card in cards:
            self._infer.add(Quote(self.theme, card.text, card.because), gap=6)
        self._infer.add(Line(self.theme), gap=14)
        self._infer.add(Stack(), gap=10)

    def _put_aside(self, put: list[Finding]) -> None:
        if not put:
            return
        self._found.add(plain(self.theme, _("Set aside"), "label", "ink2"), gap=14)
        for finding in put:
            link = Link(self.theme, self._name(finding))
            link.clicked.connect(lambda _checked=False, rule=finding.rule: self._pick(rule))
            self._found.add(link)

    def _pick(self, rule: str) -> None:
        self._open = rule
        self.show_for(self._item)

    def _name(self, finding: Finding) -> str:
        return self._rule(finding.rule).name

    def _rule(self, rule: str) -> Rule:
        return next(r for r in self.session.library.book.rules if r.id == rule)
