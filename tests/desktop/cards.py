"""Packs in force in a session of a test, without going through their signatures.

    put_in_force(session, a_pack(rendered("B2")))     # what a live vault would hold

What may be shown of them is still decided by the one door.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from app.content.spoken import sources_of
from app.domain.handover import Mode
from app.domain.translation import Shelf

if TYPE_CHECKING:
    from app.domain.renderings import Pack
    from tests.desktop.office import AnOffice


class Pen:
    """Draws nothing, and remembers what it was given."""

    def __init__(self) -> None:
        self.drawn: list[object] = []

    def card_svg(self, shown: object, look: object) -> bytes:
        self.drawn.append(shown)
        size = f'width="{look.width}" height="300" viewBox="0 0 {look.width} 300"'  # type: ignore[attr-defined]
        return f'<svg {size} xmlns="http://www.w3.org/2000/svg"></svg>'.encode()

    def leave_behind(self, shown: object, _telephone: str, _format: object) -> bytes:
        self.drawn.append(shown)
        return b"%PDF-card"


def put_in_force(session: AnOffice, pack: Pack, mode: Mode = Mode.LIVE) -> None:
    """Have a session's vault hold a pack, whatever is in it, and draw with a pen."""
    library = session.library
    packs = MappingProxyType({pack.tag: pack})
    session._trust = session.unlocked.store.setting("trust")
    session._shelves[pack.tag] = Shelf(library.languages, sources_of(library), packs, mode)
    session.post.printer = Pen()


def interpreted(session: AnOffice, language: str = "Sorani") -> None:
    """Begin a visit through a suitable interpreter by telephone."""
    from tests.desktop.office import in_a_visit

    in_a_visit(session, mode="telephone", language=language, gate="suitable", type_="office")
