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

from app.domain.after_accepting import began, reports
from app.domain.answers import latest
from app.domain.codes import Kind, Step
from app.domain.completeness import texts
from app.domain.deliveries import CLOSURE_NOTICE, deliveries, taken
from app.domain.entry import AnswerBody
from app.domain.holders import owed_correction, wrong_since
from app.domain.ids import CaseId, ItemId
from app.domain.interpreter import AGAIN, LATER
from app.domain.judgement import signed
from app.domain.people import counts, parties
from app.domain.plan import actions
from app.domain.silence import NO_CLOCKS, awaited
from app.domain.visit import open_visit
from app.ports.record import Summary
from app.services import carrying, following_up, moving, owing
from app.services.need import Need as Need  # noqa: PLC0414 - said from here to the pages

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from app.domain.case import Case
    from app.domain.deliveries import Delivery, Loop
    from app.domain.silence import Clocks
    from app.services.desk import Desk

SOON = timedelta(days=2)
"""A review or a due date is shown this long before it comes."""


_OPEN = frozenset(
    {
        *("roles-open", "interview-again", "next-hop", "tell-sender"),
        *("closing-objected", "closing-untold", "read-first"),
    }
)
"""Needs without a date that leave something unknown about the danger."""

_SILENT = frozenset(
    {
        *("delivery-unanswered", "package-unanswered", "closing-asked", "next-hop"),
        *("read-first", "markers-owed", "report-owed", "closing-waiting"),
    }
)
"""Needs that stand on the page from the first moment, however far off their time is."""

_NEVER = datetime.max.replace(tzinfo=UTC)


class Weight(IntEnum):
    """The order of the home page: what cannot wait first."""

    LATE = 0
    OPEN_QUESTION = 1
    ASKED = 2
    SOON = 3
    UNFINISHED = 4


@dataclass(frozen=True, slots=True)
class Attention:
    """One line of the home page."""

    case: CaseId
    label: str
    need: Need
    weight: Weight
    package: str = ""  # digest of a delivery that waits for this desk and is in no case here


def needs(
    case: Case,
    now: datetime,
    area: str = "",
    clocks: Clocks = NO_CLOCKS,
    only_told: Collection[str] = (),
) -> tuple[Need, ...]:
    """Everything the case needs of this area, whether or not its time has come.

    `only_told` are digests of what came here and handed nothing over (`deliveries.taken`).
    """
    return (
        *_of_deliveries(case, area, clocks),
        *_of_taken(case, area, clocks, only_told),
        *_of_people(case),
        *_of_work(case, now),
    )


def today(desk: Desk) -> tuple[Attention, ...]:
    """What to put on the home page now, the most pressing first."""
    now = desk.clock.now()
    found = [
        Attention(summary.case, summary.label, need, weight)
        for summary in desk.store.needing()
        for need in (kept.timed(desk.clocks) for kept in decode(summary.needs))
        if (weight := _weight(need, now)) is not None
    ]
    return in_order(found)


def in_order(lines: Iterable[Attention]) -> tuple[Attention, ...]:
    """Lines as the home page shows them: what is late first, the longest late before the rest."""
    return tuple(sorted(lines, key=_order))


def weigh(case: CaseId, label: str, need: Need, now: datetime, package: str) -> Attention:
    """The line of a package that waits for this desk; it is always shown."""
    weight = _weight(need, now)
    return Attention(case, label, need, Weight.SOON if weight is None else weight, package)


def pressing(summary: Summary, now: datetime, clocks: Clocks = NO_CLOCKS) -> Attention | None:
    """The most pressing need of one case, or none."""
    found = [
        Attention(summary.case, summary.label, need, weight)
        for need in (kept.timed(clocks) for kept in decode(summary.needs))
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
        needs=encode((*_of_case(desk, case), *_of_holders(desk, case))),
    )
    desk.store.summarise(summary, words(case))


def _of_case(desk: Desk, case: Case) -> Iterator[Need]:
    """What the case needs, and what this desk owes for having accepted it, or to close it."""
    told = carrying.told_here(desk, case.id)
    yield from needs(case, desk.clock.now(), desk.area, desk.clocks, told)
    yield from owing.of_holding(desk, case)
    yield from owing.of_closing(desk, case)


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
            "desk": n.desk,
            "rang": n.rang.isoformat() if n.rang else "",
            "due": n.due.isoformat() if n.due else "",
            "since": n.since.isoformat() if n.since else "",
            "timer": n.timer,
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
                desk=str(line.get("desk", "")),
                rang=_moment(str(line.get("rang", ""))),
                timer=str(line.get("timer", "")),
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
        if now >= need.due:
            return Weight.LATE
        if need.code in _SILENT:
            return Weight.SOON
        return Weight.SOON if need.due - now <= SOON else None
    if need.code == "question":
        return Weight.ASKED
    return Weight.OPEN_QUESTION if need.code in _OPEN else Weight.UNFINISHED


_ANSWERED = {
    Step.ASKED: "question",
    Step.DECLINED: "declined",
    Step.ACCEPTED: "may-release",
}
"""What each decision of theirs leaves to be done here."""


def _of_deliveries(case: Case, area: str, clocks: Clocks) -> Iterator[Need]:
    """What was sent from here: until the sender is released, and never quiet before."""
    for delivery in deliveries(case, area):
        if delivery.is_finished:
            continue
        to, desk, decision = delivery.body.to, delivery.body.desk, delivery.decision
        if delivery.is_notice and _is_settled(delivery):
            continue
        if decision is None and not delivery.is_waited_for:
            continue  # a coded copy, and somebody read its code back: no more can come
        if decision is None:
            due, sent, rang = delivery.due, delivery.sent, delivery.rang
            spoken = int(delivery.spoken is not None)
            yield Need("delivery-unanswered", due, spoken, to, sent, desk, rang)
            continue
        yield Need(_ANSWERED[decision.body.step], to=to, since=decision.said, desk=desk)
        if delivery.may_release and decision.body.step is Step.ASKED:
            yield Need("may-release", to=to, since=decision.said, desk=desk)
        yield from _dated(delivery, clocks, ("first-contact", "promised"), to)
        yield from _reports_awaited(case, delivery, clocks)


def _is_settled(notice: Delivery) -> bool:
    """Whether nothing is left to do about a notice: how a closing stands is told by itself."""
    decision = notice.decision
    if decision is None:
        return notice.body.purpose == CLOSURE_NOTICE
    return decision.body.step is not Step.ASKED


def _reports_awaited(case: Case, delivery: Delivery, clocks: Clocks) -> Iterator[Need]:
    """The next report that the desk which accepted it owes back."""
    if not delivery.is_accepted or delivery.follows:
        return
    start, area = began(delivery), delivery.body.desk.partition("@")[2]
    open_ = [r for r in reports(case, area, start, clocks) if r.note is None]
    for one in open_[:1]:
        yield Need("report-awaited", one.due, to=delivery.body.to, since=start, timer=one.timer)


def _of_taken(case: Case, area: str, clocks: Clocks, only_told: Collection[str]) -> Iterator[Need]:
    """What this desk took in and has not told the sender yet."""
    for loop in taken(case, area, only_told) if area else ():
        yield from _dated(loop, clocks, ("owed-contact", "owed-word"), "")
        undated = [owed for owed in awaited(loop, clocks) if owed.due is None]
        if undated:
            yield Need("owed-later", count=len(undated), since=loop.sent)


def _dated(loop: Loop, clocks: Clocks, codes: tuple[str, str], to: str) -> Iterator[Need]:
    """What the receiving desk owes by a time: `codes` for the first contact, and for the rest."""
    for owed in awaited(loop, clocks):
        if owed.due is None:
            continue
        code = codes[0] if owed.step is Step.FIRST_CONTACT else codes[1]
        timer = None if owed.promised or owed.step is None else clocks.timer_for(owed.step)
        since = loop.holder.said if timer and loop.holder else loop.sent
        yield Need(code, owed.due, to=to, since=since, timer=timer.id if timer else "")


def _of_holders(desk: Desk, case: Case) -> Iterator[Need]:
    """What other desks hold and must be told: what was put right, and where she goes next.

    A correction that is owed is late from the moment it was written.
    """
    found = following_up.holders(desk, case)
    wrong = owed_correction(found)
    if wrong:
        since = wrong_since(case, wrong)
        to = wrong[0].to or wrong[0].area
        yield Need("correction-owed", due=since, count=len(wrong), to=to, since=since)
    hop = moving.next_hop(desk, case)
    if hop is not None and hop.tell:
        to = hop.tell[0].to or hop.tell[0].area
        yield Need("tell-sender", count=len(hop.tell), to=to, since=hop.since)
    elif hop is not None:
        yield Need("next-hop", due=hop.until, since=hop.since)


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
