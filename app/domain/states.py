"""Facts that the record tells by itself, one function for each member of `State`.

A fact is true or false of the record whatever anybody answered, which is why `not` may stand
around it. Where a fact is that something is missing, it has no evidence, only its own words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from app.domain import people
from app.domain.answers import value_of
from app.domain.codes import CaseEvent, Kind, Proof, Status, Step
from app.domain.conditions import State
from app.domain.entry import (
    AnswerBody,
    CaseBody,
    DisclosureBody,
    Entry,
    LinkBody,
    ResponseBody,
    SettingBody,
)
from app.domain.established import LITTLE_TIME, MANY, NOT_ESTABLISHED, is_bad_line, is_overheard
from app.domain.questionnaire import NO_ANSWER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from app.domain.case import Case
    from app.domain.ids import EntryId, SubjectId
    from app.domain.reference import Book

NOT_KNOWN = frozenset({"unknown", "not_known"})
"""Codes that say nobody knows: an account, and no answer."""

YEAR = timedelta(days=365)

_NO_ANSWER = frozenset(NO_ANSWER)
_ANSWERED_STEPS = frozenset(
    {Step.ACCEPTED, Step.DECLINED, Step.TRANSFERRED, Step.RELEASED, Step.FIRST_CONTACT}
)
_SURELY_THERE = frozenset({"known", "in_custody", "tagged"})
_LINKED = frozenset({"in_place", "not_needed"})
_CONFERENCE = frozenset(
    {"marac_high_risk", "marac_judgement", "marac_escalation", "marac_repeat", "marac_emergency"}
)
_CONDITIONS = "B"
"""The section on whether it is safe to talk: its answers speak of the visit, not of danger."""


@dataclass(frozen=True, slots=True)
class Truth:
    """What makes a condition true: entries, the people it is true of, states by name."""

    evidence: frozenset[EntryId] = frozenset()
    about: frozenset[SubjectId] = frozenset()
    states: tuple[State, ...] = ()

    def __bool__(self) -> bool:
        """A truth is true even when nothing but an absence proves it."""
        return True

    @staticmethod
    def of(entries: Iterable[Entry], *states: State) -> Truth:
        """True because of these entries."""
        return Truth(frozenset(e.id for e in entries), frozenset(), states)

    @staticmethod
    def all_of(truths: Sequence[Truth]) -> Truth:
        """True because of all of these."""
        if len(truths) == 1:
            return truths[0]
        return Truth(
            frozenset(key for t in truths for key in t.evidence),
            frozenset(subject for t in truths for subject in t.about),
            tuple(dict.fromkeys(state for t in truths for state in t.states)),
        )

    def joined(self, other: Truth) -> Truth:
        """True because of both."""
        return Truth(
            self.evidence | other.evidence,
            self.about | other.about,
            tuple(dict.fromkeys((*self.states, *other.states))),
        )


class Record:
    """A case as the rules read it: indexed once, then only looked up."""

    __slots__ = (
        *("_answers", "_roles", "at_risk", "book", "case", "children", "now", "parties"),
        "today",
    )

    def __init__(self, case: Case, book: Book, today: date, now: datetime | None) -> None:
        """Index the answers, and gather parties so that one person is never counted twice."""
        self.case = case
        self.book = book
        self.today = today
        self.now = now
        self.at_risk = case.at_risk()
        self._answers = {ever: _by_item(case, ever=ever) for ever in (False, True)}
        self._roles: dict[SubjectId, tuple[people.Tie, ...]] = {}
        same = people.same_person(case)
        self.parties = _groups((p.subject for p in people.parties(case)), same)
        self.children = _groups(people.children(case), same)

    def answers(self, item: str, *, ever: bool = False) -> tuple[Entry, ...]:
        """Every answer to an item, about anybody, in any row."""
        return self._answers[ever].get(item, ())

    def roles(self, subject: SubjectId) -> tuple[people.Tie, ...]:
        """The roles that somebody has, or may have."""
        if subject not in self._roles:
            self._roles[subject] = people.party(self.case, subject).roles
        return self._roles[subject]


def holds_state(
    state: State, record: Record, only: frozenset[SubjectId | None] | None
) -> Truth | None:
    """Whether a state holds; `only` is the party in question, for those that are about one."""
    if state in _OF_ONE:
        subjects = [s for s in only or () if s is not None]
        return _OF_ONE[state](record, subjects) if subjects else None
    return _OF_CASE[state](record)


def _role_open(record: Record, subjects: list[SubjectId]) -> Truth | None:
    # One person under two records is settled when either record settles them.
    if all(people.role_open(record.case, s) for s in subjects):
        return Truth.of(_links(record, subjects), State.ROLE_OPEN)
    return None


def _role_not_ruled_out(record: Record, subjects: list[SubjectId]) -> Truth | None:
    roles = [t for s in subjects for t in record.roles(s)]
    if roles and all(tie.status is Status.RULED_OUT for tie in roles):
        return None
    return Truth.of(_links(record, subjects))


def _partner_or_head(record: Record, subjects: list[SubjectId]) -> Truth | None:
    named = record.book.links.partners_and_heads()
    found = [e for e in _links(record, subjects) if _is_named(e, named)]
    return Truth.of(found) if found else None


def _whereabouts_uncertain(record: Record, subjects: list[SubjectId]) -> Truth | None:
    # Silence is uncertainty here, and so is one doubtful account beside a sure one.
    told = [e for e in record.answers("H5") if e.about in subjects]
    codes = frozenset(c for e in told for c in _codes(record, e))
    if codes and codes <= _SURELY_THERE:
        return None
    return Truth.of((*_links(record, subjects), *told), State.WHEREABOUTS_UNCERTAIN)


def _markers_not_linked(record: Record, subjects: list[SubjectId]) -> Truth | None:
    told = [
        e
        for e in record.answers("H10")
        if e.about in subjects and isinstance(e.body, AnswerBody) and e.body.row == "linked"
    ]
    if told and all(_codes(record, e) <= _LINKED for e in told):
        return None
    return Truth.of((*_links(record, subjects), *told), State.MARKERS_NOT_LINKED)


def _fellow_went_back(record: Record) -> Truth | None:
    named = frozenset({people.WENT_BACK})
    found = [e for e in record.case.of(Kind.LINK) if _is_named(e, named)]
    return Truth.of(found, State.FELLOW_WENT_BACK) if found else None


def _intention_unknown(record: Record) -> Truth | None:
    named = record.book.links.partners()
    partners = [e for e in record.case.of(Kind.LINK) if _is_named(e, named)]
    told = any(_codes(record, e) - NOT_KNOWN for e in record.answers("J4"))
    return None if told or not partners else Truth.of(partners, State.INTENTION_UNKNOWN)


def _moved_lately(record: Record) -> Truth | None:
    """A move written down as a link, told by a date, or betrayed by what else is recorded."""
    since = record.today - YEAR
    links = record.case.links("moved_to", about=record.at_risk)
    linked = [e for e in links if since <= e.at.date()]
    dated = [
        e
        for e in record.answers("R7")
        if isinstance(e.body, AnswerBody)
        and e.body.value.when is not None
        and since <= e.body.value.when.last_day()
        and e.body.value.when.first_day() <= record.today
    ]
    housed = [e for e in record.answers("M5") if "refuge_or_hotel" in _codes(record, e)]
    called = [e for e in record.answers("R1") if _codes(record, e) - {"never"}]
    found = (*linked, *dated, *housed, *called)
    return Truth.of(found, State.MOVED_LATELY) if found else None


def _no_trusted_worker(record: Record) -> Truth | None:
    linked = any(tie.relation == "worker.trusted" for tie in people.workers(record.case))
    named = any(
        isinstance(e.body, AnswerBody) and (e.body.value.who or e.body.value.text)
        for e in record.answers("R6")
    )
    return None if linked or named else Truth(states=(State.NO_TRUSTED_WORKER,))


def _helper_known(record: Record) -> Truth | None:
    named = people.HELP - {"supporter"}
    linked = [e for e in record.case.of(Kind.LINK) if _is_named(e, named)]
    told = [
        e
        for e in record.answers("Q1")
        if value_of(record.case, e).who or _codes(record, e) - {"no"} - NOT_KNOWN
    ]
    return Truth.of((*linked, *told), State.HELPER_KNOWN) if linked or told else None


def _no_conference(record: Record) -> Truth | None:
    listed = any(
        isinstance(e.body, ResponseBody)
        and e.body.step is Step.CONFERENCE
        and e.body.proof is not Proof.SPOKEN
        for e in record.case.of(Kind.RESPONSE, ever=True)
    )
    referred = any(_codes(record, e) & _CONFERENCE for e in record.answers("W10", ever=True))
    return None if listed or referred else Truth(states=(State.NO_CONFERENCE,))


def _critical_ever(record: Record) -> Truth | None:
    found = [
        e
        for item in record.book.items.values()
        if item.critical and item.section != _CONDITIONS
        for e in record.answers(item.id, ever=True)
        if not _codes(record, e).isdisjoint(item.raised_by)
    ]
    return Truth.of(found, State.CRITICAL_EVER) if found else None


def _closure_proposed(record: Record) -> Truth | None:
    found = [
        e
        for e in record.case.of(Kind.CASE)
        if isinstance(e.body, CaseBody) and e.body.event is CaseEvent.CLOSURE_PROPOSED
    ]
    return Truth.of(found, State.CLOSURE_PROPOSED) if found else None


def _unanswered_delivery(record: Record) -> Truth | None:
    answered = {
        e.body.delivery
        for e in record.case.of(Kind.RESPONSE, ever=True)
        if isinstance(e.body, ResponseBody)
        and e.body.step in _ANSWERED_STEPS
        and e.body.proof is not Proof.SPOKEN  # what was only said on the telephone
    }
    late = [
        e
        for e in record.case.of(Kind.DISCLOSURE)
        if isinstance(e.body, DisclosureBody)
        and _is_past(e.body.answer_due, record)
        and answered.isdisjoint(e.body.digests)
    ]
    return Truth.of(late, State.UNANSWERED_DELIVERY) if late else None


def _doubtful_visit(record: Record) -> Truth | None:
    shown: list[Entry] = []
    for because in record.case.doubts.values():
        entries = [record.case.entries[i] for i in because]
        noted = [e for e in entries if e.kind is Kind.SETTING]
        shown += noted or entries  # a note of the conditions says it better than an answer
    # Conditions that were held back doubt a visit, and leave no entry to show for it.
    return Truth.of(shown, State.DOUBTFUL_VISIT) if record.case.doubtful else None


def _overheard(record: Record) -> Truth | None:
    found = [s for s, b in _settings(record) if is_overheard(b)]
    return Truth.of(found, State.OVERHEARD) if found else None


def _telephone_only(record: Record) -> Truth | None:
    found = [s for s, b in _settings(record) if is_bad_line(b)]
    return Truth.of(found, State.TELEPHONE_ONLY) if found else None


def _short_visit(record: Record) -> Truth | None:
    # What somebody wrote of the minutes they had. Two clock readings only say how long the
    # visit was open in the program, and no clock decides meaning.
    said = [(e, _minutes(e.body)) for e in record.answers("B2", ever=True) if e.visit is not None]
    told = [e for e, n in said if n is not None and n < LITTLE_TIME]
    return Truth.of(told, State.SHORT_VISIT) if told else None


def _many_not_asked(record: Record) -> Truth | None:
    missing: dict[object, list[Entry]] = {}
    for entry in record.case.of(Kind.ANSWER, ever=True):
        codes = value_of(record.case, entry).codes
        if entry.visit is not None and not _NO_ANSWER.isdisjoint(codes):
            missing.setdefault(entry.visit, []).append(entry)
    found = [e for of_visit in missing.values() if len(of_visit) >= MANY for e in of_visit]
    return Truth.of(found, State.MANY_NOT_ASKED) if found else None


_OF_ONE: dict[State, Callable[[Record, list[SubjectId]], Truth | None]] = {
    State.ROLE_OPEN: _role_open,
    State.ROLE_NOT_RULED_OUT: _role_not_ruled_out,
    State.PARTNER_OR_HEAD: _partner_or_head,
    State.WHEREABOUTS_UNCERTAIN: _whereabouts_uncertain,
    State.MARKERS_NOT_LINKED: _markers_not_linked,
}

_OF_CASE: dict[State, Callable[[Record], Truth | None]] = {
    State.INTENTION_UNKNOWN: _intention_unknown,
    State.MOVED_LATELY: _moved_lately,
    State.NO_TRUSTED_WORKER: _no_trusted_worker,
    State.HELPER_KNOWN: _helper_known,
    State.FELLOW_WENT_BACK: _fellow_went_back,
    State.NO_CONFERENCE: _no_conference,
    State.CRITICAL_EVER: _critical_ever,
    State.CLOSURE_PROPOSED: _closure_proposed,
    State.UNANSWERED_DELIVERY: _unanswered_delivery,
    State.DOUBTFUL_VISIT: _doubtful_visit,
    State.OVERHEARD: _overheard,
    State.TELEPHONE_ONLY: _telephone_only,
    State.SHORT_VISIT: _short_visit,
    State.MANY_NOT_ASKED: _many_not_asked,
}


def _by_item(case: Case, *, ever: bool) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {}
    said = case.of(Kind.ANSWER, ever=ever)
    for item, entry in [(e.body.item, e) for e in said if isinstance(e.body, AnswerBody)]:
        found.setdefault(item, []).append(entry)
    return {item: tuple(entries) for item, entries in found.items()}


def _groups(
    subjects: Iterable[SubjectId], same: dict[SubjectId, SubjectId]
) -> tuple[frozenset[SubjectId], ...]:
    groups: dict[SubjectId, set[SubjectId]] = {}
    for subject in subjects:
        groups.setdefault(same.get(subject, subject), set()).add(subject)
    return tuple(frozenset(group) for group in groups.values())


def _links(record: Record, subjects: Iterable[SubjectId]) -> list[Entry]:
    return [e for s in subjects for e in record.case.links_of(s)]


def _is_named(entry: Entry, relations: frozenset[str]) -> bool:
    body = entry.body
    return (
        isinstance(body, LinkBody)
        and body.relation in relations
        and body.status is not Status.RULED_OUT
    )


def _codes(record: Record, entry: Entry) -> frozenset[str]:
    value = value_of(record.case, entry)
    return frozenset((*value.codes, *value.past)) - _NO_ANSWER - {NOT_ESTABLISHED}


def _settings(record: Record) -> list[tuple[Entry, SettingBody]]:
    # Ever: what was heard in the first half hour is not unheard when somebody leaves the room.
    found = record.case.of(Kind.SETTING, ever=True)
    return [(e, e.body) for e in found if isinstance(e.body, SettingBody)]


def _minutes(body: object) -> int | None:
    return body.value.number if isinstance(body, AnswerBody) else None


def _is_past(due: datetime | None, record: Record) -> bool:
    if due is None:
        return False
    return due <= record.now if record.now is not None else due.date() < record.today
