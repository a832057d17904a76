"""Known answers, asked of the libraries before a vault is opened or made.

A library that was exchanged, or a processor that reckons wrong, must be found out before
anything is written with it: what is sealed wrongly today is lost tomorrow. Each answer is one
that its standard prints. All of them together take a few milliseconds.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import hmac
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.domain.errors import VaultRefused
from storage.handover import envelope, openssh
from storage.sql.connection import pragma
from storage.sql.library import connect

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_IDENTITY = "AGE-SECRET-KEY-1SMSRSJTESECA36SP6VZW0F5H3EKK6DCFNCXADQH9RD5EZP9H0FUSGJFEMV"
_SEALED = """
YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBIOGJCVXp0VEpqVW5NVzJFUWRmcVFZbXJ5eTdIbFRoSXphWDF4TXp4
VjJnCkp1c1NqYjVja2tudjB5SkF3bVc5N0ROZXdSMmRLM3I0YXlnVG40dnhtd00KLT4gM1AtSHYtZ3JlYXNlIF8zTCBbbjQ0
JwpvaiswSWRhMWQ5d05IS2lvUXBKUmtZUUxLTFJnWWJkbVZBY3ZzTEQ4cXN2NitLZklpLzhkRmx0M3B5Y1NDczFpCmF1R1Q3
elVmWWVjCi0tLSBZcldQdUNha2cwamlDa1B5REdmL1FiWVY2eDFQamU2UHd0d0dwNjRDcUNjCkX5yL8D4NXvvd4N/fK1hm+G
WeopnPrTStr6w1uvyNSm380+aTVeLR9Z5Q=="""


def _sha2() -> str:
    """FIPS 180-4, "abc"."""
    return hashlib.sha256(b"abc").hexdigest()[:16] + hashlib.sha512(b"abc").hexdigest()[:16]


def _hmac() -> str:
    """RFC 4231, case 2."""
    return hmac.digest(b"Jefe", b"what do ya want for nothing?", "sha256").hex()[:32]


def _hkdf() -> str:
    """RFC 5869, case 1."""
    made = HKDF(SHA256(), 42, bytes(range(13)), bytes(range(0xF0, 0xFA)))
    return made.derive(bytes([0x0B]) * 22).hex()[:32]


def _argon2id() -> str:
    """RFC 9106, section 5.3."""
    made = Argon2id(
        salt=bytes([2]) * 16,
        length=32,
        iterations=3,
        lanes=4,
        memory_cost=32,
        ad=bytes([4]) * 12,
        secret=bytes([3]) * 8,
    )
    return made.derive(bytes([1]) * 32).hex()[:32]


def _chacha20_poly1305() -> str:
    """RFC 8439, section 2.8.2: its tag."""
    nonce, more = bytes.fromhex("070000004041424344454647"), "50515253c0c1c2c3c4c5c6c7"
    words = b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the"
    sealed = ChaCha20Poly1305(bytes(range(0x80, 0xA0))).encrypt(
        nonce, words + b" future, sunscreen would be it.", bytes.fromhex(more)
    )
    return sealed[-16:].hex()


def _ed25519() -> str:
    """RFC 8032, test 1: made, and then checked."""
    seed = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    made = openssh.sign(seed, b"")
    if not openssh.is_signed(openssh.public_key(seed), made, b""):
        return "refused"
    return made.hex()[:32]


def _age() -> str:
    """A file of our own, which is X25519, HKDF and ChaCha20-Poly1305 inside the age library."""
    return envelope.decrypt(base64.b64decode(_SEALED), (_IDENTITY,)).decode()


def _sqlcipher() -> str:
    """Whether the database engine is one that encrypts."""
    connection = connect(":memory:")
    try:
        return "encrypts" if pragma(connection, "cipher_version") else "plain"
    finally:
        connection.close()


KNOWN: tuple[tuple[str, Callable[[], str], str], ...] = (
    ("sha-2", _sha2, "ba7816bf8f01cfeaddaf35a193617aba"),
    ("hmac", _hmac, "5bdcc146bf60754e6a042426089575c7"),
    ("hkdf", _hkdf, "3cb25f25faacd57a90434f64d0362f2a"),
    ("argon2id", _argon2id, "0d640df58d78766c08c037a34a8b53c9"),
    ("chacha20-poly1305", _chacha20_poly1305, "1ae10b594f09e26a7e902ecbd0600691"),
    ("ed25519", _ed25519, "e5564300c360ac729086e2cc806e828a"),
    ("age", _age, "one chance"),
    ("sqlcipher", _sqlcipher, "encrypts"),
)


@functools.cache
def check_at_start() -> None:
    """Ask once in the life of the program, before its first vault. Raises `VaultRefused`."""
    check_libraries(KNOWN)


def check_libraries(known: Sequence[tuple[str, Callable[[], str], str]]) -> None:
    """Ask for every known answer. Raises `VaultRefused` `vault.self-test`, with `what` failed."""
    for what, ask, answer in known:
        try:
            said = ask()
        except Exception as error:
            raise VaultRefused("vault.self-test", what=what) from error
        if said != answer:
            raise VaultRefused("vault.self-test", what=what)
