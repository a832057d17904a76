"""What every fault starts from: a good package, and whom the reader believes."""

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.handover import (
    Carried,
    Credentials,
    Mode,
    Revocation,
    Standing,
)
from storage.handover import archive, openssh, writer
from storage.handover.trust import Book
from tests.format import forge, world
from tests.format.world import DAY, NOON

GENUINE = "genuine"


@dataclass(frozen=True)
class Vector:
    """One file: `layer` says whether the body is the archive or the whole file.

    An archive is sealed before it is read (`zip`), or read as it is (`hop`).
    """

    name: str
    expect: str  # a refusal code, or "genuine"
    comment: str
    make: Callable[[], bytes]
    layer: str = "zip"
    findings: tuple[str, ...] = ()
    trust: str = "all"
    arrived: str = "2026-03-10T12:00:00Z"
    identity: str = "west/mash"
    code: str = ""  # of a coded PDF


def jo() -> Credentials:
    return world.norfolk().worker()


def good(*slices: Carried, by: Credentials | None = None, **facts) -> forge.Files:
    """The files of a package with nothing wrong."""
    parcel = world.a_parcel(*slices, **facts)
    plain = writer._archive(parcel, by or jo(), "0f" * 16)
    return dict(archive.unpack(plain, lambda _: 2**30))


def plain(files: forge.Files) -> bytes:
    return archive.pack(list(files.items()))


BOOKS: dict[str, Callable[[], Book]] = {
    "all": world.book,
    "demo": lambda: world.book(Mode.DEMO),
    "no-norfolk": lambda: Book(Mode.LIVE, (world.fen().known(), world.west().known())),
    "unchecked": lambda: world.book().put(world.norfolk().known(Standing.UNCHECKED)),
    "other-root": lambda: Book(
        Mode.LIVE, (world.norfolk().known(root=openssh.public_key(world.seed("another root"))),)
    ),
    "serial-revoked": lambda: _revoking(serial=77),
    "key-revoked": lambda: _revoking(key=openssh.key_line(openssh.public_key(jo().signing_key))),
    "fen-revoked": lambda: world.book().put(
        world.fen().known(revocations=(Revocation(88, "", NOON - DAY),))
    ),
}


def _revoking(serial: int | None = None, key: str = "") -> Book:
    listed = (Revocation(serial, key, NOON + DAY),)
    return world.book().put(world.norfolk().known(revocations=listed))


def without(*names: str) -> forge.Files:
    return {n: c for n, c in good().items() if n not in names}
