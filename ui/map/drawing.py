"""The values of a layout: who is to be placed, how they may be drawn, where they came to stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.map.shapes import Band, Box, Curve, Point

RINGS = ("abroad", "uk", "near")
"""Drawn in this order, outermost first."""

UNKNOWN = "unknown"
"""Those whose place is not known stand in a strip at the start."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One way to draw somebody: the box of both, and where in it the disc and the label are."""

    side: str  # end, start or below: where the label stands
    width: float
    height: float
    disc: Point  # the disc's middle, from the box's top left
    label: Box  # from the box's top left


@dataclass(frozen=True, slots=True)
class Thing:
    """Somebody to be placed, in a ring, with the ways they may be drawn."""

    id: str
    ring: str
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Heart:
    """The middle: her disc's radius, and her children's ways of being drawn, label below."""

    radius: float
    child_radius: float = 0.0
    children: tuple[tuple[str, Shape], ...] = ()


@dataclass(frozen=True, slots=True)
class Spot:
    """Where somebody came to stand."""

    box: Box
    shape: Shape
    disc: Point
    label: Box


@dataclass(frozen=True, slots=True)
class Drawing:
    """The finished layout. `height`, and on a narrow canvas `width`, may be more than asked."""

    width: float
    height: float
    bands: tuple[Band, ...]
    titles: Mapping[str, Box]
    person: Point
    spots: Mapping[str, Spot]
    curves: tuple[Curve, ...]  # one for each link, in their order

    def ring_at(self, at: Point) -> str:
        """The innermost ring a point is in, or the strip."""
        inside = [b.ring for b in self.bands if b.outside(at) <= 0]
        return inside[-1] if inside else UNKNOWN
