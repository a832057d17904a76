"""Every letter that a person may be shown is in the bundled font of her language.

Looked up in the font files themselves: a window would borrow a missing letter from some font of
the desktop, and nobody would notice until it is shown on another laptop.
"""

import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache

import pytest
from fontTools.ttLib import TTFont

from app.content.packs_on_disk import read_interview_packs
from app.domain.lettering import CARD_FOLDERS, TYPEFACES, in_print, typeface
from tests.repo.source import ROOT
from tests.showing import LANGUAGES, SAMPLES, shown

FONTS = ROOT / "locale" / "fonts"
DIGITS = "0123456789+ \u00a0\u202f:/-.?"
WRITTEN = [language.tag for language in LANGUAGES.written]
PACKS = {name.removesuffix(".toml"): raw for name, raw in read_interview_packs()}


@cache
def letters(folder: str) -> frozenset[int]:
    """The code points of a family's plainest file."""
    file = next((FONTS / folder).glob("*-Regular.ttf"))
    with TTFont(file) as font:
        return frozenset(font.getBestCmap())


def missing(text: str, key: str) -> set[str]:
    """The letters of a text that neither its face nor the one for numerals has."""
    known = letters(typeface(key).folder) | letters(typeface("latin").folder)
    unseen = {c for c in text if unicodedata.category(c) == "Cf"}  # never drawn
    return {f"U+{ord(c):04X}" for c in text if ord(c) not in known and c not in unseen}


def texts_of(tag: str) -> Iterator[str]:
    """Every string of a pack: its texts, those for a man, and whatever else may be shown."""
    for value in tomllib.loads(PACKS[tag].decode()).get("text", {}).values():
        yield from (value[part] for part in ("text", "masculine") if value.get(part))


def test_each_face_is_a_file_of_that_family_with_its_numerals():
    for face in TYPEFACES:
        file = next((FONTS / face.folder).glob("*-Regular.ttf"))
        with TTFont(file) as font:
            assert font["name"].getDebugName(1) == face.family
        assert not missing(DIGITS, face.key)
    assert {path.name for path in FONTS.iterdir() if path.is_dir()} >= CARD_FOLDERS


def test_a_letter_that_no_font_has_would_be_seen():
    # The Urdu face has no letters of Kurdish: the reason why it is no stand-in for Naskh.
    assert missing("بەڵام ڕۆژ", "nastaliq") >= {"U+06B5", "U+0695"}
    assert missing("ሕጂ", "latin") == {"U+1215", "U+1302"}


@pytest.mark.parametrize("tag", WRITTEN)
def test_a_language_has_a_face_with_the_letters_of_its_own_name(tag):
    language = LANGUAGES.get(tag)
    assert language is not None
    assert not missing(language.native, language.font)
    assert not missing(language.native, in_print(language.font).key)


@pytest.mark.parametrize("tag", sorted(set(PACKS) - {"people"}))
def test_every_letter_of_a_pack_is_in_its_font_on_screen_and_in_print(tag):
    language = LANGUAGES.get(tag)
    assert language is not None
    for text in texts_of(tag):
        assert not missing(text, language.font), text
        assert not missing(text, in_print(language.font).key), text


@pytest.mark.parametrize("tag", list(SAMPLES))
def test_every_letter_of_a_sample_is_in_its_font(tag):
    made = shown(tag)
    assert not missing(made.text, made.font)
    assert not missing(made.text, in_print(made.font).key)
