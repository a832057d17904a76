"""What is still owed to one child: seen, heard, both readings written, and what it means. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.answers import accounts_at, codes_of, is_answered, is_dealt_with
from app.domain.ids import ItemId

if TYPE_CHECKING:
    from app.domain.case import Case
    from app.domain.ids import SubjectId
    from app.domain.questionnaire import Item

_SEEN, _WORDS, _CHANGE, _MEANING, _WHY_NOT = (ItemId(i) for i in ("L1", "L3", "K6", "L9", "L10"))
NOT_SEEN = "not_seen"


def owed(case: Case, child: SubjectId) -> tuple[str, ...]:
    """Codes of what is missing, in the order it is asked for (review paragraph 49c).

    seen: nobody wrote whether the child was seen; why_not: not seen, and no date by when;
    words: seen, and no words of the child's own; readings: a change with one reading or none;
    meaning: what it means is not written.
    """
    seen = codes_of(case, _SEEN, child)
    found = [] if seen else ["seen"]
    if was_not_seen(case, child):
        if not _answered(case, _WHY_NOT, child):
            found.append("why_not")
    elif not _answered(case, _WORDS, child):
        found.append("words")
    if _answered(case, _CHANGE, child, "change") and not all(
        _answered(case, _CHANGE, child, row) for row in ("loss", "other")
    ):
        found.append("readings")
    if not _answered(case, _MEANING, child):
        found.append("meaning")
    return tuple(found)


def was_not_seen(case: Case, child: SubjectId) -> bool:
    """Whether the newest answer is that the child was not seen."""
    return NOT_SEEN in codes_of(case, _SEEN, child)


def has_answer(case: Case, item: Item, child: SubjectId) -> bool:
    """Whether an item needs no more asking of this child: any row answered, or declined."""
    rows = [row.code for row in item.rows] or [""]
    return any(
        is_dealt_with(a.value) or bool(a.body.words)
        for row in rows
        for a in accounts_at(case, item.id, child, row)
    )


def _answered(case: Case, item: ItemId, child: SubjectId, row: str = "") -> bool:
    found = accounts_at(case, item, child, row)
    return any(is_answered(a.value) or a.body.words for a in found)
