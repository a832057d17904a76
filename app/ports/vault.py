"""What one person's vault gives: its keys, its store, and the copies of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NoReturn, Protocol

from app.ports.record import CaseStore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime
    from pathlib import Path

    from app.domain.entry import Author
    from app.domain.ids import CaseId


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

    def mend_keys(self, place: VaultPlace, passphrase: str, content: bytes) -> Unlocked:
        """Open with the keys of a copy, and put them in the place of keys that are damaged.

        `content` is the copy's file of keys, which the passphrase of its day opens. Raises
        `VaultRefused` `keys.not-keys`, `keys.other-passphrase` or `keys.other-vault`; nothing
        has been changed then.
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
