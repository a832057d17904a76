"""One check: what it looks at stands in the middle, and its words and answer beside that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.domain.review import Answered, Mark
from app.i18n import _
from app.services.report_words import without_address
from ui.controls import AnswerGroup, Line, Link, Option, Secondary, Spread, Stack, State
from ui.controls import TextField as Text
from ui.pages.reviewing.entries import Entries
from ui.pages.reviewing.words import mark_words, number_of, told_words
from ui.text import plain

if TYPE_CHECKING:
    from app.domain.case import Case
    from app.domain.reference import Check
    from app.domain.review import Review, Tells
    from ui.session import Session
    from ui.theme import Theme


class CheckView(Stack):
    """Answering one check, in the rail. `answered(Answered)` at each choice and change of reason.

    `record` is the part for the middle of the page: the entries that the check looks at.
    """

    answered = Signal(object)
    remark = Signal(object)
    onward = Signal(int)  # 1 for the next check, -1 for the one before
    every = Signal()  # back to the list of checks

    def __init__(
        self, session: Session, theme: Theme, case: Case, check: Check, told: Tells, review: Review
    ) -> None:
        """Draw it with what has been answered so far."""
        super().__init__()
        self._session, self._theme = session, theme
        self._case, self.check, self._told = case, check, told
        self._saved: Answered | None = review.answer(check.id)
        self.record = Stack()
        self._head()
        self._make_answer()
        self._make_onward()
        self._evidence(review)

    def _head(self) -> None:
        theme, check = self._theme, self.check
        link = Link(theme, _("Back to the checks"), icon="arrow-left", on_click=self.every.emit)
        of = len(self._session.library.checks)
        words = _("Check {n} of {of}").format(n=number_of(check.id), of=of)
        line = Spread(gap=12, line_gap=2)
        line.add(link)
        line.add_end(plain(theme, words, "label", "ink2", wrap=False))
        self.add(line)
        self.add(plain(theme, check.text, "strong"), gap=6)
        told = State(theme, "info", told_words(self._told), role="note")
        told.setObjectName("page.review.told")
        self.add(told, gap=8)

    def _make_answer(self) -> None:
        theme = self._theme
        options = [Option(mark.value, mark_words(mark)) for mark in Mark]
        self.answer = AnswerGroup(theme, options, name=_("Answer to the check"), shape="column")
        self.answer.chosen.connect(self._changed)
        self.reason = Text(theme, _("Why"), lines=1, limit=600)
        self.reason.set_note(_("Needed where it does not apply"))
        self.reason.finished.connect(self._changed)
        if self._saved is not None:
            self.answer.choose(self._saved.mark.value)
            self.reason.set_text(self._saved.reason)
        self.add(self.answer, gap=6)
        self.add(self.reason, gap=4)

    def _make_onward(self) -> None:
        acts = Spread()
        before = Secondary(self._theme, _("Check before"), on_click=lambda: self.onward.emit(-1))
        after = Secondary(self._theme, _("Next check"), on_click=lambda: self.onward.emit(1))
        acts.add(before, after)
        self.add(acts, gap=8)
        sources = ", ".join(without_address(source) for source in self.check.source)
        told = _("From: {sources}").format(sources=sources)
        self.add(plain(self._theme, told, "provenance", "ink2"), gap=8)

    def _evidence(self, review: Review) -> None:
        theme = self._theme
        self.record.add(plain(theme, _("What it looks at"), "panel"), gap=16)
        self.record.add(Line(theme), gap=8)
        self.entries = Entries(self._session, theme)
        self.entries.remark.connect(self.remark)
        found = self._told.looks_at
        if not found:
            self.record.add(plain(theme, _("Nothing in this copy."), "body", "ink2"), gap=8)
        self.record.add(self.entries)
        self.show_remarks(review)

    def show_remarks(self, review: Review) -> None:
        """The entries it looks at, with the remarks made on them."""
        entries = [self._case.entries[i] for i in self._told.looks_at]
        self.entries.show_entries(self._case, entries, review)

    def _changed(self, _said: str) -> None:
        self.save()

    def save(self) -> None:
        """Give out what has been answered, if anything was and it is not saved."""
        chosen = self.answer.value()
        if not chosen:
            return
        answer = Answered(self.check.id, Mark(chosen), self.reason.text().strip())
        if answer != self._saved:
            self._saved = answer
            self.answered.emit(answer)
