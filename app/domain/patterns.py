"""The pattern rules over one case: what fires, why, and on which entries it stands.

Pure. Rules fire on "yes" and on "unclear"; nothing here subtracts, counts points or grades
(NO1, NO2). Missing, declined, unsafe to ask and not asked satisfy no condition (NO6). In a visit
whose setting is doubtful "no" and "never" are not established and satisfy nothing, while "yes"
and "unclear" do. Every condition also holds, or not, whatever order the entries arrived in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from app.domain.answers import body_of, value_of
from app.domain.conditions import (
    All,
    Any,
    AnyOf,
    AtLeast,
    Condition,
    Count,
    Differs,
    Distinct,
    Equals,
    Ever,
    Holds,
    Not,
    Side,
    Some,
    SomeOf,
    Tense,
    Within,
)
from app.domain.entry import AnswerBody, Entry, LinkBody, When
from app.domain.established import NOT_ESTABLISHED
from app.domain.questionnaire import NO_ANSWER
from app.domain.reference import EMPTY, Urgency
from app.domain.sentences import STATE_WORDS, code_words, reads, sentence
from app.domain.states import NOT_KNOWN, Record, Truth, holds_state

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from app.domain.case import Case
    from app.domain.ids import EntryId, SubjectId
    from app.domain.reference import Book, Rule, Stop

_NOTHING_SAID = frozenset({*NO_ANSWER, NOT_ESTABLISHED})
"""Codes that meet no condition: why there is no answer, and what a doubtful visit denied."""

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)

MOST_REASONS = 4
"""Phrases in one `because`; the evidence itself names every entry."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that fired, with its reason. `urgency` is what it demands today."""

    rule: str
    version: int
    urgency: Urgency
    evidence: tuple[EntryId, ...]  # in the order of the record
    about: tuple[SubjectId, ...]  # the parties or children it fired for, if it names any
    because: str


@dataclass(frozen=True, slots=True)
class _Scope:
    """Whose answers are read, of which line, and whether of today or of any time."""

    only: frozenset[SubjectId | None] | None = None  # None: anybody's
    row: str | None = None
    ever: bool = False


def evaluate(
    case: Case, book: Book, today: date, now: datetime | None = None
) -> tuple[Finding, ...]:
    """All findings of the day, the most urgent first, then in the order of the rules.

    Without `now` (UTC) an answer to a handover counts as late from the day after it was due;
    with it, from the minute it was due.
    """
    record = Record(case, book, today, now)
    fired = {rule.id: hit for rule in book.rules if (hit := _holds(rule.when, record, _Scope()))}
    found = [
        _finding(rule, fired[rule.id], frozenset(fired), record)
        for rule in book.rules
        if rule.id in fired
    ]
    order = list(Urgency)
    return tuple(sorted(found, key=lambda f: order.index(f.urgency)))


def holds(case: Case, condition: Condition, today: date, book: Book = EMPTY) -> bool:
    """Whether a condition holds of the case, for items that are shown only then.

    Without a book no relation is known to be a partner's, and no item to be critical.
    """
    return holding(case, today, book)(condition)


def holding(case: Case, today: date, book: Book = EMPTY) -> Callable[[Condition], bool]:
    """The same for many conditions, over one reading of the case."""
    record = Record(case, book, today, None)
    return lambda condition: _holds(condition, record, _Scope()) is not None


def proving(
    case: Case, today: date, book: Book, now: datetime | None = None
) -> Callable[[Condition], Truth | None]:
    """What makes a condition true of the case, with its evidence; for many of them."""
    record = Record(case, book, today, now)
    return lambda condition: _holds(condition, record, _Scope())


def stops(findings: Iterable[Finding], book: Book) -> tuple[Stop, ...]:
    """The full-screen stops that these findings together demand."""
    fired = {finding.rule for finding in findings}
    return tuple(stop for stop in book.stops if fired.issuperset(stop.rules))


def _finding(rule: Rule, hit: Truth, fired: frozenset[str], record: Record) -> Finding:
    urgency = rule.urgency
    order = list(Urgency)
    for raised in rule.raises:
        also = not fired.isdisjoint(raised.also)
        why = _holds(raised.when, record, _Scope()) if raised.when is not None else None
        if also or why is not None:
            urgency = min(urgency, raised.to, key=order.index)
            hit = hit.joined(why) if why is not None else hit
    found = (e for i in hit.evidence if (e := record.case.entries.get(i)) is not None)
    ordered = tuple(e.id for e in sorted(found, key=lambda e: (e.at, e.id)))
    return Finding(
        rule=rule.id,
        version=rule.version,
        urgency=urgency,
        evidence=ordered,
        about=tuple(sorted(hit.about)),
        because=_because(rule, hit, ordered, record),
    )


def _because(rule: Rule, hit: Truth, evidence: tuple[EntryId, ...], record: Record) -> str:
    told = dict.fromkeys(STATE_WORDS[state] for state in hit.states)
    # The newest evidence first: it is why the card is here today.
    for key in reversed(evidence):
        if len(told) > MOST_REASONS:
            break
        told.setdefault(_words_of(record.case.entries[key], record))
    phrases = [phrase for phrase in told if phrase]
    if not phrases:
        return sentence(rule.when, record.book.items)
    more = "; and more" if len(phrases) > MOST_REASONS else ""
    text = "; ".join(phrases[:MOST_REASONS]) + more
    return text[:1].upper() + text[1:] + "."


def _words_of(entry: Entry, record: Record) -> str:
    body = entry.body
    items, alias = record.book.items, record.case.label(entry.about) if entry.about else ""
    if isinstance(body, LinkBody):
        status = body.status.value.replace("_", " ")
        return f"{alias}: {record.book.links.label(body.relation)}, {status}"
    if not isinstance(body, AnswerBody):
        return ""
    found = items.get(body.item)
    label = found.label if found else body.item
    line = next((r.label for r in found.rows if r.code == body.row), "") if found else ""
    value = value_of(record.case, entry)
    codes = (*value.codes, *(c for c in value.past if c not in value.codes))
    said = ", ".join(code_words(items, body.item, code) for code in codes)
    when = _date_words(value.when) if value.when is not None else ""
    whose = f" ({alias})" if alias and entry.about != record.at_risk else ""
    told = ", ".join(part for part in (line, said, when) if part)
    return f"{label}{whose}: {told}" if told else f"{label}{whose}"


def _date_words(when: When) -> str:
    day = f"{when.day} " if when.day is not None else ""
    month = f"{_MONTHS[when.month - 1]} " if when.month is not None else ""
    return f"{'about ' if when.about else ''}{day}{month}{when.year}"


def _holds(  # noqa: C901, PLR0911, PLR0912 - one case for each operator
    condition: Condition, record: Record, scope: _Scope
) -> Truth | None:
    """What makes the condition true, or None. Evidence is joined over everything that does."""
    match condition:
        case Equals(item=item, code=code, tense=tense, row=row):
            return _answered(record, scope, item, (code,), tense, row)
        case AnyOf(item=item, codes=codes, tense=tense, row=row):
            return _answered(record, scope, item, codes, tense, row)
        case All(of=parts):
            return _at_least(len(parts), parts, record, scope)
        case Any(of=parts):
            return _at_least(1, parts, record, scope)
        case AtLeast(n=n, of=parts):
            return _at_least(n, parts, record, scope)
        case Not(of=part):
            return None if _holds(part, record, scope) else Truth()
        case Some(type=over, where=part):
            return _over(1, over, part, record, scope)
        case Count(type=over, where=part, n=n):
            return _over(n, over, part, record, scope)
        case Ever(of=part):
            return _holds(part, record, _Scope(scope.only, scope.row, ever=True))
        case Holds(state=state):
            return holds_state(state, record, scope.only)
        case Within(item=item, days=days, side=side):
            return _within(record, scope, item, days, side)
        case Distinct(item=item, n=n):
            entries = _entries(record, scope, item, "*")
            shown = {c for e in entries for c in _said(e, Tense.EITHER, record) - NOT_KNOWN}
            return Truth.of(entries) if len(shown) >= n else None
        case Differs(item=item, other=other):
            return _differ(record, scope, item, other)
        case _:
            return _same_place(record, scope, condition.item, condition.other)


def _at_least(n: int, parts: tuple[Condition, ...], record: Record, scope: _Scope) -> Truth | None:
    true = [hit for part in parts if (hit := _holds(part, record, scope)) is not None]
    return Truth.all_of(true) if len(true) >= n else None


def _over(n: int, over: SomeOf, part: Condition, record: Record, scope: _Scope) -> Truth | None:
    if over is SomeOf.ROW:
        rows = {
            (e.about, e.body.row)
            for item, _, _ in reads(part)
            for e in _entries(record, scope, item, "*")
            if isinstance(e.body, AnswerBody)
        }
        lines = [_Scope(frozenset({about}), row, scope.ever) for about, row in rows]
        true = [hit for line in lines if (hit := _holds(part, record, line)) is not None]
        return Truth.all_of(true) if len(true) >= n else None
    groups = record.parties if over is SomeOf.PARTY else record.children
    hits: list[Truth] = []
    for group in groups:
        hit = _holds(part, record, _Scope(group, scope.row, scope.ever))
        if hit is not None:
            hits.append(Truth(hit.evidence, hit.about | group, hit.states))
    return Truth.all_of(hits) if len(hits) >= n else None


def _answered(
    record: Record, scope: _Scope, item: str, codes: tuple[str, ...], tense: Tense, row: str
) -> Truth | None:
    wanted = frozenset(codes)
    entries = [
        e
        for e in _entries(record, scope, item, row)
        if (_said(e, tense, record) & wanted if codes else _is_answer(e, tense, record))
    ]
    return Truth.of(entries) if entries else None


def _entries(record: Record, scope: _Scope, item: str, row: str) -> tuple[Entry, ...]:
    line = scope.row if row == "*" else row
    if scope.only is None and line is None:
        return record.answers(item, ever=scope.ever)
    return tuple(
        e
        for e in record.answers(item, ever=scope.ever)
        if (scope.only is None or e.about in scope.only)
        and (line is None or (isinstance(e.body, AnswerBody) and e.body.row == line))
    )


def _said(entry: Entry, tense: Tense, record: Record) -> frozenset[str]:
    """The codes that count: never a missing answer, nor reassurance from a doubtful visit."""
    value = value_of(record.case, entry)
    now = value.codes if tense is not Tense.PAST else ()
    past = value.past if tense is not Tense.NOW else ()
    trend = (f"trend.{value.trend}",) if value.trend and tense is not Tense.PAST else ()
    return frozenset((*now, *past, *trend)) - _NOTHING_SAID


def _is_answer(entry: Entry, tense: Tense, record: Record) -> bool:
    value = value_of(record.case, entry)
    if not frozenset((*value.codes, *value.past)).isdisjoint(NO_ANSWER):
        return False
    if _said(entry, tense, record) - NOT_KNOWN:
        return True
    told = value.text or value.who or value.when or value.number is not None
    return bool(told) and tense is not Tense.PAST


def _within(record: Record, scope: _Scope, item: str, days: int, side: Side) -> Truth | None:
    span = timedelta(days=days)
    first = record.today - span if side is Side.BEFORE else record.today
    last = record.today if side is Side.BEFORE else record.today + span
    entries = [
        e
        for e in _entries(record, scope, item, "*")
        if isinstance(e.body, AnswerBody)
        and any(
            when.last_day() >= first and when.first_day() <= last
            for when in (e.body.value.when, e.body.happened)
            if when is not None
        )
    ]
    return Truth.of(entries) if entries else None


def _differ(record: Record, scope: _Scope, item: str, other: str) -> Truth | None:
    # Account by account: one more account never makes two that differ agree.
    here, there = (_entries(record, scope, name, "*") for name in (item, other))
    pairs = [
        (e, f)
        for e in here
        for f in there
        if (ours := _said(e, Tense.EITHER, record) - NOT_KNOWN)
        and (theirs := _said(f, Tense.EITHER, record) - NOT_KNOWN)
        and ours != theirs
    ]
    return Truth.of(e for pair in pairs for e in pair) if pairs else None


_BETWEEN_PLACES = re.compile(r"[,;/\n]|\band\b|\bor\b")


def _places(entry: Entry) -> frozenset[str]:
    value = body_of(entry).value
    named = _BETWEEN_PLACES.split(f"{value.text}\n{body_of(entry).words}".casefold())
    cleaned = {re.sub(r"[^\w ]", "", part).strip() for part in named}
    return frozenset(place for place in cleaned if len(place) > 2) | frozenset(value.who)


def _same_place(record: Record, scope: _Scope, item: str, other: str) -> Truth | None:
    pairs = [
        (here, there)
        for here in _entries(record, scope, item, "*")
        for there in _entries(record, scope, other, "*")
        if _places(here) & _places(there)
    ]
    return Truth.of(e for pair in pairs for e in pair) if pairs else None
