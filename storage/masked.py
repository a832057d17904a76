"""Key bytes kept apart from their value, so that a scan of memory does not find them."""

from __future__ import annotations

import secrets
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator

_HEX = b"0123456789abcdef"


class Masked:
    """A secret stored as itself XOR a random mask; put together only while it is used."""

    def __init__(self, secret: bytearray) -> None:
        """Take a secret over and wipe the caller's copy."""
        self._mask = bytearray(secrets.token_bytes(len(secret)))
        self._hidden = bytearray(a ^ b for a, b in zip(secret, self._mask, strict=True))
        wipe(secret)

    @contextmanager
    def shown(self) -> Generator[bytearray]:
        """The secret for the length of a `with`; wiped after."""
        plain = bytearray(a ^ b for a, b in zip(self._hidden, self._mask, strict=True))
        try:
            yield plain
        finally:
            wipe(plain)

    @contextmanager
    def as_raw_key(self) -> Generator[bytearray]:
        """The secret as SQLCipher takes a raw key, `x'…'` in hexadecimal; wiped after."""
        spelt = bytearray(b"x'")
        with self.shown() as plain:
            for byte in plain:
                spelt.append(_HEX[byte >> 4])
                spelt.append(_HEX[byte & 15])
        spelt += b"'"
        try:
            yield spelt
        finally:
            wipe(spelt)

    def forget(self) -> None:
        """Wipe it for good."""
        wipe(self._hidden)
        wipe(self._mask)


def wipe(secret: bytearray) -> None:
    """Overwrite with zeros, in place."""
    secret[:] = bytes(len(secret))
