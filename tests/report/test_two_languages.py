"""English and another language on one page: each in its own order, marked with its own tag."""

import re
import subprocess
import tomllib
import unicodedata
from dataclasses import replace

import pytest

from app.content.packs_on_disk import read_interview_packs
from app.domain.isolates import fill, placeholders
from app.domain.report import Cell, Column, Line, Lines, Pair, Pairs, Quote, Quotes, Section, Table
from app.domain.translation_checks import vowel_mark
from app.services.reporting import recovery_sheet
from storage.report.spelling import in_order, paragraphs, spell
from tests.builders import NOON
from tests.report.conftest import folded
from tests.report.sample import CORE, SAMPLE
from tests.report.test_cards import LINE, words_at
from tests.report.test_rendering import drawn_here
from tests.showing import NUMBER, NUMBERS, PACKS, RIGHT_TO_LEFT, SAMPLES, numbered, shown

BAND = "DRAFT. Nobody has checked these words."
WORDS = {tag: shown(tag, draft=False) for tag in SAMPLES}


def pair(tag, **changes):
    return Pair.of("Who is in the home now?", shown(tag, **changes), "version 3", BAND)


def page_of(*blocks):
    sheet = replace(CORE, sections=(Section("Shown", blocks),))
    return replace(SAMPLE, band="", summary=SAMPLE.summary[:1], sheets=(sheet,))


def pairs_of(*pairs):
    return page_of(Pairs("Shown to her", ("English", "Shown to her"), pairs))


@pytest.fixture(scope="module")
def bilingual() -> bytes:
    return drawn_here(pairs_of(*(pair(tag, draft=False) for tag in SAMPLES)))


def as_read(line: str) -> str:
    """A line of pdftotext as a person reads it.

    On a page that is mostly English the tool writes the pieces of a right-to-left line from left
    to right, and marks those that run backwards; the first to be read is the last one.
    """
    pieces = re.split("(\u202b[^\u202c]*\u202c)", line)
    return "".join(map(_turned, reversed(pieces))) if len(pieces) > 1 else line


def _turned(piece: str) -> str:
    """A piece between two that run backwards: signs and numbers from the last to the first."""
    if piece.startswith("\u202b"):
        return piece
    return "".join(reversed(re.findall(r"[\w+](?:[\w .:/+-]*\w)?|.", piece)))


def letters(text: str) -> str:
    """Folded, without the unseen joiner of Farsi, which the tool puts one letter further on."""
    return folded(text).replace("\u200c", "")


def read_back(pdf: bytes) -> str:
    """All that a PDF says, in the order of reading."""
    done = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return " ".join(folded(as_read(line)) for line in done.stdout.decode().splitlines())


@pytest.fixture(scope="module")
def read(bilingual) -> str:
    return read_back(bilingual)


@pytest.mark.interop("pdftotext")
class TestWhatIsCopiedOut:
    @pytest.mark.parametrize("tag", list(SAMPLES))
    def test_is_what_was_put_in_number_and_stops_included(self, read, tag):
        assert letters(WORDS[tag].text) in letters(read)

    def test_has_the_english_of_each(self, read):
        assert read.count("Who is in the home now?") == len(SAMPLES)


VOWEL_MARKS = "ًٌٍَُِّْٰٕٖٓٔۖ"


@pytest.mark.interop("pdftotext")
@pytest.mark.parametrize("letter", "بدلٺ")
def test_the_marks_that_come_out_with_their_letter_twice_are_those_refused_at_the_door(letter):
    """Should the engine give them back one day, this fails, and the rule (LP20) may go."""
    words = [unicodedata.normalize("NFC", f"{letter}{mark}") for mark in VOWEL_MARKS]
    read = read_back(drawn_here(pairs_of(*(Pair("English", word, "ar") for word in words))))
    twice = [word for word in words if letters(word) not in letters(read).split()]
    assert twice == [word for word in words if vowel_mark(word)] == words


def texts_of(tag: str) -> list[str]:
    """Each text of a shipped pack, filled; those said to a man too."""
    raw = dict(read_interview_packs())[f"{tag}.toml"].decode()
    tables = tomllib.loads(raw)["text"].values()
    found = [table[part] for table in tables for part in ("text", "masculine") if table.get(part)]
    return [fill(text, dict.fromkeys(placeholders(text), NUMBER)) for text in found]


def shipped() -> list[str]:
    """The languages whose pack has any text."""
    tags = (name.removesuffix(".toml") for name, _raw in read_interview_packs())
    return [tag for tag in tags if tag != "people" and texts_of(tag)]


def test_the_packs_that_are_tried_are_at_least_the_five_with_drafts():
    assert set(shipped()) >= {"ckb", "ur", "ar", "bn-BD", "so"}


@pytest.mark.interop("pdftotext")
@pytest.mark.parametrize("tag", shipped())
def test_every_shipped_text_is_copied_out_as_it_was_written(tag):
    texts = texts_of(tag)
    read = read_back(drawn_here(pairs_of(*(Pair("English", text, tag) for text in texts))))
    assert texts
    assert [text for text in texts if letters(text) not in letters(read)] == []


SIGNS = ("", *"ািীুূৃেৈোৌঁংঃ", "ুঁ", "াঁ", "ূঁ", "িঁ")
CONJUNCTS = (
    "ক্ষ জ্ঞ ত্র স্ত ন্ত ক্ত ন্দ ম্ব শ্র প্র গ্র দ্র দ্ধ ঙ্গ ঞ্চ ঞ্জ চ্ছ ট্ট ষ্ট ষ্ঠ ণ্ড ন্ধ ব্দ ল্প স্প স্থ "
    "হ্ম স্ত্র ন্ত্র ষ্ট্র ক্র শ্ব ত্ত ত্ত্ব দ্ব র্ম র্থ র্ক র্দ র্য ক্য ব্য ন্য ল্ল ম্প ম্ভ ব্র ভ্র"
)


@pytest.mark.interop("pdftotext")
def test_a_sign_under_or_over_a_bengali_letter_is_copied_out_once():
    plain = [chr(n) for n in range(0x995, 0x9BA) if unicodedata.category(chr(n)) == "Lo"]
    first = [*plain, *("র্" + letter for letter in plain), *CONJUNCTS.split()]
    rows = [[f"{letter}{sign}" for sign in SIGNS] for letter in first]
    pairs = (Pair("English", " ".join(row), "bn-BD") for row in rows)
    read = set(letters(read_back(drawn_here(pairs_of(*pairs)))).split())
    assert [word for row in rows for word in row if letters(word) not in read] == []


def left_edges(pdf: bytes) -> list[tuple[float, str]]:
    done = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True
    )
    found = re.findall(r'<word xMin="([\d.]+)".*?>(.*?)</word>', done.stdout.decode())
    return [(float(x), folded(word)) for x, word in found]


@pytest.mark.interop("pdftotext")
@pytest.mark.parametrize("tag", RIGHT_TO_LEFT)
@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_or_date_stands_in_its_own_order(tag, number):
    words = SAMPLES[tag]
    made = shown(tag, words, {"number": number}, draft=False)
    said = words.replace("{number}", number)
    texts = Pairs("x", ("", ""), (Pair.of("", made, "", BAND),)), Lines((Line("", said),))
    for block in texts:
        marked = page_of(block)
        marked = replace(marked, summary=(), control=(), reference="x", digest="", standing="")
        places = left_edges(drawn_here(marked))
        digits = sorted(p for p in places if any(c.isdigit() for c in p[1]) and " of " not in p[1])
        written = "".join(word for _, word in digits)
        assert re.sub(r"\s", "", number) in re.sub(r"\s", "", written), written


def lines_of_digits(pdf: bytes) -> list[str]:
    """What has digits in it, from left to right, line by line, without spaces."""
    lines: dict[float, list[tuple[float, str]]] = {}
    for x, y, word in words_at(pdf):
        if any(c.isdigit() for c in word):
            line = next((known for known in lines if abs(known - y) < LINE), y)
            lines.setdefault(line, []).append((x, word))
    return ["".join(word for _, word in sorted(lines[y])) for y in sorted(lines)]


@pytest.mark.interop("pdftotext")
@pytest.mark.parametrize("tag", PACKS)
def test_each_number_and_date_of_a_pack_stands_in_its_own_order(tag):
    texts = [(words, number) for words in numbered(tag) for number in NUMBERS]
    made = [
        shown(tag, words, dict.fromkeys(placeholders(words), number), draft=False)
        for words, number in texts
    ]
    page = pairs_of(*(Pair.of("", one, "", BAND) for one in made))
    page = replace(page, summary=(), control=(), reference="x", digest="", standing="")
    lines = lines_of_digits(drawn_here(page))
    for number in NUMBERS:
        right = [line for line in lines if re.sub(r"\s", "", number) in re.sub(r"\s", "", line)]
        assert len(right) == len(numbered(tag)), (number, lines)


@pytest.mark.interop("qpdf")
def test_each_language_is_marked_with_its_own_tag(bilingual, tmp_path):
    path = tmp_path / "two.pdf"
    path.write_bytes(bilingual)
    plain = subprocess.run(
        ["qpdf", "--qdf", "--object-streams=disable", str(path), "-"],
        capture_output=True,
        check=True,
    ).stdout
    for language in ("ckb", "ur", "ar", "fa", "ps", "kmr", "pa", "bn", "so", "ti", "hi", "si"):
        assert re.search(rb"/Lang ?\(" + language.encode() + rb"\)", plain), language
    assert subprocess.run(["qpdf", "--check", str(path)], capture_output=True).returncode == 0


def test_it_is_archival_and_tagged_and_the_same_bytes_twice(renderer, bilingual):
    again = renderer.handover(pairs_of(*(pair(tag, draft=False) for tag in SAMPLES)))
    assert again == bilingual
    for mark in (b"/StructTreeRoot", b"pdfaid:part", b"pdfuaid:part", b"pdfaid:conformance"):
        assert mark in bilingual


@pytest.mark.interop("pdftotext")
def test_a_draft_stands_under_its_band_and_an_approved_text_does_not(pages_of, bilingual):
    assert not any(BAND in page for page in pages_of(bilingual))
    drafts = pages_of(drawn_here(pairs_of(pair("ckb"), pair("so"))))
    assert " ".join(drafts).count(BAND) == 2


@pytest.mark.interop("pdftotext")
def test_exact_words_and_cells_in_any_script_are_printed(pages_of):
    said = {tag: folded(WORDS[tag].text) for tag in ("bn-BD", "ti", "hi", "si", "ta", "gu", "pa")}
    quotes = Quotes(tuple(Quote("?", words, "", language=tag) for tag, words in said.items()))
    row = (Cell(said["hi"], language="hi"), Cell(said["ti"]))
    table = Table("x", (Column("a", 1), Column("b", 1)), (row,))
    text = " ".join(pages_of(drawn_here(page_of(quotes, table))))
    for words in said.values():
        assert all(word in text for word in words.split())


def test_a_cell_has_the_tag_of_its_own_language():
    cell = Cell("کێ لە ماڵەوەیە؟", "in her words", language="ckb")
    spelt = spell(page_of(Table("x", (Column("a", 1),), ((cell,),)))).decode()
    assert '"dir":"rtl","lang":"ckb","script":"naskh"' in spelt
    assert '"dir":"ltr","lang":"en","script":"","text":"in her words"' in spelt


@pytest.mark.parametrize(
    ("text", "tag", "lang", "way"),
    [
        ("کی ل مالێ", "kmr-Arab-IQ", "kmr", "rtl"),
        ("Kî li malê ye?", "kmr", "kmr", "ltr"),
        ("ਕੌਣ", "pa", "pa", "ltr"),
        ("کون", "pa-Arab", "pa", "rtl"),
        ("کێ", "so", "und", "rtl"),
        ("Who?", "ckb", "en", "ltr"),
        ("\u05de\u05d9", "he", "he", "rtl"),
    ],
)
def test_a_tag_is_used_where_it_fits_the_script(text, tag, lang, way):
    (made,) = paragraphs(text, tag)
    assert (made["lang"], made["dir"]) == (lang, way)


def test_the_spaces_in_a_number_keep_its_groups_together_when_it_is_copied():
    assert in_order("بۆ 0800 5999 247") == "بۆ \u20660800\u202f5999\u202f247\u2069"
    # As it comes from the one formatter, cleaned of its marks: one number still, not three.
    (made,) = paragraphs(WORDS["ckb"].text, "ckb")
    assert "\u20660800\u202f5999\u202f247\u2069" in made["text"]


def test_a_row_with_a_cell_too_few_is_no_table():
    with pytest.raises(ValueError, match="as many cells"):
        Table("x", (Column("a", 1), Column("b", 1)), ((Cell("1"),),))


def test_a_recovery_sheet_is_not_touched_by_any_of_this():
    assert b"2FHB" in spell(recovery_sheet(("2FHB",), "NM-0213", NOON))
