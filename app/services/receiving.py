"""The receiving side: a proved package becomes a case here only when a named person takes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.case import fold
from app.domain.entry import ErasedBody, Proof, ResponseBody, Step
from app.domain.errors import PackageRefused
from app.domain.handover import Desk as DeskKey
from app.domain.handover import ReceiptDraft
from app.services.recording import make

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.case import Case
    from app.domain.entry import Entry
    from app.domain.handover import Sealed, Verified
    from app.services.desk import Desk
    from app.services.post import Post


@dataclass(frozen=True, slots=True)
class Reply:
    """What the receiving desk says back."""

    step: Step  # arrived, read, accepted, asked or declined
    by: str  # the named person
    words: str = ""
    due: datetime | None = None  # UTC: next contact promised


def preview(package: Verified) -> Case:
    """The case as the package tells it, from nothing but what was proved; nothing is stored."""
    entries = [e for s in package.slices for e in s.entries]
    if not entries:
        raise PackageRefused("package.nothing-readable")
    return fold(package.slices[0].case, entries)


def already_taken(desk: Desk, package: Verified) -> str:
    """When this very delivery was taken in here, as kept; empty when it was not."""
    return desk.store.setting(f"received:{package.delivery.digest}")


def erased_here(desk: Desk, package: Verified) -> Entry | None:
    """The entry that says when, why and on whose word this case was erased here; or none.

    What was erased is not taken in again, so whoever opens it is told before they answer.
    """
    every = (e for one in package.slices for e in desk.store.entries(one.case))
    return next((e for e in every if isinstance(e.body, ErasedBody)), None)


def answer(desk: Desk, post: Post, package: Verified, reply: Reply) -> Sealed:
    """Sign an answer to a package and seal it to the desk it came from.

    Raises:
        PackageRefused: `reply.no-name` when nobody is named; an answer is a person's.
    """
    sealed = post.papers().seal_receipt(draft_answer(desk, package, reply))
    note_answer(desk, package, reply, sealed)
    return sealed


def draft_answer(desk: Desk, package: Verified, reply: Reply) -> ReceiptDraft:
    """What an answer will say; nothing is signed or written yet. Raises as `answer`."""
    if not reply.by.strip():
        raise PackageRefused("reply.no-name")
    facts = package.delivery
    return ReceiptDraft(
        delivery=facts.digest,
        step=reply.step,
        created=desk.clock.now(),
        to=DeskKey(facts.from_area, facts.from_desk, facts.reply_key),
        by=reply.by.strip(),
        words=reply.words.strip(),
        due=reply.due,
        audit=desk.store.head(),
    )


def note_answer(desk: Desk, package: Verified, reply: Reply, sealed: Sealed) -> None:
    """Keep an answer that was sealed, and chain that it was."""
    with desk.store.together():
        desk.store.keep(sealed.content)
        desk.store.log(f"reply {reply.step}", package.delivery.digest, desk.author.principal)


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


def take_in(
    desk: Desk, package: Verified, content: bytes, reply: Reply, case: Case | None = None
) -> Case:
    """Accept a package: its entries join the case here, in one transaction with our answer.

    The entries keep their authors and areas; joining is union by id. The file is kept as it
    arrived. Taking it in again adds nothing. `case` is what `joined` gave, if it was asked.

    Raises:
        PackageRefused: `package.nothing-readable`.
        RecordRefused: an entry is here with other content; nothing has been stored.
    """
    if case is None:
        case = joined(package, desk.store.entries(package.slices[0].case))
    body = ResponseBody(
        delivery=package.delivery.digest,
        step=reply.step,
        text=reply.words,
        proof=Proof.DIGEST,
        by=reply.by,
        area=desk.area,
        due=reply.due,
    )
    ours = make(desk, case.id, body, last=case.ordered[-1])
    named = {e.id for s in package.slices for e in s.entries}
    theirs = [e for e in case.ordered if e.id in named]
    with desk.store.together():
        desk.store.append((*theirs, ours))
        desk.store.keep(content, case.id)
        desk.store.set_setting(f"received:{package.delivery.digest}", desk.clock.now().isoformat())
        desk.store.log("receive", package.delivery.digest, desk.author.principal)
    return fold(case.id, (*case.ordered, ours))
