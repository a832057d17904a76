"""Layer 1: age files that our writer, and stock age, would never make."""

import base64
import re
from collections.abc import Callable

from tests.format import forge
from tests.format.faults.base import Vector, good, plain


def _age(edit: Callable[[bytes], bytes]) -> Callable[[], bytes]:
    return lambda: edit(forge.sealed(b"a small thing"))


def _stanza(text: bytes) -> Callable[[], bytes]:
    return _age(lambda c: c.replace(b"v1\n", b"v1\n" + text, 1))


def vectors() -> list[Vector]:
    header = "package.header"
    share = re.compile(rb"-> X25519 (\S{43})\n(\S{43})\n")
    a43 = b"A" * 43
    rows = [
        ("age-a-zip", "package.not-age", "a zip and no envelope", lambda: plain(good())),
        ("age-empty", "package.not-age", "no bytes at all", lambda: b""),
        (
            "age-armour",
            "package.not-age",
            "PEM armour",
            lambda: (
                b"-----BEGIN AGE ENCRYPTED FILE-----\n"
                + base64.encodebytes(forge.sealed(b"x"))
                + b"-----END AGE ENCRYPTED FILE-----\n"
            ),
        ),
        (
            "age-version-2",
            header,
            "another age version",
            _age(lambda c: c.replace(b"/v1", b"/v2", 1)),
        ),
        (
            "age-scrypt",
            header,
            "a passphrase stanza with work factor 23",
            lambda: (
                b"age-encryption.org/v1\n-> scrypt "
                + b"A" * 22
                + b" 23\n"
                + a43
                + b"\n--- "
                + a43
                + b"\n"
                + bytes(64)
            ),
        ),
        (
            "age-scrypt-too",
            header,
            "a passphrase stanza beside a good one",
            _stanza(b"-> scrypt " + b"A" * 22 + b" 18\n" + a43 + b"\n"),
        ),
        (
            "age-ssh",
            header,
            "an SSH stanza",
            _stanza(b"-> ssh-ed25519 AAAAAA " + a43 + b"\n" + a43 + b"\n"),
        ),
        ("age-plugin", header, "an unknown stanza", _stanza(b"-> tpm AAAA\n" + a43 + b"\n")),
        (
            "age-no-recipient",
            header,
            "no stanza",
            _age(lambda c: re.sub(rb"(?s)v1\n.*?\n---", b"v1\n---", c, count=1)),
        ),
        (
            "age-no-body",
            header,
            "a stanza without its body",
            _age(lambda c: share.sub(rb"-> X25519 \1\n", c, count=1)),
        ),
        (
            "age-body-padded",
            header,
            "base64 with padding",
            _age(lambda c: share.sub(rb"-> X25519 \1\n\2=\n", c, count=1)),
        ),
        (
            "age-share-loose",
            header,
            "base64 with stray bits",
            _age(
                lambda c: share.sub(
                    lambda m: b"-> X25519 " + a43[:-1] + b"B\n" + m[2] + b"\n", c, count=1
                )
            ),
        ),
        (
            "age-crlf",
            header,
            "CR LF in the header",
            _age(lambda c: c.replace(b"v1\n", b"v1\r\n", 1)),
        ),
        (
            "age-17",
            header,
            "seventeen recipients",
            _stanza((b"-> X25519 " + a43 + b"\n" + a43 + b"\n") * 17),
        ),
        ("age-grease-5", header, "five grease stanzas too many", _stanza(b"-> a-grease\n\n" * 5)),
        (
            "age-grease-long",
            header,
            "grease without end",
            _stanza(b"-> a-grease\n" + (b"A" * 64 + b"\n") * 1100),
        ),
        (
            "age-no-mac",
            header,
            "a header without end",
            lambda: b"age-encryption.org/v1\n-> X25519 " + a43 + b"\n" + a43 + b"\n",
        ),
        (
            "age-mac",
            "package.damaged",
            "a header MAC that does not fit",
            _age(lambda c: re.sub(rb"--- .{43}", b"--- " + a43, c, count=1)),
        ),
        (
            "age-cut-header",
            "package.damaged",
            "cut right after the header",
            _age(lambda c: c[: c.index(b"\n", c.index(b"\n---") + 1) + 1]),
        ),
        ("age-cut", "package.damaged", "cut by one byte", _age(lambda c: c[:-1])),
        ("age-more", "package.damaged", "one byte more", _age(lambda c: c + b"\0")),
        ("age-flip", "package.damaged", "one bit of the payload", _age(forge.flipped)),
        (
            "age-other-key",
            "package.not-for-us",
            "sealed to another desk",
            lambda: forge.sealed(b"x", "stranger"),
        ),
    ]
    return [Vector(n, e, c, m, layer="age") for n, e, c, m in rows]
