"""This package beside an earlier one of the same case, thing by thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.domain.comparing import Change
from app.domain.entry import AnswerBody
from app.i18n import _, ngettext
from ui import when
from ui.controls import Column, Link, Quiet, Spread, Stack, Table
from ui.pages.record.words import told
from ui.pages.reviewing.words import CHANGES
from ui.pages.times import UNBROKEN
from ui.slices import Slices
from ui.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

    from PySide6.QtWidgets import QWidget

    from app.domain.case import Case
    from app.domain.comparing import Compared
    from app.domain.entry import Entry
    from app.domain.ids import EntryId
    from ui.session import Session
    from ui.theme import Ink, Theme

AT_ONCE = 25
"""Rows of one heading drawn before somebody asks for more."""

_ATTENTION = frozenset({Change.CORRECTED, Change.NOT_AGAIN, Change.NOT_HERE})


class CompareView(Stack):
    """Everything that differs, side by side, and what nobody asked again."""

    back = Signal()

    def __init__(
        self,
        session: Session,
        theme: Theme,
        before: tuple[Case, str],
        after: Case,
        found: tuple[Compared, ...],
    ) -> None:
        """`before` is the earlier case and what its package is called."""
        super().__init__()
        self.setObjectName("page.review.compare")
        self._session, self._theme = session, theme
        self._before, self._after = before[0], after
        back = Link(theme, _("Back to two minutes"), icon="arrow-left", on_click=self.back.emit)
        self.add(back, gap=8)
        words = _("Beside the one of {when}").format(when=before[1].translate(UNBROKEN))
        self.add(plain(theme, words, "title"), gap=8)
        if not found:
            self.add(plain(theme, _("Nothing differs."), "lead", "ink2"), gap=8)
        self._slices = Slices(self)
        self._slices.begin(self._draw(found))

    def _draw(self, found: tuple[Compared, ...]) -> Iterator[None]:
        for change in Change:
            of = [one for one in found if one.change is change]
            if not of:
                continue
            title = _("{what}: {n}").format(what=_(CHANGES[change]), n=when.number(len(of)))
            self.add(plain(self._theme, title, "panel"), gap=24)
            yield from self._rows(of, self._ink(change))

    def _ink(self, change: Change) -> Ink:
        return "attn" if change in _ATTENTION else "ink"

    def _rows(self, of: list[Compared], ink: Ink) -> Iterator[None]:
        columns = [Column(_("What"), 0, 4), Column(_("Then"), 0, 6), Column(_("Now"), 0, 6)]
        table = Table(self._theme, columns, name=_("Side by side"))
        self.add(table, gap=6)
        for one in of[:AT_ONCE]:
            table.add_row(self._row(one, ink))
            yield
        left = of[AT_ONCE:]
        if left:
            words = ngettext("Show {n} more", "Show {n} more", len(left)).format(n=len(left))
            more = Spread()
            more.add(Quiet(self._theme, words, on_click=lambda: self._more(table, left, ink, more)))
            self.add(more, gap=6)

    def _more(self, table: Table, left: list[Compared], ink: Ink, more: Spread) -> None:
        more.hide()

        def rows() -> Iterator[None]:
            for one in left:
                table.add_row(self._row(one, ink))
                yield

        self._slices.begin(rows())

    def _row(self, one: Compared, ink: Ink) -> list[QWidget]:
        corrected = one.change is Change.CORRECTED and bool(one.before)
        entry = (*one.before, *one.after)[0] if corrected else (*one.after, *one.before)[0]
        case = self._after if one.after and not corrected else self._before
        title, _text = told(entry, case, self._session.library)
        about = case.label(entry.about) if entry.about else ""
        what = Stack()
        what.add(plain(self._theme, title, "note_strong", ink))
        if about:
            what.add(plain(self._theme, about, "provenance", "ink2"))
        then = self._side(self._before, one.before, none=_("Not there then"))
        known = {e.id for e in one.before}
        now = self._side(self._after, one.after, none=_("Not there now"), known=known)
        return [what, then, now]

    def _side(
        self,
        case: Case,
        entries: tuple[Entry, ...],
        *,
        none: str,
        known: Set[EntryId] = frozenset(),
    ) -> Stack:
        """What one of the two says; `known` stood there before, and steps back."""
        side = Stack()
        if not entries:
            side.add(plain(self._theme, none, "note", "ink2"))
        for number, entry in enumerate(entries):
            ink: Ink = "ink2" if entry.id in known else "ink"
            side.add(
                plain(self._theme, self._words(entry, case), "note", ink), gap=8 * bool(number)
            )
            said = _("{day}, {who}").format(day=when.day(entry.at), who=entry.by.name)
            side.add(plain(self._theme, said, "provenance", "ink2"))
        return side

    def _words(self, entry: Entry, case: Case) -> str:
        title, text = told(entry, case, self._session.library)
        if isinstance(entry.body, AnswerBody):
            return text
        if entry.corrects and text:
            return _("{what}. {words}").format(what=title, words=text)
        return text or title
