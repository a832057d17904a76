"""A writer that can also write wrong things: takes a good file apart, and signs what it is told.

The product's own writer refuses to make any of this; that is why the forger stands here.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from storage.handover import archive, certificates, envelope, openssh, proof, sshsig, trust
from storage.handover.openssh import string
from storage.handover.statements import sha256
from tests.format import world

if TYPE_CHECKING:
    from app.domain.enrolment import RootKeys
    from app.domain.handover import Credentials

Files = dict[str, bytes]
Edit = Callable[[bytes], bytes]


def same(content: bytes) -> bytes:
    return content


def line(key: str, value: str) -> Edit:
    """Put another value on the first line of a key."""
    pattern = re.compile(rb"^# " + key.encode() + rb": .*$", re.MULTILINE)
    return lambda text: pattern.sub(f"# {key}: {value}".encode(), text, count=1)


def take_apart(content: bytes, identity: str = "west/mash") -> Files:
    """The files inside a sealed file."""
    plain = envelope.decrypt(content, (world.IDENTITIES[identity],))
    return dict(archive.unpack(plain, lambda _: 2**30))


def signed(
    by: Credentials,
    kind: str,
    message: bytes,
    *,
    namespace: str = "",
    key: bytes = b"",
) -> bytes:
    """A signature, in any namespace and by any key blob."""
    blob = key or certificates.blob_of(by.certificate)
    return sshsig.sign(by.signing_key, blob, namespace or proof.namespace(kind, by.mode), message)


def trust_signature(root: RootKeys, kind: str, message: bytes) -> bytes:
    """A root's signature over a card or a trust list."""
    return trust.sign_as_root(root, kind, message)


def remanifest(
    files: Files,
    by: Credentials,
    edit: Edit = same,
    *,
    number: str = "01",
    sums: Edit = same,
    namespace: str = "",
    key: bytes = b"",
) -> Files:
    """Sign a slice's manifest again after its parts were changed, and fix DELIVERY's mention."""
    name = f"{number}/MANIFEST.txt"
    old = files[name]
    head = edit(b"".join(ln for ln in old.splitlines(keepends=True) if ln.startswith(b"#")))
    body = b""
    for ln in old.splitlines(keepends=True):
        if not ln.startswith(b"#"):
            part = ln.decode().split("  ")[1].strip()
            here = files.get(f"{number}/{part}")
            body += f"{sha256(here)}  {part}\n".encode() if here is not None else ln
    new = head + sums(body)
    files = {**files, name: new}
    files[name + ".sig"] = signed(by, "manifest", new, namespace=namespace, key=key)
    files["DELIVERY.txt"] = files["DELIVERY.txt"].replace(
        sha256(old).encode(), sha256(new).encode()
    )
    return files


def redeliver(
    files: Files,
    by: Credentials,
    edit: Edit = same,
    *,
    sums: Edit = same,
    statement: str = "DELIVERY.txt",
    namespace: str = "",
    key: bytes = b"",
    signature: Edit = same,
) -> bytes:
    """Sign a package (or a receipt) again after its files were changed; gives the archive."""
    head = edit(
        b"".join(ln for ln in files[statement].splitlines(keepends=True) if ln.startswith(b"#"))
    )
    kind = "delivery" if statement == "DELIVERY.txt" else "receipt"
    others = [(n, c) for n, c in files.items() if n not in {statement, statement + ".sig"}]

    def make(padding: bytes) -> list[tuple[str, bytes]]:
        rest = [(n, padding if n == archive.PADDING else c) for n, c in others]
        message = head + sums(b"".join(f"{sha256(c)}  {n}\n".encode() for n, c in rest))
        armoured = signature(signed(by, kind, message, namespace=namespace, key=key))
        return [rest[0], (statement, message), (statement + ".sig", armoured), *rest[1:]]

    if archive.PADDING not in files:
        return archive.pack(make(b""))
    draft = [(n, c) for n, c in make(b"") if n != archive.PADDING]
    return archive.pack(make(archive.padding_for(draft)))


def sealed(plain: bytes, to: str = "west/mash") -> bytes:
    """Any bytes in a good envelope."""
    return envelope.encrypt(plain, [world.recipient(to)])


def certificate(
    seed: bytes,
    root: bytes,
    principals: tuple[str, ...] = ("jo@norfolk.example",),
    *,
    key: bytes = b"",
    root_key: bytes = b"",
    serial: int = 7,
    kind: int = 1,
    begins: int = int((world.NOON - 30 * world.DAY).timestamp()),
    ends: int = int((world.NOON + 300 * world.DAY).timestamp()),
    reference: str = "NK 1234",
    options: bytes = b"",
    extensions: bytes = b"",
    signature: Edit = same,
    tail: bytes = b"",
) -> bytes:
    """A certificate's blob with anything at all in it."""
    body = (
        string(openssh.CERTIFICATE_TYPE)
        + string(bytes(32))
        + string(key or openssh.public_key(seed))
        + serial.to_bytes(8, "big")
        + kind.to_bytes(4, "big")
        + string(reference.encode())
        + string(b"".join(string(p.encode()) for p in principals))
        + begins.to_bytes(8, "big")
        + ends.to_bytes(8, "big")
        + string(options)
        + string(extensions)
        + string(b"")
        + string(openssh.key_blob(root_key or openssh.public_key(root)))
    )
    value = signature(openssh.sign(root, body))
    return body + string(openssh.signature_field(value)) + tail


def bearing(by: Credentials, blob: bytes) -> Credentials:
    """The same worker with another certificate."""
    return replace(by, certificate=certificates.line_of(blob))


def flipped(content: bytes, at: int = -1) -> bytes:
    """One bit of one byte changed."""
    changed = bytearray(content)
    changed[at] ^= 1
    return bytes(changed)


# ------------------------------------------------------------------------------ hostile zips
def zip_with(
    files: list[tuple[str, bytes]],
    *,
    at: int = 0,
    local: dict[str, int] | None = None,
    central: dict[str, int] | None = None,
    both: dict[str, int] | None = None,
    local_name: bytes | None = None,
    central_name: bytes | None = None,
    body: bytes | None = None,
    extra: bytes = b"",
    comment: bytes = b"",
    descriptor: bool = False,
) -> bytes:
    """A zip like the canonical one, with chosen fields of the member `at` changed."""
    fields = ("version", "flags", "method", "time", "date", "crc", "packed", "size")
    out, index = bytearray(), bytearray()
    for number, (name, content) in enumerate(files):
        mine = number == at
        values = {
            "version": 20,
            "flags": 0,
            "method": 0,
            "time": 0,
            "date": 0x21,
            "crc": zlib.crc32(content),
            "packed": len(content),
            "size": len(content),
            "attributes": 0,
            "offset": len(out),
        }
        here = {**values, **(both or {}), **(local or {})} if mine else values
        there = {**values, **(both or {}), **(central or {})} if mine else values
        one = local_name if mine and local_name is not None else name.encode()
        two = central_name if mine and central_name is not None else name.encode()
        more = extra if mine else b""
        data = body if mine and body is not None else content
        out += (
            archive._LOCAL.pack(b"PK\3\4", *(here[f] for f in fields), len(one), len(more))
            + one
            + more
            + data
        )
        if mine and descriptor:
            out += b"PK\7\x08" + b"".join(
                values[f].to_bytes(4, "little") for f in ("crc", "packed", "size")
            )
        index += (
            archive._CENTRAL.pack(
                b"PK\1\2",
                20,
                *(there[f] for f in fields),
                len(two),
                len(more),
                0,
                0,
                0,
                there["attributes"],
                there["offset"],
            )
            + two
            + more
        )
    end = archive._END.pack(
        b"PK\5\6", 0, 0, len(files), len(files), len(index), len(out), len(comment)
    )
    return bytes(out + index + end + comment)
