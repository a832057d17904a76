"""The port by which packages, receipts, cards and pages leave and arrive.

One value stands for "this laptop's keys, the areas it knows, and its printer". `storage.post`
meets it over the vault; what a page needs, it asks of this.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from app.domain.handover import (
        AreaCard,
        Desk,
        Enrolled,
        KnownArea,
        Parcel,
        Receipt,
        ReceiptDraft,
        Sealed,
        SignedSlice,
        SliceDraft,
        Verified,
    )
    from app.domain.report import Report


@dataclass(frozen=True, slots=True)
class Addressee:
    """A desk that can be sent to, and whether anybody has checked its key by voice."""

    area: KnownArea
    title: str  # the area's name as its card gives it
    telephone: str  # from the card: never the number to check the card by
    desk: Desk
    fingerprint: str  # 32 digits in 8 groups


class Post(Protocol):
    """Everything that crosses the edge of this laptop. All raise `PackageRefused`."""

    def is_enrolled(self) -> bool:
        """Whether an area has certified this laptop; sealing is refused until then."""
        ...

    def enrolment_request(self, reference: str) -> tuple[bytes, str]:
        """A request file for the area's root, and its spoken fingerprint.

        `reference` is a staff number, never a name.
        """
        ...

    def take_enrolment(self, content: bytes) -> Enrolled:
        """Import the root's answer, keep the credentials in the vault, and know the area."""
        ...

    def addressees(self) -> tuple[Addressee, ...]:
        """Every desk of every known area, our own included."""
        ...

    def read_card(self, content: bytes, signature: bytes) -> AreaCard:
        """Read another area's card; nothing is kept yet."""
        ...

    def admit_card(self, content: bytes, signature: bytes) -> KnownArea:
        """Keep a card as unchecked. Raises `area.root-changed` when the root is another."""
        ...

    def check_by_voice(self, area: str, number: str) -> KnownArea:
        """Note that the spoken fingerprint was compared, by whom, now, and on which number."""
        ...

    def sign_slice(self, draft: SliceDraft) -> SignedSlice:
        """Sign this desk's new entries."""
        ...

    def keep_slice(self, signed: SignedSlice) -> bytes:
        """A slice as one blob for the vault."""
        ...

    def kept_slice(self, content: bytes) -> SignedSlice:
        """A slice from its blob."""
        ...

    def seal(self, parcel: Parcel) -> Sealed:
        """Seal one delivery and read it back before letting it out."""
        ...

    def open(self, content: bytes) -> Verified:
        """Open a package. Nothing is stored and nothing unproved is returned."""
        ...

    def seal_receipt(self, draft: ReceiptDraft) -> Sealed:
        """Sign an answer and seal it to the desk it goes to."""
        ...

    def open_receipt(self, content: bytes) -> Receipt:
        """Open an answer sealed to this desk."""
        ...

    def trust_text(self) -> str:
        """The areas this laptop trusts, as `ssh-keygen -Y verify` reads them."""
        ...

    def print_report(self, report: Report) -> bytes:
        """The pages of a report, as a PDF made in a short-lived child process."""
        ...

    def print_recovery_sheet(self, groups: Sequence[str], laptop: str, made: date) -> bytes:
        """The recovery sheet as a PDF."""
        ...
