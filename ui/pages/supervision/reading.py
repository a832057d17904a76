"""Reading a folder of sealed files: off the GUI thread, a few at a time, and kept nowhere.

Each job reads for a moment and gives its lines back, so that sealing and opening do not wait for a
whole folder. A stick that is pulled out ends the reading; what was read is still listed.
"""

from __future__ import annotations

import time
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from app.domain.errors import Refused
from app.services import worklist
from ui import files

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from app.content.library import Library
    from app.services.post import Papers
    from app.services.worklist import Line
    from ui.session import Session

MOMENT: Final = 0.1
"""Seconds of one job; a single large file may take longer."""

AT_ONCE: Final = 2
"""Files in hand: one is being opened while another is looked over."""

LOOKED_FOR: Final = 5
"""Files that must be missing one after another before the folder itself is said to be gone."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A folder as far as it has been read."""

    folder: Path
    of: int  # files to be read
    more: int = 0  # files beyond what is listed
    lines: tuple[Line, ...] = ()
    gone: bool = False  # the folder went away before the end
    done: bool = False


@dataclass(frozen=True, slots=True)
class _Some:
    lines: tuple[Line, ...]
    gone: bool


class FolderReading(QObject):
    """Reads one folder at a time. `progressed(Listing)` after each job, and at the end."""

    progressed = Signal(object)
    refused = Signal(object)  # Refused: the folder cannot be read at all

    def __init__(self, session: Session, parent: QObject) -> None:
        """Nothing is being read."""
        super().__init__(parent)
        self._session = session
        self._turn = 0  # a reading that was given up is told by its number
        self.listing: Listing | None = None

    @property
    def busy(self) -> bool:
        """Whether there is more to read."""
        return self.listing is not None and not self.listing.done

    def begin(self, folder: Path) -> None:
        """Read a folder from its beginning, and leave any other."""
        self._turn += 1
        turn, session = self._turn, self._session
        try:
            papers = session.post.papers()
        except Refused as refusal:
            self.refused.emit(refusal)
            return

        def named(found: tuple[tuple[Path, ...], int]) -> None:
            if turn == self._turn:
                paths, more = found
                self._tell(Listing(folder, len(paths), more, done=not paths))
                self._go_on(turn, papers, paths)

        session.jobs.run(lambda: files.sealed_in(folder), named, self.refused.emit)

    def stop(self) -> None:
        """Read no more; what was read stays listed."""
        self._turn += 1
        if self.listing is not None and not self.listing.done:
            self._tell(replace(self.listing, done=True))

    def _go_on(self, turn: int, papers: Papers, paths: tuple[Path, ...]) -> None:
        listing = self.listing
        if not paths or listing is None:
            return
        now, folder, library = self._session.now(), listing.folder, self._session.library

        def work() -> _Some:
            return _some(_Reading(papers, library, folder, now), paths)

        def read(some: _Some) -> None:
            if turn != self._turn or self.listing is None:
                return
            lines = (*self.listing.lines, *some.lines)
            left = paths[len(some.lines) :]
            done = some.gone or not left
            self._tell(replace(self.listing, lines=lines, gone=some.gone, done=done))
            if not done:
                self._go_on(turn, papers, left)

        self._session.jobs.run(work, read, self.refused.emit)

    def _tell(self, listing: Listing) -> None:
        self.listing = listing
        self.progressed.emit(listing)


@dataclass(frozen=True, slots=True)
class _Reading:
    papers: Papers
    library: Library
    folder: Path
    now: datetime  # UTC

    def begin(self, path: Path, hands: ThreadPoolExecutor) -> Future[Line]:
        """The line of one file, still to come. The disk is asked now, so in the order of the files.

        It raises `Refused` when the disk did not give the file out.
        """
        try:
            content = files.read_sealed(path)
        except Refused as refusal:
            unread: Future[Line] = Future()
            unread.set_exception(refusal)
            return unread
        return hands.submit(worklist.read, self.papers, self.library, content, path.name, self.now)


def _some(of: _Reading, paths: tuple[Path, ...]) -> _Some:
    """Read for a moment, in order.

    While one file is looked over here, the next is opened in the process that opens files.
    """
    lines: list[Line] = []
    end = time.perf_counter() + MOMENT
    left = iter(paths)
    with ThreadPoolExecutor(AT_ONCE) as hands:
        begun = deque(of.begin(path, hands) for path in islice(left, 1))
        while begun:
            if time.perf_counter() < end:
                more = islice(left, AT_ONCE - len(begun))
                begun.extend(of.begin(path, hands) for path in more)
            path = paths[len(lines)]
            try:
                lines.append(begun.popleft().result())
            except Refused as refusal:
                if refusal.code == "file.unreadable" and _is_gone(of.folder, paths[len(lines) :]):
                    return _Some(tuple(lines), gone=True)
                lines.append(worklist.unread(refusal, path.name))
    return _Some(tuple(lines), gone=False)


def _is_gone(folder: Path, left: tuple[Path, ...]) -> bool:
    """Whether the folder went away, and not one file of it."""
    return not folder.is_dir() or not any(path.exists() for path in left[:LOOKED_FOR])
