"""The recovery code: 128 random bits as 28 symbols that can be read out over a telephone.

Crockford's base 32 (no I, L, O or U): 26 symbols of code and 2 of check, in 7 groups of 4. It is
printed once and kept in the office safe, never with the laptop.
"""

from __future__ import annotations

import hashlib
import secrets
from importlib import resources
from typing import TYPE_CHECKING

from app.domain.errors import VaultRefused

if TYPE_CHECKING:
    from app.ports.record import Ids

_SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISTAKEN = str.maketrans({"I": "1", "L": "1", "O": "0", "-": None, " ": None})
_BYTES = 16
_CODE = 26
_CHECK = 2


def new_code() -> bytes:
    """The 16 random bytes of a fresh code."""
    return secrets.token_bytes(_BYTES)


def spell(code: bytes) -> str:
    """A code as it is printed: `K7QF-3MZP-…`."""
    symbols = _symbols(int.from_bytes(code, "big"), _CODE) + _check(code)
    return "-".join(symbols[start : start + 4] for start in range(0, len(symbols), 4))


def read_code(text: str) -> bytes:
    """The bytes of a typed code; small letters, spaces, and I, L, O for 1, 1, 0 are forgiven.

    Raises:
        VaultRefused: `recovery.mistyped`; it is not a code, and no vault was asked.
    """
    symbols = text.strip().upper().translate(_MISTAKEN)
    number = 0
    for symbol in symbols[:_CODE]:
        value = _SYMBOLS.find(symbol)
        if value < 0:
            raise VaultRefused("recovery.mistyped")
        number = number << 5 | value
    if len(symbols) != _CODE + _CHECK or number >> (8 * _BYTES):
        raise VaultRefused("recovery.mistyped")
    code = number.to_bytes(_BYTES, "big")
    if symbols[_CODE:] != _check(code):
        raise VaultRefused("recovery.mistyped")
    return code


def propose_passphrase(ids: Ids) -> str:
    """Five words of the BIP-39 English list (55 bits), to be taken or left."""
    words = (resources.files("storage.keys") / "words.txt").read_text("ascii").split()
    number = int(ids.new(), 16)
    return " ".join(words[number >> (11 * place) & 2047] for place in range(5))


def _check(code: bytes) -> str:
    digest = hashlib.sha256(b"onechance-recovery-1" + code).digest()
    return _symbols(int.from_bytes(digest[:2], "big") >> 6, _CHECK)


def _symbols(number: int, count: int) -> str:
    return "".join(_SYMBOLS[number >> (5 * place) & 31] for place in reversed(range(count)))
