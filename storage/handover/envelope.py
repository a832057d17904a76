"""Layer 1: the age envelope, in memory only. FORMAT.md section 3.

A gate of our own reads the header before the library does: X25519 recipients only, every stanza
in its one canonical spelling. Without it a hostile header cost 42 s and 8 GB, and two malformed
stanzas were let through (C2SP test vectors).
"""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING, Any

import pyrage  # type: ignore[import-untyped]  # it ships none; every call is wrapped here

from storage.handover.refusals import Code, refuse

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_FILE = 64 * 1024 * 1024
"""Bytes of one file, the same for packages, receipts and reviews."""

MAX_HEADER = 64 * 1024
MAX_RECIPIENTS = 16
MAX_GREASE = 4

_age: Any = pyrage
_VERSION = b"age-encryption.org/v1"
_SHARE = re.compile(rb"-> X25519 ([A-Za-z0-9+/]{43})")
_GREASE = re.compile(rb"-> [!-~]*-grease( [!-~]+)*")
_BODY = re.compile(rb"[A-Za-z0-9+/]*")
_MAC = re.compile(rb"--- ([A-Za-z0-9+/]{43})")
_MIN_PAYLOAD = 16 + 16  # the payload's nonce and the tag of one empty chunk


def encrypt(content: bytes, recipients: Sequence[str]) -> bytes:
    """Encrypt to age recipients (`age1...`), 1 to 16 of them; `ValueError` for a wrong one."""
    if not 1 <= len(recipients) <= MAX_RECIPIENTS:
        raise ValueError("an envelope has 1 to 16 recipients")
    try:
        keys = [_age.x25519.Recipient.from_str(text) for text in recipients]
    except _age.RecipientError:
        raise ValueError("not an age X25519 recipient") from None
    sealed: bytes = _age.encrypt(content, keys)
    return sealed


def decrypt(content: bytes, identities: Sequence[str]) -> bytes:
    """Pass the gate, then decrypt with any of our identities (`AGE-SECRET-KEY-1...`).

    Raises `PackageRefused`: too-large, not-age, header, not-for-us, damaged.
    """
    check_header(content)
    keys = [_age.x25519.Identity.from_str(text) for text in identities]
    if not keys:
        refuse(Code.NOT_FOR_US)
    try:
        plain: bytes = _age.decrypt(content, keys)
    except _age.DecryptError as error:
        # The library tells the two apart in words only; anything unexpected is "damaged".
        refuse(Code.NOT_FOR_US if "No matching keys" in str(error) else Code.DAMAGED)
    return plain


def new_identity() -> tuple[str, str]:
    """A fresh X25519 identity and its recipient, as age spells them."""
    identity = _age.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def recipient_of(identity: str) -> str:
    """The recipient that belongs to an identity; `ValueError` when it is not one."""
    try:
        return str(_age.x25519.Identity.from_str(identity).to_public())
    except _age.IdentityError:
        raise ValueError("not an age X25519 identity") from None


def is_recipient(text: str) -> bool:
    """Tell whether `text` is a well-formed age X25519 recipient, checksum included."""
    try:
        _age.x25519.Recipient.from_str(text)
    except _age.RecipientError:
        return False
    return True


def check_size(content: bytes) -> None:
    """Refuse a file that is larger than any of ours."""
    if len(content) > MAX_FILE:
        refuse(Code.TOO_LARGE, size=len(content))


def check_header(content: bytes) -> None:
    """Refuse any file whose age header our writer, or stock age, would not have written."""
    check_size(content)
    if not content.startswith(b"age-encryption.org/"):
        refuse(Code.PDF if content.startswith(b"%PDF-") else Code.NOT_AGE)
    header = _Header(content[:MAX_HEADER])
    if header.line() != _VERSION:
        refuse(Code.HEADER, line=1)
    counts = {True: 0, False: 0}
    while not (mac := _MAC.fullmatch(line := header.line())):
        counts[_check_stanza(line, header)] += 1
        if counts[True] > MAX_RECIPIENTS or counts[False] > MAX_GREASE:
            refuse(Code.HEADER)
    _canonical(mac[1], 32)
    if counts[True] == 0:
        refuse(Code.HEADER)
    if len(content) - header.at < _MIN_PAYLOAD:
        refuse(Code.DAMAGED)


class _Header:
    """Takes lines, each ended by LF, from the first 64 KiB; their want is a refusal."""

    def __init__(self, head: bytes) -> None:
        self._head = head
        self.at = 0

    def line(self) -> bytes:
        """The next line, without its LF."""
        end = self._head.find(b"\n", self.at)
        if end < 0:
            refuse(Code.HEADER)
        line, self.at = self._head[self.at : end], end + 1
        return line


def _check_stanza(line: bytes, header: _Header) -> bool:
    """Check the stanza that begins with `line`; True for a recipient, False for grease."""
    if share := _SHARE.fullmatch(line):
        _canonical(share[1], 32)
        _canonical(header.line(), 32)
        return True
    if not _GREASE.fullmatch(line):
        refuse(Code.HEADER)
    # Grease: full lines of 64, then one shorter line, perhaps empty; the whole canonical.
    body = b""
    while len(row := header.line()) == 64:
        body += row
    if not _BODY.fullmatch(body + row):
        refuse(Code.HEADER)
    _canonical(body + row)
    return False


def _canonical(text: bytes, size: int | None = None) -> None:
    """Refuse unpadded base64 that has another spelling, or another length than `size` bytes."""
    try:
        raw = base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
    except binascii.Error:
        refuse(Code.HEADER)
    if base64.b64encode(raw).rstrip(b"=") != text or (size is not None and len(raw) != size):
        refuse(Code.HEADER)
