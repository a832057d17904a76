"""The map of people: nobody on top of anybody, everybody inside, and the same map every time."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from ui.map.drawing import Drawing, Heart, Shape, Thing
from ui.map.layout import arranging
from ui.map.shapes import Band, Box, Curve, Point

WINDOWS = {
    "1366x696": ((970.0, 487.0), 1),
    "1280x648": ((884.0, 446.0), 1),
    "200 percent": ((1310.0, 560.0), 2),
}
TITLES = {
    "near": (190.0, 20.0),
    "uk": (130.0, 20.0),
    "abroad": (50.0, 20.0),
    "unknown": (106.0, 20.0),
}
RINGS = ("near", "uk", "abroad", "unknown")


def shapes(wide: float, tall: float, scale: int) -> tuple[Shape, ...]:
    """Label at the end, at the start and below, as the map's own discs are made."""
    disc, wide, tall = 60.0 * scale, wide * scale, tall * scale
    height = max(disc, tall + 8)
    low = wide * 0.7
    return (
        Shape(
            "end", disc + wide + 8, height, Point(disc / 2, height / 2),
            Box(disc, 4, wide, tall),
        ),
        Shape(
            "start", disc + wide + 8, height, Point(wide + 8 + disc / 2, height / 2),
            Box(8, 4, wide, tall),
        ),
        Shape(
            "below", max(disc, low + 8), disc + tall * 1.3,
            Point(max(disc, low + 8) / 2, disc / 2), Box(4, disc - 6, low, tall * 1.3),
        ),
    )  # fmt: skip


def heart(children: int, scale: int) -> Heart:
    child = Shape("below", 60.0 * scale, 64.0 * scale, Point(30.0 * scale, 23.0 * scale),
                  Box(8.0 * scale, 42.0 * scale, 44.0 * scale, 20.0 * scale))  # fmt: skip
    return Heart(36.0 * scale, 13.0 * scale, tuple((f"child{n}", child) for n in range(children)))


def titles(scale: int) -> dict[str, tuple[float, float]]:
    return {ring: (wide * scale, tall * scale) for ring, (wide, tall) in TITLES.items()}


def draw(window: str, people: list[tuple[str, int, int]], children: int = 0) -> Drawing:
    canvas, scale = WINDOWS[window]
    things = [
        Thing(f"p{n}", ring, shapes(wide, tall, scale))
        for n, (ring, wide, tall) in enumerate(people)
    ]
    links = [(thing.id, "") for thing in things]
    steps = arranging(canvas, 20.0 * scale, heart(children, scale), things, titles(scale), links)
    while True:
        try:
            next(steps)
        except StopIteration as done:
            return done.value


person = st.tuples(st.sampled_from(RINGS), st.integers(60, 160), st.sampled_from([24, 42, 62]))


def overlapping(drawing: Drawing) -> list[tuple[str, str]]:
    return [
        (a, b)
        for (a, one), (b, other) in combinations(drawing.spots.items(), 2)
        if one.box.meets(other.box)
    ]


def outside(drawing: Drawing) -> list[str]:
    canvas = Box(0, 0, drawing.width, drawing.height)
    return [id_ for id_, spot in drawing.spots.items() if not spot.box.within(canvas)]


@pytest.mark.parametrize("window", WINDOWS)
@settings(max_examples=5, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(people=st.lists(person, min_size=1, max_size=14), children=st.integers(0, 6))
def test_no_two_people_are_drawn_on_each_other_and_all_are_inside(
    window: str, people: list[tuple[str, int, int]], children: int
) -> None:
    drawing = draw(window, people, children)
    assert len(drawing.spots) == len(people) + children
    assert overlapping(drawing) == []
    assert outside(drawing) == []
    canvas = WINDOWS[window][0]
    assert drawing.width == canvas[0]
    assert drawing.height >= canvas[1]


@pytest.mark.parametrize("window", WINDOWS)
def test_twenty_five_people_find_a_place_in_every_window(window: str) -> None:
    people = [(RINGS[n % 4], 90 + 12 * (n % 5), 42) for n in range(25)]
    drawing = draw(window, people, 2)
    assert len(drawing.spots) == 27
    assert overlapping(drawing) == []
    assert outside(drawing) == []


def test_ten_people_need_no_scrolling_in_an_ordinary_window() -> None:
    people = [("near", 130, 42)] * 4 + [("uk", 130, 42)] * 2 + [("abroad", 130, 42)] * 2
    drawing = draw("1366x696", [*people, ("unknown", 110, 42), ("unknown", 110, 42)], 2)
    assert drawing.height == WINDOWS["1366x696"][0][1]


def test_each_disc_stands_in_the_ring_of_its_place() -> None:
    people = [(RINGS[n % 4], 110, 42) for n in range(12)]
    drawing = draw("1366x696", people)
    for n, (ring, _wide, _tall) in enumerate(people):
        assert drawing.ring_at(drawing.spots[f"p{n}"].disc) == ring


def test_the_same_people_give_the_same_map() -> None:
    people = [(RINGS[n % 4], 70 + n * 5, 42) for n in range(9)]
    assert draw("1280x648", people, 3).spots == draw("1280x648", people, 3).spots


def test_names_of_rings_and_the_person_herself_are_left_free() -> None:
    drawing = draw("1366x696", [(RINGS[n % 4], 120, 42) for n in range(14)], 2)
    her = Box(drawing.person.x - 36, drawing.person.y - 36, 72, 72)
    for spot in drawing.spots.values():
        assert not spot.box.meets(her)
        assert not any(spot.box.meets(title) for title in drawing.titles.values())


def test_lines_of_a_small_family_cross_nobody() -> None:
    drawing = draw("1366x696", [("near", 120, 42)] * 3 + [("abroad", 120, 42), ("uk", 120, 42)], 2)
    for n, curve in enumerate(drawing.curves):
        steps = curve.steps(16)
        crossed = [
            id_
            for id_, spot in drawing.spots.items()
            for a, b in pairwise(steps)
            if id_ != f"p{n}" and spot.box.crossed(a, b)
        ]
        assert crossed == []


def test_a_line_ends_before_the_disc_it_is_aimed_at() -> None:
    drawing = draw("1366x696", [("near", 100, 42)])
    (curve,) = drawing.curves
    away = ((curve.end.x - drawing.person.x) ** 2 + (curve.end.y - drawing.person.y) ** 2) ** 0.5
    assert away == pytest.approx(36 + 7)


def test_the_distance_from_a_round_cornered_band() -> None:
    band = Band("near", Box(0, 0, 100, 100), 50)
    assert band.outside(Point(50, 50)) == pytest.approx(-50)
    assert band.outside(Point(0, 0)) > 0  # the corner is cut off
    assert band.outside(Point(110, 50)) == pytest.approx(10)


def test_a_line_through_a_box_is_seen_and_one_beside_it_is_not() -> None:
    box = Box(10, 10, 10, 10)
    assert box.crossed(Point(0, 15), Point(30, 15))
    assert not box.crossed(Point(0, 25), Point(30, 25))
    assert not box.crossed(Point(0, 15), Point(5, 15))
    assert Curve(Point(0, 0), Point(5, 0), Point(10, 0)).steps(2)[1] == Point(5, 0)
