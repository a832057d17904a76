"""Sheets of the conversation that are about the plan, and the one that asks for a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.plan import actions
from app.i18n import _
from app.services import judging, planning
from ui.controls import Check, Primary, Quiet, Sheet, TextField

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.case import Case
    from app.domain.patterns import Finding
    from app.domain.reference import Rule
    from app.services.desk import Desk
    from ui.session import Session
    from ui.theme import Theme


class PlanSheet(Sheet):
    """The rows of the plan library that a finding asks for; those ticked are added."""

    def __init__(self, session: Session, theme: Theme, rule: Rule) -> None:
        body = _("Each gets its usual time. Name a person for each on the Plan page.")
        super().__init__(theme, _("Add to the plan"), body)
        self._session = session
        case = session.case
        have: set[str] = {a.body.row for a in actions(case)} if case else set()
        known = {row.id: row for row in session.library.plan.rows}
        self._rows = [known[r] for r in rule.plan if r in known and r not in have]
        self.checks = [Check(theme, row.action, checked=True) for row in self._rows]
        self.body.add(*self.checks)
        self.foot.add(
            Primary(theme, _("Add these to the plan"), on_click=self._add),
            Quiet(theme, _("Leave it"), on_click=self.dismiss),
        )

    def _add(self) -> None:
        chosen = [r for r, c in zip(self._rows, self.checks, strict=True) if c.isChecked()]
        if not chosen or add_rows(self._session, [row.id for row in chosen]):
            self.close_sheet()


def add_rows(session: Session, rows: list[str]) -> bool:
    """Put rows of the library into the plan, with their usual times."""
    library = session.library
    agencies = {agency.code: agency.label for agency in library.plan.agencies}

    def change(desk: Desk, case: Case) -> Case:
        for row in (library.plan.row(id_) for id_ in rows):
            action = planning.from_row(row, agencies, desk.clock.now(), library.holidays)
            case = planning.add(desk, case, action, rc=row.rc)
        return case

    return session.record(change)


class ReasonSheet(Sheet):
    """A reason to be written before something is done; without one nothing happens."""

    def __init__(
        self, theme: Theme, title: str, body: str, do: str, act: Callable[[str], bool]
    ) -> None:
        super().__init__(theme, title, body)
        self._act = act
        self.words = TextField(theme, _("The reason"), lines=3)
        self.body.add(self.words)
        self.foot.add(
            Primary(theme, do, on_click=self._do),
            Quiet(theme, _("Leave it"), on_click=self.dismiss),
        )

    def _do(self) -> None:
        reason = self.words.text().strip()
        if not reason:
            self.words.set_problem(_("Write the reason first. It stays in the record."))
            return
        if self._act(reason):
            self.close_sheet()


def aside_sheet(session: Session, theme: Theme, finding: Finding, rule: Rule) -> ReasonSheet:
    """Set a finding aside with a reason; it stays in the record and in the package."""

    def act(reason: str) -> bool:
        return session.record(
            lambda desk, case: planning.set_aside(
                desk, case, finding, judging.shown(case, finding.rule), reason
            )
        )

    body = _("It stays in the record and in the handover, with your reason beside it.")
    title = _("Set aside: {title}").format(title=rule.name)
    return ReasonSheet(theme, title, body, _("Set aside with this reason"), act)
