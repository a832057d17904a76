"""A follow-up read together with what it follows: an addendum alone says only what is new."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.case import fold
from app.domain.errors import RecordRefused
from app.domain.handover import DeliveryKind
from app.services import receiving

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.domain.case import Case
    from app.domain.handover import Verified


@dataclass(frozen=True, slots=True)
class Together:
    """The case as a package tells it, with those before it as far as they are at hand."""

    case: Case
    before: tuple[Verified, ...] = ()  # the one it follows first
    partial: bool = False  # something that it follows is not at hand


def together(package: Verified, others: Iterable[Verified]) -> Together:
    """Join a follow-up to the proved packages that it follows; what is whole stands by itself.

    What contradicts itself, with one id and two contents, is not joined: then the package is read
    alone, and is partial. Raises `PackageRefused` when nothing in it can be read.
    """
    alone = receiving.preview(package)
    if is_whole(package):
        return Together(alone)
    known = {one.delivery.digest: one for one in others if one.slices[0].case == alone.id}
    before: list[Verified] = []
    first = package
    while first.delivery.previous in known:
        first = known.pop(first.delivery.previous)
        before.append(first)
    entries = (e for one in before for s in one.slices for e in s.entries)
    try:
        case = fold(alone.id, (*alone.ordered, *entries))
    except RecordRefused:
        return Together(alone, partial=True)
    return Together(case, tuple(before), not is_whole(first))


def is_whole(package: Verified) -> bool:
    """Whether nothing that its slices follow was left out, as it is of most follow-ups."""
    if package.delivery.kind is DeliveryKind.HANDOVER:
        return True
    here = {one.digest for one in package.slices}
    return all(one.follows in here for one in package.slices if one.follows)
