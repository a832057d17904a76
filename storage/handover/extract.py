"""Writing the files of a genuine package to a folder, on request. FORMAT.md section 9.4.

Names come from the closed list that the reader has checked, never from a stranger; nothing that
exists is written over, and the files can be read by their owner only.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from storage.handover.archive import Members


def extract(files: Members, folder: Path) -> tuple[str, ...]:
    """Write every file, padding included, under `folder`; give the names written.

    Raises `FileExistsError` when a file of that name is there, `OSError` from the disk.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name, content in files:
        target = folder.joinpath(*name.split("/"))
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        handle = os.open(target, flags, 0o600)
        with os.fdopen(handle, "wb") as out:
            out.write(content)
    return tuple(name for name, _ in files)
