"""Enrolled desks for page tests: sessions that can seal, open and answer, with no disk.

    here = a_practice_session("northmere.example", "t.osei", alias="E.")
    there = a_practice_session("calderby.example", "k.lowe", first_id=5_000)
    hostile = a_reader("unchecked", "2026-03-10T12:00:00Z")   # for tests/format/vectors

Each has `.session`'s usual parts, and a vault that only counts its anchors.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import app
from app.domain.entry import Author
from app.domain.handover import Mode
from app.ports.vault import Failures, Profile, Unlocked, VaultKind
from app.services.desk import Desk
from app.services.post import Post, PostPorts
from app.services.post_kept import credentials_to_bytes
from app.services.practice_areas import join, load_areas
from storage.handover import signers
from storage.handover.desk import EnrolmentDesk, PackageDesk, TrustDesk
from storage.memory import MemoryCaseStore
from tests.builders import CountingIds, SteppingClock
from tests.desktop.office import AnOffice, the_library
from tests.format import faults, world
from ui.jobs import Jobs

if TYPE_CHECKING:
    from app.domain.report import Report

AREAS = Path(app.__file__).parent / "content" / "demo" / "areas.toml"


class PlainPrinter:
    """Draws nothing: the pages' first words, under a PDF's first bytes."""

    def handover(self, report: Report) -> bytes:
        return b"%PDF-1.7 " + report.headline.encode()


class CountingVault:
    """A vault that only counts how often its chain was anchored."""

    def __init__(self) -> None:
        self.anchored = 0

    def anchor(self) -> None:
        self.anchored += 1


def ports() -> PostPorts:
    """The real format over memory, with no engine for pages."""
    return PostPorts(EnrolmentDesk(), TrustDesk(), PackageDesk, PlainPrinter())  # type: ignore[arg-type]


def a_practice_session(
    area: str,
    name: str = "t.osei",
    *,
    clock: SteppingClock | None = None,
    first_id: int = 0,
    alias: str = "",
    enrolled: bool = True,
) -> AnOffice:
    """A desk of a practice area; it knows the others, the first of them checked by voice."""
    clock = clock or SteppingClock()
    store = MemoryCaseStore(clock)
    principal = f"{name}@{area}"
    post = Post(store, clock, Mode.DEMO, principal, ports())
    areas = load_areas(AREAS.name, AREAS.read_bytes())
    if enrolled:
        join(post, ports(), areas, area, clock.now())
    author = Author(principal, name, "social worker")
    desk = Desk(store, clock, CountingIds(first_id), author, area, areas[area].title, "demo")
    return _session(desk, post, VaultKind.DEMO, alias)


def a_reader(trust: str, arrived: str) -> AnOffice:
    """A desk of the West Midlands in the world of tests/format, believing one of its books."""
    book = faults.BOOKS[trust]()
    clock = SteppingClock(datetime.fromisoformat(arrived))
    store = MemoryCaseStore(clock)
    credentials = world.west(book.mode).worker()
    store.set_secret("credentials", credentials_to_bytes(credentials))
    store.set_setting("trust", signers.write_book(book))
    post = Post(store, clock, book.mode, credentials.principal, ports())
    author = Author(credentials.principal, "Ann", "duty officer")
    kind = VaultKind.DEMO if book.mode is Mode.DEMO else VaultKind.LIVE
    desk = Desk(store, clock, CountingIds(), author, world.WEST, "West", kind.value)
    return _session(desk, post, kind, "")


def _session(desk: Desk, post: Post, kind: VaultKind, alias: str) -> AnOffice:
    unlocked = Unlocked(desk.store, kind, Profile(desk.author, desk.area), Failures())  # type: ignore[arg-type]
    session = AnOffice(unlocked, desk, the_library(), post, CountingVault(), Jobs())
    if alias:
        assert session.begin(alias, "A school told us")
    return session
