"""Layer 2: hostile zips, members out of place, and padding."""

import gzip
from collections.abc import Callable

from storage.handover import archive
from storage.handover.statements import sha256
from tests.format import forge
from tests.format.faults.base import Vector, good, jo, plain, without
from tests.format.forge import redeliver


def _zip(**facts) -> Callable[[], bytes]:
    return lambda: forge.zip_with(list(good().items()), **facts)


def _named(name: bytes) -> Callable[[], bytes]:
    return _zip(local_name=name, central_name=name)


def _zip_vectors() -> list[Vector]:
    bomb = gzip.compress(bytes(1_000_000))[10:-8]
    rows = [
        (
            "zip-bomb",
            "a deflated member",
            _zip(both={"method": 8, "packed": len(bomb), "size": 1_000_000}, body=bomb),
        ),
        (
            "zip-twice",
            "the same name twice",
            lambda: archive.pack([*good().items(), ("PADDING.bin", b"")]),
        ),
        ("zip-glued", "two archives, one after the other", lambda: plain(good()) * 2),
        ("zip-prefix", "something in front of the archive", lambda: b"#!/bin/sh\n" + plain(good())),
        (
            "zip-comment",
            "a comment that holds a second end record",
            _zip(comment=archive._END.pack(b"PK\5\6", 0, 0, 0, 0, 0, 0, 0)),
        ),
        ("zip-dotdot", "a name that climbs out", _named(b"../README.txt")),
        ("zip-absolute", "a name from the root", _named(b"/README.txt")),
        ("zip-backslash", "a name with a backslash", _named(b"a\\README.txt")),
        ("zip-stream", "a name with an alternate stream", _named(b"README.txt:x")),
        ("zip-dot", "a name with a trailing dot and space", _named(b"README.txt. ")),
        ("zip-rlo", "a name that turns the writing", _named("README\u202etxt".encode())),
        ("zip-symlink", "a symbolic link", _zip(central={"attributes": 0o120777 << 16})),
        ("zip-overlap", "two members over the same bytes", _zip(at=3, central={"offset": 0})),
        ("zip-descriptor", "a data descriptor", _zip(both={"flags": 8}, descriptor=True)),
        (
            "zip-two-names",
            "one name in front, another in the index",
            _zip(central_name=b"README.tx_"),
        ),
        ("zip-extra", "an extra field", _zip(extra=b"\x01\x00\x00\x00")),
        ("zip-folder", "a folder entry", lambda: archive.pack([*good().items(), ("x/", b"")])),
        ("zip-crc", "a wrong CRC", _zip(both={"crc": 0})),
        ("zip-locked", "the encryption flag", _zip(both={"flags": 1})),
        ("zip-dated", "a date", _zip(both={"date": 0x5A61})),
        ("zip-cut", "cut inside the index", lambda: plain(good())[:-30]),
        ("zip-not", "no zip at all", lambda: b"%PDF-1.7"),
        ("zip-size", "a size beyond the end", _zip(both={"packed": 15_000, "size": 15_000})),
    ]
    return [Vector(n, "package.archive", c, m) for n, c, m in rows]


def _order() -> bytes:
    files = good()
    return redeliver({"README.txt": b"", "AREA-CARD.txt": b"", **files}, jo())


def _padded(padding: bytes) -> Callable[[], bytes]:
    def make() -> bytes:
        files = {**good(), "PADDING.bin": padding}
        message = files["DELIVERY.txt"][: -len(files["DELIVERY.txt"].splitlines(True)[-1])]
        message += f"{sha256(padding)}  PADDING.bin\n".encode()
        files["DELIVERY.txt"] = message
        files["DELIVERY.txt.sig"] = forge.signed(jo(), "delivery", message)
        return plain(files)

    return make


def _member_vectors() -> list[Vector]:
    members, pad = "package.members", "package.padding"
    kept = len(good()["PADDING.bin"])
    rows = [
        (
            "members-more",
            members,
            "a file of another name",
            lambda: redeliver({**good(), "extra.txt": b""}, jo()),
        ),
        (
            "members-no-card",
            members,
            "no area card",
            lambda: redeliver(without("AREA-CARD.txt", "AREA-CARD.txt.sig"), jo()),
        ),
        (
            "members-no-sig",
            members,
            "no signature of the trust list",
            lambda: redeliver(without("TRUST.txt.sig"), jo()),
        ),
        ("members-order", members, "files in another order", _order),
        (
            "members-no-padding",
            members,
            "no padding",
            lambda: redeliver(without("PADDING.bin"), jo()),
        ),
        (
            "members-half-review",
            members,
            "a review without its signature",
            lambda: redeliver(without("01/REVIEW-1.txt.sig"), jo()),
        ),
        (
            "members-review-gap",
            members,
            "a second review and no first",
            lambda: redeliver(
                {n.replace("REVIEW-1", "REVIEW-2"): c for n, c in good().items()}, jo()
            ),
        ),
        (
            "members-slice-gap",
            members,
            "slice 02 and no slice 01",
            lambda: redeliver({n.replace("01/", "02/"): c for n, c in good().items()}, jo()),
        ),
        (
            "members-no-manifest",
            members,
            "a slice without its manifest",
            lambda: redeliver(without("01/MANIFEST.txt"), jo()),
        ),
        (
            "members-unlisted",
            members,
            "a file that DELIVERY does not name",
            lambda: redeliver(good(), jo(), sums=lambda s: b"".join(s.splitlines(True)[1:])),
        ),
        ("padding-ones", pad, "padding that is not zeros", _padded(b"\1" * kept)),
        ("padding-short", pad, "padding one byte short", _padded(bytes(kept - 1))),
    ]
    return [Vector(n, e, c, m) for n, e, c, m in rows]


def vectors() -> list[Vector]:
    return [*_zip_vectors(), *_member_vectors()]
