"""What carrying a case needs: sealing and opening packages, answers, enrolment, and trust."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, Self

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from app.domain import coded, enrolment, handover, renderings, trusting


class Sealer(Protocol):
    """Signs and seals with the credentials of the open vault."""

    def sign(self, draft: handover.SliceDraft) -> handover.SignedSlice:
        """Sign one author's entries of one case; `ValueError` for another area's or case's."""
        ...

    def review(
        self, signed: handover.SignedSlice, draft: handover.ReviewDraft
    ) -> handover.SignedSlice:
        """The slice with our own review put in; `ValueError` when it carries four already."""
        ...

    def join(self, one: handover.SignedSlice, other: handover.SignedSlice) -> handover.SignedSlice:
        """Two copies of one slice as one, with every part and review that either has.

        `ValueError` when they are not copies of one slice.
        """
        ...

    def seal(self, parcel: handover.Parcel) -> handover.Sealed:
        """Make the package, read it again with every check, and only then give it out."""
        ...

    def new_codes(self) -> coded.Codes:
        """A fresh code and read-back code for one coded PDF."""
        ...

    def seal_coded(self, parcel: handover.Parcel, pages: bytes, code: str) -> handover.Sealed:
        """Make a coded PDF: `pages` that the code opens, the package for nobody's key attached.

        It is read again, out of that very PDF and with every check, before it is given out.
        """
        ...

    def sign_interview(self, content: bytes) -> bytes:
        """An armoured signature over a language pack. Raises `PackageRefused`."""
        ...

    def keep(self, signed: handover.SignedSlice) -> bytes:
        """A slice as one blob for the vault."""
        ...

    def kept(self, blob: bytes) -> handover.SignedSlice:
        """A slice from the vault's blob."""
        ...


class Opener(Protocol):
    """Reads packages with the keys and the trust of the open vault."""

    def open(self, content: bytes, arrived: datetime) -> handover.Verified:
        """Prove a package; `arrived` is when our own chain says that it came, UTC."""
        ...


class Receipts(Protocol):
    """Answers to deliveries, and reviews that travel alone."""

    def seal_receipt(self, draft: handover.ReceiptDraft) -> handover.Sealed:
        """Sign an answer and seal it to the desk the delivery came from."""
        ...

    def open_receipt(
        self, content: bytes, arrived: datetime, sent: Iterable[str]
    ) -> handover.Receipt:
        """Prove an answer; refuses one for a delivery whose digest is not among `sent`."""
        ...

    def seal_review(
        self,
        draft: handover.ReviewDraft,
        to_key: str,
        of: handover.SignedSlice | None = None,
        words: handover.SignedSlice | None = None,
    ) -> handover.Sealed:
        """Sign a review of another laptop's slice and seal it to the author's desk.

        `of` is the slice reviewed: its own author is refused (`package.own-review`). `words` is a
        slice of the reviewer's own that holds the record the review names; it travels along.
        """
        ...

    def read_review(
        self, content: bytes, arrived: datetime
    ) -> tuple[handover.ReviewFacts, tuple[handover.PolicyFinding, ...]]:
        """Prove a review that came back, before it is known which slice here it is of."""
        ...

    def open_review(
        self, content: bytes, arrived: datetime, signed: handover.SignedSlice
    ) -> tuple[handover.SignedSlice, handover.ReviewFacts, tuple[handover.PolicyFinding, ...]]:
        """Prove a review that came back, and put it into the slice it is of.

        An earlier one of the same reviewer in the same office gives way to it. `ValueError` when
        the slice carries four others already.
        """
        ...


class Enrolment(Protocol):
    """How a laptop comes to its certificate; `answer` belongs to a vault of kind `root`."""

    def request(
        self, mode: handover.Mode, principal: str, reference: str, created: datetime
    ) -> tuple[handover.Sealed, enrolment.EnrolmentSecrets]:
        """A new signing key and the file that asks for its certificate."""
        ...

    def read_request(self, packed: bytes, mode: handover.Mode) -> enrolment.EnrolmentRequest:
        """What a laptop asks for; its maker is proved to hold the key."""
        ...

    def answer(
        self,
        asked: enrolment.EnrolmentRequest,
        root: enrolment.RootKeys,
        serial: int,
        now: datetime,
        until: datetime,
    ) -> handover.Sealed:
        """Certify, and seal certificate, card, trust list and desk keys to that laptop."""
        ...

    def accept(
        self, content: bytes, kept: enrolment.EnrolmentSecrets, now: datetime
    ) -> enrolment.Enrolled:
        """Take in the answer to our own request."""
        ...

    def new_root(self, mode: handover.Mode, area: str, title: str) -> enrolment.RootKeys:
        """A new root with no desk yet, made by one person until two say otherwise."""
        ...

    def card(self, root: enrolment.RootKeys, now: datetime) -> bytes:
        """The area's card, signed by its root, as one file."""
        ...

    def trust_list(self, root: enrolment.RootKeys, now: datetime) -> bytes:
        """The area's trust list, signed by its root, as one file."""
        ...

    def key_line(self, key: bytes) -> str:
        """A public key of 32 bytes as trust lists spell it: `ssh-ed25519 AAAA...`."""
        ...

    def new_desk(self, area: str, name: str) -> tuple[handover.Desk, str]:
        """A new desk and its age identity, for `RootKeys.desks`."""
        ...


class TrustBook(Protocol):
    """The areas a vault knows. A value: each change gives a new book, to be kept as text."""

    @property
    def mode(self) -> handover.Mode:
        """Live or demo; a book holds one of them."""
        ...

    @property
    def areas(self) -> tuple[handover.KnownArea, ...]:
        """Every known area, by name."""
        ...

    def area(self, name: str) -> handover.KnownArea | None:
        """The known area of this name."""
        ...

    def put(self, known: handover.KnownArea) -> Self:
        """With this area; another root for a known one is refused (`package.changed-root`)."""
        ...

    def admit(self, card: handover.AreaCard) -> Self:
        """With a card's area, unchecked if it was unknown."""
        ...

    def checked(self, area: str, check: handover.VoiceCheck) -> Self:
        """After the area's spoken fingerprint was compared by voice."""
        ...

    def enrolled(self, own: handover.KnownArea) -> Self:
        """After our area certified this laptop; calls made and lists that came before stay."""
        ...

    def rooted_anew(self, card: handover.AreaCard, check: handover.VoiceCheck) -> Self:
        """With a known area's new root, compared by voice, and nothing left of the old one's."""
        ...

    def updated(self, content: bytes, signature: bytes) -> Self:
        """After a known area's trust list; an older list changes nothing."""
        ...

    def taken(self, content: bytes, signature: bytes) -> tuple[Self, trusting.TrustNews]:
        """The same, and what changed by it."""
        ...


class Trust(Protocol):
    """Trust books as text, and area cards as files."""

    def read(self, text: str, mode: handover.Mode) -> TrustBook:
        """A kept book, or an empty one for the empty text; `ValueError` for another text."""
        ...

    def write(self, book: TrustBook) -> str:
        """The book as an allowed_signers file, which stock ssh-keygen reads as well."""
        ...

    def card(self, packed: bytes, mode: handover.Mode) -> handover.AreaCard:
        """A card from its file; it proves itself, and that alone makes nobody trusted."""
        ...

    def is_list(self, packed: bytes) -> bool:
        """Whether a file is put together as a trust list by itself; nothing is proved."""
        ...

    def trust_list(self, packed: bytes, mode: handover.Mode) -> trusting.ListFile:
        """A trust list from its file; it proves itself, and that alone makes nobody believed."""
        ...

    def pack_list(self, credentials: handover.Credentials) -> bytes:
        """Our own area's trust list, as these credentials hold it, as a file for others."""
        ...

    def spoken(self, root: bytes) -> str:
        """A root as it is read aloud: 32 digits in 8 groups."""
        ...

    def certificate(self, credentials: handover.Credentials) -> tuple[int, str]:
        """The serial of our own certificate, and its key as trust lists spell it."""
        ...

    def prove_interview(
        self, book: TrustBook, content: bytes, signature: bytes
    ) -> renderings.Proof:
        """Who signed a language pack's bytes. Raises `PackageRefused`."""
        ...

    def pack_card(self, credentials: handover.Credentials) -> bytes:
        """Our own area's card as a file to be given to others."""
        ...
