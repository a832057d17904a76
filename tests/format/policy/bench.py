"""The bench on which faults are made: good files of every kind, and what varies among them."""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import TypeVar

from app.domain.handover import Carried, Credentials, Mode, Revocation
from storage.handover import archive, certificates, openssh, reader, receipt, review, writer
from storage.handover.proof import KINDS
from storage.handover.refusals import Code
from storage.handover.statements import write_time
from storage.handover.trust import Book
from tests.format import forge, world
from tests.format.forge import Edit, Files, line, same
from tests.format.world import DAY, NOON

Read = Callable[[], object]
T = TypeVar("T")


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: the refusal that is due, and a maker of files that have it."""

    expect: Code
    make: Callable[["Bench"], Read]


class Bench:
    """Good files to start from, people to sign, and one source of chance."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.norfolk, self.west, self.fen = world.norfolk(), world.west(), world.fen()
        self.jo, self.sue = self.norfolk.worker(), self.norfolk.supervisor()
        self.al = self.norfolk.worker("al@norfolk.example")
        self.ann = self.west.worker("ann@west-midlands.example")
        self.demo_jo = world.norfolk(Mode.DEMO).worker()
        self.book, self.demo_book = world.book(), world.book(Mode.DEMO)

    # ---------------------------------------------------------------------------- good files
    @cached_property
    def files(self) -> Files:
        """A package of Jo's, one slice, reviewed by Sue."""
        return self._package(Carried(world.a_slice(self.jo, reviewer=self.sue), world.OUT))

    @cached_property
    def bare(self) -> Files:
        """The same without its review, so that its manifest may be signed again."""
        return {name: raw for name, raw in self.files.items() if "REVIEW" not in name}

    @cached_property
    def by_al(self) -> Files:
        """Jo sends what her colleague recorded a day before."""
        return self._package(Carried(world.a_slice(self.al, created=NOON - DAY), world.OUT))

    @cached_property
    def onward(self) -> Files:
        """Jo sends on what Fen recorded."""
        theirs = world.a_slice(self.fen.worker(), created=NOON - DAY)
        return self._package(Carried(theirs, (), "e" * 64))

    @cached_property
    def twice(self) -> Files:
        """The very same slice, two times."""
        one = Carried(world.a_slice(self.jo), world.OUT)
        return self._package(one, one)

    @cached_property
    def two(self) -> Files:
        """Two slices with the same entries."""
        return self._package(*(Carried(world.a_slice(self.jo), world.OUT) for _ in "12"))

    @cached_property
    def demo(self) -> Files:
        """A practice package."""
        carried = Carried(world.a_slice(self.demo_jo), world.OUT)
        return self._package(carried, by=self.demo_jo, mode=Mode.DEMO)

    @cached_property
    def receipt(self) -> Files:
        """The West Midlands' answer to Norfolk."""
        plain = receipt._archive(world.a_receipt_draft("d" * 64), self.ann, "1e" * 16)
        return dict(archive.unpack(plain, lambda _: 2**30))

    @cached_property
    def lone_review(self) -> Files:
        """Sue's review, travelling by itself."""
        draft = world.ReviewDraft(
            "d" * 64, world.ReviewRole.SUPERVISOR, world.Decision.APPROVED, NOON
        )
        sealed = review.seal_review(draft, self.sue, world.recipient("norfolk/duty"))
        return forge.take_apart(sealed.content, "norfolk/duty")

    def _package(
        self, *slices: Carried, by: Credentials | None = None, mode: Mode = Mode.LIVE
    ) -> Files:
        plain = writer._archive(world.a_parcel(*slices, mode=mode), by or self.jo, "0f" * 16)
        return dict(archive.unpack(plain, lambda _: 2**30))

    # -------------------------------------------------------------------------------- chance
    def pick(self, *options: T) -> T:
        return self.chance.choice(options)

    def hex(self, digits: int = 32) -> str:
        return self.chance.randbytes(digits // 2).hex()

    def word(self) -> str:
        letters = "abcdefghijklmnopqrstuvwxyz"
        return "".join(self.chance.choices(letters, k=self.chance.randint(3, 8)))

    def area(self) -> str:
        """An area that no book of the tests holds."""
        return f"{self.word()}-{self.hex(4)}.example"

    def moment(self, least: float, most: float) -> datetime:
        """A second between `least` and `most` days from noon."""
        return NOON + timedelta(seconds=self.chance.randint(int(least * 86400), int(most * 86400)))

    def time(self, least: float, most: float) -> str:
        return write_time(self.moment(least, most))

    def other_kind(self, *but: str) -> str:
        """The namespace of another statement, live."""
        return f"onechance-{self.pick(*(kind for kind in KINDS if kind not in but))}-v1"

    def later(self, kind: str) -> str:
        """The namespace of a version to come."""
        return f"onechance-{kind}-v{self.chance.randint(2, 9999)}"

    def newer(self, kind: str) -> Edit:
        """A first line of a version to come."""
        now = f"# onechance-{kind} 1\n".encode()
        then = f"# onechance-{kind} {self.chance.randint(2, 9999)}\n".encode()
        return lambda text: text.replace(now, then, 1)

    def root(self) -> bytes:
        """A root key that nobody knows."""
        return self.chance.randbytes(32)

    def fresh(self, text: bytes) -> bytes:
        """Another delivery by the same hand: its own id, time and purpose."""
        edits = (
            line("delivery", self.hex()),
            line("created", self.time(-20, 0.9)),
            line("urgency", self.pick("immediate", "today", "routine")),
            line("purpose", self.word()),
            line("previous", self.pick("none", self.hex(64))),
        )
        for edit in edits:
            text = edit(text)
        return text

    # --------------------------------------------------------------------- making and reading
    def pack(
        self, files: Files, edit: Edit = same, by: Credentials | None = None, **facts
    ) -> bytes:
        """A package signed again as another delivery, with one edit after that."""
        return forge.redeliver(files, by or self.jo, lambda text: edit(self.fresh(text)), **facts)

    def open(self, plain: bytes, book: Book | None = None, to: str = "west/mash") -> Read:
        """Seal an archive well, and read it at the desk."""
        return self.open_sealed(forge.sealed(plain, to), book)

    def open_sealed(self, content: bytes, book: Book | None = None) -> Read:
        keys = (world.IDENTITIES["west/mash"],)
        return lambda: reader.open_package(content, keys, book or self.book, NOON)

    def say(self, edit: Edit = same, **facts) -> Read:
        """The good package with one edit of DELIVERY.txt, signed by Jo."""
        return self.open(self.pack(self.files, edit, **facts))

    def manifest(self, edit: Edit = same, by: Credentials | None = None, **facts) -> Read:
        """The good package with one edit of its manifest, signed by its author."""
        varied = line("slice", self.hex())
        files = forge.remanifest(
            self.files, by or self.jo, lambda text: edit(varied(text)), **facts
        )
        return self.open(self.pack(files))

    def part(self, name: str, edit: Edit) -> Read:
        """One part changed, its manifest signed again by its author."""
        files = {**self.bare, f"01/{name}": edit(self.bare[f"01/{name}"])}
        files = forge.remanifest(files, self.jo, line("slice", self.hex()))
        return self.open(self.pack(files))

    def review(self, by: Credentials, edit: Edit = same, book: Book | None = None, **facts) -> Read:
        """The good package with another review."""
        text = line("review", self.hex())(self.files["01/REVIEW-1.txt"])
        text = edit(line("reviewer", by.principal)(text))
        signature = forge.signed(by, "review", text, **facts)
        more = {"01/REVIEW-1.txt": text, "01/REVIEW-1.txt.sig": signature}
        return self.open(self.pack({**self.files, **more}), book)

    def certified(self, by: Credentials, root: bytes = b"", **facts) -> Credentials:
        """The same worker under a certificate with anything at all in it."""
        given = {"principals": (by.principal,), **facts}
        blob = forge.certificate(by.signing_key, root or self.norfolk.root.seed, **given)
        return forge.bearing(by, blob)

    def out_of_time(self, by: Credentials, root: bytes = b"") -> Credentials:
        """A certificate that had ended, or had not begun, twenty days before noon and after."""
        span = self.pick((-300, -21), (2, 300))
        begins, ends = sorted(int(self.moment(*span).timestamp()) for _ in "12")
        return self.certified(by, root, begins=begins, ends=ends + 1)

    def revoking(self, place: world.Place, by: Credentials, least: float, most: float) -> Book:
        """The book in which this worker's serial or key is given up, since between these days."""
        return self.book.put(place.known(revocations=(self.revocation(by, least, most),)))

    def revocation(self, by: Credentials, least: float, most: float) -> Revocation:
        since = self.moment(least, most)
        key = openssh.key_line(openssh.public_key(by.signing_key))
        serial = certificates.read(certificates.blob_of(by.certificate)).serial
        return self.pick(Revocation(serial, "", since), Revocation(None, key, since))

    def without(self, area: str) -> Book:
        """The book without an area."""
        return Book(Mode.LIVE, tuple(one for one in self.book.areas if one.area != area))

    def rerooted(self, area: str) -> Book:
        """The book with another root for an area."""
        other = openssh.public_key(self.root())
        areas = (replace(one, root=other) if one.area == area else one for one in self.book.areas)
        return Book(Mode.LIVE, tuple(areas))

    def stranger(self) -> world.Place:
        """An area with real keys that nobody here knows."""
        return world.place(self.area(), "duty", "fen/duty")
