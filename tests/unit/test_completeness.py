"""What a handover lacks is said first, and nothing withheld stays in by accident."""

from dataclasses import replace

import pytest

from app.content.examples import TODAY
from app.domain.answers import body_of
from app.domain.case import Case, fold
from app.domain.codes import Kind, Reliability, RestrictionClass, SignoffOn, Status
from app.domain.completeness import Missing, leaks, missing, reasons
from app.domain.deliveries import entries_in
from app.domain.entry import (
    ActionBody,
    AnswerBody,
    Body,
    Entry,
    LinkBody,
    NoteBody,
    SettingBody,
    SignoffBody,
    Value,
)
from app.domain.ids import EntryId, ItemId
from app.domain.judgement import signed_over
from app.domain.patterns import evaluate
from app.services import handing_over, judging, planning, recording, visiting
from app.services.desk import Desk
from app.services.report_source import cut
from tests.unit.a_desk import a_desk, answered, clock_of, her_case, visited
from tests.unit.stories import the_library

RC1, RC2 = RestrictionClass.RC1, RestrictionClass.RC2
OPEN = frozenset({RC1})


@pytest.fixture
def desk() -> Desk:
    return a_desk()


def lacking(case: Case) -> tuple[Missing, ...]:
    """What is missing, by the packs of the program and the findings of today."""
    library = the_library()
    return missing(case, library.screening, evaluate(case, library.book, TODAY))


def codes(case: Case) -> set[str]:
    return {m.code for m in lacking(case)}


def test_a_new_case_lacks_everything_a_receiver_would_ask_for(desk: Desk) -> None:
    assert codes(her_case(desk)) == {
        "judgement-not-signed",
        "no-conference",
        "no-specialist",
        "no-safe-contact",
        "no-interview-conditions",
        "fear-not-described",
        "no-plan",
    }


@pytest.mark.parametrize(("item", "words"), [("D4", "Whispers."), ("W4", "She watched the door.")])
def test_her_fear_is_described_where_it_was_seen_or_where_it_is_judged(desk, item, words) -> None:
    case = her_case(desk)
    about = case.at_risk() if item == "D4" else None
    case = answered(desk, case, item, text=words, about=about)
    assert "fear-not-described" not in codes(case)


def test_each_thing_that_was_done_is_no_longer_missing(desk: Desk) -> None:
    case = her_case(desk)
    her = case.at_risk()
    case = answered(desk, case, "W10", "marac_high_risk")
    case = answered(desk, case, "W8", text="Karma, 24 November")
    case = answered(desk, case, "Z2", "phone", about=her, row="number")
    case = answered(desk, case, "D4", "very_calm", about=her)
    case, visit = visited(desk, case)
    case = visiting.note_setting(desk, case, visit.id, SettingBody(present="Alone"))
    case = planning.add(desk, case, ActionBody("Locks", owner="Jo", due_words="standing"))
    assert codes(signed(desk, case)) == set()


def signed(desk: Desk, case: Case) -> Case:
    """The judgement as it stands now, with the cards that are up now, and a name to it."""
    library = the_library()
    findings = evaluate(case, library.book, TODAY)
    case = judging.show(desk, case, findings, None)
    over = signed_over(case, library.screening, findings)
    return recording.write(desk, case, SignoffBody(SignoffOn.JUDGEMENT, over, "signed", "so"))


def test_a_judgement_that_was_signed_before_something_new_was_said_is_named_as_stale(
    desk: Desk,
) -> None:
    case = signed(desk, answered(desk, her_case(desk), "W6", "serious_risk"))
    assert not codes(case) & {"judgement-not-signed", "judgement-stale"}
    case = answered(desk, case, "F2", "yes", about=case.at_risk())
    assert "judgement-stale" in codes(case)
    assert "judgement-not-signed" not in codes(case)
    assert "judgement-stale" not in codes(signed(desk, case))


def test_actions_without_an_owner_or_a_date_are_counted(desk: Desk) -> None:
    case = planning.add(desk, her_case(desk), ActionBody("Locks"))
    found = {m.code: m.count for m in lacking(case)}
    assert (found["plan-no-owner"], found["plan-no-date"]) == (1, 1)


def test_a_child_nobody_heard_and_a_role_nobody_knows_are_named(desk: Desk) -> None:
    case = her_case(desk)
    case, child = recording.add_subject(desk, case, "A., 12", "child_of", to=case.at_risk())
    case, man = recording.add_subject(desk, case, "H.", "husband", to=case.at_risk())
    found = {m.code: m.about for m in lacking(case)}
    assert found["child-not-heard"] == child
    assert found["role-not-established"] == man
    heard = answered(desk, case, "L9", text="I hide in the bath", about=child)
    assert "child-not-heard" not in codes(heard)


def test_the_newest_reason_for_what_is_missing_is_the_one_that_is_read(desk: Desk) -> None:
    case = her_case(desk)
    (plan,) = [m for m in lacking(case) if m.code == "no-plan"]
    case = handing_over.give_reason(desk, case, plan, "No time")
    clock_of(desk).step(minutes=5)
    case = handing_over.give_reason(desk, case, plan, "She left before it could be made")
    assert reasons(case) == {"no-plan": "She left before it could be made"}
    assert handing_over.give_reason(desk, case, plan, "x").ordered[-1].follows


@pytest.mark.parametrize(
    ("withheld", "kept"),
    [
        ("7 Larch Way", "She is at 7 larch WAY now"),
        ("07700 900 123", "Ring 07700-900123 after six"),
        ("Nasrin Kaya", "nasrin kaya opened the door"),
        ("Ayşe", "Ask for AYSE"),
        ("She has moved to a flat near the park and her post goes to NR1 1AA now", "Post: NR1 1AA"),
        ("She may be rung between nine and ten on +44 7700 900123 only", "On +447700900123"),
    ],
)
def test_a_withheld_name_address_or_number_is_found_in_what_stays(
    desk: Desk, withheld: str, kept: str
) -> None:
    case = answered(desk, her_case(desk), "B3", text=withheld, rc=RC2)
    case = answered(desk, case, "B3", text=withheld, row="again", rc=RC2)
    assert leaks(case, OPEN) == ()
    case = recording.write(desk, case, NoteBody("Call", kept))
    (leak,) = leaks(case, OPEN)
    assert leak.found_in == case.ordered[-1]
    assert leaks(case, OPEN | {RC2}) == ()


@pytest.mark.parametrize(
    "body",
    [
        AnswerBody(ItemId("C1"), 1, "", "", Value(), interpreted="He waits at 7 Larch Way"),
        SettingBody(provider="The bureau in 7 Larch Way"),
        SettingBody(called_from="7 Larch Way"),
        LinkBody(None, "placed_at", Status.ESTABLISHED, placed_by="The landlord of 7 Larch Way"),
    ],
)
def test_a_withheld_address_is_found_in_an_interpreters_words_and_wherever_somebody_types(
    desk: Desk, body: Body
) -> None:
    case = answered(desk, her_case(desk), "B3", text="7 Larch Way", rc=RC2)
    case = recording.write(desk, case, body, rc=RC1)
    (leak,) = leaks(case, OPEN)
    assert leak.found_in == case.ordered[-1]


@pytest.mark.parametrize("withheld", ["no", "Ann"])
def test_words_that_stand_everywhere_are_not_looked_for(desk: Desk, withheld: str) -> None:
    case = answered(desk, her_case(desk), "B3", text=withheld, rc=RC2)
    case = recording.write(desk, case, NoteBody("Call", f"{withheld} said so"))
    assert leaks(case, OPEN) == ()


def test_who_acts_in_a_withheld_step_is_looked_for_but_not_the_name_of_an_agency(
    desk: Desk,
) -> None:
    step = ActionBody("Meet", agency="Police", due_words="on Monday", owner="DC Mary Farrow")
    case = planning.add(desk, her_case(desk), step, rc=RC2)
    case = recording.write(desk, case, NoteBody("Call", "The police come on Monday"))
    assert leaks(case, OPEN) == ()
    case = recording.write(desk, case, NoteBody("Call", "Ask for dc mary farrow"))
    assert [leak.needle for leak in leaks(case, OPEN)] == ["DC Mary Farrow"]


def test_a_correction_in_a_withheld_class_takes_what_was_wrong_out_of_the_copy(desk: Desk) -> None:
    case = answered(desk, her_case(desk), "D1", text="Of her brother")
    wrong = case.ordered[-1]
    body = wrong.body
    case = recording.write(desk, case, body, rc=RC2, corrects=[wrong.id])
    assert wrong not in entries_in(case, OPEN, desk.area)
    assert case.ordered[-1] not in entries_in(case, OPEN, desk.area)
    assert entries_in(case, OPEN, "calderby.example") == ()


def test_what_a_corrected_answer_had_itself_corrected_does_not_stand_again_in_the_copy(
    desk: Desk,
) -> None:
    """The address typed in three goes, of which the last was given a class of its own."""
    first = answered(desk, her_case(desk), "B3", text="7 La")
    second = rewritten(desk, first, "7 Larch", RC1)
    third = rewritten(desk, second, "7 Larch Way", RC2)
    words = [body_of(e).value.text for e in entries_in(third, OPEN, desk.area) if is_answer(e)]
    assert words == []
    assert cut(third, OPEN).of(Kind.ANSWER, ever=True) == ()
    assert len(entries_in(third, OPEN | {RC2}, desk.area)) == len(third.ordered)


def test_a_withheld_correction_that_takes_nothing_out_here_takes_nothing_out_of_the_copy(
    desk: Desk,
) -> None:
    case, visit = visited(desk, answered(desk, her_case(desk), "D1", text="Of her brother"))
    said = next(e for e in case.ordered if is_answer(e))
    doubted = SettingBody(present="His mother", reliability=Reliability.DOUBTFUL)
    case = visiting.note_setting(desk, case, visit.id, doubted)
    case = recording.write(
        desk, case, NoteBody("Wrong", "of nobody"), visit=visit.id, rc=RC2, corrects=[said.id]
    )
    theirs = replace(case.ordered[-1], id=EntryId("f" * 32), area="calderby.example", visit=None)
    case = fold(case.id, [*case.ordered, theirs])
    assert said.id in case.accounts
    assert said in entries_in(case, OPEN, desk.area)


def rewritten(desk: Desk, case: Case, text: str, rc: RestrictionClass) -> Case:
    body, wrong = body_of(case.ordered[-1]), case.ordered[-1].id
    return recording.write(
        desk, case, replace(body, value=Value(text=text)), rc=rc, corrects=[wrong]
    )


def is_answer(entry: Entry) -> bool:
    return entry.kind is Kind.ANSWER


def test_an_empty_answer_is_no_way_to_reach_her(desk: Desk) -> None:
    case = her_case(desk)
    case = answered(desk, case, "Z2", about=case.at_risk(), row="number", value=Value())
    assert "no-safe-contact" in codes(case)
