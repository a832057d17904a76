"""The judgement: written by a person, owed in full, and never lowered by one hand alone."""

from dataclasses import replace

import pytest

from app.domain.case import Case, fold
from app.domain.codes import Kind, SignoffOn
from app.domain.entry import AnswerBody, Entry, FindingBody, NoteBody, Value
from app.domain.errors import RecordRefused
from app.domain.ids import ItemId
from app.domain.judgement import ALWAYS, critical_ever, gaps, is_stale, signed
from app.domain.patterns import Finding, evaluate
from app.domain.reference import Urgency
from app.domain.weighing import level_over, lowering_owed, mismatch, written_last
from app.services import correcting, judging, recording
from app.services.desk import Desk
from tests.builders import NOON
from tests.unit.a_desk import a_desk, answered, clock_of, her_case
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


def live(case: Case) -> tuple[Finding, ...]:
    """What the rules raise on the day of the test."""
    return evaluate(case, the_library().book, NOON.date())


def shown(desk: Desk, case: Case) -> Case:
    """The case after its cards were on the screen."""
    return judging.show(desk, case, live(case), None)


def signed_by(desk: Desk, case: Case) -> Case:
    """The judgement signed with the cards that the rules raise on the screen."""
    case = shown(desk, case)
    return judging.sign_judgement(desk, case, SCREENING, "as written", live(case))


def answer_of(entry: Entry) -> AnswerBody:
    assert isinstance(entry.body, AnswerBody)
    return entry.body


def stale(case: Case) -> bool:
    signature = signed(case)
    assert signature is not None
    return is_stale(case, signature, SCREENING, live(case))


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
        signed_by(desk, case)
    assert (refused.value.code, refused.value.facts["first"]) == ("judgement.gaps", "W1")


def test_a_whole_judgement_is_signed_and_goes_stale_when_it_is_changed(desk: Desk) -> None:
    case = signed_by(desk, everything(desk, her_case(desk)))
    signature = signed(case)
    assert signature is not None
    assert not is_stale(case, signature, SCREENING, live(case))
    assert level_over(case, signature) == LEVELS[0]
    case = at_level(desk, case, LEVELS[1])
    assert is_stale(case, signature, SCREENING, live(case))
    assert signed(case, SignoffOn.PLAN) is None


@pytest.mark.parametrize("item", ["K2", "G2"])
def test_what_is_said_after_signing_and_raises_concern_asks_for_another_look(
    desk: Desk, item: str
) -> None:
    """A card that comes up (K2), and a critical answer that brings no card with it (G2)."""
    case = signed_by(desk, everything(desk, her_case(desk)))
    case = shown(desk, recording.write(desk, case, NoteBody("Call", "The school rang")))
    assert not stale(case), "a note that raises nothing leaves the judgement as it was"
    case = shown(desk, answered(desk, case, item, "yes", about=case.at_risk()))
    assert stale(case)
    clock_of(desk).step(minutes=1)
    assert not stale(signed_by(desk, case)), "signed again, over what is there now"


def test_a_critical_answer_that_is_taken_back_after_signing_asks_for_another_look(
    desk: Desk,
) -> None:
    case = signed_by(desk, critical(desk, everything(desk, her_case(desk))))
    assert not stale(case)
    (said,) = critical_ever(case, SCREENING)
    denied = replace(answer_of(said), value=Value(codes=("no",)))
    case = recording.write(desk, case, denied, about=said.about, follows=[said.id])
    assert stale(case)
    clock_of(desk).step(minutes=1)
    assert not stale(signed_by(desk, case))


def test_a_card_that_goes_away_after_signing_asks_for_another_look_too(desk: Desk) -> None:
    case = everything(desk, her_case(desk))
    case, _man = recording.add_subject(desk, case, "H.", "husband", to=case.at_risk())
    open_role = {f.rule for f in live(case)}
    case = signed_by(desk, case)
    assert not stale(case)
    (link,) = case.links("husband")
    case = correcting.put_right(desk, case, link, "He is a lodger")
    assert {f.rule for f in live(case)} < open_role
    assert stale(case)


def test_a_card_that_only_became_more_urgent_is_the_same_card(desk: Desk) -> None:
    case, _man = recording.add_subject(
        desk, everything(desk, her_case(desk)), "H.", "husband", to=None
    )
    case = signed_by(desk, case)
    signature, before = signed(case), live(case)
    assert signature is not None
    assert before
    urgent = [replace(f, urgency=Urgency.IMMEDIATE) for f in before]
    case = judging.show(desk, case, tuple(urgent), None)
    assert not is_stale(case, signature, SCREENING, urgent)


def test_a_card_that_stood_on_what_is_held_back_here_is_not_called_changed(desk: Desk) -> None:
    case = everything(desk, her_case(desk))
    case = signed_by(desk, answered(desk, case, "K2", "yes", about=case.at_risk()))
    signature = signed(case)
    assert signature is not None
    (withheld,) = [e for e in case.of(Kind.ANSWER) if answer_of(e).item == "K2"]
    smaller = fold(case.id, [e for e in case.ordered if e != withheld])
    assert {f.rule for f in live(smaller)} < {f.rule for f in live(case)}
    assert not is_stale(smaller, signature, SCREENING, live(smaller))


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
    case = signed_by(desk, case)
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
        signed_by(desk, case)
    assert refused.value.code == "judgement.lowering"
    case = judging.sign_lowering(desk, case, SCREENING, "Sue", "Seen alone twice since")
    assert lowering_owed(case, SCREENING) is None
    signed_by(desk, case)


def test_nothing_is_owed_for_a_level_that_rises_or_is_not_in_the_pack(desk: Desk) -> None:
    case = critical(desk, everything(desk, her_case(desk), LEVELS[1]))
    case = signed_by(desk, case)
    assert lowering_owed(at_level(desk, case, LEVELS[0]), SCREENING) is None
    assert lowering_owed(at_level(desk, case, "another"), SCREENING) is None


def test_without_a_critical_answer_no_second_name_is_owed(desk: Desk) -> None:
    case = signed_by(desk, everything(desk, her_case(desk)))
    assert lowering_owed(at_level(desk, case, LEVELS[-1]), SCREENING) is None


def test_a_signature_over_no_level_says_no_level(desk: Desk) -> None:
    case = judging.sign_plan(desk, her_case(desk), "agreed")
    signature = case.ordered[-1]
    assert level_over(case, signature) == ""
    assert level_over(case, case.ordered[0]) == ""
    assert not is_stale(case, case.ordered[0], SCREENING, ())


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
