"""Packages that arrived here and were proved: what waits for somebody, and what was answered.

A line is kept for its case, as a blob beside the file itself, so that erasing the case takes both
along; the vault's setting holds nothing but their digests.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from app.domain.entry import NoteBody, Proof, ResponseBody, Step
from app.domain.errors import PackageRefused
from app.domain.ids import CaseId
from app.services import attention, receiving, recording

if TYPE_CHECKING:
    from app.domain.case import Case
    from app.domain.entry import Entry
    from app.domain.handover import ReceiptDraft, Sealed, Verified
    from app.services.desk import Desk
    from app.services.post import Papers, Post
    from app.services.receiving import Reply

_SETTING = "inbox"
_CALLS = "inbox.calls"

NEED_REASON = frozenset(
    {
        "signer.expired-at-arrival",
        "author.revoked-since",
        "slice.returned-by-reviewer",
        "area.unchecked",
        "area.vouched-by-nobody",
        "clock.ahead",
    }
)
"""Findings that ask for a written reason before the record is read."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """One proved package as the list shows it. Times are UTC; an empty one has not happened."""

    delivery: str  # digest of its DELIVERY.txt
    file: str  # digest of the sealed file as kept here
    name: str  # the file's own, neutral name
    case: str
    label: str  # alias of the person at risk; empty when the parts are too new to read
    area: str  # of the sender
    desk: str
    sender: str  # principal
    kind: str
    urgency: str
    opened: str  # ISO 8601
    answer_by: str = ""
    read: str = ""
    reason: str = ""  # why it was read in spite of what was found
    step: str = ""  # of the newest answer
    by: str = ""  # the person named in it
    answered: str = ""
    receipt: str = ""  # digest of the newest answer file, kept here
    receipt_name: str = ""

    @property
    def state(self) -> str:
        """opened, read or answered."""
        if self.answered:
            return "answered"
        return "read" if self.read else "opened"

    @property
    def is_decided(self) -> bool:
        """Whether somebody has accepted, asked or declined."""
        return self.step not in {"", Step.ARRIVED.value, Step.READ.value}

    def due(self) -> datetime | None:
        """By when the sender asked for an answer, UTC."""
        return datetime.fromisoformat(self.answer_by) if self.answer_by else None

    def opened_at(self) -> datetime:
        """When it was first opened and proved here, UTC."""
        return datetime.fromisoformat(self.opened)


def arrived(desk: Desk) -> tuple[Arrived, ...]:
    """Every package kept here, newest first. One whose case was erased is gone from the list."""
    found: list[Arrived] = []
    for digest in _digests(desk).values():
        try:
            found.append(Arrived(**json.loads(desk.store.blob(digest))))
        except KeyError:
            continue
    return tuple(reversed(found))


def waiting(desk: Desk) -> tuple[Arrived, ...]:
    """Those that nobody has decided: the earliest answer due first, then the longest here."""
    open_ = [one for one in arrived(desk) if not one.is_decided]
    return tuple(sorted(open_, key=lambda one: (one.answer_by or "9", one.opened)))


def find(desk: Desk, delivery: str) -> Arrived | None:
    """The line of a delivery, or none when it was never opened here."""
    return next((one for one in arrived(desk) if one.delivery == delivery), None)


def keep(desk: Desk, package: Verified, content: bytes, name: str) -> Arrived:
    """Keep a proved package and its line. Opening the same one again keeps what is known of it.

    Raises:
        RecordRefused: the file is larger than a vault keeps (`paper.too-large`).
    """
    facts = package.delivery
    known = find(desk, facts.digest)
    if known is not None:
        return known
    case = package.slices[0].case
    line = Arrived(
        delivery=facts.digest,
        file=desk.store.keep(content, case),
        name=name,
        case=case,
        label=_label(package),
        area=facts.from_area,
        desk=facts.from_desk,
        sender=facts.sender,
        kind=facts.kind.value,
        urgency=facts.urgency.value,
        opened=desk.clock.now().isoformat(),
        answer_by=facts.answer_by.isoformat() if facts.answer_by else "",
    )
    desk.store.log("package opened", facts.digest, desk.author.principal)
    return _keep_line(desk, line)


def content_of(desk: Desk, line: Arrived) -> bytes:
    """The sealed file as it arrived."""
    return desk.store.blob(line.file)


def needs_reason(package: Verified) -> tuple[str, ...]:
    """Codes of the findings for which somebody must say why they read on."""
    return tuple(f.code for f in package.findings if f.code in NEED_REASON)


def mark_read(desk: Desk, line: Arrived, reason: str = "") -> Arrived:
    """A person has read it; with findings, `reason` says why they did. Chained the first time."""
    if line.read and not reason:
        return line
    now = desk.clock.now().isoformat()
    desk.store.log("package read", line.delivery, desk.author.principal)
    return _keep_line(desk, replace(line, read=line.read or now, reason=reason or line.reason))


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
    package, line, answer = ready.asked.package, ready.asked.line, ready.asked.answer
    sealed, case = ready.sealed, ready.case
    with desk.store.together():
        if case is not None:
            _require_new(desk, package)  # as long as sealing took, anything may have come
        receiving.note_answer(desk, package, answer, sealed)
        if case is not None:
            case = receiving.take_in(desk, package, content_of(desk, line), answer, case)
            case = _note_reason(desk, case, line)
        elif receiving.already_taken(desk, package):
            case = _note_reply(desk, package, answer)
        kept = replace(
            line,
            read=line.read or desk.clock.now().isoformat(),
            step=answer.step.value,
            by=answer.by.strip(),
            answered=desk.clock.now().isoformat(),
            receipt=desk.store.keep(sealed.content, package.slices[0].case),
            receipt_name=sealed.name,
        )
        return _keep_line(desk, kept), case


def answers_to(papers: Papers, content: bytes, now: datetime) -> str:
    """The digest of the delivery that a receipt answers; empty when the file is no receipt.

    Everything about the receipt but whether we sent that delivery has been proved by then.
    """
    try:
        return papers.open_receipt(content, now, ()).delivery
    except PackageRefused as refusal:
        return str(refusal.facts.get("delivery", ""))


def note_refused(desk: Desk, code: str, digest: str) -> None:
    """Chain that a file was refused: its digest and the reason's code; nothing that is in it."""
    desk.store.log("package refused", f"{digest} {code}", desk.author.principal)


@dataclass(frozen=True, slots=True)
class Call:
    """A telephone call about a file that was refused: no case is known, so none holds it."""

    file: str  # SHA-256 of the refused file
    code: str
    at: str  # ISO 8601, UTC
    who: str
    number: str
    words: str


def log_call(desk: Desk, call: Call) -> None:
    """Keep what was said on the telephone about a refused file; the chain says there was a call."""
    digest = desk.store.keep(json.dumps(asdict(call), ensure_ascii=False).encode())
    kept = json.loads(desk.store.setting(_CALLS) or "[]")
    desk.store.set_setting(_CALLS, json.dumps([*kept, digest]))
    desk.store.log("call about a refused file", call.file, desk.author.principal)


def calls(desk: Desk) -> tuple[Call, ...]:
    """Calls about refused files, newest first."""
    kept = json.loads(desk.store.setting(_CALLS) or "[]")
    return tuple(Call(**json.loads(desk.store.blob(digest))) for digest in reversed(kept))


def _require_new(desk: Desk, package: Verified) -> None:
    if receiving.already_taken(desk, package):
        raise PackageRefused("package.replayed", delivery=package.delivery.digest)


def _note_reply(desk: Desk, package: Verified, answer: Reply) -> Case:
    case = recording.load(desk, package.slices[0].case)
    body = ResponseBody(
        delivery=package.delivery.digest,
        step=answer.step,
        text=answer.words,
        proof=Proof.DIGEST,
        by=answer.by,
        area=desk.area,
        due=answer.due,
    )
    return recording.write(desk, case, body)


def _note_reason(desk: Desk, case: Case, line: Arrived) -> Case:
    if not line.reason:
        return case
    heading = "Read in spite of what was found about the file"
    return recording.write(desk, case, NoteBody(heading, line.reason))


def _label(package: Verified) -> str:
    try:
        case = receiving.preview(package)
    except PackageRefused:
        return ""
    her = case.at_risk()
    return case.label(her) if her else ""


def _digests(desk: Desk) -> dict[str, str]:
    said = json.loads(desk.store.setting(_SETTING) or "{}")
    return {str(delivery): str(line) for delivery, line in said.items()}


def _keep_line(desk: Desk, line: Arrived) -> Arrived:
    content = json.dumps(asdict(line), ensure_ascii=False, sort_keys=True).encode()
    digest = desk.store.keep(content, _case(line))
    desk.store.set_setting(_SETTING, json.dumps({**_digests(desk), line.delivery: digest}))
    return line


def _case(line: Arrived) -> CaseId:
    return CaseId(line.case)
