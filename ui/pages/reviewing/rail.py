"""The checks beside what is read: those that need the reviewer, or all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.domain.review import Mark, owed
from app.i18n import _, ngettext
from ui import when
from ui.controls import Line, Link, ListRow, Stack
from ui.pages.reviewing.words import number_of, state_of
from ui.slices import Slices
from ui.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.reference import Check
    from app.domain.review import Answered, Review
    from ui.session import Session
    from ui.text import Label
    from ui.theme import Theme

_Shown = tuple["Answered | None", bool]
"""How a row stands: the answer, and whether it is the open one."""


class ChecksRail(Stack):
    """One row for each check, with its answer. `picked(id)` opens one.

    Which rows are shown is settled when the list is drawn: a check that is answered stays where
    it is, so that the hand finds the next one.
    """

    picked = Signal(str)

    def __init__(self, session: Session, theme: Theme) -> None:
        """Nothing is reviewed yet."""
        super().__init__()
        self.setObjectName("page.review.checks")
        self._session, self._theme = session, theme
        self._slices = Slices(self)
        self._all = False
        self._review: Review | None = None
        self._chosen = ""
        self._rows: dict[str, tuple[Stack, _Shown]] = {}
        self._head: Label | None = None

    def begin_again(self) -> None:
        """Nothing is open."""
        self._slices.leave()
        self._all, self._review, self._rows, self._head = False, None, {}, None
        self.clear()

    def go_back_to(self, code: str) -> None:
        """The keyboard goes to the check that was open, if one was, and the hand to the next."""
        if code in self._rows:
            row = self._rows[code][0].findChildren(ListRow)[-1]  # those before it are on their way
            row.show()  # else it could not take the keyboard before the next turn
            row.setFocus()

    def first_row(self) -> ListRow | None:
        """The first check that is listed; none while nothing is."""
        rows = self.findChildren(ListRow)
        return next((row for row in rows if row.isVisibleTo(self) and self.isVisible()), None)

    def show_review(self, review: Review, chosen: str = "") -> None:
        """Show it as it stands; `chosen` is the check that is open."""
        self._review, self._chosen = review, chosen
        if self._head is None:
            self._slices.begin(self._draw())
            return
        self._head.setText(self._words(review))
        for check in self._session.library.checks:
            if check.id in self._rows:
                self._fill(check, review)

    def _draw(self) -> Iterator[None]:
        review, checks = self._review, self._session.library.checks
        if review is None:
            return
        self.clear()
        self._rows = {}
        self.add(plain(self._theme, _("Checks"), "panel"))
        self._head = plain(self._theme, self._words(review), "note", "ink2")
        self.add(self._head, gap=2)
        self.add(Line(self._theme), gap=8)
        left = frozenset(owed(review, checks))
        shown = [c for c in checks if self._all or _is_pressing(review.answer(c.id), c, left)]
        for number, check in enumerate(shown, 1):
            holder = Stack()
            self._rows[check.id] = (holder, (None, False))
            self._fill(check, self._review or review, fresh=True)
            self.add(holder, Line(self._theme))
            if number % 3 == 0:
                yield
        few = len(shown) < len(checks)
        words = _("All {of} checks").format(of=len(checks)) if few else _("Only what needs you")
        self.add(Link(self._theme, words, on_click=self._turn), gap=10)

    def _fill(self, check: Check, review: Review, *, fresh: bool = False) -> None:
        """Put a row into its place, if it is not as it was."""
        holder, before = self._rows[check.id]
        shown = (review.answer(check.id), check.id == self._chosen)
        if shown == before and not fresh:
            return
        self._rows[check.id] = (holder, shown)
        row = ListRow(
            self._theme,
            str(number_of(check.id)),
            check.title,
            state=state_of(shown[0]),
            chosen=shown[1],
            lead_width=34,
            inset=10,
        )
        row.setObjectName(f"page.review.{check.id}")
        row.clicked.connect(lambda _on=False: self.picked.emit(check.id))
        holder.clear()
        holder.add(row)

    def _words(self, review: Review) -> str:
        checks = self._session.library.checks
        left = sum(code.startswith("check.") for code in owed(review, checks))
        if not left:
            return _("All {of} are answered").format(of=len(checks))
        words = ngettext("{n} of the {of} needs you", "{n} of the {of} need you", left)
        said = words.format(n=when.number(left), of=len(checks))
        return said[:1].upper() + said[1:]

    def _turn(self) -> None:
        self._all = not self._all
        self._slices.begin(self._draw())


def _is_pressing(answer: Answered | None, check: Check, left: frozenset[str]) -> bool:
    unmet = answer is not None and answer.mark in {Mark.NOT_MET, Mark.PARTLY}
    return unmet or check.id in left
