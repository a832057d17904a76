"""How the program was started, and what the heavy libraries give once they are there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.content.library import Library
    from app.ports.record import Clock, Ids
    from app.ports.vault import KeyVault, Profile, Unlocked, VaultPlace
    from app.services.desk import Desk
    from app.services.keeping_root import RootDesk
    from app.services.post import Post

VERSION = "0.1.0"
DISPLAY_FILE = "display.ini"
"""Beside the vaults: what ui.display keeps."""
LANGUAGE = "language"
"""What the language is called in it."""


@dataclass(frozen=True, slots=True)
class PracticeDesk:
    """Somebody who does not exist, at whose desk a trainee may sit."""

    code: str
    folder: str  # of the vault, beside the others of practice mode
    principal: str
    name: str
    role: str
    area: str


PRACTICE_DESKS = (
    PracticeDesk(
        code="worker",
        folder="desk-1",
        principal="t.osei@northmere.example",
        name="T. Osei",
        role="social worker",
        area="northmere.example",
    ),
    PracticeDesk(
        code="supervisor",
        folder="desk-2",
        principal="d.marsh+supervisor@northmere.example",
        name="D. Marsh",
        role="team manager",
        area="northmere.example",
    ),
    PracticeDesk(
        code="receiver",
        folder="desk-3",
        principal="k.lowe@calderby.example",
        name="K. Lowe",
        role="detective sergeant",
        area="calderby.example",
    ),
)
"""The three desks of practice: who records, who reviews, and who receives."""


@dataclass(frozen=True, slots=True)
class Ports:
    """What the heavy libraries give; made behind the first painted window."""

    vault: KeyVault
    clock: Clock
    ids: Ids
    library: Library
    post: Callable[[Unlocked], Post]
    root: Callable[[Unlocked], RootDesk]  # for a vault that keeps an area's root
    seed: Callable[[Desk, Post], None] | None = None  # fills a demo vault; live has none


@dataclass(frozen=True, slots=True)
class Start:
    """How this process was started. Nothing in it tells of a case."""

    kind: str  # live, demo or root
    base: Path  # holds one folder for each person on this laptop
    places: Callable[[], tuple[VaultPlace, ...]]
    load: Callable[[], Ports]
    restart: Callable[[], None]  # a fresh process, with the lock window
    leave: Callable[[int], None]  # ends this process at once
    demo_passphrase: str = ""  # shown on the lock window of demo mode
    band: str = ""  # what stands on every window in demo mode
    locked: bool = False  # this process follows a lock: ask for the passphrase, even in demo mode
    desk: str = ""  # at which desk of practice; empty for the first
    sit: Callable[[str], None] | None = None  # a fresh process at another desk; in practice alone


def kept_language(base: Path) -> str:
    """The language chosen on this laptop, "" for none; read before there is any Qt."""
    try:
        lines = (base / DISPLAY_FILE).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    found = (line.partition("=")[2] for line in lines if line.startswith(f"{LANGUAGE}="))
    return next(found, "").strip()


def practice_desk(code: str) -> PracticeDesk:
    """The desk of practice with this code; the first one for any other text."""
    return next((desk for desk in PRACTICE_DESKS if desk.code == code), PRACTICE_DESKS[0])


def whose_places(start: Start) -> tuple[list[str], dict[str, str]]:
    """The folders on this laptop; in practice the one sat at first, and what they are called."""
    names = [place.nickname for place in start.places()]
    if not start.demo_passphrase:
        return names, {}
    here = practice_desk(start.desk).folder
    called = {desk.folder: f"{desk.name}, {desk.role}" for desk in PRACTICE_DESKS}
    return sorted(names, key=lambda name: name != here), called


def practice_profile(code: str = "") -> Profile:
    """Who works at a desk of practice mode: nobody there is."""
    from app.domain.entry import Author  # noqa: PLC0415 - after first paint
    from app.ports.vault import Profile  # noqa: PLC0415

    desk = practice_desk(code)
    return Profile(Author(desk.principal, desk.name, desk.role), desk.area)
