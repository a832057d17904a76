"""Boxes, bands and lines of the map, in pixels from the top left. Pure arithmetic, no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot
from typing import NamedTuple


class Point(NamedTuple):
    """A place on the map."""

    x: float
    y: float


class Box(NamedTuple):
    """An upright rectangle."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return self.y + self.h

    def centre(self) -> Point:
        """Its middle."""
        return Point(self.x + self.w / 2, self.y + self.h / 2)

    def meets(self, other: Box) -> bool:
        """Whether two boxes have a pixel in common."""
        return (
            self.x < other.x + other.w
            and other.x < self.x + self.w
            and self.y < other.y + other.h
            and other.y < self.y + self.h
        )

    def within(self, other: Box) -> bool:
        """Whether all of it is inside another."""
        return (
            self.x >= other.x
            and self.y >= other.y
            and self.right <= other.right
            and self.bottom <= other.bottom
        )

    def shrunk(self, across: float, down: float) -> Box:
        """The same with a margin taken off each side."""
        return Box(self.x + across, self.y + down, self.w - 2 * across, self.h - 2 * down)

    def crossed(self, a: Point, b: Point) -> bool:
        """Whether the straight line from a to b passes through it (Liang and Barsky, 1984)."""
        first, last = 0.0, 1.0
        dx, dy = b.x - a.x, b.y - a.y
        for step, room in (
            (-dx, a.x - self.x), (dx, self.x + self.w - a.x),
            (-dy, a.y - self.y), (dy, self.y + self.h - a.y),
        ):  # fmt: skip
            if step == 0:
                if room < 0:
                    return False
                continue
            at = room / step
            if step < 0:
                first = max(first, at)
            else:
                last = min(last, at)
            if first > last:
                return False
        return True


@dataclass(frozen=True, slots=True)
class Band:
    """One ring, drawn as a rectangle with round corners of `corner` pixels."""

    ring: str
    box: Box
    corner: float

    def outside(self, at: Point) -> float:
        """How far a point is outside its edge; negative inside."""
        x, y, w, h = self.box
        dx = abs(at[0] - x - w / 2) - w / 2 + self.corner
        dy = abs(at[1] - y - h / 2) - h / 2 + self.corner
        if dx > 0 and dy > 0:
            return hypot(dx, dy) - self.corner
        return (max(dy, dx)) - self.corner


class Curve(NamedTuple):
    """A line from disc to disc: straight when `bend` is in the middle, else a quadratic curve."""

    start: Point
    bend: Point
    end: Point

    def steps(self, count: int = 8) -> list[Point]:
        """Points along it, ends included."""
        found: list[Point] = []
        for n in range(count + 1):
            t = n / count
            u = 1 - t
            found.append(
                Point(
                    u * u * self.start.x + 2 * u * t * self.bend.x + t * t * self.end.x,
                    u * u * self.start.y + 2 * u * t * self.bend.y + t * t * self.end.y,
                )
            )
        return found


def towards(a: Point, b: Point, distance: float) -> Point:
    """The point `distance` from a on the way to b; a itself when they are one."""
    whole = hypot(b.x - a.x, b.y - a.y)
    if whole == 0:
        return a
    return Point(a.x + (b.x - a.x) * distance / whole, a.y + (b.y - a.y) * distance / whole)
