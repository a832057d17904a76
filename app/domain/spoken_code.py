"""A few symbols that can be read over a telephone where no file can be sent. Pure.

They are made from the digest of the delivery, which can be worked out from the opened file and
not from the sealed one, and from the answer they speak for. Whoever reads them out has had this
very package open, or holds a later copy of the sender's record (which says what was sent), or
was told the code by somebody who does. They say nothing of who is speaking, and the sender can
work them out as well, so that they prove nothing to a third person: see docs/handover-loop.md.

    SHA-256("onechance-spoken-1" LF digest LF step LF), its first 35 bits as seven symbols of
    Crockford's base 32, and one symbol of check: `K7QF-3MZP`
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from app.domain.codes import Step
from app.domain.errors import PackageRefused

if TYPE_CHECKING:
    from collections.abc import Sequence

SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: without I, L, O and U, which are misheard and misread."""

SPOKEN = (
    Step.ARRIVED,
    Step.READ,
    Step.ACCEPTED,
    Step.ASKED,
    Step.DECLINED,
    Step.FIRST_CONTACT,
    Step.CONFERENCE,
    Step.TRANSFERRED,
)
"""What a receiving desk can say. That the sender is released is for the sender alone to say."""

_MEANT = str.maketrans({"I": "1", "L": "1", "O": "0", "-": None, " ": None, "\u2013": None})
LENGTH = 8
"""Symbols of a code, the check among them."""

_HALF = 4
_BITS = 35
_FIELD = 0b100101  # x^5 + x^2 + 1, in which every symbol but 0 has its own inverse

NAMES = (
    *("Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"),
    *("Alfa", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel", "Juliett"),
    *("Kilo", "Mike", "November", "Papa", "Quebec", "Romeo", "Sierra", "Tango", "Victor"),
    *("Whiskey", "X-ray", "Yankee", "Zulu"),
)
"""How each symbol is said, by the spelling alphabet of the International Civil Aviation
Organization (Annex 10); the same in every language."""


def code_of(delivery: str, step: Step) -> str:
    """The code by which an answer to a delivery (the digest of its DELIVERY.txt) is spoken."""
    said = f"onechance-spoken-1\n{delivery}\n{step.value}\n".encode("ascii")
    number = int.from_bytes(hashlib.sha256(said).digest()[:5], "big") >> (40 - _BITS)
    values = [number >> (5 * place) & 31 for place in reversed(range(LENGTH - 1))]
    return _spelt([*values, check_of(values)])


def read_code(typed: str) -> str:
    """A code as it is spelt here, from what was heard; case, spaces and I, L, O are forgiven.

    Raises:
        PackageRefused: `spoken.mistyped`: it was misheard, whatever delivery it is for. One
            wrong symbol, or two that changed places, is always found.
    """
    values = symbols_of(typed)
    if len(values) != LENGTH or -1 in values or check_of(values[:-1]) != values[-1]:
        raise PackageRefused("spoken.mistyped")
    return _spelt(values)


def symbols_of(typed: str) -> list[int]:
    """The value of each symbol that was heard, -1 for one that is none; I, L, O are forgiven."""
    return [SYMBOLS.find(symbol) for symbol in typed.strip().upper().translate(_MEANT)]


def step_of(typed: str, delivery: str) -> Step | None:
    """Which answer to this delivery the code speaks for; none when it is for another one.

    Raises `PackageRefused` as `read_code`.
    """
    code = read_code(typed)
    return next((step for step in SPOKEN if code_of(delivery, step) == code), None)


def aloud(code: str) -> str:
    """A code as it is read out: “Kilo Seven Quebec Foxtrot, Three Mike Zulu Papa”."""
    return ", ".join(" ".join(group) for group in groups_aloud(code))


def groups_aloud(code: str) -> tuple[tuple[str, ...], ...]:
    """How each symbol of each group of a code is said."""
    return tuple(tuple(NAMES[SYMBOLS.index(c)] for c in group) for group in code.split("-"))


def _spelt(values: list[int]) -> str:
    symbols = "".join(SYMBOLS[value] for value in values)
    return f"{symbols[:_HALF]}-{symbols[_HALF:]}"


def check_of(values: Sequence[int]) -> int:
    """The weighted sum of the symbols over the field of 32 elements.

    Every place has another weight, none of them 0, so that one wrong symbol and two symbols that
    changed places are found, wherever they stand.
    """
    total = 0
    for value in values:
        total = _doubled(total ^ value)
    return total


def _doubled(value: int) -> int:
    """The value times x in the field."""
    value <<= 1
    return value ^ _FIELD if value & 32 else value
