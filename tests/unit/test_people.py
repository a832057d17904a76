"""The people of a case: nobody is lost, and an open role stays open until somebody settles it."""

import pytest

from app.domain.case import Case
from app.domain.ids import SubjectId
from app.domain.people import Ring, children, counts, parties, ring, role_open, unplaced, workers
from tests.unit.stories import BROTHER, HUSBAND, answer, told


def who(case: Case, alias: str) -> SubjectId:
    return next(
        e.about for e in case.subjects() if e.about is not None and case.label(e.about) == alias
    )


@pytest.mark.parametrize("place", ["abroad", "elsewhere_uk", "neighbourhood", "unknown"])
def test_nobody_is_left_out_for_being_far_away(place: str) -> None:
    case = told(HUSBAND, BROTHER, answer("H4", place, about="bo"))
    assert [p.label for p in parties(case)] == ["hal", "bo"]


def test_somebody_whose_every_role_is_ruled_out_is_still_drawn() -> None:
    case = told(BROTHER, {"person": "bo", "role": "role.threatens", "status": "ruled_out"})
    (bo,) = parties(case)
    assert bo.ruled_out
    assert counts(case).ruled_out == 1


@pytest.mark.parametrize(
    ("status", "is_open"),
    [
        ("established", False),
        ("suspected", False),
        ("ruled_out", False),
        ("not_established", True),
    ],
)
def test_a_role_is_open_until_somebody_says_how_it_stands(status: str, is_open: bool) -> None:
    case = told(HUSBAND, {"person": "hal", "role": "role.decides", "status": status})
    assert role_open(case, who(case, "hal")) is is_open
    assert counts(case).role_open == int(is_open)


def test_a_person_with_a_relation_and_no_role_has_an_open_role() -> None:
    case = told(HUSBAND)
    assert role_open(case, who(case, "hal"))


def test_writing_that_the_part_is_not_known_settles_nothing() -> None:
    case = told(HUSBAND, {"person": "hal", "role": "role.unknown"})
    assert role_open(case, who(case, "hal"))


def test_children_workers_and_helpers_are_not_the_network() -> None:
    case = told(
        {"child": "ana"},
        {"person": "kim", "is": "worker.trusted"},
        {"person": "noa", "is": "sheltered_by"},
    )
    assert parties(case) == ()
    assert children(case) == (who(case, "ana"),)
    assert [t.relation for t in workers(case)] == ["worker.trusted"]


def test_a_child_who_passes_information_is_both_child_and_party() -> None:
    case = told(
        {"child": "ana"},
        {"person": "ana", "role": "role.passes_information", "status": "suspected"},
    )
    assert [p.label for p in parties(case)] == ["ana"]
    assert children(case) == (who(case, "ana"),)


def test_two_accounts_of_where_somebody_lives_draw_them_at_the_nearer_place() -> None:
    case = told(BROTHER, answer("H4", "abroad", about="bo"), answer("H4", "this_area", about="bo"))
    assert ring(case, who(case, "bo")) is Ring.NEAR


def test_somebody_whose_place_nobody_gave_is_at_an_unknown_place() -> None:
    case = told(BROTHER)
    assert ring(case, who(case, "bo")) is Ring.UNKNOWN


def test_everybody_linked_is_placed() -> None:
    assert unplaced(told(HUSBAND, {"child": "ana"})) == ()
