"""Backups: a copy under the same key, read back and checked before it counts.

One a day and one before each migration, in `backups/`; seven daily and four weekly are kept. The
name is the moment it was made, so that no file date is believed.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from app.domain.errors import VaultRefused
from app.ports.vault import Backup
from storage.files import file_errors, make_private_folder, sync_file, sync_folder
from storage.sql.chain import Chain
from storage.sql.connection import known_errors, open_database
from storage.sql.health import check_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from storage.masked import Masked

FOLDER = "backups"
DAILY = 7
WEEKLY = 4

_NAME = re.compile(r"(\d{8}T\d{6}Z)\.db", re.ASCII)
_SPELT = "%Y%m%dT%H%M%SZ"


def list_backups(folder: Path) -> tuple[Backup, ...]:
    """The backups beside a vault, newest first."""
    shelf = folder / FOLDER
    if not shelf.is_dir():
        return ()
    found: list[Backup] = []
    for file in shelf.iterdir():
        if match := _NAME.fullmatch(file.name):
            made = datetime.strptime(match[1], _SPELT).replace(tzinfo=UTC)
            found.append(Backup(match[1], made))
    return tuple(sorted(found, key=lambda backup: backup.made, reverse=True))


def backup_path(folder: Path, name: str) -> Path:
    """The file of a backup.

    Raises:
        VaultRefused: `backup.missing`; there is none of that name.
    """
    if all(backup.name != name for backup in list_backups(folder)):
        raise VaultRefused("backup.missing", name=name)
    return folder / FOLDER / f"{name}.db"


def make_backup(folder: Path, key: Masked, now: datetime) -> Backup:
    """Copy the vault, wait for the disk, and check the copy on a fresh connection.

    Only then does it get its name, and only then are old ones let go.

    Raises:
        VaultRefused: `backup.failed` when the copy is not sound; `vault.full` and the rest.
    """
    shelf = folder / FOLDER
    made = _free_moment(folder, now)
    part = shelf / "backup.part"
    with file_errors():
        make_private_folder(shelf)
        part.unlink(missing_ok=True)
        try:
            _copy(folder / "vault.db", part, key)
            sync_file(part)
            verify_copy(part, key)
            part.rename(shelf / f"{made.strftime(_SPELT)}.db")
        finally:
            _remove(part)
        sync_folder(shelf)
    rotate(folder)
    return Backup(made.strftime(_SPELT), made)


def verify_copy(path: Path, key: Masked) -> None:
    """Check a copy whole: its pages, its structure, its chain and every commitment.

    Raises:
        VaultRefused: `backup.failed` with the first fault.
    """
    faults = check_file(path, key)
    if faults:
        raise VaultRefused("backup.failed", fault=faults[0])
    connection = open_database(path, key, mode="ro")
    try:
        for _ in Chain(connection).steps():
            pass
    except VaultRefused as refused:
        raise VaultRefused("backup.failed", fault=refused.code) from refused
    finally:
        connection.close()


def rotate(folder: Path) -> None:
    """Keep the newest of each of the last days and weeks that have one; let the others go."""
    backups = list_backups(folder)
    keep = {
        *_newest_of(backups, DAILY, lambda made: made.date().toordinal()),
        *_newest_of(backups, WEEKLY, lambda made: made.date().toordinal() // 7),
    }
    for backup in backups:
        if backup.name not in keep:
            _remove(folder / FOLDER / f"{backup.name}.db")


def drop_older(folder: Path, newest: Backup) -> tuple[str, ...]:
    """Remove every backup but one, which was made after a case was erased; their names."""
    gone = tuple(backup.name for backup in list_backups(folder) if backup.name != newest.name)
    for name in gone:
        _remove(folder / FOLDER / f"{name}.db")
    with file_errors():
        sync_folder(folder / FOLDER)
    return gone


def _newest_of(
    backups: Iterable[Backup], count: int, period: Callable[[datetime], int]
) -> list[str]:
    kept: dict[int, str] = {}
    for backup in backups:
        kept.setdefault(period(backup.made), backup.name)
    return list(kept.values())[:count]


def _free_moment(folder: Path, now: datetime) -> datetime:
    taken = {backup.made for backup in list_backups(folder)}
    while now in taken:
        now += timedelta(seconds=1)
    return now


def _copy(source: Path, target: Path, key: Masked) -> None:
    old = open_database(source, key, mode="ro")
    try:
        new = open_database(target, key, mode="rwc")
        try:
            with known_errors():
                old.backup(new)
        finally:
            new.close()
    finally:
        old.close()


def _remove(path: Path) -> None:
    for name in (path.name, f"{path.name}-journal"):
        path.with_name(name).unlink(missing_ok=True)
