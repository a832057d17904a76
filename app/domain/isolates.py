"""The one formatter for words put into words: names, numbers and dates in prompts and cards.

A telephone number after an Arabic-script word is shown turned round (`247 5999 0800`) unless it
is isolated (Unicode Standard Annex 9). So every value that fills a placeholder stands between
an isolate and its end, with no-break spaces inside, and nothing else may bring a number into a
text: a number written into a template is refused, and so is every character that is not seen
but turns or hides what stands beside it. Pure.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from app.domain.direction import runs_backwards
from app.domain.errors import ContentRefused, RecordRefused

if TYPE_CHECKING:
    from collections.abc import Mapping

LRI: Final = "\u2066"
"""Begins a stretch that is read from left to right, whatever stands around it."""
RLI: Final = "\u2067"
"""Begins a stretch that is read from right to left."""
PDI: Final = "\u2069"
"""Ends either."""
NO_BREAK: Final = "\u00a0"
JOINERS: Final = "\u200c\u200d"
"""Unseen, yet needed to spell: Farsi and Sorani use the first, Sinhala and Bengali the second."""

_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_BRACE = re.compile(r"[{}]")
_NUMBER = re.compile(r"\+?\d(?:[\d \u00a0\u202f.:/()\u2010-\u2013-]*\d)?")
_FILLED = re.compile(f"[{LRI}{RLI}]([^{LRI}{RLI}{PDI}]*){PDI}")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def isolate(value: str) -> str:
    """One value in its own order and on one line: `0800 5999 247` after a Sorani word.

    A value that begins in a right-to-left script is isolated in that direction (UAX 9, rule P2),
    since a name of two words would else be read from its end.
    """
    opening = RLI if runs_backwards(value) else LRI
    return opening + value.replace(" ", NO_BREAK) + PDI


def isolate_numbers(text: str) -> str:
    """Isolate every number that people wrote into words of their own, and leave the rest."""
    return _NUMBER.sub(lambda found: isolate(found.group()), text)


def fill(template: str, values: Mapping[str, str]) -> str:
    """The template with each `{placeholder}` filled by its value, isolated.

    Raises:
        ContentRefused: the template holds a number (`text.literal-number`), a character that
            must not be there (`text.forbidden`), or a brace that is no placeholder
            (`text.brace`); a placeholder has no value, or a value that says nothing
            (`text.no-value`); a value fits no placeholder (`text.no-place`).
        RecordRefused: a value holds a character that must not be there (`name.forbidden`).
    """
    check_template(template)
    wanted = placeholders(template)
    for name in values:
        if name not in wanted:
            raise ContentRefused("text.no-place", name=name)
    for name in wanted:
        if not values.get(name, "").strip():
            raise ContentRefused("text.no-value", name=name)
        check_name(values[name])
    return _PLACEHOLDER.sub(lambda found: isolate(values[found[1]].strip()), template)


def marks_taken_out(text: str) -> str:
    """A filled text as the record keeps it: without isolates, and with plain spaces in values.

    Whoever draws it puts its numbers into their own order anew (`isolate_numbers`).
    """
    return _FILLED.sub(lambda found: found[1].replace(NO_BREAK, " "), text)


def placeholders(template: str) -> tuple[str, ...]:
    """The names of a template's placeholders, each once, in their order."""
    return tuple(dict.fromkeys(_PLACEHOLDER.findall(template)))


def check_template(template: str) -> None:
    """Refuse what no prompt or translation may hold; the codes are those of `fill`."""
    if found := forbidden(template):
        raise ContentRefused("text.forbidden", character=found)
    bare = _PLACEHOLDER.sub("", template)
    if _BRACE.search(bare):
        raise ContentRefused("text.brace")
    if literal_number(bare):
        raise ContentRefused("text.literal-number")


def check_name(typed: str) -> None:
    """Refuse a typed name or number that could be shown as another (`name.forbidden`)."""
    if found := forbidden(typed):
        raise RecordRefused("name.forbidden", character=found)


def forbidden(text: str) -> str:
    """The first character that may stand in no template and no name, as `U+202E`; or nothing.

    Controls, separators of lines, everything that turns or hides what stands beside it, and
    surrogates, private and unassigned points. The two joiners are letters of some languages.
    """
    for character in text:
        kind = unicodedata.category(character)
        if kind in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"} and character not in JOINERS:
            return f"U+{ord(character):04X}"
    return ""


def turning(text: str) -> str:
    """The first character of a text that sets the direction by hand, as `U+200E`; or nothing.

    They are the spoofer's means: with one of them a name or number is shown as another.
    """
    found = _BIDI.search(text)
    return f"U+{ord(found.group()):04X}" if found else ""


def literal_number(text: str) -> str:
    """The first number in a template, in the digits of any script; or nothing.

    Placeholders may be named with digits: `{day_2}` is no number.
    """
    bare = _PLACEHOLDER.sub("", text)
    return next((part for part in bare if unicodedata.category(part).startswith("N")), "")
