"""Whose vaults are on this laptop: one folder each, by a nickname that tells a thief nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from app.ports.vault import VaultPlace

SLOT_FILES = ("slots.a", "slots.b")
"""The two copies of the slot file (storage.keys.slots): where one is, a vault was made."""

_NICKNAME = re.compile(r"(desk|chair|lamp|shelf|table|window)-[1-9][0-9]?", re.ASCII)


def list_places(base: Path) -> tuple[VaultPlace, ...]:
    """The vaults kept under a folder, one for each person who uses this laptop, by nickname."""
    if not base.is_dir():
        return ()
    from app.ports.vault import VaultPlace  # noqa: PLC0415 - the first window may have none to show

    found = (each for each in base.iterdir() if _NICKNAME.fullmatch(each.name))
    kept = (each for each in found if has_slots(each))
    return tuple(VaultPlace(each) for each in sorted(kept, key=lambda each: _order(each.name)))


def next_place(base: Path) -> VaultPlace:
    """Where the next person's vault goes: `desk-1`, then `desk-2`, and so on."""
    taken = {each.name for each in base.iterdir()} if base.is_dir() else set[str]()
    from app.ports.vault import VaultPlace  # noqa: PLC0415 - as above

    number = next(n for n in range(1, 100) if f"desk-{n}" not in taken)
    return VaultPlace(base / f"desk-{number}")


def has_slots(folder: Path) -> bool:
    """Tell whether a vault has ever been made here."""
    return any((folder / name).exists() for name in SLOT_FILES)


def is_nickname(text: str) -> bool:
    """Tell whether a folder's name is neutral: a piece of furniture and a number."""
    return _NICKNAME.fullmatch(text) is not None


def _order(name: str) -> tuple[str, int]:
    word, _, number = name.partition("-")
    return word, int(number)
