"""The judgement: what a person has written, what is still owed before it can be signed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.answers import accounts_at, is_answered
from app.domain.codes import Kind, SignoffOn
from app.domain.entry import AnswerBody, FindingBody, SignoffBody
from app.domain.ids import ItemId
from app.domain.people import children

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.domain.case import Case
    from app.domain.entry import Entry
    from app.domain.ids import EntryId, SubjectId
    from app.domain.patterns import Finding
    from app.domain.questionnaire import Item, Screening

ALWAYS = ("W1", "W2", "W3", "W4", "W5", "W6", "W8", "W10", "W11")
"""Items that a judgement cannot be signed without; W9 joins when a critical marker stands."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is owed: an item, about somebody."""

    item: str
    about: SubjectId | None = None


def gaps(case: Case, screening: Screening) -> tuple[Gap, ...]:
    """What must be written before the judgement can be signed."""
    wanted = [*ALWAYS, *(["W9"] if critical_ever(case, screening) else [])]
    owed = [Gap(i) for i in wanted if not _is_written(case, screening.item(i), None)]
    meaning = screening.item("L9")
    unheard = screening.item("L10")
    for child in children(case):
        heard = _is_written(case, meaning, child)
        if not heard and not _is_written(case, unheard, child):
            owed.append(Gap("L9", child))
    return tuple(owed)


def critical_ever(case: Case, screening: Screening) -> tuple[Entry, ...]:
    """Every account of a critical marker that ever said "yes", "unclear", or named a concern."""
    critical = {item.id for s in screening.sections for item in s.items if item.critical}
    concern = {"yes", "unclear"}
    found: list[Entry] = []
    for item, about, row in case.by_address:
        if item not in critical:
            continue
        for account in accounts_at(case, item, about, row, ever=True):
            value = account.value
            if concern & {*value.codes, *value.past}:
                found.append(account.entry)
    return tuple(found)


def signed(case: Case, on: SignoffOn = SignoffOn.JUDGEMENT) -> Entry | None:
    """The newest signature on the judgement (or plan), or none."""
    found = [
        e for e in case.of(Kind.SIGNOFF) if isinstance(e.body, SignoffBody) and e.body.on is on
    ]
    return found[-1] if found else None


def signed_over(
    case: Case, screening: Screening, findings: Iterable[Finding]
) -> tuple[EntryId, ...]:
    """What a judgement is signed over: what there is to judge, and the judgement itself.

    That is every answer to the judgement, every critical answer that stands and names a concern,
    and the findings as they were written down when they were shown.
    """
    raised = _raised(findings)
    found = (i for i, finding in _shown(case).items() if finding in raised)
    return (*_judged(case, screening), *found)


def is_stale(
    case: Case, signature: Entry, screening: Screening, findings: Iterable[Finding]
) -> bool:
    """Whether there is now something else to judge than what a signature was put over.

    There is when the judgement was written on; when a critical answer came, was corrected or
    was followed by another; and when any answer, whoever's and wherever it came from, has
    raised, changed or taken away a finding. A finding that is only more urgent than it was is
    the same finding. What is held back from this laptop cannot be compared, and does not count.
    `findings` are those of today.
    """
    over = frozenset(signature.body.over if isinstance(signature.body, SignoffBody) else ())
    here = {i for i in over & case.entries.keys() if case.entries[i].kind is Kind.ANSWER}
    if here != set(_judged(case, screening)):
        return True
    then = {finding for i, finding in _shown(case).items() if i in over}
    held_back = {rule for rule, evidence in then if not evidence <= case.entries.keys()}
    return any(rule not in held_back for rule, _evidence in then ^ _raised(findings))


def _judged(case: Case, screening: Screening) -> tuple[EntryId, ...]:
    critical = {e.id for e in critical_ever(case, screening)}
    return tuple(
        e.id
        for e in case.of(Kind.ANSWER)
        if isinstance(e.body, AnswerBody) and (e.body.item.startswith("W") or e.id in critical)
    )


_Raised = tuple[str, frozenset["EntryId"]]
"""A finding as it is compared: its rule, and what it stands on."""


def _raised(findings: Iterable[Finding]) -> set[_Raised]:
    return {(f.rule, frozenset(f.evidence)) for f in findings}


def _shown(case: Case) -> dict[EntryId, _Raised]:
    """Every finding that was ever written down as shown."""
    return {
        e.id: (e.body.rule, frozenset(e.body.evidence))
        for e in case.of(Kind.FINDING, ever=True)
        if isinstance(e.body, FindingBody)
    }


def _is_written(case: Case, item: Item, about: SubjectId | None) -> bool:
    rows = [row.code for row in item.rows] or [""]
    found = [a for r in rows for a in accounts_at(case, ItemId(item.id), about, r)]
    return any(is_answered(a.value) or a.body.words for a in found)
