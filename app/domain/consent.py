"""What she was told of one disclosure, whether she can decide it, and who decided. Pure.

Consent is seldom the legal ground; being open is right wherever it is safe. So each disclosure
says what she was told and why it goes, whatever the ground. The immigration part is decided apart:
by a named person of a rank, with the reason, whatever the rest of the copy is (NO8).
"""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.errors import PackageRefused


@dataclass(frozen=True, slots=True)
class Consent:
    """What is written of one disclosure; empty is not written yet, and never "agreed"."""

    told: str = ""  # a code of the sharing pack
    why_so: str = ""  # why she was not told or not asked, or why it goes though she refused
    capacity: str = ""  # a code of the sharing pack
    needed: str = ""  # why this has to be shared, and why no less would do
    by: str = ""  # who decided, by name
    rank: str = ""


@dataclass(frozen=True, slots=True)
class Release:
    """A named person's decision that the immigration part goes in this copy."""

    by: str = ""
    rank: str = ""
    why: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether who, of what rank and why are all written."""
        return all(words.strip() for words in (self.by, self.rank, self.why))


AGREED = "told-agreed"
"""The one code of the sharing pack that needs no further words. Every other says why."""

RELEASED = "The immigration part goes to: "
"""How the heading of the note begins that keeps a release; the note is no news of her."""

NO_CONSENT = Consent()
NO_RELEASE = Release()


def gaps(consent: Consent) -> tuple[str, ...]:
    """Names of the fields still to be written, in the order they are asked."""
    written = {
        "told": consent.told,
        "why_so": consent.why_so or (consent.told in {"", AGREED}),
        "capacity": consent.capacity,
        "needed": consent.needed,
        "by": consent.by,
        "rank": consent.rank,
    }
    return tuple(name for name, said in written.items() if not said)


def must_be_whole(consent: Consent, release: Release, *, with_status: bool) -> None:
    """Refuse a disclosure of which it is not written what she was told, why, or who decided.

    Raises:
        PackageRefused: `handover.consent`; `handover.status-undecided` when the immigration part
            goes `with_status` and no named person's decision is written.
    """
    if gaps(consent):
        raise PackageRefused("handover.consent")
    if with_status and not release.is_whole:
        raise PackageRefused("handover.status-undecided")


def decided_by(consent: Consent) -> str:
    """Who decided, as the record keeps it: name and rank."""
    return _named(consent.by, consent.rank)


def released_by(release: Release) -> str:
    """Who decided that the immigration part goes; empty where nobody did."""
    return _named(release.by, release.rank) if release.is_whole else ""


def release_note(to: str, release: Release) -> tuple[str, str]:
    """Heading and text of the note that keeps the decision, in the immigration part itself."""
    return f"{RELEASED}{to}", f"{release.why.strip()}\nDecided by {released_by(release)}."


def is_release(heading: str, to: str) -> bool:
    """Whether a note keeps the decision that the part went to somebody."""
    return heading == f"{RELEASED}{to}"


def reasons(consent: Consent) -> str:
    """The rest of what is written, as the record keeps it: one line each.

    Whether she can decide comes first, by its code; then why this is shared; then why she was not
    told, or why it goes all the same.
    """
    lines = (consent.capacity, consent.needed, consent.why_so)
    return "\n".join(" ".join(line.split()) for line in lines if line.strip())


def capacity_of(kept: str) -> tuple[str, str]:
    """Reasons as the record keeps them, apart: the code of whether she can decide, and the rest."""
    first, _, rest = kept.partition("\n")
    return (first, rest) if rest and " " not in first else ("", kept)


def _named(by: str, rank: str) -> str:
    return ", ".join(w.strip() for w in (by, rank) if w.strip())
