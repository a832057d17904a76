"""The record read as history: what stands, what was put right, and what differed on another day."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.answers import accounts_at, is_answered
from app.domain.codes import Kind
from app.domain.entry import LinkBody

if TYPE_CHECKING:
    from app.domain.answers import Account
    from app.domain.case import Address, Case
    from app.domain.entry import Entry

CORRECTABLE = frozenset({Kind.ANSWER, Kind.NOTE, Kind.ACTION, Kind.LINK, Kind.SETTING})
"""What can be recorded wrongly by a hand. What the program wrote, what was signed and what was
sent happened, and stays."""


class Stands(StrEnum):
    """What has become of an entry."""

    CURRENT = "current"  # it stands today
    ACCOUNT = "account"  # said, and kept; something later was said of the same
    CORRECTED = "corrected"  # it was recorded wrongly


@dataclass(frozen=True, slots=True)
class Standing:
    """What has become of an entry, and by which entry."""

    stands: Stands
    by: Entry | None


@dataclass(frozen=True, slots=True)
class Difference:
    """One address that read otherwise then: what stood then, and what stands now."""

    address: Address
    then: tuple[Account, ...]
    now: tuple[Account, ...]


def standings(case: Case) -> dict[str, Standing]:
    """Each entry's id to what has become of it."""
    corrected: dict[str, Entry] = {}
    followed: dict[str, Entry] = {}
    for entry in case.ordered:
        corrected |= dict.fromkeys(entry.corrects, entry)
        followed |= dict.fromkeys(entry.follows, entry)
    found: dict[str, Standing] = {}
    for entry in case.ordered:
        if entry.id not in case.accounts:
            found[entry.id] = Standing(Stands.CORRECTED, corrected.get(entry.id))
        elif entry.id not in case.current:
            found[entry.id] = Standing(Stands.ACCOUNT, followed.get(entry.id))
        else:
            found[entry.id] = Standing(Stands.CURRENT, None)
    return found


def may_correct(case: Case, entry: Entry, area: str) -> bool:
    """Whether this area can still say that an entry was recorded wrongly."""
    if entry.area != area or entry.kind not in CORRECTABLE or entry.id not in case.accounts:
        return False
    return not (isinstance(entry.body, LinkBody) and entry.body.relation == "at_risk")


def differences(then: Case, now: Case) -> tuple[Difference, ...]:
    """Addresses whose answers read otherwise then than now, in the order of the record today."""
    found: list[Difference] = []
    for address in now.by_address:
        before = _said(then, address)
        today = _said(now, address)
        if {a.value for a in before} != {a.value for a in today}:
            found.append(Difference(address, before, today))
    return tuple(found)


def unknown_then(then: Case, now: Case) -> tuple[Entry, ...]:
    """Entries that are known now and were not then, oldest first."""
    return tuple(e for e in now.ordered if e.id not in then.entries)


def _said(case: Case, address: Address) -> tuple[Account, ...]:
    item, about, row = address
    return tuple(a for a in accounts_at(case, item, about, row) if is_answered(a.value))
