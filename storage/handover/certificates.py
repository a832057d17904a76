"""Certificates: an area's root says that a key is a named worker's, for at most 13 months.

OpenSSH user certificates (PROTOCOL.certkeys) with one principal and no options or extensions, so
that they open no door on any server. FORMAT.md section 6.
"""

from __future__ import annotations

import base64
import functools
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.serialization import SSHCertificateBuilder, SSHCertificateType

from storage.handover import grammars, openssh
from storage.handover.openssh import Wire
from storage.handover.refusals import Code, refuse

if TYPE_CHECKING:
    import re

LONGEST = timedelta(days=397)
"""Thirteen months; a certificate over a longer time is refused."""

_PREFIX = "ssh-ed25519-cert-v01@openssh.com "
_USER = 1
_LAST = 253_402_300_800  # the year 10000: beyond it no calendar here can say when


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a root has said of a key."""

    key: bytes  # 32 bytes: the worker's public key
    root: bytes  # 32 bytes: the area's
    serial: int
    reference: str  # the key id: a staff number
    principal: str
    begins: datetime  # UTC, included
    ends: datetime  # UTC, excluded

    @property
    def area(self) -> str:
        """The area the principal belongs to."""
        return self.principal.partition("@")[2]

    @property
    def is_supervisor(self) -> bool:
        """Whether the principal may sign reviews."""
        return grammars.SUPERVISOR.fullmatch(self.principal) is not None

    @property
    def is_content_lead(self) -> bool:
        """Whether the principal may sign language packs."""
        return grammars.CONTENT_LEAD.fullmatch(self.principal) is not None

    def covers(self, at: datetime) -> bool:
        """Whether `at` lies in the certificate's time."""
        return self.begins <= at < self.ends


def issue(
    root: bytes,
    key: bytes,
    principal: str,
    reference: str,
    *,
    serial: int,
    begins: datetime,
    ends: datetime,
) -> bytes:
    """Sign a certificate with the root's seed; one line as ssh-keygen writes it, with LF.

    Raises `ValueError` for a time over 13 months, a principal or reference of another spelling.
    """
    if not (begins < ends and ends - begins <= LONGEST):
        raise ValueError("a certificate lasts at most thirteen months")
    if not (grammars.PRINCIPAL.fullmatch(principal) and grammars.REFERENCE.fullmatch(reference)):
        raise ValueError("a certificate needs a principal and a staff reference")
    builder = (
        SSHCertificateBuilder()
        .public_key(Ed25519PublicKey.from_public_bytes(key))
        .serial(serial)
        .type(SSHCertificateType.USER)
        .key_id(reference.encode("ascii"))
        .valid_principals([principal.encode("ascii")])
        .valid_after(int(begins.timestamp()))
        .valid_before(int(ends.timestamp()))
    )
    signed = builder.sign(Ed25519PrivateKey.from_private_bytes(root))
    return signed.public_bytes() + b"\n"


def blob_of(line: bytes) -> bytes:
    """The blob behind a certificate's line; `package.certificate` when it is not one."""
    text = line.decode("ascii", "replace")
    if not (text.startswith(_PREFIX) and text.endswith("\n")):
        refuse(Code.CERTIFICATE)
    return openssh.read_base64(text[len(_PREFIX) : -1], Code.CERTIFICATE)


def line_of(blob: bytes) -> bytes:
    """A certificate's blob as the line ssh-keygen reads."""
    return _PREFIX.encode("ascii") + base64.b64encode(blob) + b"\n"


@functools.lru_cache(maxsize=256)
def read(blob: bytes) -> Certificate:
    """Read a certificate and check its own signature; who the root is, is for `trust` to say.

    The same bytes give the same answer, so one that was good is remembered: the files of a whole
    folder are signed by a few workers. What is trusted, or withdrawn, is asked afresh each time.

    Raises `PackageRefused` (`package.certificate`) for anything an area's root would not sign.
    """
    wire = Wire(blob, Code.CERTIFICATE)
    wire.need(openssh.CERTIFICATE_TYPE)
    wire.string(64)  # the root's nonce
    key = wire.string(32)
    serial, kind = wire.number(8), wire.number(4)
    reference = _text(wire.string(64), grammars.REFERENCE)
    principals = Wire(wire.string(256), Code.CERTIFICATE)
    principal = _text(principals.string(192), grammars.PRINCIPAL)
    principals.end()
    begins, ends = wire.number(8), wire.number(8)
    for _ in ("critical options", "extensions", "reserved"):
        wire.need(b"")
    root = openssh.read_key_blob(wire.string(64))
    signed = wire.read
    signature = openssh.read_signature_field(wire.string(128), Code.CERTIFICATE)
    wire.end()
    if kind != _USER or not openssh.is_sound_point(key) or key == root:
        refuse(Code.CERTIFICATE)
    times = _times(begins, ends)
    if not openssh.is_signed(root, signature, signed):
        refuse(Code.CERTIFICATE)
    return Certificate(key, root, serial, reference, principal, *times)


def _text(raw: bytes, pattern: re.Pattern[str]) -> str:
    text = raw.decode("ascii", "replace")
    if not pattern.fullmatch(text):
        refuse(Code.CERTIFICATE)
    return text


def _times(begins: int, ends: int) -> tuple[datetime, datetime]:
    """Both ends in UTC; a span over 13 months, or none at all, is refused."""
    if not begins < ends < _LAST or ends - begins > LONGEST.total_seconds():
        refuse(Code.CERTIFICATE)
    return datetime.fromtimestamp(begins, UTC), datetime.fromtimestamp(ends, UTC)
