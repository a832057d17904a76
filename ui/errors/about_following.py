"""What is said of what follows a handover, and of a stay."""

from __future__ import annotations

from app.i18n import N_
from ui.errors.wording import KEPT_TYPED, Words

_NOTHING_SENT = N_("Nothing has been sealed or sent.")

FOLLOWING = {
    "handover.nothing-new": Words(
        what=N_("There is nothing in it that they do not have already."),
        safe=_NOTHING_SENT,
        next=N_("Write down what is new first, or leave it."),
    ),
    "handover.too-many-slices": Words(
        what=N_("Other areas’ records alone fill more than one file: there is room for {most}."),
        safe=_NOTHING_SENT,
        next=N_("Ask the area that sent them to send the record whole, in one file."),
    ),
    "follow-up.to-nobody": Words(
        what=N_("Nobody is chosen to have it."),
        safe=KEPT_TYPED,
        next=N_("Choose who is to have it."),
        line=N_("Choose who is to have it."),
    ),
    "follow-up.no-words": Words(
        what=N_("Nothing is written that they could go by."),
        safe=KEPT_TYPED,
        next=N_("Write what was wrong, or why it is taken back."),
        line=N_("Write what they are to go by, or why. They act on it."),
    ),
    "follow-up.no-card": Words(
        what=N_("The card of the desk that this goes to is not in Contacts."),
        safe=N_("Nothing was sealed, and nothing was written."),
        next=N_("Ask them for their card, import it under Contacts, and report by telephone now."),
    ),
    "leg.no-place": Words(
        what=N_("A stay needs a place or an organisation."),
        safe=KEPT_TYPED,
        next=N_("Write where it is, as it may be said on the telephone."),
        line=N_("Write where it is, as it may be said on the telephone."),
    ),
    "leg.ends-before": Words(
        what=N_("The stay ends before it begins."),
        safe=KEPT_TYPED,
        next=N_("Look at the two dates."),
        line=N_("It ends before it begins. Look at the two dates."),
    ),
}
