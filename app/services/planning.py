"""Building the safety plan: rows from the library, actions of one's own, and their changes."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from app.domain.codes import ActionStatus, RestrictionClass, SignoffOn
from app.domain.entry import ActionBody, SignoffBody
from app.domain.working_days import after_working_days
from app.services.recording import write

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from app.domain.case import Case
    from app.domain.entry import Entry
    from app.domain.ids import SubjectId
    from app.domain.patterns import Finding
    from app.domain.plan import Action
    from app.domain.reference import Plan, PlanRow
    from app.services.desk import Desk

HOURS = {"now": 1, "same_day": 8, "24h": 24, "72h": 72}
"""Times that a library row gives in hours; `3wd` is three working days."""


def add(
    desk: Desk,
    case: Case,
    action: ActionBody,
    *,
    about: SubjectId | None = None,
    rc: RestrictionClass = RestrictionClass.RC1,
) -> Case:
    """Put an action into the plan."""
    return write(desk, case, action, about=about, rc=rc)


def from_row(
    row: PlanRow, agencies: Mapping[str, str], now: datetime, holidays: frozenset[date]
) -> ActionBody:
    """An action as the library words it, with its default time and no owner yet.

    The library names agencies; only a person can be an owner, so that stays to be written.
    """
    due = due_at(row.due, now, holidays)
    return ActionBody(
        text=row.action,
        row=row.id,
        row_version=row.version,
        agency=", ".join(agencies.get(code, code) for code in row.owner),
        due=due,
        due_words="" if due else row.due.replace("_", " "),
        triggers="; ".join(row.triggers),
        side_effects=row.side_effects,
    )


def add_row(
    desk: Desk,
    case: Case,
    row: PlanRow,
    library: Plan,
    holidays: frozenset[date],
    about: Iterable[SubjectId] = (),
) -> Case:
    """Put a row of the library into the plan: once, or once for each of the subjects."""
    agencies = {agency.code: agency.label for agency in library.agencies}
    action = from_row(row, agencies, desk.clock.now(), holidays)
    for subject in tuple(about) or (None,):
        case = add(desk, case, action, about=subject, rc=row.rc)
    return case


def due_at(code: str, now: datetime, holidays: frozenset[date]) -> datetime | None:
    """The moment a library due code means today, or none for "standing" and the like."""
    if code in HOURS:
        return now + timedelta(hours=HOURS[code])
    working = re.fullmatch(r"(\d{1,2})wd", code)
    if working:
        return after_working_days(now, int(working[1]), holidays)
    days = re.fullmatch(r"(\d{1,2})_?d(ays)?", code)
    return now + timedelta(days=int(days[1])) if days else None


def change(desk: Desk, case: Case, action: Action, body: ActionBody) -> Case:
    """The action stands differently now; the earlier wording is kept as an account."""
    if body == action.body:
        return case
    entry = action.entry
    return write(desk, case, body, about=entry.about, rc=entry.rc, follows=[entry.id])


def finish(desk: Desk, case: Case, action: Action, evidence: str) -> Case:
    """It is done; `evidence` says how that is known."""
    body = replace(action.body, status=ActionStatus.DONE, evidence=evidence)
    return change(desk, case, action, body)


def not_needed(desk: Desk, case: Case, row: PlanRow, reason: str) -> Case:
    """Leave a suggested row out, and say why; it stays in the record as decided."""
    body = ActionBody(
        text=row.action,
        row=row.id,
        row_version=row.version,
        status=ActionStatus.NOT_NEEDED,
        evidence=reason,
    )
    return write(desk, case, body)


def set_aside(desk: Desk, case: Case, finding: Finding, shown: Entry | None, why: str) -> Case:
    """Put a finding aside with a reason. It stays in the record and in the package."""
    over = (shown.id,) if shown else ()
    return write(desk, case, SignoffBody(SignoffOn.SET_ASIDE, over, finding.rule, why))
