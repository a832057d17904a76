"""Before a vault is opened the libraries are asked for known answers; a wrong one stops it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.domain.errors import VaultRefused
from storage.keys import self_test
from storage.keys.self_test import KNOWN, check_libraries
from tests.database.a_vault import AVault

if TYPE_CHECKING:
    from pathlib import Path


def test_the_libraries_of_this_machine_know_every_answer():
    self_test.check_at_start()
    check_libraries(KNOWN)


@pytest.mark.parametrize("number", range(len(KNOWN)))
def test_one_wrong_answer_is_enough_and_is_named(number):
    what, ask, answer = KNOWN[number]
    with pytest.raises(VaultRefused, match=r"vault\.self-test") as refused:
        check_libraries([*KNOWN[:number], (what, ask, answer[:-1] + "?"), *KNOWN[number + 1 :]])
    assert refused.value.facts == {"what": what}


def test_a_library_that_falls_over_or_refuses_its_own_signature_is_found(monkeypatch):
    monkeypatch.setattr(self_test.openssh, "is_signed", lambda *_: False)
    with pytest.raises(VaultRefused) as refused:
        check_libraries(KNOWN)
    assert refused.value.facts == {"what": "ed25519"}
    monkeypatch.setattr(self_test.envelope, "decrypt", lambda *_: 1 / 0)
    with pytest.raises(VaultRefused) as refused:
        check_libraries([one for one in KNOWN if one[0] == "age"])
    assert refused.value.facts == {"what": "age"}


def test_nothing_is_opened_or_made_on_a_laptop_that_reckons_wrong(tmp_path: Path, monkeypatch):
    there, fresh = AVault(tmp_path), AVault(tmp_path / "other")
    there.create()
    there.keys.seal_down()

    def wrong() -> None:
        raise VaultRefused("vault.self-test", what="hkdf")

    monkeypatch.setattr(self_test, "check_at_start", wrong)
    before = {p: p.read_bytes() for p in there.folder.rglob("*") if p.is_file()}
    for attempt in (there.unlock, fresh.create):
        with pytest.raises(VaultRefused, match=r"vault\.self-test"):
            attempt()
    assert {p: p.read_bytes() for p in there.folder.rglob("*") if p.is_file()} == before
    assert not fresh.folder.exists()
