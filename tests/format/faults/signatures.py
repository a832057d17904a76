"""Layer 3: signatures, certificates and roots that prove nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from app.domain.handover import (
    Revocation,
)
from storage.handover import openssh, sshsig
from tests.format import forge, world
from tests.format.faults.base import Vector, good, jo, plain
from tests.format.forge import redeliver
from tests.format.world import DAY, NOON


def _by(blob: Callable[[], bytes]) -> Callable[[], bytes]:
    """A package whose DELIVERY.txt is signed under another certificate."""
    return lambda: redeliver(good(), forge.bearing(jo(), blob()))


def _issued(**facts) -> Callable[[], bytes]:
    root = world.norfolk().root.seed
    return _by(lambda: forge.certificate(jo().signing_key, root, **facts))


def _armour(edit: Callable[[bytes], bytes]) -> Callable[[], bytes]:
    return lambda: redeliver(good(), jo(), signature=edit)


def _columns(armoured: bytes) -> bytes:
    first, *rows, last = armoured.splitlines()
    text = b"".join(rows)
    return b"\n".join([first, *(text[i : i + 64] for i in range(0, len(text), 64)), last]) + b"\n"


def _other_value(armoured: bytes) -> bytes:
    found = sshsig.read(armoured)
    return sshsig.armour(replace(found, value=forge.flipped(found.value, 3)))


def _seconds(days: float) -> int:
    return int((NOON + timedelta(days=days)).timestamp())


SMALL = bytes([1]) + bytes(31)  # the neutral element: one signature fits every message
LOOSE = (2**255 - 19 + 3).to_bytes(32, "little")  # y = 3, spelt a second way


def vectors() -> list[Vector]:
    sig, cert, role = "package.signature", "package.certificate", "package.wrong-role"
    plain_key = lambda: openssh.key_blob(openssh.public_key(jo().signing_key))  # noqa: E731
    space = lambda n: lambda: redeliver(good(), jo(), namespace=n)  # noqa: E731
    rows = [
        ("sig-flip", sig, "one bit of the signature", _armour(_other_value)),
        (
            "sig-tail",
            sig,
            "a line after the armour; ssh-keygen lets it pass",
            _armour(lambda a: a + b"x\n"),
        ),
        ("sig-columns", sig, "armour of 64 columns", _armour(_columns)),
        ("sig-crlf", sig, "armour with CR LF", _armour(lambda a: a.replace(b"\n", b"\r\n"))),
        ("sig-empty", sig, "an empty signature", _armour(lambda _: b"")),
        (
            "sig-other-message",
            sig,
            "the signature of another statement",
            _armour(lambda _: forge.signed(jo(), "delivery", b"other")),
        ),
        ("sig-namespace", sig, "a namespace that is not ours", space("file")),
        (
            "sig-receipt",
            role,
            "a receipt's signature under a delivery",
            space("onechance-receipt-v1"),
        ),
        (
            "sig-v2",
            "package.too-new",
            "a delivery of a version to come",
            space("onechance-delivery-v2"),
        ),
        (
            "sig-demo",
            "package.demo-in-live",
            "a practice signature by a live key",
            space("onechance-delivery-v1-demo"),
        ),
        (
            "cert-none",
            cert,
            "a plain key and no certificate",
            lambda: redeliver(good(), jo(), key=plain_key()),
        ),
        (
            "cert-expired",
            "package.expired",
            "signed after the certificate's end",
            _issued(begins=_seconds(-40), ends=_seconds(-1)),
        ),
        (
            "cert-early",
            "package.expired",
            "signed before the certificate's time",
            _issued(begins=_seconds(1), ends=_seconds(9)),
        ),
        (
            "cert-long",
            cert,
            "a certificate over fourteen months",
            _issued(begins=_seconds(-30), ends=_seconds(400)),
        ),
        ("cert-forever", cert, "a certificate for ever", _issued(begins=0, ends=2**64 - 1)),
        (
            "cert-two",
            cert,
            "two principals",
            _issued(principals=("jo@norfolk.example", "sue+supervisor@norfolk.example")),
        ),
        ("cert-nobody", cert, "no principal, which means everybody", _issued(principals=())),
        (
            "cert-wild",
            cert,
            "a pattern for a principal",
            _issued(principals=("*@norfolk.example",)),
        ),
        (
            "cert-option",
            cert,
            "a critical option",
            _issued(options=openssh.string(b"force-command") + openssh.string(b"")),
        ),
        (
            "cert-extension",
            cert,
            "an extension",
            _issued(extensions=openssh.string(b"permit-pty") + openssh.string(b"")),
        ),
        ("cert-host", cert, "a host certificate", _issued(kind=2)),
        (
            "cert-flip",
            cert,
            "a certificate its root did not sign",
            _issued(signature=forge.flipped),
        ),
        ("cert-tail", cert, "bytes after the certificate", _issued(tail=b"\0")),
        ("cert-small", cert, "a worker's key of small order", _issued(key=SMALL)),
        ("cert-small-root", cert, "a root of small order", _issued(root_key=SMALL)),
        ("cert-loose", cert, "a worker's key spelt a second way", _issued(key=LOOSE)),
        (
            "cert-off-curve",
            cert,
            "a worker's key that is no point",
            _issued(key=bytes([2]) + bytes(31)),
        ),
        (
            "cert-root-itself",
            cert,
            "the root as its own worker",
            _issued(key=openssh.public_key(world.norfolk().root.seed)),
        ),
        (
            "cert-self-made",
            "package.changed-root",
            "a root of the sender's own making",
            _by(lambda: forge.certificate(jo().signing_key, world.seed("mallory"))),
        ),
        (
            "cert-other-area",
            "package.changed-root",
            "another area's root for our principal",
            _by(lambda: forge.certificate(jo().signing_key, world.fen().root.seed)),
        ),
        (
            "cert-signer",
            "package.signer",
            "the certificate of a colleague",
            _issued(principals=("al@norfolk.example",)),
        ),
    ]
    vectors = [Vector(n, e, c, m) for n, e, c, m in rows]
    whole = lambda: plain(good())  # noqa: E731
    numbered = lambda: plain(good(by=world.norfolk().worker(serial=77)))  # noqa: E731
    return [
        *vectors,
        Vector(
            "trust-unknown",
            "package.unknown-area",
            "an area nobody here knows",
            whole,
            trust="no-norfolk",
        ),
        Vector(
            "trust-changed",
            "package.changed-root",
            "a known area with another root",
            whole,
            trust="other-root",
        ),
        Vector(
            "trust-serial",
            "package.revoked",
            "the sender's certificate was revoked",
            numbered,
            trust="serial-revoked",
        ),
        Vector(
            "trust-key",
            "package.revoked",
            "the sender's key was revoked",
            whole,
            trust="key-revoked",
        ),
        Vector(
            "trust-newer-list", "package.revoked", "revoked by the newer list inside", _inner_list
        ),
    ]


def _inner_list() -> bytes:
    place = world.norfolk()
    listed = replace(place.root, serial=2, revocations=(Revocation(77, "", NOON - DAY),))
    return plain(good(by=place.worker(serial=77, listed=listed)))
