"""One package beside an earlier one of the same case: what is new, and what was not asked again.

Pure, and blind to clocks: what came later is told by which entries are here and were not there.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.answers import is_answered, value_of
from app.domain.codes import Kind
from app.domain.entry import AnswerBody

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.case import Address, Case
    from app.domain.codes import RestrictionClass
    from app.domain.entry import Entry
    from app.domain.ids import EntryId


class Change(StrEnum):
    """What has become of a thing between two packages, in the order in which it is told."""

    CORRECTED = "corrected"  # it had been recorded wrongly
    AGAIN = "again"  # asked or written again, and it reads otherwise
    NEW = "new"
    NO_LONGER = "no_longer"  # it stood, and does not stand now
    SAME = "same"  # asked or written again, and it reads the same
    NOT_AGAIN = "not_again"  # it stands as it did, and nobody asked again
    NOT_HERE = "not_here"  # it was in the earlier copy, and is not in this one


@dataclass(frozen=True, slots=True)
class Compared:
    """One thing side by side: what stood in the earlier package, and what stands in this one."""

    change: Change
    before: tuple[Entry, ...]
    after: tuple[Entry, ...]


_KINDS = (
    *(Kind.ANSWER, Kind.LINK, Kind.SUBJECT, Kind.SETTING, Kind.VISIT, Kind.ACTION, Kind.NOTE),
    *(Kind.SIGNOFF, Kind.CASE, Kind.RESPONSE, Kind.DISCLOSURE, Kind.ERASED, Kind.FINDING),
)
"""What is told first: what was said, then what was done, then what was sent."""

_LEFT_OUT = frozenset({Kind.FINDING, Kind.ANSWER})
"""Answers are compared by their address; findings are drawn from them and follow them."""


def compare(
    before: Case, after: Case, held_back: frozenset[RestrictionClass] = frozenset()
) -> tuple[Compared, ...]:
    """Everything that differs, then what was not asked again, then what is not in this copy.

    `held_back` are the classes that the earlier package did not carry: what is here of them may
    be old all the same, and is not called new.
    """
    found = [c for c in (*_answers(before, after), *_others(before, after)) if _tells(c, held_back)]
    order, kinds = list(Change), list(_KINDS)
    return tuple(sorted(found, key=lambda c: (order.index(c.change), kinds.index(_kind(c)))))


def _kind(compared: Compared) -> Kind:
    return (*compared.after, *compared.before)[0].kind


def _tells(compared: Compared, held_back: frozenset[RestrictionClass]) -> bool:
    if compared.change is not Change.NEW:
        return True
    return any(e.rc not in held_back for e in compared.after)


def _answers(before: Case, after: Case) -> Iterator[Compared]:
    for address in dict.fromkeys((*before.by_address, *after.by_address)):
        then, now = _standing(before, address), _standing(after, address)
        fresh = [
            e
            for e in after.by_address.get(address, ())
            if e.id not in before.entries and _says(after, e)
        ]
        change = _change(before, after, then, now, fresh)
        if change is not None:
            yield Compared(change, then, now if change is not Change.NOT_HERE else ())


def _change(
    before: Case,
    after: Case,
    then: tuple[Entry, ...],
    now: tuple[Entry, ...],
    fresh: list[Entry],
) -> Change | None:
    """What became of one thing; none when there is nothing on either side."""
    if any(i in before.entries for e in fresh for i in e.corrects):
        return Change.CORRECTED
    if fresh:
        if not then:
            return Change.NEW
        return Change.SAME if _read(before, then) == _read(after, now) else Change.AGAIN
    if not then:
        return None
    if not any(e.id in after.entries for e in then):
        return Change.NOT_HERE
    if not any(e.id in after.current for e in then):
        return Change.NO_LONGER
    return Change.NOT_AGAIN


def _others(before: Case, after: Case) -> Iterator[Compared]:
    """Links, actions, notes, signatures: each beside what it names as corrected or followed."""
    named: set[EntryId] = set()
    for entry in after.ordered:
        if entry.kind in _LEFT_OUT or entry.id in before.entries:
            continue
        corrected = [before.entries[i] for i in entry.corrects if i in before.entries]
        followed = [before.entries[i] for i in entry.follows if i in before.entries]
        named |= {e.id for e in (*corrected, *followed)}
        change = Change.CORRECTED if corrected else Change.AGAIN if followed else Change.NEW
        yield Compared(change, (*corrected, *followed), (entry,))
    for entry in before.ordered:
        if entry.kind in _LEFT_OUT or entry.id not in before.current or entry.id in named:
            continue
        if entry.id not in after.entries:
            yield Compared(Change.NOT_HERE, (entry,), ())
        elif entry.id not in after.current:
            yield Compared(Change.NO_LONGER, (entry,), ())


def _standing(case: Case, address: Address) -> tuple[Entry, ...]:
    return tuple(
        e for e in case.by_address.get(address, ()) if e.id in case.current and _says(case, e)
    )


def _says(case: Case, entry: Entry) -> bool:
    body = entry.body
    return isinstance(body, AnswerBody) and (is_answered(value_of(case, entry)) or bool(body.words))


def _read(case: Case, entries: tuple[Entry, ...]) -> set[object]:
    """What answers say, apart from when they were given: their values and the exact words."""
    return {(value_of(case, e), e.body.words) for e in entries if isinstance(e.body, AnswerBody)}
