"""Opening strangers' files in a child process with bounds; `child` is the other end.

One child, one file at a time, kept between files: a folder of five hundred pays for one start.
A file that costs more than it may ends the child, and is refused; the next file gets a new one.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
import threading
import weakref
from typing import IO, TYPE_CHECKING, Any, cast

from app.domain.errors import PackageRefused
from storage.handover import child, envelope, reply, signers
from storage.handover.desk import PackageDesk
from storage.handover.trust import Book

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from app.domain.handover import Credentials, Receipt, Verified
    from app.ports.post import TrustBook
    from storage.handover.review import ReadReview

SECONDS = 10.0
"""How long a file may take, and a second more for each `A_SECOND` of its bytes."""

A_SECOND = 4 * 1024 * 1024
"""Bytes. The largest file that can be sent, 61 MiB, took 3.5 seconds on a busy laptop."""

MAX_BLOBS = 4 * envelope.MAX_FILE
"""Bytes a child may give back beside its JSON: a file's own, some of them named twice."""

_CODE = re.compile(r"package\.[a-z-]{1,40}", re.ASCII)


class Opening:
    """The child and the way to ask it. May be used from any thread; one file at a time."""

    def __init__(self, command: Sequence[str], seconds: float = SECONDS) -> None:
        """Take the command that starts the child; nothing is started yet."""
        self._command = list(command)
        self._seconds = seconds
        self._turn = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None

    def warm(self) -> threading.Thread:
        """Start the child beside what is going on, so that the first file need not wait for it."""
        beside = threading.Thread(target=self._warm, daemon=True)
        beside.start()
        return beside

    def start(self) -> None:
        """Start the child, and come back when it is there. Raises `PackageRefused`."""
        with self._turn:
            self._running()

    @property
    def pid(self) -> int:
        """The child's number; 0 when there is none."""
        return self._child.pid if self._child is not None else 0

    def close(self) -> None:
        """Let the child go."""
        with self._turn:
            self._let_go()

    def ask(self, request: dict[str, Any], content: bytes) -> Any:  # noqa: ANN401 - by `what`
        """What the child proved. Raises `PackageRefused`, whatever became of the child."""
        envelope.check_size(content)  # before it is carried anywhere
        text = child.frame(json.dumps({**request, "size": len(content)}).encode())
        with self._turn:
            process = self._running()
            late = threading.Event()
            patience = self._seconds + len(content) // A_SECOND
            watch = threading.Timer(patience, _stop, (process, late))
            watch.daemon = True
            watch.start()
            try:
                said = _asked(process, text, content)
            except (OSError, EOFError, ValueError):
                self._let_go()
                why = "time" if late.is_set() else "ended"
                raise PackageRefused(child.EXHAUSTED, why=why) from None
            finally:
                watch.cancel()
        return _taken(str(request["what"]), *said)

    def _warm(self) -> None:
        with contextlib.suppress(PackageRefused):  # whoever has a file is told
            self.start()

    def _running(self) -> subprocess.Popen[bytes]:
        """The child, started anew where there is none or it has ended between two files."""
        if self._child is not None and self._child.poll() is None:
            return self._child
        self._let_go()
        try:
            self._child = subprocess.Popen(  # noqa: S603 - the wiring gives the command
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # a complaint may quote the case
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0) if os.name == "nt" else 0,
            )
        except OSError as error:
            raise PackageRefused("package.no-opener", error=error.errno or 0) from None
        weakref.finalize(self, _end, self._child)
        return self._child

    def _let_go(self) -> None:
        if self._child is not None:
            _end(self._child)
        self._child = None


class GuardedDesk(PackageDesk):
    """A `PackageDesk` that has strangers' files opened by the child."""

    def __init__(self, credentials: Credentials, book: Book, opening: Opening) -> None:
        """Take the same as a desk, and the child to ask."""
        super().__init__(credentials, book)
        self._opening = opening
        self._trust = signers.write_book(book) if book.areas else ""

    def open(self, content: bytes, arrived: datetime) -> Verified:
        """See `Opener.open`."""
        found: Verified = self._asked("package", content, arrived)
        return found

    def _receipt(self, content: bytes, arrived: datetime) -> Receipt:
        found: Receipt = self._asked("receipt", content, arrived)
        return found

    def _review(self, content: bytes, arrived: datetime) -> ReadReview:
        found: ReadReview = self._asked("review", content, arrived)
        return found

    def _asked(self, what: str, content: bytes, arrived: datetime) -> Any:  # noqa: ANN401
        request = {
            "what": what,
            "mode": self._book.mode.value,
            "keys": self._credentials.identities,
            "trust": self._trust,
            "arrived": arrived.isoformat(),
        }
        return self._opening.ask(request, content)


def guarded(credentials: Credentials, book: TrustBook, opening: Opening) -> GuardedDesk:
    """A desk for one unlocked vault."""
    return GuardedDesk(credentials, Book(book.mode, book.areas), opening)


def _asked(
    process: subprocess.Popen[bytes], text: bytes, content: bytes
) -> tuple[bytes, bytes, list[bytes]]:
    """Send one request and take its reply apart. Raises `OSError`, `EOFError`, `ValueError`."""
    source, sink = cast("IO[bytes]", process.stdout), cast("IO[bytes]", process.stdin)
    sink.write(text)
    sink.write(content)
    sink.flush()
    kind, said = child.take(source, 1), child.read_text(source)
    if said is None:
        raise EOFError
    if kind != b"V":
        return kind, said, []
    sizes = _sizes(said)
    return kind, said, [child.take(source, size) for size in sizes]


def _sizes(said: bytes) -> list[int]:
    """How many bytes follow, of each blob. `ValueError` for anything else."""
    match = re.match(rb"\[\[([0-9, ]*)\],", said)
    if match is None:
        raise ValueError
    sizes = [int(size) for size in match[1].split(b",") if size]
    if sum(sizes) > MAX_BLOBS:
        raise ValueError
    return sizes


def _taken(what: str, kind: bytes, said: bytes, blobs: list[bytes]) -> Any:  # noqa: ANN401
    """What the reply says. A reply that is none refuses the file."""
    try:
        if kind == b"V":
            return reply.unpack(what, said[said.index(b"],") + 2 : -1], blobs)
        raise _refusal(json.loads(said))
    except (ValueError, TypeError, KeyError):
        raise PackageRefused(child.EXHAUSTED, why="reply") from None


def _refusal(said: Any) -> PackageRefused:  # noqa: ANN401 - what a child sends is any type
    """The refusal that the child named. `ValueError`, `TypeError`, `KeyError` if it named none."""
    code, facts = str(said["code"]), dict[Any, Any](said["facts"])
    if not _CODE.fullmatch(code):
        raise ValueError
    told = {str(name): fact if type(fact) is int else str(fact) for name, fact in facts.items()}
    return PackageRefused(code, **told)


def _stop(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    """Its time is over."""
    late.set()
    process.kill()


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a child and let go of its pipes; what was not yet sent to it is lost, and may be."""
    process.kill()
    for pipe in (process.stdin, process.stdout):
        with contextlib.suppress(OSError):
            cast("IO[bytes]", pipe).close()
    process.wait()
