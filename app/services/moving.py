"""Where she is placed, and who must be told of the next step before she takes it.

A desk that holds the case for a time owes a notice to whoever sent it, and to the next area. A
desk that has passed the record on owes word of that to whoever it had it from.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.codes import RestrictionClass, Status, SubjectType
from app.domain.deliveries import deliveries
from app.domain.entry import LinkBody, SubjectBody, When
from app.domain.errors import RecordRefused
from app.domain.handover import DeliveryKind
from app.domain.ids import SubjectId
from app.domain.legs import PLACED_AT, TEMPORARY, last_leg
from app.services import carrying, following_up
from app.services.recording import append, make

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.case import Case
    from app.domain.holders import Holder
    from app.services.desk import Desk

ONWARD = frozenset({"transfer-of-case", TEMPORARY})
"""Purposes, of the sharing pack, of a delivery that goes where she goes."""


@dataclass(frozen=True, slots=True)
class NextHop:
    """What this desk owes about the next step. `tell` is empty while no next step is known."""

    until: datetime | None  # UTC: when the stay is meant to end; None where nobody said
    since: datetime  # UTC: when she came here, or when the record went on
    tell: tuple[Holder, ...]


def place(
    desk: Desk,
    case: Case,
    where: str,
    *,
    type_: SubjectType = SubjectType.PLACE,
    since: When | None = None,
    until: When | None = None,
    placed_by: str = "",
    status: Status = Status.ESTABLISHED,
    basis: str = "",
) -> Case:
    """Record where she has been placed. It goes with where she is: RC2, named people only.

    Raises:
        RecordRefused: `leg.no-place`; `leg.ends-before` when it ends before it begins.
    """
    if not where.strip():
        raise RecordRefused("leg.no-place")
    if since and until and until.last_day() < since.first_day():
        raise RecordRefused("leg.ends-before")
    to, rc = SubjectId(desk.ids.new()), RestrictionClass.RC2
    last = case.ordered[-1] if case.ordered else None
    body = LinkBody(to, PLACED_AT, status, basis, since, until, placed_by.strip())
    named = make(desk, case.id, SubjectBody(type_, where), last=last, about=to, rc=rc)
    linked = make(desk, case.id, body, last=last, about=case.at_risk(), rc=rc)
    return append(desk, case, (named, linked))


def next_hop(desk: Desk, case: Case) -> NextHop | None:
    """What is owed about the next step, or None.

    A stay is for a time when its leg has an end, or, where no leg is recorded, when the handover
    that brought the case here said so. An area that was only sent what is new handed the case on
    itself: what comes back to it is word of the next step, and no step of its own.
    """
    came = carrying.brought(desk, case.id)
    handed = [one for one in came if one.kind is DeliveryKind.HANDOVER]
    if not handed:
        return None
    from_areas = {one.area for one in came}
    onward = [
        d
        for d in deliveries(case, desk.area)
        if d.body.purpose in ONWARD and d.body.desk.partition("@")[2] not in from_areas
    ]
    if onward:
        told = {d.entry.id for d in onward}
        tell = tuple(h for h in following_up.holders(desk, case) if h.brought and told - h.has)
        return NextHop(None, onward[-1].entry.at, tell) if tell else None
    leg = last_leg(case)
    if leg is not None:
        return NextHop(leg.ends, came[0].taken, ()) if leg.ends else None
    temporary = handed[-1].purpose == TEMPORARY
    return NextHop(None, handed[-1].taken, ()) if temporary else None
