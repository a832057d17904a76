"""Keys from a copy, when neither slot file of a vault is whole.

A copy in another folder is two files, and the one with the keys opens the vault it was taken
from for as long as the vault lives: its key never changes, only the passphrase that wraps it.
Nothing is replaced until that file has opened this very vault.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.errors import VaultRefused
from storage.files import copy_durably, file_errors, make_private_folder
from storage.keys.places import SLOT_FILES
from storage.keys.safekeeping import ASIDE
from storage.keys.slot_book import SlotBook
from storage.keys.slots import SIZE, unpack, write_slots
from storage.keys.wrapping import derive
from storage.sql.connection import open_database

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from storage.masked import Masked


def keys_from_copy(
    folder: Path, content: bytes, opened: Callable[[SlotBook], Masked | None], now: datetime
) -> None:
    """Put the keys of a copy in the place of damaged ones, which are kept in `aside/`.

    Args:
        folder: of the vault whose keys are damaged.
        content: the copy's file of keys.
        opened: the vault's key, if the passphrase typed opens it, else None.
        now: UTC; names the files kept aside.

    Raises:
        VaultRefused: `keys.not-keys`, `keys.other-passphrase`, `keys.other-vault`; nothing has
            been changed then. `vault.full`, `vault.read-only`, `vault.disk`.
    """
    slots = unpack(content) if len(content) == SIZE else None
    if slots is None:
        raise VaultRefused("keys.not-keys")
    book = SlotBook(slots.members)
    key = opened(book)
    if key is None:
        raise VaultRefused("keys.other-passphrase")
    try:
        open_database(folder / "vault.db", derive(key, "db"), mode="ro").close()
    except VaultRefused as refused:
        raise VaultRefused("keys.other-vault") from refused
    with file_errors():
        make_private_folder(folder / ASIDE)
        for name in SLOT_FILES:
            if (folder / name).exists():
                copy_durably(folder / name, folder / ASIDE / f"{now:%Y%m%dT%H%M%SZ}-{name}")
    write_slots(folder, book.members)
