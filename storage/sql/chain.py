"""The hash chain and the keyed commitments: writing a line, and checking that none was changed.

SQLCipher proves each page genuine but not fresh: an old page put back passes all its checks. The
chain makes a missing or older line show, and the anchor (outside this file) an older whole.
"""

from __future__ import annotations

import secrets
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from app.domain.errors import VaultRefused
from app.ports.record import LogLine
from app.ports.vault import Progress
from storage.record_rules import commit, next_link
from storage.sql.connection import known_errors

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from storage.sql.library import Connection

STEP = 0.008
"""Seconds of checking between two pauses: the screen never waits longer than 10 ms."""

TAIL = 64
"""Lines checked at each unlock."""

_BATCH = 20
_LINES = (
    "SELECT c.seq, c.at, c.who, c.act, c.object, c.case_id, c.com, c.hash, e.id, e.line "
    "FROM chain c LEFT JOIN entry e ON e.seq = c.seq WHERE c.seq > ? ORDER BY c.seq LIMIT ?"
)


_INSERT = "INSERT INTO chain VALUES (?, ?, ?, ?, ?, ?, ?, ?)"


def _linked(
    seq: int, before: bytes, line: LogLine, case: str | None, commitment: bytes
) -> tuple[Any, ...]:
    """The row of the line `seq` after the one whose hash is `before`; its own hash comes last."""
    line = LogLine(seq, line.at, line.who, line.act, line.object)
    told = (seq, int(line.at.timestamp()), line.who, line.act, line.object)
    return (*told, case, commitment, next_link(before, line, case or "", commitment))


class Chain:
    """The chain of one open database."""

    def __init__(self, connection: Connection) -> None:
        """Take the open database."""
        self._connection = connection
        self._keys: dict[str, bytes] = {}  # of cases, as far as one check has met them

    def head(self) -> tuple[int, bytes]:
        """The newest line's number and hash; `(0, b"")` of an empty chain."""
        row = self._connection.execute(
            "SELECT seq, hash FROM chain ORDER BY seq DESC LIMIT 1"
        ).fetchone()
        return (row[0], row[1]) if row else (0, b"")

    def hash_at(self, seq: int) -> bytes:
        """The hash of one line; empty when there is none."""
        row = self._connection.execute("SELECT hash FROM chain WHERE seq = ?", (seq,)).fetchone()
        return row[0] if row else b""

    def link(self, line: LogLine, case: str | None = None, commitment: bytes = b"") -> int:
        """Write the next line; its `seq` is given here. Inside the caller's transaction."""
        seq, before = self.head()
        self._connection.execute(_INSERT, _linked(seq + 1, before, line, case, commitment))
        return seq + 1

    def link_many(self, lines: Sequence[tuple[LogLine, bytes]], case: str) -> int:
        """Write several lines of one case with their commitments; the `seq` of the first."""
        seq, before = self.head()
        rows: list[tuple[Any, ...]] = []
        for at, (line, commitment) in enumerate(lines, start=seq + 1):
            rows.append(_linked(at, before, line, case, commitment))
            before = rows[-1][-1]
        self._connection.executemany(_INSERT, rows)
        return seq + 1

    def case_key(self, case: str) -> bytes | None:
        """The key of a case's commitments; None when the case is not known here."""
        row = self._connection.execute(
            "SELECT key FROM keyring WHERE name = ?", (f"case {case}",)
        ).fetchone()
        return row[0] if row else None

    def new_case_key(self, case: str) -> bytes:
        """A fresh key, in place of the old one if there was one."""
        key = secrets.token_bytes(32)
        self._keys.pop(case, None)
        self._connection.execute(
            "INSERT INTO keyring (name, key) VALUES (?, ?) "
            "ON CONFLICT (name) DO UPDATE SET key = excluded.key",
            (f"case {case}", key),
        )
        return key

    def was_erased(self, entry_id: str) -> int | None:
        """When an entry was erased here, UTC seconds; None when it was not."""
        row = self._connection.execute(
            "SELECT at FROM chain WHERE act = 'erase' AND object = ?", (entry_id,)
        ).fetchone()
        return row[0] if row else None

    def check_entry(
        self, case: str, named: str, com: bytes, kept: tuple[str, bytes] | None
    ) -> None:
        """Check one entry against its line; `kept` is its id and bytes, if they are here.

        Raises:
            VaultRefused: `vault.altered` with the entry's id.
        """
        if kept is None:
            if self.was_erased(named) is None:
                raise VaultRefused("vault.altered", entry=named)
            return
        key = self._keys.get(case) or self.case_key(case)
        if kept[0] != named or key is None or commit(key, named, kept[1]) != com:
            raise VaultRefused("vault.altered", entry=named)
        self._keys[case] = key

    def check_tail(self) -> None:
        """Check the last lines of the chain, their entries, and that their cases list them."""
        seq, _ = self.head()
        since = max(0, seq - TAIL)
        for _ in self.steps(since=since):
            pass
        with known_errors():
            # The table by itself (+), against the index by which a case finds its entries.
            for case, newest in self._connection.execute(
                "SELECT +case_id, max(seq) FROM chain WHERE seq > ? AND +case_id IS NOT NULL "
                "GROUP BY +case_id",
                (since,),
            ).fetchall():
                (listed,) = self._connection.execute(
                    "SELECT max(seq) FROM chain INDEXED BY chain_case WHERE case_id = ?", (case,)
                ).fetchone()
                if listed != newest:
                    raise VaultRefused("vault.altered", line=newest)

    def steps(self, since: int = 0) -> Iterator[Progress]:
        """Check lines after `since`, pausing at least every 10 ms.

        Raises:
            VaultRefused: `vault.altered` with the number of the line or the id of the entry.
        """
        with known_errors():
            before, last = self.hash_at(since), self.head()[0]
        seq, entries = since, 0
        started = time.perf_counter()
        while True:
            with known_errors():
                rows = self._connection.execute(_LINES, (seq, _BATCH)).fetchall()
                for row in rows:
                    self._check_line(row, seq + 1, before)
                    seq, before = row[0], row[7]
                    entries += row[8] is not None
            if len(rows) < _BATCH:
                break
            if time.perf_counter() - started > STEP:
                yield Progress(seq, max(seq, last))
                started = time.perf_counter()
        if since == 0:
            self._check_count(entries)
        yield Progress(seq, seq)

    def _check_line(self, row: tuple[Any, ...], seq: int, before: bytes) -> None:
        number, at, who, act, object_, case, com, hash_, named, line = row
        told = LogLine(number, datetime.fromtimestamp(at, UTC), who, act, object_)
        if number != seq or next_link(before, told, case or "", com) != hash_:
            raise VaultRefused("vault.altered", line=seq)
        if case is not None:
            self.check_entry(case, object_, com, None if named is None else (named, line))
        elif named is not None:
            raise VaultRefused("vault.altered", entry=named)

    def _check_count(self, entries: int) -> None:
        with known_errors():
            (kept,) = self._connection.execute("SELECT count(*) FROM entry").fetchone()
        if kept != entries:
            raise VaultRefused("vault.altered", line=0)
