"""From a case to a sealed package, and from a receipt back into the case."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from app.domain.completeness import leaks
from app.domain.deliveries import deliveries, entries_in, taken_out
from app.domain.entry import (
    DisclosureBody,
    Kind,
    Proof,
    ResponseBody,
    RestrictionClass,
    SignoffBody,
    SignoffOn,
    Step,
)
from app.domain.errors import PackageRefused
from app.domain.handover import Carried, DeliveryKind, Parcel, SliceDraft, Urgency, Withheld
from app.services.recording import append, make, write

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.case import Case
    from app.domain.completeness import Missing
    from app.domain.deliveries import Delivery
    from app.domain.entry import Entry
    from app.domain.handover import Receipt, Sealed, SignedSlice
    from app.domain.ids import CaseId, EntryId
    from app.services.desk import Desk
    from app.services.post import Addressee, Papers, Post

ALL = frozenset(RestrictionClass)

ANSWER_WITHIN = {
    Urgency.IMMEDIATE: timedelta(hours=4),
    Urgency.TODAY: timedelta(hours=4),
    Urgency.ROUTINE: timedelta(days=1),
}
"""Default time to an answer: local settings, unverified as practice (packs/clocks.toml)."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A handover being put together. Nothing of it is saved until it is sealed."""

    to: Addressee
    person: str  # the named person there, as known
    purpose: str
    basis: str
    urgency: Urgency
    answer_by: datetime
    parts_in: frozenset[RestrictionClass]
    grounds: dict[RestrictionClass, str]  # for each class left out
    marking: str = "OFFICIAL-SENSITIVE"


@dataclass(frozen=True, slots=True)
class Prepared:
    """Everything a sealing needs, read from the vault; the sealing itself touches no store."""

    draft: Draft
    now: datetime  # UTC
    from_desk: str
    fresh: tuple[Entry, ...]  # ours, in none of the slices kept
    case: CaseId
    kept: tuple[SignedSlice, ...]  # ours so far that may go in this copy, oldest first
    previous: str  # the last delivery to the same desk, or empty
    head: tuple[int, str]


@dataclass(frozen=True, slots=True)
class Made:
    """A sealed delivery and the slice it carries; not yet in the record."""

    draft: Draft
    sealed: Sealed
    slice: SignedSlice | None  # None when nothing was new since the last slice
    blob: bytes  # that slice as the vault keeps it
    entries: tuple[EntryId, ...]  # in the new slice


def give_reason(desk: Desk, case: Case, missing: Missing, reason: str) -> Case:
    """Say why the handover is sealed without something; the receiver reads it first."""
    earlier = [
        e.id
        for e in case.of(Kind.SIGNOFF)
        if isinstance(e.body, SignoffBody)
        and e.body.on is SignoffOn.MISSING
        and e.body.decision == missing.key
    ]
    body = SignoffBody(SignoffOn.MISSING, (), missing.key, reason)
    return write(desk, case, body, about=missing.about, follows=earlier)


def prepare(desk: Desk, case: Case, post: Post, draft: Draft) -> Prepared:
    """Check that the draft may be sealed, and read what is needed for it.

    Raises:
        PackageRefused: `handover.not-enrolled`; `handover.leak` when something withheld stands
            in text that stays in.
    """
    if not post.is_enrolled():
        raise PackageRefused("handover.not-enrolled")
    found = leaks(case, draft.parts_in)
    if found:
        raise PackageRefused("handover.leak", count=len(found))
    # What a withheld correction takes out waits: it travels with the first copy that may hold it.
    wrong = taken_out(case, draft.parts_in)
    papers = post.papers()
    lines = [line for line in _lines(desk, case) if _may_go(case, line, wrong, draft.parts_in)]
    sent = wrong.union(*(line.entries for line in lines))
    to = said_to(draft)
    return Prepared(
        draft=draft,
        now=desk.clock.now(),
        from_desk=_own_desk(desk, post),
        fresh=tuple(e for e in entries_in(case, ALL, desk.area) if e.id not in sent),
        case=case.id,
        kept=tuple(papers.kept(desk.store.blob(line.blob)) for line in lines),
        previous=next((d.digest for d in deliveries(case) if d.body.to == to), ""),
        head=desk.store.head(),
    )


def seal(prepared: Prepared, papers: Papers, pdf: bytes) -> Made:
    """Sign what is new and seal it, with everything sent before, to one desk.

    Touches no store: it may run off the GUI thread. `keep` then records it.
    """
    p, draft = prepared, prepared.draft
    signed = None
    if p.fresh:
        follows = p.kept[-1].digest if p.kept else ""
        signed = papers.sign(SliceDraft(p.case, p.fresh, p.now, (), follows, p.head))
    withheld = tuple(Withheld(rc, draft.grounds[rc]) for rc in sorted(ALL - draft.parts_in))
    slices = (*p.kept, signed) if signed else p.kept
    parcel = Parcel(
        slices=tuple(Carried(s, withheld) for s in slices),
        from_desk=p.from_desk,
        to=draft.to.desk,
        purpose=draft.purpose,
        basis=draft.basis,
        created=p.now,
        pdf=pdf,
        kind=DeliveryKind.ADDENDUM if p.previous else DeliveryKind.HANDOVER,
        urgency=draft.urgency,
        answer_by=draft.answer_by,
        marking=draft.marking,
        previous=p.previous,
        audit=p.head,
    )
    blob = papers.keep(signed) if signed else b""
    return Made(draft, papers.seal(parcel), signed, blob, tuple(e.id for e in p.fresh))


def keep(desk: Desk, case: Case, made: Made) -> Case:
    """Record a sealed delivery: slice, file, who may see what, and when an answer is due."""
    lines = _lines(desk, case)
    if made.slice is not None:
        lines = [*lines, _Line(desk.store.keep(made.blob, case.id), made.entries)]
    desk.store.set_setting(f"slices:{case.id}", _spell(lines))
    desk.store.set_setting(f"delivery:{made.sealed.digest}", case.id)
    file = desk.store.keep(made.sealed.content, case.id)
    draft = made.draft
    body = DisclosureBody(
        manner="package",
        to=said_to(draft),
        purpose=draft.purpose,
        basis=draft.basis,
        digests=(made.sealed.digest, file),
        parts_in=tuple(sorted(draft.parts_in)),
        parts_out=tuple((rc, draft.grounds[rc]) for rc in sorted(ALL - draft.parts_in)),
        answer_due=draft.answer_by,
    )
    last = case.ordered[-1] if case.ordered else None
    sent = ResponseBody(made.sealed.digest, Step.SENT, proof=Proof.NONE, area=desk.area)
    entries = (make(desk, case.id, body, last=last), make(desk, case.id, sent, last=last))
    desk.store.log("seal", made.sealed.digest, desk.author.principal)
    return append(desk, case, entries)


def said_to(draft: Draft) -> str:
    """How the record names the receiving desk: area's title, desk, and the person if known."""
    words = [draft.to.title, draft.to.desk.name, draft.person]
    return ", ".join(w for w in words if w)


def import_receipt(desk: Desk, case: Case, receipt: Receipt) -> Case:
    """Take a proved answer into the case it answers. Importing it again changes nothing.

    Raises:
        PackageRefused: `receipt.not-sent-here` when no delivery of this case has its digest.
    """
    delivery = next((d for d in deliveries(case) if d.digest == receipt.delivery), None)
    if delivery is None:
        raise PackageRefused("receipt.not-sent-here")
    if any(a.body.said_at == receipt.created and _same(a.body, receipt) for a in delivery.answers):
        return case
    body = ResponseBody(
        delivery=receipt.delivery,
        step=receipt.step,
        text=receipt.words,
        proof=Proof.DIGEST,
        by=receipt.by,
        area=receipt.area,
        due=receipt.due,
        said_at=receipt.created,
    )
    desk.store.log("receipt", receipt.digest, desk.author.principal)
    return write(desk, case, body)


def case_of_delivery(desk: Desk, digest: str) -> str:
    """The case that a delivery of ours belongs to; empty when we never sent it."""
    return desk.store.setting(f"delivery:{digest}")


def log_call(desk: Desk, case: Case, delivery: Delivery, words: str, by: str) -> Case:
    """Record a telephone call about a delivery: spoken, unproved, and not an acceptance."""
    body = ResponseBody(delivery.digest, Step.CALLED, words, Proof.SPOKEN, by)
    return write(desk, case, body)


def release(desk: Desk, case: Case, delivery: Delivery) -> Case:
    """The sender says that they are released. Only after a signed acceptance.

    Raises:
        PackageRefused: `handover.not-accepted`.
    """
    if not delivery.may_release:
        raise PackageRefused("handover.not-accepted")
    body = ResponseBody(delivery.digest, Step.RELEASED, proof=Proof.NONE, area=desk.area)
    return write(desk, case, body)


def _same(body: ResponseBody, receipt: Receipt) -> bool:
    theirs = (receipt.step, receipt.by, receipt.area, Proof.DIGEST)
    return (body.step, body.by, body.area, body.proof) == theirs


def _own_desk(desk: Desk, post: Post) -> str:
    for addressee in post.addressees():
        if addressee.desk.area == desk.area:
            return addressee.desk.name
    raise PackageRefused("handover.not-enrolled")


@dataclass(frozen=True, slots=True)
class _Line:
    """One slice of ours, as the vault remembers it."""

    blob: str
    entries: tuple[EntryId, ...]


def _may_go(
    case: Case, line: _Line, wrong: frozenset[EntryId], parts_in: frozenset[RestrictionClass]
) -> bool:
    """Whether a slice may go as it was signed. A part travels whole, wrong words and all.

    A slice that holds in a part of this copy what a withheld correction takes out stays behind.
    The rest of it is signed anew, and the slice itself goes with copies that hold the correction.
    """
    return not any(i in wrong and case.entries[i].rc in parts_in for i in line.entries)


def _lines(desk: Desk, case: Case) -> list[_Line]:
    said = json.loads(desk.store.setting(f"slices:{case.id}") or "[]")
    return [_Line(line["blob"], tuple(line["entries"])) for line in said]


def _spell(lines: list[_Line]) -> str:
    return json.dumps([{"blob": line.blob, "entries": list(line.entries)} for line in lines])
