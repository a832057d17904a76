"""Is the file sound? Each check alone misses something, so all are made, on a fresh connection.

A fresh one, because a bad page poisons the connection that met it and later checks then report
damage that is not there. The chain is checked apart, on the vault's own connection.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.errors import VaultRefused
from storage.sql.connection import APPLICATION, PAGE, known_errors, open_database, pragma

if TYPE_CHECKING:
    from pathlib import Path

    from storage.masked import Masked


def check_size(path: Path) -> None:
    """Refuse a file that cannot be a vault, before the library sees it.

    An empty file would open as a new and healthy vault.

    Raises:
        VaultRefused: `vault.missing`, or `vault.damaged` with the `size` in bytes.
    """
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        raise VaultRefused("vault.missing") from None
    if size < 2 * PAGE or size % PAGE:
        raise VaultRefused("vault.damaged", size=size)


def check_file(path: Path, key: Masked) -> tuple[str, ...]:
    """The faults found in a closed or an open vault's file, as codes; none when it is sound.

    The codes are `health.unreadable`, `health.foreign`, `health.pages` (a page fails its HMAC)
    and `health.structure`. Some 3 ms for each megabyte.
    """
    try:
        check_size(path)
        with known_errors():
            connection = open_database(path, key, mode="ro")
    except VaultRefused:
        return ("health.unreadable",)
    faults: list[str] = []
    try:
        with known_errors():
            # A read transaction keeps a writer from changing pages under the check.
            connection.execute("BEGIN")
            if pragma(connection, "application_id") != APPLICATION:
                faults.append("health.foreign")
            if connection.execute("PRAGMA cipher_integrity_check").fetchall():
                faults.append("health.pages")
            # Not quick_check: that does not see an old page of an index put back.
            if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                faults.append("health.structure")
    except VaultRefused:
        faults.append("health.structure")
    finally:
        connection.close()
    return tuple(faults)
