"""A supervisor's review: its checks, what the record tells of each, and when it may be signed.

Pure. The record can show that something is missing, or that a fact stands; whether what is
written is good enough is for a person. So most checks are left to the person, and what is filled
in before is a suggestion with its evidence. A part that was withheld tells nothing: it may be all
there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.answers import body_of, is_answered, value_of
from app.domain.codes import ActionStatus, Kind, SignoffOn
from app.domain.entry import ActionBody, AnswerBody, SignoffBody
from app.domain.handover import Decision, ReviewRole
from app.domain.patterns import proving
from app.domain.questionnaire import ItemType
from app.domain.review_facts import FACTS, Told
from app.domain.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date, datetime

    from app.domain.case import Case
    from app.domain.codes import RestrictionClass
    from app.domain.conditions import Condition
    from app.domain.entry import Entry
    from app.domain.ids import EntryId
    from app.domain.questionnaire import Item
    from app.domain.reference import Book, Check, PlanRow
    from app.domain.states import Truth


class Mark(StrEnum):
    """What a check may be answered."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"
    NOT_APPLICABLE = "not_applicable"  # with the reason


class Verdict(StrEnum):
    """What the reviewer decides, in the words of a desk."""

    APPROVE = "approved"
    WITH_ACTIONS = "approved_with_actions"
    RETURN = "returned"
    ESCALATE = "escalated"  # not decided here: somebody senior has it, named in the reasons


DECISIONS = {
    Verdict.APPROVE: Decision.APPROVED,
    Verdict.WITH_ACTIONS: Decision.APPROVED_WITH_CONDITIONS,
    Verdict.RETURN: Decision.RETURNED,
    Verdict.ESCALATE: Decision.RETURNED,
}
"""The format knows three. What was escalated nobody has approved, so it never travels as that."""

COMMENT = "comment"
"""Decision of a sign-off entry that is one remark on one entry, and decides nothing."""

CHECKED = "What the reviewer looked at"
"""Heading of the note that holds every check with its answer."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a check is read against, beside the case."""

    book: Book
    plan: Mapping[str, PlanRow]
    today: date
    now: datetime  # UTC
    withheld: frozenset[RestrictionClass] = frozenset()
    signed: frozenset[ReviewRole] = frozenset()  # offices that have signed what is reviewed
    partial: bool = False  # only what is new is here, and not what it follows


@dataclass(frozen=True, slots=True)
class Tells:
    """What the record tells of one check. Without a mark it is left to the person."""

    check: str
    mark: Mark | None
    because: str  # stated, absent, some, withheld, partial, not-said, person, or of `FACTS`
    words: str = ""  # of `stated`: the condition that holds; of `some`: what is not written
    evidence: tuple[EntryId, ...] = ()  # what the mark stands on, in the order of the record
    looks_at: tuple[EntryId, ...] = ()  # everything the check is about, in the same order


@dataclass(frozen=True, slots=True)
class Answered:
    """The reviewer's answer to one check."""

    check: str
    mark: Mark
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark on one entry."""

    entry: EntryId
    words: str


@dataclass(frozen=True, slots=True)
class Signature:
    """One reviewer's decision, as the record holds it."""

    entry: Entry
    verdict: Verdict
    reasons: str


@dataclass(frozen=True, slots=True)
class Review:
    """A review being written. Nothing of it is signed yet."""

    answers: tuple[Answered, ...] = ()
    comments: tuple[Comment, ...] = ()
    verdict: Verdict | None = None
    reasons: str = ""
    role: ReviewRole = ReviewRole.SUPERVISOR
    read_because: str = ""  # why it was read in spite of what was found about the file

    def answer(self, check: str) -> Answered | None:
        """The answer to a check, or none yet."""
        return next((a for a in self.answers if a.check == check), None)

    def answered(self, answer: Answered) -> Review:
        """With this answer, in the place of an earlier one to the same check."""
        others = [a for a in self.answers if a.check != answer.check]
        return replace(self, answers=(*others, answer))

    def comment(self, entry: EntryId) -> str:
        """What was remarked on an entry."""
        return next((c.words for c in self.comments if c.entry == entry), "")

    def commented(self, comment: Comment) -> Review:
        """With this remark; without words the entry's remark is taken back."""
        others = [c for c in self.comments if c.entry != comment.entry]
        return replace(self, comments=(*others, *([comment] if comment.words.strip() else [])))


def tells(case: Case, check: Check, given: Given) -> Tells:
    """What the record tells of one check; `tells_all` reads the record once for many."""
    return tells_all(case, (check,), given)[0]


def tells_all(case: Case, checks: Iterable[Check], given: Given) -> tuple[Tells, ...]:
    """What the record tells of each check, in their order."""
    proves = proving(case, given.today, given.book, given.now)
    return tuple(_tells(case, check, given, proves) for check in checks)


def begun(review: Review, told: Iterable[Tells]) -> Review:
    """The review with what the record tells filled in where the person has not answered."""
    have = {a.check for a in review.answers}
    suggested = [
        Answered(t.check, t.mark, t.words if t.mark is Mark.NOT_APPLICABLE else "")
        for t in told
        if t.mark is not None and t.check not in have
    ]
    return replace(review, answers=(*review.answers, *suggested))


def owed(review: Review, checks: Iterable[Check]) -> tuple[str, ...]:
    """What must still be written before it can be signed: ids of checks, `verdict`, `reasons`.

    A check is owed while it has no answer, and while "not applicable" has no reason. Reasons are
    owed for everything but a plain approval in which nothing is unmet.
    """
    found = [check.id for check in checks if _is_owed(review.answer(check.id))]
    if review.verdict is None:
        return (*found, "verdict")
    unmet = any(a.mark in {Mark.NOT_MET, Mark.PARTLY} for a in review.answers)
    plain = review.verdict is Verdict.APPROVE and not unmet
    if not plain and not review.reasons.strip():
        found.append("reasons")
    return tuple(found)


def signed_off(case: Case) -> tuple[Signature, ...]:
    """Decisions of reviewers that the record holds, oldest first; remarks are not among them."""
    known = frozenset(Verdict)
    return tuple(
        Signature(e, Verdict(e.body.decision), e.body.reasons)
        for e in case.of(Kind.SIGNOFF)
        if isinstance(e.body, SignoffBody)
        and e.body.on is SignoffOn.REVIEW
        and e.body.decision in known
    )


def same_person(one: str, other: str) -> bool:
    """Whether two principals are one person: an office added to a name makes nobody another."""
    return _person(one) == _person(other)


def may_sign(principal: str) -> bool:
    """Whether a principal may sign reviews at all."""
    return principal.partition("@")[0].endswith("+supervisor")


def _person(principal: str) -> tuple[str, str]:
    user, _, area = principal.partition("@")
    return user.partition("+")[0], area


def _is_owed(answer: Answered | None) -> bool:
    if answer is None:
        return True
    return answer.mark is Mark.NOT_APPLICABLE and not answer.reason.strip()


def _tells(
    case: Case, check: Check, given: Given, proves: Callable[[Condition], Truth | None]
) -> Tells:
    answers, actions = _answers(case, check), _actions(case, check)
    told = Tells(check.id, None, "person", looks_at=_ordered(case, (*answers, *actions)))
    if given.withheld & _classes(check, given):
        return replace(told, because="withheld")
    if given.partial:
        return replace(told, because="partial")
    stated = _stated(case, check, given, proves)
    if stated is not None:
        looks_at = _joined(case, told.looks_at, stated.evidence)
        return replace(stated, looks_at=looks_at)
    fact = FACTS[check.id](case, given.signed) if check.id in FACTS else None
    if fact is not None:
        return _from_fact(case, told, fact)
    if check.by_person or (check.person is not None and proves(check.person) is not None):
        return told
    concerned = check.when is None or proves(check.when) is not None
    return _by_what_is_written(told, check, given, answers, actions, concerned=concerned)


def _stated(
    case: Case, check: Check, given: Given, proves: Callable[[Condition], Truth | None]
) -> Tells | None:
    """What a condition of the check's own says: the first of these that holds."""
    if check.person is not None and proves(check.person) is not None:
        return None
    for mark, condition in (
        (Mark.NOT_APPLICABLE, check.not_applicable),
        (Mark.NOT_MET, check.not_met),
        (Mark.PARTLY, check.partly),
        (Mark.MET, check.met),
    ):
        truth = proves(condition) if condition is not None else None
        if condition is not None and truth is not None:
            found = [case.entries[i] for i in truth.evidence if i in case.entries]
            words = sentence(condition, given.book.items)
            return Tells(check.id, mark, "stated", words, _ordered(case, found))
    return None


def _from_fact(case: Case, told: Tells, fact: Told) -> Tells:
    mark = Mark(fact.mark) if fact.mark else None
    evidence = _ordered(case, [case.entries[i] for i in fact.evidence])
    return replace(
        told,
        mark=mark,
        because=fact.code,
        words=fact.words,
        evidence=evidence,
        looks_at=_joined(case, told.looks_at, evidence),
    )


def _by_what_is_written(
    told: Tells,
    check: Check,
    given: Given,
    answers: tuple[Entry, ...],
    actions: tuple[Entry, ...],
    *,
    concerned: bool,
) -> Tells:
    asked = [item for i in check.items if (item := _asked(given.book.items, i)) is not None]
    said = {body_of(e).item for e in answers}
    if not answers and not actions:
        if concerned and (asked or check.plan):
            return replace(told, mark=Mark.NOT_MET, because="absent")
        return replace(told, because="not-said")
    lacking = [item.label for item in asked if item.id not in said]
    if lacking and concerned:
        words = "; ".join(lacking)
        return replace(told, mark=Mark.PARTLY, because="some", words=words, evidence=told.looks_at)
    return told


def _asked(items: Mapping[str, Item], item: str) -> Item | None:
    """The item, when an answer to it is ever written down as one."""
    found = items.get(item)
    return found if found and found.type not in {ItemType.VIEW, ItemType.LINKS} else None


def _answers(case: Case, check: Check) -> tuple[Entry, ...]:
    """Answers to the check's items that stand and say something, about anybody."""
    return tuple(
        e
        for e in case.of(Kind.ANSWER)
        if isinstance(e.body, AnswerBody)
        and e.body.item in check.items
        and (is_answered(value_of(case, e)) or e.body.words)
    )


def _actions(case: Case, check: Check) -> tuple[Entry, ...]:
    """The check's rows of the plan that somebody has taken up."""
    gone = {ActionStatus.LAPSED, ActionStatus.NOT_NEEDED}
    return tuple(
        e
        for e in case.of(Kind.ACTION)
        if isinstance(e.body, ActionBody) and e.body.row in check.plan and e.body.status not in gone
    )


def _classes(check: Check, given: Given) -> frozenset[RestrictionClass]:
    """Where answers to the check may stand."""
    items = (given.book.items.get(i) for i in check.items)
    rows = (given.plan.get(r) for r in check.plan)
    return frozenset(x.rc for x in (*items, *rows) if x is not None)


def _ordered(case: Case, entries: Iterable[Entry]) -> tuple[EntryId, ...]:
    wanted = {e.id for e in entries}
    return tuple(e.id for e in case.ordered if e.id in wanted)


def _joined(
    case: Case, one: tuple[EntryId, ...], other: tuple[EntryId, ...]
) -> tuple[EntryId, ...]:
    return _ordered(case, (case.entries[i] for i in {*one, *other}))
