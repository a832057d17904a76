"""Standing by keys and no longer standing by them: roles, reasons, and what a trust list brought.

How it travels is section 6 of storage/handover/FORMAT.md; what to do when is docs/trust.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.handover import Revocation


class CertifiedAs(StrEnum):
    """What a certificate lets somebody sign, besides what everybody may."""

    WORKER = "worker"
    SUPERVISOR = "supervisor"  # reviews of other people's records
    CONTENT = "content"  # language packs


class Withdrawal(StrEnum):
    """Why an area no longer stands by a certificate. Stays with the keeper; it does not travel."""

    LOST = "lost"  # the laptop is lost or stolen
    LEFT = "left"  # they no longer work here
    KEY = "key"  # somebody else may have the key or the passphrase
    MISTAKE = "mistake"  # it should not have been given


@dataclass(frozen=True, slots=True)
class Clash:
    """An area that our own area vouches for by another root than the one known here."""

    area: str
    known: str  # spoken fingerprints
    found: str


@dataclass(frozen=True, slots=True)
class TrustNews:
    """What reading an area's trust list changed here; of a list that is not newer, nothing."""

    area: str
    is_newer: bool
    until: datetime  # UTC: what this list says holds until then
    withdrawn: tuple[Revocation, ...] = ()  # that were not known here
    vouched: tuple[str, ...] = ()  # areas that our own area now stands by
    let_go: tuple[str, ...] = ()  # areas that it no longer stands by, and nobody here has rung
    clashes: tuple[Clash, ...] = ()


@dataclass(frozen=True, slots=True)
class ListFile:
    """A trust list that came by itself, proved by the root that signed it, and by nothing more."""

    area: str
    root: bytes  # 32 bytes: whose signature fits
    fingerprint: str  # of it, spoken
    issued: datetime  # UTC
    content: bytes
    signature: bytes


def certified_as(principal: str) -> CertifiedAs:
    """What a principal may sign: `sue+supervisor@norfolk.example` is a supervisor."""
    user = principal.partition("@")[0]
    role = user.partition("+")[2]
    return CertifiedAs(role) if role else CertifiedAs.WORKER


def principal_as(principal: str, role: CertifiedAs) -> str:
    """The same person's principal in a role."""
    name, _, area = principal.partition("@")
    user = name.partition("+")[0]
    return f"{user}@{area}" if role is CertifiedAs.WORKER else f"{user}+{role.value}@{area}"
