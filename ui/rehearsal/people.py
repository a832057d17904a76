"""Who takes part in a rehearsal, and the encrypted practice vault that each of them has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.domain.entry import Author
from app.ports.vault import Profile, VaultKind, VaultPlace
from app.services.desk import Desk

if TYPE_CHECKING:
    from ui.start import Start

SENDER: Final = "sender"
RECEIVER: Final = "receiver"
THIRD: Final = "third"
PEOPLE: Final = {
    SENDER: Profile(
        Author("t.osei@northmere.example", "T. Osei", "social worker"), "northmere.example"
    ),
    RECEIVER: Profile(
        Author("k.lowe@calderby.example", "K. Lowe", "detective sergeant"), "calderby.example"
    ),
}
THREE: Final = {
    **PEOPLE,
    THIRD: Profile(
        Author("r.shah@estover.example", "R. Shah", "detective constable"), "estover.example"
    ),
}
"""The two of the whole case, and one more whom the record is passed on to."""


def make_vault(start: Start, profile: Profile) -> None:
    """Make one encrypted practice vault, with its area's keys and its fictional cases."""
    ports = start.load()
    place = VaultPlace(start.base / "desk-1")
    unlocked, _code = ports.vault.create(place, VaultKind.DEMO, start.demo_passphrase, profile)
    try:
        title = unlocked.store.setting("area-title") or profile.area
        desk = Desk(
            unlocked.store, ports.clock, ports.ids, profile.by, profile.area, title, start.kind
        )
        if ports.seed is not None:
            ports.seed(desk, ports.post(unlocked))
    finally:
        ports.vault.seal_down()
