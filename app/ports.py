"""What the ground floor needs from below and around it, as protocols.

An adapter in `storage` meets each of these; `storage.memory` meets them all for tests.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NoReturn, Protocol, Self

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from app.domain import enrolment, handover
    from app.domain.entry import Author, Entry
    from app.domain.ids import CaseId, EntryId


class Clock(Protocol):
    """The laptop's clock."""

    def now(self) -> datetime:
        """This moment, UTC, whole seconds."""
        ...


class Ids(Protocol):
    """A source of 128 random bits, spelt as the record spells ids."""

    def new(self) -> str:
        """A fresh id: 32 lower-case hexadecimal digits."""
        ...


@dataclass(frozen=True, slots=True)
class Summary:
    """One line of the list of cases; derived from the log and rebuilt from it at will."""

    case: CaseId
    label: str  # alias of the person at risk
    line: str  # what is said under it, in words
    touched: datetime  # UTC
    needs: str = ""  # what it needs of its worker, as `services.attention` spells it


@dataclass(frozen=True, slots=True)
class Found:
    """One case that a search found, with the alias and where the words stand."""

    case: CaseId
    label: str
    where: str


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of the chain: what was done, when, by whom; never any content."""

    seq: int
    at: datetime
    who: str
    act: str
    object: str


class CaseStore(Protocol):
    """The vault's record. Every writing call is one durable transaction, or raises.

    All raise `VaultRefused` for the user's world: `vault.full`, `vault.read-only`,
    `vault.damaged`, `vault.locked`.
    """

    def append(self, entries: Sequence[Entry]) -> None:
        """Write entries and their chain lines in one transaction; durable on return.

        Appending an entry again with the same bytes changes nothing. The same id with other
        bytes refuses all of them (`entry.two-of-one-id`), and so does an erased one.
        """
        ...

    def entries(self, case: CaseId) -> tuple[Entry, ...]:
        """All entries of a case whose bodies are here, commitments checked."""
        ...

    def arrivals(self, case: CaseId) -> dict[EntryId, datetime]:
        """When each entry came to be known here, UTC."""
        ...

    def cases(self, limit: int = 50, before: datetime | None = None) -> tuple[Summary, ...]:
        """Cases, newest first, from `before` on."""
        ...

    def needing(self) -> tuple[Summary, ...]:
        """Every case whose summary says that it needs something, newest first."""
        ...

    def summarise(self, summary: Summary, words: Iterable[str]) -> None:
        """Put a case's list line and search words in place of the old ones."""
        ...

    def search(self, text: str, limit: int = 20) -> tuple[Found, ...]:
        """Cases whose words begin with those of `text`, newest first; spellings folded."""
        ...

    def log(self, act: str, object_: str, who: str) -> None:
        """Chain an act that wrote no entry: consulted, printed, exported, unlocked."""
        ...

    def log_lines(self, limit: int = 200) -> tuple[LogLine, ...]:
        """The newest lines of the chain, newest first."""
        ...

    def head(self) -> tuple[int, str]:
        """The chain's sequence number and hash, for manifests and receipts."""
        ...

    def keep(self, content: bytes, case: CaseId | None = None) -> str:
        """Keep a blob (a slice, a paper, a receipt) and return its SHA-256.

        A blob kept for a case goes when that case is erased, unless another case has it too.
        """
        ...

    def blob(self, digest: str) -> bytes:
        """A kept blob; `KeyError` when it is not here."""
        ...

    def setting(self, name: str) -> str:
        """A setting of this vault, or the empty string."""
        ...

    def set_setting(self, name: str, text: str) -> None:
        """Write a setting."""
        ...

    def erase(self, case: CaseId, ground: str, authority: str, by: Entry) -> None:
        """Chain the erasure `by`, then drop the case's key, bodies, search rows and backups."""
        ...


class VaultKind(StrEnum):
    """What a vault is for; bound into its keys, so that one kind can never pass as another."""

    LIVE = "live"
    DEMO = "demo"  # fictional cases only
    ROOT = "root"  # an area's root keys; never on a case laptop


@dataclass(frozen=True, slots=True)
class VaultPlace:
    """Where one person's vault is kept: a folder with a neutral nickname as its name."""

    folder: Path

    @property
    def nickname(self) -> str:
        """What the list of people shows, such as `desk-1`; never a name."""
        return self.folder.name


@dataclass(frozen=True, slots=True)
class Profile:
    """Whose vault this is: the author of its entries, and their area."""

    by: Author
    area: str


@dataclass(frozen=True, slots=True)
class Failures:
    """Wrong passphrases since the vault was last opened."""

    count: int = 0
    since: datetime | None = None  # UTC; the first of them


@dataclass(frozen=True, slots=True)
class Unlocked:
    """An open vault.

    `notices` are codes to be told, each a sentence in the UI: `vault.rolled-back` and
    `vault.altered` (opened for reading only), `vault.read-only` (the folder cannot be written),
    `vault.migrated`, `vault.restored`, `vault.recovered`, `vault.backup-failed`.
    """

    store: VaultStore
    kind: VaultKind
    profile: Profile
    failures: Failures
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Backup:
    """One verified copy of the vault, encrypted with the same key."""

    name: str  # 20261123T020840Z
    made: datetime  # UTC


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long check has come."""

    done: int
    of: int


class VaultStore(CaseStore, Protocol):
    """What a vault keeps beside the record of its cases."""

    def unsummarised(self) -> tuple[CaseId, ...]:
        """Cases with entries newer than their list line; to be summarised when idle."""
        ...

    def secret(self, name: str) -> bytes | None:
        """A private key that lives only in this vault, such as `signing-key`."""
        ...

    def set_secret(self, name: str, content: bytes) -> None:
        """Keep a private key in this vault, in place of the old one."""
        ...

    def hold(self, case: CaseId) -> str:
        """Why a case must not be erased, or the empty string."""
        ...

    def set_hold(self, case: CaseId, reason: str) -> None:
        """Forbid a case's erasure, or with an empty reason allow it again."""
        ...

    def purge_due(self, by: date) -> tuple[tuple[CaseId, date], ...]:
        """Cases due for erasure by a day and not held, earliest first."""
        ...

    def set_purge_due(self, case: CaseId, day: date | None) -> None:
        """Say when a case is due for erasure; None takes it back."""
        ...

    def resume(self, reason: str, who: str) -> None:
        """Write again in a vault opened for reading only; the reason is chained."""
        ...

    def verify_chain_steps(self) -> Iterator[Progress]:
        """Check the whole chain and every commitment, at most 10 ms at a time.

        Raises `VaultRefused` `vault.altered` with the entry's id or the line's number.
        """
        ...


class KeyVault(Protocol):
    """Opens one vault at a time, and keeps its keys.

    All raise `VaultRefused`: `vault.in-use`, `vault.missing`, `vault.damaged`, `vault.newer`,
    `vault.full`, `vault.read-only`, `vault.not-enough-memory`. None of them sleeps: a guess that
    comes too early is refused with `vault.wait` and the `seconds` to wait.
    """

    def create(
        self, place: VaultPlace, kind: VaultKind, passphrase: str, profile: Profile
    ) -> tuple[Unlocked, str]:
        """Make a vault and open it; also the recovery code, to be printed once.

        Raises `VaultRefused` `vault.exists`, `vault.nickname` (a live vault's folder is not
        neutral), `passphrase.short` or `passphrase.common`.
        """
        ...

    def unlock(self, place: VaultPlace, passphrase: str) -> Unlocked:
        """Open a vault, or refuse with `vault.wrong-passphrase` and the `failures` so far."""
        ...

    def recover(self, place: VaultPlace, code: str, passphrase: str) -> Unlocked:
        """Open a vault with its recovery code and set a new passphrase.

        Raises `VaultRefused` `recovery.mistyped` or `recovery.wrong`.
        """
        ...

    def propose_passphrase(self) -> str:
        """Five words drawn by lot, to be taken or left."""
        ...

    def matches(self, passphrase: str) -> bool:
        """Whether this is the open vault's passphrase: for the cover, which never closed it.

        Counts nothing and may run in a thread of its own. Raises `VaultRefused` `vault.wait`.
        """
        ...

    def count_wrong(self) -> NoReturn:
        """Count a wrong passphrase at the cover; raises `vault.wrong-passphrase`."""
        ...

    def change_passphrase(self, old: str, new: str) -> None:
        """Wrap the key of the open vault again; the old passphrase opens it no more."""
        ...

    def restore(self, place: VaultPlace, passphrase: str, name: str) -> Unlocked:
        """Put a verified backup in the vault's place; the damaged file is kept in `aside/`.

        Raises `VaultRefused` `backup.missing` or `backup.failed`; nothing has been changed then.
        """
        ...

    def place(self) -> VaultPlace:
        """Where the open vault is kept. Raises `VaultRefused` `vault.locked` when none is open."""
        ...

    def backups(self, place: VaultPlace) -> tuple[Backup, ...]:
        """Backups of a vault, newest first; needs no passphrase."""
        ...

    def back_up(self, *, only_if_due: bool = False, to: Path | None = None) -> Backup | None:
        """Make a backup of the open vault and verify it on a fresh connection.

        With `only_if_due`, does nothing and returns None when there is one of today. With `to`,
        a copy that can be restored on another laptop goes to that folder as well.
        """
        ...

    def health(self) -> tuple[str, ...]:
        """Check the open vault's file on a fresh connection; the faults found, as codes.

        May run in a thread of its own.
        """
        ...

    def anchor(self) -> None:
        """Note the chain's head outside the database; after a seal, and every five minutes."""
        ...

    def seal_down(self) -> None:
        """Anchor, close and release the open vault; nothing when none is open."""
        ...


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

    def seal(self, parcel: handover.Parcel) -> handover.Sealed:
        """Make the package, read it again with every check, and only then give it out."""
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

    def seal_review(self, draft: handover.ReviewDraft, to_key: str) -> handover.Sealed:
        """Sign a review of another laptop's slice and seal it to the author's desk."""
        ...

    def open_review(
        self, content: bytes, arrived: datetime, signed: handover.SignedSlice
    ) -> tuple[handover.SignedSlice, handover.ReviewFacts, tuple[handover.PolicyFinding, ...]]:
        """Prove a review that came back, and put it into the slice it is of."""
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

    def updated(self, content: bytes, signature: bytes) -> Self:
        """After a known area's trust list; an older list changes nothing."""
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

    def pack_card(self, credentials: handover.Credentials) -> bytes:
        """Our own area's card as a file to be given to others."""
        ...
