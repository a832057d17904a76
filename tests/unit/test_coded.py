"""The code of a coded PDF and the code of its first page: spelt one way, heard in many."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import coded, spoken_code
from app.domain.errors import PackageRefused
from app.services.report_cover import cover

VALUES = st.integers(0, 31)


@given(st.lists(VALUES, min_size=20, max_size=20))
def test_a_code_is_typed_in_five_groups_of_four(values):
    code = coded.spell_code(values)
    assert [len(group) for group in code.split("-")] == [4] * 5
    assert set(code) <= {*spoken_code.SYMBOLS, "-"}
    assert len(code) == 24
    assert [len(group) for group in spoken_code.groups_aloud(code)] == [4] * 5


@given(st.lists(VALUES, min_size=5, max_size=5), st.integers(0, 5), st.integers(1, 31))
def test_one_symbol_misheard_is_always_found(values, at, other):
    code = coded.spell_read_back(values)
    assert coded.read_read_back(code.lower().replace("-", " ")) == code
    symbols = [spoken_code.SYMBOLS.index(c) for c in code.replace("-", "")]
    symbols[at] = (symbols[at] + other) % 32
    wrong = "".join(spoken_code.SYMBOLS[value] for value in symbols)
    with pytest.raises(PackageRefused, match="mistyped"):
        coded.read_read_back(wrong)


@given(st.lists(VALUES, min_size=5, max_size=5), st.integers(0, 4))
def test_two_symbols_that_changed_places_are_found(values, at):
    right = [*values, spoken_code.check_of(values)]
    turned = [*right[:at], right[at + 1], right[at], *right[at + 2 :]]
    if turned == right:
        return
    with pytest.raises(PackageRefused, match="mistyped"):
        coded.read_read_back("".join(spoken_code.SYMBOLS[value] for value in turned))


def test_what_is_heard_for_another_symbol_is_forgiven():
    code = coded.spell_read_back([1, 0, 1, 0, 1])
    assert coded.read_read_back(code.replace("1", "l", 1).replace("0", "o", 1)) == code


@pytest.mark.parametrize("typed", ["", "K7Q", "K7QF-3MZP", "K7Q-3M?", "ÄÖÜ-123"])
def test_anything_else_is_no_read_back_code(typed):
    assert coded.is_read_back(typed) == (typed in {"K7Q-3M?", "ÄÖÜ-123"})
    with pytest.raises(PackageRefused, match="mistyped"):
        coded.read_read_back(typed)


def test_only_whole_codes_are_spelt():
    with pytest.raises(ValueError, match="twenty"):
        coded.spell_code([0] * 19)
    with pytest.raises(ValueError, match="five"):
        coded.spell_read_back([0] * 6)


def test_the_number_it_was_told_on_can_be_read_from_the_record():
    assert coded.number_told(coded.told_on(" 01632 960 111 ")) == "01632 960 111"
    abroad = "+44 (1632) 960-111"
    assert coded.number_told(coded.told_on(abroad, "Hm. Yes.")) == abroad
    assert coded.told_on("101", "She wrote it down.").endswith("101. She wrote it down.")
    assert coded.number_told("On 01632 960 111: nobody answered") == ""


def test_neither_code_stands_in_what_is_printed_of_them():
    codes = coded.Codes("K7QF-3MZP-9XTW-2RHB-6N4D", "K7Q-3MZ")
    page = cover("Northmere", "01632 960 000", codes.read_back)
    assert "K7Q" not in f"{codes!r} {page!r}"


def test_the_cover_says_what_the_pages_are_worth_and_whom_to_ring():
    page = cover("Northmere, T. Osei", "01632 960 000", "K7Q-3MZ")
    said = " ".join((page.headline, page.lead, page.told, *(line.text for line in page.lines)))
    for words in ("not proved yet", "attachment", "handover.hop", "ringing", "01632 960 000",
                  "Northmere, T. Osei", "a number that you had before"):  # fmt: skip
        assert words in said
    assert (page.code, page.spelt) == ("K7Q-3MZ", "Kilo Seven Quebec, Three Mike Zulu")
