"""Fonts for cards in the person's language, each loaded when it is first needed.

The windows' own fonts are loaded at the start (`ui.theme`). Nine more scripts would make the
program slower to open for everybody, so a script's font waits until a card in it is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale
from PySide6.QtGui import QFont, QFontDatabase, QTextLayout

from app.domain.lettering import CARD_FOLDERS, NUMERALS, Typeface, in_print, of_words, typeface
from ui.text import FAR
from ui.theme import FAMILIES, load_fonts

if TYPE_CHECKING:
    from app.domain.languages import Language
    from app.domain.translation import Shown


def card_font(shown: Shown, pixels: int, weight: int = 400) -> QFont:
    """The font for a shown text, loaded if it was not, with what stands in for its digits.

    Where `drawn_by_engine` says so, Qt would draw letters over one another: use `card_svg`.
    """
    return _font(typeface(shown.font), pixels, weight)


def _font(face: Typeface, pixels: int, weight: int) -> QFont:
    _load(face)
    font = QFont(list(face.families))
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight(weight))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def name_font(language: Language, pixels: int) -> QFont:
    """The font for a language's own name, on the screen to point at. Urdu's in Naskh, by Qt."""
    return _font(in_print(language.font), pixels, 400)


def words_font(words: str, pixels: int, weight: int = 400) -> QFont:
    """The font for words of any language in a window; the windows' own stand in for the rest."""
    face = of_words(words)
    font = _font(face, pixels, weight)
    if face.family == NUMERALS:
        font.setFamilies(list(FAMILIES))
    return font


def card_locale(shown: Shown) -> QLocale:
    """The locale of a shown text by our own table: Qt knows no Kurmanji, and would say nothing."""
    return QLocale(shown.qt_tag)


def field_font(words: str, usual: QFont) -> QFont:
    """The font of a field by what is typed into it: the usual one, or one that has the letters."""
    far = FAR.search(words)
    return usual if far is None else words_font(far.group(), usual.pixelSize(), usual.weight())


def own_faces(text: str, font: QFont) -> list[QTextLayout.FormatRange]:
    """Which stretches of a text need a face of their own, each with it, in UTF-16 units."""
    found: list[QTextLayout.FormatRange] = []
    for far in FAR.finditer(text):
        face = of_words(far.group())
        if face.family == font.family():
            continue
        _load(face)
        own, stretch = QFont(font), QTextLayout.FormatRange()
        own.setFamilies([*face.families, *FAMILIES])
        stretch.start = _units(text[: far.start()])
        stretch.length = _units(far.group())
        stretch.format.setFont(own)
        found.append(stretch)
    return found


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def drawn_by_engine(shown: Shown) -> bool:
    """Whether a text has to be drawn by the page engine, as Nastaliq has."""
    return typeface(shown.font).by_engine


def _load(face: Typeface) -> None:
    if face.folder in CARD_FOLDERS and not QFontDatabase.hasFamily(face.family):
        load_fonts(only=face.folder)
