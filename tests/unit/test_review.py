"""The supervisor's checks: what the record tells, what is left to a person, when one may sign."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.content.examples import TODAY
from app.domain.case import Case
from app.domain.codes import ActionStatus, Proof, RestrictionClass, SignoffOn, Step
from app.domain.entry import ActionBody, SignoffBody
from app.domain.handover import Decision, ReviewRole
from app.domain.review import (
    COMMENT,
    DECISIONS,
    Answered,
    Comment,
    Given,
    Mark,
    Review,
    Tells,
    Verdict,
    begun,
    may_sign,
    owed,
    same_person,
    signed_off,
    tells,
    tells_all,
)
from app.services import planning, recording
from tests.unit.a_desk import a_desk, came_back, her_case, sent
from tests.unit.stories import BROTHER, HUSBAND, Fact, answer, the_library, told

LIBRARY = the_library()
CHECKS = {check.id: check for check in LIBRARY.checks}
GIVEN = Given(
    book=LIBRARY.book,
    plan={row.id: row for row in LIBRARY.plan.rows},
    today=TODAY,
    now=datetime(2026, 3, 10, 12, tzinfo=UTC),
)
CHILD: Fact = {"child": "ana"}
MET, PARTLY, NOT_MET, NONE = Mark.MET, Mark.PARTLY, Mark.NOT_MET, Mark.NOT_APPLICABLE


def of(number: int, *facts: Fact, given: Given = GIVEN) -> Tells:
    return tells(told(*facts), CHECKS[f"check.{number:02d}"], given)


WHAT_THE_RECORD_TELLS = [
    # number, facts, what it suggests, why
    (2, [], NOT_MET, "absent"),
    (2, [answer("W8", text="Asked", about="case")], None, "person"),
    (3, [], None, "no-child"),
    (3, [CHILD], NOT_MET, "children-unheard"),
    (3, [CHILD, answer("L9", about="ana", text="It frightens her")], PARTLY, "some"),
    (6, [], NOT_MET, "absent"),
    (6, [HUSBAND], NOT_MET, "roles-open"),
    (
        6,
        [HUSBAND, {"person": "hal", "role": "role.decides", "status": "suspected"}],
        None,
        "roles-settled",
    ),
    (7, [HUSBAND, answer("J2", "together")], PARTLY, "stated"),
    (8, [], None, "not-said"),
    (8, [answer("R5", "wants")], PARTLY, "some"),
    (11, [], NOT_MET, "stated"),
    (11, [answer("R6", text="Ms B.")], MET, "stated"),
    (12, [answer("V2", "none_of_these")], None, "person"),
    (12, [answer("V2", "denies")], PARTLY, "some"),
    (13, [answer("W10", "not_marac", about="case")], None, "person"),
    (13, [answer("W10", "marac_high_risk", about="case")], MET, "stated"),
    (13, [HUSBAND, answer("H5", "released", about="hal")], NOT_MET, "stated"),
    (15, [HUSBAND], PARTLY, "stated"),
    (17, [], NONE, "stated"),
    (17, [{"case": "closure_proposed"}], NOT_MET, "absent"),
    (20, [], NOT_MET, "not-cosigned"),
    (23, [answer("M1", "no")], NONE, "stated"),
    (24, [{"setting": "v1", "reliability": "doubtful"}], NOT_MET, "stated"),
    (24, [answer("B1", "alone"), answer("B5", "no")], MET, "stated"),
    (26, [answer("M6", "not_told")], NOT_MET, "stated"),
    (27, [], None, "nothing-sent"),
    (27, [{"delivery": "d1", "due": -1}], NOT_MET, "stated"),
    (28, [], None, "person"),
    (30, [answer("A9", "yes", about="case")], NOT_MET, "stated"),
    (30, [answer("A9", "no", about="case")], MET, "stated"),
    (32, [], None, "not-said"),
]


@pytest.mark.parametrize(
    ("number", "facts", "mark", "because"),
    WHAT_THE_RECORD_TELLS,
    ids=[f"{n}-{m}-{b}" for n, _f, m, b in WHAT_THE_RECORD_TELLS],
)
def test_what_the_record_tells_of_a_check(number, facts, mark, because):
    found = of(number, *facts)
    assert (found.mark, found.because) == (mark, because)


def test_a_suggestion_names_the_entries_it_stands_on():
    case = told(answer("A9", "yes", about="case"))
    found = tells(case, CHECKS["check.30"], GIVEN)
    (entry,) = found.evidence
    assert case.entries[entry].body.item == "A9"
    assert found.looks_at == found.evidence


def test_a_part_that_was_withheld_tells_nothing():
    given = replace(GIVEN, withheld=frozenset({RestrictionClass.RC4}))
    assert of(22, answer("M4", "nrpf")).mark is PARTLY or of(22, answer("M4", "nrpf")).mark is None
    found = of(26, answer("M6", "not_told"), given=given)
    assert (found.mark, found.because) == (None, "withheld")
    assert found.looks_at  # what is here is shown all the same


def test_what_holds_only_what_is_new_tells_nothing():
    found = of(26, answer("M6", "not_told"), given=replace(GIVEN, partial=True))
    assert (found.mark, found.because) == (None, "partial")


def test_a_no_that_was_said_where_it_was_not_safe_meets_nothing():
    unsafe: Fact = {"setting": "v1", "reliability": "doubtful"}
    found = of(23, unsafe, {**answer("M1", "no"), "visit": "v1"})
    assert found.mark is not NONE


def test_every_check_can_be_told_of_an_empty_case_and_none_is_met():
    found = tells_all(told(), LIBRARY.checks, GIVEN)
    assert [t.check for t in found] == [c.id for c in LIBRARY.checks]
    assert not any(t.mark is MET for t in found)


def owning(*agencies: str, row: str = "", owner: str = "K. Lowe", due: bool = True) -> Case:
    """A case with an open action for each agency."""
    desk = a_desk()
    case = her_case(desk)
    for agency in agencies:
        body = ActionBody(
            f"What {agency} does",
            row=row,
            row_version=1 if row else 0,
            agency=agency,
            owner=owner,
            due=desk.clock.now() + timedelta(days=1) if due else None,
        )
        case = planning.add(desk, case, body)
    return case


@pytest.mark.parametrize(
    ("agencies", "mark", "because"),
    [
        ((), NOT_MET, "agencies-none"),
        (("POL", "POL"), NOT_MET, "police-alone"),
        (("POL", "CSC"), PARTLY, "agencies-few"),
        (("POL", "CSC", "SCH"), NOT_MET, "absent"),  # enough of them; who collects is not written
    ],
)
def test_a_plan_is_the_work_of_several_agencies(agencies, mark, because):
    found = tells(owning(*agencies), CHECKS["check.04"], GIVEN)
    assert (found.mark, found.because) == (mark, because)


def test_a_role_left_open_with_an_owner_and_a_day_is_partly_met():
    desk = a_desk()
    case = her_case(desk)
    case, _him = recording.add_subject(desk, case, "Hal", "husband", to=case.at_risk())
    body = ActionBody("Find out", "pl.K2", 1, "POL", "K. Lowe", desk.clock.now())
    case = planning.add(desk, case, body)
    found = tells(case, CHECKS["check.06"], GIVEN)
    assert (found.mark, found.because, found.words) == (PARTLY, "roles-open", "Hal")


def test_actions_with_nobodys_name_are_unknowns_without_an_owner():
    found = tells(owning("POL", owner=""), CHECKS["check.31"], GIVEN)
    assert (found.mark, found.because, found.words) == (PARTLY, "actions-loose", "1")
    assert len(found.evidence) == 1
    assert tells(owning("POL"), CHECKS["check.31"], GIVEN).because == "absent"


def test_an_action_that_lapsed_is_no_plan():
    desk = a_desk()
    body = ActionBody("Ask them", "pl.Sp1", 1, "PRA", "Jo", status=ActionStatus.LAPSED)
    case = planning.add(desk, her_case(desk), body)
    assert tells(case, CHECKS["check.02"], GIVEN).because == "absent"


@pytest.mark.parametrize(
    ("signed", "mark", "lacking"),
    [
        ((ReviewRole.POLICE,), PARTLY, "care"),
        ((ReviewRole.SUPERVISOR,), NOT_MET, "police care"),
        ((ReviewRole.POLICE, ReviewRole.CARE), MET, ""),
    ],
)
def test_police_and_social_care_both_sign_a_transfer(signed, mark, lacking):
    found = of(20, given=replace(GIVEN, signed=frozenset(signed)))
    assert (found.mark, found.words) == (mark, lacking)


def test_acceptance_and_first_contact_are_read_from_what_came_back():
    desk = a_desk()
    case = sent(desk, her_case(desk))
    assert tells(case, CHECKS["check.27"], GIVEN).because == "not-all-answered"
    case = came_back(desk, case, Step.ACCEPTED, Proof.DIGEST)
    assert tells(case, CHECKS["check.27"], GIVEN).mark is PARTLY
    case = came_back(desk, case, Step.FIRST_CONTACT)
    found = tells(case, CHECKS["check.27"], GIVEN)
    assert (found.mark, len(found.evidence)) == (MET, 2)


# ------------------------------------------------------------------------------- the review


def test_what_the_record_tells_is_filled_in_and_never_over_an_answer():
    check = CHECKS["check.30"]
    said = of(30, answer("A9", "yes", about="case"))
    assert begun(Review(), [said]).answer(check.id) == Answered(check.id, NOT_MET)
    mine = Review().answered(Answered(check.id, MET, "They were taken off the list"))
    assert begun(mine, [said]) == mine
    assert begun(Review(), [of(28)]).answers == ()


def test_a_suggested_does_not_apply_brings_its_reason():
    answered = begun(Review(), [of(17)]).answer("check.17")
    assert answered is not None
    assert (answered.mark, bool(answered.reason)) == (NONE, True)


def test_a_review_may_be_signed_when_nothing_is_owed():
    checks = [CHECKS["check.28"], CHECKS["check.29"]]
    review = Review()
    assert owed(review, checks) == ("check.28", "check.29", "verdict")
    review = review.answered(Answered("check.28", NONE)).answered(Answered("check.29", MET))
    assert owed(review, checks) == ("check.28", "verdict")
    review = review.answered(Answered("check.28", NONE, "Nothing is written in words"))
    assert owed(replace(review, verdict=Verdict.APPROVE), checks) == ()
    assert owed(replace(review, verdict=Verdict.RETURN), checks) == ("reasons",)
    unmet = review.answered(Answered("check.29", PARTLY))
    assert owed(replace(unmet, verdict=Verdict.APPROVE), checks) == ("reasons",)
    assert owed(replace(unmet, verdict=Verdict.APPROVE, reasons="It is in hand"), checks) == ()


def test_one_remark_on_an_entry_at_a_time_and_none_without_words():
    entry = told(HUSBAND, BROTHER).ordered[0].id
    review = Review().commented(Comment(entry, "When?")).commented(Comment(entry, "And where?"))
    assert review.comments == (Comment(entry, "And where?"),)
    assert review.comment(entry) == "And where?"
    assert review.commented(Comment(entry, " ")).comments == ()
    assert Review().comment(entry) == ""


def test_what_is_escalated_is_never_an_approval():
    assert DECISIONS[Verdict.ESCALATE] is DECISIONS[Verdict.RETURN] is Decision.RETURNED
    assert DECISIONS[Verdict.WITH_ACTIONS] is Decision.APPROVED_WITH_CONDITIONS


def test_only_decisions_of_reviewers_are_signatures_on_the_record():
    desk = a_desk()
    case = her_case(desk)
    over = (case.ordered[0].id,)
    for on, decision in (
        (SignoffOn.REVIEW, COMMENT),
        (SignoffOn.PLAN, "approved"),
        (SignoffOn.REVIEW, "approved"),
    ):
        case = recording.write(desk, case, SignoffBody(on, over, decision, "Why"))
    assert [(one.verdict, one.reasons) for one in signed_off(case)] == [(Verdict.APPROVE, "Why")]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("jo@norfolk.example", "jo+supervisor@norfolk.example", True),
        ("jo@norfolk.example", "jo@fen.example", False),
        ("jo@norfolk.example", "sue+supervisor@norfolk.example", False),
    ],
)
def test_an_office_makes_nobody_another_person(one, other, same):
    assert same_person(one, other) is same


def test_only_a_supervisor_signs_reviews():
    assert may_sign("sue+supervisor@norfolk.example")
    assert not may_sign("sue+content@norfolk.example")
    assert not may_sign("sue@supervisor.example")
