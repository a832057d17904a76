"""The record kept in memory: the same promises as the vault, for tests and rehearsals of code.

Nothing here is durable or secret.
"""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from copy import copy
from datetime import date
from typing import TYPE_CHECKING

from app.domain.codes import Kind
from app.domain.errors import RecordRefused, VaultRefused
from app.ports.record import Found, LogLine, Summary
from app.ports.vault import Progress
from storage.codec import decode, encode
from storage.folding import index_words, place_of, query_words
from storage.record_rules import (
    MAX_BLOB,
    act_of,
    check_act,
    check_erasure,
    digests_in,
    next_link,
)

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence
    from datetime import datetime

    from app.domain.entry import Entry
    from app.domain.ids import CaseId, EntryId
    from app.ports.record import Clock


class MemoryCaseStore:
    """The `VaultStore` port over dictionaries."""

    def __init__(self, clock: Clock) -> None:
        """Take the clock that says when an entry arrived."""
        self._clock = clock
        self._lines: dict[EntryId, tuple[CaseId, datetime, bytes]] = {}
        self._erased: dict[str, date] = {}  # cases and entries
        self._chain: list[tuple[LogLine, bytes]] = []
        self._blobs: dict[str, tuple[bytes, set[CaseId]]] = {}
        self._settings: dict[str, str] = {}
        self._secrets: dict[str, bytes] = {}
        self._summaries: dict[CaseId, tuple[Summary, list[str], int]] = {}

    @contextmanager
    def together(self) -> Generator[None]:
        """Every writing call within, or none of them."""
        before = {name: copy(part) for name, part in vars(self).items() if name != "_clock"}
        before["_blobs"] = {name: (b, set(of)) for name, (b, of) in self._blobs.items()}
        try:
            yield
        except BaseException:
            vars(self).update(before)
            raise

    def append(self, entries: Sequence[Entry]) -> None:
        """Write entries and their chain lines, all or none of them."""
        fresh: dict[EntryId, tuple[CaseId, datetime, bytes]] = {}
        for entry in entries:
            line = encode(entry)
            for name in (entry.case, entry.id):
                if name in self._erased:
                    raise RecordRefused("entry.erased-here", on=self._erased[name].isoformat())
            kept = fresh.get(entry.id) or self._lines.get(entry.id)
            if kept and kept[2] != line:
                raise RecordRefused("entry.two-of-one-id", entry=entry.id)
            if entry.id not in self._lines:
                fresh[entry.id] = (entry.case, self._clock.now(), line)
        for name, (_, _, line) in fresh.items():
            entry = decode(line)
            self._link(act_of(entry), name, entry.by.principal, hashlib.sha256(line).digest())
        self._lines |= fresh

    def entries(self, case: CaseId) -> tuple[Entry, ...]:
        """All entries of a case whose bodies are here, in the order they came."""
        return tuple(decode(line) for of, _, line in self._lines.values() if of == case)

    def arrivals(self, case: CaseId) -> dict[EntryId, datetime]:
        """When each entry came to be known here, UTC."""
        return {name: came for name, (of, came, _) in self._lines.items() if of == case}

    def cases(self, limit: int = 50, before: datetime | None = None) -> tuple[Summary, ...]:
        """Cases, newest first, from `before` on."""
        newest = sorted(
            (kept[0] for kept in self._summaries.values()),
            key=lambda line: (line.touched, line.case),
            reverse=True,
        )
        return tuple(s for s in newest if before is None or s.touched < before)[:limit]

    def needing(self) -> tuple[Summary, ...]:
        """Every case whose summary says that it needs something, newest first."""
        return tuple(line for line in self.cases(len(self._summaries)) if line.needs)

    def summarise(self, summary: Summary, words: Iterable[str]) -> None:
        """Put a case's list line and search words in place of the old ones."""
        if summary.case not in self._erased:
            self._summaries[summary.case] = (summary, list(words), self._count(summary.case))

    def unsummarised(self) -> tuple[CaseId, ...]:
        """Cases with entries newer than their list line."""
        cases = {of for of, _, _ in self._lines.values()} - self._erased.keys()
        return tuple(
            case
            for case in sorted(cases)
            if case not in self._summaries or self._summaries[case][2] < self._count(case)
        )

    def search(self, text: str, limit: int = 20) -> tuple[Found, ...]:
        """Cases whose words begin with those of `text`, newest first; spellings folded."""
        wanted = query_words(text)
        found: list[Found] = []
        for summary in self.cases(len(self._summaries)) if wanted else ():
            texts = self._summaries[summary.case][1]
            words = [word for each in texts for word in index_words(each)]
            if all(any(word.startswith(begin) for word in words) for begin in wanted):
                found.append(Found(summary.case, summary.label, place_of(texts, wanted)))
        return tuple(found[:limit])

    def log(self, act: str, object_: str, who: str) -> None:
        """Chain an act that wrote no entry."""
        check_act(act, object_)
        self._link(act, object_, who, b"")

    def log_lines(self, limit: int = 200) -> tuple[LogLine, ...]:
        """The newest lines of the chain, newest first."""
        return tuple(line for line, _ in reversed(self._chain[-limit:])) if limit else ()

    def head(self) -> tuple[int, str]:
        """The chain's sequence number and hash."""
        return (len(self._chain), self._chain[-1][1].hex()) if self._chain else (0, "")

    def keep(self, content: bytes, case: CaseId | None = None) -> str:
        """Keep a blob and return its SHA-256."""
        if len(content) > MAX_BLOB:
            raise RecordRefused("paper.too-large", most=MAX_BLOB)
        digest = hashlib.sha256(content).hexdigest()
        _, holders = self._blobs.setdefault(digest, (content, set()))
        holders |= {case} if case else set()
        return digest

    def blob(self, digest: str) -> bytes:
        """A kept blob; `KeyError` when it is not here."""
        return self._blobs[digest][0]

    def setting(self, name: str) -> str:
        """A setting, or the empty string."""
        return self._settings.get(name, "")

    def set_setting(self, name: str, text: str) -> None:
        """Write a setting."""
        self._settings[name] = text

    def secret(self, name: str) -> bytes | None:
        """A private key, or None."""
        return self._secrets.get(name)

    def set_secret(self, name: str, content: bytes) -> None:
        """Keep a private key in place of the old one."""
        self._secrets[name] = bytes(content)

    def hold(self, case: CaseId) -> str:
        """Why a case must not be erased, or the empty string."""
        return self.setting(f"hold {case}")

    def set_hold(self, case: CaseId, reason: str) -> None:
        """Forbid a case's erasure, or with an empty reason allow it again."""
        self.set_setting(f"hold {case}", reason)

    def purge_due(self, by: date) -> tuple[tuple[CaseId, date], ...]:
        """Cases due for erasure by a day and not held, earliest first."""
        due: list[tuple[date, CaseId]] = []
        for case in {of for of, _, _ in self._lines.values()} - self._erased.keys():
            day = self.setting(f"purge-due {case}")
            if day and date.fromisoformat(day) <= by and not self.hold(case):
                due.append((date.fromisoformat(day), case))
        return tuple((case, day) for day, case in sorted(due))

    def set_purge_due(self, case: CaseId, day: date | None) -> None:
        """Say when a case is due for erasure; None takes it back."""
        self.set_setting(f"purge-due {case}", day.isoformat() if day else "")

    def erase(self, case: CaseId, ground: str, authority: str, by: Entry) -> None:
        """Chain the erasure `by`, then drop the case's bodies, blobs and search words."""
        check_erasure(case, ground, authority, by)
        if self.hold(case):
            raise VaultRefused("case.held")
        today = self._clock.now().date()
        gone = [name for name, (of, _, _) in self._lines.items() if of == case]
        named = {digest for name in gone for digest in digests_in(self._lines[name][2])}
        self.append([by])
        for name in gone:
            self._link("erase", name, by.by.principal, b"")
            del self._lines[name]
            self._erased[name] = today
        self._erased[case] = today
        self._summaries.pop(case, None)
        for digest, (_, holders) in list(self._blobs.items()):
            if case in holders:
                holders.discard(case)
                if not holders:
                    del self._blobs[digest]
        for setting, text in list(self._settings.items()):
            if case in setting + text or any(digest in setting for digest in named):
                del self._settings[setting]

    def resume(self, reason: str, who: str) -> None:
        """Chain the reason; memory is never opened for reading only."""
        self.log("resume", reason, who)

    def verify_chain_steps(self) -> Iterator[Progress]:
        """One step: nothing in memory can have been changed from outside."""
        yield Progress(len(self._chain), len(self._chain))

    def _count(self, case: CaseId) -> int:
        return sum(
            of == case and decode(line).kind is not Kind.ERASED
            for of, _, line in self._lines.values()
        )

    def _link(self, act: str, object_: str, who: str, commitment: bytes) -> None:
        before = self._chain[-1][1] if self._chain else b""
        at = self._clock.now()
        line = LogLine(len(self._chain) + 1, at, who, act, object_)
        self._chain.append((line, next_link(before, line, "", commitment)))
