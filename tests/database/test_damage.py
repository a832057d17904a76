"""Small damage, edited files and odd moments: each is told in words, and nothing is lost by it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from app.domain.codes import RestrictionClass
from app.domain.entry import AnswerBody, DisclosureBody, NoteBody
from app.domain.errors import Refused, VaultRefused
from app.domain.ids import ItemId
from app.ports.vault import VaultKind
from storage import codec, folding
from storage.keys import opening, places, slots, wrapping
from storage.keys.slot_book import SlotBook
from storage.keys.slots import SlotFile
from storage.masked import Masked
from storage.sql import backup, health
from storage.sql.chain import Chain
from storage.sql.connection import known_errors, open_database
from storage.sql.migrate import migrate, migrations
from storage.sql.store import SqlCaseStore
from tests.builders import SteppingClock
from tests.database.a_vault import ANY_COST, AT, CHEAP, JO, PASSPHRASE, a_note

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.database.a_vault import AVault

KEY = Masked(bytearray(32))
SHORT: Any = ((RestrictionClass.RC2,),)  # without its ground


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.code


def made(vault: AVault) -> None:
    vault.create().store.append([a_note(1)])
    vault.close()


# ------------------------------------------------------------------------------ slots
def spelt(text: bytes) -> bytes:
    block = slots.MAGIC + (1).to_bytes(8, "big") + len(text).to_bytes(4, "big") + text
    return (block + hashlib.sha256(block).digest()).ljust(slots.SIZE, b"\0")


@pytest.mark.parametrize("text", [b"{", b"[]", b'{"a": 1}', b"[" * 9000])
def test_a_whole_block_that_says_nothing_of_ours_is_no_slot_file(text: bytes) -> None:
    assert slots.unpack(spelt(text)) is None


def test_a_slot_file_has_room_for_what_it_holds_and_no_more() -> None:
    with pytest.raises(ValueError, match=r"\d+"):
        slots.pack(SlotFile(1, {"a": "x" * slots.SIZE}))


def test_slots_that_are_gone_or_torn_are_told_apart(tmp_path: Path) -> None:
    assert code_of(lambda: slots.read_slots(tmp_path)) == "vault.missing"
    for name in places.SLOT_FILES:
        (tmp_path / name).write_bytes(bytes(slots.SIZE))
    assert code_of(lambda: slots.read_slots(tmp_path)) == "vault.damaged"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"format": 2}, "vault.newer"),
        ({"format": None}, "vault.newer"),
        ({"slots": None}, "vault.damaged"),
        ({"anchor": {}}, "vault.damaged"),
        ({"mac": 5}, "vault.damaged"),
    ],
)
def test_a_slot_file_that_says_something_else_is_refused(
    changes: dict[str, object], code: str
) -> None:
    good = SlotBook.fresh("v" * 32, "live", []).members
    assert code_of(lambda: SlotBook({**good, **changes})) == code
    assert code_of(lambda: SlotBook({})) == "vault.damaged"


@pytest.mark.parametrize("changes", [{"kdf": {}}, {"salt": "x"}, {"salt": None}, {"ct": "x"}])
def test_a_spoilt_slot_is_damage_and_no_wrong_passphrase(changes: dict[str, object]) -> None:
    good = wrapping.wrap_passphrase(KEY, PASSPHRASE, CHEAP, "v", "live")
    bad = {**good, **changes}
    assert (
        code_of(lambda: wrapping.unwrap_passphrase(bad, PASSPHRASE, "v", "live", ANY_COST))
        == "vault.damaged"
    )
    code = bytes(16)
    coded = {**wrapping.wrap_code(KEY, code, "v", "live"), "salt": None}
    assert code_of(lambda: wrapping.unwrap_code(coded, code, "v", "live")) == "vault.damaged"


# ------------------------------------------------------------------------------ the open vault
def test_the_cover_asks_for_the_passphrase_without_closing_the_vault(vault: AVault) -> None:
    vault.create()
    assert vault.keys.place() == vault.place
    assert vault.keys.matches(PASSPHRASE)
    assert not vault.keys.matches("a wrong guess")
    assert code_of(vault.keys.count_wrong) == "vault.wrong-passphrase"
    vault.close()
    assert vault.unlock().failures.count == 1


def test_five_words_are_proposed_and_never_the_same_twice(vault: AVault) -> None:
    proposed = {vault.keys.propose_passphrase() for _ in range(5)}
    assert len(proposed) == 5
    assert all(len(words.split()) == 5 for words in proposed)


def test_a_making_that_fails_at_the_end_leaves_nothing_open(
    vault: AVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise VaultRefused("vault.full")

    monkeypatch.setattr("storage.keys.vault.set_reserve", full)
    assert code_of(vault.create) == "vault.full"
    assert code_of(vault.keys.place) == "vault.locked"


def test_an_older_vault_that_can_only_be_read_is_not_brought_up(tmp_path: Path) -> None:
    database = open_database(tmp_path / "vault.db", KEY, mode="rwc")
    migrate(database, migrations(), since=0)
    steps = [*migrations(), "CREATE TABLE later (x);"]
    assert code_of(lambda: opening.bring_up(database, steps, None)) == "vault.read-only"
    store = SqlCaseStore(database, SteppingClock(AT))
    assert code_of(lambda: opening.read_profile(store, VaultKind.LIVE)) == "vault.damaged"
    database.close()


def test_a_step_that_fails_leaves_the_vault_as_it_was(tmp_path: Path) -> None:
    database = open_database(tmp_path / "vault.db", KEY, mode="rwc")
    with pytest.raises(Exception, match="nothing"):
        migrate(database, ["CREATE TABLE a (x);", "INSERT INTO nothing VALUES (1);"], since=0)
    with pytest.raises(Exception, match="transaction"):
        migrate(database, ["ROLLBACK;", "COMMIT;"], since=0)
    assert database.execute("SELECT count(*) FROM sqlite_schema").fetchone() == (0,)
    database.close()


# ------------------------------------------------------------------------------ the file
def test_a_file_that_cannot_be_read_or_is_not_ours_is_named(tmp_path: Path) -> None:
    file = tmp_path / "vault.db"
    assert health.check_file(file, KEY) == ("health.unreadable",)
    database = open_database(file, KEY, mode="rwc")
    database.execute("CREATE TABLE a (x)")
    database.close()
    assert "health.foreign" in health.check_file(file, KEY)


def test_a_copy_whose_chain_was_changed_is_no_backup(vault: AVault) -> None:
    made(vault)
    outside = open_database(vault.database, vault.database_key())
    outside.execute("DROP TRIGGER chain_no_update")
    outside.execute("UPDATE chain SET who = 'x' WHERE seq = 1")
    outside.close()
    assert (
        code_of(lambda: backup.verify_copy(vault.database, vault.database_key())) == "backup.failed"
    )


def test_a_stranger_on_the_shelf_is_no_backup(vault: AVault) -> None:
    vault.create()
    vault.keys.back_up()
    (vault.folder / backup.FOLDER / "notes.txt").write_bytes(b"")
    assert len(vault.keys.backups(vault.place)) == 1


def test_an_entry_without_a_line_in_the_chain_is_counted_and_found(vault: AVault) -> None:
    made(vault)
    outside = open_database(vault.database, vault.database_key())
    outside.execute("PRAGMA foreign_keys=OFF")
    outside.execute("DROP TRIGGER IF EXISTS entry_needs_chain")
    outside.execute("INSERT INTO entry VALUES (9999, ?, x'00')", ("f" * 32,))
    assert code_of(lambda: list(Chain(outside).steps())) == "vault.altered"
    outside.close()


def test_too_little_memory_is_told_as_that() -> None:
    def starved() -> None:
        with known_errors():
            raise MemoryError

    assert code_of(starved) == "vault.not-enough-memory"


def test_a_vault_that_cannot_be_written_after_all_stays_for_reading(
    vault: AVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(vault)
    database = open_database(vault.database, vault.database_key())
    room: list[bool] = []
    store = SqlCaseStore(
        database,
        SteppingClock(AT),
        readable_only="vault.altered",
        make_room=lambda: room.append(True),
    )

    def fails(*_: object, **__: object) -> None:
        raise VaultRefused("vault.disk")

    monkeypatch.setattr(Chain, "link", fails)
    assert code_of(lambda: store.resume("checked", JO.principal)) == "vault.disk"
    assert store.readable_only == "vault.altered"
    assert room == []
    database.close()


# ------------------------------------------------------------------------------ spelling
def test_a_line_longer_than_any_answer_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codec, "MAX_LINE", 100)
    with pytest.raises(Refused) as refused:
        codec.encode(a_note(1))
    assert refused.value.facts["field"] == "line"


def test_a_row_of_another_shape_is_neither_written_nor_read() -> None:
    shared = DisclosureBody(
        "print", "to", "p", "b", parts_out=((RestrictionClass.RC2, "no-consent"),)
    )
    entry = replace(a_note(1), body=shared)
    line = json.loads(codec.encode(entry))
    line["body"]["parts_out"] = [["RC2"]]
    spelt_again = json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for act in (
        lambda: codec.decode(spelt_again.encode()),
        lambda: codec.encode(replace(entry, body=replace(shared, parts_out=SHORT))),
        lambda: codec.encode(
            replace(entry, body=AnswerBody(ItemId("F2"), 1, "", "", NoteBody("a", "b")))  # type: ignore[arg-type]
        ),
    ):
        assert code_of(act) == "entry.shape"


def test_a_word_that_stands_nowhere_has_no_place() -> None:
    assert folding.place_of(["Nasrin"], ["leeds"]) == ""
    assert folding.place_of(["x" * 200 + " leeds"], ["leeds"]).endswith("…")
