"""The record in an open vault: the `VaultStore` port over SQLCipher.

Every writing call is one `BEGIN IMMEDIATE … COMMIT`, durable when it returns. Saving an entry
touches the chain, the entry and their two indexes, and nothing that can be derived.
"""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from app.domain.errors import RecordRefused, VaultRefused
from app.domain.ids import CaseId, EntryId
from app.ports.record import Found, LogLine, Summary
from storage.codec import decode_kept, encode
from storage.record_rules import MAX_BLOB, act_of, check_act, check_erasure, commit
from storage.sql import listing
from storage.sql.chain import Chain
from storage.sql.connection import known_errors
from storage.sql.erasing import erase_case
from storage.sql.many import put_many, refuse_erased

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence

    from app.domain.entry import Entry
    from app.ports.record import Clock
    from app.ports.vault import Progress
    from storage.sql.library import Connection

_ENTRIES = (
    "SELECT c.object, c.com, e.id, e.line FROM chain c LEFT JOIN entry e ON e.seq = c.seq "
    "WHERE c.case_id = ? ORDER BY c.seq"
)

_FEW = 8
"""Entries up to which each is asked for and written by itself: what a prompt or a form saves."""

_KNOWN_OF = (  # one statement, since each save asks it
    "SELECT (SELECT key FROM keyring WHERE name = ?), (SELECT erased FROM keyring WHERE name = ?), "
    "(SELECT at FROM chain WHERE act = 'erase' AND object = ?), "
    "(SELECT line FROM entry WHERE id = ?)"
)


class SqlCaseStore:
    """The record of one open vault; for one thread at a time."""

    def __init__(
        self,
        connection: Connection,
        clock: Clock,
        *,
        readable_only: str = "",
        make_room: Callable[[], None] = lambda: None,
        erased: Callable[[], None] = lambda: None,
    ) -> None:
        """Take an open, migrated database.

        Args:
            connection: the database; closed by the caller.
            clock: says when an entry arrived.
            readable_only: the code with which writing is refused, or empty to allow it.
            make_room: called when the disk is full; frees the reserve for a second try.
            erased: called after a case was erased; rids the backups of it.
        """
        self._connection = connection
        self._clock = clock
        self._readable_only = readable_only
        self._make_room = make_room
        self._erased = erased
        self._chain = Chain(connection)
        self._together = False  # whether a transaction of several calls is open

    @property
    def readable_only(self) -> str:
        """The code with which writing is refused; empty when it is allowed."""
        return self._readable_only

    @contextmanager
    def _writing(self) -> Generator[Connection]:
        """One durable transaction, or none of it; within `together`, one piece of that."""
        if self._together:
            with known_errors(), self._piece():
                yield self._connection
            return
        if self._readable_only:
            raise VaultRefused(self._readable_only)
        try:
            with known_errors():
                self._connection.execute("BEGIN IMMEDIATE")
                try:
                    yield self._connection
                    self._connection.execute("COMMIT")
                except BaseException:
                    # A full disk has rolled it back already.
                    if self._connection.in_transaction:
                        self._connection.execute("ROLLBACK")
                    raise
        except VaultRefused as refused:
            if refused.code == "vault.full":
                self._make_room()
            raise

    @contextmanager
    def _piece(self) -> Generator[None]:
        """One call of several: what it wrote is undone when it fails, whoever goes on then."""
        self._connection.execute("SAVEPOINT piece")
        try:
            yield
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK TO piece")
                self._connection.execute("RELEASE piece")
            raise
        self._connection.execute("RELEASE piece")

    @contextmanager
    def together(self) -> Generator[None]:
        """See `CaseStore.together`."""
        with self._writing():
            if self._together:
                yield
                return
            self._together = True
            try:
                yield
            finally:
                self._together = False

    # ------------------------------------------------------------------ the record

    def append(self, entries: Sequence[Entry]) -> None:
        """Write entries and their chain lines in one transaction; durable on return."""
        lines = [encode(entry) for entry in entries]  # refused before anything is begun
        with self._writing():
            if len(entries) > _FEW and len({entry.case for entry in entries}) == 1:
                put_many(self._connection, self._chain, entries, lines, self._clock.now())
                return
            for entry, line in zip(entries, lines, strict=True):
                self._put(entry, line)

    def _put(self, entry: Entry, line: bytes) -> None:
        key, case_erased, erased, kept = self._connection.execute(
            _KNOWN_OF, (f"case {entry.case}", f"case {entry.case}", entry.id, entry.id)
        ).fetchone()
        refuse_erased(case_erased if erased is None else erased)
        if kept is not None:
            if kept != line:
                raise RecordRefused("entry.two-of-one-id", entry=entry.id)
            return
        key = key or self._chain.new_case_key(entry.case)
        told = LogLine(0, self._clock.now(), entry.by.principal, act_of(entry), entry.id)
        seq = self._chain.link(told, entry.case, commit(key, entry.id, line))
        self._connection.execute("INSERT INTO entry VALUES (?, ?, ?)", (seq, entry.id, line))

    def entries(self, case: CaseId) -> tuple[Entry, ...]:
        """All entries of a case whose bodies are here, commitments checked.

        Raises:
            VaultRefused: `vault.altered` with the id of the first entry that does not match.
        """
        with known_errors():
            key = self._chain.case_key(case)
            found: list[Entry] = []
            for named, com, entry_id, line in self._connection.execute(_ENTRIES, (case,)):
                if entry_id == named and key is not None and commit(key, named, line) == com:
                    found.append(decode_kept(line))
                else:  # erased, or altered
                    kept = None if entry_id is None else (entry_id, line)
                    self._chain.check_entry(case, named, com, kept)
            return tuple(found)

    def arrivals(self, case: CaseId) -> dict[EntryId, datetime]:
        """When each entry came to be known here, UTC."""
        with known_errors():
            rows = self._connection.execute(
                "SELECT e.id, c.at FROM chain c JOIN entry e ON e.seq = c.seq WHERE c.case_id = ?",
                (case,),
            )
            return {EntryId(name): datetime.fromtimestamp(at, UTC) for name, at in rows}

    def erase(self, case: CaseId, ground: str, authority: str, by: Entry) -> None:
        """Chain the erasure `by`, then drop the case's key, bodies, search rows and backups."""
        check_erasure(case, ground, authority, by)
        line = encode(by)
        if self.hold(case):
            raise VaultRefused("case.held")
        with self._writing():
            now, connection = self._clock.now(), self._connection
            erase_case(connection, self._chain, by, now, lambda entry: self._put(entry, line))
        self._erased()

    # ------------------------------------------------------------------ the chain

    def log(self, act: str, object_: str, who: str) -> None:
        """Chain an act that wrote no entry."""
        check_act(act, object_)
        with self._writing():
            self._chain.link(LogLine(0, self._clock.now(), who, act, object_))

    def log_lines(self, limit: int = 200) -> tuple[LogLine, ...]:
        """The newest lines of the chain, newest first."""
        with known_errors():
            rows = self._connection.execute(
                "SELECT seq, at, who, act, object FROM chain ORDER BY seq DESC LIMIT ?", (limit,)
            )
            return tuple(
                LogLine(seq, datetime.fromtimestamp(at, UTC), who, act, object_)
                for seq, at, who, act, object_ in rows
            )

    def head(self) -> tuple[int, str]:
        """The chain's sequence number and hash."""
        with known_errors():
            seq, hash_ = self._chain.head()
        return seq, hash_.hex()

    def verify_chain_steps(self) -> Iterator[Progress]:
        """Check the whole chain and every commitment, at most 10 ms at a time."""
        return self._chain.steps()

    def resume(self, reason: str, who: str) -> None:
        """Write again in a vault opened for reading only; the reason is chained."""
        check_act("resume", reason)
        held, self._readable_only = self._readable_only, ""
        try:
            self.log("resume", reason, who)
        except BaseException:
            self._readable_only = held
            raise

    # ------------------------------------------------------------------ derived rows

    def cases(self, limit: int = 50, before: datetime | None = None) -> tuple[Summary, ...]:
        """Cases, newest first, from `before` on."""
        with known_errors():
            return listing.summaries(self._connection, limit, before)

    def needing(self) -> tuple[Summary, ...]:
        """Every case whose summary says that it needs something, newest first."""
        with known_errors():
            return listing.needing(self._connection)

    def summarise(self, summary: Summary, words: Iterable[str]) -> None:
        """Put a case's list line and search words in place of the old ones."""
        with self._writing() as connection:
            erased = connection.execute(
                "SELECT erased FROM keyring WHERE name = ?", (f"case {summary.case}",)
            ).fetchone()
            if erased is None or erased[0] is None:
                listing.write_summary(connection, summary, words)

    def unsummarised(self) -> tuple[CaseId, ...]:
        """Cases with entries newer than their list line."""
        with known_errors():
            return listing.unsummarised(self._connection)

    def search(self, text: str, limit: int = 20) -> tuple[Found, ...]:
        """Cases whose words begin with those of `text`, newest first; spellings folded."""
        with known_errors():
            return listing.search(self._connection, text, limit)

    # ------------------------------------------------------------------ blobs, settings, secrets

    def keep(self, content: bytes, case: CaseId | None = None) -> str:
        """Keep a blob and return its SHA-256."""
        if len(content) > MAX_BLOB:
            raise RecordRefused("paper.too-large", most=MAX_BLOB)
        digest = hashlib.sha256(content).hexdigest()
        with self._writing() as connection:
            connection.execute(
                "INSERT INTO blob VALUES (?, ?) ON CONFLICT DO NOTHING", (digest, bytes(content))
            )
            if case is not None:
                connection.execute(
                    "INSERT INTO holding VALUES (?, ?) ON CONFLICT DO NOTHING", (digest, case)
                )
        return digest

    def blob(self, digest: str) -> bytes:
        """A kept blob; `KeyError` when it is not here."""
        with known_errors():
            row = self._connection.execute(
                "SELECT content FROM blob WHERE digest = ?", (digest,)
            ).fetchone()
        if row is None:
            raise KeyError(digest)
        content: bytes = row[0]
        if hashlib.sha256(content).hexdigest() != digest:
            raise VaultRefused("vault.altered", blob=digest)
        return content

    def setting(self, name: str) -> str:
        """A setting, or the empty string."""
        with known_errors():
            row = self._connection.execute(
                "SELECT text FROM settings WHERE name = ?", (name,)
            ).fetchone()
        return row[0] if row else ""

    def set_setting(self, name: str, text: str) -> None:
        """Write a setting."""
        self.set_settings({name: text})

    def set_settings(self, settings: Mapping[str, str]) -> None:
        """Write several settings in one transaction."""
        with self._writing() as connection:
            for each in settings.items():
                connection.execute(
                    "INSERT INTO settings VALUES (?, ?) "
                    "ON CONFLICT (name) DO UPDATE SET text = excluded.text",
                    each,
                )

    def secret(self, name: str) -> bytes | None:
        """A private key, or None."""
        return self._key(f"secret {name}")

    def set_secret(self, name: str, content: bytes) -> None:
        """Keep a private key in place of the old one."""
        with self._writing() as connection:
            connection.execute(
                "INSERT INTO keyring (name, key) VALUES (?, ?) "
                "ON CONFLICT (name) DO UPDATE SET key = excluded.key",
                (f"secret {name}", bytes(content)),
            )

    def _key(self, name: str) -> bytes | None:
        with known_errors():
            row = self._connection.execute(
                "SELECT key FROM keyring WHERE name = ?", (name,)
            ).fetchone()
        return row[0] if row else None

    # ------------------------------------------------------------------ how long a case stays

    def hold(self, case: CaseId) -> str:
        """Why a case must not be erased, or the empty string."""
        return self.setting(f"hold {case}")

    def set_hold(self, case: CaseId, reason: str) -> None:
        """Forbid a case's erasure, or with an empty reason allow it again."""
        self.set_setting(f"hold {case}", reason)

    def purge_due(self, by: date) -> tuple[tuple[CaseId, date], ...]:
        """Cases due for erasure by a day and not held, earliest first."""
        with known_errors():
            rows = self._connection.execute(
                "SELECT substr(name, 11), text FROM settings WHERE name LIKE 'purge-due %' "
                "AND text <> '' AND text <= ? ORDER BY text, name",
                (by.isoformat(),),
            ).fetchall()
        return tuple(
            (CaseId(case), date.fromisoformat(day))
            for case, day in rows
            if not self.hold(CaseId(case))
        )

    def set_purge_due(self, case: CaseId, day: date | None) -> None:
        """Say when a case is due for erasure; None takes it back."""
        self.set_setting(f"purge-due {case}", day.isoformat() if day else "")
