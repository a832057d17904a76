"""The ports of the package, met by the modules beside this one."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from app.domain.enrolment import RootKeys
from app.domain.handover import Desk, Mode
from storage.handover import (
    certificates,
    coded_pdf,
    enrolment,
    envelope,
    interview,
    openssh,
    reader,
    receipt,
    review,
    signers,
    trust,
    writer,
)
from storage.handover.ends import Reader
from storage.handover.fingerprint import spoken
from storage.handover.refusals import Code, refuse
from storage.handover.trust import Book

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from app.domain.coded import Codes
    from app.domain.enrolment import Enrolled, EnrolmentRequest, EnrolmentSecrets
    from app.domain.handover import (
        AreaCard,
        Credentials,
        Parcel,
        PolicyFinding,
        Receipt,
        ReceiptDraft,
        ReviewDraft,
        ReviewFacts,
        Sealed,
        SignedSlice,
        SliceDraft,
        Verified,
    )
    from app.domain.renderings import Proof
    from app.domain.trusting import ListFile
    from app.ports.post import TrustBook
    from storage.handover.review import ReadReview


class PackageDesk:
    """`Sealer`, `Opener` and `Receipts` for one unlocked vault.

    Holds the worker's credentials and the trust book in memory for as long as it is kept; a new
    book or new credentials make a new desk.
    """

    def __init__(self, credentials: Credentials, book: Book) -> None:
        """Take what the vault gave out when it was unlocked."""
        self._credentials = credentials
        self._book = book

    def sign(self, draft: SliceDraft) -> SignedSlice:
        """See `Sealer.sign`."""
        return writer.sign_slice(draft, self._credentials)

    def review(self, signed: SignedSlice, draft: ReviewDraft) -> SignedSlice:
        """See `Sealer.review`."""
        return writer.review_slice(signed, draft, self._credentials)

    def join(self, one: SignedSlice, other: SignedSlice) -> SignedSlice:
        """See `Sealer.join`."""
        return writer.join_slices(one, other)

    def seal(self, parcel: Parcel) -> Sealed:
        """See `Sealer.seal`."""
        return writer.seal(parcel, self._credentials, self._book)

    def new_codes(self) -> Codes:
        """See `Sealer.new_codes`."""
        return coded_pdf.new_codes()

    def seal_coded(self, parcel: Parcel, pages: bytes, code: str) -> Sealed:
        """See `Sealer.seal_coded`."""
        return writer.seal_coded(parcel, pages, code, self._credentials, self._book)

    def sign_interview(self, content: bytes) -> bytes:
        """See `Sealer.sign_interview`."""
        return interview.sign(content, self._credentials)

    def keep(self, signed: SignedSlice) -> bytes:
        """See `Sealer.keep`."""
        return writer.pack_slice(signed)

    def kept(self, blob: bytes) -> SignedSlice:
        """See `Sealer.kept`."""
        return writer.unpack_slice(blob)

    def open(self, content: bytes, arrived: datetime) -> Verified:
        """See `Opener.open`."""
        return reader.open_package(content, self._credentials.identities, self._book, arrived)

    def seal_receipt(self, draft: ReceiptDraft) -> Sealed:
        """See `Receipts.seal_receipt`."""
        return receipt.seal_receipt(draft, self._credentials, self._book)

    def open_receipt(self, content: bytes, arrived: datetime, sent: Iterable[str]) -> Receipt:
        """See `Receipts.open_receipt`."""
        found = self._receipt(content, arrived)
        receipt.check_sent(found, frozenset(sent))
        return found

    def seal_review(
        self,
        draft: ReviewDraft,
        to_key: str,
        of: SignedSlice | None = None,
        words: SignedSlice | None = None,
    ) -> Sealed:
        """See `Receipts.seal_review`."""
        if of is not None:
            review.check_other_hand(of, self._credentials)
        return review.seal_review(draft, self._credentials, to_key, words)

    def read_review(
        self, content: bytes, arrived: datetime
    ) -> tuple[ReviewFacts, tuple[PolicyFinding, ...]]:
        """See `Receipts.read_review`."""
        found = self._review(content, arrived)
        return found.facts, found.findings

    def open_review(
        self, content: bytes, arrived: datetime, signed: SignedSlice
    ) -> tuple[SignedSlice, ReviewFacts, tuple[PolicyFinding, ...]]:
        """See `Receipts.open_review`."""
        found = self._review(content, arrived)
        facts = found.facts
        if facts.slice != signed.digest:
            refuse(Code.CHECKSUM, file="REVIEW.txt")
        review.check_same_case(found, signed)
        bare = review.without_earlier(signed, facts)
        return writer.with_review(bare, found.message, found.signature), facts, found.findings

    def _receipt(self, content: bytes, arrived: datetime) -> Receipt:
        return receipt.open_receipt(content, self._credentials.identities, self._book, arrived)

    def _review(self, content: bytes, arrived: datetime) -> ReadReview:
        plain = envelope.decrypt(content, self._credentials.identities)
        return review.read_review(plain, Reader(self._book, (), arrived))


class EnrolmentDesk:
    """`Enrolment`: asking from a case laptop, answering from a root vault."""

    def request(
        self, mode: Mode, principal: str, reference: str, created: datetime
    ) -> tuple[Sealed, EnrolmentSecrets]:
        """See `Enrolment.request`."""
        return enrolment.request(mode, principal, reference, created)

    def read_request(self, packed: bytes, mode: Mode) -> EnrolmentRequest:
        """See `Enrolment.read_request`."""
        return enrolment.read_request(packed, mode)

    def answer(
        self,
        asked: EnrolmentRequest,
        root: RootKeys,
        serial: int,
        now: datetime,
        until: datetime,
    ) -> Sealed:
        """See `Enrolment.answer`."""
        return enrolment.answer(asked, root, serial, now, until)

    def accept(self, content: bytes, kept: EnrolmentSecrets, now: datetime) -> Enrolled:
        """See `Enrolment.accept`."""
        return enrolment.accept(content, kept, now)

    def new_root(self, mode: Mode, area: str, title: str) -> RootKeys:
        """See `Enrolment.new_root`; the telephone number is filled in before the first card."""
        return RootKeys(mode, area, secrets.token_bytes(32), title=title, alone=True)

    def card(self, root: RootKeys, now: datetime) -> bytes:
        """See `Enrolment.card`."""
        return trust.pack_card(*trust.write_card(root, now, now + enrolment.CARD_LASTS))

    def trust_list(self, root: RootKeys, now: datetime) -> bytes:
        """See `Enrolment.trust_list`."""
        return trust.pack_list(*trust.write_trust(root, now, now + enrolment.LIST_LASTS))

    def key_line(self, key: bytes) -> str:
        """See `Enrolment.key_line`."""
        return openssh.key_line(key)

    def new_desk(self, area: str, name: str) -> tuple[Desk, str]:
        """See `Enrolment.new_desk`."""
        identity, recipient = envelope.new_identity()
        return Desk(area, name, recipient), identity


class TrustDesk:
    """`Trust`: books as text, cards as files."""

    def read(self, text: str, mode: Mode) -> Book:
        """See `Trust.read`."""
        book = signers.read_book(text, mode) if text else Book(mode)
        if book.mode is not mode:
            raise signers.TrustFileError("the trust file is of the other mode")
        return book

    def write(self, book: TrustBook) -> str:
        """See `Trust.write`."""
        return signers.write_book(Book(book.mode, book.areas))

    def card(self, packed: bytes, mode: Mode) -> AreaCard:
        """See `Trust.card`."""
        return trust.unpack_card(packed, mode)

    def is_list(self, packed: bytes) -> bool:
        """See `Trust.is_list`."""
        return trust.is_list(packed)

    def trust_list(self, packed: bytes, mode: Mode) -> ListFile:
        """See `Trust.trust_list`."""
        return trust.unpack_list(packed, mode)

    def pack_list(self, credentials: Credentials) -> bytes:
        """See `Trust.pack_list`."""
        return trust.pack_list(credentials.trust, credentials.trust_signature)

    def spoken(self, root: bytes) -> str:
        """See `Trust.spoken`."""
        return spoken(root)

    def certificate(self, credentials: Credentials) -> tuple[int, str]:
        """See `Trust.certificate`."""
        found = certificates.read(certificates.blob_of(credentials.certificate))
        return found.serial, openssh.key_line(found.key)

    def prove_interview(self, book: TrustBook, content: bytes, signature: bytes) -> Proof:
        """See `Trust.prove_interview`."""
        return interview.prove(content, signature, Book(book.mode, book.areas))

    def pack_card(self, credentials: Credentials) -> bytes:
        """See `Trust.pack_card`."""
        return trust.pack_card(credentials.card, credentials.card_signature)
