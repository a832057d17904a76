"""Vaults of every released version open, and bringing one up to date can be undone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.domain.errors import VaultRefused
from app.ports.vault import VaultPlace
from storage.keys.vault import FileKeyVault
from storage.sql.connection import open_database, pragma
from storage.sql.library import LibraryError
from storage.sql.migrate import migrations, schema_of, statements
from tests.builders import CASE, CountingIds, SteppingClock
from tests.database.a_vault import ANY_COST, AT, AVault, a_case, a_note
from tests.database.keep_a_vault import KEPT, PASSPHRASE, entries

ROOT = Path(__file__).parents[2]
NEXT = (
    *migrations(),
    """CREATE TABLE later (x TEXT) STRICT;
CREATE TRIGGER later_no_update BEFORE UPDATE ON later
BEGIN
    SELECT RAISE(ABORT, 'no; never');
END;
INSERT INTO later SELECT id FROM entry;
""",
)


@pytest.mark.parametrize("kept", sorted(KEPT.iterdir()), ids=lambda path: path.name)
def test_a_vault_of_every_released_version_still_opens(kept: Path, tmp_path: Path) -> None:
    place = VaultPlace(tmp_path / "desk-1")
    shutil.copytree(kept, place.folder)
    keys = FileKeyVault(SteppingClock(AT), CountingIds(), reserve=0)  # with the real bounds
    opened = keys.unlock(place, PASSPHRASE)
    wanted = entries()
    assert opened.store.entries(a_case()) == tuple(e for e in wanted if e.case == a_case())
    assert opened.store.entries(CASE) == tuple(e for e in wanted if e.case == CASE)
    assert opened.store.secret("signing-key") == b"\x07" * 32
    assert [found.label for found in opened.store.search("nasr")] == ["N."]
    assert set(opened.notices) <= {"vault.migrated"}
    assert keys.health() == ()
    tuple(opened.store.verify_chain_steps())
    keys.seal_down()
    code = (kept / "recovery-code.txt").read_text("ascii")
    keys.recover(place, code, "green kettle on the hill")
    keys.seal_down()


def test_there_is_a_kept_vault_of_this_version() -> None:
    assert (KEPT / f"version-{len(migrations())}" / "vault.db").exists()


def test_the_schema_is_the_one_that_was_read_and_agreed(vault: AVault) -> None:
    vault.create()
    vault.close()
    database = open_database(vault.database, vault.database_key())
    found = schema_of(database)
    database.close()
    assert found == (ROOT / "storage/sql/schema.sql").read_text("utf-8")


def test_an_older_vault_is_backed_up_and_brought_up_to_date(vault: AVault) -> None:
    vault.create().store.append([a_note(1)])
    vault.close()
    newer = FileKeyVault(vault.clock, CountingIds(), clamps=ANY_COST, steps=NEXT, reserve=0)
    opened = newer.unlock(vault.place, "quiet rope lantern oats")
    assert opened.notices == ("vault.migrated",)
    assert opened.store.entries(a_case()) == (a_note(1),)
    assert len(newer.backups(vault.place)) == 1
    newer.seal_down()
    with pytest.raises(VaultRefused) as refused:
        vault.unlock()
    assert refused.value.code == "vault.newer"
    restored = vault.keys.restore(
        vault.place, "quiet rope lantern oats", newer.backups(vault.place)[0].name
    )
    assert restored.store.entries(a_case()) == (a_note(1),)


def test_a_migration_that_fails_half_way_changes_nothing(vault: AVault) -> None:
    vault.create().store.append([a_note(1)])
    vault.close()
    broken = (*NEXT[:-1], "CREATE TABLE later (x TEXT) STRICT;\nINSERT INTO nowhere VALUES (1);\n")
    newer = FileKeyVault(vault.clock, CountingIds(), clamps=ANY_COST, steps=broken, reserve=0)
    with pytest.raises(LibraryError):  # a slip of ours, and shown as one
        newer.unlock(vault.place, "quiet rope lantern oats")
    opened = vault.unlock()
    assert opened.store.entries(a_case()) == (a_note(1),)


def test_no_backup_no_migration(vault: AVault, monkeypatch: pytest.MonkeyPatch) -> None:
    vault.create()
    vault.close()

    def full(*_: object) -> None:
        raise VaultRefused("vault.full")

    monkeypatch.setattr("storage.sql.backup.make_backup", full)
    newer = FileKeyVault(vault.clock, CountingIds(), clamps=ANY_COST, steps=NEXT, reserve=0)
    with pytest.raises(VaultRefused):
        newer.unlock(vault.place, "quiet rope lantern oats")
    database = open_database(vault.database, vault.database_key())
    assert pragma(database, "user_version") == len(migrations())
    database.close()


def test_a_script_is_taken_apart_into_its_statements() -> None:
    assert len(list(statements(NEXT[-1]))) == 3
    assert list(statements("-- only words\n")) == []
    with pytest.raises(ValueError, match="SELECT"):
        list(statements("SELECT 1"))


def test_steps_are_numbered_without_a_gap() -> None:
    folder = ROOT / "storage/sql/migrations"
    assert sorted(file.name for file in folder.iterdir()) == [
        f"{number:04}.sql" for number in range(1, len(migrations()) + 1)
    ]
