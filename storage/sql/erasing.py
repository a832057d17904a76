"""Erasing a case: its key, bodies, papers, list line and search words, in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ports.record import LogLine
from storage.record_rules import digests_in
from storage.sql.listing import drop_summary

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from app.domain.entry import Entry
    from app.domain.ids import CaseId
    from storage.sql.chain import Chain
    from storage.sql.library import Connection

ERASURE_PENDING = "erasure pending"
"""The setting that says that backups may still hold a case that was erased."""


def erase_case(
    connection: Connection, chain: Chain, by: Entry, at: datetime, put: Callable[[Entry], None]
) -> None:
    """Drop everything of a case but the lines of the chain, inside the caller's transaction.

    The erasing entry itself stays, under a key of its own: it holds ids, ground and authority.
    With the old key gone, the commitments of the other entries can be tied to nothing.
    """
    case = by.case
    gone = connection.execute(
        "SELECT e.id, e.line FROM chain c JOIN entry e ON e.seq = c.seq WHERE c.case_id = ?",
        (case,),
    ).fetchall()
    chain.new_case_key(case)
    put(by)
    for entry_id, _ in gone:
        # One line each: the trigger lets a body go only when the chain says so.
        chain.link(LogLine(0, at, by.by.principal, "erase", entry_id))
        connection.execute("DELETE FROM entry WHERE id = ?", (entry_id,))
    connection.execute(
        "UPDATE keyring SET erased = ? WHERE name = ?", (int(at.timestamp()), f"case {case}")
    )
    drop_summary(connection, case)
    named = {digest for _, line in gone for digest in digests_in(line)}
    _drop_blobs(connection, case, named)
    _drop_settings(connection, case, named)
    connection.execute("INSERT INTO search (search) VALUES ('optimize')")
    # Until the backups are rid of it too; see `storage.keys.vault`.
    connection.execute("INSERT OR REPLACE INTO settings VALUES (?, '1')", (ERASURE_PENDING,))


def _drop_settings(connection: Connection, case: CaseId, named: set[str]) -> None:
    """Drop the settings that name the case, or are called after a package its entries name."""
    connection.execute("DELETE FROM settings WHERE instr(name, ?1) OR instr(text, ?1)", (case,))
    for digest in sorted(named):
        connection.execute("DELETE FROM settings WHERE instr(name, ?)", (digest,))


def _drop_blobs(connection: Connection, case: CaseId, named: set[str]) -> None:
    """Drop the case's papers, and slices its entries name, that no other case has."""
    held = connection.execute("SELECT digest FROM holding WHERE case_id = ?", (case,)).fetchall()
    connection.execute("DELETE FROM holding WHERE case_id = ?", (case,))
    doomed = named | {digest for (digest,) in held}
    kept = {digest for (digest,) in connection.execute("SELECT digest FROM holding")}
    doomed -= kept
    for (line,) in connection.execute("SELECT line FROM entry") if doomed else ():
        doomed -= digests_in(line)
    for digest in doomed:
        connection.execute("DELETE FROM blob WHERE digest = ?", (digest,))
