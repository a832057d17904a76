"""Lines of the map: what they cross, and how they bend to cross less. Pure."""

from __future__ import annotations

from itertools import pairwise
from math import hypot
from typing import TYPE_CHECKING, NamedTuple

from ui.map.shapes import Box, Curve, Point, towards

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_BENDS = (0, 18, -18, 36, -36, 60, -60, 90, -90, 130, -130)
"""How far the middle of a line may stand out, in pixels, in the order tried."""


class Line(NamedTuple):
    """From one disc to another, each with the distance it keeps from the disc's middle."""

    source: str
    target: str
    a: Point
    from_a: float
    b: Point
    from_b: float


def crossings(lines: Iterable[Line], boxes: Mapping[str, tuple[Box, Box]]) -> int:
    """How often straight lines pass through people they do not belong to, or their own labels."""
    return sum(
        box.crossed(start, end)
        for line in lines
        for start, end in [_ends(line)]
        for id_, (whole, label) in boxes.items()
        for box in [label if id_ in {line.source, line.target} else whole]
    )


def _ends(line: Line) -> tuple[Point, Point]:
    return towards(line.a, line.b, line.from_a), towards(line.b, line.a, line.from_b)


def bend(line: Line, boxes: Mapping[str, tuple[Box, Box]], titles: Sequence[Box]) -> Curve:
    """The line as drawn: straight if that crosses nobody, else the curve that crosses least."""
    best: tuple[float, Curve] | None = None
    for out in _BENDS:
        curve = _curve(line, out)
        cost = 10 * _met(curve, line, boxes) + _met_titles(curve, titles)
        if cost == 0:
            return curve
        if best is None or cost < best[0]:
            best = (cost, curve)
    assert best is not None  # noqa: S101 - there is always the straight one
    return best[1]


def _curve(line: Line, out: float) -> Curve:
    dx, dy = line.b.x - line.a.x, line.b.y - line.a.y
    whole = hypot(dx, dy) or 1.0
    middle = Point((line.a.x + line.b.x) / 2, (line.a.y + line.b.y) / 2)
    # The control point stands out twice as far as the curve does.
    hold = Point(middle.x - dy / whole * 2 * out, middle.y + dx / whole * 2 * out)
    start, end = towards(line.a, hold, line.from_a), towards(line.b, hold, line.from_b)
    if out == 0:
        hold = Point((start.x + end.x) / 2, (start.y + end.y) / 2)
    return Curve(start, hold, end)


def _middle(curve: Curve) -> Point:
    return Point((curve.start.x + curve.end.x) / 2, (curve.start.y + curve.end.y) / 2)


def _met(curve: Curve, line: Line, boxes: Mapping[str, tuple[Box, Box]]) -> int:
    steps = curve.steps() if curve.bend != _middle(curve) else [curve.start, curve.end]
    met = 0
    for id_, (whole, label) in boxes.items():
        if id_ in {line.source, line.target} and not id_:
            continue
        box = label if id_ in {line.source, line.target} else whole
        met += any(box.crossed(a, b) for a, b in pairwise(steps))
    return met


def _met_titles(curve: Curve, titles: Sequence[Box]) -> int:
    steps = curve.steps()
    return sum(any(box.crossed(a, b) for a, b in pairwise(steps)) for box in titles)
