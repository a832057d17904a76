"""What came later about a package that arrived here: nothing is erased, it is said beside it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.handover import DeliveryKind
from app.services.following_up import ADDRESS_KNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.services.inbox import Arrived


class Mark(StrEnum):
    """What became of an earlier package, the weightiest first."""

    WITHDRAWN = "withdrawn"  # its sender took it back
    ADDRESS_KNOWN = "address_known"  # its sender says that somebody may know where she is
    CORRECTED = "corrected"  # something that was sent was put right
    FOLLOWED = "followed"  # something was added


@dataclass(frozen=True, slots=True)
class Later:
    """The weightiest thing that came later, and the package that says it."""

    mark: Mark
    by: Arrived


def later(lines: Iterable[Arrived]) -> dict[str, Later]:
    """For each delivery that another one follows, what is said of it now.

    Only its own sender's area can say it. What takes a delivery back takes back with it what that
    one followed.
    """
    known = {line.delivery: line for line in lines}
    found: dict[str, Later] = {}
    for line in known.values():
        mark = mark_of(line)
        if mark is not None:
            for digest in _before(line, known):
                place = list(Mark).index
                if digest not in found or place(mark) < place(found[digest].mark):
                    found[digest] = Later(mark, line)
    return found


def mark_of(line: Arrived) -> Mark | None:
    """What a package says of the one that it follows; None for a handover."""
    if line.purpose == ADDRESS_KNOWN:
        return Mark.ADDRESS_KNOWN
    return {
        DeliveryKind.WITHDRAWAL.value: Mark.WITHDRAWN,
        DeliveryKind.CORRECTION.value: Mark.CORRECTED,
        DeliveryKind.ADDENDUM.value: Mark.FOLLOWED,
    }.get(line.kind)


def _before(line: Arrived, known: dict[str, Arrived]) -> tuple[str, ...]:
    """Every delivery that this one follows, as far back as is known, of the same sender."""
    found: dict[str, None] = {}
    at = known.get(line.previous)
    while at is not None and at.area == line.area and at.delivery not in found:
        found[at.delivery] = None
        at = known.get(at.previous)
    found.pop(line.delivery, None)
    return tuple(found)
