"""What a delivery changes in a case that is here already, and accounts that contradict. Pure.

Nothing is settled by it: two areas' accounts of one thing stand side by side until somebody asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from app.domain.answers import accounts_at, is_answered
from app.domain.holders import is_paperwork

if TYPE_CHECKING:
    from app.domain.answers import Account
    from app.domain.case import Address, Case
    from app.domain.entry import Entry


@dataclass(frozen=True, slots=True)
class Conflict:
    """One address at which accounts stand today that say different things."""

    address: Address
    accounts: tuple[Account, ...]  # oldest first; two at least


@dataclass(frozen=True, slots=True)
class Changes:
    """What becomes of a case when entries join it."""

    fresh: tuple[Entry, ...]  # what was not known before, oldest first
    put_right: tuple[Entry, ...]  # what stood as said, and was recorded wrongly
    replaced: tuple[Entry, ...]  # what stood, and has been asked again or changed
    conflicts: tuple[Conflict, ...]  # those that come with it

    @property
    def are_none(self) -> bool:
        """Nothing that anybody would notice."""
        return not (self.fresh or self.put_right or self.replaced or self.conflicts)


def conflicts(case: Case) -> tuple[Conflict, ...]:
    """Addresses with different answers today, of two areas or neither following the other."""
    found: list[Conflict] = []
    for item, about, row in case.by_address:
        standing = [a for a in accounts_at(case, item, about, row) if is_answered(a.value)]
        if any(_contradict(one, other) for one, other in combinations(standing, 2)):
            found.append(Conflict((item, about, row), tuple(standing)))
    return tuple(found)


def changes(before: Case, after: Case) -> Changes:
    """What differs between a case and the same case with more entries."""
    known = {c.address: c.accounts for c in conflicts(before)}
    return Changes(
        fresh=tuple(e for e in after.ordered if e.id not in before.entries and not is_paperwork(e)),
        put_right=tuple(
            e for e in before.ordered if e.id in before.accounts and e.id not in after.accounts
        ),
        replaced=tuple(
            e
            for e in before.ordered
            if e.id in before.current and e.id in after.accounts and e.id not in after.current
        ),
        conflicts=tuple(c for c in conflicts(after) if known.get(c.address) != c.accounts),
    )


def _contradict(one: Account, other: Account) -> bool:
    if one.value == other.value:
        return False
    linked = one.entry.id in other.entry.follows or other.entry.id in one.entry.follows
    return one.entry.area != other.entry.area or not linked
