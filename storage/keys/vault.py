"""The vault: the order in which it is made, opened and closed. The `KeyVault` port.

Opening: lock file · slots · unwrap the key (here a wrong passphrase is decided, before the
database is touched) · size of the file · raw key and settings · version, with a verified backup
before any migration · tail of the chain, and the anchor. Whole-file checks come after, in the
background. Nothing is written before the chain has been checked.
"""

from __future__ import annotations

import contextlib
import secrets
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NoReturn

from app.domain.errors import VaultRefused
from app.domain.passphrase import check_passphrase
from app.ports.vault import Unlocked, VaultKind, VaultPlace
from storage.files import (
    RESERVE,
    FolderLock,
    file_errors,
    free_reserve,
    make_private_folder,
    set_reserve,
)
from storage.keys import guesses, recovery
from storage.keys.mending import keys_from_copy
from storage.keys.opening import bring_up, make_database, read_profile, suspicions
from storage.keys.places import has_slots, is_nickname
from storage.keys.safekeeping import copy_out, drop_copies, put_back
from storage.keys.slot_book import SlotBook
from storage.keys.slots import read_slots, write_slots
from storage.keys.wrapping import (
    REAL,
    Clamps,
    Cost,
    calibrate,
    derive,
    unwrap_code,
    unwrap_passphrase,
    wrap_code,
    wrap_passphrase,
)
from storage.masked import Masked
from storage.sql import backup
from storage.sql.connection import open_database
from storage.sql.erasing import ERASURE_PENDING
from storage.sql.health import check_file, check_size
from storage.sql.migrate import migrations
from storage.sql.store import SqlCaseStore

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from app.ports.record import Clock, Ids
    from app.ports.vault import Backup, Profile
    from storage.sql.library import Connection


@dataclass
class _Open:
    """The open vault: everything to be closed and forgotten again."""

    folder: Path
    lock: FolderLock | None
    book: SlotBook
    key: Masked  # of the vault; the next two are derived from it
    database_key: Masked
    connection: Connection
    store: SqlCaseStore


class FileKeyVault:
    """Opens one vault at a time, and keeps its keys."""

    def __init__(
        self,
        clock: Clock,
        ids: Ids,
        *,
        cost: Cost | None = None,
        clamps: Clamps = REAL,
        steps: Sequence[str] | None = None,
        reserve: int = RESERVE,
    ) -> None:
        """Take the ports it stands on.

        Args:
            clock: times of arrival, of guesses and of backups.
            ids: names of vaults, and the words of proposed passphrases.
            cost: of a guess, for new passphrases; measured on this laptop when None.
            clamps: costs that are believed when read. Only tests give others.
            steps: the migrations; those of this program when None.
            reserve: bytes kept back for a full disk.
        """
        self._clock = clock
        self._ids = ids
        self._cost = cost
        self._clamps = clamps
        self._steps = migrations() if steps is None else tuple(steps)
        self._reserve = reserve
        self._open: _Open | None = None

    # ------------------------------------------------------------------ making and opening

    def create(
        self, place: VaultPlace, kind: VaultKind, passphrase: str, profile: Profile
    ) -> tuple[Unlocked, str]:
        """Make a vault and open it; also the recovery code, to be printed once."""
        self.seal_down()
        _check_libraries()
        check_passphrase(passphrase)
        if kind is VaultKind.LIVE and not is_nickname(place.nickname):
            raise VaultRefused("vault.nickname")
        folder = place.folder
        with file_errors():
            make_private_folder(folder)
        lock = FolderLock(folder / "lock")
        try:
            _check_empty(folder)
            book, key, code = self._new_keys(kind, passphrase)
            make_database(folder, derive(key, "db"), self._steps, self._clock, (kind, profile))
            # Last: until its slots are written there is no vault, and making may begin again.
            write_slots(folder, book.signed(key))
            return self._open_with(folder, lock, book, key), code
        except BaseException:
            lock.release()
            raise

    def unlock(self, place: VaultPlace, passphrase: str) -> Unlocked:
        """Open a vault, or refuse with `vault.wrong-passphrase` and the `failures` so far."""

        def opened(book: SlotBook) -> Masked | None:
            return self._try_passphrase(book, passphrase)

        return self._enter(place, opened, "vault.wrong-passphrase", _nothing)

    def recover(self, place: VaultPlace, code: str, passphrase: str) -> Unlocked:
        """Open a vault with its recovery code and set a new passphrase."""
        check_passphrase(passphrase)
        raw = recovery.read_code(code)

        def opened(book: SlotBook) -> Masked | None:
            found = (unwrap_code(s, raw, book.vault, book.kind) for s in book.slots("recovery"))
            return next((key for key in found if key), None)

        def rewrap(book: SlotBook, key: Masked) -> tuple[str, ...]:
            slot = wrap_passphrase(key, passphrase, self._price(), book.vault, book.kind)
            book.replace_slot(slot)
            write_slots(place.folder, book.signed(key))
            return ("vault.recovered",)

        return self._enter(place, opened, "recovery.wrong", rewrap)

    def restore(self, place: VaultPlace, passphrase: str, name: str) -> Unlocked:
        """Put a verified backup in the vault's place; the damaged file is kept in `aside/`."""

        def opened(book: SlotBook) -> Masked | None:
            return self._try_passphrase(book, passphrase)

        def prepare(book: SlotBook, key: Masked) -> tuple[str, ...]:
            put_back(place.folder, derive(key, "db"), name, self._clock.now())
            book.anchor = (0, "")  # the copy is older than the anchor, and known to be
            book.signed(key)
            return ("vault.restored",)

        unlocked = self._enter(place, opened, "vault.wrong-passphrase", prepare)
        unlocked.store.log("restore", name, unlocked.profile.by.principal)
        self.anchor()
        return unlocked

    def mend_keys(self, place: VaultPlace, passphrase: str, content: bytes) -> Unlocked:
        """Open with the keys of a copy and put them in the place of damaged ones."""
        self.seal_down()

        def opened(book: SlotBook) -> Masked | None:
            return self._try_passphrase(book, passphrase)

        keys_from_copy(place.folder, content, opened, self._clock.now())
        unlocked = self.unlock(place, passphrase)
        unlocked.store.log("keys put back", "", unlocked.profile.by.principal)
        return unlocked

    def _enter(
        self,
        place: VaultPlace,
        opened: Callable[[SlotBook], Masked | None],
        wrong: str,
        prepare: Callable[[SlotBook, Masked], tuple[str, ...]],
    ) -> Unlocked:
        """Take the lock, count the guess, and open with the key that `opened` finds."""
        self.seal_down()
        _check_libraries()
        folder = place.folder
        if not has_slots(folder):
            raise VaultRefused("vault.missing")
        lock = self._take_lock(folder)
        try:
            book = SlotBook(read_slots(folder).members)
            guesses.check_wait(book.failures, self._clock.now())
            key = opened(book)
            if key is None:
                self._count_failure(folder, book, wrong)
            notices = prepare(book, key)
            unlocked = self._open_with(folder, lock, book, key)
            return replace(unlocked, notices=notices + unlocked.notices)
        except BaseException:
            if lock:
                lock.release()
            raise

    def _try_passphrase(self, book: SlotBook, passphrase: str) -> Masked | None:
        for slot in book.slots("pass"):
            key = unwrap_passphrase(slot, passphrase, book.vault, book.kind, self._clamps)
            if key:
                return key
        return None

    def _count_failure(self, folder: Path, book: SlotBook, wrong: str) -> NoReturn:
        book.failures = guesses.one_more(book.failures, self._clock.now())
        with contextlib.suppress(VaultRefused):  # a folder that cannot be written
            write_slots(folder, book.members)
        count = book.failures["count"]
        raise VaultRefused(wrong, failures=count, wait=guesses.wait_after(count))

    def _open_with(
        self, folder: Path, lock: FolderLock | None, book: SlotBook, key: Masked
    ) -> Unlocked:
        """Open the database with a key that is known to be right, and check what can be seen."""
        path, database_key = folder / "vault.db", derive(key, "db")
        check_size(path)
        connection = open_database(path, database_key, mode="rw" if lock else "ro")
        try:
            now = self._clock.now()
            notices = bring_up(
                connection, self._steps, (folder, database_key, now) if lock else None
            )
            faults = suspicions(connection, book, key)
            faults += () if lock else ("vault.read-only",)
            store = SqlCaseStore(
                connection,
                self._clock,
                readable_only=faults[0] if faults else "",
                make_room=lambda: free_reserve(folder / "reserve.bin"),
                erased=self._rid_backups,
            )
            profile = read_profile(store, book.kind)
            self._open = _Open(folder, lock, book, key, database_key, connection, store)
            failures = guesses.told(book.failures)
            if not faults:
                self._note_opening(profile.by.principal)
        except BaseException:
            self._open = None
            connection.close()
            raise
        return Unlocked(store, VaultKind(book.kind), profile, failures, notices + faults)

    def _note_opening(self, who: str) -> None:
        """Chain the opening and the failed guesses before it; start the count again."""
        open_ = self._opened()
        set_reserve(open_.folder / "reserve.bin", self._reserve)
        # A full disk must not keep anybody out: what cannot be noted is noted next time.
        with contextlib.suppress(VaultRefused):
            if count := open_.book.failures["count"]:
                open_.store.log("failed-unlock", str(count), who)
            open_.store.log("unlock", "", who)
            open_.book.failures = dict(guesses.NONE_YET)
            write_slots(open_.folder, open_.book.signed(open_.key))

    def _take_lock(self, folder: Path) -> FolderLock | None:
        try:
            return FolderLock(folder / "lock")
        except VaultRefused as refused:
            if refused.code != "vault.read-only":
                raise
            return None  # a folder that cannot be written is opened for reading

    # ------------------------------------------------------------------ keys

    def _price(self) -> Cost:
        return self._cost or calibrate()

    def _new_keys(self, kind: VaultKind, passphrase: str) -> tuple[SlotBook, Masked, str]:
        key = Masked(bytearray(secrets.token_bytes(32)))
        vault, code = self._ids.new(), recovery.new_code()
        slots = [
            wrap_passphrase(key, passphrase, self._price(), vault, kind.value),
            wrap_code(key, code, vault, kind.value),
        ]
        return SlotBook.fresh(vault, kind.value, slots), key, recovery.spell(code)

    def matches(self, passphrase: str) -> bool:
        """Whether this opens the open vault; may run in a thread of its own, and counts nothing."""
        open_ = self._opened()
        guesses.check_wait(open_.book.failures, self._clock.now())
        return self._try_passphrase(open_.book, passphrase) is not None

    def count_wrong(self) -> NoReturn:
        """Count a wrong passphrase typed at the cover, as one typed at the door would be."""
        open_ = self._opened()
        self._count_failure(open_.folder, open_.book, "vault.wrong-passphrase")

    def propose_passphrase(self) -> str:
        """Five words drawn by lot, to be taken or left."""
        return recovery.propose_passphrase(self._ids)

    def change_passphrase(self, old: str, new: str) -> None:
        """Wrap the key of the open vault again; the old passphrase opens it no more."""
        open_ = self._opened()
        check_passphrase(new)
        if self._try_passphrase(open_.book, old) is None:
            raise VaultRefused("vault.wrong-passphrase")
        book = open_.book
        slot = wrap_passphrase(open_.key, new, self._price(), book.vault, book.kind)
        open_.store.log("passphrase", "", read_profile(open_.store, book.kind).by.principal)
        book.replace_slot(slot)
        write_slots(open_.folder, book.signed(open_.key))

    # ------------------------------------------------------------------ backups and health

    def place(self) -> VaultPlace:
        """Where the open vault is kept."""
        return VaultPlace(self._opened().folder)

    def backups(self, place: VaultPlace) -> tuple[Backup, ...]:
        """Backups of a vault, newest first; needs no passphrase."""
        return backup.list_backups(place.folder)

    def back_up(self, *, only_if_due: bool = False, to: Path | None = None) -> Backup | None:
        """Make a backup of the open vault and verify it on a fresh connection."""
        open_ = self._opened()
        now = self._clock.now()
        kept = backup.list_backups(open_.folder)
        if only_if_due and any(each.made.date() == now.date() for each in kept):
            return None
        made = backup.make_backup(open_.folder, open_.database_key, now)
        if open_.store.setting(ERASURE_PENDING):
            drop_copies(open_.folder, made)
            open_.store.set_setting(ERASURE_PENDING, "")
        if to:
            copy_out(open_.folder, made, to, open_.database_key)
        return made

    def health(self) -> tuple[str, ...]:
        """Check the open vault's file on a fresh connection; the faults found, as codes."""
        open_ = self._opened()
        return check_file(open_.folder / "vault.db", open_.database_key)

    def _rid_backups(self) -> None:
        """After an erasure: one fresh backup, and none of the older ones."""
        self.back_up()

    # ------------------------------------------------------------------ closing

    def anchor(self) -> None:
        """Note the chain's head outside the database."""
        open_ = self._opened()
        if open_.store.readable_only:
            return  # the anchor is what shows that the file is older
        head = open_.store.head()
        if head != open_.book.anchor:
            open_.book.anchor = head
            write_slots(open_.folder, open_.book.signed(open_.key))

    def seal_down(self) -> None:
        """Anchor, close and release the open vault; nothing when none is open."""
        if self._open is None:
            return
        with contextlib.suppress(VaultRefused):  # closing cannot be prevented
            self.anchor()
        open_, self._open = self._open, None
        open_.connection.close()
        open_.key.forget()
        open_.database_key.forget()
        if open_.lock:
            open_.lock.release()

    def _opened(self) -> _Open:
        if self._open is None:
            raise VaultRefused("vault.locked")
        return self._open


def _check_libraries() -> None:
    """Known answers first. The package's libraries, which it asks too, are not for first paint."""
    from storage.keys import self_test  # noqa: PLC0415

    self_test.check_at_start()


def _nothing(_book: SlotBook, _key: Masked) -> tuple[str, ...]:
    return ()


def _check_empty(folder: Path) -> None:
    if has_slots(folder):
        raise VaultRefused("vault.exists")
