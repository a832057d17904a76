"""Which slices go in a copy as they were signed, and which entries are signed anew for it.

Others' slices go on intact, with the parts held back that the copy is not to have. Ours go as they
were signed, unless a correction that is held back takes words out of a part that would go: then
the rest of the slice is signed anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.codes import RestrictionClass
from app.domain.deliveries import entries_in, taken_out
from app.domain.errors import PackageRefused
from app.domain.handover import Carried, Withheld
from app.services import carrying

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from app.domain.case import Case
    from app.domain.entry import Entry
    from app.domain.ids import EntryId
    from app.services.carrying import Foreign, Own
    from app.services.desk import Desk
    from app.services.handing_over import Draft
    from app.services.post import Papers

ALL = frozenset(RestrictionClass)
MOST_SLICES = 16
"""What one package has room for (storage/handover/FORMAT.md, section 4)."""

PUT_RIGHT = "put-right"
"""Why a part of another area's slice stays out: a correction that is held back takes words out."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What goes: slices as they were signed, and entries that are signed anew."""

    kept: tuple[Carried, ...]
    fresh: tuple[Entry, ...]
    follows: str  # digest of the slice before what is signed anew, or empty


def choose(desk: Desk, case: Case, papers: Papers, draft: Draft) -> Chosen:
    """What goes to one desk.

    Raises:
        PackageRefused: `handover.too-many-slices` when others' slices alone do not fit.
    """
    wrong = taken_out(case, draft.parts_in)
    came = carrying.foreign(desk, case.id)
    onward = (
        (one, _onward(desk, papers, one, case, draft, wrong))
        for one in came
        if _is_wanted(case, one.slice.entries, draft)
    )
    # One of which every part that is here stays out says nothing to this reader, and stays too.
    others = tuple(to for one, to in onward if len(to.withheld) < len(one.slice.parts))
    here = [o for o in carrying.own(desk, case.id) if _may_go(case, o, wrong, draft.parts_in)]
    ours = _needed(here)
    signed = {i for one in came for i in one.slice.entries}
    signed |= {i for line in ours for i in line.entries}
    fresh = _new(desk, case, draft, wrong | signed)
    wanted = [line for line in ours if _is_wanted(case, line.entries, draft)]
    if len(others) + len(wanted) + bool(fresh) > MOST_SLICES:
        # Too many of ours: everything goes once more, in one slice.
        theirs = {i for one in came for i in one.slice.entries}
        fresh, wanted = _new(desk, case, draft, wrong | theirs), []
    if len(others) + bool(fresh) > MOST_SLICES:
        raise PackageRefused("handover.too-many-slices", most=MOST_SLICES)
    held_back = tuple(Withheld(rc, draft.grounds[rc]) for rc in sorted(ALL - draft.parts_in))
    kept = [Carried(papers.kept(desk.store.blob(line.blob)), held_back) for line in wanted]
    return Chosen((*others, *kept), fresh, _last(desk, papers, came, ours))


def _onward(
    desk: Desk, papers: Papers, one: Foreign, case: Case, draft: Draft, wrong: frozenset[EntryId]
) -> Carried:
    """A slice that came here, as it goes on: with this copy's parts held back, and no word more."""
    put_right = {case.entries[i].rc for i in wrong & one.slice.entries if i in case.entries}
    grounds = dict.fromkeys(put_right & draft.parts_in, PUT_RIGHT) | draft.grounds
    held_back = tuple(Withheld(rc, grounds[rc]) for rc in sorted(one.slice.parts & set(grounds)))
    signed = carrying.signed(desk, papers, one)
    return Carried(signed, held_back, "" if one.slice.area == desk.area else one.slice.brought_by)


def _is_wanted(case: Case, entries: Collection[EntryId], draft: Draft) -> bool:
    """Whether a slice goes: always in a handover; in a follow-up, if something of it is new.

    One of which nothing can be read here, being too new for us, may be new to them: it goes.
    """
    if draft.only is not None:
        return False
    if draft.has is None or not entries:
        return True
    held = (case.entries[i].rc for i in entries if i in case.entries and i not in draft.has)
    return any(rc in draft.parts_in for rc in held)


def _new(
    desk: Desk, case: Case, draft: Draft, signed: set[EntryId] | frozenset[EntryId]
) -> tuple[Entry, ...]:
    """Our own entries that nobody has signed yet."""
    return tuple(
        e
        for e in entries_in(case, ALL, desk.area)
        if e.id not in signed and (draft.only is None or e.id in draft.only)
    )


def _may_go(
    case: Case, line: Own, wrong: frozenset[EntryId], parts_in: frozenset[RestrictionClass]
) -> bool:
    """Whether a slice may go as it was signed. A part travels whole, wrong words and all.

    A slice that holds in a part of this copy what a withheld correction takes out stays behind.
    The rest of it is signed anew, and the slice itself goes with copies that hold the correction.
    """
    return not any(i in wrong and case.entries[i].rc in parts_in for i in line.entries)


def _needed(lines: list[Own]) -> list[Own]:
    """Without those that a later slice says in full."""
    return [
        line
        for n, line in enumerate(lines)
        if not any(set(line.entries) <= set(later.entries) for later in lines[n + 1 :])
    ]


def _last(desk: Desk, papers: Papers, came: Iterable[Foreign], ours: list[Own]) -> str:
    """The slice that what is new follows: our last that may go, or else the last that came."""
    if ours:
        return ours[-1].digest or papers.kept(desk.store.blob(ours[-1].blob)).digest
    return next((one.slice.digest for one in reversed(tuple(came))), "")
