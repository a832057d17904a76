"""What is said of folders of packages, and of reviews that are signed or come back."""

from __future__ import annotations

from app.i18n import N_
from ui.errors.wording import KEPT_TYPED, NOTHING_CHANGED, NOTHING_SHOWN, Words

REVIEWS = {
    "folder.unreadable": Words(
        what=N_("That folder cannot be read."),
        safe=NOTHING_CHANGED,
        next=N_("Look whether the stick is in, or the shared drive connected. Then choose again."),
    ),
    "review.not-a-supervisor": Words(
        what=N_("Your certificate does not let you sign reviews."),
        safe=N_("You can read, check and compare. What you write is kept."),
        next=N_("Whoever keeps your area’s key can give you a certificate as a supervisor."),
    ),
    "review.not-complete": Words(
        what=N_("The review is not complete yet: {count} still needed."),
        safe=KEPT_TYPED,
        next=N_("Answer what is left, choose a decision, and write the reasons."),
    ),
    "review.nowhere": Words(
        what=N_("No desk of {area} is known here, so the review could go nowhere."),
        safe=KEPT_TYPED,
        next=N_("Ask for their area card and add it in Contacts. Then sign."),
    ),
    "review.of-nothing-here": Words(
        what=N_("It is a review of something that was not sealed on this laptop."),
        safe=NOTHING_SHOWN,
        next=N_("Give the file to the colleague who sealed the handover."),
    ),
    "review.no-room": Words(
        what=N_("Four reviews stand on this already, and there is no room for a fifth."),
        safe=NOTHING_CHANGED,
        next=N_("Ring the reviewer. What is sealed next can be signed by them too."),
    ),
    "review.another-case": Words(
        what=N_("That file is about another case, so there is nothing to compare."),
        safe=NOTHING_CHANGED,
        next=N_("Choose an earlier package of the same case."),
    ),
}
