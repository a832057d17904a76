"""Where she has been placed, by whom and until when; and the way the record went. Pure.

A leg is a link of the person at risk to a place or an organisation. The way of the record is read
from what each area said it sent: passed on is not received, and only an answer says more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.codes import Kind, Status, Step
from app.domain.deliveries import Answer, deliveries, may_say
from app.domain.entry import LinkBody, ResponseBody

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.domain.case import Case
    from app.domain.entry import Entry
    from app.domain.holders import Brought, Slice

PLACED_AT = "placed_at"
TEMPORARY = "temporary-stay"
"""The purpose, of the sharing pack, that makes its receiver a holder for a time."""


@dataclass(frozen=True, slots=True)
class Leg:
    """One stay, as it was recorded."""

    entry: Entry
    body: LinkBody
    place: str  # alias of the place or the organisation

    @property
    def ends(self) -> datetime | None:
        """The last moment it is meant to last, UTC; None where nobody said."""
        if self.body.until is None:
            return None
        return datetime.combine(self.body.until.last_day(), time(23, 59, 59), UTC)


class Reached(StrEnum):
    """How far a delivery is known here to have come. None stands for another."""

    SENT = "sent"  # and no more is known here
    ARRIVED = "arrived"
    READ = "read"
    ACCEPTED = "accepted"
    ASKED = "asked"
    DECLINED = "declined"
    SPOKEN = "spoken"  # accepted by word of mouth, not proved


@dataclass(frozen=True, slots=True)
class Hop:
    """One delivery on the record's way, of whichever area."""

    digest: str
    at: datetime  # UTC, by the sender's clock
    by: str  # the sender's area
    desk: str  # "duty@area.example"; empty where the entry names none
    to: str  # how the sender named it; empty for what came here
    kind: str  # handover, addendum, correction or withdrawal
    purpose: str
    areas: tuple[str, ...]  # whose records it carried, as far as its slices are known here
    reached: Reached
    answer: Answer | None  # what says so


def legs(case: Case) -> tuple[Leg, ...]:
    """Where she has been placed, the first stay first; what was ruled out is left out."""
    her = case.at_risk()
    found = [
        Leg(e, e.body, case.label(e.body.to) if e.body.to else "")
        for e in case.links(PLACED_AT, about=her)
        if isinstance(e.body, LinkBody) and e.body.status is not Status.RULED_OUT
    ]
    return tuple(sorted(found, key=_begins))


def last_leg(case: Case) -> Leg | None:
    """The newest stay, or none."""
    found = legs(case)
    return found[-1] if found else None


def path(
    case: Case, desk: str, slices: Iterable[Slice], brought: Iterable[Brought]
) -> tuple[Hop, ...]:
    """Every delivery of the case that is known here, oldest first.

    `desk` is ours, `duty@area.example`. What another area sent is known from its own entries, or
    because it came here.
    """
    wrote = {one.digest: one.area for one in slices}
    answers = _answers(case)
    found: dict[str, Hop] = {}
    for one in brought:
        body = _Told(desk, "", one.kind.value, one.purpose, one.slices)
        found[one.digest] = _hop(one.digest, one.created, one.area, body, wrote, answers)
    for delivery in deliveries(case):
        said = delivery.body
        body = _Told(said.desk, said.to, said.kind or "handover", said.purpose, said.slices)
        entry = delivery.entry
        hop = _hop(delivery.digest, entry.at, entry.area, body, wrote, answers)
        found[delivery.digest] = hop
    return tuple(sorted(found.values(), key=lambda hop: (hop.at, hop.digest)))


@dataclass(frozen=True, slots=True)
class _Told:
    """What is said of one delivery, wherever it is said."""

    desk: str
    to: str
    kind: str
    purpose: str
    slices: tuple[str, ...]


def _hop(
    digest: str,
    at: datetime,
    by: str,
    told: _Told,
    wrote: Mapping[str, str],
    answers: Mapping[str, list[Answer]],
) -> Hop:
    said = [a for a in answers.get(digest, []) if may_say(a, by, told.desk)]
    reached, answer = _reached(said)
    areas = tuple(dict.fromkeys(wrote[one] for one in told.slices if one in wrote))
    return Hop(digest, at, by, told.desk, told.to, told.kind, told.purpose, areas, reached, answer)


def _begins(leg: Leg) -> tuple[datetime, datetime, str]:
    since = leg.body.since
    first = since.first_day() if since else leg.entry.at.date()
    return datetime.combine(first, time(), UTC), leg.entry.at, leg.entry.id


def _answers(case: Case) -> dict[str, list[Answer]]:
    found: dict[str, list[Answer]] = {}
    said = case.of(Kind.RESPONSE, ever=True)
    for answer in [Answer(e, e.body) for e in said if isinstance(e.body, ResponseBody)]:
        found.setdefault(answer.body.delivery, []).append(answer)
    return found


def _reached(answers: list[Answer]) -> tuple[Reached, Answer | None]:
    """The newest decision; else how far it came without one; else that it was sent."""
    newest = next((a for a in reversed(answers) if a.decides), None)
    if newest is not None:
        return Reached(newest.body.step.value), newest
    for step, reached in _SHORT_OF_IT.items():
        said = next((a for a in reversed(answers) if a.body.step is step), None)
        if said is not None:
            return reached, said
    return Reached.SENT, None


_SHORT_OF_IT = {
    Step.ACCEPTED: Reached.SPOKEN,  # no signed file says so, or `decides` would have
    Step.READ: Reached.READ,
    Step.ARRIVED: Reached.ARRIVED,
}
