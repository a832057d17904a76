"""Backups are read back before they count, can be put back, and forget what was erased."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from app.domain.entry import ErasedBody
from app.domain.errors import VaultRefused
from app.ports.record import Summary
from storage.keys import safekeeping
from storage.sql import backup
from storage.sql.connection import open_database
from tests.database.a_vault import AT, PASSPHRASE, AVault, a_case, a_note

if TYPE_CHECKING:
    from pathlib import Path

    from app.ports.vault import VaultStore

NEEDLE = "Hafsa on Mill Lane"


def erase(store: VaultStore, case: int = 1) -> None:
    by = replace(a_note(990, case=case), body=ErasedBody((), "kept long enough", "T. Osei"))
    store.erase(a_case(case), "kept long enough", "T. Osei", by)


def test_a_backup_is_a_whole_vault_under_the_same_key(vault: AVault) -> None:
    vault.create().store.append([a_note(1)])
    made = vault.keys.back_up()
    assert made
    assert made.name == "20261123T140509Z"
    assert vault.keys.backups(vault.place) == (made,)
    assert list((vault.folder / "backups").iterdir()) == [
        vault.folder / "backups" / "20261123T140509Z.db"
    ]
    copy = open_database(vault.folder / "backups" / f"{made.name}.db", vault.database_key())
    assert copy.execute("SELECT count(*) FROM entry").fetchone() == (1,)
    copy.close()


def test_one_backup_a_day_is_due(vault: AVault) -> None:
    vault.create()
    assert vault.keys.back_up(only_if_due=True)
    assert vault.keys.back_up(only_if_due=True) is None
    vault.clock.step(days=1)
    assert vault.keys.back_up(only_if_due=True)
    assert len(vault.keys.backups(vault.place)) == 2


def test_seven_days_and_four_weeks_of_backups_stay(vault: AVault) -> None:
    vault.create()
    for _ in range(31):
        vault.keys.back_up(only_if_due=True)
        vault.clock.step(days=1)
    kept = vault.keys.backups(vault.place)
    days = [(AT + timedelta(days=30) - each.made).days for each in kept]
    assert days[:7] == [0, 1, 2, 3, 4, 5, 6]
    assert 7 <= len(kept) <= 11
    assert max(days) >= 15


def test_a_copy_that_is_not_sound_is_no_backup_and_pushes_none_out(
    vault: AVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.create().store.append([a_note(1)])
    good = vault.keys.back_up()
    real = backup._copy

    def bad_disk(source: Path, target: Path, key: object) -> None:
        real(source, target, key)  # type: ignore[arg-type]
        raw = bytearray(target.read_bytes())
        raw[5000] ^= 1
        target.write_bytes(raw)

    monkeypatch.setattr(backup, "_copy", bad_disk)
    vault.clock.step(days=60)
    with pytest.raises(VaultRefused) as refused:
        vault.keys.back_up()
    assert refused.value.code == "backup.failed"
    assert vault.keys.backups(vault.place) == (good,)
    assert len(list((vault.folder / "backups").iterdir())) == 1


def test_a_damaged_vault_is_put_right_from_a_backup_and_kept_aside(vault: AVault) -> None:
    store = vault.create().store
    store.append([a_note(1)])
    made = vault.keys.back_up()
    assert made
    store.append([a_note(2)])
    vault.close()
    vault.database.write_bytes(b"\xff" * 40_960)
    with pytest.raises(VaultRefused):
        vault.unlock()
    restored = vault.keys.restore(vault.place, PASSPHRASE, made.name)
    assert restored.notices == ("vault.restored",)
    assert restored.store.entries(a_case()) == (a_note(1),)
    assert restored.store.log_lines(1)[0].act == "restore"
    assert restored.store.log_lines(1)[0].object == made.name
    restored.store.append([a_note(2)])
    vault.close()
    aside = list((vault.folder / "aside").iterdir())
    assert [file.read_bytes() for file in aside] == [b"\xff" * 40_960]
    assert vault.unlock().notices == ()


def left_by_a_power_cut(vault: AVault) -> tuple[bytes, bytes]:
    """The file and its journal in the middle of a large transaction."""
    writer = open_database(vault.database, vault.database_key())
    writer.execute("PRAGMA cache_size=4")
    writer.execute("BEGIN IMMEDIATE")
    for number in range(60):
        writer.execute("INSERT INTO settings VALUES (?, ?)", (f"s{number}", "x" * 3000))
    both = vault.database.read_bytes(), (vault.folder / "vault.db-journal").read_bytes()
    writer.execute("ROLLBACK")
    writer.close()
    return both


def test_a_restore_never_plays_the_old_journal_into_the_new_file(vault: AVault) -> None:
    store = vault.create().store
    store.append([a_note(1)])
    made = vault.keys.back_up()
    assert made
    store.append([a_note(n, "y" * 3000) for n in range(2, 60)])
    vault.close()
    file, journal = left_by_a_power_cut(vault)
    assert len(journal) > 4096
    vault.database.write_bytes(file)
    (vault.folder / "vault.db-journal").write_bytes(journal)
    restored = vault.keys.restore(vault.place, PASSPHRASE, made.name)
    assert restored.notices == ("vault.restored",)
    assert restored.store.entries(a_case()) == (a_note(1),)
    assert vault.keys.health() == ()
    assert len(list((vault.folder / "aside").iterdir())) == 2


@pytest.mark.parametrize("name", ["20200101T000000Z", "../vault", ""])
def test_a_restore_from_nothing_changes_nothing(vault: AVault, name: str) -> None:
    vault.create().store.append([a_note(1)])
    vault.keys.back_up()
    vault.close()
    before = vault.database.read_bytes()
    with pytest.raises(VaultRefused) as refused:
        vault.keys.restore(vault.place, PASSPHRASE, name)
    assert refused.value.code == "backup.missing"
    assert vault.database.read_bytes() == before
    with pytest.raises(VaultRefused) as refused:
        vault.keys.restore(vault.place, "not the passphrase", "20261123T140509Z")
    assert refused.value.code == "vault.wrong-passphrase"


def test_a_damaged_backup_is_not_put_back(vault: AVault) -> None:
    vault.create().store.append([a_note(1)])
    made = vault.keys.back_up()
    assert made
    vault.close()
    file = vault.folder / "backups" / f"{made.name}.db"
    raw = bytearray(file.read_bytes())
    raw[9000] ^= 1
    file.write_bytes(raw)
    before = vault.database.read_bytes()
    with pytest.raises(VaultRefused) as refused:
        vault.keys.restore(vault.place, PASSPHRASE, made.name)
    assert refused.value.code == "backup.failed"
    assert vault.database.read_bytes() == before


def test_a_copy_in_a_folder_of_ones_choice_opens_on_another_laptop(
    vault: AVault, tmp_path: Path
) -> None:
    vault.create().store.append([a_note(1)])
    stick = tmp_path / "stick"
    stick.mkdir()
    made = vault.keys.back_up(to=stick)
    assert made
    other = AVault(tmp_path / "other laptop")
    other.folder.mkdir(parents=True)
    (stick / f"desk-1-{made.name}.db").rename(other.database)
    (stick / f"desk-1-{made.name}.slots").rename(other.folder / "slots.a")
    assert other.unlock().store.entries(a_case()) == (a_note(1),)
    other.close()


def test_an_erased_case_leaves_nothing_in_the_vault_or_any_copy(vault: AVault) -> None:
    store = vault.create().store
    store.append([a_note(n, f"{NEEDLE} {n}") for n in range(1, 200)])
    store.append([a_note(500, "Another case", case=2)])
    store.keep(NEEDLE.encode() * 500, a_case(1))
    for number in range(20):  # the words of a case come and go while it is worked on
        store.summarise(Summary(a_case(1), "H.", NEEDLE, AT), [f"zarina{number}", "quince"])
        store.summarise(Summary(a_case(2), "B.", "Another", AT), [f"another{number}"])
    store.summarise(Summary(a_case(1), "H.", NEEDLE, AT), [NEEDLE, "words of hers"])
    store.summarise(Summary(a_case(2), "B.", "Another", AT), ["another"])
    store.set_setting("place", f"{a_case(1)} {NEEDLE}")
    made = vault.keys.back_up()
    vault.clock.step(days=1)
    vault.keys.back_up()
    vault.close()
    assert made
    vault.keys.restore(vault.place, PASSPHRASE, vault.keys.backups(vault.place)[0].name)
    assert NEEDLE.encode() in vault.plain_pages()
    assert b"hafsa" in vault.plain_pages()
    erase(vault.unlock().store)
    vault.close()
    assert len(vault.keys.backups(vault.place)) == 1
    looked_at = [
        f for f in vault.folder.rglob("*") if f.suffix == ".db" or f.parent.name == "aside"
    ]
    assert len(looked_at) == 2
    for file in looked_at:
        plain = vault.plain_pages(file)
        for needle in (NEEDLE.encode(), b"hafsa", b"words of hers", b"zarina", b"quince"):
            assert needle not in plain, file.name
        assert b"Another case" in plain
    reopened = vault.unlock()
    assert reopened.notices == ()
    list(reopened.store.verify_chain_steps())


def test_copies_of_an_erased_case_go_later_when_there_was_no_room_at_the_time(
    vault: AVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = vault.create().store
    store.append([a_note(1, NEEDLE)])
    old = vault.keys.back_up()
    assert old

    def full(*_: object) -> None:
        raise VaultRefused("vault.full")

    monkeypatch.setattr(backup, "make_backup", full)
    with pytest.raises(VaultRefused):
        erase(store)
    assert vault.keys.backups(vault.place) == (old,)
    monkeypatch.undo()
    vault.clock.step(days=1)
    vault.keys.back_up(only_if_due=True)
    assert [each.name for each in vault.keys.backups(vault.place)] == ["20261124T140509Z"]


def test_a_full_disk_during_a_restore_leaves_the_vault_as_it_was(
    vault: AVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.create().store.append([a_note(1)])
    made = vault.keys.back_up()
    assert made
    vault.close()
    before = vault.database.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr(safekeeping, "copy_durably", full)
    with pytest.raises(VaultRefused) as refused:
        vault.keys.restore(vault.place, PASSPHRASE, made.name)
    assert refused.value.code == "vault.full"
    assert vault.database.read_bytes() == before
