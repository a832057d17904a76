"""Practice alone: the switch in the band that leads to another desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import _
from ui.pages.desks import DeskSheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.shell import Shell


def offer_desks(shell: Shell, here: str, sit: Callable[[str], None]) -> None:
    """Put the switch into the band of practice. Nothing is asked over the cover."""

    def ask() -> None:
        if not shell.is_covered() and not shell.sheets():
            sheet = DeskSheet(shell.theme, here)
            sheet.chosen.connect(sit)
            sheet.open_in(shell)

    shell.band.offer(_("Sit at another desk"), ask)
    shell.band.link.setObjectName("practice.sit")
