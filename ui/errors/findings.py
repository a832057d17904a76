"""What a person must weigh about a package that is genuine all the same."""

from __future__ import annotations

from app.i18n import N_, _, ngettext

FINDINGS = {
    "delivery.coded": N_(
        "It came as a coded copy: it is addressed to nobody’s key. Who wrote it is proved. That "
        "it was meant for you is not: ring the sender on a number you had before."
    ),
    "signer.expired-at-arrival": N_(
        "It was signed in time, but the signer’s certificate had run out when it arrived here."
    ),
    "author.revoked-since": N_(
        "The area has since withdrawn the key this was signed with. Ring them before you rely "
        "on it."
    ),
    "slice.unreviewed": N_(
        "Some or all of this record has not been signed off by a supervisor yet."
    ),
    "slice.returned-by-reviewer": N_(
        "A supervisor sent this record back to its author. Read why before you rely on it."
    ),
    "slice.onward": N_(
        "The sender passes on another area’s record, and does not name the handover that "
        "brought it."
    ),
    "parts.too-new": N_(
        "The record was written by a newer version. Who sent it and when is proved; the entries "
        "can be read after an update. The printed pages inside can be saved now."
    ),
    "area.unchecked": N_(
        "Nobody here has rung this area to compare its number. Ring before you rely on it."
    ),
    "area.vouched-by-nobody": N_(
        "One person made this area’s key, with no witness. Nobody else vouches for it."
    ),
    "trust.stale": N_(
        "This area’s list of withdrawn keys is out of date here. Ask for a newer one."
    ),
    "card.expired": N_("The sender’s area card has run out. Ask them for the new one."),
    "clock.ahead": N_(
        "It says it was made later than this laptop’s clock says now. One of the clocks is wrong."
    ),
}


def signed_in_part(until: str, left: int, number: str) -> str:
    """In place of `slice.unreviewed`, where one part was signed off and what came after was not.

    `until` is when that part was sealed, in words; `left` the entries that nobody signed off, and
    `number` the same in words.
    """
    if not left:
        words = _("Signed off as it stood {when}. Nothing was written after that but papers.")
    else:
        words = ngettext(
            "Signed off as it stood {when}. Written after that, and not signed off: {n} entry.",
            "Signed off as it stood {when}. Written after that, and not signed off: {n} entries.",
            left,
        )
    return words.format(when=until, n=number)
