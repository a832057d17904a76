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


def kept_language(base: Path) -> str:
    """The language chosen on this laptop, "" for none; read before there is any Qt."""
    try:
        lines = (base / DISPLAY_FILE).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    found = (line.partition("=")[2] for line in lines if line.startswith(f"{LANGUAGE}="))
    return next(found, "").strip()


def practice_profile() -> Profile:
    """Who works in practice mode: nobody there is."""
    from app.domain.entry import Author  # noqa: PLC0415 - after first paint
    from app.ports.vault import Profile  # noqa: PLC0415

    return Profile(
        Author("t.osei@northmere.example", "T. Osei", "social worker"), "northmere.example"
    )
