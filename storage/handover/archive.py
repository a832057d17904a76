"""Layer 2: the one zip our writer makes, and no other. FORMAT.md section 4.

Every member is stored, not compressed; no date, comment, extra field, descriptor or folder entry.
The reader walks the local headers, then writes the same members again and compares every byte:
what differs is refused, so there is no second way to read a file.
"""

from __future__ import annotations

import re
import struct
import zlib
from typing import TYPE_CHECKING

from storage.handover.refusals import Code, refuse

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Members = tuple[tuple[str, bytes], ...]

MAX_MEMBERS = 2_000
BLOCK = 64 * 1024
"""Bytes: an archive is padded to a multiple of this, so that size says little."""

PADDING = "PADDING.bin"

START = b"PK\3\4"
"""How every archive begins."""

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_VERSION = 20
_DATE = 0x0021  # 1980-01-01, the first day a zip can say
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*(/[A-Za-z0-9][A-Za-z0-9.-]*){0,2}", re.ASCII)
_NAME_LIMIT = 48


def pack(members: Sequence[tuple[str, bytes]]) -> bytes:
    """Write members, in the order given, as the canonical archive."""
    body = bytearray()
    index = bytearray()
    for name, content in members:
        title = name.encode("ascii")
        facts = (zlib.crc32(content), len(content), len(content))
        offset = len(body)
        body += _LOCAL.pack(b"PK\3\4", _VERSION, 0, 0, 0, _DATE, *facts, len(title), 0)
        body += title + content
        index += _CENTRAL.pack(
            b"PK\1\2", _VERSION, _VERSION, 0, 0, 0, _DATE, *facts, len(title), 0, 0, 0, 0, 0, offset
        )
        index += title
    count = len(members)
    end = _END.pack(b"PK\5\6", 0, 0, count, count, len(index), len(body), 0)
    return bytes(body + index + end)


def unpack(content: bytes, limit: Callable[[str], int]) -> Members:
    """Read the canonical archive; `limit(name)` gives the most bytes a member may have.

    Raises `PackageRefused` (`package.archive`, `package.members` for a name with no place).
    """
    members: list[tuple[str, bytes]] = []
    offset = 0
    while content[offset : offset + 4] == START:
        if len(members) == MAX_MEMBERS:
            refuse(Code.ARCHIVE)
        name, member, offset = _member(content, offset, limit)
        members.append((name, member))
    if not members or len({name for name, _ in members}) != len(members):
        refuse(Code.ARCHIVE)
    if pack(members) != content:
        refuse(Code.ARCHIVE)
    return tuple(members)


def _member(content: bytes, offset: int, limit: Callable[[str], int]) -> tuple[str, bytes, int]:
    """One member at `offset`, and where the next one starts."""
    start = offset + _LOCAL.size
    if start > len(content):
        refuse(Code.ARCHIVE)
    head = _LOCAL.unpack_from(content, offset)
    method, size, name_size, extra = head[3], head[8], head[9], head[10]
    if method != 0 or extra != 0 or head[7] != size or name_size > _NAME_LIMIT:
        refuse(Code.ARCHIVE)
    raw = content[start : start + name_size]
    if not raw.isascii() or not _NAME.fullmatch(name := raw.decode("ascii")):
        refuse(Code.ARCHIVE)
    if size > limit(name):
        refuse(Code.MEMBERS)
    end = start + name_size + size
    if end > len(content):
        refuse(Code.ARCHIVE)
    return name, content[end - size : end], end


def padding_for(members: Sequence[tuple[str, bytes]]) -> bytes:
    """The zeros that bring these members, with PADDING.bin last, to a multiple of 64 KiB."""
    return bytes(-len(pack([*members, (PADDING, b"")])) % BLOCK)


def check_padding(archive: bytes, members: Members) -> None:
    """Refuse padding that is not last, not zeros, or not exactly what is needed."""
    name, padding = members[-1]
    if name != PADDING:
        refuse(Code.MEMBERS, file=PADDING)
    if len(archive) % BLOCK or len(padding) >= BLOCK or padding.count(0) != len(padding):
        refuse(Code.PADDING)
