"""The receiving side: a proved package becomes a case here only when a named person takes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.case import fold
from app.domain.closing import NO_OBJECTION
from app.domain.codes import Proof, Step
from app.domain.entry import ErasedBody, ResponseBody
from app.domain.errors import PackageRefused
from app.domain.handover import Desk as DeskKey
from app.domain.handover import ReceiptDraft
from app.services import carrying
from app.services.recording import make

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from app.domain.case import Case
    from app.domain.entry import Entry
    from app.domain.handover import Sealed, Verified
    from app.services.desk import Desk
    from app.services.post import Post


@dataclass(frozen=True, slots=True)
class Reply:
    """What the receiving desk says back."""

    step: Step  # arrived, read, accepted, asked, declined, and what follows an acceptance
    by: str  # the named person; for “arrived” nobody need be named
    words: str = ""  # the question, or why it is declined
    due: datetime | None = None  # UTC: next contact promised
    goes_to: str = ""  # of an answer that declines: who it should go to
    on_closing: bool = False  # it answers a notice of closing: accepted is “no objection”

    @property
    def text(self) -> str:
        """Its words as they travel; `deliveries.redirect` and `closing.word_of` read them again."""
        words = self.words.strip()
        if self.on_closing and self.step is Step.ACCEPTED:
            return f"{NO_OBJECTION}\n{words}".strip()
        if self.step is not Step.DECLINED:
            return words
        return f"{' '.join(self.goes_to.split())}\n{words}"


def preview(package: Verified) -> Case:
    """The case as the package tells it, from nothing but what was proved; nothing is stored."""
    entries = [e for s in package.slices for e in s.entries]
    if not entries:
        raise PackageRefused("package.nothing-readable")
    return fold(package.slices[0].case, entries)


def already_taken(desk: Desk, package: Verified) -> str:
    """When this very delivery was taken in here, as kept; empty when it was not."""
    return desk.store.setting(received_key(package.delivery.digest))


def received_key(delivery: str) -> str:
    """The setting that says when a delivery was taken in here."""
    return f"received:{delivery}"


def erased_here(desk: Desk, package: Verified) -> Entry | None:
    """The entry that says when, why and on whose word this case was erased here; or none.

    What was erased is not taken in again, so whoever opens it is told before they answer.
    """
    every = (e for one in package.slices for e in desk.store.entries(one.case))
    return next((e for e in every if isinstance(e.body, ErasedBody)), None)


def answer(desk: Desk, post: Post, package: Verified, reply: Reply) -> Sealed:
    """Sign an answer to a package and seal it to the desk it came from.

    Raises:
        PackageRefused: `reply.no-name` when nobody is named; an answer is a person's, all but
            that it arrived. `reply.no-words` for a question or a reason that is not there.
            `reply.goes-nowhere` when a declined handover is sent on to nobody.
    """
    sealed = post.papers().seal_receipt(draft_answer(desk, package, reply))
    note_answer(desk, package, reply, sealed)
    return sealed


def draft_answer(desk: Desk, package: Verified, reply: Reply) -> ReceiptDraft:
    """What an answer will say; nothing is signed or written yet. Raises as `answer`."""
    check_reply(reply)
    facts = package.delivery
    return ReceiptDraft(
        delivery=facts.digest,
        step=reply.step,
        created=desk.clock.now(),
        to=DeskKey(facts.from_area, facts.from_desk, facts.reply_key),
        by=reply.by.strip(),
        words=reply.text,
        due=reply.due,
        audit=desk.store.head(),
    )


def check_reply(reply: Reply) -> None:
    """Refuse an answer that leaves the sender with nothing to act on. Raises as `answer`."""
    if not reply.by.strip() and reply.step is not Step.ARRIVED:
        raise PackageRefused("reply.no-name")
    if reply.step is Step.DECLINED and not reply.goes_to.strip() and not reply.on_closing:
        raise PackageRefused("reply.goes-nowhere")
    if reply.step in {Step.ASKED, Step.DECLINED} and not reply.words.strip():
        raise PackageRefused("reply.no-words")


def note_answer(desk: Desk, package: Verified, reply: Reply, sealed: Sealed) -> None:
    """Keep an answer that was sealed, and chain that it was."""
    with desk.store.together():
        desk.store.keep(sealed.content)
        desk.store.log(f"reply {reply.step}", package.delivery.digest, desk.author.principal)


def look_at(desk: Desk, package: Verified) -> tuple[Entry, ...]:
    """What is here of the case that a package would join; that somebody looked is chained.

    Nothing when the case is not here, was erased here, or has this package in it already.
    """
    case = package.slices[0].case
    known = desk.store.entries(case)
    if not known or already_taken(desk, package) or erased_here(desk, package):
        return ()
    desk.store.log("consult joining", case, desk.author.principal)
    return known


def joined(package: Verified, known: tuple[Entry, ...]) -> Case:
    """The case as it will be once the package joins what is `known` here; nothing is stored.

    Touches no store, so that it may run off the GUI thread.

    Raises:
        PackageRefused: `package.nothing-readable`.
        RecordRefused: an entry is here with other content.
    """
    arriving = [e for s in package.slices for e in s.entries]
    if not arriving:
        raise PackageRefused("package.nothing-readable")
    return fold(package.slices[0].case, [*known, *arriving])


def response(desk: Desk, package: Verified, reply: Reply) -> ResponseBody:
    """A signed answer as the record here keeps it."""
    return ResponseBody(
        delivery=package.delivery.digest,
        step=reply.step,
        text=reply.text,
        proof=Proof.DIGEST,
        by=reply.by.strip(),
        area=desk.area,
        due=reply.due,
    )


def take_in(
    desk: Desk,
    package: Verified,
    content: bytes,
    reply: Reply,
    case: Case | None = None,
    before: Sequence[ResponseBody] = (),
) -> Case:
    """Accept a package: its entries join the case here, in one transaction with our answer.

    The entries keep their authors and areas; joining is union by id. The file is kept as it
    arrived. Taking it in again adds nothing. `case` is what `joined` gave, if it was asked, and
    `before` what was answered while there was no case here to hold it.

    Raises:
        PackageRefused: `package.nothing-readable`.
        RecordRefused: an entry is here with other content; nothing has been stored.
    """
    if case is None:
        case = joined(package, desk.store.entries(package.slices[0].case))
    body = response(desk, package, reply)
    last = case.ordered[-1]
    ours = tuple(make(desk, case.id, said, last=last) for said in (*before, body))
    named = {e.id for s in package.slices for e in s.entries}
    theirs = [e for e in case.ordered if e.id in named]
    with desk.store.together():
        desk.store.append((*theirs, *ours))
        desk.store.keep(content, case.id)
        carrying.take_in(desk, package)  # so that each slice can go on as its author signed it
        key = received_key(package.delivery.digest)
        desk.store.set_setting(key, desk.clock.now().isoformat())
        desk.store.log("receive", package.delivery.digest, desk.author.principal)
    return fold(case.id, (*case.ordered, *ours))
