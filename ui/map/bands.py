"""The rings of the map and the strip beside them: how wide each must be for those in it."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from ui.map.drawing import RINGS, UNKNOWN
from ui.map.shapes import Band, Box

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ui.map.drawing import Shape, Thing


def strip(
    canvas: Box, things: Sequence[Thing], titles: Mapping[str, tuple[float, float]]
) -> Box | None:
    """The strip at the start for those whose place is not known; none when there is nobody."""
    if not things:
        return None
    boxes = [narrowest(thing) for thing in things]
    wide = max(*(b.width for b in boxes), titles[UNKNOWN][0] + 8)
    tall = max(b.height for b in boxes)
    rows = max(1, int((canvas.h - titles[UNKNOWN][1] - 12) // (tall + 4)))
    return Box(0, 0, ceil(len(things) / rows) * (wide + 6) + 6, canvas.h)


def narrowest(thing: Thing) -> Shape:
    """The way of drawing somebody that takes least width."""
    return min(thing.shapes, key=lambda s: s.width)


def bands(
    room: Box,
    radius: float,
    of: Mapping[str, Sequence[Thing]],
    titles: Mapping[str, tuple[float, float]],
    shape: tuple[float, bool],
) -> tuple[Band, ...] | None:
    """The rings, outermost first, each with room for those in it; none when they do not fit."""
    found: list[Band] = []
    box = room
    for ring in RINGS:
        if min(box.w, box.h) < 4 * radius:
            return None
        found.append(Band(ring, box, min(box.w, box.h) / 2 * shape[0]))
        if ring != "near":
            tall = titles[ring][1] + 16
            down = max(2 * radius + 8, tall) if of[ring] and not shape[1] else tall
            box = box.shrunk(_thickness(room, radius, of[ring]), down)
    return tuple(found)


def _thickness(room: Box, radius: float, things: Sequence[Thing]) -> float:
    """How wide a ring is at its two sides: room for those in it."""
    if not things:
        return 2 * radius + 8
    wide = max(narrowest(thing).width for thing in things)
    tall = max(narrowest(thing).height for thing in things)
    rows = max(1, int(room.h * 0.72 // tall))
    columns = ceil(len(things) / (2 * rows))
    return max(room.w * 0.09, wide * 0.62 if columns == 1 else columns * wide)
