"""A folder of sealed files as a worklist: each is proved, and told in one line. Nothing is kept.

A line holds what the list shows and nothing else of the record: the file is read and proved anew
when somebody opens it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.completeness import missing
from app.domain.errors import Refused
from app.domain.handover import Decision, DeliveryKind, Urgency
from app.domain.holders import is_paperwork
from app.domain.patterns import evaluate
from app.services import inbox, receiving, reviewing
from app.services.reading_together import is_whole
from app.services.reviews_back import came_back

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import datetime

    from app.content.library import Library
    from app.domain.case import Case
    from app.domain.completeness import Missing
    from app.domain.handover import Verified
    from app.domain.patterns import Finding
    from app.services.post import Papers


class Standing(StrEnum):
    """What is said of a file, in the order in which lines stand when nothing else decides."""

    RETURNED = "returned"  # genuine, and a reviewer sent it back
    TAKEN_UP = "taken_up"  # genuine; sent back once, written in since, and not signed off
    WEIGH = "weigh"  # genuine, with something to be weighed before it is read
    UNREVIEWED = "unreviewed"  # genuine, and nobody has signed it off
    REVIEWED = "reviewed"  # genuine, and signed off
    TOO_NEW = "too_new"  # genuine, and written by a newer version
    REPLACED = "replaced"  # genuine, and another file here takes it back, or says all of it anew
    RECEIVED = "received"  # genuine, and at this desk already
    UNKNOWN_AREA = "unknown_area"
    OTHER_DESK = "other_desk"
    REVOKED = "revoked"  # its area no longer stands by the key
    EXPIRED = "expired"  # signed outside the certificate's time
    PRACTICE = "practice"  # of practice mode, or real in practice mode
    OTHER_KIND = "other_kind"  # an answer, a review, a card: ours, and no handover
    UNREADABLE = "unreadable"  # the disk or the stick did not give it out
    FALSE = "false"  # damaged, altered, or made up


GENUINE = frozenset(list(Standing)[: list(Standing).index(Standing.UNKNOWN_AREA)])
"""What may be opened for review."""

_REFUSED = {
    "package.unknown-area": Standing.UNKNOWN_AREA,
    "package.not-for-us": Standing.OTHER_DESK,
    "package.revoked": Standing.REVOKED,
    "package.expired": Standing.EXPIRED,
    "package.demo-in-live": Standing.PRACTICE,
    "package.live-in-demo": Standing.PRACTICE,
    "file.unreadable": Standing.UNREADABLE,
}

_MAY_BE_OTHER = frozenset({"package.members", "package.archive"})
"""Sealed to us, and not put together as a package is."""

_WITHDRAWN = "author.revoked-since"
"""Finding that the author's key was given up after this was signed."""

_URGENCY = tuple(u.value for u in Urgency)


@dataclass(frozen=True, slots=True)
class Line:
    """One file of the folder. Of a refused one only the name, the sum and the reason are here."""

    name: str
    standing: Standing
    refusal: Refused | None = None
    file: str = ""  # SHA-256 of the file
    delivery: str = ""  # digest of its DELIVERY.txt
    previous: str = ""  # digest of the delivery that it follows
    case: str = ""
    label: str = ""  # alias of the person at risk; empty when the parts are too new to read
    kind: str = ""
    urgency: str = ""
    created: datetime | None = None  # UTC: when it was sealed
    answer_by: datetime | None = None  # UTC
    gaps: int | None = None  # what a receiver would ask for first; None where nobody can tell
    author: str = ""  # principal, of the newest slice
    area: str = ""  # of the sender
    reviewers: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()  # codes
    since: str = ""  # from when on a key was withdrawn: a date, ISO 8601
    slices: tuple[str, ...] = ()  # digests, oldest first

    @property
    def is_genuine(self) -> bool:
        """Whether it was proved."""
        return self.standing in GENUINE


def read(papers: Papers, library: Library, content: bytes, name: str, now: datetime) -> Line:
    """Prove one file and say what it is. Never raises for a bad one, and keeps nothing.

    Touches no store, so that it may run off the GUI thread.
    """
    try:
        package = papers.open(content, now)
    except Refused as refusal:
        line = unread(refusal, name, hashlib.sha256(content).hexdigest())
        other = refusal.code in _MAY_BE_OTHER and came_back(papers, content, now) is not None
        return replace(line, standing=Standing.OTHER_KIND) if other else line
    return _genuine(package, library, name, now)


def unread(refusal: Refused, name: str, file: str = "") -> Line:
    """The line of a file that was refused, or could not be read at all."""
    standing = _REFUSED.get(refusal.code, Standing.FALSE)
    return Line(name, standing, refusal, file, since=str(refusal.facts.get("since", "")))


def in_order(lines: Iterable[Line], received: Collection[str]) -> tuple[Line, ...]:
    """The lines as they are worked through: most urgent first, then the earliest answer due.

    `received` are digests of deliveries that are at this desk already. Refused files come last.
    """
    every = tuple(lines)
    followed = {line.previous: line for line in every if line.previous}
    told = (_placed(line, followed.get(line.delivery), received) for line in every)
    return tuple(sorted(told, key=_place))


def _placed(line: Line, later: Line | None, received: Collection[str]) -> Line:
    """An addendum says only what is new: what it follows is still to be read."""
    if not line.is_genuine:
        return line
    if later is not None and (
        later.kind == DeliveryKind.WITHDRAWAL.value or set(line.slices) <= set(later.slices)
    ):
        return replace(line, standing=Standing.REPLACED)
    if line.delivery in received:
        return replace(line, standing=Standing.RECEIVED)
    return line


def _place(line: Line) -> tuple[object, ...]:
    waits = line.is_genuine and line.standing not in {Standing.REPLACED, Standing.RECEIVED}
    urgency = _URGENCY.index(line.urgency) if line.urgency in _URGENCY else len(_URGENCY)
    due = line.answer_by.isoformat() if line.answer_by else "9"
    made = line.created.isoformat() if line.created else ""
    rank = 0 if waits else 1 if line.is_genuine else 2
    return (rank, urgency, due, made, line.name)


def _genuine(package: Verified, library: Library, name: str, now: datetime) -> Line:
    facts, newest = package.delivery, package.slices[-1]
    try:
        case = receiving.preview(package)
    except Refused:
        case = None
    her = case.at_risk() if case else None
    reviewers = dict.fromkeys(r.reviewer for one in package.slices for r in one.reviews)
    return Line(
        name=name,
        standing=Standing.TOO_NEW if case is None else _standing(package),
        file=package.file_digest,
        delivery=facts.digest,
        previous=facts.previous,
        case=newest.case,
        label=case.label(her) if case and her else "",
        kind=facts.kind.value,
        urgency=facts.urgency.value,
        created=facts.created,
        answer_by=facts.answer_by,
        gaps=len(_gaps(case, library, now)) if case and is_whole(package) else None,
        author=newest.author,
        area=facts.from_area,
        reviewers=tuple(reviewers),
        findings=tuple(dict.fromkeys(f.code for f in package.findings)),
        since=next((dict(f.facts)["since"] for f in package.findings if f.code == _WITHDRAWN), ""),
        slices=tuple(one.digest for one in package.slices),
    )


def _gaps(case: Case, library: Library, now: datetime) -> tuple[Missing, ...]:
    """What is missing. The rules are asked only where a signed judgement has to be compared."""

    def findings() -> Iterator[Finding]:
        yield from evaluate(case, library.book, now.date(), now)

    return missing(case, library.screening, findings())


def _standing(package: Verified) -> Standing:
    reviews = [r for one in package.slices for r in one.reviews]
    if any(r.decision is Decision.RETURNED for r in reviews):
        return Standing.TAKEN_UP if _is_taken_up(package) else Standing.RETURNED
    if inbox.needs_reason(package):
        return Standing.WEIGH
    unsigned = any(f.code == "slice.unreviewed" for f in package.findings)
    return Standing.UNREVIEWED if unsigned else Standing.REVIEWED


def _is_taken_up(package: Verified) -> bool:
    """Whether the author wrote on since it was sent back; that it was sent is no such thing."""
    newest = reviewing.subject(package)
    return not newest.reviews and not all(is_paperwork(e) for e in newest.entries)
