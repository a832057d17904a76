"""The list of cases and the search: derived rows, written when the program is idle."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from app.domain.ids import CaseId
from app.ports.record import Found, Summary
from storage.folding import index_words, place_of, query_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from storage.sql.library import Connection

_NEWEST = "SELECT coalesce(max(seq), 0) FROM chain WHERE case_id = ?"


def write_summary(connection: Connection, summary: Summary, words: Iterable[str]) -> None:
    """Put a case's list line and search words in place of the old ones.

    The line notes the newest entry it knows of, so that saving an entry need write no mark.
    """
    texts = [" ".join(text.split()) for text in words]
    touched = int(summary.touched.timestamp())
    (seq,) = connection.execute(_NEWEST, (summary.case,)).fetchone()
    (key,) = connection.execute(
        "INSERT INTO summary (case_id, label, line, touched, needs, seq) "
        "VALUES (?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (case_id) DO UPDATE SET label = excluded.label, line = excluded.line, "
        "touched = excluded.touched, needs = excluded.needs, seq = excluded.seq RETURNING id",
        (summary.case, summary.label, summary.line, touched, summary.needs, seq),
    ).fetchone()
    folded = "\n".join(" ".join(index_words(text)) for text in texts)
    connection.execute("DELETE FROM search WHERE rowid = ?", (key,))
    connection.execute(
        "INSERT INTO search (rowid, words, texts) VALUES (?, ?, ?)",
        (key, folded, "\n".join(texts)),
    )


def drop_summary(connection: Connection, case: CaseId) -> None:
    """Take a case out of the list and the search."""
    row = connection.execute("SELECT id FROM summary WHERE case_id = ?", (case,)).fetchone()
    if row:
        connection.execute("DELETE FROM search WHERE rowid = ?", row)
        connection.execute("DELETE FROM summary WHERE id = ?", row)


def summaries(connection: Connection, limit: int, before: datetime | None) -> tuple[Summary, ...]:
    """Cases, newest first."""
    bound = 2**62 if before is None else int(before.timestamp())
    return _read(connection, "touched < ?", (bound, limit))


def needing(connection: Connection) -> tuple[Summary, ...]:
    """Every case that needs something, newest first."""
    return _read(connection, "needs <> ''", (-1,))


def _read(connection: Connection, where: str, values: tuple[int, ...]) -> tuple[Summary, ...]:
    rows = connection.execute(
        f"SELECT case_id, label, line, touched, needs FROM summary WHERE {where} "  # noqa: S608 - ours
        "ORDER BY touched DESC, case_id DESC LIMIT ?",
        values,
    )
    return tuple(
        Summary(CaseId(case), label, line, datetime.fromtimestamp(touched, UTC), needs)
        for case, label, line, touched, needs in rows
    )


def unsummarised(connection: Connection) -> tuple[CaseId, ...]:
    """Cases with entries newer than their list line."""
    rows = connection.execute(
        "SELECT substr(k.name, 6) AS case_id FROM keyring k "
        "LEFT JOIN summary s ON s.case_id = substr(k.name, 6) "
        "WHERE k.name LIKE 'case %' AND k.erased IS NULL AND coalesce(s.seq, 0) < "
        "(SELECT max(c.seq) FROM chain c WHERE c.case_id = substr(k.name, 6)) ORDER BY 1"
    )
    return tuple(CaseId(case) for (case,) in rows)


def search(connection: Connection, text: str, limit: int) -> tuple[Found, ...]:
    """Cases in which every word of `text` begins some word, newest first."""
    wanted = query_words(text)
    if not wanted:
        return ()
    # The words are letters and digits only, so nothing in them is query syntax. The newest are
    # chosen first, so that only their texts are read.
    rows = connection.execute(
        "SELECT s.case_id, s.label, t.texts FROM (SELECT s.id, s.case_id, s.label, s.touched "
        "FROM search JOIN summary s ON s.id = search.rowid WHERE search MATCH ? "
        "ORDER BY s.touched DESC, s.case_id DESC LIMIT ?) s JOIN search t ON t.rowid = s.id "
        "ORDER BY s.touched DESC, s.case_id DESC",
        (" ".join(f'"{word}"*' for word in wanted), limit),
    )
    return tuple(
        Found(CaseId(case), label, place_of(texts.split("\n"), wanted))
        for case, label, texts in rows
    )
