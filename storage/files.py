"""Files of a vault: private folders, durable writes, the lock, the reserve for a full disk."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.domain.errors import VaultRefused

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path
    from typing import BinaryIO

RESERVE = 8 * 1024 * 1024
"""Bytes kept back, to be freed when the disk is full so that the last answer can be saved."""

_WORDS = {
    errno.ENOSPC: "vault.full",
    errno.EDQUOT: "vault.full",
    errno.EROFS: "vault.read-only",
    errno.EACCES: "vault.read-only",
    errno.EPERM: "vault.read-only",
    errno.ENOENT: "vault.missing",
}


@contextmanager
def file_errors() -> Generator[None]:
    """Turn an error of the file system into `VaultRefused`."""
    try:
        yield
    except OSError as error:
        code = _WORDS.get(error.errno or 0, "vault.disk")
        raise VaultRefused(code) from error


def make_private_folder(folder: Path) -> None:
    """Make a folder, and those above it, that only this user may enter."""
    before = os.umask(0o077)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
    finally:
        os.umask(before)


def write_durably(path: Path, content: bytes) -> None:
    """Write a whole file in place and wait until the disk has it; never through a rename.

    A file that a virus scanner or a sync client holds open can be written but not replaced.
    """
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
    try:
        written = 0
        while written < len(content):
            written += os.write(handle, content[written:])
        os.ftruncate(handle, len(content))
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_file(path: Path) -> None:
    """Wait until the disk has what was written to a file."""
    handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Wait until the disk has a folder's names; Windows does so by itself."""
    if sys.platform == "win32":  # pragma: no cover - measured on Linux
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def copy_durably(source: Path, target: Path) -> None:
    """Copy a file and wait until the disk has the copy and its name."""
    target.unlink(missing_ok=True)
    with source.open("rb") as old, _private(target) as new:
        while block := old.read(1 << 20):
            new.write(block)
        new.flush()
        os.fsync(new.fileno())
    sync_folder(target.parent)


def set_reserve(path: Path, size: int = RESERVE) -> None:
    """Keep the reserve, if there is room for it; random bytes, so that no disk folds them away."""
    with contextlib.suppress(OSError):
        if not path.exists() or path.stat().st_size != size:
            write_durably(path, secrets.token_bytes(size))


def free_reserve(path: Path) -> None:
    """Give the reserve back to a full disk."""
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
        sync_folder(path.parent)


class FolderLock:
    """One program at a time in a folder; the system lets go when the program ends, however."""

    def __init__(self, path: Path) -> None:
        """Take the lock.

        Raises:
            VaultRefused: `vault.in-use`; `vault.read-only` when the file cannot be made.
        """
        with file_errors():
            self._handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _take(self._handle)
        except OSError as error:
            os.close(self._handle)
            raise VaultRefused("vault.in-use") from error

    def release(self) -> None:
        """Let the next program in; the file stays."""
        os.close(self._handle)


@contextmanager
def _private(path: Path) -> Generator[BinaryIO]:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
        yield file


if sys.platform == "win32":  # pragma: no cover - measured on Linux
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
