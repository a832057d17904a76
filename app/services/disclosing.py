"""What leaves this laptop other than as a sealed package: printed, spoken, or a copy to read."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.domain.codes import Kind, RestrictionClass
from app.domain.consent import NO_CONSENT, NO_RELEASE, decided_by, must_be_whole, reasons
from app.domain.entry import DisclosureBody, NoteBody
from app.domain.headings import UNCHECKED
from app.services import leaving
from app.services.recording import make, write

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.case import Case
    from app.domain.consent import Consent, Release
    from app.domain.entry import Entry
    from app.services.desk import Desk

READING_COPY = "reading_copy"
SPOKEN = "spoken"


@dataclass(frozen=True, slots=True)
class Handed:
    """What is handed out, to whom and why. `grounds` has one for each class left out."""

    to: str
    purpose: str
    basis: str
    parts_in: frozenset[RestrictionClass]
    grounds: Mapping[RestrictionClass, str]
    manner: str = READING_COPY
    preset: str = ""  # the recipients pack's row that it was put together from
    consent: Consent = NO_CONSENT
    release: Release = NO_RELEASE  # of the immigration part, where it goes


def log_copy(desk: Desk, case: Case, handed: Handed, content: bytes) -> Case:
    """Record that a copy leaves: to whom, why, which parts, and the digest of the file itself.

    Raises:
        PackageRefused: as `leaving.may_leave`; nothing is recorded.
    """
    leaving.may_leave(case, handed.parts_in, handed.consent, handed.release)
    body = replace(_body(handed), digests=(hashlib.sha256(content).hexdigest(),))
    case = leaving.keep_release(desk, case, body, handed.release)
    desk.store.log(f"saved {handed.manner}", body.digests[0], desk.author.principal)
    return write(desk, case, body)


def log_spoken(desk: Desk, case: Case, handed: Handed) -> Case:
    """Record what was told by word of mouth: to whom, why, and what of the record it was.

    Raises:
        PackageRefused: `handover.consent` and `handover.status-undecided`, as for any copy.
    """
    status = RestrictionClass.RC4 in handed.parts_in
    must_be_whole(handed.consent, handed.release, with_status=status)
    body = replace(_body(handed), manner=SPOKEN)
    return write(desk, leaving.keep_release(desk, case, body, handed.release), body)


def _body(handed: Handed) -> DisclosureBody:
    out = sorted(frozenset(RestrictionClass) - handed.parts_in)
    return DisclosureBody(
        manner=handed.manner,
        to=handed.to,
        purpose=handed.purpose,
        basis=handed.basis,
        parts_in=tuple(sorted(handed.parts_in)),
        parts_out=tuple((rc, handed.grounds.get(rc, "not-needed")) for rc in out),
        preset=handed.preset,
        told=handed.consent.told,
        decided_by=decided_by(handed.consent),
        reasons=reasons(handed.consent),
    )


def say_why_unchecked(desk: Desk, case: Case, to: str, reason: str) -> Case:
    """Record why something is sealed to a desk whose key nobody has checked by voice."""
    return write(desk, case, NoteBody(f"{UNCHECKED}{to}", reason))


def why_unchecked(desk: Desk, case: Case, to: str, reason: str) -> Entry:
    """The same, not yet written: for what is written only when everything else may be sealed."""
    last = case.ordered[-1] if case.ordered else None
    return make(desk, case.id, NoteBody(f"{UNCHECKED}{to}", reason), last=last)


def has_said_why_unchecked(case: Case, title: str, desk: str) -> bool:
    """Whether this record holds the reason why something goes to such a desk all the same."""
    start = f"{UNCHECKED}{title}, {desk}"
    return any(
        isinstance(entry.body, NoteBody)
        and (entry.body.heading == start or entry.body.heading.startswith(f"{start}, "))
        for entry in case.of(Kind.NOTE, ever=True)
    )


def disclosures(case: Case) -> tuple[Entry, ...]:
    """Everything that left, whatever the manner, newest first."""
    return tuple(reversed(case.of(Kind.DISCLOSURE, ever=True)))
