"""The code that opens a coded PDF, and the read-back code on its first page. Pure.

Both are drawn at random (`Sealer.new_codes`) and made of Crockford's symbols, so that they can be
read over a telephone. The code is typed into a PDF reader, which forgives nothing: it is spelt in
one way, in capitals and with its hyphens. The read-back code is heard by a person: its last symbol
is a check on the others, and small letters, spaces and I, L, O are forgiven.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.domain.errors import PackageRefused
from app.domain.spoken_code import SYMBOLS, check_of, symbols_of

if TYPE_CHECKING:
    from collections.abc import Sequence

GROUPS, GROUP = 5, 4
CODE_SYMBOLS = GROUPS * GROUP
"""Twenty symbols of five bits: 100 bits. With hyphens 24 characters; poppler takes 32."""

READ_BACK_SYMBOLS = 6
"""Five at random and one of check."""

_HALF = 3
_TOLD = "The code was told on "


@dataclass(frozen=True, slots=True)
class Codes:
    """What opens one coded PDF, and what only somebody who opened it can say."""

    code: str = field(repr=False)  # K7QF-3MZP-9XTW-2RHB-6N4D
    read_back: str = field(repr=False)  # K7Q-3MZ


def spell_code(values: Sequence[int]) -> str:
    """Twenty values below 32 as the code that is typed; `ValueError` for another number."""
    if len(values) != CODE_SYMBOLS:
        raise ValueError("a code has twenty symbols")
    text = "".join(SYMBOLS[value] for value in values)
    return "-".join(text[at : at + GROUP] for at in range(0, CODE_SYMBOLS, GROUP))


def spell_read_back(values: Sequence[int]) -> str:
    """Five values below 32, and their check, as the read-back code; `ValueError` for others."""
    if len(values) != READ_BACK_SYMBOLS - 1:
        raise ValueError("a read-back code has five symbols and a check")
    return _halves([*values, check_of(values)])


def is_read_back(typed: str) -> bool:
    """Whether what was heard is as long as a read-back code; the other code has eight symbols."""
    return len(symbols_of(typed)) == READ_BACK_SYMBOLS


def read_read_back(typed: str) -> str:
    """A read-back code as it is spelt here, from what was heard.

    Raises:
        PackageRefused: `spoken.mistyped`: it was misheard, whatever copy it is of.
    """
    values = symbols_of(typed)
    if len(values) != READ_BACK_SYMBOLS or -1 in values or check_of(values[:-1]) != values[-1]:
        raise PackageRefused("spoken.mistyped")
    return _halves(values)


def told_on(number: str, words: str = "") -> str:
    """What the record says when the code was told: on which number, and what else was said."""
    return f"{_TOLD}{number.strip()}. {words.strip()}".strip()


def number_told(text: str) -> str:
    """The number in what `told_on` wrote; empty for any other text."""
    if not text.startswith(_TOLD):
        return ""
    return text.removeprefix(_TOLD).partition(".")[0]


def _halves(values: Sequence[int]) -> str:
    text = "".join(SYMBOLS[value] for value in values)
    return f"{text[:_HALF]}-{text[_HALF:]}"
