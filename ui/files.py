"""Files that a person chooses: asking where, reading, and saving whole or not at all.

Reading is bounded; saving is Qt's atomic writer under the process's private file mode.
"""

from __future__ import annotations

import stat
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QIODevice, QSaveFile
from PySide6.QtWidgets import QFileDialog

from app.domain.errors import PackageRefused, Refused

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

MOST = 64 * 1024 * 1024
"""Bytes: no file that is taken in here may be larger."""

MOST_FILES = 2_000
"""Sealed files of one folder that are listed."""

SEALED = b"age-encryption.org/"
"""What a sealed file begins with."""

ATTACHED = b"PK\3\4"
"""What the attachment of a coded PDF begins with."""

ENDINGS = frozenset({".age", ".hop"})
"""How the name of a sealed file ends, and that of such an attachment."""


def ask_what_to_open(parent: QWidget, title: str, kinds: str) -> Path | None:
    """The file somebody chose, or None. `kinds` is such as `Packages (*.age)`."""
    name, _kind = QFileDialog.getOpenFileName(parent, title, "", kinds)
    return Path(name) if name else None


def ask_where_to_save(parent: QWidget, title: str, name: str) -> Path | None:
    """Where a file is to go, or None; `name` is proposed."""
    chosen, _kind = QFileDialog.getSaveFileName(parent, title, name)
    return Path(chosen) if chosen else None


def ask_for_folder(parent: QWidget, title: str) -> Path | None:
    """A folder, or None."""
    chosen = QFileDialog.getExistingDirectory(parent, title)
    return Path(chosen) if chosen else None


def read(path: Path, most: int = MOST) -> bytes:
    """The bytes of a chosen file.

    Raises:
        Refused: `file.unreadable`, or `file.too-large` for one over `most` bytes.
    """
    try:
        if path.stat().st_size > most:
            raise Refused("file.too-large", size=path.stat().st_size)
        return path.read_bytes()
    except OSError:
        raise Refused("file.unreadable") from None


def sealed_in(folder: Path, most: int = MOST_FILES) -> tuple[tuple[Path, ...], int]:
    """The sealed files of a folder by name, and how many more it holds than `most`.

    Only names are read here; a folder inside it is not looked into.

    Raises:
        Refused: `folder.unreadable`.
    """
    try:
        found = sorted(path for path in folder.iterdir() if path.suffix.lower() in ENDINGS)
    except OSError:
        raise Refused("folder.unreadable") from None
    return tuple(found[:most]), max(0, len(found) - most)


def read_sealed(path: Path, most: int = MOST) -> bytes:
    """The bytes of a file that may be sealed: its size and first bytes are looked at first.

    Raises:
        Refused: `file.unreadable`, `package.too-large` for one over `most` bytes, or
            `package.not-age`; of such a file no more was read than that.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # a pipe would never end
            raise Refused("file.unreadable")
        if status.st_size > most:
            raise PackageRefused("package.too-large", size=status.st_size)
        with path.open("rb") as file:
            head = file.read(len(SEALED))
            if head != SEALED and not head.startswith(ATTACHED):
                raise PackageRefused("package.not-age")
            content = head + file.read(most)
    except OSError:
        raise Refused("file.unreadable") from None
    if len(content) > most:  # it has grown meanwhile
        raise PackageRefused("package.too-large", size=len(content))
    return content


def save(path: Path, content: bytes) -> None:
    """Write a whole file, durably, or leave what was there.

    Raises:
        Refused: `file.unwritable`.
    """
    file = QSaveFile(str(path))
    wrote = (
        file.open(QIODevice.OpenModeFlag.WriteOnly)
        and file.write(content) == len(content)
        and file.commit()
    )
    if not wrote:
        raise Refused("file.unwritable")
