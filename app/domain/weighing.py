"""What stands beside the judgement: a grade that says less, and a level that goes down.

Nothing here grades, adds up or lowers anything (NO1, NO2): it compares what people wrote.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.answers import accounts_at, codes_of, latest, value_of
from app.domain.codes import Kind, SignoffOn
from app.domain.entry import AnswerBody, SignoffBody
from app.domain.ids import ItemId
from app.domain.judgement import critical_ever, signed
from app.domain.reference import Urgency

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.domain.case import Case
    from app.domain.entry import Entry
    from app.domain.ids import EntryId
    from app.domain.patterns import Finding
    from app.domain.questionnaire import Screening

LEVEL = ItemId("W6")
GRADE = ItemId("W7")

LESSER_GRADES = frozenset({"standard", "medium"})
"""Agency grades that do not fit an urgent concern."""

URGENT_LEVELS = frozenset({"immediate", "critical", "serious"})
_TODAY = (Urgency.IMMEDIATE, Urgency.SAME_DAY)


@dataclass(frozen=True, slots=True)
class Mismatch:
    """An agency's grade says less than the worker's own level, or than what was found."""

    grade: str  # code of W7
    level: str  # code of W6 that says more, or empty
    rules: tuple[str, ...]  # rules that ask for something today


@dataclass(frozen=True, slots=True)
class Lowering:
    """The level is less pressing than the one that was signed; a second name is owed."""

    before: str  # codes of W6
    after: str
    over: tuple[EntryId, ...]  # the answer that was signed, and the one that stands


def mismatch(case: Case, findings: Iterable[Finding]) -> Mismatch | None:
    """The grade beside the level and the findings, when it says less; else none."""
    grade = next((c for c in codes_of(case, GRADE) if c in LESSER_GRADES), "")
    level = next((c for c in codes_of(case, LEVEL) if c in URGENT_LEVELS), "")
    rules = tuple(f.rule for f in findings if f.urgency in _TODAY)
    return Mismatch(grade, level, rules) if grade and (level or rules) else None


def lowering_owed(case: Case, screening: Screening) -> Lowering | None:
    """What a second named person has still to sign, or none (NO2).

    Levels are in the pack's order, the most pressing first; “not enough known” after one of the
    others is less pressing too, for it takes the word back.
    """
    signature = signed(case)
    before = _signed_level(case, signature) if signature else None
    now = latest(case, LEVEL)
    if signature is None or before is None or now is None or not critical_ever(case, screening):
        return None
    order = [option.code for option in screening.item(LEVEL).options]
    old, new = _code(case, before), now.value.codes[:1]
    if not new or old not in order or new[0] not in order:
        return None
    if order.index(new[0]) <= order.index(old) or old == order[-1]:
        return None
    if _is_countersigned(case, before, new[0]):
        return None
    return Lowering(old, new[0], (before.id, now.entry.id))


def _signed_level(case: Case, signature: Entry) -> Entry | None:
    over = signature.body.over if isinstance(signature.body, SignoffBody) else ()
    return next(
        (
            entry
            for entry in (case.entries[i] for i in over if i in case.entries)
            if isinstance(entry.body, AnswerBody) and entry.body.item == LEVEL
        ),
        None,
    )


def _is_countersigned(case: Case, before: Entry, level: str) -> bool:
    return any(
        isinstance(e.body, SignoffBody)
        and e.body.on is SignoffOn.LOWERING
        and before.id in e.body.over
        and any(_code(case, case.entries[i]) == level for i in e.body.over if i in case.entries)
        for e in case.of(Kind.SIGNOFF)
    )


def _code(case: Case, entry: Entry) -> str:
    codes = value_of(case, entry).codes if isinstance(entry.body, AnswerBody) else ()
    return codes[0] if codes else ""


def level_over(case: Case, signature: Entry) -> str:
    """The code of the level that a signature was put over, or empty."""
    entry = _signed_level(case, signature)
    return _code(case, entry) if entry else ""


def written_last(case: Case, items: Iterable[str]) -> Entry | None:
    """The newest of the answers that stand to these items, or none."""
    found = [
        account.entry
        for (item, about, row) in case.by_address
        if item in set(items)
        for account in accounts_at(case, item, about, row)
    ]
    return max(found, key=lambda e: (e.at, e.id), default=None)
