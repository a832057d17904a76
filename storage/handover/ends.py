"""The two ends of a delivery: who reads it here, and who sent it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from storage import codec

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from app.domain.entry import Entry
    from app.domain.handover import AreaCard, Revocation
    from storage.handover.proof import Signer
    from storage.handover.trust import Book, TrustList


@dataclass(frozen=True, slots=True)
class Reader:
    """What reading needs from outside. `recipients` are our own public keys."""

    book: Book
    recipients: tuple[str, ...]
    arrived: datetime  # UTC, by our own clock, as chained
    decode: Callable[[bytes], Entry] = field(default=codec.decode)


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sent a file, with the area's papers that came inside."""

    signer: Signer
    card: AreaCard
    listed: TrustList
    revocations: tuple[Revocation, ...]  # from the newer of the two lists
