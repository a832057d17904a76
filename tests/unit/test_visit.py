"""A visit: what is asked in it, how far it has come, and under what conditions."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from app.domain.answers import is_dealt_with, latest, said_in
from app.domain.case import fold
from app.domain.codes import Status
from app.domain.entry import LinkBody, SettingBody, SignoffBody, Value
from app.domain.ids import ItemId
from app.domain.people import ROLE
from app.domain.questionnaire import AboutType, ItemType, Place, Screening
from app.domain.visit import (
    Prompt,
    is_dealt,
    is_short,
    last_break,
    open_visit,
    progress,
    prompts,
    setting_of,
    settings_of,
    visits,
)
from app.services import interpreting, recording, visiting
from app.services.desk import Desk
from app.services.recording import Said
from tests.builders import an_id
from tests.unit.a_desk import a_desk, clock_of, her_case, talking, visited
from tests.unit.stories import the_library

SCREENING = the_library().screening
TODAY = date(2026, 11, 24)


@pytest.fixture
def desk() -> Desk:
    return a_desk()


def of_type(type_: ItemType) -> Prompt:
    return next(Prompt(s, i, None) for s in SCREENING.sections for i in s.items if i.type is type_)


@pytest.mark.parametrize(
    ("setting", "passed"),
    [
        (None, False),
        (SettingBody(), True),
        (SettingBody(mode="telephone"), False),
        (SettingBody(mode="telephone", gate="concern"), True),
        (SettingBody(mode="telephone", gate="override"), True),
        (SettingBody(mode="none", gate="not_suitable"), False),
    ],
)
def test_a_conversation_begins_after_the_interpreter_was_checked(
    desk: Desk, setting: SettingBody | None, passed: bool
) -> None:
    case, visit = visited(desk, her_case(desk))
    if setting is not None:
        case = visiting.note_setting(desk, case, visit.id, setting)
    assert visits(case)[0].gate_passed is passed


def test_a_break_starts_the_minutes_again(desk: Desk) -> None:
    case, visit = visited(desk, her_case(desk))
    assert last_break(case, visit) == visit.began
    clock_of(desk).step(minutes=40)
    case = visiting.take_break(desk, case, visit)
    assert last_break(case, visit) == desk.clock.now()


def test_a_note_belongs_to_its_visit_or_to_the_desk(desk: Desk) -> None:
    case, visit = visited(desk, her_case(desk))
    case = visiting.note(desk, case, visit, "Call", "The school rang")
    assert case.ordered[-1].visit == visit.id
    clock_of(desk).step(seconds=1)
    assert visiting.note(desk, case, None, "Call", "Again").ordered[-1].visit is None


def test_leaving_without_the_least_says_why_for_each_thing_lacking(desk: Desk) -> None:
    case, visit = visited(desk, her_case(desk))
    case = visiting.leave_without(desk, case, visit, ("pl.P1", "pl.C1"), "He came home")
    said = [e.body.decision for e in case.ordered if isinstance(e.body, SignoffBody)]
    assert said == ["before-leaving:pl.P1", "before-leaving:pl.C1"]
    assert open_visit(case) is None
    assert not visits(case)[0].is_open


def test_a_planned_visit_is_not_open_and_keeps_its_time(desk: Desk) -> None:
    when = desk.clock.now()
    case, _ = visiting.plan(desk, her_case(desk), "home", "first", when, ())
    (visit,) = visits(case)
    assert (visit.planned, visit.is_open, visit.setting) == (when, False, None)


@pytest.mark.parametrize(
    ("value", "short"),
    [
        (Value(codes=("yes",), number=40), False),
        (Value(codes=("yes",), number=9), True),
        (Value(codes=("no",)), True),
        (Value(codes=("unclear",)), True),
    ],
)
def test_little_time_or_no_safety_gives_the_short_set(
    desk: Desk, value: Value, short: bool
) -> None:
    case, visit = talking(desk, her_case(desk))
    whole = prompts(case, SCREENING, visit, TODAY)
    assert not is_short(case, visit)
    item = SCREENING.item("B2")
    case = recording.answer(desk, case, item, value, Said(), about=case.at_risk(), visit=visit.id)
    assert is_short(case, visit) is short
    asked = prompts(case, SCREENING, visit, TODAY)
    assert (len(asked) < len(whole)) is short
    assert not short or all(p.item.short for p in asked)


def test_each_party_and_each_child_is_asked_about_page_after_page(desk: Desk) -> None:
    case = her_case(desk)
    her = case.at_risk()
    for label, relation in [("H.", "husband"), ("M.", "mother_in_law"), ("A.", "child_of")]:
        case, _ = recording.add_subject(desk, case, label, relation, to=her)
    asked = prompts(case, SCREENING, None, TODAY)
    for kind, people in [(AboutType.PARTY, 2), (AboutType.CHILD, 1)]:
        about = [p.about for p in asked if p.item.about is kind]
        assert len(set(about)) == people
    section = next(p.section for p in asked if p.item.about is AboutType.PARTY)
    in_turn = [p.about for p in asked if p.section == section and p.item.about is AboutType.PARTY]
    assert sum(a != b for a, b in pairwise(in_turn)) == 1


def test_a_question_about_the_case_itself_is_asked_once(desk: Desk) -> None:
    section = next(s for s in SCREENING.sections if s.place is Place.VISIT)
    item = replace(section.items[0], about=AboutType.CASE, show=None, type=ItemType.TEXT)
    own = Screening(1, (replace(section, items=(item,)),))
    asked = prompts(her_case(desk), own, None, TODAY)
    assert [p.about for p in asked] == [None]


def test_what_is_only_shown_needs_nothing_and_what_was_declined_is_dealt_with(desk: Desk) -> None:
    case, visit = talking(desk, her_case(desk))
    assert is_dealt(case, of_type(ItemType.VIEW), visit.id)
    item = SCREENING.item("D1")
    prompt = Prompt(SCREENING.sections[0], item, case.at_risk())
    assert not is_dealt(case, prompt, visit.id)
    declined = Value(codes=("declined",))
    case = recording.answer(
        desk, case, item, declined, Said(), about=case.at_risk(), visit=visit.id
    )
    assert is_dealt(case, prompt, visit.id)
    assert [a.body.value for a in said_in(case, item, case.at_risk(), visit.id)] == [declined]
    assert not is_dealt_with(Value(codes=("not_asked",)))
    (line,) = progress(case, (prompt, prompt), visit.id)
    assert (line.done, line.of) == (2, 2)


def test_links_are_dealt_with_once_one_of_their_kind_stands(desk: Desk) -> None:
    case = her_case(desk)
    case, man = recording.add_subject(desk, case, "H.", "husband", to=case.at_risk())
    items = [
        (s, i)
        for s in SCREENING.sections
        for i in s.items
        if i.type is ItemType.LINKS and i.about is AboutType.PARTY
    ]
    roles = next(
        Prompt(s, i, man) for s, i in items if any(o.code.startswith(ROLE) for o in i.options)
    )
    assert not is_dealt(case, roles, None)
    body = LinkBody(case.at_risk(), "role.decides", Status.SUSPECTED)
    assert is_dealt(recording.link(desk, case, man, body), roles, None)


def test_a_no_said_in_a_doubtful_visit_is_not_established(desk: Desk) -> None:
    case, visit = talking(desk, her_case(desk))
    item = SCREENING.item("G1")
    case = recording.answer(
        desk, case, item, Value(codes=("no",)), Said(), about=case.at_risk(), visit=visit.id
    )
    said = latest(case, ItemId("G1"), case.at_risk())
    assert said is not None
    assert not said.not_established
    concern = the_library().interpreting.concern("knows_family")
    assert concern is not None
    case = interpreting.raise_concern(desk, case, visit, concern, "G1", "")
    said = latest(case, ItemId("G1"), case.at_risk())
    assert said is not None
    assert said.not_established


class CountingDown:
    """Ids that come out smaller each time, as random ones do half of the time."""

    def __init__(self) -> None:
        self.next = 9_000

    def new(self) -> str:
        self.next -= 1
        return an_id(self.next)


@pytest.mark.parametrize("minutes", [0, -5])
def test_who_left_has_left_in_the_same_second_and_when_the_clock_went_back(minutes: int) -> None:
    desk = replace(a_desk(), ids=CountingDown())
    case, visit = visited(desk, her_case(desk))
    here = SettingBody(mode="telephone", gate="suitable", reference="LB-204")
    case = visiting.note_setting(desk, case, visit.id, here)
    clock_of(desk).step(minutes=minutes)
    now = open_visit(case)
    assert now is not None
    assert now.gate_passed
    case = interpreting.change_interpreter(desk, case, now, "The line broke")
    now = open_visit(case)
    assert now is not None
    assert not now.gate_passed
    assert setting_of(case, visit.id) == now.setting
    assert [e.body for e in now.settings] == [here, now.setting]


def test_settings_that_follow_each_other_are_all_shown(desk: Desk) -> None:
    case, visit = visited(desk, her_case(desk))
    for place in ("Alone", "His mother"):
        case = visiting.note_setting(desk, case, visit.id, SettingBody(present=place))
    one, two = settings_of(case, visit.id)
    made_up = replace(one, follows=(two.id,))
    case = fold(case.id, [made_up if e.id == one.id else e for e in case.ordered])
    assert {e.id for e in settings_of(case, visit.id)} == {one.id, two.id}
