"""Opening a vault: what lets one in, what does not, and what is said."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from app.domain.errors import VaultRefused
from app.ports.vault import VaultKind, VaultPlace
from storage.keys import wrapping
from storage.keys.places import is_nickname, list_places, next_place
from storage.keys.slots import SlotFile, canonical, pack, read_slots, unpack
from storage.keys.vault import FileKeyVault
from storage.keys.wrapping import Cost
from storage.sql import connection
from storage.sql.connection import open_database, pragma
from storage.sql.library import LibraryError
from storage.sql.migrate import migrations
from tests.builders import CountingIds
from tests.database.a_vault import AT, PASSPHRASE, PROFILE, AVault, a_case, a_note

if TYPE_CHECKING:
    from pathlib import Path


def refusal(vault: AVault, passphrase: str = PASSPHRASE) -> VaultRefused:
    with pytest.raises(VaultRefused) as refused:
        vault.unlock(passphrase)
    return refused.value


def made(vault: AVault) -> AVault:
    vault.create().store.append([a_note(1)])
    vault.close()
    return vault


def test_a_vault_opens_again_with_its_passphrase_and_its_record(vault: AVault) -> None:
    created = vault.create()
    created.store.append([a_note(1)])
    created.store.set_secret("signing-key", b"k" * 32)
    vault.close()
    opened = vault.unlock()
    assert opened.store.entries(a_case()) == (a_note(1),)
    assert opened.store.secret("signing-key") == b"k" * 32
    assert (opened.kind, opened.profile) == (VaultKind.LIVE, PROFILE)
    assert opened.notices == ()
    assert opened.failures.count == 0


def test_nothing_in_the_folder_can_be_read_without_the_passphrase(vault: AVault) -> None:
    store = vault.create().store
    store.append([a_note(1, "She hides at Hafsa's")])
    store.set_secret("signing-key", b"private key material")
    vault.close()
    for file in vault.folder.rglob("*"):
        if file.is_file():
            raw = file.read_bytes()
            for needle in (b"Hafsa", b"Jo Field", b"norfolk", b"private key material"):
                assert needle not in raw
            assert os.name == "nt" or file.stat().st_mode & 0o077 == 0, file
    assert os.name == "nt" or vault.folder.stat().st_mode & 0o777 == 0o700
    assert b"Hafsa" in vault.plain_pages()  # the way of looking does find what is there


def test_a_wrong_passphrase_is_told_apart_from_a_damaged_file(vault: AVault) -> None:
    made(vault)
    vault.database.write_bytes(b"\xff" * vault.database.stat().st_size)
    assert refusal(vault, "quite rope lantern oats").code == "vault.wrong-passphrase"
    assert refusal(vault).code == "vault.damaged"


@pytest.mark.parametrize("spelt", ["  ", "Quiet rope lantern oats", PASSPHRASE + " ", ""])
def test_every_letter_of_the_passphrase_counts(vault: AVault, spelt: str) -> None:
    made(vault)
    assert refusal(vault, spelt).code == "vault.wrong-passphrase"


def test_one_passphrase_typed_on_two_keyboards_is_one(vault: AVault) -> None:
    vault.keys.create(vault.place, VaultKind.LIVE, "Zoë is a château", PROFILE)
    vault.close()
    vault.unlock("Zoe\u0308 is a cha\u0302teau")


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (lambda _: b"", "vault.damaged"),
        (lambda raw: raw[:4096], "vault.damaged"),
        (lambda raw: raw[:100], "vault.damaged"),
        (lambda raw: raw[:-1], "vault.damaged"),
        (lambda raw: raw + b"x", "vault.damaged"),
        (lambda raw: raw[:-4096], "vault.damaged"),
        (lambda raw: bytes([raw[0] ^ 1]) + raw[1:], "vault.damaged"),
        (lambda raw: raw[:3000] + bytes([raw[3000] ^ 1]) + raw[3001:], "vault.damaged"),
        (lambda raw: b"SQLite format 3\0" + raw[16:], "vault.damaged"),
    ],
)
def test_a_damaged_file_is_refused_and_left_as_it_was(
    vault: AVault, harm: object, code: str
) -> None:
    made(vault)
    harmed = harm(vault.database.read_bytes())  # type: ignore[operator]
    vault.database.write_bytes(harmed)
    assert refusal(vault).code == code
    assert vault.database.read_bytes() == harmed


def test_a_vault_without_its_file_or_its_slots_is_said_to_be_missing(vault: AVault) -> None:
    made(vault)
    vault.database.rename(vault.folder / "elsewhere")
    assert refusal(vault).code == "vault.missing"
    assert not vault.database.exists()
    for name in ("slots.a", "slots.b"):
        (vault.folder / name).unlink()
    assert refusal(vault).code == "vault.missing"


def test_a_vault_of_a_newer_program_is_not_touched(vault: AVault) -> None:
    made(vault)
    newer = open_database(vault.database, vault.database_key())
    newer.execute("PRAGMA user_version=99")
    newer.close()
    before = vault.database.read_bytes()
    refused = refusal(vault)
    assert refused.code == "vault.newer"
    assert refused.facts == {"version": 99, "known": len(migrations())}
    assert vault.database.read_bytes() == before


def test_another_programs_database_under_our_key_is_refused(vault: AVault) -> None:
    made(vault)
    other = open_database(vault.database, vault.database_key())
    other.execute("PRAGMA application_id=7")
    other.close()
    assert refusal(vault).code == "vault.damaged"


def test_a_second_program_is_kept_out_and_the_first_goes_on(vault: AVault) -> None:
    store = vault.create().store
    second = vault.another_program()
    with pytest.raises(VaultRefused) as refused:
        second.unlock(vault.place, PASSPHRASE)
    assert refused.value.code == "vault.in-use"
    store.append([a_note(1)])
    vault.close()
    second.unlock(vault.place, PASSPHRASE)
    second.seal_down()


def test_a_program_that_died_does_not_keep_anybody_out(vault: AVault) -> None:
    made(vault)
    died = "import sys,os;from storage.files import FolderLock;from pathlib import Path;"
    died += "FolderLock(Path(sys.argv[1]));os._exit(9)"
    gone = subprocess.run([sys.executable, "-c", died, vault.folder / "lock"], check=False)
    assert gone.returncode == 9
    vault.unlock()


def test_a_place_in_use_is_not_made_again(vault: AVault) -> None:
    made(vault)
    with pytest.raises(VaultRefused) as refused:
        vault.create()
    assert refused.value.code == "vault.exists"
    assert vault.unlock().store.entries(a_case()) == (a_note(1),)


def test_a_making_that_was_broken_off_can_begin_again(vault: AVault) -> None:
    vault.folder.mkdir(parents=True)
    vault.database.write_bytes(b"half a database")
    vault.create().store.append([a_note(1)])
    assert list_places(vault.folder.parent) == (vault.place,)


@pytest.mark.parametrize("passphrase", ["short", "passwordpassword", "123456789012"])
def test_a_vault_is_not_made_with_a_weak_passphrase(vault: AVault, passphrase: str) -> None:
    with pytest.raises(VaultRefused) as refused:
        vault.keys.create(vault.place, VaultKind.LIVE, passphrase, PROFILE)
    assert refused.value.code.startswith("passphrase.")
    assert list_places(vault.folder.parent) == ()


def test_the_fourth_guess_waits_and_the_count_is_told_to_the_owner(vault: AVault) -> None:
    made(vault)
    for count in (1, 2, 3):
        refused = refusal(vault, "a relative guessing")
        assert refused.code == "vault.wrong-passphrase"
        assert refused.facts["failures"] == count
    assert refused.facts["wait"] == 2
    early = refusal(vault)  # even the right one waits
    assert (early.code, early.facts["seconds"]) == ("vault.wait", 2)
    vault.clock.step(seconds=2)
    assert refusal(vault, "a relative guessing").facts["wait"] == 4
    vault.clock.step(seconds=4)
    opened = vault.unlock()
    assert opened.failures.count == 4
    assert opened.failures.since == AT
    acts = [(line.act, line.object) for line in opened.store.log_lines(2)]
    assert acts == [("unlock", ""), ("failed-unlock", "4")]
    vault.close()
    assert vault.unlock().failures.count == 0


def test_the_wait_grows_to_five_minutes_and_no_further(vault: AVault) -> None:
    made(vault)
    waits = []
    for _ in range(12):
        refused = refusal(vault, "a relative guessing")
        waits.append(refused.facts["wait"])
        vault.clock.step(seconds=int(waits[-1]))
    assert waits == [0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]


def test_a_clock_that_went_back_a_year_locks_nobody_out(vault: AVault) -> None:
    made(vault)
    for _ in range(3):
        refusal(vault, "a relative guessing")
    vault.clock.at = AT - timedelta(days=365)
    vault.unlock()


def test_guesses_at_the_recovery_code_are_counted_too(vault: AVault) -> None:
    made(vault)
    other = AVault(vault.folder.parent / "other")
    other.create()
    other.close()
    with pytest.raises(VaultRefused) as refused:
        vault.keys.recover(vault.place, other.code, "green kettle on the hill")
    assert refused.value.code == "recovery.wrong"
    assert refused.value.facts["failures"] == 1


def test_too_little_memory_is_never_called_a_wrong_passphrase(
    vault: AVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(vault)

    class Starved:
        def __init__(self, **_: object) -> None:
            raise MemoryError

    monkeypatch.setattr(wrapping, "Argon2id", Starved)
    assert refusal(vault).code == "vault.not-enough-memory"
    monkeypatch.undo()
    assert vault.unlock().failures.count == 0


@pytest.mark.parametrize(
    "cost", [Cost(63 * 1024), Cost(1025 * 1024), Cost(65536, 2), Cost(65536, 11), Cost(65536, 3, 9)]
)
def test_a_cheapened_or_swollen_cost_is_refused_before_it_is_tried(
    vault: AVault, cost: Cost
) -> None:
    made(vault)
    members = json.loads(json.dumps(dict(read_slots(vault.folder).members)))
    members["slots"][0]["kdf"] |= {"m": cost.memory, "t": cost.passes, "p": cost.lanes}
    for name in ("slots.a", "slots.b"):
        (vault.folder / name).write_bytes(pack(SlotFile(9, members)))
    strict = FileKeyVault(vault.clock, CountingIds())
    with pytest.raises(VaultRefused) as refused:
        strict.unlock(vault.place, PASSPHRASE)
    assert refused.value.code == "vault.damaged"


def test_a_real_cost_is_never_under_sixty_four_megabytes() -> None:
    slow = iter([0.0, 60.0])
    assert wrapping.calibrate(lambda: next(slow)) == Cost(64 * 1024, 3, 4)
    quick = iter([0.0, 0.05])
    assert wrapping.calibrate(lambda: next(quick)) == Cost(512 * 1024, 3, 4)
    usual = iter([0.0, 0.2])
    assert wrapping.calibrate(lambda: next(usual)) == Cost(256 * 1024, 3, 4)


def test_a_changed_passphrase_opens_and_the_old_one_never_again(vault: AVault) -> None:
    made(vault)
    vault.unlock()
    with pytest.raises(VaultRefused) as refused:
        vault.keys.change_passphrase("not the old one", "green kettle on the hill")
    assert refused.value.code == "vault.wrong-passphrase"
    old = str(read_slots(vault.folder).members["slots"][0]["ct"]).encode()
    vault.keys.change_passphrase(PASSPHRASE, "green kettle on the hill")
    for name in ("slots.a", "slots.b"):
        assert old not in (vault.folder / name).read_bytes()
    vault.close()
    assert refusal(vault).code == "vault.wrong-passphrase"
    assert vault.unlock("green kettle on the hill").store.entries(a_case()) == (a_note(1),)
    vault.close()


def test_the_recovery_code_opens_with_a_new_passphrase(vault: AVault) -> None:
    made(vault)
    spelt = vault.code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    opened = vault.keys.recover(vault.place, spelt, "green kettle on the hill")
    assert opened.notices == ("vault.recovered",)
    vault.close()
    assert refusal(vault).code == "vault.wrong-passphrase"
    assert vault.unlock("green kettle on the hill").store.entries(a_case()) == (a_note(1),)


def test_a_vault_cannot_be_passed_off_as_another_kind(vault: AVault) -> None:
    vault.create(VaultKind.DEMO)
    vault.close()
    for name in ("slots.a", "slots.b"):
        slots = unpack((vault.folder / name).read_bytes())
        assert slots
        (vault.folder / name).write_bytes(pack(SlotFile(9, {**slots.members, "kind": "live"})))
    assert refusal(vault).code == "vault.wrong-passphrase"


def test_edited_slots_open_the_vault_for_reading_only(vault: AVault) -> None:
    made(vault)
    for name in ("slots.a", "slots.b"):
        slots = unpack((vault.folder / name).read_bytes())
        assert slots
        edited = {**slots.members, "anchor": {"seq": 0, "chain": ""}}
        (vault.folder / name).write_bytes(pack(SlotFile(9, edited)))
    opened = vault.unlock()
    assert opened.notices == ("vault.altered",)
    with pytest.raises(VaultRefused) as refused:
        opened.store.append([a_note(2)])
    assert refused.value.code == "vault.altered"


def test_one_lost_slot_file_is_made_good(vault: AVault) -> None:
    made(vault)
    (vault.folder / "slots.a").write_bytes(b"torn")
    vault.unlock().store.append([a_note(2)])
    vault.close()
    (vault.folder / "slots.b").write_bytes(b"torn")
    assert len(vault.unlock().store.entries(a_case())) == 2


def test_an_older_copy_of_the_file_is_noticed_and_only_read(vault: AVault) -> None:
    made(vault)
    old = vault.database.read_bytes()
    vault.unlock().store.append([a_note(2)])
    vault.close()
    vault.database.write_bytes(old)
    opened = vault.unlock()
    assert opened.notices == ("vault.rolled-back",)
    assert opened.store.entries(a_case()) == (a_note(1),)
    with pytest.raises(VaultRefused) as refused:
        opened.store.append([a_note(3)])
    assert refused.value.code == "vault.rolled-back"
    vault.close()
    assert vault.unlock().notices == ("vault.rolled-back",)  # opening does not make it good
    again = vault.keys
    vault.close()
    opened = again.unlock(vault.place, PASSPHRASE)
    opened.store.resume("restored from a disk image by IT", "sue@norfolk.example")
    opened.store.append([a_note(3)])
    vault.close()
    assert vault.unlock().notices == ()


def test_a_folder_that_cannot_be_written_is_opened_for_reading(
    vault: AVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(vault)
    real_open = os.open

    def refuse_writing(path: object, flags: int, *rest: int) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR):
            raise PermissionError(13, "read-only", str(path))
        return real_open(path, flags, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", refuse_writing)  # chmod does not stop a root user
    opened = vault.unlock()
    assert opened.notices == ("vault.read-only",)
    assert opened.store.entries(a_case()) == (a_note(1),)
    with pytest.raises(VaultRefused) as refused:
        opened.store.append([a_note(2)])
    assert refused.value.code == "vault.read-only"
    assert refusal(vault, "a relative guessing").code == "vault.wrong-passphrase"


def test_a_disk_without_room_for_a_note_of_it_still_opens(
    vault: AVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(vault)

    def full(*_: object) -> None:
        raise VaultRefused("vault.full")

    monkeypatch.setattr("storage.keys.vault.write_slots", full)
    assert vault.unlock().store.entries(a_case()) == (a_note(1),)
    vault.close()


def test_every_setting_of_the_database_is_read_back(
    vault: AVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(vault)
    opened = open_database(vault.database, vault.database_key())
    assert pragma(opened, "journal_mode") == "truncate"
    assert pragma(opened, "synchronous") == 2
    opened.close()
    monkeypatch.setattr(connection, "_PRAGMAS", (("synchronous", "FULL", 1),))
    with pytest.raises(RuntimeError):
        open_database(vault.database, vault.database_key())


@pytest.mark.parametrize(
    "sql",
    [
        "ATTACH 'x' AS y",
        "PRAGMA writable_schema=ON",
        "SELECT load_extension('x')",
        "UPDATE chain SET who = 'x'",
        "DELETE FROM chain",
        "INSERT OR REPLACE INTO chain SELECT * FROM chain LIMIT 1",
        "INSERT INTO chain VALUES (1, 0, '', '', '', NULL, x'', x'')",
        "UPDATE entry SET line = x''",
        "DELETE FROM entry",
        "INSERT OR REPLACE INTO entry SELECT seq, id, x'00' FROM entry",
        "UPDATE blob SET content = x''",
    ],
)
def test_a_slip_of_ours_cannot_rewrite_the_record(vault: AVault, sql: str) -> None:
    vault.create().store.append([a_note(1)])
    assert vault.keys._open
    own = vault.keys._open.connection
    own.execute("INSERT INTO blob VALUES ('d', x'01')")
    with pytest.raises(LibraryError):
        own.execute(sql)


def test_people_are_listed_by_neutral_nicknames_only(tmp_path: Path) -> None:
    assert list_places(tmp_path / "nowhere") == ()
    assert next_place(tmp_path).nickname == "desk-1"
    for name in ("desk-10", "desk-2", "Jo Field", "desk-0", "lamp-1"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "slots.a").touch()
    (tmp_path / "desk-1").mkdir()
    assert [place.nickname for place in list_places(tmp_path)] == ["desk-2", "desk-10", "lamp-1"]
    assert next_place(tmp_path).nickname == "desk-3"
    assert not is_nickname("jo-field-1")


def test_a_live_vault_is_not_made_under_a_persons_name(vault: AVault, tmp_path: Path) -> None:
    with pytest.raises(VaultRefused) as refused:
        vault.keys.create(VaultPlace(tmp_path / "Jo Field"), VaultKind.LIVE, PASSPHRASE, PROFILE)
    assert refused.value.code == "vault.nickname"


def test_locking_closes_everything_and_can_be_done_twice(vault: AVault) -> None:
    made(vault)
    vault.unlock()
    vault.close()
    vault.close()
    with pytest.raises(VaultRefused) as refused:
        vault.keys.anchor()
    assert refused.value.code == "vault.locked"
    shutil.rmtree(vault.folder)  # nothing holds it


def test_the_slot_file_is_written_in_one_spelling(vault: AVault) -> None:
    made(vault)
    slots = read_slots(vault.folder)
    assert pack(slots) == (vault.folder / "slots.a").read_bytes()
    assert canonical({"b": 1, "a": "é"}) == b'{"a":"\\u00e9","b":1}'
