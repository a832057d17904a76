"""What came later about a package, in words: taken back, put right, added to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import N_, _
from app.services.superseding import Mark
from ui import when

if TYPE_CHECKING:
    from datetime import datetime

    from app.services.superseding import Later
    from ui.theme import Ink

_WORDS = {
    Mark.WITHDRAWN: N_("Taken back by its sender, {when}. Do not go by it"),
    Mark.ADDRESS_KNOWN: N_("Somebody may know where she is: said {when}"),
    Mark.CORRECTED: N_("Put right by its sender, {when}. Read both"),
    Mark.FOLLOWED: N_("More came about it, {when}"),
}
_ICONS: dict[Mark, tuple[str, Ink]] = {
    Mark.WITHDRAWN: ("undo-2", "attn"),
    Mark.ADDRESS_KNOWN: ("triangle-alert", "attn"),
    Mark.CORRECTED: ("triangle-alert", "attn"),
    Mark.FOLLOWED: ("plus", "ink"),
}


def later_state(later: Later, now: datetime) -> tuple[str, str, Ink]:
    """Icon, words and ink for the row of a package."""
    icon, ink = _ICONS[later.mark]
    at = when.at(later.by.opened_at(), now)
    return icon, _(_WORDS[later.mark]).format(when=at), ink
