"""Whom this laptop believes: the trust book, area cards and trust lists. FORMAT.md section 6.

An area is known by its root key. A root comes in by enrolment, by a card, or because our own
area's signed list vouches for it; it counts as checked when somebody compared its spoken
fingerprint by voice. Another root for a known area is a hard stop.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.domain.handover import AreaCard, Desk, KnownArea, Mode, Revocation, Standing
from storage.handover import archive, envelope, grammars, members, openssh, proof
from storage.handover.fingerprint import spoken
from storage.handover.refusals import Code, refuse
from storage.handover.statements import read, read_time, write, write_time

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.enrolment import RootKeys
    from app.domain.handover import VoiceCheck


@dataclass(frozen=True, slots=True)
class TrustList:
    """What an area's root says of other roots and of its own lost keys."""

    area: str
    mode: Mode
    serial: int
    issued: datetime
    until: datetime
    vouched: tuple[KnownArea, ...]
    revocations: tuple[Revocation, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """The areas one vault knows, all of one mode. A value: each change gives a new book."""

    mode: Mode
    areas: tuple[KnownArea, ...] = ()

    def area(self, name: str) -> KnownArea | None:
        """The known area of this name."""
        return next((known for known in self.areas if known.area == name), None)

    def put(self, known: KnownArea) -> Book:
        """The book with this area in it. Another root for a known area is refused."""
        if known.mode is not self.mode:
            proof.refuse_mode(self.mode)
        before = self.area(known.area)
        if before is not None and before.root != known.root:
            refuse(
                Code.CHANGED_ROOT,
                area=known.area,
                known=spoken(before.root),
                found=spoken(known.root),
            )
        others = tuple(one for one in self.areas if one.area != known.area)
        return replace(self, areas=tuple(sorted((*others, known), key=lambda one: one.area)))

    def admit(self, card: AreaCard) -> Book:
        """The book with a card's area in it, unchecked if it was unknown."""
        before = self.area(card.area)
        fresh = KnownArea(card.area, card.mode, card.root, Standing.UNCHECKED, alone=card.alone)
        return self.put(fresh if before is None or before.root != card.root else before)

    def checked(self, area: str, check: VoiceCheck) -> Book:
        """The book after somebody compared this area's spoken fingerprint by voice."""
        known = self.area(area)
        if known is None:
            refuse(Code.UNKNOWN_AREA, area=area)
        standing = Standing.OWN if known.standing is Standing.OWN else Standing.CHECKED
        return self.put(replace(known, standing=standing, check=check))

    def updated(self, content: bytes, signature: bytes) -> Book:
        """The book after reading a known area's trust list; an older list changes nothing.

        Our own area's list also brings the areas it vouches for.
        """
        name = read(grammars.TRUST, content).one("area")
        known = self.area(name)
        if known is None:
            refuse(Code.UNKNOWN_AREA, area=name)
        listed = read_trust(content, signature, known.root, self.mode)
        if listed.serial < known.list_serial:
            return self
        book = self.put(with_list(known, listed))
        if known.standing is Standing.OWN:
            for other in listed.vouched:
                if book.area(other.area) is None:
                    book = book.put(other)
        return book


def with_list(known: KnownArea, listed: TrustList) -> KnownArea:
    """An area with what its newest trust list says."""
    return replace(
        known,
        revocations=listed.revocations,
        list_serial=listed.serial,
        list_until=listed.until,
    )


def write_card(root: RootKeys, issued: datetime, until: datetime) -> tuple[bytes, bytes]:
    """An area card and its signature by the root."""
    content = write(
        grammars.CARD,
        {
            "mode": root.mode.value,
            "area": root.area,
            "title": root.title,
            "serial": str(root.serial),
            "issued": write_time(issued),
            "valid-to": write_time(until),
            "telephone": root.telephone,
            "root-key": openssh.key_line(openssh.public_key(root.seed)),
            "root-made": "alone" if root.alone else "two",
            "desk": [f"{desk.name} {desk.key}" for desk, _ in root.desks],
        },
    )
    return content, sign_as_root(root, "card", content)


def pack_card(content: bytes, signature: bytes) -> bytes:
    """A card as one file, to be sent by any channel and checked by voice."""
    return archive.pack([(members.CARD, content), (members.CARD + members.SIG, signature)])


def unpack_card(packed: bytes, mode: Mode) -> AreaCard:
    """A card from its file. Raises `PackageRefused`."""
    files = archive.unpack(packed, members.limit)
    members.check_exactly(files, members.CARD_FILE)
    return read_card(files[0][1], files[1][1], mode)


def read_card(content: bytes, signature: bytes, mode: Mode) -> AreaCard:
    """Read a card that proves itself: it is signed by the root it names. Trust is another matter.

    Raises `PackageRefused`.
    """
    named = openssh.read_key_line(read(grammars.CARD, content).one("root-key"))
    return read_card_of(named, content, signature, mode)


@functools.lru_cache(maxsize=64)  # pure, and the same in every package of an area
def read_card_of(root: bytes, content: bytes, signature: bytes, mode: Mode) -> AreaCard:
    """Read a card that this root must have signed, and must name. Raises `PackageRefused`."""
    proof.prove_root("card", content, signature, root, mode)
    statement = read(grammars.CARD, content)
    proof.check_mode(statement.one("mode"), mode)
    if openssh.read_key_line(statement.one("root-key")) != root:
        refuse(Code.SIGNER, file=grammars.CARD.file)
    area = statement.one("area")
    desks = tuple(_desk(area, line) for line in statement.all("desk"))
    if len({desk.name for desk in desks}) != len(desks):
        refuse(Code.STATEMENT, file=grammars.CARD.file)
    return AreaCard(
        area=area,
        mode=mode,
        title=statement.one("title"),
        serial=int(statement.one("serial")),
        issued=statement.time("issued"),
        until=statement.time("valid-to"),
        telephone=statement.one("telephone"),
        root=root,
        alone=statement.one("root-made") == "alone",
        desks=desks,
        fingerprint=spoken(root),
    )


def write_trust(root: RootKeys, issued: datetime, until: datetime) -> tuple[bytes, bytes]:
    """A trust list and its signature by the root."""
    content = write(
        grammars.TRUST,
        {
            "mode": root.mode.value,
            "area": root.area,
            "serial": str(root.serial),
            "issued": write_time(issued),
            "next-update": write_time(until),
            "vouched": [
                f"{known.area} {openssh.key_line(known.root)} {'alone' if known.alone else 'two'}"
                for known in sorted(root.vouched, key=lambda known: known.area)
            ],
            "revoked": [revocation_text(entry) for entry in root.revocations],
        },
    )
    return content, sign_as_root(root, "trust", content)


@functools.lru_cache(maxsize=64)
def read_trust(content: bytes, signature: bytes, root: bytes, mode: Mode) -> TrustList:
    """Read a trust list signed by this root. Raises `PackageRefused`."""
    proof.prove_root("trust", content, signature, root, mode)
    statement = read(grammars.TRUST, content)
    proof.check_mode(statement.one("mode"), mode)
    return TrustList(
        area=statement.one("area"),
        mode=mode,
        serial=int(statement.one("serial")),
        issued=statement.time("issued"),
        until=statement.time("next-update"),
        vouched=tuple(_vouched(line, mode) for line in statement.all("vouched")),
        revocations=tuple(read_revocation(line) for line in statement.all("revoked")),
    )


def sign_as_root(root: RootKeys, kind: str, content: bytes) -> bytes:
    """The root's own signature: a plain key, no certificate."""
    blob = openssh.key_blob(openssh.public_key(root.seed))
    return proof.sign(root.seed, blob, kind, root.mode, content)


def revocation_text(entry: Revocation) -> str:
    """A revocation as statements spell it."""
    what = f"key {entry.key}" if entry.serial is None else f"serial {entry.serial}"
    return f"{what} since {write_time(entry.since)}"


def read_revocation(text: str) -> Revocation:
    """A revocation from a line that fits `grammars.REVOKED`."""
    what, _, since = text.partition(" since ")
    kind, _, value = what.partition(" ")
    if kind == "serial":
        return Revocation(int(value), "", read_time(since))
    openssh.read_key_line(value, Code.STATEMENT)
    return Revocation(None, value, read_time(since))


def _desk(area: str, line: str) -> Desk:
    name, _, key = line.partition(" ")
    if not envelope.is_recipient(key):
        refuse(Code.STATEMENT, file=grammars.CARD.file)
    return Desk(area, name, key)


def _vouched(line: str, mode: Mode) -> KnownArea:
    area, kind, key, made = line.split(" ")
    root = openssh.read_key_line(f"{kind} {key}", Code.STATEMENT)
    return KnownArea(area, mode, root, Standing.VOUCHED, alone=made == "alone")
