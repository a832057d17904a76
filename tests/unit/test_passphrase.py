"""Which passphrases are taken, how recovery codes are read, how long a guess waits."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import VaultRefused
from app.domain.passphrase import check_passphrase
from storage.clock import RandomIds, SystemClock
from storage.keys.recovery import new_code, propose_passphrase, read_code, spell
from tests.builders import CountingIds


@pytest.mark.parametrize(
    "passphrase",
    [
        "quiet rope lantern oats",
        "twelveletter",
        "მთვარე და ზღვა",
        "هەناری سووری باخچە",
        "correct horse battery kettle",
        "x9$kf02mvw1q",
        "the winter oats in Mill Lane",
    ],
)
def test_a_long_passphrase_of_any_letters_is_taken(passphrase: str) -> None:
    check_passphrase(passphrase)


@pytest.mark.parametrize("passphrase", ["", "eleven char", "ünïcödé 123"[:11]])
def test_a_short_one_is_refused_and_the_length_is_told(passphrase: str) -> None:
    with pytest.raises(VaultRefused) as refused:
        check_passphrase(passphrase)
    assert (refused.value.code, refused.value.facts) == ("passphrase.short", {"least": 12})


@pytest.mark.parametrize(
    "passphrase",
    [
        "passwordpassword",
        "Password1234!",
        "P@ssw0rd2026!!",
        "letmein letmein",
        "123456789012",
        "098765432109",
        "qwertyuiopasdf",
        "aaaaaaaaaaaaaaaa",
        "abababababab",
        "abcdefghijkl",
        "OneChance2026",
        "welcome to2026!!",
        "correct horse battery staple",
        "SummerSummer26",
        "socialworker1",
    ],
)
def test_what_everybody_tries_first_is_refused(passphrase: str) -> None:
    with pytest.raises(VaultRefused) as refused:
        check_passphrase(passphrase)
    assert refused.value.code == "passphrase.common"


def test_a_proposed_passphrase_is_five_words_and_is_taken() -> None:
    proposed = propose_passphrase(RandomIds())
    assert len(proposed.split()) == 5
    check_passphrase(proposed)
    assert proposed != propose_passphrase(RandomIds())
    assert propose_passphrase(CountingIds()) == "ability abandon abandon abandon abandon"


def test_a_recovery_code_is_seven_groups_of_four_and_is_read_back() -> None:
    code = new_code()
    spelt = spell(code)
    assert [len(group) for group in spelt.split("-")] == [4] * 7
    assert read_code(spelt) == code
    assert read_code(" " + spelt.lower().replace("-", "  ")) == code
    assert read_code(spelt.replace("1", "I").replace("0", "O")) == code


@given(st.binary(min_size=16, max_size=16), st.integers(0, 27), st.integers(1, 31))
def test_a_mistyped_symbol_never_gives_the_same_code(code: bytes, at: int, by: int) -> None:
    symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    typed = list(spell(code).replace("-", ""))
    typed[at] = symbols[(symbols.index(typed[at]) + by) % 32]
    with contextlib.suppress(VaultRefused):
        assert read_code("".join(typed)) != code


def test_nearly_every_mistyped_symbol_is_noticed_before_any_vault_is_asked() -> None:
    symbols, noticed = "0123456789ABCDEFGHJKMNPQRSTVWXYZ", 0
    spelt = spell(bytes(range(16))).replace("-", "")
    others = [
        spelt[:at] + other + spelt[at + 1 :]
        for at in range(28)
        for other in symbols
        if other != spelt[at]
    ]
    for typed in others:
        try:
            read_code(typed)
        except VaultRefused:
            noticed += 1
    assert noticed > 0.995 * len(others)


@pytest.mark.parametrize("typed", ["", "K7QF", "U" * 28, "Z" * 28, "0" * 29, "é" * 28, "-" * 40])
def test_what_is_not_a_code_is_refused_as_mistyped(typed: str) -> None:
    with pytest.raises(VaultRefused) as refused:
        read_code(typed)
    assert refused.value.code == "recovery.mistyped"


def test_the_laptops_clock_and_ids_are_spelt_as_the_record_spells_them() -> None:
    now = SystemClock().now()
    assert now.microsecond == 0
    assert now.utcoffset() is not None
    assert len({RandomIds().new() for _ in range(50)}) == 50
    assert len(RandomIds().new()) == 32
