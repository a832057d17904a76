"""How far the closing of a case has come, who has to be asked first, and whether it is held."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.codes import ActionStatus, CaseEvent, Kind
from app.domain.deliveries import deliveries
from app.domain.entry import CaseBody
from app.domain.people import workers
from app.domain.plan import actions
from app.domain.working_days import after_working_days

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from app.domain.case import Case
    from app.domain.entry import Entry
    from app.domain.reference import Timer

OBJECTION = "clock.objection"
"""The timer that gives every holder time to object to a closure (review, paragraph 49m)."""


class Stage(StrEnum):
    """How far the closing has come."""

    OPEN = "open"
    PROPOSED = "proposed"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Closing:
    """Where the case stands, told by entries that stand and never by their order."""

    stage: Stage
    entry: Entry | None  # the proposal or the closing
    held: Entry | None


def closing(case: Case) -> Closing:
    """Where the case stands."""
    closed = _standing(case, CaseEvent.CLOSED)
    proposed = _standing(case, CaseEvent.CLOSURE_PROPOSED)
    held = _standing(case, CaseEvent.HELD)
    if closed is not None:
        return Closing(Stage.CLOSED, closed, held)
    if proposed is not None:
        return Closing(Stage.PROPOSED, proposed, held)
    return Closing(Stage.OPEN, None, held)


def to_consult(case: Case, own_area: str) -> tuple[str, ...]:
    """Everybody with an open interest: other areas, desks sent to, owners of actions, workers."""
    areas = [e.area for e in case.ordered if e.area != own_area]
    desks = [d.body.to for d in deliveries(case)]
    owners = [
        ", ".join(filter(None, (a.body.owner.strip(), a.body.agency)))
        for a in actions(case)
        if a.has_owner and a.body.status is not ActionStatus.NOT_NEEDED
    ]
    named = [case.label(tie.to) for tie in workers(case) if tie.to is not None]
    return tuple(dict.fromkeys(filter(None, (*areas, *desks, *owners, *named))))


def objections_until(
    proposed: Entry, timers: Iterable[Timer], holidays: frozenset[date]
) -> datetime:
    """Until when every holder may object, UTC; the moment of proposing when no timer says."""
    for timer in timers:
        if timer.id == OBJECTION:
            return after_working_days(proposed.at, timer.amount, holidays)
    return proposed.at


def _standing(case: Case, event: CaseEvent) -> Entry | None:
    found = [
        e for e in case.of(Kind.CASE) if isinstance(e.body, CaseBody) and e.body.event is event
    ]
    return found[-1] if found else None
