"""Putting a backup back, taking a copy out, and ridding copies of a case that was erased."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.files import copy_durably, file_errors, make_private_folder, sync_folder
from storage.sql import backup

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from app.ports.vault import Backup
    from storage.masked import Masked

ASIDE = "aside"
"""Where damaged files are kept after a restore."""


def put_back(folder: Path, key: Masked, name: str, now: datetime) -> None:
    """Put a backup in the vault's place, once it has been checked whole.

    The file it replaces is copied to `aside/` first; a power cut at any moment leaves one of the
    two as the vault.

    Raises:
        VaultRefused: `backup.missing`, `backup.failed`, `vault.full`, `vault.disk`.
    """
    source = backup.backup_path(folder, name)
    backup.verify_copy(source, key)
    path, journal, part = (folder / each for each in ("vault.db", "vault.db-journal", "vault.part"))
    stamp = f"{now:%Y%m%dT%H%M%SZ}"
    with file_errors():
        make_private_folder(folder / ASIDE)
        for file in (path, journal):
            if file.exists() and file.stat().st_size:
                copy_durably(file, folder / ASIDE / f"{stamp}-{file.name}")
        copy_durably(source, part)
        # The journal of the damaged file must never be played into the restored one.
        journal.unlink(missing_ok=True)
        sync_folder(folder)
        part.replace(path)
        sync_folder(folder)


def copy_out(folder: Path, made: Backup, to: Path, key: Masked) -> None:
    """Put a backup and the slots that open it into a folder of the user's choice.

    Raises:
        VaultRefused: `backup.failed`, `vault.full`, `vault.read-only`, `vault.disk`.
    """
    name = f"{folder.name}-{made.name}"
    with file_errors():
        copy_durably(folder / backup.FOLDER / f"{made.name}.db", to / f"{name}.db")
        copy_durably(folder / "slots.a", to / f"{name}.slots")
    backup.verify_copy(to / f"{name}.db", key)


def drop_copies(folder: Path, made: Backup) -> None:
    """After an erasure: keep the backup made since, and no older copy."""
    backup.drop_older(folder, made)
    aside = folder / ASIDE
    with file_errors():
        for file in aside.iterdir() if aside.is_dir() else ():
            file.unlink()
