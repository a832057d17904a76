"""What keeping a case's record needs from around it: a clock, fresh ids, and a store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime

    from app.domain.entry import Entry
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

    def together(self) -> AbstractContextManager[None]:
        """Every writing call within is one durable transaction, or none of it is kept.

        For one turn of the thread, and for neither `erase` nor `resume`.
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
