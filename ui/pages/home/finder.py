"""One search box over everything, and the way to a new case: which searches first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import _
from app.ports.record import Summary
from app.services import attention
from ui import when
from ui.controls import (
    Line,
    LineField,
    ListRow,
    Primary,
    Quiet,
    SearchField,
    Sheet,
    Stack,
    TextField,
)
from ui.pages.home.words import short_state
from ui.text import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.ports.record import Found
    from ui.session import Session
    from ui.theme import Theme

QUIET = 120
"""Milliseconds after the last key before the search is made."""

LEAST = 2
"""Letters a search begins with."""

AT_ONCE = 16
"""Rows made in one turn of the event loop: a screenful first, so that a key is never late."""


class Finder(QWidget):
    """Search, and the cases found, or the newest ones."""

    picked = Signal(str)  # case
    found = Signal()  # other cases stand under what is typed
    begin_asked = Signal(str, str)  # alias, reason

    def __init__(self, session: Session, theme: Theme, *, limit: int) -> None:
        """Show at most `limit` cases."""
        super().__init__()
        self._session = session
        self._theme = theme
        self._limit = limit
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET)
        self._quiet.timeout.connect(self.refresh)
        self.search = SearchField(theme, _("Find a case by alias, name, number or words"))
        self.search.setObjectName("page.home.search")
        self.search.searched.connect(self._typed)
        self._list = Stack()
        self._drawn: object = None
        self._coming: list[Summary | Found] = []
        self._more = QTimer(self)
        self._more.setSingleShot(True)
        self._more.setInterval(0)
        self._more.timeout.connect(self._draw_some)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.search)
        column.addWidget(self._list)

    def first_focus(self) -> QWidget:
        """The search box."""
        return self.search.first_focus()

    def _typed(self, _text: str) -> None:
        self._quiet.start()

    def refresh(self) -> None:
        """Search again with what is typed."""
        text = self.search.text().strip()
        store = self._session.desk.store
        newest = len(text) < LEAST
        found: Sequence[Summary | Found] = (
            store.cases(self._limit) if newest else store.search(text, self._limit)
        )
        # The minute too: a row says how long ago, and what is late by now.
        drawn = (newest, tuple(found), self._session.now().replace(second=0, microsecond=0))
        if drawn == self._drawn:
            return
        self._drawn = drawn
        self._list.clear()
        self._coming = list(found)
        self._draw_some()
        if not found and not newest:
            words = _("Nothing on this laptop has these words. Other spellings are worth a try.")
            self._list.add(plain(self._theme, words, "note", "ink2"), gap=8)
        if not newest:
            self.found.emit()

    def _draw_some(self) -> None:
        """The next rows; the others after whatever waits."""
        some, self._coming = self._coming[:AT_ONCE], self._coming[AT_ONCE:]
        for one in some:
            row = self._case_row(one) if isinstance(one, Summary) else self._found_row(one)
            self._list.add(Line(self._theme), row)
        if self._coming:
            self._more.start()

    def ask_first(self) -> None:
        """A new case searches first, so that one person does not become two records."""
        NewCase(self._session, self._theme, self).open_in(self.window())

    def _case_row(self, summary: Summary) -> ListRow:
        now = self._session.now()
        row = ListRow(
            self._theme,
            summary.label,
            summary.line,
            when=when.relative_day(summary.touched, now),
            state=short_state(attention.pressing(summary, now, self._session.desk.clocks)),
        )
        row.setObjectName(f"page.home.case.{summary.label}")
        row.clicked.connect(lambda: self.picked.emit(summary.case))
        return row

    def _found_row(self, hit: Found) -> ListRow:
        row = ListRow(self._theme, hit.label, hit.where)
        row.setObjectName(f"page.home.found.{hit.label}")
        row.clicked.connect(lambda: self.picked.emit(hit.case))
        return row


class NewCase(Sheet):
    """Name the person by an alias; whoever is already here with such words is shown first."""

    def __init__(self, session: Session, theme: Theme, finder: Finder) -> None:
        """Ask for words to look for, an alias and the reason."""
        super().__init__(
            theme,
            _("Is this person already here?"),
            _("Type a name, another spelling or a telephone number. Nothing typed here is kept."),
        )
        self._session = session
        self._finder = finder
        self.look = SearchField(theme, _("Name, spelling or number"))
        self.look.setObjectName("new.look")
        self.look.searched.connect(self._look)
        self._hits = Stack()
        self.alias = LineField(theme, _("Alias, such as a letter. Never the name"), limit=24)
        self.alias.setObjectName("new.alias")
        self.reason = TextField(theme, _("What brings this case now?"), lines=3)
        self.reason.setObjectName("new.reason")
        self.body.add(self.look)
        self.body.add(self._hits, gap=8)
        self.body.add(self.alias, gap=20)
        self.body.add(self.reason, gap=16)
        self.go = Primary(theme, _("Begin the case"), on_click=self._begin)
        self.foot.add(self.go, Quiet(theme, _("Leave it"), on_click=self.close_sheet))

    def _look(self, text: str) -> None:
        self._hits.clear()
        if len(text.strip()) < LEAST:
            return
        found = self._session.desk.store.search(text.strip(), 4)
        for hit in found:
            row = ListRow(self.theme, hit.label, hit.where)
            row.clicked.connect(lambda case=hit.case: self._take(case))
            self._hits.add(row)
        if not found:
            words = _("Nobody on this laptop. Ask the other systems too.")
            self._hits.add(plain(self.theme, words, "note", "ink2"))

    def _take(self, case: str) -> None:
        self.close_sheet()
        self._finder.picked.emit(case)

    def _begin(self) -> None:
        alias, reason = self.alias.text().strip(), self.reason.text().strip()
        self.alias.set_problem("" if alias else _("Give an alias. A letter and a full stop do."))
        self.reason.set_problem("" if reason else _("Say in a line what brings it."))
        if alias and reason:
            self.close_sheet()
            self._finder.begin_asked.emit(alias, reason)
