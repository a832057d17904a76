"""What is owed to one child: to be seen, heard, and read in more than one way."""

import pytest

from app.domain.case import Case
from app.domain.child import has_answer, owed, was_not_seen
from app.domain.ids import SubjectId
from app.services import recording
from app.services.desk import Desk
from tests.unit.a_desk import a_desk, answered, her_case
from tests.unit.stories import the_library


@pytest.fixture
def desk() -> Desk:
    return a_desk()


def with_child(desk: Desk) -> tuple[Case, SubjectId]:
    case = her_case(desk)
    return recording.add_subject(desk, case, "A., 12", "child_of", to=case.at_risk())


def test_a_child_nobody_saw_is_owed_a_reason(desk: Desk) -> None:
    case, child = with_child(desk)
    assert owed(case, child) == ("seen", "words", "meaning")
    case = answered(desk, case, "L1", "not_seen", about=child)
    assert was_not_seen(case, child)
    assert owed(case, child) == ("why_not", "meaning")
    case = answered(desk, case, "L10", text="Asleep", about=child)
    assert owed(case, child) == ("meaning",)


def test_a_child_who_spoke_is_owed_both_readings_of_a_change_and_what_it_means(
    desk: Desk,
) -> None:
    case, child = with_child(desk)
    case = answered(desk, case, "L1", "alone", about=child)
    case = answered(desk, case, "L3", words="I hide", about=child)
    case = answered(desk, case, "K6", text="Quiet", about=child, row="change")
    assert owed(case, child) == ("readings", "meaning")
    for row in ("loss", "other"):
        case = answered(desk, case, "K6", text="Moved", about=child, row=row)
    case = answered(desk, case, "L9", text="Afraid of the door", about=child)
    assert owed(case, child) == ()


def test_a_question_is_done_with_when_any_line_of_it_was_answered_or_declined(
    desk: Desk,
) -> None:
    case, child = with_child(desk)
    screening = the_library().screening
    item = screening.item("L9")
    assert not has_answer(case, item, child)
    row = next((r.code for r in item.rows), "")
    assert has_answer(answered(desk, case, "L9", "declined", about=child, row=row), item, child)
