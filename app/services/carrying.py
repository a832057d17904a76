"""Slices that were taken in here, kept as their authors signed them, so that they can go on.

What came is kept file by file beside the case; what goes on is put together again from it. Two
copies of one slice with different parts are both kept, and go on as one.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from app.domain.codes import RestrictionClass
from app.domain.deliveries import NOTICES
from app.domain.handover import DeliveryKind, SignedSlice
from app.domain.holders import Brought, Slice
from app.domain.ids import EntryId

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from app.domain.handover import Verified, VerifiedSlice
    from app.domain.ids import CaseId
    from app.services.desk import Desk
    from app.services.post import Papers


@dataclass(frozen=True, slots=True)
class Own:
    """One slice that was signed here, as the vault remembers it."""

    blob: str
    entries: tuple[EntryId, ...]
    digest: str = ""  # of its manifest; empty for one that was signed before this was kept


@dataclass(frozen=True, slots=True)
class Foreign:
    """One slice that was taken in: what is known of it, and where the files of each copy are."""

    slice: Slice
    copies: tuple[tuple[tuple[str, str], ...], ...]  # file name and blob, in the format's order


def take_in(desk: Desk, package: Verified) -> None:
    """Keep the slices of a proved package, and what its delivery said of itself.

    Called within the transaction that takes its entries in.
    """
    case = package.slices[0].case
    kept = _read(desk, case)
    slices, facts = kept["slices"], package.delivery
    for one in package.slices:
        _keep_slice(desk, slices, one, facts.digest)
    kept["deliveries"][facts.digest] = {
        "area": facts.from_area,
        "desk": facts.from_desk,
        "sender": facts.sender,
        "kind": facts.kind.value,
        "purpose": facts.purpose,
        "basis": facts.basis,
        "created": facts.created.isoformat(),
        "taken": desk.clock.now().isoformat(),
        "previous": facts.previous,
        "slices": [one.digest for one in package.slices],
    }
    desk.store.set_setting(_name(case), json.dumps(kept))


def brought(desk: Desk, case: CaseId) -> tuple[Brought, ...]:
    """Every delivery of the case that was taken in here, oldest first."""
    return tuple(
        Brought(
            digest=digest,
            area=said["area"],
            desk=said["desk"],
            sender=said["sender"],
            kind=DeliveryKind(said["kind"]),
            purpose=said["purpose"],
            basis=said["basis"],
            created=datetime.fromisoformat(said["created"]),
            taken=datetime.fromisoformat(said["taken"]),
            previous=said["previous"],
            slices=tuple(said["slices"]),
        )
        for digest, said in _read(desk, case)["deliveries"].items()
    )


def foreign(desk: Desk, case: CaseId) -> tuple[Foreign, ...]:
    """Every slice of the case that was taken in here, the first to come first."""
    return tuple(
        Foreign(
            Slice(
                digest=digest,
                area=said["area"],
                entries=frozenset(EntryId(i) for i in said["entries"]),
                author=said["author"],
                created=datetime.fromisoformat(said["created"]),
                follows=said["follows"],
                parts=frozenset(RestrictionClass(rc) for rc in said["parts"]),
                brought_by=said["brought_by"],
            ),
            tuple(tuple((name, blob) for name, blob in copy) for copy in said["copies"]),
        )
        for digest, said in _read(desk, case)["slices"].items()
    )


def signed(desk: Desk, papers: Papers, one: Foreign) -> SignedSlice:
    """A slice as it came, with every part of it that came in any copy."""
    copies = [
        SignedSlice(
            one.slice.digest,
            one.slice.area,
            tuple((name, desk.store.blob(blob)) for name, blob in copy),
        )
        for copy in one.copies
    ]
    whole, *others = copies
    for other in others:
        whole = papers.join(whole, other)
    return whole


def own(desk: Desk, case: CaseId) -> tuple[Own, ...]:
    """Every slice of the case that was signed here, oldest first."""
    said = json.loads(desk.store.setting(_own_name(case)) or "[]")
    return tuple(Own(line["blob"], tuple(line["entries"]), line.get("digest", "")) for line in said)


def keep_own(
    desk: Desk, case: CaseId, signed_here: SignedSlice, blob: bytes, entries: tuple[EntryId, ...]
) -> None:
    """Keep a slice that was signed here; the same one again changes nothing."""
    lines = own(desk, case)
    if any(line.digest == signed_here.digest for line in lines):
        return
    lines = (*lines, Own(desk.store.keep(blob, case), entries, signed_here.digest))
    _keep_lines(desk, case, lines)
    desk.store.set_setting(f"slice:{signed_here.digest}", case)  # whose a review will be


def put_reviewed(desk: Desk, case: CaseId, one: Own, blob: bytes) -> None:
    """Keep a slice of ours with the review that came back for it, in place of the one before."""
    lines = [
        Own(desk.store.keep(blob, case), o.entries, o.digest) if o.blob == one.blob else o
        for o in own(desk, case)
    ]
    _keep_lines(desk, case, lines)


def slices(desk: Desk, case: CaseId) -> tuple[Slice, ...]:
    """Every slice that is known here: those that came, then our own."""
    came = [one.slice for one in foreign(desk, case)]
    seen = {one.digest for one in came}
    ours = [
        Slice(line.digest, desk.area, frozenset(line.entries), desk.author.principal)
        for line in own(desk, case)
        if line.digest and line.digest not in seen
    ]
    return (*came, *ours)


def only_tells(desk: Desk, kind: str, purpose: str, previous: str) -> bool:
    """Whether a delivery that came here hands nothing over.

    A notice does not, nor does word that comes back from a desk that the case went to, which
    follows a delivery of ours.
    """
    if purpose in NOTICES:
        return True
    follows = bool(previous) and kind != DeliveryKind.HANDOVER.value
    return follows and bool(desk.store.setting(f"delivery:{previous}"))


def told_here(desk: Desk, case: CaseId) -> frozenset[str]:
    """Digests of the deliveries of a case that were taken in here and handed nothing over."""
    return frozenset(
        one.digest
        for one in brought(desk, case)
        if only_tells(desk, one.kind.value, one.purpose, one.previous)
    )


def missing_before(desk: Desk, package: Verified) -> tuple[str, ...]:
    """Digests that a package says it follows, and that are neither here nor in it."""
    case = package.slices[0].case
    known = {one.digest for one in slices(desk, case)} | {one.digest for one in package.slices}
    known |= {one.digest for one in brought(desk, case)}
    named = dict.fromkeys(one.follows for one in package.slices if one.follows)
    previous = package.delivery.previous
    sent = bool(previous and desk.store.setting(f"delivery:{previous}"))
    if previous and not sent:
        named[previous] = None
    return tuple(digest for digest in named if digest not in known)


def _keep_lines(desk: Desk, case: CaseId, lines: Iterable[Own]) -> None:
    said = [{"blob": o.blob, "entries": list(o.entries), "digest": o.digest} for o in lines]
    desk.store.set_setting(_own_name(case), json.dumps(said))


def _keep_slice(desk: Desk, kept: dict[str, Any], one: VerifiedSlice, delivery: str) -> None:
    """Add a copy of a slice to those that are kept; the same files again add nothing."""
    copy = [[name, desk.store.keep(content, one.case)] for name, content in one.signed.members]
    fresh: dict[str, Any] = {
        "area": one.area,
        "author": one.author,
        "created": one.created.isoformat(),
        "follows": one.follows,
        "brought_by": delivery,
        "parts": [],
        "entries": [],
        "copies": [],
    }
    said = kept.setdefault(one.digest, fresh)
    said["parts"] = sorted({*said["parts"], *(rc.value for rc in one.present)})
    said["entries"] = sorted({*said["entries"], *(e.id for e in one.entries)})
    if copy not in said["copies"]:
        said["copies"].append(copy)


def _read(desk: Desk, case: CaseId) -> dict[str, Any]:
    kept = json.loads(desk.store.setting(_name(case)) or "{}")
    return {"deliveries": {}, "slices": {}, **kept}


def _name(case: CaseId) -> str:
    return f"held:{case}"


def _own_name(case: CaseId) -> str:
    return f"slices:{case}"
