"""How a laptop comes to its certificate, and what an area's root holds to give it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.handover import (
        Credentials,
        Desk,
        KnownArea,
        Mode,
        PolicyFinding,
        Revocation,
    )


@dataclass(frozen=True, slots=True)
class EnrolmentRequest:
    """What a laptop asks its area's root to certify."""

    digest: str
    mode: Mode
    principal: str
    reference: str  # staff or collar number, never a home name
    public_key: bytes  # 32 bytes
    laptop: str  # an age recipient made for this enrolment
    created: datetime
    fingerprint: str  # spoken form


@dataclass(frozen=True, slots=True)
class EnrolmentSecrets:
    """The private halves behind a request; kept in the vault until the answer comes."""

    mode: Mode
    principal: str
    signing_key: bytes = field(repr=False)
    laptop_identity: str = field(repr=False)
    request: str = ""  # digest of the request


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What an enrolment answer brought."""

    credentials: Credentials
    own: KnownArea
    others: tuple[KnownArea, ...]  # areas our own area vouches for
    desks: tuple[Desk, ...]
    until: datetime  # UTC: the certificate's last moment
    fingerprint: str  # of the root, spoken form, to be compared with the office
    findings: tuple[PolicyFinding, ...]  # `area.vouched-by-nobody` for a lone root


@dataclass(frozen=True, slots=True)
class RootKeys:
    """An area's root, in its own vault of kind `root`."""

    mode: Mode
    area: str
    seed: bytes = field(repr=False)  # 32 bytes
    title: str = ""
    telephone: str = ""
    alone: bool = False
    desks: tuple[tuple[Desk, str], ...] = field(default=(), repr=False)  # with its age identity
    vouched: tuple[KnownArea, ...] = ()
    revocations: tuple[Revocation, ...] = ()
    serial: int = 1  # of the card and the trust list; goes up at each change
