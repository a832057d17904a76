"""Parts of opening and making a vault that need no passphrase: tables, versions, suspicions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.entry import Author
from app.domain.errors import VaultRefused
from app.ports.vault import Profile
from storage.files import file_errors, sync_folder
from storage.sql import backup
from storage.sql.chain import Chain
from storage.sql.connection import known_errors, open_database
from storage.sql.migrate import migrate, version_of
from storage.sql.store import SqlCaseStore

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from app.ports.record import Clock
    from app.ports.vault import VaultKind
    from storage.keys.slot_book import SlotBook
    from storage.masked import Masked
    from storage.sql.library import Connection


def make_database(
    folder: Path,
    key: Masked,
    steps: Sequence[str],
    clock: Clock,
    whose: tuple[VaultKind, Profile],
) -> None:
    """Make the tables of a new vault, and note its kind and owner inside.

    Raises:
        VaultRefused: `vault.full`, `vault.read-only`, `vault.disk`.
    """
    kind, profile = whose
    with file_errors():
        for name in ("vault.db", "vault.db-journal"):
            (folder / name).unlink(missing_ok=True)  # left by a making that was broken off
    connection = open_database(folder / "vault.db", key, mode="rwc")
    try:
        migrate(connection, steps, since=0)
        store = SqlCaseStore(connection, clock)
        store.set_settings(
            {
                "kind": kind.value,
                "profile.principal": profile.by.principal,
                "profile.name": profile.by.name,
                "profile.role": profile.by.role,
                "profile.area": profile.area,
            }
        )
        store.log("create", kind.value, profile.by.principal)
    finally:
        connection.close()
    with file_errors():
        (folder / "vault.db").chmod(0o600)
        sync_folder(folder)


def bring_up(
    connection: Connection, steps: Sequence[str], place: tuple[Path, Masked, datetime] | None
) -> tuple[str, ...]:
    """Bring an older vault up to this program's version, after a verified backup.

    Args:
        connection: the open database.
        steps: every migration there is.
        place: folder, key and time for the backup; None when nothing can be written.

    Raises:
        VaultRefused: `vault.newer`, `vault.damaged`, `vault.read-only`, `backup.failed`.
    """
    version = version_of(connection, len(steps))
    if version == len(steps):
        return ()
    if place is None:
        raise VaultRefused("vault.read-only")
    backup.make_backup(*place)
    migrate(connection, steps, since=version)
    return ("vault.migrated",)


def suspicions(connection: Connection, book: SlotBook, key: Masked) -> tuple[str, ...]:
    """What speaks against writing to this file: codes, the gravest first.

    Raises:
        VaultRefused: `vault.damaged`; not even the end of the chain can be read.
    """
    chain = Chain(connection)
    faults: list[str] = []
    seq, noted = book.anchor
    with known_errors():
        if noted and chain.hash_at(seq).hex() != noted:
            faults.append("vault.rolled-back")
        try:
            chain.check_tail()
        except VaultRefused as refused:
            if refused.code != "vault.altered":
                raise
            faults.append(refused.code)
    if not book.is_signed_by(key):
        faults.append("vault.altered")
    return tuple(dict.fromkeys(faults))


def read_profile(store: SqlCaseStore, kind: str) -> Profile:
    """Whose vault it is.

    Raises:
        VaultRefused: `vault.damaged`; the slots are those of a vault of another kind.
    """
    if store.setting("kind") != kind:
        raise VaultRefused("vault.damaged", kind=kind)
    by = Author(*(store.setting(f"profile.{part}") for part in ("principal", "name", "role")))
    return Profile(by, store.setting("profile.area"))
