"""The safety plan, read from the fold: actions that stand, what they lack, what is suggested."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.codes import ActionStatus, Kind, SignoffOn
from app.domain.entry import ActionBody, SignoffBody

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from app.domain.case import Case
    from app.domain.entry import Entry
    from app.domain.patterns import Finding
    from app.domain.reference import PlanRow, Rule

LOOK_AGAIN_DAYS = 28
"""Every action is looked at again after this many days (review paragraph 49g; a local default)."""

BEFORE_LEAVING = ("pl.P1", "pl.P2", "pl.D1", "pl.C1")
"""Nobody leaves without these (item Z7)."""


@dataclass(frozen=True, slots=True)
class Action:
    """One row of the plan as it stands, and what it still lacks."""

    entry: Entry
    body: ActionBody

    @property
    def is_open(self) -> bool:
        """Still to be done."""
        return self.body.status is ActionStatus.OPEN

    @property
    def has_owner(self) -> bool:
        """Somebody is named; an agency alone is nobody."""
        return bool(self.body.owner.strip())

    @property
    def has_date(self) -> bool:
        """A due date, or words such as "standing"."""
        return self.body.due is not None or bool(self.body.due_words.strip())

    def is_late(self, now: datetime) -> bool:
        """Open after its time."""
        return self.is_open and self.body.due is not None and now >= self.body.due


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A row of the library that a finding asks for and the plan does not have."""

    row: PlanRow
    because: tuple[Finding, ...]


def actions(case: Case) -> tuple[Action, ...]:
    """The plan as it stands: one action for each, several when two accounts stand."""
    return tuple(Action(e, e.body) for e in case.of(Kind.ACTION) if isinstance(e.body, ActionBody))


def suggestions(
    case: Case,
    findings: Iterable[Finding],
    rules: Mapping[str, Rule],
    rows: Mapping[str, PlanRow],
) -> tuple[Suggestion, ...]:
    """Rows that findings ask for and that are neither in the plan nor declined with a reason."""
    have = {a.body.row for a in actions(case) if a.body.row}
    wanted: dict[str, list[Finding]] = {}
    for finding in findings:
        for row in rules[finding.rule].plan:
            if row not in have and row in rows:
                wanted.setdefault(row, []).append(finding)
    return tuple(Suggestion(rows[row], tuple(found)) for row, found in wanted.items())


def changed_since(case: Case, signature: Entry) -> bool:
    """Whether an action was added or changed since the plan was signed."""
    over = signature.body.over if isinstance(signature.body, SignoffBody) else ()
    standing = {a.entry.id for a in actions(case) if a.body.status is not ActionStatus.LAPSED}
    return standing != set(over)


def missing_before_leaving(case: Case) -> tuple[str, ...]:
    """Library ids of the least that must stand before anybody leaves (Z7)."""
    have = {a.body.row for a in actions(case)}
    return tuple(row for row in BEFORE_LEAVING if row not in have)


def set_aside(case: Case) -> Mapping[str, Entry]:
    """Findings put aside by a person with a reason: rule id to the signoff."""
    return {
        e.body.decision: e
        for e in case.of(Kind.SIGNOFF)
        if isinstance(e.body, SignoffBody) and e.body.on is SignoffOn.SET_ASIDE
    }
