"""Accounts that say different things, side by side: whose each is, and when it was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.side_by_side import conflicts
from app.i18n import _, ngettext
from ui import when
from ui.controls import Column, Link, Primary, Sheet, Spread, Stack, State, Table
from ui.pages.areas import area_title
from ui.pages.times import UNBROKEN
from ui.questionnaire.words import told
from ui.text import plain

if TYPE_CHECKING:
    from app.domain.case import Case
    from app.domain.side_by_side import Conflict
    from ui.session import Session
    from ui.theme import Theme


def accounts_of(
    session: Session, theme: Theme, case: Case, conflict: Conflict
) -> tuple[Stack, Table]:
    """One question and its accounts: a column for each."""
    item_id, about, row = conflict.address
    items = session.library.book.items
    item = items.get(item_id)
    rows = {r.code: r.label for r in item.rows} if item else {}
    who = case.label(about) if about else ""
    label = item.label if item else str(item_id)
    title = " · ".join(w for w in (who, label, rows.get(row, "")) if w)
    head = Stack(margins=(0, 0, 0, 8))
    head.add(State(theme, "contrast", title, role="strong"), gap=8)
    columns = [
        Column(
            _("{area}, {day}").format(
                area=area_title(session, a.entry.area),
                day=when.day(a.entry.at).translate(UNBROKEN),
            ),
            170,
            1,
        )
        for a in conflict.accounts
    ]
    table = Table(theme, columns, name=title)
    table.add_row([told(a, items, case) for a in conflict.accounts])
    return head, table


class TwoWays(Stack):
    """One line while something in the record is told in two ways, and a way to see both."""

    def __init__(self, session: Session, theme: Theme) -> None:
        """Empty until a case is shown."""
        super().__init__()
        self._session, self._theme = session, theme

    def show_case(self, case: Case) -> None:
        """Say how many, or nothing."""
        self.clear()
        found = conflicts(case)
        if not found:
            return
        line = Spread(gap=12, line_gap=2)
        line.add(State(self._theme, "contrast", two_ways_words(len(found))))
        show = Link(
            self._theme,
            _("Show them side by side"),
            on_click=lambda: SideBySideSheet(self._session, self._theme, case).open_in(self),
        )
        show.setObjectName("page.record.two_ways")
        line.add_end(show)
        self.add(line)


class SideBySideSheet(Sheet):
    """Everything that is told in two ways. Neither is thrown away."""

    def __init__(self, session: Session, theme: Theme, case: Case) -> None:
        words = _("Both are kept. Ask which is so, and never take the newer one for the truth.")
        super().__init__(theme, _("Told in two ways"), words)
        for conflict in conflicts(case):
            self.body.add(*accounts_of(session, theme, case, conflict), gap=8)
        self.body.add(plain(theme, "", "label"))
        self.foot.add(Primary(theme, _("Go back"), on_click=self.dismiss))


def two_ways_words(count: int) -> str:
    """One thing is told in two ways."""
    words = ngettext("{n} thing is told in two ways", "{n} things are told in two ways", count)
    said = words.format(n=when.number(count))
    return said[:1].upper() + said[1:]
