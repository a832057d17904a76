"""Entries of the record as a reviewer reads them: what was written, by whom, and a remark on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.i18n import _, ngettext
from ui import when
from ui.controls import Line, Link, Quiet, Quote, Spread, Stack
from ui.pages.record.words import area_words, kind_words, told
from ui.slices import Slices
from ui.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.domain.case import Case
    from app.domain.entry import Entry
    from app.domain.review import Review
    from ui.session import Session
    from ui.theme import Theme

AT_ONCE = 12
"""Entries drawn before somebody asks for more."""


class Entries(Stack):
    """Some entries of a case. `remark(Entry)` when somebody wants to say something about one."""

    remark = Signal(object)

    def __init__(self, session: Session, theme: Theme) -> None:
        """None yet."""
        super().__init__()
        self._session, self._theme = session, theme
        self._slices = Slices(self)
        self._most = AT_ONCE
        self._args: tuple[Case, tuple[Entry, ...], Review] | None = None

    def show_entries(self, case: Case, entries: Sequence[Entry], review: Review) -> None:
        """Draw these, oldest first, each with the remark that was made on it."""
        self._args = (case, tuple(entries), review)
        self._slices.begin(self._draw())

    def _draw(self) -> Iterator[None]:
        if self._args is None:
            return
        case, entries, review = self._args
        self.clear()
        for entry in entries[: self._most]:
            self.add(self._entry(case, entry, review.comment(entry.id)), Line(self._theme))
            yield
        left = len(entries) - self._most
        if left > 0:
            words = ngettext("Show {n} more", "Show {n} more", left).format(n=left)
            more = Spread()
            more.add(Quiet(self._theme, words, on_click=self._more))
            self.add(more, gap=8)

    def _entry(self, case: Case, entry: Entry, remark: str) -> Stack:
        theme = self._theme
        panel = Stack(margins=(0, 8, 0, 12))
        title, text = told(entry, case, self._session.library)
        head = Spread(gap=12, line_gap=2)
        head.add(plain(theme, entry_head(case, entry), "provenance", "ink2", measure=0))
        head.add_end(self._link(entry, title, remark))
        panel.add(head)
        panel.add(plain(theme, title, "row"))
        if text:
            panel.add(plain(theme, text))
        if remark:
            panel.add(Quote(theme, remark, _("Your remark")), gap=6)
        return panel

    def _link(self, entry: Entry, title: str, remark: str) -> Link:
        words = _("Change the remark") if remark else _("Make a remark")
        link = Link(self._theme, words, on_click=lambda: self.remark.emit(entry))
        link.setAccessibleName(_("{words}: {title}").format(words=words, title=title))
        return link

    def _more(self) -> None:
        self._most += AT_ONCE
        self._slices.begin(self._draw())


def entry_head(case: Case, entry: Entry) -> str:
    """The kind of an entry, whom it is about, when it was written, and by whom."""
    about = case.label(entry.about) if entry.about else ""
    at = f"{when.day(entry.at)}, {when.clock(entry.at)}"
    by = _("{name}, {area}").format(name=entry.by.name, area=area_words(entry.area))
    return " · ".join(w for w in (kind_words()[entry.kind], about, at, by) if w)
