"""The slot file: the vault's key, wrapped, kept twice so that a torn write never loses both.

Layout, all of it in one block of `SIZE` bytes: `OCSLOT1` and a line feed · generation, 8 bytes ·
length, 4 bytes · that much canonical JSON · SHA-256 of everything so far · zeros. Numbers are
big-endian. Both files are read and the valid one of the highest generation counts. Writing goes
over the older file first, then over the other, each waited for; no file is ever renamed.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.domain.errors import VaultRefused
from storage.files import file_errors, sync_folder, write_durably
from storage.keys.places import SLOT_FILES, has_slots

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

MAGIC = b"OCSLOT1\n"
SIZE = 16_384
"""Bytes in a slot file; constant, so that a new one covers every byte of the old."""

_HEAD = len(MAGIC) + 8 + 4
_HASH = 32


@dataclass(frozen=True, slots=True)
class SlotFile:
    """What one slot file says."""

    generation: int
    members: Mapping[str, Any]


def canonical(members: object) -> bytes:
    """JSON in its one spelling: ASCII, sorted keys, no spaces."""
    return json.dumps(members, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def pack(slots: SlotFile) -> bytes:
    """The bytes of a slot file."""
    text = canonical(slots.members)
    block = MAGIC + slots.generation.to_bytes(8, "big") + len(text).to_bytes(4, "big") + text
    block += hashlib.sha256(block).digest()
    if len(block) > SIZE:
        raise ValueError(len(block))
    return block.ljust(SIZE, b"\0")


def unpack(block: bytes) -> SlotFile | None:
    """What a slot file's bytes say; None when they are torn, damaged or not ours."""
    if len(block) != SIZE or not block.startswith(MAGIC):
        return None
    end = _HEAD + int.from_bytes(block[_HEAD - 4 : _HEAD], "big")
    if end + _HASH > SIZE or block[end + _HASH :] != bytes(SIZE - end - _HASH):
        return None
    if hashlib.sha256(block[:end]).digest() != block[end : end + _HASH]:
        return None
    try:
        members = json.loads(block[_HEAD:end])
    except (ValueError, RecursionError):
        return None
    if not isinstance(members, dict) or canonical(members) != block[_HEAD:end]:  # pyright: ignore[reportUnknownArgumentType]
        return None
    generation = int.from_bytes(block[len(MAGIC) : len(MAGIC) + 8], "big")
    return SlotFile(generation, members)  # pyright: ignore[reportUnknownArgumentType]


def newest(blocks: tuple[bytes, bytes]) -> SlotFile | None:
    """The valid one of the highest generation."""
    read = [slots for slots in map(unpack, blocks) if slots]
    return max(read, key=lambda slots: slots.generation, default=None)


def write_pair(
    blocks: tuple[bytes, bytes], members: Mapping[str, Any], write: Callable[[int, bytes], None]
) -> None:
    """Write a new generation over the older file, then over the other.

    Args:
        blocks: what the two files hold now.
        members: what they are to say.
        write: writes file 0 or 1 and waits until the disk has it.
    """
    generations = [slots.generation if (slots := unpack(block)) else -1 for block in blocks]
    block = pack(SlotFile(max(0, *generations) + 1, members))
    older = 1 if generations[1] < generations[0] else 0
    write(older, block)
    write(1 - older, block)


def read_slots(folder: Path) -> SlotFile:
    """The slot file of a vault.

    Raises:
        VaultRefused: `vault.missing` when there is none, `vault.damaged` when neither is whole.
    """
    if not has_slots(folder):
        raise VaultRefused("vault.missing")
    slots = newest(_blocks(folder))
    if slots is None:
        raise VaultRefused("vault.damaged", file="slots")
    return slots


def write_slots(folder: Path, members: Mapping[str, Any]) -> None:
    """Write both slot files, durably.

    Raises:
        VaultRefused: `vault.full`, `vault.read-only`, `vault.disk`.
    """
    fresh = not has_slots(folder)
    with file_errors():
        write_pair(
            _blocks(folder),
            members,
            lambda which, block: write_durably(folder / SLOT_FILES[which], block),
        )
        if fresh:
            sync_folder(folder)


def _blocks(folder: Path) -> tuple[bytes, bytes]:
    with file_errors():
        first, second = (
            path.read_bytes() if (path := folder / name).exists() else b"" for name in SLOT_FILES
        )
    return first, second
