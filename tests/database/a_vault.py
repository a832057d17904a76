"""A real vault on disk with a cheap passphrase, and ways to do it harm."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from app.domain.entry import Author, Entry, NoteBody
from app.domain.ids import CaseId, EntryId
from app.ports.vault import Profile, Unlocked, VaultKind, VaultPlace
from storage.keys.slot_book import SlotBook
from storage.keys.slots import read_slots
from storage.keys.vault import FileKeyVault
from storage.keys.wrapping import Clamps, Cost, derive, unwrap_passphrase
from tests.builders import CountingIds, SteppingClock

if TYPE_CHECKING:
    from pathlib import Path

    from storage.masked import Masked

PASSPHRASE = "quiet rope lantern oats"
CHEAP = Cost(64, 1, 1)
ANY_COST = Clamps(Cost(8, 1, 1), Cost(1024 * 1024, 10, 8))
JO = Author("jo@norfolk.example", "Jo Field", "Social worker")
PROFILE = Profile(JO, "norfolk.example")
AT = datetime(2026, 11, 23, 14, 5, 9, tzinfo=UTC)


def a_case(number: int = 1) -> CaseId:
    return CaseId(f"c{number:031x}")


def a_note(number: int, text: str = "He rang the school", case: int = 1) -> Entry:
    name = EntryId(f"{number:032x}")
    return Entry(name, a_case(case), "norfolk.example", JO, AT, NoteBody("Call", text))


class AVault:
    """One person's vault in a folder of the test's own."""

    def __init__(self, base: Path, clock: SteppingClock | None = None) -> None:
        self.place = VaultPlace(base / "desk-1")
        self.folder = self.place.folder
        self.clock = clock or SteppingClock(AT)
        self.keys = self.another_program()
        self.code = ""

    def another_program(self, **given: object) -> FileKeyVault:
        return FileKeyVault(
            self.clock, CountingIds(), cost=CHEAP, clamps=ANY_COST, reserve=4096, **given
        )

    def create(self, kind: VaultKind = VaultKind.LIVE) -> Unlocked:
        unlocked, self.code = self.keys.create(self.place, kind, PASSPHRASE, PROFILE)
        return unlocked

    def unlock(self, passphrase: str = PASSPHRASE) -> Unlocked:
        return self.keys.unlock(self.place, passphrase)

    def close(self) -> None:
        self.keys.seal_down()

    @property
    def database(self) -> Path:
        return self.folder / "vault.db"

    def database_key(self) -> Masked:
        book = SlotBook(read_slots(self.folder).members)
        key = unwrap_passphrase(book.slots("pass")[0], PASSPHRASE, book.vault, book.kind, ANY_COST)
        assert key
        return derive(key, "db")

    def plain_pages(self, path: Path | None = None) -> bytes:
        """The whole file decrypted page by page, free pages included."""
        raw, pages = (path or self.database).read_bytes(), []
        with self.database_key().shown() as key:
            for start in range(0, len(raw), 4096):
                page = raw[start : start + 4096]
                body = page[16:4016] if start == 0 else page[:4016]
                unlock = Cipher(algorithms.AES256(bytes(key)), modes.CBC(page[4016:4032]))
                pages.append(unlock.decryptor().update(body))
        return b"".join(pages)
