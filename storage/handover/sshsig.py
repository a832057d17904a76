"""SSHSIG: OpenSSH's signature over a file, in its one armour. Source: OpenSSH PROTOCOL.sshsig.

Stock ssh-keygen lets garbage follow the armour; this reader writes what it read again and compares.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass

from storage.handover import openssh
from storage.handover.openssh import Wire, string
from storage.handover.refusals import Code, refuse

_MAGIC = b"SSHSIG"
_BEGIN = "-----BEGIN SSH SIGNATURE-----\n"
_END = "-----END SSH SIGNATURE-----\n"
_COLUMNS = 70
_LIMIT = 4_096


@dataclass(frozen=True, slots=True)
class Signature:
    """What an armoured signature holds: by which key, for what, and the 64 bytes."""

    key: bytes  # blob of a plain key or of a certificate
    namespace: str
    value: bytes


def sign(seed: bytes, key: bytes, namespace: str, message: bytes) -> bytes:
    """Sign `message`; `key` is the blob to carry, the certificate's or the plain key's."""
    value = openssh.sign(seed, _signed(namespace, message))
    return armour(Signature(key, namespace, value))


def armour(signature: Signature) -> bytes:
    """The signature as OpenSSH writes it, 70 columns."""
    blob = (
        _MAGIC
        + (1).to_bytes(4, "big")
        + string(signature.key)
        + string(signature.namespace.encode("ascii"))
        + string(b"")
        + string(b"sha512")
        + string(openssh.signature_field(signature.value))
    )
    text = base64.b64encode(blob).decode("ascii")
    lines = [text[at : at + _COLUMNS] + "\n" for at in range(0, len(text), _COLUMNS)]
    return "".join([_BEGIN, *lines, _END]).encode("ascii")


def read(armoured: bytes) -> Signature:
    """Take an armoured signature apart; `package.signature` for any other spelling."""
    if len(armoured) > _LIMIT or not armoured.isascii():
        refuse(Code.SIGNATURE)
    text = armoured.decode("ascii")
    if not (text.startswith(_BEGIN) and text.endswith(_END)):
        refuse(Code.SIGNATURE)
    inner = text[len(_BEGIN) : -len(_END)]
    wire = Wire(openssh.read_base64(inner.replace("\n", ""), Code.SIGNATURE), Code.SIGNATURE)
    if wire.take(6) != _MAGIC or wire.number(4) != 1:
        refuse(Code.SIGNATURE)
    key, namespace = wire.string(2_048), wire.string(64)
    wire.need(b"")
    wire.need(b"sha512")
    value = openssh.read_signature_field(wire.string(), Code.SIGNATURE)
    wire.end()
    if not namespace.isascii():
        refuse(Code.SIGNATURE)
    signature = Signature(key, namespace.decode("ascii"), value)
    if armour(signature) != armoured:
        refuse(Code.SIGNATURE)
    return signature


def fits(signature: Signature, key: bytes, message: bytes) -> bool:
    """Tell whether the signature is this public key's over `message`, in its namespace."""
    return openssh.is_signed(key, signature.value, _signed(signature.namespace, message))


def _signed(namespace: str, message: bytes) -> bytes:
    """The bytes that are really signed."""
    digest = hashlib.sha512(message).digest()
    fields = (namespace.encode("ascii"), b"", b"sha512", digest)
    return _MAGIC + b"".join(string(part) for part in fields)
