"""The plan library: its rows by section or by a search, each with what it may cause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.codes import ActionStatus
from app.domain.people import children, parties
from app.domain.plan import actions, suggestions
from app.i18n import _
from app.services import planning
from ui.controls import (
    ChoiceField,
    Line,
    MenuItem,
    Quiet,
    SearchField,
    Secondary,
    Sheet,
    Spread,
    Stack,
    State,
)
from ui.pages.plan.words import capital, default_due, default_owner
from ui.text import plain

if TYPE_CHECKING:
    from app.domain.case import Case
    from app.domain.ids import SubjectId
    from app.domain.plan import Suggestion
    from app.domain.reference import PlanRow
    from ui.session import Session
    from ui.theme import Theme

SUGGESTED = "suggested"


class LibrarySheet(Sheet):
    """Choose rows; each goes into the plan with its usual time, and without an owner yet."""

    def __init__(self, session: Session, theme: Theme) -> None:
        words = _("Each is added with its usual time. Name a person for it on the plan.")
        super().__init__(theme, _("Add from the library"), words)
        self._session = session
        self.search = SearchField(theme, _("Search the library"))
        self.search.searched.connect(self._draw)
        plan = session.library.plan
        first = (
            [MenuItem(SUGGESTED, _("Suggested by what was found"))] if suggested(session) else []
        )
        items = [*first, *(MenuItem(s.id, s.title) for s in plan.sections)]
        self.section = ChoiceField(theme, _("Section"), items, value=items[0].code)
        self.section.chosen.connect(self._draw)
        self.rows = Stack()
        self.body.add(self.search, self.section)
        self.body.add(self.rows, gap=12)
        self.foot.add(Quiet(theme, _("Back to the plan"), on_click=self.dismiss))
        self._draw()

    def _shown(self) -> list[PlanRow]:
        plan = self._session.library.plan
        wanted = self.search.text().casefold().split()
        if wanted:
            return [
                row
                for row in plan.rows
                if all(w in f"{row.action} {row.side_effects}".casefold() for w in wanted)
            ]
        if self.section.value() == SUGGESTED:
            return [s.row for s in suggested(self._session)]
        return [row for row in plan.rows if row.section == self.section.value()]

    def _draw(self, _asked: str = "") -> None:
        self.rows.clear()
        found = self._shown()
        if not found:
            words = _("Nothing in the library has these words. You can write an action yourself.")
            self.rows.add(plain(self.theme, words, "body", "ink2"))
        have = in_plan(self._session.case)
        for row in found:
            self.rows.add(self._row(row, there=row.id in have))
        self._scroll.settle_soon()

    def _row(self, row: PlanRow, *, there: bool) -> Stack:
        told = Stack()
        told.add(plain(self.theme, row.action, "strong"), gap=8)
        plan = self._session.library.plan
        usual = _("Usually {owner}, {due}.").format(
            owner=default_owner(plan, row), due=default_due(row)
        )
        told.add(plain(self.theme, capital(usual), "note", "ink2"), gap=2)
        effects = _("What it may cause: {effects}").format(
            effects=row.side_effects or _("none seen")
        )
        told.add(plain(self.theme, effects, "note", "ink2"))
        line = Spread()
        if there:
            line.add(State(self.theme, "check", _("In the plan")))
        else:
            button = Secondary(self.theme, _("Add"), height=40)
            button.setAccessibleName(_("Add: {action}").format(action=row.action))
            button.clicked.connect(lambda _checked=False: self._add(row, line))
            line.add(button)
        told.add(line, gap=4)
        told.add(Line(self.theme), gap=8)
        return told

    def _add(self, row: PlanRow, line: Spread) -> None:
        if add_row(self._session, row):
            line.clear()
            line.add(State(self.theme, "check", _("In the plan")))
            self.search.first_focus().setFocus()


def suggested(session: Session) -> tuple[Suggestion, ...]:
    """Rows that findings ask for and the plan does not have."""
    case, library = session.case, session.library
    if case is None:
        return ()
    rules = {rule.id: rule for rule in library.book.rules}
    rows = {row.id: row for row in library.plan.rows}
    return suggestions(case, session.findings, rules, rows)


def in_plan(case: Case | None) -> set[str]:
    """Library ids that stand in the plan and were not left out."""
    found = actions(case) if case else ()
    return {
        a.body.row for a in found if a.body.row and a.body.status is not ActionStatus.NOT_NEEDED
    }


def add_row(session: Session, row: PlanRow) -> bool:
    """Put a row into the plan: for each child, or each party it was found for, where it says so."""
    library = session.library
    return session.record(
        lambda desk, case: planning.add_row(
            desk, case, row, library.plan, library.holidays, whom(session, case, row)
        )
    )


def whom(session: Session, case: Case, row: PlanRow) -> tuple[SubjectId, ...]:
    """About whom a row is added; nobody in particular when it is for her or the household."""
    if row.for_whom == "each_child":
        return children(case)
    if row.for_whom == "each_party":
        known = {p.subject for p in parties(case)}
        found = (
            s for f in session.findings if row.id in _asked_by(session, f.rule) for s in f.about
        )
        return tuple(dict.fromkeys(s for s in found if s in known))
    return ()


def _asked_by(session: Session, rule: str) -> tuple[str, ...]:
    return next((r.plan for r in session.library.book.rules if r.id == rule), ())
