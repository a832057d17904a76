"""The clock on silence: by when an answer is owed, whom to ring, and what is still to be said."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.domain.case import Case
from app.domain.codes import Proof, Step
from app.domain.deliveries import Delivery, deliveries, redirect, taken
from app.domain.entry import DisclosureBody, ResponseBody
from app.domain.handover import Urgency
from app.domain.patterns import evaluate
from app.domain.silence import NO_CLOCKS, Chase, Clocks, Owed, Said, awaited, chase, owed
from app.services import recording
from app.services.desk import Desk
from tests.builders import NOON
from tests.unit.a_desk import DIGEST, a_desk, answered, came_back, clock_of, her_case, sent
from tests.unit.stories import the_library

CLOCKS = the_library().clocks
FRIDAY = datetime(2026, 11, 27, 16, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def desk() -> Desk:
    return a_desk()


def answer(desk: Desk, step: Step, **more: object) -> ResponseBody:
    said: dict[str, object] = {"proof": Proof.DIGEST, "area": "calderby.example", **more}
    return ResponseBody(DIGEST, step, **said)  # type: ignore[arg-type]


def fired(case: Case) -> set[str]:
    """The rules that a case meets two days later."""
    later = NOON + timedelta(days=2)
    return {f.rule for f in evaluate(case, the_library().book, later.date(), later)}


def a_delivery(desk: Desk, *answers: ResponseBody) -> Delivery:
    case = sent(desk, her_case(desk), NOON + 4 * HOUR)
    for body in answers:
        case = recording.write(desk, case, body)
    return deliveries(case)[0]


@pytest.mark.parametrize("manner", ["spoken", "reading_copy", "print"])
def test_what_was_said_or_printed_is_no_package_and_nobody_owes_an_answer(
    desk: Desk, manner: str
) -> None:
    case = her_case(desk)
    body = DisclosureBody(manner, "School, Ms Hale", "safeguarding", "legal-duty", ("d" * 64,))
    case = recording.write(desk, case, body)
    assert deliveries(case) == ()


# By when


@pytest.mark.parametrize(
    ("urgency", "due"),
    [
        (Urgency.IMMEDIATE, NOON + 4 * HOUR),
        (Urgency.TODAY, NOON + 4 * HOUR),
        (Urgency.ROUTINE, NOON + 24 * HOUR),
    ],
)
def test_an_answer_is_owed_by_the_urgency_of_the_package(urgency: Urgency, due: datetime) -> None:
    assert CLOCKS.answer_due(NOON, urgency) == due


def test_a_working_day_leaves_out_the_weekend_and_bank_holidays() -> None:
    assert CLOCKS.answer_due(FRIDAY, Urgency.ROUTINE) == FRIDAY + timedelta(days=3)
    christmas_eve = datetime(2026, 12, 24, 10, 0, tzinfo=UTC)
    after = CLOCKS.answer_due(christmas_eve, Urgency.ROUTINE)
    assert after.date() == date(2026, 12, 29)
    assert CLOCKS.answer_due(FRIDAY, Urgency.TODAY) == FRIDAY + 4 * HOUR  # danger has no weekend


def test_days_and_hours_are_counted_through() -> None:
    timers = {t.id: t for t in CLOCKS.timers}
    assert CLOCKS.after(timers["clock.report-7"], FRIDAY) == FRIDAY + timedelta(days=7)


def test_with_no_timer_at_all_an_answer_is_owed_at_once() -> None:
    assert NO_CLOCKS.answer_due(NOON, Urgency.ROUTINE) == NOON
    assert NO_CLOCKS.due(Step.FIRST_CONTACT, NOON) is None
    assert NO_CLOCKS.ladder(NOON, NOON) == ()


# Whom to ring


def at(clocks: Clocks, due: datetime) -> list[timedelta]:
    return [rung.at - NOON for rung in clocks.ladder(NOON, due)]


def test_the_ladder_is_two_four_twenty_four_and_forty_eight_hours() -> None:
    assert at(CLOCKS, NOON + 4 * HOUR) == [2 * HOUR, 4 * HOUR, 24 * HOUR, 48 * HOUR]
    labels = [rung.timer.label for rung in CLOCKS.ladder(NOON, None)]
    assert labels[0] == "Telephone the duty desk"
    assert labels[1] == "Supervisor telephones supervisor"


def test_over_a_weekend_nobody_is_rung_before_the_answer_is_late() -> None:
    due = CLOCKS.answer_due(FRIDAY, Urgency.ROUTINE)
    rungs = CLOCKS.ladder(FRIDAY, due)
    assert rungs[0].at == due - 2 * HOUR
    assert rungs[1].at == due
    assert [r.at - due for r in rungs[2:]] == [20 * HOUR, 44 * HOUR]


def test_what_sealing_took_does_not_keep_the_supervisor_waiting_when_the_answer_is_due() -> None:
    asked_by = NOON + 4 * HOUR - timedelta(seconds=3)
    assert CLOCKS.ladder(NOON, asked_by)[1].at == asked_by
    found = chase(NOON, asked_by, None, CLOCKS, asked_by)
    assert found.now is not None
    assert found.now.timer.label == "Supervisor telephones supervisor"


def test_an_answer_owed_sooner_than_the_ladder_moves_no_rung() -> None:
    assert at(CLOCKS, NOON + HOUR) == at(CLOCKS, NOON + 4 * HOUR)


def chased(after: timedelta, rang: timedelta | None = None) -> Chase:
    called = NOON + rang if rang is not None else None
    return chase(NOON, NOON + 4 * HOUR, called, CLOCKS, NOON + after)


def test_before_the_first_rung_nobody_has_to_ring() -> None:
    found = chased(HOUR)
    assert (found.now, found.is_pressing) == (None, False)
    assert found.next is not None
    assert found.next.at == NOON + 2 * HOUR


def test_a_rung_is_pressing_from_its_time_until_somebody_rings() -> None:
    found = chased(2 * HOUR)
    assert found.now is not None
    assert (found.now.timer.ladder, found.is_pressing) == (1, True)
    found = chased(3 * HOUR, rang=timedelta(hours=2, minutes=30))
    assert (found.is_pressing, found.rang) == (False, NOON + timedelta(hours=2, minutes=30))
    assert found.next is not None
    assert found.next.timer.ladder == 2


def test_a_call_to_the_desk_does_not_stand_for_the_supervisors() -> None:
    found = chased(4 * HOUR, rang=3 * HOUR)
    assert found.now is not None
    assert (found.now.timer.ladder, found.is_pressing) == (2, True)


def test_the_last_rung_stays_pressing_however_long_it_is_silent() -> None:
    found = chased(timedelta(days=90))
    assert found.now is not None
    assert (found.now.timer.ladder, found.is_pressing, found.next) == (4, True, None)


# What is still owed


def steps(found: tuple[Owed, ...]) -> list[Step | None]:
    return [one.step for one in found]


def test_until_somebody_decides_one_answer_is_owed_by_its_time(desk: Desk) -> None:
    due = NOON + 4 * HOUR
    for said in ((), (answer(desk, Step.ARRIVED), answer(desk, Step.READ))):
        assert awaited(a_delivery(desk, *said), CLOCKS) == (Owed(Step.ACCEPTED, due),)


def test_an_acceptance_by_telephone_leaves_the_answer_owed(desk: Desk) -> None:
    delivery = a_delivery(desk, answer(desk, Step.ACCEPTED, proof=Proof.SPOKEN))
    assert steps(awaited(delivery, CLOCKS)) == [Step.ACCEPTED]
    assert delivery.spoken is not None


def test_after_an_acceptance_first_contact_is_due_in_a_day(desk: Desk) -> None:
    delivery = a_delivery(desk, answer(desk, Step.ACCEPTED, said_at=NOON))
    found = awaited(delivery, CLOCKS)
    assert steps(found) == [Step.FIRST_CONTACT, Step.CONFERENCE, Step.TRANSFERRED]
    assert (found[0].due, found[0].promised) == (NOON + 24 * HOUR, False)
    assert found[1].due is None


def test_what_they_promised_stands_before_what_the_timers_say(desk: Desk) -> None:
    promised = answer(desk, Step.ACCEPTED, due=NOON + 2 * HOUR)
    first = awaited(a_delivery(desk, promised), CLOCKS)[0]
    assert first == Owed(Step.FIRST_CONTACT, NOON + 2 * HOUR, promised=True)


def test_a_promise_is_kept_by_the_next_answer_whatever_it_says(desk: Desk) -> None:
    asked = answer(desk, Step.ASKED, text="Where?", due=NOON + HOUR)
    assert awaited(a_delivery(desk, asked), CLOCKS) == (Owed(None, NOON + HOUR, promised=True),)
    assert awaited(a_delivery(desk, answer(desk, Step.ASKED, text="Where?")), CLOCKS) == ()


@pytest.mark.parametrize(
    ("proof", "silent"), [(Proof.SPOKEN, True), (Proof.DIGEST, False)], ids=["spoken", "signed"]
)
def test_the_rule_about_silence_hears_a_signed_answer_and_no_spoken_one(
    desk: Desk, proof: Proof, silent: bool
) -> None:
    case = sent(desk, her_case(desk), NOON)
    case = recording.write(desk, case, answer(desk, Step.ACCEPTED, proof=proof))
    assert ("P26" in fired(case)) is silent


@pytest.mark.parametrize(
    ("proof", "missing"), [(Proof.SPOKEN, True), (Proof.DIGEST, False)], ids=["spoken", "signed"]
)
def test_a_conference_that_was_only_spoken_of_is_not_told(
    desk: Desk, proof: Proof, missing: bool
) -> None:
    case = answered(desk, her_case(desk), "W7", "high")
    case = recording.write(desk, case, answer(desk, Step.CONFERENCE, proof=proof))
    assert ("P24" in fired(case)) is missing


def test_each_later_answer_is_owed_once_and_then_no_more(desk: Desk) -> None:
    accepted = Said(Step.ACCEPTED, NOON, None)
    contact = Said(Step.FIRST_CONTACT, NOON + HOUR, NOON + 9 * HOUR)
    found = owed([accepted, contact], None, CLOCKS)
    assert found[0] == Owed(None, NOON + 9 * HOUR, promised=True)
    assert steps(found) == [None, Step.CONFERENCE, Step.TRANSFERRED]
    rest = [Said(s, NOON + 2 * HOUR, None) for s in (Step.CONFERENCE, Step.TRANSFERRED)]
    assert owed([accepted, contact, *rest], None, CLOCKS) == ()


def test_a_first_contact_that_was_only_spoken_of_is_still_owed(desk: Desk) -> None:
    spoken = answer(desk, Step.FIRST_CONTACT, proof=Proof.SPOKEN)
    found = awaited(a_delivery(desk, answer(desk, Step.ACCEPTED), spoken), CLOCKS)
    assert Step.FIRST_CONTACT in steps(found)


def test_what_follows_an_accepted_handover_owes_an_answer_and_no_second_first_contact(
    desk: Desk,
) -> None:
    case = came_back(desk, sent(desk, her_case(desk), NOON), Step.ACCEPTED)
    second = deliveries(sent(desk, case, NOON, digest="e" * 64))[0]
    assert steps(awaited(second, CLOCKS)) == [Step.ACCEPTED]
    assert owed([Said(Step.ACCEPTED, NOON, None)], None, CLOCKS, follows=True) == ()
    promised = Said(Step.ACCEPTED, NOON, NOON)
    assert steps(owed([promised], None, CLOCKS, follows=True)) == [None]


def test_what_follows_a_declined_handover_owes_everything(desk: Desk) -> None:
    case = came_back(desk, sent(desk, her_case(desk), NOON), Step.DECLINED)
    assert not deliveries(sent(desk, case, NOON, digest="e" * 64))[0].follows


def test_of_two_packages_taken_into_one_case_the_first_owes_what_comes_after(desk: Desk) -> None:
    case = her_case(desk)
    for digest in ("8" * 64, "9" * 64):
        body = ResponseBody(digest, Step.ACCEPTED, proof=Proof.DIGEST, area=desk.area)
        case = recording.write(desk, case, body)
    assert [loop.follows for loop in taken(case, desk.area)] == [True, False]


def test_a_desk_that_declined_owes_nothing_more() -> None:
    assert owed([Said(Step.DECLINED, NOON, NOON)], NOON, CLOCKS) == ()


# What an answer is, in whatever order it came


def test_answers_stand_in_the_order_in_which_they_were_said(desk: Desk) -> None:
    """The receipts were opened the wrong way round."""
    clock_of(desk).step(hours=3)
    accepted = answer(desk, Step.ACCEPTED, said_at=NOON + 2 * HOUR)
    asked = answer(desk, Step.ASKED, text="Where?", said_at=NOON + HOUR)
    delivery = a_delivery(desk, accepted, asked)
    assert delivery.decision is not None
    assert delivery.decision.body.step is Step.ACCEPTED
    assert delivery.may_release


def test_a_clock_that_runs_ahead_over_there_puts_nothing_after_what_is_said_later(
    desk: Desk,
) -> None:
    ahead = answer(desk, Step.DECLINED, said_at=NOON + timedelta(days=900))
    case = recording.write(desk, sent(desk, her_case(desk), NOON), ahead)
    clock_of(desk).step(hours=1)
    accepted = answer(desk, Step.ACCEPTED, said_at=NOON + HOUR)
    assert deliveries(recording.write(desk, case, accepted))[0].may_release


def test_who_declines_after_accepting_holds_it_no_more(desk: Desk) -> None:
    delivery = a_delivery(desk, answer(desk, Step.ACCEPTED), answer(desk, Step.DECLINED))
    assert not delivery.may_release
    asked = a_delivery(desk, answer(desk, Step.ACCEPTED), answer(desk, Step.ASKED))
    assert asked.may_release


def test_a_signed_answer_is_shown_before_one_that_was_only_spoken(desk: Desk) -> None:
    spoken = answer(desk, Step.READ, proof=Proof.SPOKEN, by="Ann")
    delivery = a_delivery(desk, spoken, answer(desk, Step.READ, by="K. Lowe"))
    read = delivery.at(Step.READ)
    assert read is not None
    assert read.body.by == "K. Lowe"
    assert delivery.spoken is None
    assert a_delivery(desk, answer(desk, Step.ACCEPTED)).spoken is None
    assert delivery.rang is not None


def test_another_areas_delivery_is_not_ours_to_chase(desk: Desk) -> None:
    case = sent(desk, her_case(desk), NOON)
    assert deliveries(case, "calderby.example") == ()
    assert len(deliveries(case, desk.area)) == 1


def test_what_we_took_in_is_told_from_what_we_sent(desk: Desk) -> None:
    case = came_back(desk, sent(desk, her_case(desk), NOON), Step.ACCEPTED)
    assert taken(case, desk.area) == ()
    ours = ResponseBody("9" * 64, Step.ACCEPTED, proof=Proof.DIGEST, area=desk.area)
    (loop,) = taken(recording.write(desk, case, ours), desk.area)
    assert (loop.digest, loop.sent) == ("9" * 64, NOON)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Estover desk\nShe moved there", ("Estover desk", "She moved there")),
        ("Only a reason", ("", "Only a reason")),
        ("Estover desk\n  ", ("", "Estover desk")),
        ("Estover\nShe moved\nlast week", ("Estover", "She moved\nlast week")),
    ],
)
def test_a_decline_says_who_should_have_it_and_why(text: str, expected: tuple[str, str]) -> None:
    assert redirect(ResponseBody(DIGEST, Step.DECLINED, text)) == expected
