"""What is said where an area's root key is kept, and of keys that are no longer stood by."""

from __future__ import annotations

from app.i18n import N_
from ui.errors.wording import NOTHING_CHANGED, Words

TRUST = {
    "handover.unchecked": Words(
        what=N_("Nobody has rung {area} to compare their number, and no reason is written down."),
        safe=N_("Nothing has been sealed or sent."),
        next=N_("Ring them from Contacts, or seal it from Handover and write why it cannot wait."),
    ),
    "root.withdrawn-already": Words(
        what=N_("This certificate of {signer} was withdrawn before."),
        safe=NOTHING_CHANGED,
        next=N_("Save the list of withdrawn keys and take it to every laptop of your area."),
    ),
    "root.since-later": Words(
        what=N_("A certificate cannot be withdrawn from a moment that is still to come."),
        safe=NOTHING_CHANGED,
        next=N_("Write the last time it was surely in the right hands, or now."),
    ),
    "root.own-area": Words(
        what=N_("This is your own area’s card. Nobody vouches for themselves."),
        safe=NOTHING_CHANGED,
        next=N_("Open the card of another area."),
    ),
}
