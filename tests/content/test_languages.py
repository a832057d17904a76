"""The registry: every language of need is in it, and no library's silence decides for it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from babel import Locale
from fontTools.ttLib import TTFont

import app
from app.content.languages_loader import load_languages
from app.content.packs_on_disk import read_packs
from app.content.script_loader import load_script
from app.content.spoken import sources_of, spoken_texts
from app.domain import isolates
from app.domain.errors import ContentRefused
from app.domain.languages import Direction
from app.domain.lettering import typeface
from tests.unit.stories import the_library

LANGUAGES = the_library().languages
RAW = dict(read_packs())["languages.toml"].decode()
SCRIPT = dict(read_packs())["script.toml"].decode()
NEEDED = {
    *("ckb", "ur", "pa-Arab", "phr", "pa", "bn-BD", "syl", "fa-AF", "ps", "ar", "acm", "apc"),
    *("apd", "kmr", "kmr-Arab-IQ", "fa", "so", "tr", "hi", "gu", "ti", "am", "om", "ta", "si"),
    *("ne", "sq", "ro", "rom", "pl", "vi", "haz", "skr", "hnd", "rhg", "cy", "bfi"),
}


def test_every_language_of_need_is_there_in_the_order_of_need():
    assert {one.tag for one in LANGUAGES.all} >= NEEDED
    ranks = [one.rank for one in LANGUAGES.all]
    assert ranks == sorted(ranks)
    assert LANGUAGES.all[0].tag == "ckb"


@pytest.mark.parametrize("tag", [one.tag for one in LANGUAGES.all if one.babel_tag is not None])
def test_babel_knows_every_tag_that_it_will_be_asked_for(tag):
    language = LANGUAGES.get(tag)
    assert language is not None
    Locale.parse(language.babel_tag)


def test_those_that_babel_does_not_know_are_said_to_be_so():
    unknown = {one.tag for one in LANGUAGES.all if one.babel_tag is None}
    assert unknown >= {"syl", "phr", "pnb", "haz", "hnd", "rom", "kmr-Arab-IQ", "bfi"}


def test_what_is_written_has_a_script_a_direction_and_a_name_of_its_own():
    for one in LANGUAGES.written:
        assert one.script
        assert one.font
        assert one.native
        assert one.reads[0] == one.tag
        assert (one.direction is Direction.RTL) is (one.script == "Arab")


def test_badini_runs_from_right_to_left_whatever_a_library_says():
    badini = LANGUAGES.get("kmr-Arab-IQ")
    assert badini is not None
    assert badini.direction is Direction.RTL


def test_a_spoken_variety_says_which_packs_its_speakers_may_read():
    for tag, reads, font in (
        ("syl", ("bn-BD",), "bengali"),
        ("phr", ("ur",), ""),
        ("acm", ("ar",), "naskh"),
    ):
        spoken = LANGUAGES.get(tag)
        assert spoken is not None
        assert (spoken.written, spoken.reads, spoken.font) == (False, reads, font)


@cache
def points_of(folder: str) -> frozenset[int]:
    """The code points that a bundled typeface has letters for."""
    path = next((Path(app.__file__).parents[1] / "locale" / "fonts" / folder).glob("*-Regular.ttf"))
    with TTFont(path) as font:
        return frozenset(font.getBestCmap())


@pytest.mark.parametrize(
    "language", [one for one in LANGUAGES.all if one.native], ids=lambda one: one.tag
)
def test_every_language_can_write_its_own_name_in_its_typeface(language):
    covered = points_of(typeface(language.font).folder) | points_of(typeface("latin").folder)
    assert {ord(letter) for letter in language.native} <= covered


def test_a_name_that_says_too_little_gives_the_varieties_to_ask_about():
    for name in ("Kurdish", " arabic ", "FARSI", "Panjabi", "Chinese"):
        broad = LANGUAGES.broad(name)
        assert broad is not None
        assert len(LANGUAGES.varieties(broad)) > 1
    assert LANGUAGES.broad("Sorani") is None


def test_a_few_letters_of_any_name_find_the_language():
    assert [one.tag for one in LANGUAGES.named("sor")] == ["ckb"]
    assert [one.tag for one in LANGUAGES.named("mirp")] == ["phr"]
    assert "ur" in {one.tag for one in LANGUAGES.named("اردو")}
    assert LANGUAGES.named("  ") == ()
    assert LANGUAGES.get("xx") is None


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('tag = "ckb"', 'tag = "Sorani"', "content.id"),
        ('tag = "ur"', 'tag = "ckb"', "content.duplicate"),
        ('script = "Arab"', 'script = "arabic"', "content.id"),
        ('font = "naskh"', 'font = "Times"', "content.word"),
        ('qt = "ckb-IQ"\n', "", "content.missing"),
        ('reads = ["bn-BD"]', 'reads = ["syl"]', "content.unknown-id"),
        ('instead = ["يی"', 'instead = ["ييی"', "content.type"),
        ('ask = ["apd"]', 'ask = ["xx"]', "content.unknown-id"),
        ('label = "Arabic"', 'label = "Kurdish"', "content.duplicate"),
        ("rank = 1\n", "rank = 1\nfont_size = 3\n", "content.unknown-key"),
    ],
)
def test_a_registry_with_a_fault_is_refused(old, new, code):
    assert old in RAW
    with pytest.raises(ContentRefused) as refused:
        load_languages("languages.toml", RAW.replace(old, new, 1).encode())
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('id = "open.name"', 'id = "opening"', "content.id"),
        ('id = "open.agency"', 'id = "open.name"', "content.duplicate"),
        ('part = "opening"', 'part = "prologue"', "content.word"),
    ],
)
def test_a_script_with_a_fault_is_refused(old, new, code):
    with pytest.raises(ContentRefused) as refused:
        load_script("script.toml", SCRIPT.replace(old, new, 1).encode())
    assert refused.value.code == code


def test_everything_spoken_is_listed_once_and_holds_no_number():
    texts = spoken_texts(the_library())
    assert len({one.id for one in texts}) == len(texts) == len(sources_of(the_library()))
    assert {one.part for one in texts} >= {
        *("opening", "question", "way", "answer", "teach-back", "closing", "card", "gate", "later")
    }
    assert [one.id for one in texts if isolates.literal_number(one.text)] == []
    known = sources_of(the_library())
    assert known["B2"].critical
    assert known["B2.w1"].text == "Can you talk with me now?"
    assert known["D1.not_afraid"].part == "answer"
    assert known["D1.not_afraid"].text == "Not afraid", "what she is told, not how it is marked"
    assert known["P01.ask1"].note
    assert known["open.hear"].needs_gender
    assert not known["open.home"].needs_gender


def test_what_is_for_the_practitioner_alone_is_not_among_the_spoken():
    texts = {one.text for one in spoken_texts(the_library())}
    assert not texts & {card.text for card in the_library().cards}
    assert not texts & {i.note for i in the_library().book.items.values() if i.note}
