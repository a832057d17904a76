"""Whom this laptop believes: the trust book, area cards and trust lists. FORMAT.md section 6.

An area is known by its root key. A root comes in by enrolment, by a card, or because our own
area's signed list vouches for it; it counts as checked when somebody compared its spoken
fingerprint by voice. Another root for a known area is a hard stop.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.domain.errors import PackageRefused
from app.domain.handover import AreaCard, Desk, KnownArea, Mode, Revocation, Standing
from app.domain.trusting import Clash, ListFile, TrustNews
from storage.handover import archive, envelope, grammars, members, openssh, proof, sshsig
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

    def enrolled(self, own: KnownArea) -> Book:
        """The book of a laptop that its area has certified, perhaps not for the first time.

        A call that was made and a list that came meanwhile stay. Another root is refused.
        """
        before = self.area(own.area)
        if before is None or before.root != own.root:
            return self.put(own)
        return self.put(replace(before, standing=Standing.OWN, alone=own.alone))

    def rooted_anew(self, card: AreaCard, check: VoiceCheck) -> Book:
        """The book after a known area's new root was compared by voice, in the old one's place.

        Nothing leads from the old root to the new one: what the old one listed, withdrew and
        vouched for says nothing of it.
        """
        if self.area(card.area) is None:
            refuse(Code.UNKNOWN_AREA, area=card.area)
        others = tuple(one for one in self.areas if one.area != card.area)
        fresh = KnownArea(
            card.area, card.mode, card.root, Standing.CHECKED, check, alone=card.alone
        )
        return replace(self, areas=others).put(fresh)

    def updated(self, content: bytes, signature: bytes) -> Book:
        """The book after reading a known area's trust list; an older list changes nothing."""
        return self.taken(content, signature)[0]

    def taken(self, content: bytes, signature: bytes) -> tuple[Book, TrustNews]:
        """The book after reading a known area's trust list, and what that changed.

        Our own area's list also says which other areas it vouches for. An area that is known here
        by another root than the list's stays as it is, and is told of. Raises `PackageRefused`.
        """
        name = read(grammars.TRUST, content).one("area")
        known = self.area(name)
        if known is None:
            refuse(Code.UNKNOWN_AREA, area=name)
        listed = read_trust(content, signature, known.root, self.mode)
        if not _is_newer(listed, known):
            return self, TrustNews(name, is_newer=False, until=listed.until)
        news = TrustNews(
            name,
            is_newer=True,
            until=listed.until,
            withdrawn=tuple(e for e in listed.revocations if e not in known.revocations),
        )
        book = self.put(with_list(known, listed))
        return _vouched_by(book, listed, news) if known.standing is Standing.OWN else (book, news)


def _vouched_by(book: Book, listed: TrustList, news: TrustNews) -> tuple[Book, TrustNews]:
    """Take up which areas our own area stands by, in its newest list."""
    before, vouched, clashes = book, list[str](), list[Clash]()
    for other in listed.vouched:
        known = before.area(other.area)
        if known is not None and known.root != other.root:
            clashes.append(Clash(other.area, spoken(known.root), spoken(other.root)))
        elif known is None or known.standing is Standing.UNCHECKED:
            stood_by = replace(known or other, standing=Standing.VOUCHED, alone=other.alone)
            book = book.put(stood_by)
            vouched.append(other.area)
    named = {(other.area, other.root) for other in listed.vouched}
    let_go = [
        known
        for known in before.areas
        if known.standing is Standing.VOUCHED and (known.area, known.root) not in named
    ]
    for known in let_go:  # it stays known, by this root and no other, as if nobody had rung
        book = book.put(replace(known, standing=Standing.UNCHECKED))
    told = tuple(known.area for known in let_go)
    return book, replace(news, vouched=tuple(vouched), let_go=told, clashes=tuple(clashes))


def _is_newer(listed: TrustList, known: KnownArea) -> bool:
    """A list is newer by its number; of two that bear one, by how long it says that it holds."""
    if known.list_until is None or listed.serial != known.list_serial:
        return listed.serial > known.list_serial
    return listed.until > known.list_until


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


def pack_list(content: bytes, signature: bytes) -> bytes:
    """A trust list as one file, to be carried to laptops by any way."""
    return archive.pack([(members.TRUST, content), (members.TRUST + members.SIG, signature)])


def is_list(packed: bytes) -> bool:
    """Whether a file is put together as a trust list by itself. Nothing in it is proved."""
    try:
        members.check_exactly(archive.unpack(packed, members.limit), members.LIST_FILE)
    except PackageRefused:
        return False
    return True


def unpack_list(packed: bytes, mode: Mode) -> ListFile:
    """A trust list from its file. It proves itself, and that alone makes nobody believed.

    Raises `PackageRefused`.
    """
    files = archive.unpack(packed, members.limit)
    members.check_exactly(files, members.LIST_FILE)
    content, signature = files[0][1], files[1][1]
    root = openssh.read_key_blob(sshsig.read(signature).key)
    listed = read_trust(content, signature, root, mode)
    return ListFile(listed.area, root, spoken(root), listed.issued, content, signature)


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
