"""Making the tables, and bringing a vault of an older version up to this one."""

from __future__ import annotations

import re
from importlib import resources
from typing import TYPE_CHECKING

from app.domain.errors import VaultRefused
from storage.sql.connection import APPLICATION, known_errors, pragma
from storage.sql.library import is_complete

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from storage.sql.library import Connection


def migrations() -> tuple[str, ...]:
    """The numbered steps, in order; step n brings version n-1 to n. A released one is frozen."""
    folder = resources.files("storage.sql") / "migrations"
    steps = sorted(
        (each for each in folder.iterdir() if re.fullmatch(r"\d{4}\.sql", each.name)),
        key=lambda each: each.name,
    )
    return tuple(each.read_text("utf-8") for each in steps)


def version_of(connection: Connection, known: int) -> int:
    """The version of an open vault.

    Raises:
        VaultRefused: `vault.newer`, written by a newer program; `vault.damaged`, another
            program's database.
    """
    with known_errors():
        if pragma(connection, "application_id") != APPLICATION:
            raise VaultRefused("vault.damaged")
        version = int(pragma(connection, "user_version"))
    if version > known:
        raise VaultRefused("vault.newer", version=version, known=known)
    return version


def migrate(connection: Connection, steps: Sequence[str], *, since: int) -> None:
    """Take every step after version `since`, all of them in one transaction.

    Raises:
        VaultRefused: `vault.full`, `vault.disk`; the vault is as it was.
    """
    with known_errors():
        connection.execute("BEGIN IMMEDIATE")
        try:
            for step in steps[since:]:
                for statement in statements(step):
                    connection.execute(statement)
            connection.execute(f"PRAGMA application_id={APPLICATION}")
            connection.execute(f"PRAGMA user_version={len(steps)}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def statements(script: str) -> Iterator[str]:
    """The statements of a script, one at a time (running it whole would end the transaction)."""
    gathered = ""
    for line in script.splitlines(keepends=True):
        gathered += line
        if line.rstrip().endswith(";") and is_complete(gathered):
            yield gathered.strip()
            gathered = ""
    if re.sub(r"--[^\n]*", "", gathered).strip():
        raise ValueError(gathered)


def schema_of(connection: Connection) -> str:
    """The schema as the database holds it, for comparing with schema.sql."""
    rows = connection.execute(
        "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'search\\_%' "
        "ESCAPE '\\' ORDER BY type, name"
    )
    return "".join(f"{sql};\n" for (sql,) in rows)
