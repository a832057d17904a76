"""How far a package was signed off, where what was written since was not. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.codes import SignoffOn
from app.domain.entry import SignoffBody
from app.domain.handover import Decision
from app.domain.holders import is_paperwork

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.handover import Verified, VerifiedSlice


@dataclass(frozen=True, slots=True)
class InPart:
    """Everything up to a time was signed off; some entries that came after it were not."""

    until: datetime  # UTC: when the newest part that is signed off was sealed
    left: int  # entries that nobody signed off; papers of the sending itself are not counted


def in_part(package: Verified) -> InPart | None:
    """How far it was signed off; none when nothing or all of it was, or what was not came before.

    Nothing is said of parts that are too new to be read: nobody knows what they hold.
    """
    signed = [one for one in package.slices if _is_signed(one)]
    reviewers = {r.reviewer for one in package.slices for r in one.reviews}
    rest = [one for one in package.slices if not one.reviews and not _is_reasons(one, reviewers)]
    if not signed or not rest:
        return None
    until = max(one.created for one in signed)
    if any(one.created < until or not one.entries for one in rest):
        return None
    return InPart(until, sum(not is_paperwork(e) for one in rest for e in one.entries))


def _is_reasons(one: VerifiedSlice, reviewers: set[str]) -> bool:
    """Whether it is a reviewer's own reasons, which need nobody else's signature.

    Those of a review whose place a later one has taken are among them.
    """
    bodies = (e.body for e in one.entries)
    said = any(isinstance(b, SignoffBody) and b.on is SignoffOn.REVIEW for b in bodies)
    return said and one.author in reviewers


def _is_signed(one: VerifiedSlice) -> bool:
    return bool(one.reviews) and all(r.decision is not Decision.RETURNED for r in one.reviews)
