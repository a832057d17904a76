"""Keys from a copy: a way back when both slot files are damaged, and only for this vault."""

from pathlib import Path

import pytest

from app.domain.errors import VaultRefused
from storage.keys.places import SLOT_FILES
from storage.keys.safekeeping import ASIDE
from tests.database.a_vault import PASSPHRASE, AVault, a_note


@pytest.fixture
def vault(tmp_path: Path) -> AVault:
    """A vault with one note in it, and nobody at it."""
    made = AVault(tmp_path / "ours")
    made.create().store.append([a_note(1)])
    made.keys.seal_down()
    return made


def keys_of(vault: AVault) -> bytes:
    return (vault.folder / SLOT_FILES[0]).read_bytes()


def damaged(vault: AVault) -> list[bytes]:
    for name in SLOT_FILES:
        (vault.folder / name).write_bytes(b"spilt tea")
    return [(vault.folder / name).read_bytes() for name in SLOT_FILES]


def test_the_keys_of_a_copy_open_the_vault_and_the_damaged_ones_are_kept_aside(
    vault: AVault,
) -> None:
    content = keys_of(vault)
    damaged(vault)
    opened = vault.keys.mend_keys(vault.place, PASSPHRASE, content)
    assert [e.id for e in opened.store.entries(a_note(1).case)] == [a_note(1).id]
    assert opened.store.log_lines()[0].act == "keys put back"
    assert len(list((vault.folder / ASIDE).iterdir())) == len(SLOT_FILES)
    vault.keys.seal_down()
    assert vault.unlock().notices == ()


def test_a_vault_whose_key_files_are_gone_is_opened_by_a_copy_too(vault: AVault) -> None:
    content = keys_of(vault)
    (vault.folder / SLOT_FILES[0]).unlink()
    (vault.folder / SLOT_FILES[1]).write_bytes(b"")
    opened = vault.keys.mend_keys(vault.place, PASSPHRASE, content)
    assert opened.store.entries(a_note(1).case)


@pytest.mark.parametrize("what", ["not-keys", "other-passphrase", "other-vault"])
def test_what_is_no_key_to_it_changes_nothing(vault: AVault, tmp_path: Path, what: str) -> None:
    content, passphrase = keys_of(vault), PASSPHRASE
    if what == "not-keys":
        content = content[:-1]
    if what == "other-passphrase":
        passphrase = "another rope lantern oats"
    if what == "other-vault":
        strange = AVault(tmp_path / "theirs")
        strange.create()
        strange.keys.seal_down()
        content = keys_of(strange)
    before = damaged(vault)
    with pytest.raises(VaultRefused) as refused:
        vault.keys.mend_keys(vault.place, passphrase, content)
    assert refused.value.code == f"keys.{what}"
    assert [(vault.folder / name).read_bytes() for name in SLOT_FILES] == before
