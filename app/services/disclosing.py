"""What leaves this laptop other than as a sealed package: printed, spoken, or a copy to read."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.entry import DisclosureBody, Kind, NoteBody, RestrictionClass
from app.services.recording import write

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.case import Case
    from app.domain.entry import Entry
    from app.services.desk import Desk

READING_COPY = "reading_copy"


@dataclass(frozen=True, slots=True)
class Handed:
    """What is handed out, to whom and why. `grounds` has one for each class left out."""

    to: str
    purpose: str
    basis: str
    parts_in: frozenset[RestrictionClass]
    grounds: Mapping[RestrictionClass, str]
    manner: str = READING_COPY


def log_copy(desk: Desk, case: Case, handed: Handed, content: bytes) -> Case:
    """Record that a copy leaves: to whom, why, which parts, and the digest of the file itself."""
    out = sorted(frozenset(RestrictionClass) - handed.parts_in)
    body = DisclosureBody(
        manner=handed.manner,
        to=handed.to,
        purpose=handed.purpose,
        basis=handed.basis,
        digests=(hashlib.sha256(content).hexdigest(),),
        parts_in=tuple(sorted(handed.parts_in)),
        parts_out=tuple((rc, handed.grounds.get(rc, "not-needed")) for rc in out),
    )
    desk.store.log(f"saved {handed.manner}", body.digests[0], desk.author.principal)
    return write(desk, case, body)


def say_why_unchecked(desk: Desk, case: Case, to: str, reason: str) -> Case:
    """Record why something is sealed to a desk whose key nobody has checked by voice."""
    heading = f"Sealed to a desk whose key is not checked: {to}"
    return write(desk, case, NoteBody(heading, reason))


def disclosures(case: Case) -> tuple[Entry, ...]:
    """Everything that left, whatever the manner, newest first."""
    return tuple(reversed(case.of(Kind.DISCLOSURE, ever=True)))
