"""What the home page says needs doing: nothing falls silent until somebody has answered."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from app.domain.case import Case
from app.domain.codes import Proof, SignoffOn, Step
from app.domain.deliveries import deliveries
from app.domain.entry import ActionBody, ResponseBody, SignoffBody, Value, When
from app.services import attention, planning, recording, visiting
from app.services.attention import Weight
from app.services.desk import Desk
from tests.builders import CASE, NOON
from tests.unit.a_desk import a_desk, answered, came_back, clock_of, her_case, sent, visited
from tests.unit.stories import the_library


@pytest.fixture
def desk() -> Desk:
    return a_desk()


def codes(desk: Desk, case: Case) -> list[str]:
    return [n.code for n in attention.needs(case, desk.clock.now())]


def on_the_page(desk: Desk, case: Case) -> list[tuple[str, Weight]]:
    attention.refresh(desk, case, "Northmere")
    return [(line.need.code, line.weight) for line in attention.today(desk)]


def test_a_case_with_nothing_to_do_is_not_on_the_page(desk: Desk) -> None:
    assert on_the_page(desk, her_case(desk)) == []


def test_a_package_without_an_answer_is_soon_and_then_late(desk: Desk) -> None:
    case = sent(desk, her_case(desk), NOON + timedelta(hours=4))
    assert on_the_page(desk, case) == [("delivery-unanswered", Weight.SOON)]
    clock_of(desk).step(hours=5)
    assert on_the_page(desk, case) == [("delivery-unanswered", Weight.LATE)]


def test_it_is_late_at_the_very_moment_when_the_answer_is_due(desk: Desk) -> None:
    case = sent(desk, her_case(desk), NOON + timedelta(hours=4))
    clock_of(desk).step(hours=3, minutes=59)
    assert on_the_page(desk, case) == [("delivery-unanswered", Weight.SOON)]
    assert not deliveries(case)[0].is_overdue(desk.clock.now())
    clock_of(desk).step(minutes=1)
    assert on_the_page(desk, case) == [("delivery-unanswered", Weight.LATE)]
    assert deliveries(case)[0].is_overdue(desk.clock.now())


@pytest.mark.parametrize("step", [Step.ARRIVED, Step.READ, Step.CALLED])
def test_arrived_read_or_rung_is_no_answer(desk: Desk, step: Step) -> None:
    case = came_back(desk, sent(desk, her_case(desk), NOON), step)
    assert codes(desk, case) == ["delivery-unanswered"]


def test_an_acceptance_that_nobody_signed_is_no_answer(desk: Desk) -> None:
    case = came_back(desk, sent(desk, her_case(desk), NOON), Step.ACCEPTED, Proof.SPOKEN)
    assert codes(desk, case) == ["delivery-unanswered"]


@pytest.mark.parametrize(
    ("step", "need"),
    [
        (Step.ASKED, ("question", Weight.ASKED)),
        (Step.DECLINED, ("declined", Weight.UNFINISHED)),
        (Step.ACCEPTED, ("may-release", Weight.UNFINISHED)),
    ],
)
def test_each_answer_leaves_something_to_do(
    desk: Desk, step: Step, need: tuple[str, Weight]
) -> None:
    case = came_back(desk, sent(desk, her_case(desk), NOON), step)
    assert on_the_page(desk, case) == [need]


def test_a_sender_who_was_released_has_nothing_left_to_do(desk: Desk) -> None:
    case = came_back(desk, sent(desk, her_case(desk), NOON), Step.ACCEPTED)
    assert codes(desk, came_back(desk, case, Step.RELEASED, Proof.NONE)) == []


# With the time limits of the desk


@pytest.fixture
def timed(desk: Desk) -> Desk:
    return replace(desk, clocks=the_library().clocks)


def test_after_an_acceptance_the_first_contact_has_its_time_and_turns_late(timed: Desk) -> None:
    case = came_back(timed, sent(timed, her_case(timed), NOON), Step.ACCEPTED)
    assert on_the_page(timed, case) == [
        ("first-contact", Weight.SOON),
        ("may-release", Weight.UNFINISHED),
    ]
    clock_of(timed).step(hours=25)
    assert on_the_page(timed, case)[0] == ("first-contact", Weight.LATE)
    assert on_the_page(timed, came_back(timed, case, Step.FIRST_CONTACT)) == [
        ("may-release", Weight.UNFINISHED)
    ]


def test_a_question_after_an_acceptance_leaves_both_to_do(timed: Desk) -> None:
    case = came_back(timed, sent(timed, her_case(timed), NOON), Step.ACCEPTED)
    found = codes(timed, came_back(timed, case, Step.ASKED))
    assert "question" in found
    assert "may-release" in found


def test_a_need_remembers_the_desk_and_when_somebody_last_rang(timed: Desk) -> None:
    case = came_back(timed, sent(timed, her_case(timed), NOON), Step.CALLED, Proof.SPOKEN)
    found = attention.needs(case, NOON, timed.area, timed.clocks)
    assert found[0].rang == NOON
    assert attention.decode(attention.encode(found)) == found


def taken_in(desk: Desk, step: Step, due: datetime | None = None) -> Case:
    body = ResponseBody("9" * 64, step, proof=Proof.DIGEST, area=desk.area, due=due)
    return recording.write(desk, her_case(desk), body)


def test_who_accepted_owes_a_first_contact_until_it_is_said(timed: Desk) -> None:
    case = taken_in(timed, Step.ACCEPTED)
    assert on_the_page(timed, case) == [
        ("owed-contact", Weight.SOON),
        ("read-first", Weight.SOON),
        ("report-owed", Weight.SOON),
        ("owed-later", Weight.UNFINISHED),
    ]
    clock_of(timed).step(hours=25)
    assert on_the_page(timed, case)[0] == ("owed-contact", Weight.LATE)


def test_a_promise_that_was_made_here_turns_late_here(timed: Desk) -> None:
    case = taken_in(timed, Step.ACCEPTED)
    body = ResponseBody(
        "9" * 64,
        Step.FIRST_CONTACT,
        proof=Proof.DIGEST,
        area=timed.area,
        due=NOON + timedelta(hours=2),
    )
    case = recording.write(timed, case, body)
    clock_of(timed).step(hours=3)
    assert on_the_page(timed, case)[0] == ("owed-word", Weight.LATE)


def test_what_waits_for_an_answer_is_shown_however_far_off_its_time(timed: Desk) -> None:
    need = attention.Need("package-unanswered", due=NOON + timedelta(days=30), to="n")
    line = attention.weigh(CASE, "E.", need, NOON, "d" * 64)
    assert line.weight is Weight.SOON
    late = attention.weigh(CASE, "J.", replace(need, due=NOON), NOON + timedelta(1), "e" * 64)
    assert late.weight is Weight.LATE
    assert attention.in_order([line, late]) == (late, line)


def test_people_whose_role_nobody_knows_are_counted(desk: Desk) -> None:
    case = her_case(desk)
    case, _ = recording.add_subject(desk, case, "Husband", "husband", to=case.at_risk())
    (need,) = attention.needs(case, NOON)
    assert (need.code, need.count) == ("roles-open", 1)
    assert on_the_page(desk, case) == [("roles-open", Weight.OPEN_QUESTION)]


def test_an_open_visit_is_on_the_page_until_it_ends(desk: Desk) -> None:
    case, visit = visited(desk, her_case(desk))
    assert codes(desk, case) == ["visit-open"]
    assert codes(desk, visiting.end(desk, case, visit)) == []


def test_the_plan_is_told_by_its_earliest_date_and_by_who_has_no_owner(desk: Desk) -> None:
    case = her_case(desk)
    case = planning.add(desk, case, ActionBody("Change the locks", owner="", due=NOON))
    case = planning.add(desk, case, ActionBody("Ring", owner="Jo", due=NOON + timedelta(days=9)))
    clock_of(desk).step(hours=1)
    due, unowned = attention.needs(case, desk.clock.now())
    assert (due.code, due.due, due.count) == ("plan-due", NOON, 1)
    assert (unowned.code, unowned.count) == ("plan-no-owner", 1)


def test_a_date_far_off_waits_its_turn(desk: Desk) -> None:
    case = her_case(desk)
    action = ActionBody("Ring", owner="Jo", due=NOON + timedelta(days=9))
    case = planning.add(desk, case, action)
    assert on_the_page(desk, case) == []
    clock_of(desk).step(days=8)
    assert on_the_page(desk, case) == [("plan-due", Weight.SOON)]


def test_a_review_is_due_on_the_evening_of_its_day(desk: Desk) -> None:
    case = answered(desk, her_case(desk), "W11", value=Value(when=When(2026, 11, 25)))
    review, unsigned = attention.needs(case, NOON)
    assert (review.code, review.due) == ("review", NOON + timedelta(days=1, hours=5))
    assert unsigned.code == "judgement-unsigned"


def test_a_signed_judgement_needs_no_signature(desk: Desk) -> None:
    case = answered(desk, her_case(desk), "W1", text="Control")
    assert codes(desk, case) == ["judgement-unsigned"]
    signature = SignoffBody(SignoffOn.JUDGEMENT, (), "signed", "as written")
    assert codes(desk, recording.write(desk, case, signature)) == []


def test_the_most_pressing_comes_first_and_one_stands_for_the_case(desk: Desk) -> None:
    case = answered(desk, her_case(desk), "W1", text="Control")
    case = sent(desk, case, NOON - timedelta(hours=1))
    assert [w for _, w in on_the_page(desk, case)] == [Weight.LATE, Weight.UNFINISHED]
    (summary,) = desk.store.cases()
    line = attention.pressing(summary, NOON)
    assert line is not None
    assert (line.need.code, line.label) == ("delivery-unanswered", "E.")


def test_a_case_that_needs_nothing_has_nothing_pressing(desk: Desk) -> None:
    attention.refresh(desk, her_case(desk), "Northmere")
    assert attention.pressing(desk.store.cases()[0], NOON) is None


@pytest.mark.parametrize("text", ["not json", "[{}]", '[{"code": 1}]', "7"])
def test_a_spelling_we_do_not_know_is_read_as_nothing(text: str) -> None:
    assert attention.decode(text) == ()


def test_needs_come_back_as_they_were_kept(desk: Desk) -> None:
    found = attention.needs(sent(desk, her_case(desk), NOON), NOON)
    assert attention.decode(attention.encode(found)) == found


def test_a_search_finds_numbers_and_words_but_nothing_that_was_put_right(desk: Desk) -> None:
    case = answered(desk, her_case(desk), "B2", value=Value(codes=("yes",), number=40))
    case = answered(desk, case, "D1", text="Of his uncle")
    wrong = case.ordered[-1]
    case = recording.write(desk, case, wrong.body, corrects=[wrong.id])
    found = list(attention.words(case))
    assert "40" in found
    assert found.count("Of his uncle") == 1
