"""Entries as rows under their day, and choosing which of them are shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.domain.looking_back import Stands, may_correct, standings
from app.i18n import _
from ui import when
from ui.controls import HeadRule, Line, Link, Quiet, Spread, Stack, State
from ui.pages.record.words import area_words, kind_words, standing_words, told
from ui.slices import Slices
from ui.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.case import Case
    from app.domain.entry import Entry
    from app.domain.looking_back import Standing
    from ui.session import Session
    from ui.theme import Ink, Theme

PAGE = 30
"""Entries drawn at a time."""

PIECE = 4
"""Entries put together out of sight and shown at once: one laying out for all of them."""

_Row = tuple["Entry", tuple[str, str], "Standing"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries are asked for; empty is all."""

    kind: str = ""
    subject: str = ""
    visit: str = ""
    words: str = ""
    stands: str = ""

    def takes(self, entry: Entry, text: str, standing: Standing) -> bool:
        """Whether an entry with these words is asked for."""
        return (
            self.kind in {"", entry.kind.value}
            and self.subject in {"", entry.about or "case"}
            and self.visit in {"", entry.visit or "desk"}
            and self.stands in {"", standing.stands.value}
            and all(word in text.casefold() for word in self.words.casefold().split())
        )


class Rows(Stack):
    """The entries, newest first. `correct(Entry)` when one is to be put right."""

    correct = Signal(object)

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session, self._theme = session, theme
        self._most = PAGE
        self._into = Stack()
        self._further: Spread | None = None
        self._found_rows: list[_Row] = []
        self._slices = Slices(self)
        self._args: tuple[Case, Wanted, bool] | None = None
        self._drawn = 0  # how many were asked for when they were last drawn
        self.setObjectName("page.record.rows")

    def show_entries(self, case: Case, wanted: Wanted, *, past: bool) -> None:
        """Draw what is asked for. In the past nothing can be put right."""
        before, self._args = self._args, (case, wanted, past)
        again = before is not None and before[0] is case and before[1:] == (wanted, past)
        if again and self._drawn == self._most:
            return  # the page was looked at again and nothing has changed
        self._drawn = self._most
        self._found_rows = self._found(case, wanted)
        self.clear()
        self._further = None
        if not self._found_rows:
            words = _("Nothing in the record is like that.")
            self.add(plain(self._theme, words, "lead"), gap=16)
        self._slices.begin(self._draw(case, 0, past=past))

    def _draw(self, case: Case, first: int, *, past: bool) -> Iterator[None]:
        """Add the rows from the number `first` on, some of them at each step."""
        found = self._found_rows
        day = when.long_day(found[first - 1][0].at) if first else ""
        self._into = Stack()
        for number, (entry, (title, text), standing) in enumerate(found[first : self._most], 1):
            now = when.long_day(entry.at)
            if now != day:
                day = now
                self._into.add(HeadRule(self._theme, now), gap=16)
            self._add(case, entry, title, text, standing, past=past)
            if number % PIECE == 0:
                self.add(self._into)
                self._into = Stack()
                yield
        self.add(self._into)
        if len(found) > self._most:
            more = Quiet(self._theme, _("Show earlier entries"), on_click=self._more)
            self._further = Spread()
            self._further.add(more)
            self.add(self._further, gap=12)

    def _more(self) -> None:
        first = self._most
        self._most = self._drawn = first + PAGE
        if self._further is not None:
            self._further.hide()
        if self._args is not None:
            case, _wanted, past = self._args
            self._slices.later(self._draw(case, first, past=past))

    def begin_again(self) -> None:
        """Show the newest page of them next time."""
        self._most = PAGE

    def _found(self, case: Case, wanted: Wanted) -> list[_Row]:
        stand = standings(case)
        library = self._session.library
        found: list[_Row] = []
        for entry in reversed(case.ordered):
            said = told(entry, case, library)
            about = case.label(entry.about) if entry.about else ""
            text = " ".join((*said, about, entry.by.name))
            if wanted.takes(entry, text, stand[entry.id]):
                found.append((entry, said, stand[entry.id]))
        return found

    def _add(
        self, case: Case, entry: Entry, title: str, text: str, standing: Standing, *, past: bool
    ) -> None:
        head = Spread(gap=16, line_gap=0)
        head.add(plain(self._theme, self._head(case, entry), "provenance", "ink2", measure=0))
        if not past and may_correct(case, entry, self._session.desk.area):
            head.add_end(self._put_right(entry, title))
        self._into.add(head, gap=7)
        ink: Ink = "ink2" if standing.stands is Stands.CORRECTED else "ink"
        self._into.add(plain(self._theme, title, "strong", ink), gap=1)
        if text:
            self._into.add(plain(self._theme, text, "note", ink), gap=1)
        icon, words = standing_words(standing)
        if words:
            self._into.add(State(self._theme, icon, words, "ink2", role="note"), gap=4)
        self._into.add(Line(self._theme), gap=8)

    def _put_right(self, entry: Entry, title: str) -> Link:
        link = Link(self._theme, _("Put right"))
        name = _("Put right: {title}, {time}")
        link.setAccessibleName(name.format(title=title, time=when.clock(entry.at)))
        link.clicked.connect(lambda _checked=False: self.correct.emit(entry))
        return link

    @staticmethod
    def _head(case: Case, entry: Entry) -> str:
        clock = when.clock(entry.at)
        if entry.clock.value == "doubted":
            clock = _("{time}, by a clock that had gone back").format(time=clock)
        about = case.label(entry.about) if entry.about else ""
        role = f"{entry.by.name}, {entry.by.role}" if entry.by.role else entry.by.name
        who = _("{who}, {area}").format(who=role, area=area_words(entry.area))
        parts = (clock, kind_words()[entry.kind], about, who)
        return "  ·  ".join(part for part in parts if part)
