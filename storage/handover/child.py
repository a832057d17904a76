"""The child that opens strangers' files: it decrypts, parses and proves, and holds nothing else.

It is a process of its own so that a file which finds a way to cost minutes, gigabytes or the whole
process costs this one, and the program says so and goes on. It is given the file, the desk's keys
and the trust book, each time anew; the vault's key never comes here, and it can write no file.

Request: length (8 bytes, big-endian), then JSON `{"what", "mode", "keys", "trust", "arrived",
"size"}`, then `size` bytes of the file. Reply: `V`, length and JSON `[[sizes], value]`, then the
bytes of each size; or `R`, length and JSON `{"code", "facts"}`. One after another until the
input ends.
"""

from __future__ import annotations

import gc
import json
import struct
from datetime import datetime
from functools import lru_cache
from typing import IO, TYPE_CHECKING, Any

from app.domain.errors import PackageRefused
from app.domain.handover import Mode
from storage.handover import envelope, reader, receipt, reply, review, signers
from storage.handover.ends import Reader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.handover.trust import Book

MEMORY = 512 * 1024 * 1024
"""Bytes of address space in which one file is opened; the largest that can be sent takes 430 MB."""

RUBBISH = 50_000
"""Things made before rubbish is looked for: opening a file leaves next to none."""

MAX_TEXT = 128 * 1024 * 1024
"""Bytes of one JSON text either way."""

EXHAUSTED = "package.exhausting"
_LENGTH = struct.Struct(">Q")


def serve(source: IO[bytes] | None = None, sink: IO[bytes] | None = None) -> int:
    """Open what `source` asks for, one file after another, and write each reply to `sink`."""
    # By number: a windowed program has no `sys.stdin`, yet the pipes its parent gave it.
    source = source or open(0, "rb", closefd=False)  # noqa: SIM115
    sink = sink or open(1, "wb", closefd=False)  # noqa: SIM115
    while (asked := read_text(source)) is not None:
        request = json.loads(asked)
        for piece in answer(request, take(source, int(request["size"]))):
            sink.write(piece)
        sink.flush()
    return 0


def limit() -> None:
    """Bound this process: its memory, no file written, no core left. No bounds on Windows."""
    gc.freeze()  # what is loaded stays
    gc.set_threshold(RUBBISH)
    try:
        import resource  # noqa: PLC0415 - POSIX only
    except ImportError:
        return  # Windows has none
    bounds = (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    )
    for what, most in bounds:
        resource.setrlimit(what, (most, most))


def answer(request: dict[str, Any], content: bytes) -> Sequence[bytes]:
    """The reply to one request, in pieces."""
    what = str(request["what"])
    try:
        text, blobs = reply.pack(what, _open(what, request, content))
    except PackageRefused as refused:
        return _said(refused.code, dict(refused.facts))
    except MemoryError:
        return _said(EXHAUSTED, {"why": "memory"})
    except Exception as error:  # noqa: BLE001 - its text may hold words of the case
        return _said(EXHAUSTED, {"why": type(error).__name__})
    head = json.dumps([len(blob) for blob in blobs]).encode()
    return b"V", frame(b"[" + head + b"," + text + b"]"), *blobs


def _open(what: str, request: dict[str, Any], content: bytes) -> object:
    keys, arrived = tuple(request["keys"]), datetime.fromisoformat(request["arrived"])
    book = _book(request["trust"], request["mode"])
    if what == "package":
        return reader.open_package(content, keys, book, arrived)
    if what == "receipt":
        return receipt.open_receipt(content, keys, book, arrived)
    return review.read_review(envelope.decrypt(content, keys), Reader(book, (), arrived))


@lru_cache(maxsize=1)
def _book(text: str, mode: str) -> Book:
    """The book of the last request is most often that of this one."""
    return signers.read_book(text, Mode(mode))


def _said(code: str, facts: dict[str, str | int]) -> Sequence[bytes]:
    return b"R", frame(json.dumps({"code": code, "facts": facts}).encode())


def frame(message: bytes) -> bytes:
    """A message with its length before it."""
    return _LENGTH.pack(len(message)) + message


def read_text(source: IO[bytes]) -> bytes | None:
    """One framed text; None at the end. Raises `EOFError` when it is cut short or too long."""
    head = source.read(_LENGTH.size)
    if not head:
        return None
    if len(head) != _LENGTH.size or (length := _LENGTH.unpack(head)[0]) > MAX_TEXT:
        raise EOFError
    return take(source, length)


def take(source: IO[bytes], size: int) -> bytes:
    """Exactly so many bytes. Raises `EOFError` when there are fewer."""
    content = source.read(size)
    if len(content) != size:
        raise EOFError
    return content
