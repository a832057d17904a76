"""What the worklist asks the Review page to open: a file, and the others of the same case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.errors import Refused
from ui import files

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Other:
    """Another file of the same case in the same folder."""

    name: str
    made: datetime | None  # UTC: when it was sealed
    path: Path


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file that somebody wants to review: where it is, or its bytes."""

    name: str
    path: Path | None = None
    content: bytes = b""
    others: tuple[Other, ...] = ()

    def read(self) -> bytes:
        """Its bytes. Raises `Refused`."""
        return files.read_sealed(self.path) if self.path is not None else self.content

    def at_hand(self) -> bytes:
        """Its bytes, to be summed for somebody's log; nothing when they are not to be had."""
        try:
            return files.read(self.path) if self.path is not None else self.content
        except Refused:
            return b""
