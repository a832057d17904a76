"""A key as it is read aloud: 32 digits in 8 groups, some 106 bits of SHA-256."""

from __future__ import annotations

import hashlib


def spoken(key: bytes) -> str:
    """The fingerprint of a public key of 32 bytes: `0137 4420 ... 9051`."""
    digits = f"{int.from_bytes(hashlib.sha256(key).digest(), 'big') % 10**32:032d}"
    return " ".join(digits[at : at + 4] for at in range(0, 32, 4))
