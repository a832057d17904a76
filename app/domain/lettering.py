"""Which bundled typeface a language is set in, on screen and in print. Pure.

The registry names a typeface by its key. The files and why each was chosen: locale/fonts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

NUMERALS: Final = "Noto Sans"
"""Stands in each list: digits for Arabic script, Latin names, and letters the first lacks."""


@dataclass(frozen=True, slots=True)
class Typeface:
    """A family with what stands in for letters it has not got.

    `leading` is the gap between two lines in ems, for print: Nastaliq words hang down far.
    """

    key: str
    family: str
    folder: str  # below locale/fonts
    leading: float = 0.65
    exact: bool = True  # text copied from a PDF set in it is the text that went in
    by_engine: bool = False  # Qt draws its letters over one another; the page engine does not

    @property
    def families(self) -> tuple[str, ...]:
        """The family, then what stands in for it."""
        return (self.family,) if self.family == NUMERALS else (self.family, NUMERALS)


LATIN: Final = Typeface("latin", NUMERALS, "noto-sans")
NASKH: Final = Typeface("naskh", "One Chance Naskh", "one-chance-naskh", 0.75)
NASTALIQ: Final = Typeface(
    "nastaliq", "Noto Nastaliq Urdu", "noto-nastaliq-urdu", 1.5, exact=False, by_engine=True
)

TYPEFACES: Final = (
    LATIN,
    NASKH,
    NASTALIQ,
    Typeface("bengali", "One Chance Bengali", "one-chance-bengali"),
    Typeface("gurmukhi", "Noto Sans Gurmukhi", "noto-sans-gurmukhi"),
    Typeface("ethiopic", "Noto Sans Ethiopic", "noto-sans-ethiopic"),
    Typeface("devanagari", "Noto Sans Devanagari", "noto-sans-devanagari"),
    Typeface("gujarati", "Noto Sans Gujarati", "noto-sans-gujarati"),
    Typeface("tamil", "Noto Sans Tamil", "noto-sans-tamil"),
    Typeface("sinhala", "Noto Sans Sinhala", "noto-sans-sinhala"),
)

_BLOCKS: Final = (
    (0x0600, 0x08FF, "naskh"),
    (0x0900, 0x097F, "devanagari"),
    (0x0980, 0x09FF, "bengali"),
    (0x0A00, 0x0A7F, "gurmukhi"),
    (0x0A80, 0x0AFF, "gujarati"),
    (0x0B80, 0x0BFF, "tamil"),
    (0x0D80, 0x0DFF, "sinhala"),
    (0x1200, 0x139F, "ethiopic"),
    (0x2D80, 0x2DDF, "ethiopic"),
    (0xAB00, 0xAB2F, "ethiopic"),
    (0xFB50, 0xFEFC, "naskh"),
)
"""Blocks of Unicode, first and last point, and the typeface that is exact in print for each."""

_IN_WINDOWS: Final = (LATIN, NASKH)
CARD_FOLDERS: Final = frozenset(face.folder for face in TYPEFACES if face not in _IN_WINDOWS)
"""Fonts that no window is set in: each is loaded when a card first needs it."""


def typeface(key: str) -> Typeface:
    """The typeface of a key. Raises `KeyError` for a key there is none of."""
    for known in TYPEFACES:
        if known.key == key:
            return known
    raise KeyError(key)


def in_print(key: str) -> Typeface:
    """The typeface of a record's PDF, whose text must come out as it went in: Naskh for Urdu."""
    chosen = typeface(key)
    return chosen if chosen.exact else NASKH


def of_words(text: str) -> Typeface:
    """The typeface for words of any language in print, by their first letter."""
    for letter in text:
        for first, last, key in _BLOCKS:
            if first <= ord(letter) <= last:
                return typeface(key)
        if letter.isalpha():
            return LATIN
    return LATIN
