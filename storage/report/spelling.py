"""Spells a report as JSON for the page templates, each paragraph with its direction.

Text is data all the way: the templates show strings and never read them as markup. What is
typed by people is cleaned of control characters that could turn a line round or hide in it,
and numbers in a right-to-left line are isolated, since `0800 5999 247` would else be shown as
`247 5999 0800` (Unicode Standard Annex 9).
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING, cast

from app.domain.direction import runs_backwards
from app.domain.isolates import isolate_numbers
from app.domain.lettering import LATIN, of_words
from app.domain.report import Cell, Line, Lines, Pair, Pairs, Quote, Quotes, Table
from storage.report.child import to_json

if TYPE_CHECKING:
    from app.domain.report import RecoverySheet, Report

_RIGHT_TO_LEFT = {"R", "AL"}
_TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_WITHIN_NUMBER = re.compile(r"(?<=\d)[ \u00a0](?=\d)")
_NARROW = 20  # letters that a column of a table always has room for
_WIDE = 60  # and a line of the page
_TAG = re.compile(r"[a-z]{2,3}(?=$|-)")
_ARABIC_TAGS = frozenset(
    {"ar", "arc", "bal", "ckb", "fa", "glk", "he", "ks", "mzn"}
    | {"pnb", "prs", "ps", "sd", "sdh", "skr", "ug", "ur", "yi"}
)
_EITHER_WAY = frozenset({"kmr", "ku", "pa"})
"""Written in Arabic script here and in another there; the words themselves tell."""
_KINDS: dict[type, str] = {Lines: "lines", Quotes: "quotes", Table: "table", Pairs: "pairs"}


def paragraphs(text: str, language: str = "", room: int = _WIDE) -> list[dict[str, str]]:
    """Split text at line ends and give each paragraph its direction and language tag.

    A word of more letters than there is `room` for may be broken; no other is touched.

    The direction is that of the first strong letter (UAX 9, rule P2). The tag is used where it
    fits the direction: English beside a Sorani sentence stays English.
    """
    found = _TAG.match(language.lower())
    tag = found.group() if found else ""
    return [_paragraph(line, tag, room) for line in clean(text).split("\n") if line.strip()]


def clean(text: str) -> str:
    """Text in one normal form, without characters that turn or hide what follows."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\t", " ")
    text = text.replace("\u2028", "\n").replace("\u2029", "\n").replace("\r", "\n")
    return _CONTROL.sub("\ufffd", _TURNING.sub("", text))


def in_order(text: str) -> str:
    """Text with every number isolated, and the spaces in numbers made narrow.

    Some programs give a number that is copied out of a right-to-left line with its groups
    turned round, since its spaces come out as spaces. The narrow no-break space counts as part
    of a number (UAX 9, class CS) and keeps the groups where they are.
    """
    return _WITHIN_NUMBER.sub("\u202f", isolate_numbers(text))


def spell(document: Report | RecoverySheet) -> bytes:
    """A document as UTF-8 JSON for its template."""
    return to_json(_plain(document))


def _paragraph(line: str, tag: str, room: int) -> dict[str, str]:
    face = of_words(line)
    script = "" if face is LATIN else face.key
    if runs_backwards(line):
        lang = tag if tag in _ARABIC_TAGS | _EITHER_WAY else "und"
        return {"text": in_order(line), "dir": "rtl", "lang": lang, "script": script}
    lang = "en" if not tag or tag in _ARABIC_TAGS else tag
    mixed = any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in line)
    text = in_order(line) if mixed else _breakable(line, room)
    return {"text": text, "dir": "ltr", "lang": lang, "script": script}


def _breakable(line: str, room: int) -> str:
    """Let a very long word, such as the address of a web page, break at a zero-width space."""
    pieces = re.compile(f".{{1,{room // 2}}}")
    long = re.compile(rf"\S{{{room + 1},}}")
    return long.sub(lambda m: "\u200b".join(pieces.findall(m.group())), line)


def _plain(value: object) -> object:
    """Dataclasses as dictionaries; what people typed as paragraphs."""
    if isinstance(value, date):
        return [value.year, value.month, value.day]
    if isinstance(value, tuple):
        return [_plain(part) for part in cast("tuple[object, ...]", value)]
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        return clean(value) if isinstance(value, str) else value
    fields = dataclasses.fields(value)
    spelt = {field.name: _plain(getattr(value, field.name)) for field in fields}
    if type(value) in _KINDS:
        spelt["kind"] = _KINDS[type(value)]
    return spelt | _prose(value)


def _prose(value: object) -> dict[str, object]:
    if isinstance(value, Line):
        return {"text": paragraphs(value.text, value.language)}
    if isinstance(value, Quote):
        return {"words": paragraphs(value.words, value.language)}
    if isinstance(value, Pair):
        return {
            "english": paragraphs(value.english, room=_NARROW),
            "words": paragraphs(value.words, value.language, room=_NARROW),
        }
    if isinstance(value, Cell):
        return {
            "text": paragraphs(value.text, value.language, room=_NARROW),
            "second": paragraphs(value.second, room=_NARROW),
        }
    return {}
