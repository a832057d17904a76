"""Text in the person's language on the screen: its own font, and numbers in their own order."""

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontDatabase, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from app.domain.cards import CardLook
from app.domain.isolates import placeholders
from app.domain.lettering import CARD_FOLDERS, TYPEFACES, typeface
from app.domain.report import Pair, Pairs, Section
from storage.report.renderer import Renderer
from tests.desktop.kit import fonts, theme
from tests.report.conftest import CHILD, FONTS
from tests.showing import NUMBER, NUMBERS, PACKS, RIGHT_TO_LEFT, SAMPLES, numbered, shown
from ui.fonts import card_font, drawn_by_engine
from ui.native import NativeText
from ui.pages.paper import section_panel
from ui.text import Label, lay_out
from ui.theme import load_fonts

__all__ = ["fonts", "theme"]

BAND = "DRAFT. Nobody has checked these words."


def as_seen(text: str, number: str, made) -> str:
    """The digits of a number from left to right, as Qt has laid the text out on one line."""
    face = card_font(made, 40)
    laid = lay_out(text, face, 60, 9000.0, wrap=False, backwards=made.direction == "rtl")
    assert laid.layout.lineCount() == 1
    start = text.index(number)
    edges = [
        (place.x(), text[at])
        for at in range(start, start + len(number))
        for run in laid.layout.glyphRuns(at, 1)
        for place in run.positions()
    ]
    return "".join(letter for _, letter in sorted(edges))


@pytest.mark.parametrize("tag", RIGHT_TO_LEFT)
@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_on_a_card_is_seen_in_its_own_order(fonts, tag, number):
    made = shown(tag, values={"number": number})
    kept = number.replace(" ", "\u00a0")
    assert as_seen(made.text, kept, made) == kept


@pytest.mark.parametrize("tag", PACKS)
def test_each_number_and_date_of_a_pack_is_seen_in_its_own_order(fonts, tag):
    for words in numbered(tag):
        for number in NUMBERS:
            made = shown(tag, words, dict.fromkeys(placeholders(words), number))
            kept = number.replace(" ", "\u00a0")
            assert as_seen(made.text, kept, made) == kept, words


def test_a_number_that_is_turned_round_would_be_noticed(fonts):
    made = shown("ckb")
    loose = SAMPLES["ckb"].replace("{number}", NUMBER)
    assert as_seen(loose, NUMBER, made) != NUMBER


def test_the_windows_load_no_font_of_a_card_when_they_start(fonts):
    families = {face.family for face in TYPEFACES if face.folder in CARD_FOLDERS}
    assert len(families) == 8
    assert not families & set(fonts)
    assert load_fonts(only="one-chance-bengali") == ("One Chance Bengali",)


@pytest.mark.parametrize("tag", list(SAMPLES))
def test_a_card_brings_its_own_font(fonts, tag):
    made = shown(tag)
    font = card_font(made, 40, 600)
    assert font.families() == list(typeface(made.font).families)
    assert (font.pixelSize(), font.weight()) == (40, 600)
    assert QFontDatabase.hasFamily(typeface(made.font).family)


def test_nastaliq_alone_is_left_to_the_page_engine(fonts):
    assert {tag for tag in SAMPLES if drawn_by_engine(shown(tag))} == {"ur", "pa-Arab"}


@pytest.mark.parametrize("scale", [1, 2])
@pytest.mark.parametrize("tag", ["ur", "ckb", "bn-BD"])
def test_the_drawing_of_a_card_fills_its_lines_from_its_own_side(qapp, tag, scale):
    made = shown(tag, draft=False)
    drawing = QSvgRenderer(Renderer(CHILD, FONTS).card_svg(made, CardLook(width=900)))
    assert drawing.isValid()
    room = drawing.viewBoxF()
    picture = QImage(
        round(room.width() * scale), round(room.height() * scale), QImage.Format.Format_Grayscale8
    )
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    drawing.render(painter, QRectF(picture.rect()))
    painter.end()
    columns = [
        x
        for x in range(picture.width())
        if any(picture.pixelColor(x, y).value() < 128 for y in range(0, picture.height(), 2))
    ]
    left, right = columns[0], picture.width() - columns[-1]
    assert len(columns) > picture.width() / 3
    assert min(left, right) > 4 * scale  # nothing is cut off at an edge
    assert (right if made.direction == "rtl" else left) < 40 * scale


def test_a_draft_in_a_report_on_the_screen_has_its_band(qtbot, theme):
    both = tuple(
        Pair.of("Who is here?", shown(t, draft=d), "v", BAND)
        for t, d in (("ckb", True), ("bn-BD", False))
    )
    panel = section_panel(theme, "Shown", Section("Shown", (Pairs("x", ("a", "b"), both),)))
    qtbot.addWidget(panel)
    said = [label.text() for label in panel.findChildren(Label)]
    assert said.count("Who is here?") == 2
    native = [words.text() for words in panel.findChildren(NativeText)]
    assert native == [pair.words for pair in both]
    named = [w.accessibleName() for w in panel.findChildren(type(panel)) if w.accessibleName()]
    told = [*said, *named, *(w.accessibleName() for w in QApplication.allWidgets())]
    assert told.count(BAND) >= 1
    assert both[1].band == ""
