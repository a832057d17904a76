"""Names and numbers put into prompts keep their own order, and nothing hidden comes with them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import isolates
from app.domain.codes import SubjectType
from app.domain.direction import runs_backwards
from app.domain.errors import ContentRefused, RecordRefused
from app.domain.isolates import (
    check_name,
    fill,
    forbidden,
    isolate,
    isolate_numbers,
    literal_number,
    placeholders,
    turning,
)
from app.domain.lettering import LATIN, NASKH, in_print, of_words, typeface
from app.services import recording
from tests.unit.a_desk import a_desk

SORANI = "تەلەفۆن بۆ {number} بکە"
HIDDEN = [
    *("\u202a", "\u202e", "\u2066", "\u2069", "\u200e", "\u200f", "\u061c"),
    *("\u200b", "\ufeff", "\x00", "\n"),
]


class TestFilling:
    def test_a_number_stands_between_isolates_and_does_not_break(self):
        filled = fill(SORANI, {"number": "0800 5999 247"})
        assert filled == "تەلەفۆن بۆ \u20660800\u00a05999\u00a0247\u2069 بکە"

    def test_a_name_in_an_arabic_script_is_read_from_its_own_beginning(self):
        filled = fill("Ask for {worker}.", {"worker": "شیرین ئەحمەد"})
        assert filled == "Ask for \u2067شیرین\u00a0ئەحمەد\u2069."

    def test_a_place_named_twice_is_filled_twice(self):
        assert fill("{a}, {b}, {a}", {"a": "x", "b": "y"}).count("x") == 2
        assert placeholders("{a}, {b}, {a}") == ("a", "b")

    def test_what_stands_in_a_value_is_never_taken_for_a_place(self):
        assert fill("{a} {b}", {"a": "{b}", "b": "x"}) == "\u2066{b}\u2069 \u2066x\u2069"

    @pytest.mark.parametrize(
        ("template", "values", "code"),
        [
            ("Call {number}", {}, "text.no-value"),
            ("Call {number}", {"number": " "}, "text.no-value"),
            ("Call us", {"number": "999"}, "text.no-place"),
            ("Call 999", {}, "text.literal-number"),
            ("Call ٩٩٩", {}, "text.literal-number"),
            ("Call {Number}", {}, "text.brace"),
            ("Call {number", {}, "text.brace"),
            ("Call } us", {}, "text.brace"),
        ],
    )
    def test_a_text_that_cannot_be_filled_is_refused(self, template, values, code):
        with pytest.raises(ContentRefused) as refused:
            fill(template, values)
        assert refused.value.code == code

    @pytest.mark.parametrize("character", HIDDEN)
    def test_a_hidden_character_is_refused_in_a_text_and_in_a_value(self, character):
        with pytest.raises(ContentRefused) as text:
            fill(f"Ask{character} us", {})
        with pytest.raises(RecordRefused) as value:
            fill("Ask {worker}", {"worker": f"Ta{character}ra"})
        told = {"character": f"U+{ord(character):04X}"}
        assert (text.value.code, text.value.facts) == ("text.forbidden", told)
        assert (value.value.code, value.value.facts) == ("name.forbidden", told)

    def test_the_joiners_that_languages_need_are_let_through(self):
        assert fill("می\u200cتوانید", {}) == "می\u200cتوانید"
        assert forbidden("ශ\u200dරී") == ""

    @given(st.text(), st.text(min_size=1))
    def test_whatever_is_put_in_nothing_loose_comes_out(self, template, value):
        try:
            filled = fill(template, dict.fromkeys(placeholders(template), value))
        except (ContentRefused, RecordRefused):
            return
        bare = filled
        for opening in (isolates.LRI, isolates.RLI):
            bare = bare.replace(isolate(value.strip()), "").replace(opening + isolates.PDI, "")
        assert forbidden(bare) == ""
        assert literal_number(bare) == ""


class TestDirection:
    @pytest.mark.parametrize(
        ("text", "backwards"),
        [
            ("", False),
            ("0800 ... ", False),
            ("Who?", False),
            ("کێ؟", True),
            ("\u2066Tara\u2069 گوتی", True),
            ("\u2067شیرین\u2069 said", False),
            ("\u2066Tara", False),
            ("\u2069 کێ", True),
        ],
    )
    def test_the_first_letter_outside_a_value_decides(self, text, backwards):
        assert runs_backwards(text) is backwards

    def test_numbers_in_somebodys_own_words_are_isolated_whole(self):
        assert (
            isolate_numbers("ژ. +44 20 7008 0151 و")
            == "ژ. \u2066+44\u00a020\u00a07008\u00a00151\u2069 و"
        )
        spaced = "بۆ 0800\u00a05999\u00a0247"
        assert isolate_numbers(spaced) == "بۆ \u20660800\u00a05999\u00a0247\u2069"
        assert isolate_numbers("2026-11-12 14:30") == isolate("2026-11-12 14:30")

    def test_a_character_that_turns_the_order_is_found(self):
        assert turning("a\u200fb") == "U+200F"
        assert turning("کێ\u200cک") == ""

    def test_a_name_with_digits_of_a_place_is_no_number(self):
        assert literal_number("{day_2} کاتژمێر") == ""
        assert literal_number("½ day") == "½"


class TestTypedNames:
    @pytest.mark.parametrize("character", ["\u202e", "\u200f", "\u2066"])
    def test_a_name_that_could_look_like_another_is_not_written(self, character):
        desk = a_desk()
        case = recording.open_case(desk, "A.", "my-case")
        with pytest.raises(RecordRefused) as refused:
            recording.add_subject(
                desk, case, f"Kar{character}wan", "brother", type_=SubjectType.PERSON
            )
        assert refused.value.code == "name.forbidden"
        assert recording.load(desk, case.id).ordered == case.ordered

    def test_any_other_name_may_be_typed(self):
        for name in ("Karwan", "شیرین", "O’Neill-Öztürk", "می\u200cنا"):
            check_name(name)


class TestLettering:
    @pytest.mark.parametrize(
        ("words", "key"),
        [
            ("Who? کێ", "latin"),
            ("2. کێ", "naskh"),
            ("এখন", "bengali"),
            ("ሕጂ", "ethiopic"),
            ("…", "latin"),
        ],
    )
    def test_words_are_set_in_the_face_of_their_first_letter(self, words, key):
        assert of_words(words).key == key

    def test_urdu_is_printed_in_naskh_whose_text_can_be_copied(self):
        assert in_print("nastaliq") is NASKH
        assert in_print("latin") is LATIN

    def test_there_is_no_face_for_an_unknown_key(self):
        with pytest.raises(KeyError):
            typeface("comic")
