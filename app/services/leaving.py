"""What stops a copy from leaving, sealed or printed; and what is kept of who decided it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.codes import RestrictionClass
from app.domain.completeness import leaks, on_one_sheet
from app.domain.consent import must_be_whole, release_note
from app.domain.deliveries import entries_in, taken_out
from app.domain.entry import NoteBody
from app.domain.errors import PackageRefused
from app.services import carrying
from app.services.recording import write

if TYPE_CHECKING:
    from app.domain.case import Case
    from app.domain.consent import Consent, Release
    from app.domain.entry import DisclosureBody, Entry
    from app.domain.ids import EntryId
    from app.services.desk import Desk

Classes = frozenset[RestrictionClass]


def may_leave(case: Case, parts_in: Classes, consent: Consent, release: Release) -> None:
    """What stops every copy, sealed or printed.

    Raises:
        PackageRefused: `handover.leak` when something withheld stands in text that stays in;
            `handover.one-sheet` when where she is and names of the network would be printed on
            one sheet; `handover.consent` and `handover.status-undecided` (`domain.consent`).
    """
    no_needle(case, parts_in)
    must_be_whole(consent, release, with_status=RestrictionClass.RC4 in parts_in)


def no_needle(case: Case, parts_in: Classes) -> None:
    """Refuse words that would stand where they must not. Raises as `may_leave`, for words alone."""
    found = leaks(case, parts_in)
    if found:
        raise PackageRefused("handover.leak", count=len(found))
    together = on_one_sheet(case, parts_in)
    if together:
        raise PackageRefused("handover.one-sheet", count=len(together))


def in_copy(desk: Desk, case: Case, parts_in: Classes) -> tuple[Entry, ...]:
    """Every entry that a whole copy with these parts would carry if it were sealed now.

    Slices that were signed before go as they were signed, wrong words and all; another area's
    goes without a part from which a correction that is held back takes words out.
    """
    wrong = taken_out(case, parts_in)
    goes: set[EntryId] = set()
    signed: set[EntryId] = set()
    for one in carrying.foreign(desk, case.id):
        held = [case.entries[i] for i in one.slice.entries if i in case.entries]
        stays = {e.rc for e in held if e.id in wrong}
        goes |= {e.id for e in held if e.rc in one.slice.parts - stays}
        signed |= one.slice.entries
    for line in carrying.own(desk, case.id):
        if not any(i in wrong and case.entries[i].rc in parts_in for i in line.entries):
            goes |= {*line.entries}
    fresh = entries_in(case, frozenset(RestrictionClass), desk.area)
    goes |= {e.id for e in fresh} - wrong - signed
    return tuple(e for e in case.ordered if e.id in goes and e.rc in parts_in)


def keep_release(desk: Desk, case: Case, left: DisclosureBody, release: Release) -> Case:
    """Record and chain the decision that the immigration part went, where it did.

    The reason stands in that part itself, so that it goes to nobody who is not given the part.
    """
    if RestrictionClass.RC4 not in left.parts_in or not release.is_whole:
        return case  # a follow-up goes on the decision of what it follows
    note = NoteBody(*release_note(left.to, release))
    desk.store.log("status-part", case.id, desk.author.principal)
    return write(desk, case, note, rc=RestrictionClass.RC4)
