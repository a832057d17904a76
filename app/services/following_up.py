"""Addenda, corrections, withdrawals, and “her address is known”: to every desk that holds the case.

What was sent before is followed by a delivery of its own to each holder, sealed to its own desk
and answered by itself. A holder gets what is new to it, in the classes that it got before.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain import headings
from app.domain import holders as held
from app.domain.closing import OBJECTION
from app.domain.coded import number_told
from app.domain.codes import Kind
from app.domain.deliveries import ADDRESS_KNOWN as ADDRESS_KNOWN  # noqa: PLC0414 - said from here
from app.domain.deliveries import CLOSURE_NOTICE, NOTICES, REPORT_BACK
from app.domain.entry import NoteBody
from app.domain.errors import PackageRefused
from app.domain.handover import DeliveryKind, Urgency
from app.domain.holders import How
from app.services import carrying, coding, handing_over
from app.services.coding import NoKey
from app.services.handing_over import Draft
from app.services.recording import append, make

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from app.domain.case import Case
    from app.domain.entry import Entry
    from app.domain.handover import SignedSlice
    from app.domain.holders import Holder
    from app.domain.ids import EntryId
    from app.services.coding import Outer
    from app.services.desk import Desk
    from app.services.handing_over import Made, Prepared
    from app.services.post import Addressee, Papers, Post

HEADINGS = {
    DeliveryKind.ADDENDUM: headings.ADDED,
    DeliveryKind.CORRECTION: headings.PUT_RIGHT,
    DeliveryKind.WITHDRAWAL: headings.TAKEN_BACK,
}


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What is sent after an earlier delivery. `words` say what is new, what was wrong, or why."""

    kind: DeliveryKind
    urgency: Urgency
    words: str = ""
    purpose: str = ""  # of the sharing pack; that of the last delivery where it is empty
    head: str = ""  # what its covering note is headed, where its kind does not say

    @property
    def heading(self) -> str:
        """What its covering note is headed."""
        if self.head:
            return self.head
        return headings.ADDRESS_KNOWN if self.purpose == ADDRESS_KNOWN else HEADINGS[self.kind]


def address_known(words: str) -> FollowUp:
    """The notice that her address may be known: at once, to everybody who holds the case."""
    return FollowUp(DeliveryKind.CORRECTION, Urgency.IMMEDIATE, words, ADDRESS_KNOWN)


def closure_notice(words: str) -> FollowUp:
    """The notice that the case is to be closed, with time to object, to everybody who holds it."""
    kind = DeliveryKind.ADDENDUM
    return FollowUp(kind, Urgency.ROUTINE, words, CLOSURE_NOTICE, headings.CLOSING)


def report_back(heading: str, words: str) -> FollowUp:
    """How she is, some days after this desk accepted: to the desk that sent her."""
    return FollowUp(DeliveryKind.ADDENDUM, Urgency.ROUTINE, words, REPORT_BACK, heading)


@dataclass(frozen=True, slots=True)
class Recipient:
    """A holder that can be sealed to."""

    holder: Holder
    to: Addressee | NoKey


def holders(desk: Desk, case: Case) -> tuple[Holder, ...]:
    """Every other desk that holds something of the case, as far as this vault knows."""
    came = carrying.brought(desk, case.id)
    return held.holders(case, desk.area, carrying.slices(desk, case.id), came)


def addressee_of(post: Post, holder: Holder) -> Addressee | None:
    """The desk of a holder, if its area's card is here and its desk is known."""
    for one in post.addressees():
        if holder.desk == f"{one.desk.name}@{one.desk.area}":
            return one
        if not holder.area and holder.to.startswith(f"{one.title}, {one.desk.name}"):
            return one  # sent before the record named desks
    return None


def recipients(desk: Desk, case: Case, post: Post) -> tuple[Recipient, ...]:
    """Every holder that can be told: its area's card is here, or what it holds is a coded copy."""
    found = ((holder, _told_at(desk, post, holder)) for holder in holders(desk, case))
    return tuple(Recipient(holder, to) for holder, to in found if to is not None)


def suggested(
    follow: FollowUp, found: Collection[Holder], to_tell: Collection[Holder] = ()
) -> tuple[Holder, ...]:
    """To whom a follow-up goes unless somebody says otherwise.

    What is new goes to those who lack it, and to those who have yet to be told that the record
    went on (`moving.NextHop.tell`). A correction goes to everybody who holds what was wrong,
    whatever they answered. A notice that her address is known goes to everybody. A withdrawal goes
    to nobody by itself.
    """
    if follow.purpose in {ADDRESS_KNOWN, CLOSURE_NOTICE}:
        return tuple(found)
    if follow.kind is DeliveryKind.WITHDRAWAL:
        return ()
    if follow.kind is DeliveryKind.CORRECTION:
        return held.owed_correction(found)
    telling = {holder.desk for holder in to_tell}
    known = (one for one in found if one.how is not How.WROTE)  # with no desk to send to
    return tuple(one for one in known if one.wants_news or one.desk in telling)


def covering(desk: Desk, case: Case, follow: FollowUp, to: Collection[Holder]) -> tuple[Entry, ...]:
    """The covering note, not yet written; none when there is nothing to say.

    A note names what was wrong. What this area had put right in a class that a holder does not
    get is so taken out for them too, and they are not told how. Where the correction itself goes
    to each of them, a note without words would say nothing, and there is none.

    Raises:
        PackageRefused: `follow-up.no-words` for all but an addendum and a correction of what
            has been put right already.
    """
    wrong = {e.id: e for holder in to for e in holder.wrong}
    words = follow.words.strip()
    if not words and follow.purpose in NOTICES:
        raise PackageRefused("follow-up.no-words")
    if not words and not (wrong or follow.kind is DeliveryKind.ADDENDUM):
        raise PackageRefused("follow-up.no-words")
    if not words and not any(_untold(case, holder) for holder in to):
        return ()
    ours = [e.id for e in wrong.values() if e.area == desk.area and e.kind is not Kind.SETTING]
    theirs = [e.id for e in wrong.values() if e.area != desk.area]
    last = case.ordered[-1] if case.ordered else None
    body = NoteBody(follow.heading if words else headings.PUT_RIGHT, words)
    return (make(desk, case.id, body, last=last, corrects=ours, follows=theirs),)


def say(desk: Desk, case: Case, follow: FollowUp, to: Collection[Holder]) -> Case:
    """Write the covering note, if there is one. Raises as `covering`."""
    notes = covering(desk, case, follow, to)
    return append(desk, case, notes) if notes else case


def prepare(
    desk: Desk, case: Case, post: Post, follow: FollowUp, to: Sequence[Recipient]
) -> tuple[Prepared, ...]:
    """Read what sealing a follow-up to these holders needs; its note is in `case`.

    The note may be written afterwards: words that stop the seal are then never in the record.

    Raises:
        PackageRefused: `follow-up.to-nobody`; for `handover.leak` and others see
            `handing_over.prepare`.
    """
    if not to:
        raise PackageRefused("follow-up.to-nobody")
    now = desk.clock.now()
    only = _notes(desk, case, follow) if follow.kind is DeliveryKind.WITHDRAWAL else None
    due = desk.clocks.answer_due(now, follow.urgency)
    if follow.purpose == CLOSURE_NOTICE:
        due = desk.clocks.ends(OBJECTION, now) or due
    return tuple(
        handing_over.prepare(
            desk,
            case,
            post,
            Draft(
                to=one.to,
                person=_person(one),
                purpose=follow.purpose or one.holder.purpose,
                basis=one.holder.basis,
                urgency=follow.urgency,
                answer_by=due,
                parts_in=one.holder.parts_in,
                grounds=dict(one.holder.grounds),
                preset=one.holder.preset,
                kind=follow.kind,
                previous=one.holder.previous,
                has=one.holder.has,
                only=only,
            ),
        )
        for one in to
    )


def seal(
    prepared: Sequence[Prepared],
    papers: Papers,
    pages: Callable[[Prepared], bytes],
    outer: Callable[[Prepared], Outer | None] = lambda _one: None,
) -> tuple[Made, ...]:
    """Sign what is new once, and seal it to each desk with that desk's own pages.

    `outer` gives what goes round the copy of a holder with no key, whose code is a new one.

    Touches no store: it may run off the GUI thread.
    """
    signed: dict[tuple[str, ...], SignedSlice] = {}
    return tuple(handing_over.seal(one, papers, pages(one), signed, outer(one)) for one in prepared)


def keep(desk: Desk, case: Case, made: Sequence[Made]) -> Case:
    """Record every delivery of a follow-up, all or none of them."""
    with desk.store.together():
        for one in made:
            case = handing_over.keep(desk, case, one)
    return case


def _untold(case: Case, holder: Holder) -> bool:
    """Whether something that a holder goes by is put right only in classes that it does not get."""
    put_right = {i for e in case.ordered if e.rc in holder.parts_in for i in e.corrects}
    return any(e.id not in put_right for e in holder.wrong)


def _notes(desk: Desk, case: Case, follow: FollowUp) -> frozenset[EntryId]:
    """Our covering notes of this heading: all that a withdrawal has to say."""
    return frozenset(
        e.id
        for e in case.of(Kind.NOTE)
        if isinstance(e.body, NoteBody) and (e.area, e.body.heading) == (desk.area, follow.heading)
    )


def _told_at(desk: Desk, post: Post, holder: Holder) -> Addressee | NoKey | None:
    """Where a holder is told: its desk, or the number where the code of its copy was told."""
    if not holder.is_coded:
        return addressee_of(post, holder)
    newest = holder.deliveries[0]
    found, told = coding.kept(desk, newest.digest), newest.tellings
    number = number_told(told[-1].body.text) if told else found.number if found else ""
    return NoKey(holder.to, number)


def _person(one: Recipient) -> str:
    """The named person there, as the last delivery had it."""
    known = f"{one.to.title}, {one.to.desk.name}, "
    return one.holder.to.removeprefix(known) if one.holder.to.startswith(known) else ""
