"""Ed25519 keys and certificates in OpenSSH's spelling, by a reader with bounds.

Wire format: RFC 4251 section 5 and OpenSSH's PROTOCOL.certkeys. Small-order and non-canonical
points are refused wherever a public key comes in: with one of them a single constant signature
fits any message at all.
"""

from __future__ import annotations

import base64
import binascii
import functools
import struct

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from storage.handover.refusals import Code, refuse

KEY_TYPE = b"ssh-ed25519"
CERTIFICATE_TYPE = b"ssh-ed25519-cert-v01@openssh.com"

_P = 2**255 - 19
_D = -121665 * pow(121666, -1, _P) % _P
_ORDER_8 = 0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826
_SMALL_ORDER = frozenset({0, 1, _P - 1, _ORDER_8, _P - _ORDER_8})
"""The y of every point whose order divides eight (either sign of x)."""


class Wire:
    """Takes fields from a blob in order; whatever does not fit is refused with `code`."""

    def __init__(self, blob: bytes, code: Code) -> None:
        """Start at the first byte of `blob`."""
        self._blob = blob
        self._at = 0
        self._code = code

    def take(self, size: int) -> bytes:
        """The next `size` bytes."""
        end = self._at + size
        if end > len(self._blob):
            refuse(self._code)
        taken, self._at = self._blob[self._at : end], end
        return taken

    def string(self, limit: int = 1_024) -> bytes:
        """A string with its length in front, at most `limit` bytes."""
        size = int.from_bytes(self.take(4), "big")
        if size > limit:
            refuse(self._code)
        return self.take(size)

    def number(self, size: int) -> int:
        """An unsigned number of `size` bytes, big end first."""
        return int.from_bytes(self.take(size), "big")

    def need(self, expected: bytes) -> None:
        """The next string must be exactly this one."""
        if self.string() != expected:
            refuse(self._code)

    @property
    def read(self) -> bytes:
        """Everything taken so far."""
        return self._blob[: self._at]

    def end(self) -> None:
        """Nothing may be left."""
        if self._at != len(self._blob):
            refuse(self._code)


def string(content: bytes) -> bytes:
    """A string with its length in front."""
    return struct.pack(">I", len(content)) + content


@functools.lru_cache(maxsize=256)
def is_sound_point(key: bytes) -> bool:
    """Tell whether 32 bytes are the one spelling of a curve point of large order."""
    if len(key) != 32:
        return False
    y = int.from_bytes(key, "little") & (2**255 - 1)
    if y >= _P or y in _SMALL_ORDER:
        return False
    # x^2 = (y^2 - 1) / (d y^2 + 1) must be a square, or no such point exists.
    square = (y * y - 1) * pow(_D * y * y + 1, -1, _P) % _P
    return pow(square, (_P - 1) // 2, _P) == 1


def key_blob(key: bytes) -> bytes:
    """The blob of a plain public key of 32 bytes."""
    return string(KEY_TYPE) + string(key)


def read_key_blob(blob: bytes, code: Code = Code.CERTIFICATE) -> bytes:
    """The 32 bytes of a plain public key's blob; refuses unsound points."""
    wire = Wire(blob, code)
    wire.need(KEY_TYPE)
    key = wire.string(32)
    wire.end()
    if not is_sound_point(key):
        refuse(code)
    return key


def key_line(key: bytes) -> str:
    """A public key as one line: `ssh-ed25519 AAAA...`."""
    return f"ssh-ed25519 {base64.b64encode(key_blob(key)).decode('ascii')}"


def read_key_line(line: str, code: Code = Code.CERTIFICATE) -> bytes:
    """The 32 bytes behind `ssh-ed25519 AAAA...`."""
    name, _, text = line.partition(" ")
    blob = read_base64(text, code)
    if name != "ssh-ed25519":
        refuse(code)
    return read_key_blob(blob, code)


def read_base64(text: str, code: Code) -> bytes:
    """Canonical padded base64, or `code`."""
    try:
        raw = base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError):
        refuse(code)
    if base64.b64encode(raw).decode("ascii") != text:
        refuse(code)
    return raw


def public_key(seed: bytes) -> bytes:
    """The public half of a 32-byte seed."""
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def sign(seed: bytes, message: bytes) -> bytes:
    """An Ed25519 signature, 64 bytes."""
    return Ed25519PrivateKey.from_private_bytes(seed).sign(message)


def is_signed(key: bytes, signature: bytes, message: bytes) -> bool:
    """Tell whether an Ed25519 signature fits."""
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def signature_field(signature: bytes) -> bytes:
    """A signature as OpenSSH wraps it inside keys and SSHSIG."""
    return string(KEY_TYPE) + string(signature)


def read_signature_field(blob: bytes, code: Code) -> bytes:
    """The 64 bytes of a wrapped Ed25519 signature."""
    wire = Wire(blob, code)
    wire.need(KEY_TYPE)
    signature = wire.string(64)
    wire.end()
    if len(signature) != 64:
        refuse(code)
    return signature
