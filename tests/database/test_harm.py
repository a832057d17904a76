"""What happens to the file: bad pages, old pages, a full disk, torn slots, edits from outside."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from app.domain.errors import VaultRefused
from storage import files
from storage.codec import encode
from storage.keys.slots import SlotFile, newest, pack, unpack, write_pair
from storage.sql.connection import open_database
from storage.sql.library import LibraryError
from tests.database.a_vault import AVault, a_case, a_note

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.ports.vault import VaultStore

PAGE = 4096


def filled(vault: AVault, notes: int = 120) -> AVault:
    store = vault.create().store
    for number in range(1, notes, 10):
        store.append([a_note(n, f"Note {n} " + "x" * 200) for n in range(number, number + 10)])
    vault.close()
    return vault


def looked_through(vault: AVault) -> str:
    """What a whole look at the vault finds: a refusal's code, a notice, a fault, or nothing."""
    try:
        opened = vault.unlock()
        if opened.notices or (faults := vault.keys.health()):
            return opened.notices[0] if opened.notices else faults[0]
        for _ in opened.store.verify_chain_steps():
            pass
        opened.store.entries(a_case())
    except VaultRefused as refused:
        return refused.code
    finally:
        vault.close()
    return ""


def test_a_sound_vault_has_no_faults(vault: AVault) -> None:
    assert looked_through(filled(vault)) == ""


def test_every_damaged_page_is_found_before_it_is_believed(vault: AVault) -> None:
    raw = filled(vault).database.read_bytes()
    slots = [(vault.folder / name).read_bytes() for name in ("slots.a", "slots.b")]
    dice = random.Random(7)
    for page in range(len(raw) // PAGE):
        harmed = bytearray(raw)
        harmed[page * PAGE + dice.randrange(PAGE)] ^= 1 << dice.randrange(8)
        vault.database.write_bytes(harmed)
        assert looked_through(vault), f"page {page + 1}"
        for name, block in zip(("slots.a", "slots.b"), slots, strict=True):
            (vault.folder / name).write_bytes(block)


def test_an_old_page_put_back_is_found(vault: AVault) -> None:
    filled(vault)
    old = vault.database.read_bytes()
    store = vault.unlock().store
    store.append([a_note(n) for n in range(500, 520)])
    vault.close()
    new = vault.database.read_bytes()
    slots = [(vault.folder / name).read_bytes() for name in ("slots.a", "slots.b")]
    changed = [at for at in range(0, len(old), PAGE) if old[at : at + PAGE] != new[at : at + PAGE]]
    assert len(changed) > 3
    for at in changed:
        vault.database.write_bytes(new[:at] + old[at : at + PAGE] + new[at + PAGE :])
        (vault.folder / "vault.db-journal").write_bytes(b"")
        # The first page differs in its change counter only: nothing old can be read from it.
        assert looked_through(vault) or at == 0, f"page {at // PAGE + 1}"
        for name, block in zip(("slots.a", "slots.b"), slots, strict=True):
            (vault.folder / name).write_bytes(block)


@pytest.mark.parametrize(
    ("harm", "seen_by"),
    [
        ("DROP TRIGGER entry_no_update; UPDATE entry SET line = ? WHERE seq = 40", "entries"),
        ("DROP TRIGGER entry_chained_erasure; DELETE FROM entry WHERE seq = 40", "entries"),
        ("DROP TRIGGER chain_no_update; UPDATE chain SET who = 'x' WHERE seq = 20", "chain"),
        ("DROP TRIGGER chain_no_update; UPDATE chain SET at = at + 1 WHERE seq = 20", "chain"),
        ("DROP TRIGGER chain_no_update; UPDATE chain SET act = 'erase' WHERE seq = 20", "chain"),
        ("INSERT INTO chain VALUES (999, 0, '', 'x', '', NULL, x'', x'00')", "chain"),
        ("INSERT INTO entry VALUES (1, 'ffffffffffffffffffffffffffffffff', x'00')", "chain"),
    ],
)
def test_what_was_changed_outside_the_program_is_named(
    vault: AVault, harm: str, seen_by: str
) -> None:
    filled(vault)
    outside = open_database(vault.database, vault.database_key())
    for sql in harm.split("; "):
        outside.execute(sql, (encode(a_note(38, "altered")),) if "?" in sql else ())
    outside.close()
    store = vault.unlock().store
    looks = {
        "entries": lambda: store.entries(a_case()),
        "chain": lambda: tuple(store.verify_chain_steps()),
    }
    with pytest.raises(VaultRefused) as refused:
        looks[seen_by]()
    assert refused.value.code == "vault.altered"
    assert refused.value.facts


def test_a_chain_cut_short_in_the_tail_opens_for_reading_only(vault: AVault) -> None:
    filled(vault)
    outside = open_database(vault.database, vault.database_key())
    outside.execute("DROP TRIGGER chain_no_delete")
    outside.execute("PRAGMA foreign_keys=OFF")
    outside.execute("DELETE FROM chain WHERE seq = (SELECT max(seq) - 3 FROM chain)")
    outside.close()
    opened = vault.unlock()
    assert opened.notices == ("vault.altered",)
    with pytest.raises(VaultRefused):
        opened.store.append([a_note(900)])


def test_a_changed_paper_is_not_handed_out(vault: AVault) -> None:
    store = vault.create().store
    digest = store.keep(b"%PDF the order")
    assert vault.keys._open
    own = vault.keys._open.connection
    own.execute("DROP TRIGGER blob_no_update")
    own.execute("UPDATE blob SET content = x'00'")
    with pytest.raises(VaultRefused) as refused:
        store.blob(digest)
    assert refused.value.code == "vault.altered"


def test_a_full_disk_says_so_keeps_what_was_saved_and_gives_up_its_reserve(vault: AVault) -> None:
    store = vault.create().store
    store.append([a_note(1)])
    head = store.head()
    assert vault.keys._open
    own = vault.keys._open.connection
    (pages,) = own.execute("PRAGMA page_count").fetchone()
    own.execute(f"PRAGMA max_page_count={pages}")
    assert (vault.folder / "reserve.bin").exists()
    with pytest.raises(VaultRefused) as refused:
        store.append([a_note(2, "x" * 19_000)])
    assert refused.value.code == "vault.full"
    assert store.head() == head
    assert store.entries(a_case()) == (a_note(1),)
    assert not (vault.folder / "reserve.bin").exists()
    own.execute("PRAGMA max_page_count=100000")
    store.append([a_note(2, "x" * 19_000)])
    vault.close()
    assert len(vault.unlock().store.entries(a_case())) == 2
    assert (vault.folder / "reserve.bin").exists()


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of one megabyte."""
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(disk)]
    if not shutil.which("mount") or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("no right to mount; the page limit test covers the rule")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def saved_until_full(store: VaultStore) -> int:
    for number in range(1, 1000):
        try:
            store.append([a_note(number, "y" * 19_000)])
        except VaultRefused as refused:
            return number - 1 if refused.code == "vault.full" else -1
    return pytest.fail("the disk never filled")


def test_a_disk_that_is_really_full_can_still_be_opened_and_read(tiny_disk: Path) -> None:
    vault = AVault(tiny_disk)
    store = vault.create().store
    filler = os.open(tiny_disk / "filler", os.O_WRONLY | os.O_CREAT)
    kept = saved_until_full(store)
    with contextlib.suppress(OSError):
        while os.write(filler, b"z" * 4096):
            pass
    os.close(filler)
    vault.close()
    opened = vault.unlock()
    assert len(opened.store.entries(a_case())) == kept
    with pytest.raises(VaultRefused):
        opened.store.append([a_note(2000, "y" * 19_000)])
    (tiny_disk / "filler").unlink()
    opened.store.append([a_note(2000)])
    vault.close()


def test_a_slip_in_our_own_sql_is_not_called_the_users_fault(vault: AVault) -> None:
    store = vault.create().store
    assert vault.keys._open
    vault.keys._open.connection.execute("DROP TABLE summary")
    with pytest.raises(LibraryError):
        store.cases()


def test_twenty_thousand_torn_writes_never_lose_the_key() -> None:
    dice = random.Random(20_000)
    before = pack(SlotFile(7, {"which": "old"}))
    stages: list[tuple[int, bytes]] = []
    write_pair((before, before), {"which": "new"}, lambda at, block: stages.append((at, block)))
    assert [at for at, _ in stages] == [0, 1]
    for _ in range(20_000):
        disk = [before, before]
        torn_at = dice.randrange(2)
        for stage, (at, block) in enumerate(stages):
            if stage < torn_at:
                disk[at] = block
            elif stage == torn_at:
                disk[at] = tear(dice, disk[at], block)
        found = newest((disk[0], disk[1]))
        assert found
        assert found.members["which"] in {"old", "new"}
        assert found.members["which"] == "new" or torn_at == 0


def tear(dice: random.Random, old: bytes, new: bytes) -> bytes:
    """A write of which the disk took some sectors, or a beginning, or rubbish in one sector."""
    manner = dice.randrange(3)
    if manner == 0:
        cut = dice.randrange(len(new))
        return new[:cut] + old[cut:]
    sectors = [
        (new if dice.random() < 0.5 else old)[at : at + 512] for at in range(0, len(new), 512)
    ]
    if manner == 2:
        sectors[dice.randrange(len(sectors))] = dice.randbytes(512)
    return b"".join(sectors)


def test_the_older_slot_file_is_written_first() -> None:
    old, new = pack(SlotFile(3, {})), pack(SlotFile(4, {}))
    for blocks, first in (((old, new), 0), ((new, old), 1), ((b"torn", new), 0), ((new, b""), 1)):
        written: list[tuple[int, bytes]] = []
        write_pair(blocks, {"n": 1}, lambda at, block, into=written: into.append((at, block)))  # type: ignore[misc]
        assert [at for at, _ in written] == [first, 1 - first]
        fresh = unpack(written[0][1])
        assert fresh
        assert fresh.generation == 5


@pytest.mark.parametrize(
    "block",
    [b"", b"\0" * 16_384, pack(SlotFile(1, {}))[:-1], pack(SlotFile(1, {})) + b"\0"],
    ids=["empty", "zeros", "short", "long"],
)
def test_what_is_not_a_slot_file_is_not_read_as_one(block: bytes) -> None:
    assert unpack(block) is None


def test_any_changed_byte_of_a_slot_file_is_seen() -> None:
    block = pack(SlotFile(1, {"vault": "x"}))
    for at in (*range(120), 16_383):
        assert unpack(block[:at] + bytes([block[at] ^ 1]) + block[at + 1 :]) is None


def test_the_reserve_is_only_as_large_as_the_disk_allows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr(files, "write_durably", full)
    files.set_reserve(tmp_path / "reserve.bin")  # opening goes on without it
