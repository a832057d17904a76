"""Whose vaults are on this laptop: one folder each, by a nickname that tells a thief nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.ports import VaultPlace
from storage.keys.slots import has_slots

if TYPE_CHECKING:
    from pathlib import Path

_NICKNAME = re.compile(r"(desk|chair|lamp|shelf|table|window)-[1-9][0-9]?", re.ASCII)


def list_places(base: Path) -> tuple[VaultPlace, ...]:
    """The vaults kept under a folder, one for each person who uses this laptop, by nickname."""
    if not base.is_dir():
        return ()
    found = (each for each in base.iterdir() if _NICKNAME.fullmatch(each.name))
    kept = (each for each in found if has_slots(each))
    return tuple(VaultPlace(each) for each in sorted(kept, key=lambda each: _order(each.name)))


def next_place(base: Path) -> VaultPlace:
    """Where the next person's vault goes: `desk-1`, then `desk-2`, and so on."""
    taken = {each.name for each in base.iterdir()} if base.is_dir() else set[str]()
    number = next(n for n in range(1, 100) if f"desk-{n}" not in taken)
    return VaultPlace(base / f"desk-{number}")


def is_nickname(text: str) -> bool:
    """Tell whether a folder's name is neutral: a piece of furniture and a number."""
    return _NICKNAME.fullmatch(text) is not None


def _order(name: str) -> tuple[str, int]:
    word, _, number = name.partition("-")
    return word, int(number)
