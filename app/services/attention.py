"""What needs doing today: worked out per case when it changes, read for all cases at once.

A case's needs are kept beside its line in the list, as dates and counts and never as words
from the record, so that the home page is one small query over any number of cases.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import IntEnum
from typing import TYPE_CHECKING

from app.domain.answers import latest
from app.domain.completeness import texts
from app.domain.deliveries import deliveries
from app.domain.entry import AnswerBody, Kind, Step
from app.domain.ids import CaseId, ItemId
from app.domain.interpreter import AGAIN, LATER
from app.domain.judgement import signed
from app.domain.people import counts, parties
from app.domain.plan import actions
from app.domain.visit import open_visit
from app.ports.record import Summary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.case import Case
    from app.services.desk import Desk

SOON = timedelta(days=2)
"""A review or a due date is shown this long before it comes."""


_OPEN = frozenset({"roles-open", "interview-again"})
"""Needs without a date that leave something unknown about the danger."""

_NEVER = datetime.max.replace(tzinfo=UTC)


class Weight(IntEnum):
    """The order of the home page: what cannot wait first."""

    LATE = 0
    OPEN_QUESTION = 1
    ASKED = 2
    SOON = 3
    UNFINISHED = 4


@dataclass(frozen=True, slots=True)
class Need:
    """One thing a case needs. `due` decides whether it is late; nothing else does."""

    code: str
    due: datetime | None = None  # UTC
    count: int = 0
    to: str = ""  # the area or desk it waits for
    since: datetime | None = None  # UTC


@dataclass(frozen=True, slots=True)
class Attention:
    """One line of the home page."""

    case: CaseId
    label: str
    need: Need
    weight: Weight


def needs(case: Case, now: datetime) -> tuple[Need, ...]:
    """Everything the case needs, whether or not its time has come."""
    return (*_of_deliveries(case), *_of_people(case), *_of_work(case, now))


def today(desk: Desk) -> tuple[Attention, ...]:
    """What to put on the home page now, the most pressing first."""
    now = desk.clock.now()
    found = [
        Attention(summary.case, summary.label, need, weight)
        for summary in desk.store.needing()
        for need in decode(summary.needs)
        if (weight := _weight(need, now)) is not None
    ]
    return tuple(sorted(found, key=_order))


def pressing(summary: Summary, now: datetime) -> Attention | None:
    """The most pressing need of one case, or none."""
    found = [
        Attention(summary.case, summary.label, need, weight)
        for need in decode(summary.needs)
        if (weight := _weight(need, now)) is not None
    ]
    return min(found, key=_order, default=None)


def refresh(desk: Desk, case: Case, line: str) -> None:
    """Bring the case's line, needs and search words up to date; called on idle."""
    her = case.at_risk()
    summary = Summary(
        case=case.id,
        label=case.label(her) if her else "",
        line=line,
        touched=max((e.at for e in case.ordered), default=desk.clock.now()),
        needs=encode(needs(case, desk.clock.now())),
    )
    desk.store.summarise(summary, words(case))


def words(case: Case) -> Iterator[str]:
    """Every text of the case that a search should find, current or not."""
    for entry in case.ordered:
        if entry.id in case.accounts:
            yield from texts(entry.body)
            if isinstance(entry.body, AnswerBody) and entry.body.value.number is not None:
                yield str(entry.body.value.number)


def encode(found: tuple[Need, ...]) -> str:
    """Needs as one line of JSON; empty when there are none."""
    lines = [
        {
            "code": n.code,
            "count": n.count,
            "due": n.due.isoformat() if n.due else "",
            "since": n.since.isoformat() if n.since else "",
            "to": n.to,
        }
        for n in found
    ]
    return json.dumps(lines, ensure_ascii=False, sort_keys=True) if lines else ""


def decode(text: str) -> tuple[Need, ...]:
    """The needs of one summary; derived data, so a spelling we do not know reads as none."""
    try:
        return tuple(
            Need(
                code=str(line["code"]),
                count=int(line["count"]),
                due=_moment(line["due"]),
                since=_moment(line["since"]),
                to=str(line["to"]),
            )
            for line in json.loads(text or "[]")
        )
    except (ValueError, KeyError, TypeError):
        return ()


def _order(line: Attention) -> tuple[Weight, datetime]:
    return line.weight, line.need.due or _NEVER


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _weight(need: Need, now: datetime) -> Weight | None:
    if need.due is not None:
        if now > need.due:
            return Weight.LATE
        if need.code == "delivery-unanswered":
            return Weight.SOON
        return Weight.SOON if need.due - now <= SOON else None
    if need.code == "question":
        return Weight.ASKED
    return Weight.OPEN_QUESTION if need.code in _OPEN else Weight.UNFINISHED


def _of_deliveries(case: Case) -> Iterator[Need]:
    for delivery in deliveries(case):
        decision = delivery.decision
        if delivery.is_finished:
            continue
        if decision is None:
            yield Need(
                "delivery-unanswered",
                due=delivery.body.answer_due,
                to=delivery.body.to,
                since=delivery.entry.at,
            )
        elif decision.body.step is Step.ASKED:
            yield Need("question", to=delivery.body.to, since=decision.entry.at)
        elif decision.body.step is Step.DECLINED:
            yield Need("declined", to=delivery.body.to, since=decision.entry.at)
        else:
            yield Need("may-release", to=delivery.body.to, since=decision.entry.at)


def _of_people(case: Case) -> Iterator[Need]:
    if counts(case).role_open:
        yield Need("roles-open", count=sum(p.role_open for p in parties(case)))


def _of_work(case: Case, now: datetime) -> Iterator[Need]:
    visit = open_visit(case)
    if visit is not None:
        yield Need("visit-open", since=visit.began)
    open_actions = [a for a in actions(case) if a.is_open]
    late = [a for a in open_actions if a.is_late(now)]
    dated = [a.body.due for a in open_actions if a.body.due is not None]
    if dated:
        yield Need("plan-due", due=min(dated), count=len(late) or 1)
    for code, row in (("interview-again", AGAIN), ("interpreter-later", LATER)):
        left = [a for a in open_actions if a.body.row == row]
        if left:
            yield Need(code, count=len(left), since=left[0].entry.at)
    unowned = sum(not a.has_owner for a in open_actions)
    if unowned:
        yield Need("plan-no-owner", count=unowned)
    review = latest(case, ItemId("W11"))
    if review and review.body.value.when:
        day = review.body.value.when.first_day()
        yield Need("review", due=datetime(day.year, day.month, day.day, 17, tzinfo=UTC))
    if signed(case) is None and case.of(Kind.ANSWER):
        yield Need("judgement-unsigned")
