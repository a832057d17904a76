"""The judgement: written by a person, owed in full, and never lowered by one hand alone."""

from dataclasses import replace

import pytest

from app.domain.case import Case
from app.domain.entry import AnswerBody, FindingBody, Kind, SignoffOn, Value
from app.domain.errors import RecordRefused
from app.domain.ids import ItemId
from app.domain.judgement import ALWAYS, critical_ever, gaps, is_stale, signed
from app.domain.reference import Urgency
from app.domain.weighing import level_over, lowering_owed, mismatch, written_last
from app.services import judging, recording
from app.services.desk import Desk
from tests.unit.a_desk import a_desk, answered, her_case
from tests.unit.stories import a_finding, the_library

SCREENING = the_library().screening
LEVELS = [o.code for o in SCREENING.item("W6").options]
CRITICAL = next(
    i.id
    for s in SCREENING.sections
    for i in s.items
    if i.critical and i.type == "state" and i.about == "person"
)


@pytest.fixture
def desk() -> Desk:
    return a_desk()


def everything(desk: Desk, case: Case, level: str = "") -> Case:
    for item in (*ALWAYS, "W9"):
        row = next((r.code for r in SCREENING.item(item).rows), "")
        case = answered(desk, case, item, text="Written", row=row)
    return at_level(desk, case, level or LEVELS[0])


def at_level(desk: Desk, case: Case, level: str) -> Case:
    value = Value(codes=(level,))
    item = SCREENING.item("W6")
    return recording.answer(desk, case, item, value, recording.Said())


def critical(desk: Desk, case: Case) -> Case:
    return answered(desk, case, CRITICAL, "yes", about=case.at_risk())


def test_a_card_is_written_down_when_it_is_first_shown_and_not_again(desk: Desk) -> None:
    case, finding = her_case(desk), a_finding()
    once = judging.show(desk, case, (finding,), None)
    assert judging.show(desk, once, (finding,), None) is once
    shown = judging.shown(once, finding.rule)
    assert shown is not None
    more = replace(finding, urgency=Urgency.IMMEDIATE, evidence=(case.ordered[0].id,))
    again = judging.show(desk, once, (more,), None)
    assert again.ordered[-1].follows == (shown.id,)
    assert [e.body.urgency for e in again.of(Kind.FINDING) if isinstance(e.body, FindingBody)] == [
        "I"
    ]


def test_a_judgement_with_gaps_is_not_signed_and_the_first_gap_is_named(desk: Desk) -> None:
    case = her_case(desk)
    with pytest.raises(RecordRefused) as refused:
        judging.sign_judgement(desk, case, SCREENING, "as written")
    assert (refused.value.code, refused.value.facts["first"]) == ("judgement.gaps", "W1")


def test_a_whole_judgement_is_signed_and_goes_stale_when_it_is_changed(desk: Desk) -> None:
    case = judging.sign_judgement(desk, everything(desk, her_case(desk)), SCREENING, "as written")
    signature = signed(case)
    assert signature is not None
    assert not is_stale(case, signature)
    assert level_over(case, signature) == LEVELS[0]
    case = at_level(desk, case, LEVELS[1])
    assert is_stale(case, signature)
    assert signed(case, SignoffOn.PLAN) is None


def test_each_child_is_heard_or_somebody_says_why_not(desk: Desk) -> None:
    case = everything(desk, her_case(desk))
    case, child = recording.add_subject(desk, case, "A., 12", "child_of", to=case.at_risk())
    assert [(g.item, g.about) for g in gaps(case, SCREENING)] == [("L9", child)]
    row = next((r.code for r in SCREENING.item("L10").rows), "")
    case = answered(desk, case, "L10", text="Asleep", about=child, row=row)
    assert gaps(case, SCREENING) == ()


def test_a_critical_answer_that_was_taken_back_still_counts(desk: Desk) -> None:
    case = critical(desk, her_case(desk))
    assert "W9" in [g.item for g in gaps(case, SCREENING)]
    her = case.at_risk()
    said = case.answers(ItemId(CRITICAL), her)[0]
    assert isinstance(said.body, AnswerBody)
    denied = replace(said.body, value=Value(codes=("no",)))
    case = recording.write(desk, case, denied, about=her, follows=[said.id])
    assert critical_ever(case, SCREENING) == (said,)


def test_a_lower_level_is_signed_only_with_a_second_name(desk: Desk) -> None:
    case = critical(desk, everything(desk, her_case(desk)))
    assert judging.sign_lowering(desk, case, SCREENING, "Sue", "quiet") is case
    case = judging.sign_judgement(desk, case, SCREENING, "as written")
    case = at_level(desk, case, LEVELS[-1])
    owed = lowering_owed(case, SCREENING)
    assert owed is not None
    assert (owed.before, owed.after) == (LEVELS[0], LEVELS[-1])
    for second, reasons, code in [
        (" ", "quiet", "judgement.second-name"),
        (desk.author.name, "quiet", "judgement.second-name"),
        ("Sue", " ", "judgement.no-reasons"),
    ]:
        with pytest.raises(RecordRefused) as refused:
            judging.sign_lowering(desk, case, SCREENING, second, reasons)
        assert refused.value.code == code
    with pytest.raises(RecordRefused) as refused:
        judging.sign_judgement(desk, case, SCREENING, "as written")
    assert refused.value.code == "judgement.lowering"
    case = judging.sign_lowering(desk, case, SCREENING, "Sue", "Seen alone twice since")
    assert lowering_owed(case, SCREENING) is None
    judging.sign_judgement(desk, case, SCREENING, "as written")


def test_nothing_is_owed_for_a_level_that_rises_or_is_not_in_the_pack(desk: Desk) -> None:
    case = critical(desk, everything(desk, her_case(desk), LEVELS[1]))
    case = judging.sign_judgement(desk, case, SCREENING, "as written")
    assert lowering_owed(at_level(desk, case, LEVELS[0]), SCREENING) is None
    assert lowering_owed(at_level(desk, case, "another"), SCREENING) is None


def test_without_a_critical_answer_no_second_name_is_owed(desk: Desk) -> None:
    case = judging.sign_judgement(desk, everything(desk, her_case(desk)), SCREENING, "as written")
    assert lowering_owed(at_level(desk, case, LEVELS[-1]), SCREENING) is None


def test_a_signature_over_no_level_says_no_level(desk: Desk) -> None:
    case = judging.sign_plan(desk, her_case(desk), "agreed")
    signature = case.ordered[-1]
    assert level_over(case, signature) == ""
    assert level_over(case, case.ordered[0]) == ""
    assert not is_stale(case, case.ordered[0])


def test_an_agency_grade_that_says_less_is_shown_beside_what_was_found(desk: Desk) -> None:
    case = answered(desk, her_case(desk), "W7", "standard")
    finding = replace(a_finding(), urgency=Urgency.SAME_DAY)
    assert mismatch(case, []) is None
    found = mismatch(case, [finding])
    assert found is not None
    assert (found.grade, found.level, found.rules) == ("standard", "", (finding.rule,))
    assert mismatch(her_case(desk), [finding]) is None


def test_the_newest_of_several_answers_is_found(desk: Desk) -> None:
    case = answered(desk, her_case(desk), "W1", text="Control")
    case = answered(desk, case, "W2", text="His mother")
    assert written_last(case, ["W1", "W2"]) == case.ordered[-1]
    assert written_last(case, ["W3"]) is None
