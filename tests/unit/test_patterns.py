"""What the pattern rules do with a case, and what they must never do."""

from datetime import UTC, datetime

import pytest

from app.content.examples import TODAY
from app.domain.patterns import evaluate, stops
from app.domain.reference import Urgency
from tests.unit.stories import (
    BROTHER,
    HUSBAND,
    Fact,
    answer,
    findings,
    fired,
    the_library,
    told,
)

DOUBTFUL: Fact = {"setting": "v1", "reliability": "doubtful"}


def test_an_empty_case_says_nothing_and_calls_nothing_low() -> None:
    assert fired() == set()


@pytest.mark.parametrize("code", ["declined", "not_safe", "not_asked"])
def test_a_question_without_an_answer_fires_no_rule_and_settles_none(code: str) -> None:
    assert "P19" not in fired(answer("G7", code), answer("E4", "yes"))
    assert "P15" not in fired(answer("K4", code))


def test_unclear_fires_as_yes_does() -> None:
    assert "P16" in fired(answer("M2", "unclear"))
    assert "P16" in fired(answer("M2", past=["unclear"]))


def test_a_no_said_in_a_doubtful_visit_establishes_nothing() -> None:
    assert "P23" in fired(answer("B2", "no", visit="v2"))
    found = findings(told(DOUBTFUL, answer("B2", "no", visit="v1")))["P23"]
    assert "Safe to talk" not in found.because


def test_a_yes_said_in_a_doubtful_visit_counts() -> None:
    assert "P15" in fired(DOUBTFUL, answer("K4", "yes", visit="v1"))


def test_a_later_no_to_a_threat_takes_nothing_away() -> None:
    facts = (answer("J2", "own_choice"), answer("F3", "often"))
    assert "P18" in fired(answer("G1", "yes", then="no"), *facts)


def test_a_denial_today_keeps_the_fear_of_yesterday_alive() -> None:
    found = findings(told(answer("D1", "very", then="not_afraid")))["P07"]
    assert found.urgency is Urgency.SAME_DAY
    assert len(found.evidence) == 2


def test_a_place_that_changed_is_read_as_it_stands_today() -> None:
    there: Fact = answer("H5", "released", about="hal", then="in_custody")
    assert "P06" not in fired(HUSBAND, there)


def test_the_finding_names_its_evidence_and_the_person_it_is_about() -> None:
    case = told(HUSBAND, BROTHER, answer("H5", "released", about="bo"))
    found = findings(case)["P06"]
    assert [case.label(subject) for subject in found.about] == ["bo"]
    assert case.by_address["H5", found.about[0], ""][0].id in found.evidence  # type: ignore[index]


def test_the_reason_is_a_short_sentence_without_anybodys_own_words() -> None:
    case = told(HUSBAND, answer("H5", "released", about="hal", text="at his cousin Azad's"))
    because = findings(case)["P06"].because
    assert because.endswith(".")
    assert "released" in because
    assert "Azad" not in because


def test_one_person_recorded_twice_is_one_person() -> None:
    blame = answer("E1", "rumour")
    assert "P01" in fired(HUSBAND, BROTHER, blame)
    same: Fact = {"person": "bo", "is": "same_as", "of": "hal"}
    assert "P01" not in fired(HUSBAND, BROTHER, blame, same)


def test_a_closed_way_is_urgent_at_once_where_nobody_knows_where_he_is() -> None:
    refused = answer("J5", days=-3, row="contact")
    settled = answer("H5", "in_custody", about="hal")
    assert findings(told(HUSBAND, refused))["P05"].urgency is Urgency.IMMEDIATE
    assert findings(told(HUSBAND, refused, settled))["P05"].urgency is Urgency.SAME_DAY


def test_being_found_is_urgent_at_once_beside_a_released_party() -> None:
    found_out = (answer("R1", "once"), HUSBAND)
    alone = findings(told(*found_out))["P11"]
    beside = findings(told(*found_out, answer("H5", "released", about="hal")))["P11"]
    assert (alone.urgency, beside.urgency) == (Urgency.SAME_DAY, Urgency.IMMEDIATE)


def test_a_journey_within_the_week_is_urgent_at_once() -> None:
    soon, later = (findings(told(answer("N1", "yes", days=d)))["P14"] for d in (6, 8))
    assert (soon.urgency, later.urgency) == (Urgency.IMMEDIATE, Urgency.SAME_DAY)


def test_the_most_urgent_findings_come_first() -> None:
    case = told(HUSBAND, answer("H5", "missing", about="hal"), answer("M2", "yes"))
    urgency = [f.urgency for f in evaluate(case, the_library().book, TODAY)]
    assert urgency == sorted(urgency, key=list(Urgency).index)
    assert urgency[0] is Urgency.IMMEDIATE


@pytest.mark.parametrize(
    ("facts", "together"),
    [
        ((answer("H5", "tag_removed", about="hal"), answer("J5", days=-9)), ("P05", "P06")),
        ((answer("R1", "once"), answer("J5", days=-9)), ("P05", "P11")),
        (
            (
                answer("J2", "does_not_accept"),
                answer("J6", "yes"),
                answer("H7", "sex_offender", about="hal"),
            ),
            ("P04", "P20"),
        ),
    ],
)
def test_the_last_days_of_the_review_stop_the_worker_at_the_door(
    facts: tuple[Fact, ...], together: tuple[str, str]
) -> None:
    book = the_library().book
    demanded = stops(evaluate(told(HUSBAND, *facts), book, TODAY), book)
    assert together in [stop.rules for stop in demanded]
    assert not stops(evaluate(told(HUSBAND, *facts[1:]), book, TODAY), book)


@pytest.mark.parametrize(
    "fact",
    [
        {"setting": "v1", "hearing": "mother-in-law"},
        {"setting": "v1", "mode": "telephone", "concern": "line_quality"},
        {"setting": "v1", "reliability": "doubtful"},
        answer("B2", "yes", number=9, visit="v1"),
        answer("B1", "on_phone", visit="v1"),
        answer("B4", "unclear", visit="v1"),
        answer("B5", "yes", visit="v1"),
    ],
)
def test_unsafe_conditions_of_an_interview_are_found(fact: Fact) -> None:
    assert "P23" in fired(fact)


@pytest.mark.parametrize(
    "fact",
    [
        {"setting": "v1", "hearing": "nobody", "mode": "in_person"},
        {"setting": "v1", "mode": "telephone"},  # a good line
        {"setting": "v1", "mode": "in_person", "concern": "line_quality"},
        {"visit": "v1", "minutes": 9},  # two clock readings decide nothing
        answer("B2", "yes", number=10, visit="v1"),
        answer("B1", "alone", visit="v1"),
        answer("B5", "no", visit="v1"),
        answer("B5", "yes"),  # written at the desk, of no visit
    ],
)
def test_sound_conditions_of_an_interview_are_not_called_unsafe(fact: Fact) -> None:
    assert "P23" not in fired({"setting": "v1"}, fact)


def test_many_unanswered_questions_in_one_visit_make_it_unsafe() -> None:
    asked = [answer(item, "not_safe", visit="v1") for item in ("G1", "G2", "G3", "G4", "G5", "G6")]
    sound: Fact = {"setting": "v1"}
    assert "P23" in fired(sound, *asked)
    assert "P23" not in fired(sound, *asked[1:])


@pytest.mark.parametrize("step", ["sent", "called", "arrived", "read", "asked"])
def test_only_an_answer_by_name_answers_a_handover(step: str) -> None:
    """Arrived, read or passed on is not received (NO15)."""
    assert "P26" in fired({"delivery": "d1", "due": -1}, {"response": "d1", "step": step})


def test_an_answer_to_another_handover_answers_nothing() -> None:
    assert "P26" in fired({"delivery": "d1", "due": -1}, {"response": "d2", "step": "accepted"})


def test_with_the_time_of_day_a_handover_is_late_from_the_minute_it_was_due() -> None:
    case, book = told({"delivery": "d1", "due": 0}), the_library().book
    noon = datetime(2026, 3, 10, 12, tzinfo=UTC)
    assert any(f.rule == "P26" for f in evaluate(case, book, TODAY, noon))
    early = noon.replace(hour=11)
    assert not any(f.rule == "P26" for f in evaluate(case, book, TODAY, early))


@pytest.mark.parametrize(("days", "fires"), [(0, True), (-60, True), (-61, False), (1, False)])
def test_a_refusal_is_dangerous_for_sixty_days(days: int, fires: bool) -> None:
    assert ("P05" in fired(answer("J5", days=days, row="order"))) is fires


def test_a_town_is_compared_whatever_its_spelling_of_case_and_stops() -> None:
    no_go = answer("R3", text="the mosque in Calderby; ESTOVER.")
    assert "P13" in fired(no_go, BROTHER, answer("H4", "abroad", about="bo", text="Estover"))


def test_leaving_a_conference_unrecorded_is_said_until_one_is_recorded() -> None:
    assert "P24" in fired(answer("G2", past=["yes"]))
    assert "P24" in fired(answer("G2", past=["yes"]), answer("W10", "not_marac"))
    assert "P24" not in fired(answer("G2", past=["yes"]), answer("W10", "marac_emergency"))


def test_that_it_is_safe_to_talk_is_no_marker() -> None:
    assert "P24" not in fired(answer("B2", "yes"))
