"""Where everybody stands on the map of people. Pure, and the same for the same people.

The person at risk is in the middle, her children below her, parties in the ring of their place,
and those whose place is not known in a strip at the start. No two discs or labels overlap and all
are inside the canvas; when there is no room for that, the canvas grows downwards and the view
scrolls. Lines are kept off labels as far as that can be done by standing elsewhere or bending.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import cos, hypot, pi, sin
from typing import TYPE_CHECKING

from ui.map.bands import bands, narrowest, strip
from ui.map.drawing import RINGS, UNKNOWN, Drawing, Heart, Shape, Spot, Thing
from ui.map.lines import Line, bend, crossings
from ui.map.room import Room, is_free
from ui.map.shapes import Band, Box, Point

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping, Sequence

    from ui.map.shapes import Curve

EDGE = 4
_GOLDEN = pi * (3 - 5**0.5)
_FIRST = {"near": -2.6, "uk": -0.35, "abroad": 2.9, UNKNOWN: 0.0}
_LOOKED_AT = 16
"""How many free places nearest the ideal one are tried, for each side of the label."""

_CROSSING = 130.0
_FILLED = 0.40
"""The share of the canvas that boxes may take before it grows."""

_TRIES = 26

_SHAPES = ((0.9, False), (0.3, False), (0.3, True))
"""Tried in this order on each canvas: how round the rings are, and whether they are thin above."""


@dataclass(slots=True)
class _Plan:
    """One try: the bands of a canvas, and what stands on it so far."""

    canvas: Box
    radius: float
    bands: tuple[Band, ...]
    titles: dict[str, Box]
    strip: Box | None
    heart: Heart
    person: Point
    spots: dict[str, Spot] = field(default_factory=dict[str, Spot])

    def taken(self) -> list[Box]:
        """Boxes nothing may stand on."""
        r = self.heart.radius + 6
        middle = Box(self.person.x - r, self.person.y - r, 2 * r, 2 * r)
        return [middle, *self.titles.values(), *(s.box for s in self.spots.values())]


def arranging(
    canvas: tuple[float, float],
    radius: float,
    heart: Heart,
    things: Sequence[Thing],
    titles: Mapping[str, tuple[float, float]],
    links: Sequence[tuple[str, str]] = (),
) -> Generator[None, None, Drawing]:
    """Place everybody on a canvas of (width, height) pixels, one person at each step.

    `radius` is that of a party's disc; `titles` the sizes of the rings' names; `links` pairs of
    ids, the person at risk being "". The height returned is more than asked for only when not
    everybody has room; the width too, when somebody is nearly as wide as the canvas.
    """
    width, height = canvas
    height = max(height, _least_height(width, radius, heart, things, titles))
    for tried in range(_TRIES):
        for shape in _SHAPES:
            plan = _plan(width, height, radius, heart, things, titles, shape)
            if plan is not None and (yield from _fill(plan, things, links)):
                yield
                return _finish(plan, links)
        height = round(height * 1.12 + 8)
        if tried > _TRIES // 3:
            width = round(width * 1.12)
    raise ValueError("nobody needs so much room")


def _least_height(
    width: float,
    radius: float,
    heart: Heart,
    things: Sequence[Thing],
    titles: Mapping[str, tuple[float, float]],
) -> float:
    boxes = sum(min(s.width * s.height for s in thing.shapes) for thing in things)
    boxes += sum(shape.width * shape.height for _id, shape in heart.children)
    middle = 2 * heart.radius + _children_height(heart, width / 2) + 4 * radius
    tall = max((size[1] for size in titles.values()), default=0)
    return max(boxes / _FILLED / width, middle + 4 * tall)


# The bands


def _plan(  # noqa: PLR0917 - one canvas, and everything that must go on it
    width: float,
    height: float,
    radius: float,
    heart: Heart,
    things: Sequence[Thing],
    titles: Mapping[str, tuple[float, float]],
    shape: tuple[float, bool],
) -> _Plan | None:
    canvas = Box(0, 0, width, height)
    of = {ring: [t for t in things if t.ring == ring] for ring in (*RINGS, UNKNOWN)}
    beside = strip(canvas, of[UNKNOWN], titles)
    start = beside.right if beside else 0.0
    room = Box(start, 0, width - start, height).shrunk(EDGE, EDGE)
    rings = bands(room, radius, of, titles, shape)
    if rings is None:
        return None
    middle = rings[-1].box.centre()
    below = _children_height(heart, rings[-1].box.w)
    person = Point(middle.x, middle.y + titles["near"][1] / 2 - below / 2)
    plan = _Plan(canvas, radius, rings, {}, beside, heart, person)
    _put_titles(plan, titles)
    _put_children(plan, rings[-1].box.w)
    return plan if _heart_fits(plan) and _near_fits(plan, of["near"]) else None


def _put_titles(plan: _Plan, titles: Mapping[str, tuple[float, float]]) -> None:
    for band in plan.bands:
        wide, tall = titles[band.ring]
        top = band.box.y + 10
        plan.titles[band.ring] = Box(band.box.centre().x - wide / 2, top, wide, tall)
    if plan.strip is not None:
        wide, tall = titles[UNKNOWN]
        plan.titles[UNKNOWN] = Box(8, 6, wide, tall)


def _children_rows(heart: Heart, width: float) -> list[list[tuple[str, Shape]]]:
    rows: list[list[tuple[str, Shape]]] = []
    for child in heart.children:
        used = sum(shape.width + 8 for _id, shape in rows[-1]) if rows else 0.0
        if rows and used + child[1].width <= width * 0.6:
            rows[-1].append(child)
        else:
            rows.append([child])
    return rows


def _children_height(heart: Heart, width: float) -> float:
    rows = _children_rows(heart, width)
    return sum(max(s.height for _id, s in row) + 4 for row in rows) + (8 if rows else 0)


def _put_children(plan: _Plan, width: float) -> None:
    top = plan.person.y + plan.heart.radius + 14
    for row in _children_rows(plan.heart, width):
        at = plan.person.x - sum(shape.width + 8 for _id, shape in row) / 2 + 4
        for id_, shape in row:
            plan.spots[id_] = _spot(shape, Point(at + shape.disc.x, top + shape.disc.y))
            at += shape.width + 8
        top += max(shape.height for _id, shape in row) + 4


def _heart_fits(plan: _Plan) -> bool:
    near = plan.bands[-1].box
    top = plan.person.y - plan.heart.radius - 8
    boxes = [spot.box for spot in plan.spots.values()]
    return top >= plan.titles["near"].bottom and all(b.within(near.shrunk(4, 4)) for b in boxes)


def _near_fits(plan: _Plan, things: Sequence[Thing]) -> bool:
    """A quick look before anybody is placed: discs must be inside, labels may stand out a bit."""
    near = plan.bands[-1].box
    boxes = sum(narrowest(t).width * narrowest(t).height for t in things)
    middle = sum(s.box.w * s.box.h for s in plan.spots.values()) + 5 * plan.heart.radius**2
    return boxes * 0.8 + middle <= near.w * near.h


# Placing


def _spot(shape: Shape, disc: Point) -> Spot:
    x, y = disc.x - shape.disc.x, disc.y - shape.disc.y
    label = Box(x + shape.label.x, y + shape.label.y, shape.label.w, shape.label.h)
    return Spot(Box(x, y, shape.width, shape.height), shape, disc, label)


def _fill(
    plan: _Plan, things: Sequence[Thing], links: Sequence[tuple[str, str]]
) -> Generator[None, None, bool]:
    """Place everybody, nearest rings first, then let those whose lines cross look again."""
    grids = {ring: _grid(plan, ring) for ring in {t.ring for t in things}}
    turns = dict.fromkeys(grids, 0)
    ideal: dict[str, Point] = {}
    ordered = sorted(things, key=lambda t: ("near", "uk", "abroad", UNKNOWN).index(t.ring))
    for thing in ordered:
        ideal[thing.id] = _ideal(plan, thing.ring, turns[thing.ring])
        turns[thing.ring] += 1
        if not _place(plan, thing, ideal[thing.id], grids[thing.ring]):
            return False
        yield
    for thing in (*ordered, *ordered):
        yield
        kept = plan.spots.pop(thing.id)
        if not _clashes(plan, links, thing.id, kept) or not _place(
            plan, thing, ideal[thing.id], grids[thing.ring], links
        ):
            plan.spots[thing.id] = kept
    return True


def _grid(plan: _Plan, ring: str) -> list[Point]:
    """Where a disc of this ring may be."""
    step = max(9.0, plan.radius * 0.8)
    canvas = plan.strip if ring == UNKNOWN and plan.strip else plan.canvas
    # The strip is only a few pixels wider than those in it: a coarse step would miss them all.
    across = 4.0 if ring == UNKNOWN else step
    columns, rows = int(canvas.w // across), int(canvas.h // step)
    every = [
        Point(canvas.x + i * across, j * step) for i in range(columns + 1) for j in range(rows + 1)
    ]
    if ring == UNKNOWN:
        return every
    number = RINGS.index(ring)
    outer = plan.bands[number]
    inner = plan.bands[number + 1] if number + 1 < len(plan.bands) else None
    reach = plan.radius + 2
    return [
        p
        for p in every
        if outer.outside(p) <= -reach and (inner is None or inner.outside(p) >= reach)
    ]


def _ideal(plan: _Plan, ring: str, turn: int) -> Point:
    if ring == UNKNOWN and plan.strip is not None:
        return Point(plan.strip.w / 2, 0)
    number = RINGS.index(ring)
    outer = plan.bands[number].box
    inner = (
        plan.bands[number + 1].box if ring != "near" else Box(0, 0, outer.w * 0.3, outer.h * 0.3)
    )
    angle = _FIRST[ring] + turn * _GOLDEN
    across, down = (outer.w + inner.w) / 4, (outer.h + inner.h) / 4
    middle = plan.person if ring == "near" else outer.centre()
    return Point(middle.x + cos(angle) * across, middle.y + sin(angle) * down)


def _place(
    plan: _Plan,
    thing: Thing,
    ideal: Point,
    grid: Sequence[Point],
    links: Sequence[tuple[str, str]] = (),
) -> bool:
    """Stand somebody where it costs least; False when there is no free place in their ring."""
    free = _free(plan, thing, ideal, grid, far=bool(links))
    if not free:
        return False
    free.sort(key=lambda found: (found[0], found[1].box))
    best: tuple[float, Spot] | None = None
    for cost, spot in free:
        if best is not None and cost >= best[0]:
            break
        whole = cost + (_CROSSING * _clashes(plan, links, thing.id, spot) if links else 0)
        if best is None or whole < best[0]:
            best = (whole, spot)
    assert best is not None  # noqa: S101 - free is not empty
    plan.spots[thing.id] = best[1]
    return True


def _free(
    plan: _Plan, thing: Thing, ideal: Point, grid: Sequence[Point], *, far: bool
) -> list[tuple[float, Spot]]:
    """The free places nearest the ideal one, each with its cost; `far` adds some further off."""
    taken = Room(plan.canvas.h, plan.taken())
    room = (plan.strip or plan.canvas) if thing.ring == UNKNOWN else _beside_strip(plan)
    x0, y0, x1, y1 = room.x + 2, room.y + 2, room.right - 2, room.bottom - 2
    near = sorted(grid, key=lambda p: (p.x - ideal.x) ** 2 + (p.y - ideal.y) ** 2)
    found: list[tuple[float, Spot]] = []
    for shape in thing.shapes:
        blocked = taken.blocked(shape.width, shape.height)
        tried = 0
        every = near if not far else [*near[: len(near) // 4], *near[len(near) // 4 :: 5]]
        most = 4 * _LOOKED_AT if far else _LOOKED_AT
        for disc in every:
            x, y = disc.x - shape.disc.x, disc.y - shape.disc.y
            if x < x0 or y < y0 or x + shape.width > x1 or y + shape.height > y1:
                continue
            if is_free(blocked, x, y):
                spot = _spot(shape, disc)
                found.append((_cost(plan, thing, spot, ideal), spot))
                tried += 1
                if tried == most:
                    break
    return found


def _beside_strip(plan: _Plan) -> Box:
    start = plan.strip.right if plan.strip else 0.0
    return Box(start, 0, plan.canvas.w - start, plan.canvas.h)


def _cost(plan: _Plan, thing: Thing, spot: Spot, ideal: Point) -> float:
    """Pixels from the ideal place, and more where the label strays or faces inwards."""
    cost = hypot(spot.disc.x - ideal.x, spot.disc.y - ideal.y)
    if thing.ring == UNKNOWN:
        return cost + (0 if spot.shape.side == "below" else 40)
    number = RINGS.index(thing.ring)
    middle = spot.label.centre()
    if plan.bands[number].outside(middle) > 0:
        cost += 30
    if thing.ring != "near" and plan.bands[number + 1].outside(middle) < 0:
        cost += 30
    outward = "end" if spot.disc.x >= plan.person.x else "start"
    if spot.shape.side not in {outward, "below"}:
        cost += 60
    if thing.ring == "near" and spot.shape.side == "below":
        cost += 20
    return cost


# Lines


def _where(plan: _Plan, id_: str) -> tuple[Point, float] | None:
    """The middle and radius of somebody's disc."""
    if not id_:
        return plan.person, plan.heart.radius
    if id_ not in plan.spots:
        return None
    child = any(id_ == one for one, _shape in plan.heart.children)
    return plan.spots[id_].disc, plan.heart.child_radius if child else plan.radius


def _line(plan: _Plan, source: str, target: str) -> Line | None:
    a, b = _where(plan, source), _where(plan, target)
    if a is None or b is None:
        return None
    return Line(source, target, a[0], a[1] + 7, b[0], b[1] + 7)


def _clashes(plan: _Plan, links: Sequence[tuple[str, str]], id_: str, spot: Spot) -> int:
    """How many lines would cross labels and discs because somebody stands at a spot."""
    had = plan.spots.get(id_)
    plan.spots[id_] = spot
    every = [line for pair in links if (line := _line(plan, *pair)) is not None]
    boxes = {i: (s.box, s.label) for i, s in plan.spots.items()}
    own = [line for line in every if id_ in {line.source, line.target}]
    others = [line for line in every if id_ not in {line.source, line.target}]
    met = crossings(own, boxes) + crossings(others, {id_: boxes[id_]})
    if had is None:
        del plan.spots[id_]
    else:
        plan.spots[id_] = had
    return met


def _finish(plan: _Plan, links: Sequence[tuple[str, str]]) -> Drawing:
    boxes = {i: (s.box, s.label) for i, s in plan.spots.items()}
    r = plan.heart.radius
    her = Box(plan.person.x - r, plan.person.y - r, 2 * r, 2 * r)
    boxes[""] = (her, her)
    titles = tuple(plan.titles.values())
    curves: list[Curve] = []
    for pair in links:
        line = _line(plan, *pair)
        if line is None:
            raise KeyError(pair)
        curves.append(bend(line, boxes, titles))
    return Drawing(
        plan.canvas.w,
        plan.canvas.h,
        plan.bands,
        plan.titles,
        plan.person,
        plan.spots,
        tuple(curves),
    )
