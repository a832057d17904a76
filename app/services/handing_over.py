"""From a case to a sealed package, and from a receipt back into the case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.codes import Kind, Proof, RestrictionClass, SignoffOn, Step
from app.domain.consent import NO_CONSENT, NO_RELEASE, decided_by, reasons
from app.domain.deliveries import CODED, deliveries
from app.domain.entry import DisclosureBody, ResponseBody, SignoffBody
from app.domain.errors import PackageRefused
from app.domain.handover import Carried, DeliveryKind, Parcel, SliceDraft, Urgency, Withheld
from app.domain.plain_text import clean
from app.services import carrying, choosing, coding, disclosing, leaving
from app.services.coding import RingBack
from app.services.recording import append, make, write

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.case import Case
    from app.domain.coded import Codes
    from app.domain.completeness import Missing
    from app.domain.consent import Consent, Release
    from app.domain.deliveries import Delivery
    from app.domain.entry import Entry
    from app.domain.handover import Receipt, Sealed, SignedSlice
    from app.domain.ids import CaseId, EntryId
    from app.services.coding import NoKey, Outer
    from app.services.desk import Desk
    from app.services.post import Addressee, Papers, Post

ALL = frozenset(RestrictionClass)


@dataclass(frozen=True, slots=True)
class Draft:
    """A handover being put together. Nothing of it is saved until it is sealed.

    `kind` and the three after it are a follow-up's: what it is, what it follows, what its receiver
    has already and so is not sent again, and what alone of this area's new entries may go.
    """

    to: Addressee | NoKey
    person: str  # the named person there, as known
    purpose: str
    basis: str
    urgency: Urgency
    answer_by: datetime
    parts_in: frozenset[RestrictionClass]
    grounds: dict[RestrictionClass, str]  # for each class left out
    marking: str = "OFFICIAL-SENSITIVE"
    kind: DeliveryKind | None = None
    previous: str = ""
    has: frozenset[EntryId] | None = None
    only: frozenset[EntryId] | None = None
    preset: str = ""  # the recipients pack's row that it was put together from
    consent: Consent = NO_CONSENT
    release: Release = NO_RELEASE  # of the immigration part, where it goes


@dataclass(frozen=True, slots=True)
class Prepared:
    """Everything a sealing needs, read from the vault; the sealing itself touches no store."""

    draft: Draft
    now: datetime  # UTC
    from_desk: str
    fresh: tuple[Entry, ...]  # ours, in none of the slices that may go
    case: CaseId
    kept: tuple[Carried, ...]  # what goes as it was signed: others' slices, then ours
    follows: str  # digest of the slice before what is new, or empty
    kind: DeliveryKind
    previous: str  # the last delivery to the same desk, or empty
    head: tuple[int, str]
    back: RingBack  # whom the reader of a coded copy rings


@dataclass(frozen=True, slots=True)
class Made:
    """A sealed delivery and the slice it carries; not yet in the record."""

    draft: Draft
    sealed: Sealed
    slice: SignedSlice | None  # None when nothing was new since the last slice
    blob: bytes  # that slice as the vault keeps it
    entries: tuple[EntryId, ...]  # in the new slice
    kind: DeliveryKind = DeliveryKind.HANDOVER
    previous: str = ""
    slices: tuple[str, ...] = ()  # digests of everything it carries
    codes: Codes | None = None  # of a coded copy


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
        PackageRefused: `handover.not-enrolled`; what `leaving` refuses; `handover.unchecked` for
            a first one to a desk that nobody has rung, with no reason in the record;
            `handover.nothing-new` for a follow-up with nothing in it; `handover.too-many-slices`
            when other areas' alone do not fit into one package.
    """
    if not post.is_enrolled():
        raise PackageRefused("handover.not-enrolled")
    if draft.kind is not None:  # what was decided of the delivery that it follows stands
        leaving.no_needle(case, draft.parts_in)
    else:
        leaving.may_leave(case, draft.parts_in, draft.consent, draft.release)
        _may_go_unchecked(case, draft.to)
    papers, last = post.papers(), _last_to(desk, case, draft)
    may_go = choosing.choose(desk, case, papers, draft)
    if not may_go.fresh and not may_go.kept:
        raise PackageRefused("handover.nothing-new")
    own = _own_desk(desk, post)
    by = ", ".join(w for w in (own.title, desk.author.name, desk.author.role) if w)
    return Prepared(
        draft=draft,
        now=desk.clock.now(),
        from_desk=own.desk.name,
        fresh=may_go.fresh,
        case=case.id,
        kept=may_go.kept,
        follows=may_go.follows,
        kind=draft.kind or (DeliveryKind.ADDENDUM if last else DeliveryKind.HANDOVER),
        previous=draft.previous or last,
        head=desk.store.head(),
        back=RingBack(by, own.telephone),
    )


def _may_go_unchecked(case: Case, to: Addressee | NoKey) -> None:
    """Refuse a first package to a desk that nobody has rung, with no reason in the record.

    What follows it has its own reason asked when it is written (`following_up`).
    """
    if to.is_unchecked and not disclosing.has_said_why_unchecked(case, to.title, to.desk.name):
        raise PackageRefused("handover.unchecked", area=to.title)


def seal(
    prepared: Prepared,
    papers: Papers,
    pdf: bytes,
    signed_before: dict[tuple[str, ...], SignedSlice] | None = None,
    outer: Outer | None = None,
) -> Made:
    """Sign what is new and seal it, with what goes as it was signed, to one desk.

    Touches no store: it may run off the GUI thread. `keep` then records it. Given
    `signed_before`, what is new is signed once for every desk that it goes to. Given `outer`, it
    goes to somebody with no key, inside a PDF that the code opens.
    """
    p, draft = prepared, prepared.draft
    signed = _sign(p, papers, {} if signed_before is None else signed_before)
    withheld = tuple(Withheld(rc, draft.grounds[rc]) for rc in sorted(ALL - draft.parts_in))
    slices = (*p.kept, Carried(signed, withheld)) if signed else p.kept
    parcel = Parcel(
        slices=slices,
        from_desk=p.from_desk,
        to=draft.to.desk,
        purpose=draft.purpose,
        basis=draft.basis,
        created=p.now,
        pdf=pdf,
        kind=p.kind,
        urgency=draft.urgency,
        answer_by=draft.answer_by,
        marking=draft.marking,
        previous=p.previous,
        audit=p.head,
    )
    return Made(
        draft=draft,
        sealed=(
            papers.seal_coded(parcel, outer.pages, outer.codes.code)
            if outer
            else papers.seal(parcel)
        ),
        slice=signed,
        blob=papers.keep(signed) if signed else b"",
        entries=tuple(e.id for e in p.fresh),
        kind=p.kind,
        previous=p.previous,
        slices=tuple(one.slice.digest for one in slices),
        codes=outer.codes if outer else None,
    )


def keep(desk: Desk, case: Case, made: Made) -> Case:
    """Record a sealed delivery: slice, file, who may see what, and when an answer is due."""
    with desk.store.together():
        if made.slice is not None:
            carrying.keep_own(desk, case.id, made.slice, made.blob, made.entries)
        desk.store.set_setting(f"delivery:{made.sealed.digest}", case.id)
        file = desk.store.keep(made.sealed.content, case.id)
        if made.codes is not None:
            number = made.draft.to.telephone
            coding.keep(desk, case.id, made.sealed.digest, made.codes, number)
        last = case.ordered[-1] if case.ordered else None
        sent = ResponseBody(made.sealed.digest, Step.SENT, proof=Proof.NONE, area=desk.area)
        told = make(desk, case.id, _disclosed(made, file), last=last)
        entries = (told, make(desk, case.id, sent, last=last))
        desk.store.log("seal", made.sealed.digest, desk.author.principal)
        case = append(desk, case, entries)
        if made.draft.kind is not None:  # a follow-up: it was decided before
            return case
        return leaving.keep_release(desk, case, _disclosed(made, file), made.draft.release)


def _disclosed(made: Made, file: str) -> DisclosureBody:
    """What the record says of a sealed delivery."""
    draft, to = made.draft, made.draft.to.desk
    return DisclosureBody(
        manner=CODED if to.is_coded else "package",
        to=said_to(draft),
        purpose=draft.purpose,
        basis=draft.basis,
        digests=(made.sealed.digest, file),
        parts_in=tuple(sorted(draft.parts_in)),
        parts_out=tuple((rc, draft.grounds[rc]) for rc in sorted(ALL - draft.parts_in)),
        answer_due=draft.answer_by,
        kind="" if made.kind is DeliveryKind.HANDOVER else made.kind.value,
        desk="" if to.is_coded else f"{to.name}@{to.area}",
        previous=made.previous,
        slices=made.slices,
        preset=draft.preset,
        told=draft.consent.told,
        decided_by=decided_by(draft.consent),
        reasons=reasons(draft.consent),
    )


def said_to(draft: Draft) -> str:
    """How the record names the receiving desk: area's title, desk, and the person if known."""
    words = [draft.to.title, draft.to.desk.name, draft.person]
    return ", ".join(w for w in words if w)


def import_receipt(desk: Desk, case: Case, receipt: Receipt) -> Case:
    """Take a proved answer into the case it answers. Importing it again changes nothing.

    Raises:
        PackageRefused: `receipt.not-sent-here` when no delivery of this case has its digest;
            `receipt.another-area` when it went to one area and another one signed.
    """
    delivery = next((d for d in deliveries(case, desk.area) if d.digest == receipt.delivery), None)
    if delivery is None:
        raise PackageRefused("receipt.not-sent-here")
    to = delivery.body.desk.partition("@")[2]
    if to not in {"", receipt.area}:
        raise PackageRefused("receipt.another-area", area=receipt.area, to=to)
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


def release(desk: Desk, case: Case, delivery: Delivery) -> Case:
    """The sender says that they are released. Only after a signed acceptance.

    Raises:
        PackageRefused: `handover.not-accepted`.
    """
    if not delivery.may_release or delivery.entry.area != desk.area:
        raise PackageRefused("handover.not-accepted")
    body = ResponseBody(delivery.digest, Step.RELEASED, proof=Proof.NONE, area=desk.area)
    return write(desk, case, body)


def _same(body: ResponseBody, receipt: Receipt) -> bool:
    theirs = (receipt.step, clean(receipt.by), receipt.area, Proof.DIGEST, clean(receipt.words))
    return (body.step, body.by, body.area, body.proof, body.text) == theirs


def _own_desk(desk: Desk, post: Post) -> Addressee:
    for addressee in post.addressees():
        if addressee.desk.area == desk.area:
            return addressee
    raise PackageRefused("handover.not-enrolled")


def _last_to(desk: Desk, case: Case, draft: Draft) -> str:
    """Digest of the last delivery to the same desk; an older entry is known by its words."""
    to = f"{draft.to.desk.name}@{draft.to.desk.area}"
    sent = deliveries(case, desk.area)
    same = (d.digest for d in sent if d.body.desk == to or d.body.to == said_to(draft))
    return next(same, "")


def _sign(
    p: Prepared, papers: Papers, before: dict[tuple[str, ...], SignedSlice]
) -> SignedSlice | None:
    if not p.fresh:
        return None
    key = (p.follows, *(e.id for e in p.fresh))
    if key not in before:
        before[key] = papers.sign(SliceDraft(p.case, p.fresh, p.now, (), p.follows, p.head))
    return before[key]
