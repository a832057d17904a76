"""The judgement: what a person has written, what is still owed before it can be signed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.answers import accounts_at, is_answered
from app.domain.entry import Kind, SignoffBody, SignoffOn
from app.domain.ids import ItemId
from app.domain.people import children

if TYPE_CHECKING:
    from app.domain.case import Case
    from app.domain.entry import Entry
    from app.domain.ids import SubjectId
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
            value = account.body.value
            if concern & {*value.codes, *value.past}:
                found.append(account.entry)
    return tuple(found)


def signed(case: Case, on: SignoffOn = SignoffOn.JUDGEMENT) -> Entry | None:
    """The newest signature on the judgement (or plan), or none."""
    found = [
        e for e in case.of(Kind.SIGNOFF) if isinstance(e.body, SignoffBody) and e.body.on is on
    ]
    return found[-1] if found else None


def is_stale(case: Case, signature: Entry) -> bool:
    """Something the signature was put over has been followed or corrected since."""
    over = signature.body.over if isinstance(signature.body, SignoffBody) else ()
    return any(id_ in case.entries and id_ not in case.current for id_ in over)


def _is_written(case: Case, item: Item, about: SubjectId | None) -> bool:
    rows = [row.code for row in item.rows] or [""]
    found = [a for r in rows for a in accounts_at(case, ItemId(item.id), about, r)]
    return any(is_answered(a.body.value) or a.body.words for a in found)
