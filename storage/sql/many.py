"""Many entries of one case at once: a package that is taken in.

What `SqlCaseStore` asks and writes for each entry of a conversation is asked and written here in
a handful of statements for all of them; what is refused, and what then stands, is the same.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from app.domain.errors import RecordRefused
from app.ports.record import LogLine
from storage.record_rules import act_of, commit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.entry import Entry
    from storage.sql.chain import Chain
    from storage.sql.library import Connection

_CASE = "SELECT key, erased FROM keyring WHERE name = ?"
_ERASED = (
    "SELECT object, at FROM chain "
    "WHERE act = 'erase' AND object IN (SELECT value FROM json_each(?))"
)
_KEPT = "SELECT id, line FROM entry WHERE id IN (SELECT value FROM json_each(?))"


def put_many(
    connection: Connection,
    chain: Chain,
    entries: Sequence[Entry],
    lines: Sequence[bytes],
    now: datetime,
) -> None:
    """Write entries of one case and their chain lines, inside the caller's transaction.

    Raises:
        RecordRefused: `entry.erased-here`, `entry.two-of-one-id`.
    """
    case = entries[0].case
    ids = json.dumps([entry.id for entry in entries])
    key, case_erased = connection.execute(_CASE, (f"case {case}",)).fetchone() or (None, None)
    erased: dict[str, int] = dict(connection.execute(_ERASED, (ids,)).fetchall())
    kept: dict[str, bytes] = dict(connection.execute(_KEPT, (ids,)).fetchall())
    fresh: list[tuple[Entry, bytes]] = []
    for entry, line in zip(entries, lines, strict=True):
        refuse_erased(erased.get(entry.id, case_erased))
        if entry.id not in kept:
            kept[entry.id] = line
            fresh.append((entry, line))
        elif kept[entry.id] != line:
            raise RecordRefused("entry.two-of-one-id", entry=entry.id)
    if not fresh:
        return
    key = key or chain.new_case_key(case)
    told = [
        (LogLine(0, now, e.by.principal, act_of(e), e.id), commit(key, e.id, line))
        for e, line in fresh
    ]
    first = chain.link_many(told, case)
    rows = [(first + at, entry.id, line) for at, (entry, line) in enumerate(fresh)]
    connection.executemany("INSERT INTO entry VALUES (?, ?, ?)", rows)


def refuse_erased(at: int | None) -> None:
    """Refuse what was erased here `at` a time, UTC seconds; None was not."""
    if at is not None:
        on = datetime.fromtimestamp(at, UTC).date().isoformat()
        raise RecordRefused("entry.erased-here", on=on)
