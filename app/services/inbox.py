"""Packages that arrived here and were proved: what waits for somebody, and what was answered.

A line is kept for its case, as a blob beside the file itself, so that erasing the case takes both
along; the vault's setting holds nothing but their digests.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from app.domain.codes import Step
from app.domain.deliveries import CLOSURE_NOTICE
from app.domain.errors import PackageRefused
from app.domain.ids import CaseId
from app.domain.silence import Said, owed
from app.services import attention, carrying, receiving
from app.services.need import Need

if TYPE_CHECKING:
    from app.domain.handover import Verified
    from app.domain.silence import Owed
    from app.services.attention import Attention
    from app.services.desk import Desk
    from app.services.post import Papers

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
class Given:
    """One answer that was signed here. None takes another's place."""

    step: str
    by: str
    at: str  # ISO 8601
    file: str  # digest of the sealed answer, kept here
    name: str  # the answer's own, neutral file name
    due: str = ""  # ISO 8601: next contact promised
    words: str = ""  # as they travelled


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
    given: tuple[Given, ...] = ()  # every answer that was signed here, oldest first
    purpose: str = ""  # as its sender gave it: a code of the sharing pack
    previous: str = ""  # digest of the delivery that it follows, or empty

    def of(self, step: Step) -> Given | None:
        """The newest answer of a step, or none."""
        return next((one for one in reversed(self.given) if one.step == step.value), None)

    @property
    def state(self) -> str:
        """opened, read or answered."""
        if self.answered:
            return "answered"
        return "read" if self.read else "opened"

    @property
    def is_decided(self) -> bool:
        """Whether somebody has accepted, asked or declined; nothing said later takes that back."""
        said = {self.step, *(one.step for one in self.given)}
        return bool(said - {"", Step.ARRIVED.value, Step.READ.value})

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
            found.append(_line(desk.store.blob(digest)))
        except KeyError:
            continue
    return tuple(reversed(found))


def waiting(desk: Desk) -> tuple[Arrived, ...]:
    """Those that nobody has decided: the earliest answer due first, then the longest here."""
    open_ = [one for one in arrived(desk) if not one.is_decided]
    return tuple(sorted(open_, key=lambda one: (one.answer_by or "9", one.opened)))


def to_answer(desk: Desk) -> tuple[Attention, ...]:
    """What waits for this desk, as lines of the home page: owed whether or not it is read."""
    now = desk.clock.now()
    return tuple(
        attention.weigh(
            CaseId(one.case),
            one.label,
            Need(_waits_as(one), due=one.due(), to=one.area, since=one.opened_at()),
            now,
            one.delivery,
        )
        for one in waiting(desk)
    )


def _waits_as(line: Arrived) -> str:
    """What somebody waits for: an answer, or to hear who objects to a closing."""
    return "closing-asked" if line.purpose == CLOSURE_NOTICE else "package-unanswered"


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
        purpose=facts.purpose,
        previous=facts.previous,
    )
    desk.store.log("package opened", facts.digest, desk.author.principal)
    return keep_line(desk, line)


def is_taken(desk: Desk, line: Arrived) -> bool:
    """Whether the package was accepted here, so that its case stands among ours."""
    return bool(desk.store.setting(receiving.received_key(line.delivery)))


def opened_before(desk: Desk, content: bytes) -> datetime | None:
    """When these very bytes were first opened and proved here, UTC; none when they never were.

    A package is judged by when it came, however much later somebody answers it.
    """
    file = hashlib.sha256(content).hexdigest()
    return next((one.opened_at() for one in arrived(desk) if one.file == file), None)


def content_of(desk: Desk, line: Arrived) -> bytes:
    """The sealed file as it arrived."""
    return desk.store.blob(line.file)


def said(line: Arrived) -> tuple[Said, ...]:
    """What was answered here, oldest first, as the clock on silence reads it."""
    if not line.given and line.answered:  # kept before every answer was
        return (Said(Step(line.step), datetime.fromisoformat(line.answered), None),)
    return tuple(
        Said(
            Step(one.step),
            datetime.fromisoformat(one.at),
            datetime.fromisoformat(one.due) if one.due else None,
        )
        for one in line.given
    )


def still_owed(desk: Desk, line: Arrived) -> tuple[Owed, ...]:
    """What this desk owes the sender of a package now, by the time limits in force here."""
    before = (one for one in arrived(desk) if one.case == line.case and one.area == line.area)
    follows = any(one.opened < line.opened and one.of(Step.ACCEPTED) for one in before)
    told = carrying.only_tells(desk, line.kind, line.purpose, line.previous)
    return owed(said(line), line.due(), desk.clocks, follows=follows or told)


def needs_reason(package: Verified) -> tuple[str, ...]:
    """Codes of the findings for which somebody must say why they read on."""
    return tuple(f.code for f in package.findings if f.code in NEED_REASON)


def mark_read(desk: Desk, line: Arrived, reason: str = "") -> Arrived:
    """A person has read it; with findings, `reason` says why they did. Chained the first time."""
    if line.read and not reason:
        return line
    line = find(desk, line.delivery) or line  # as it is by now
    now = desk.clock.now().isoformat()
    desk.store.log("package read", line.delivery, desk.author.principal)
    return keep_line(desk, replace(line, read=line.read or now, reason=reason or line.reason))


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


def keep_line(desk: Desk, line: Arrived) -> Arrived:
    """Keep a line as it now stands, in the place of what was known of its delivery."""
    content = json.dumps(asdict(line), ensure_ascii=False, sort_keys=True).encode()
    digest = desk.store.keep(content, case_of(line))
    desk.store.set_setting(_SETTING, json.dumps({**_digests(desk), line.delivery: digest}))
    return line


def _line(content: bytes) -> Arrived:
    said = json.loads(content)
    given = tuple(Given(**one) for one in said.pop("given", ()))
    return Arrived(**said, given=given)


def case_of(line: Arrived) -> CaseId:
    """The case that the package is of."""
    return CaseId(line.case)
