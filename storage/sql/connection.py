"""Opening the encrypted database, with every setting read back, and its errors in our words."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from app.domain.errors import VaultRefused
from storage.sql.library import LibraryError, connect, error_code, judge

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from storage.masked import Masked
    from storage.sql.library import Connection

APPLICATION = 0x4F435631
"""`OCV1`: says that a database is a vault of this program."""

PAGE = 4096
"""Bytes in a page; the file's size is a whole number of them."""

BUSY = 2_000
"""Milliseconds to wait for the health check or a backup to let go."""

_PRAGMAS: tuple[tuple[str, str, str | int], ...] = (
    # name, value set, value read back
    ("cipher_log_level", "NONE", "NONE"),
    ("cipher_memory_security", "ON", "1"),
    ("auto_vacuum", "0", 0),  # the cipher excuses zeroed pages when it is on
    ("journal_mode", "TRUNCATE", "truncate"),  # the default, DELETE, loses acknowledged saves
    ("synchronous", "FULL", 2),
    ("fullfsync", "ON", 1),
    ("secure_delete", "ON", 1),
    ("temp_store", "MEMORY", 2),
    ("mmap_size", "0", 0),
    ("foreign_keys", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("recursive_triggers", "ON", 1),  # or INSERT OR REPLACE walks past the delete triggers
    ("busy_timeout", str(BUSY), BUSY),
)

# Primary result codes (sqlite.org/rescode.html) that the user's world can cause. Any other error
# is a bug of ours and is left to be seen as one.
_KNOWN = {
    5: "vault.locked",  # BUSY
    6: "vault.locked",  # LOCKED
    8: "vault.read-only",  # READONLY
    10: "vault.disk",  # IOERR
    11: "vault.damaged",  # CORRUPT
    13: "vault.full",  # FULL
    14: "vault.missing",  # CANTOPEN
    26: "vault.damaged",  # NOTADB, and any page that fails its HMAC
}


@contextmanager
def known_errors() -> Generator[None]:
    """Turn what the user's world can cause into `VaultRefused`; let everything else through."""
    try:
        yield
    except LibraryError as error:
        code = _KNOWN.get(error_code(error))
        if code is None:
            raise
        raise VaultRefused(code) from error
    except MemoryError as error:
        raise VaultRefused("vault.not-enough-memory") from error


def open_database(path: Path, key: Masked, *, mode: str = "rw") -> Connection:
    """Open the database at `path` with a raw key and check that every setting took.

    Args:
        path: the file; it must exist unless `mode` is `rwc`.
        key: 32 bytes.
        mode: `ro`, `rw` or `rwc`, as in a SQLite file address.

    Raises:
        VaultRefused: `vault.missing`, `vault.damaged` (also for a wrong key: SQLCipher cannot
            tell the two apart, so the key must be known to be right), `vault.read-only`.
    """
    with known_errors():
        connection = connect(f"{path.absolute().as_uri()}?mode={mode}")
        try:
            with key.as_raw_key() as raw:
                connection.set_key(raw)
            _configure(connection)
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            connection.set_authorizer(judge)
        except BaseException:
            connection.close()
            raise
    return connection


def pragma(connection: Connection, name: str) -> Any:  # noqa: ANN401 - text or a number
    """The value of a setting."""
    row = connection.execute(f"PRAGMA {name}").fetchone()
    return row[0] if row else None


def _configure(connection: Connection) -> None:
    for name, value, expected in _PRAGMAS:
        connection.execute(f"PRAGMA {name}={value}").fetchall()
        if pragma(connection, name) != expected:
            raise RuntimeError(name)  # another library than the one this was written for
