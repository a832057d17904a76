"""Who holds which slices of a case, by which delivery; what each lacks, and what was put right.

A slice is known here because it was signed here or came here. What a desk holds is read from the
deliveries to it and from it; what was never said to have been sent to it, it does not have. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.codes import Kind, RestrictionClass, Step
from app.domain.consent import RELEASED
from app.domain.deliveries import SAID_ONCE, deliveries, held_by, taken_out
from app.domain.entry import NoteBody
from app.domain.handover import DeliveryKind
from app.domain.headings import READ_ON, REVIEW_BACK, UNCHECKED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from app.domain.case import Case
    from app.domain.deliveries import Delivery
    from app.domain.entry import DisclosureBody, Entry
    from app.domain.ids import EntryId

PAPERWORK = frozenset({Kind.DISCLOSURE, Kind.RESPONSE, Kind.FINDING})
OF_THE_SENDING = (RELEASED, UNCHECKED, READ_ON, REVIEW_BACK)
"""What is written by sending, by answering and by showing. It travels with the next slice, so
that the path can be seen; by itself it is no news of her."""

NOT_NEEDED = "not-needed"


def is_paperwork(entry: Entry) -> bool:
    """Whether an entry is about the sending and the showing, and not about her."""
    body = entry.body
    of_it = isinstance(body, NoteBody) and body.heading.startswith(OF_THE_SENDING)
    return of_it or entry.kind in PAPERWORK


@dataclass(frozen=True, slots=True)
class Slice:
    """One slice that is known here, with the entries of it that are here."""

    digest: str
    area: str  # whose record it is
    entries: frozenset[EntryId]
    author: str = ""  # principal
    created: datetime | None = None  # UTC
    follows: str = ""  # digest of the slice before, or empty
    parts: frozenset[RestrictionClass] = frozenset(RestrictionClass)  # those that are here
    brought_by: str = ""  # digest of the delivery that brought it, or empty


@dataclass(frozen=True, slots=True)
class Brought:
    """One delivery that was taken in here."""

    digest: str
    area: str  # the sender's
    desk: str  # ... and where an answer goes
    sender: str  # principal
    kind: DeliveryKind
    purpose: str
    basis: str
    created: datetime  # UTC
    taken: datetime  # UTC: when it was taken in here
    previous: str = ""
    slices: tuple[str, ...] = ()


class How(StrEnum):
    """Why a desk is among those that hold the case."""

    SENT = "sent"  # we sent it to them
    BROUGHT = "brought"  # they sent it to us
    PASSED = "passed"  # another holder passed it on to them
    WROTE = "wrote"  # their record is here, and came by way of somebody else


@dataclass(frozen=True, slots=True)
class Holder:
    """One desk that holds something of the case, as far as is known here."""

    desk: str  # "duty@area.example"; "@area.example" where no desk is known
    how: How
    by: str  # the area that sent it to them; empty where nobody did
    deliveries: tuple[Delivery, ...]  # ours to them, newest first
    brought: tuple[Brought, ...]  # theirs to us, newest first
    has: frozenset[EntryId] = field(repr=False)
    grounds: Mapping[RestrictionClass, str] = field(repr=False)  # of the parts they do not get
    purpose: str
    basis: str
    to: str  # how the record names them; empty where it never did
    news: tuple[Entry, ...] = field(repr=False)  # what they might have and do not; oldest first
    wrong: tuple[Entry, ...] = field(repr=False)  # what they hold and nobody told them is wrong

    @property
    def area(self) -> str:
        """The area of the desk."""
        return self.desk.partition("@")[2]

    @property
    def is_coded(self) -> bool:
        """What they hold is a coded copy: they have no key, and are told over a telephone."""
        return any(d.is_coded for d in self.deliveries[:1])

    @property
    def previous(self) -> str:
        """Digest of the newest delivery between us, which the next one follows; or empty."""
        if self.deliveries:
            return self.deliveries[0].digest
        return self.brought[0].digest if self.brought else ""

    @property
    def parts_in(self) -> frozenset[RestrictionClass]:
        """The classes that go to this desk."""
        return frozenset(RestrictionClass) - frozenset(self.grounds)

    @property
    def preset(self) -> str:
        """The recipients pack's row that their last copy was put together from, or empty."""
        return self.deliveries[0].body.preset if self.deliveries else ""

    @property
    def declined(self) -> bool:
        """Their newest word is that somebody else holds it."""
        found = (d for d in self.deliveries if d.holder is not None and not d.is_notice)
        said = next((d.holder for d in found), None)
        return said is not None and said.body.step is Step.DECLINED

    @property
    def withdrawn(self) -> bool:
        """The newest thing sent to them takes back what went before."""
        newest = next((d for d in self.deliveries if not d.is_notice), None)
        return newest is not None and newest.body.kind == DeliveryKind.WITHDRAWAL.value

    @property
    def wants_news(self) -> bool:
        """There is news, and they neither declined nor had it taken back from them."""
        return bool(self.news) and not self.declined and not self.withdrawn


def holders(
    case: Case, area: str, slices: Iterable[Slice], brought: Iterable[Brought]
) -> tuple[Holder, ...]:
    """Every other desk that holds something of the case, those we sent to first.

    `area` is ours; `slices` are all that are known here, ours among them; `brought` is what was
    taken in here, oldest first.
    """
    known = {one.digest: one for one in slices}
    came: dict[str, list[Brought]] = {}
    for one in brought:
        came.setdefault(f"{one.desk}@{one.area}", []).insert(0, one)
    sent: dict[str, list[Delivery]] = {}
    for delivery in deliveries(case):
        desk = held_by(delivery.body)
        if not desk.endswith(f"@{area}"):
            sent.setdefault(desk, []).append(delivery)
    own = [desk for desk, found in sent.items() if any(d.entry.area == area for d in found)]
    desks = dict.fromkeys((*own, *reversed(came), *sent))
    seen = {desk.partition("@")[2] for desk in desks} | {area}
    wrote = sorted({one.area for one in known.values()} - seen)
    return tuple(
        _holder(case, area, desk, sent.get(desk, []), came.get(desk, []), known)
        for desk in (*desks, *(f"@{name}" for name in wrote))
    )


def owed_correction(found: Iterable[Holder]) -> tuple[Holder, ...]:
    """Those who hold something that has been put right since, and were not told."""
    return tuple(one for one in found if one.wrong)


def wrong_since(case: Case, found: Iterable[Holder]) -> datetime | None:
    """When the oldest correction was written that somebody has not been told of; UTC."""
    ids = {e.id for one in found for e in one.wrong}
    return min((e.at for e in case.ordered if ids.intersection(e.corrects)), default=None)


def _holder(
    case: Case,
    area: str,
    desk: str,
    sent: list[Delivery],
    came: list[Brought],
    known: Mapping[str, Slice],
) -> Holder:
    """One desk: what was sent to it by whomever, what it sent here, and what its area wrote."""
    ours = tuple(d for d in sent if d.entry.area == area)
    newest = (*ours, *sent, None)[0]
    sent_for: list[DisclosureBody | Brought] = [*(d.body for d in (*ours, *sent)), *came]
    theirs = desk.partition("@")[2]
    wrote = {e.id for e in case.ordered if e.area == theirs}
    brought = [known[digest] for one in came for digest in one.slices if digest in known]
    has = frozenset(wrote).union(
        *(one.entries for one in brought), *(_said_to_hold(case, d, known) for d in sent)
    )
    mirrored = {RestrictionClass.RC1} | {e.rc for e in case.ordered if e.area == theirs}
    mirrored = mirrored.union(*(one.parts for one in brought))
    grounds = (
        dict(newest.body.parts_out)
        if newest
        else {rc: NOT_NEEDED for rc in RestrictionClass if rc not in mirrored}
    )
    parts_in = frozenset(RestrictionClass) - frozenset(grounds)
    asked = next((one for one in sent_for if one.purpose not in SAID_ONCE), None)
    return Holder(
        desk=desk,
        how=_how(ours, came, sent),
        by=newest.entry.area if newest else "",
        deliveries=ours,
        brought=tuple(came),
        has=has,
        grounds=grounds,
        purpose=asked.purpose if asked else "",
        basis=asked.basis if asked else "",
        to=newest.body.to if newest else "",
        news=_news(case, theirs, has, parts_in),
        wrong=_wrong(case, has),
    )


def _how(ours: tuple[Delivery, ...], came: list[Brought], sent: list[Delivery]) -> How:
    if ours:
        return How.SENT
    if came:
        return How.BROUGHT
    return How.PASSED if sent else How.WROTE


def _said_to_hold(case: Case, delivery: Delivery, known: Mapping[str, Slice]) -> frozenset[EntryId]:
    """The entries that a delivery carried, by its slices and its classes.

    An older entry names no slices: then it is all its area had written by then.
    """
    body, parts = delivery.body, frozenset(delivery.body.parts_in)
    carried = {i for digest in body.slices if digest in known for i in known[digest].entries}
    if not body.slices:
        sender, at = delivery.entry.area, delivery.entry.at
        carried = {e.id for e in case.ordered if e.area == sender and e.at <= at}
    return frozenset(i for i in carried if i in case.entries and case.entries[i].rc in parts)


def _news(
    case: Case, theirs: str, has: frozenset[EntryId], parts: frozenset[RestrictionClass]
) -> tuple[Entry, ...]:
    held_back = taken_out(case, parts)
    return tuple(
        e
        for e in case.ordered
        if e.rc in parts
        and e.id in case.accounts
        and e.id not in has
        and e.id not in held_back
        and e.area != theirs
        and not is_paperwork(e)
    )


def _wrong(case: Case, has: frozenset[EntryId]) -> tuple[Entry, ...]:
    """What they hold, was recorded wrongly, and nothing they hold says so."""
    told: set[EntryId] = set()
    for entry in (case.entries[i] for i in has if i in case.entries):
        told.update(entry.corrects)
        if isinstance(entry.body, NoteBody):  # a covering note says it of another area's words
            told.update(entry.follows)
    wrong = has - told - case.accounts
    return tuple(e for e in case.ordered if e.id in wrong)
