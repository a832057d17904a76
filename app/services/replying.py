"""Answering a package that was proved here: signed first, then written in one transaction.

An acceptance takes the record in; every other answer leaves the case as it is, and joins it where
the package was taken in before.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from app.domain.codes import Kind, Proof, Step
from app.domain.entry import NoteBody, ResponseBody
from app.domain.errors import PackageRefused
from app.domain.headings import READ_ON
from app.services import attention, inbox, receiving, recording
from app.services.inbox import Given

if TYPE_CHECKING:
    from app.domain.case import Case
    from app.domain.entry import Entry
    from app.domain.handover import ReceiptDraft, Sealed, Verified
    from app.services.desk import Desk
    from app.services.inbox import Arrived
    from app.services.post import Papers, Post
    from app.services.receiving import Reply


def reply(
    desk: Desk, post: Post, package: Verified, line: Arrived, answer: Reply
) -> tuple[Arrived, Sealed, Case | None]:
    """Answer a package: seal the answer, and on acceptance take the record in.

    The case comes back when it is, or was already, part of this vault.

    Raises:
        PackageRefused: `reply.no-name`; `package.replayed` for a second acceptance.
        RecordRefused: an entry is here with other content; nothing has been taken in.
    """
    ready = work_out(prepare_reply(desk, post, package, line, answer))
    kept, case = note_reply(desk, ready)
    if case is not None:
        attention.refresh(desk, case, desk.area_title)
    return kept, ready.sealed, case


@dataclass(frozen=True, slots=True)
class Answering:
    """What answering a package needs, read from the vault; nothing is signed or written yet."""

    package: Verified
    line: Arrived
    answer: Reply
    papers: Papers
    draft: ReceiptDraft
    known: tuple[Entry, ...]  # of the case, as it is here; read for an acceptance only


@dataclass(frozen=True, slots=True)
class Ready:
    """A sealed answer, and for an acceptance the case as it will be; nothing is written yet."""

    asked: Answering
    sealed: Sealed
    case: Case | None


def prepare_reply(
    desk: Desk, post: Post, package: Verified, line: Arrived, answer: Reply
) -> Answering:
    """Read what an answer needs. Raises `PackageRefused` as `reply`."""
    accepting = answer.step is Step.ACCEPTED
    if accepting:
        _require_new(desk, package)
    return Answering(
        package=package,
        line=line,
        answer=answer,
        papers=post.papers(),
        draft=receiving.draft_answer(desk, package, answer),
        known=desk.store.entries(package.slices[0].case) if accepting else (),
    )


def work_out(asked: Answering) -> Ready:
    """Whether the record fits to what is here, and then the sealed answer.

    Touches no store, so that it may run off the GUI thread. Raises as `reply`.
    """
    case: Case | None = None
    if asked.answer.step is Step.ACCEPTED:
        case = receiving.joined(asked.package, asked.known)
    return Ready(asked, asked.papers.seal_receipt(asked.draft), case)


def note_reply(desk: Desk, ready: Ready) -> tuple[Arrived, Case | None]:
    """Write a sealed answer, and what was accepted, in one durable transaction.

    The case's line in the list is left for `attention.refresh`. Raises as `reply`.
    """
    package, answer = ready.asked.package, ready.asked.answer
    sealed, case = ready.sealed, ready.case
    line = inbox.find(desk, package.delivery.digest) or ready.asked.line  # as it is by now
    with desk.store.together():
        if case is not None:
            _require_new(desk, package)  # as long as sealing took, anything may have come
        receiving.note_answer(desk, package, answer, sealed)
        if case is not None:
            content, before = inbox.content_of(desk, line), _earlier(desk, line, case)
            case = receiving.take_in(desk, package, content, answer, case, before)
            case = _note_reason(desk, case, line)
        elif receiving.already_taken(desk, package) or _objects_here(desk, package, answer):
            case = _note_reply(desk, package, answer)
        return inbox.keep_line(desk, _answered(desk, line, ready)), case


def _answered(desk: Desk, line: Arrived, ready: Ready) -> Arrived:
    """The line with a sealed answer on it; a file is kept for each."""
    answer, sealed = ready.asked.answer, ready.sealed
    now, by = desk.clock.now().isoformat(), answer.by.strip()
    file = desk.store.keep(sealed.content, inbox.case_of(line))
    due = answer.due.isoformat() if answer.due else ""
    told = Given(answer.step.value, by, now, file, sealed.name, due, answer.text)
    given = (*line.given, told)
    if answer.step is Step.ARRIVED:  # the program says it; nobody has read or answered anything
        return replace(line, given=given)
    return replace(
        line,
        given=given,
        read=line.read or now,
        step=answer.step.value,
        by=by,
        answered=now,
        receipt=file,
        receipt_name=sealed.name,
    )


def _require_new(desk: Desk, package: Verified) -> None:
    if receiving.already_taken(desk, package):
        raise PackageRefused("package.replayed", delivery=package.delivery.digest)


def _objects_here(desk: Desk, package: Verified, answer: Reply) -> bool:
    """Whether it objects to closing a case that is worked on here: that is kept in the case.

    Any other package that is not taken in leaves the record as it is; its line keeps the answer.
    """
    if not answer.on_closing or answer.step not in {Step.ASKED, Step.DECLINED}:
        return False
    here = desk.store.entries(package.slices[0].case)
    return bool(here) and receiving.erased_here(desk, package) is None


def _note_reply(desk: Desk, package: Verified, answer: Reply) -> Case:
    case = recording.load(desk, package.slices[0].case)
    return recording.write(desk, case, receiving.response(desk, package, answer))


def _earlier(desk: Desk, line: Arrived, case: Case) -> tuple[ResponseBody, ...]:
    """What was answered while no case here held it, each with its own time."""
    here = {
        (e.body.step.value, e.body.text)
        for e in case.of(Kind.RESPONSE, ever=True)
        if isinstance(e.body, ResponseBody) and e.body.delivery == line.delivery
    }
    return tuple(
        ResponseBody(
            delivery=line.delivery,
            step=Step(one.step),
            text=one.words,
            proof=Proof.DIGEST,
            by=one.by,
            area=desk.area,
            due=datetime.fromisoformat(one.due) if one.due else None,
            said_at=datetime.fromisoformat(one.at),
        )
        for one in line.given
        if (one.step, one.words) not in here
    )


def _note_reason(desk: Desk, case: Case, line: Arrived) -> Case:
    if not line.reason:
        return case
    return recording.write(desk, case, NoteBody(READ_ON, line.reason))
