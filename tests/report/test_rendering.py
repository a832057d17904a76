"""What a reader of the printed or saved report can count on, whatever was typed into it."""

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.errors import ReportRefused
from app.domain.report import Line, Lines, Section
from app.services.reporting import recovery_sheet
from storage.report.child import draw
from storage.report.renderer import Renderer
from storage.report.spelling import spell
from tests.builders import NOON
from tests.report.conftest import CHILD, FONTS, folded
from tests.report.sample import (
    ARABIC,
    CORE,
    HANDLING,
    LEFT_EMPTY,
    LONG_NAME,
    LOOKS_LIKE_MARKUP,
    NETWORK,
    PLACE,
    SAMPLE,
    SORANI,
    SORANI_WORDS,
    SUMMARY,
    URDU,
)

SMALL = replace(SAMPLE, sheets=(replace(CORE, sections=CORE.sections[:2]),))


def with_text(text):
    section = Section("Words", (Lines((Line("Said", text),)),))
    return replace(SAMPLE, sheets=(replace(CORE, sections=(section,)),))


def drawn_here(report) -> bytes:
    """Drawn without a child: quicker, for what does not depend on it."""
    request = {"template": "handover", "fonts": [str(FONTS)], "document": json.loads(spell(report))}
    return draw(json.dumps(request).encode())


@pytest.fixture(scope="module")
def pages(sample_pdf, pages_of):
    return pages_of(sample_pdf)


@pytest.mark.interop("pdftotext")
class TestEveryPage:
    def test_carries_the_marking_at_the_top_and_at_the_foot(self, pages):
        assert len(pages) > 10
        assert all(page.count("OFFICIAL-SENSITIVE") == 2 for page in pages)
        assert all(HANDLING in page for page in pages)

    def test_carries_the_demo_band_in_demo_mode_and_none_in_a_live_vault(self, pages, pages_of):
        assert all("DEMO. Made-up people. Not a real case." in page for page in pages)
        live = pages_of(drawn_here(replace(SMALL, band="")))
        assert not any("DEMO" in page for page in live)

    def test_says_which_page_of_how_many_it_is(self, pages):
        for number, page in enumerate(pages, start=1):
            assert f"Page {number} of {len(pages)}" in page
            assert "HO-7K3M-1" in page


@pytest.mark.interop("pdftotext")
class TestTheTextLayer:
    @pytest.mark.parametrize(
        "words", [SORANI_WORDS, URDU, ARABIC], ids=["sorani", "urdu", "arabic"]
    )
    def test_has_right_to_left_words_exactly_as_they_were_written(self, pages, words):
        assert folded(words) in " ".join(pages)

    def test_has_every_word_and_number_of_a_line_that_runs_both_ways(self, pages):
        # The tool puts the pieces of such a line in an order of its own.
        text = " ".join(pages)
        assert all(word in text for word in folded(SORANI).split() if word.isalpha())
        assert "0800 5999 247" in text

    def test_prints_what_looks_like_markup_as_it_was_typed(self, pages):
        assert folded(LOOKS_LIKE_MARKUP) in " ".join(pages)

    def test_has_a_very_long_name_whole(self, pages):
        assert folded(LONG_NAME) in " ".join(pages)

    @pytest.mark.parametrize(
        "typed",
        ['"#read("/etc/passwd")"', "#import \"x\"", "\\u{41} \\", "= Heading", "- list",
         "}]) #{",
         "<label> @ref", "http://example.org/*x*", "a--b---c ~ ...", "$1 + 1$", "`raw`",
         "'quoted'"],
    )  # fmt: skip
    def test_never_reads_typed_text_as_commands(self, typed, pages_of):
        assert folded(typed) in " ".join(pages_of(drawn_here(with_text(typed))))

    def test_shows_a_line_turned_round_by_hidden_characters_in_its_true_order(self, pages_of):
        spoofed = "call \u202e999 on\u202c now\x00"
        text = " ".join(pages_of(drawn_here(with_text(spoofed))))
        assert "call 999 on now\ufffd" in text


@pytest.mark.interop("pdftotext")
def test_a_telephone_number_in_a_sorani_line_keeps_its_order():
    # Positions tell what is seen: the text layer is right either way.
    pdf = drawn_here(with_text(SORANI))
    seen = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True
    )
    at = {
        part: float(line.split('xMin="')[1].split('"')[0])
        for line in seen.stdout.decode().splitlines()
        for part in ("0800", "5999", "247")
        if part in line
    }
    assert at["0800"] <= at["5999"] <= at["247"]
    assert "\u20660800\u202f5999\u202f247\u2069" in spell(with_text(SORANI)).decode()
    beside_english = spell(with_text("She said " + SORANI)).decode()
    assert "\u20660800\u202f5999\u202f247\u2069" in beside_english


@pytest.mark.interop("pdftotext")
def test_page_one_is_the_two_minutes_and_nothing_else(pages):
    for line in SUMMARY:
        assert folded(line.label) in pages[0]
        assert folded(line.text) in pages[0]
    for label in ("From", "To", "Answer by"):
        assert label in pages[0]
    assert CORE.title not in pages[0]
    assert SAMPLE.standing in pages[0]


@pytest.mark.interop("pdftotext")
@pytest.mark.parametrize("answers", range(3))
def test_where_she_is_never_shares_a_leaf_with_the_names_of_the_network(answers, pages_of):
    filler = Section("More", (Lines(tuple(Line("x", "y " * 900) for _ in range(answers))),))
    core = replace(CORE, sections=(filler,))
    pages = pages_of(drawn_here(replace(SAMPLE, sheets=(core, NETWORK, PLACE))))
    names = [n for n, page in enumerate(pages) if folded(LONG_NAME) in page]
    place = [n for n, page in enumerate(pages) if "01632 960 777" in page]
    assert names
    assert place
    assert not {n // 2 for n in names} & {n // 2 for n in place}
    assert all(PLACE.rule in pages[n] for n in place)
    for page in pages:
        assert page.count("OFFICIAL-SENSITIVE") == 2
        assert "Page" in page or LEFT_EMPTY in page


def test_the_same_report_gives_the_same_bytes(renderer, sample_pdf):
    assert renderer.handover(SAMPLE) == sample_pdf
    assert b"D:20261123" in sample_pdf


def test_the_file_says_nothing_of_the_case_outside_its_pages(sample_pdf):
    assert b"Handover HO-7K3M-1" in sample_pdf
    for told in (b"Osei", b"Calderby", b"/tmp", str(FONTS).encode()):
        assert told not in sample_pdf


def test_it_is_tagged_and_archival(sample_pdf):
    for mark in (b"/StructTreeRoot", b"/Lang", b"pdfaid:part", b"pdfuaid:part"):
        assert mark in sample_pdf


@pytest.mark.interop("qpdf")
def test_qpdf_finds_no_fault(sample_pdf, tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(sample_pdf)
    done = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, check=False)
    assert done.returncode == 0, done.stdout
    plain = subprocess.run(
        ["qpdf", "--qdf", "--object-streams=disable", str(path), "-"],
        capture_output=True,
        check=True,
    ).stdout
    for language in (b"/Lang (en-GB)", b"/Lang(ckb)", b"/Lang(ur)", b"/Lang(ar)"):
        assert language in plain


class TestRefusals:
    @pytest.mark.parametrize(("text", "character"), [("\U0001f600", "U+1F600"), ("กา", "U+0E01")])
    def test_a_character_no_font_has_is_refused_by_its_number(self, renderer, text, character):
        with pytest.raises(ReportRefused) as refusal:
            renderer.handover(with_text(f"Karwan said {text}"))
        assert refusal.value.code == "report.no-glyph"
        assert refusal.value.facts == {"character": character}

    def test_a_folder_without_fonts_is_refused(self, tmp_path):
        with pytest.raises(ReportRefused) as refusal:
            Renderer(CHILD, tmp_path).handover(SMALL)
        assert refusal.value.code == "report.no-fonts"

    @pytest.mark.parametrize(
        "script",
        ["", "print('P')", "import os; os._exit(3)", "raise ValueError('Karwan')",
         "import sys; sys.stdout.buffer.write(b'P' + bytes(7) + b'\\x03abc')"],
    )  # fmt: skip
    def test_a_child_that_dies_or_talks_nonsense_is_refused_without_its_words(self, script):
        with pytest.raises(ReportRefused) as refusal:
            Renderer((sys.executable, "-c", script), FONTS).handover(SMALL)
        assert refusal.value.code == "report.failed"
        assert "Karwan" not in str(refusal.value.facts)

    def test_a_missing_program_is_refused(self):
        with pytest.raises(ReportRefused) as refusal:
            Renderer(("/nowhere/onechance", "--render"), FONTS).handover(SMALL)
        assert refusal.value.code == "report.no-engine"


def test_nothing_is_left_in_the_temporary_folders(renderer, tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    renderer.handover(SMALL)
    assert list(tmp_path.rglob("*")) == []


@pytest.mark.interop("strace")
def test_the_child_opens_no_file_for_writing_and_no_socket(tmp_path):
    log = tmp_path / "log"
    watch = ("strace", "-f", "-qq", "-e", "trace=open,openat,creat,socket,mkdir,rename,unlink")
    Renderer((*watch, "-o", str(log), *CHILD), FONTS).handover(SMALL)
    told = log.read_text()
    assert "handover.typ" in told
    writing = [line for line in told.splitlines() if "O_WRONLY" in line or "O_RDWR" in line]
    writing = [line for line in writing if "/dev/" not in line and "__pycache__" not in line]
    assert writing == []
    assert not any(call in told for call in ("socket(AF_INET", "creat(", "rename(", "mkdir("))


def test_a_long_report_is_drawn_within_three_seconds(renderer):
    started = time.perf_counter()
    renderer.handover(SAMPLE)
    assert time.perf_counter() - started < 3.0 * float(os.environ.get("ONECHANCE_SLOW", "1"))


@pytest.mark.interop("pdftotext")
def test_the_recovery_sheet_has_every_group_on_one_page(renderer, pages_of):
    groups = ("7K3M", "Q9XT", "2FHB", "V6RC", "W4JD", "1PZ8", "5GSY")
    sheet = recovery_sheet(groups, "NM-0213", NOON)
    pdf = renderer.recovery_sheet(sheet)
    (page,) = pages_of(pdf)
    assert all(group in page for group in groups)
    assert "Laptop NM-0213, made 24 November 2026" in page
    assert "Never with the laptop" in page
    assert renderer.recovery_sheet(sheet) == pdf


def test_no_word_stands_in_a_template():
    """Templates show data only, so that every word can be translated."""
    folder = Path(__file__).parents[2] / "storage" / "report"
    for template in folder.glob("*.typ"):
        for line in template.read_text(encoding="utf-8").splitlines():
            code = line.split("//")[0]
            assert "OFFICIAL" not in code
            assert "DEMO" not in code
