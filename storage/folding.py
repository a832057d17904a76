"""Making two spellings of one name meet: how words are folded for the search.

Letters lose case, accents and vowel signs; the Arabic and Farsi forms of yeh and kaf become
one; digits of any script become 0-9; spaces and hyphens inside a number go. The same folding is
applied to what is kept and to what is looked for.
"""

from __future__ import annotations

import re
import unicodedata

SHORTEST = 2
"""Letters a word needs before it is looked for."""

_ALIKE = str.maketrans(
    {
        "ي": "ی", "ى": "ی", "ې": "ی", "ك": "ک", "ڪ": "ک", "ہ": "ه", "ھ": "ه", "ة": "ه",
        "ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe",
        "ـ": None, "'": None, "’": None, "ʼ": None, "`": None,
    }
)  # fmt: skip
_NUMBER_GAP = re.compile(r"(?<=\d)[ \t\u00a0-]+(?=\d)")
_WORD = re.compile(r"[^\W_]+")


def fold_text(text: str) -> str:
    """`text` in the one form in which spellings are compared; may be longer or shorter."""
    text = unicodedata.normalize("NFKD", text.casefold())
    return "".join(_fold_letter(letter) for letter in text).translate(_ALIKE)


def index_words(text: str) -> list[str]:
    """The folded words of one kept text; a spaced number both whole and in its parts."""
    folded = fold_text(text)
    joined = _NUMBER_GAP.sub("", folded)
    words = _WORD.findall(folded)
    return words if joined == folded else words + _WORD.findall(joined)


def query_words(text: str) -> list[str]:
    """The folded beginnings of words to look for; too short ones are left out."""
    joined = _NUMBER_GAP.sub("", fold_text(text))
    return [word for word in _WORD.findall(joined) if len(word) >= SHORTEST]


def place_of(texts: list[str], wanted: list[str]) -> str:
    """The first kept text in which a wanted word begins one, at most 120 characters of it."""
    for text in texts:
        words = index_words(text)
        if any(word.startswith(tuple(wanted)) for word in words):
            return text if len(text) <= 120 else text[:119] + "…"
    return ""


def _fold_letter(letter: str) -> str:
    category = unicodedata.category(letter)
    if category in {"Mn", "Cf"}:
        return ""
    return str(unicodedata.digit(letter)) if category == "Nd" else letter
