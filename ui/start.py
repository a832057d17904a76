"""How the program was started, and what the heavy libraries give once they are there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.content.library import Library
    from app.ports import Clock, Ids, KeyVault, Unlocked, VaultPlace
    from app.services.desk import Desk
    from app.services.post import Post

VERSION = "0.1.0"


@dataclass(frozen=True, slots=True)
class Ports:
    """What the heavy libraries give; made behind the first painted window."""

    vault: KeyVault
    clock: Clock
    ids: Ids
    library: Library
    post: Callable[[Unlocked], Post]
    seed: Callable[[Desk, Post], None] | None = None  # fills a demo vault; live has none


@dataclass(frozen=True, slots=True)
class Start:
    """How this process was started. Nothing in it tells of a case."""

    kind: str  # live or demo
    base: Path  # holds one folder for each person on this laptop
    places: Callable[[], tuple[VaultPlace, ...]]
    load: Callable[[], Ports]
    restart: Callable[[], None]  # a fresh process, with the lock window
    leave: Callable[[int], None]  # ends this process at once
    demo_passphrase: str = ""  # shown on the lock window of demo mode
    band: str = ""  # what stands on every window in demo mode
    locked: bool = False  # this process follows a lock: ask for the passphrase, even in demo mode
