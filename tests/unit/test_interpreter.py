"""Views of an interpreted visit: its gate, what may be shown, its stretches, its concerns."""

from datetime import timedelta

import pytest

from app.domain.codes import Reliability, VisitStage
from app.domain.entry import NoteBody, SettingBody, Value, VisitBody
from app.domain.gate import NO_GATE, GateState, gate_state
from app.domain.ids import VisitId
from app.domain.interpreter import (
    Matter,
    Verdict,
    askable,
    break_due,
    card_of,
    hearing_owed,
    interpreted,
    may_ask,
    may_show,
    next_step,
    not_established,
    overridden,
    paused,
    raised,
    reliability,
    stretches,
    verdict,
)
from app.domain.interpreting import NO_INTERPRETING, Breaks, Phase
from app.domain.visit import BREAK, Visit, prompts, visits
from app.services import recording, visiting
from app.services.desk import Desk
from app.services.recording import Said
from tests.builders import NOON
from tests.unit.a_desk import a_desk, clock_of, her_case, visited
from tests.unit.stories import the_library

LIBRARY = the_library()
SCRIPT, GATE = LIBRARY.interpreting, LIBRARY.gate
SUITABLE = {"who": "service", "where": "private_far", "ties": "no_ties", "check": "agrees",
            "understand": "well"}  # fmt: skip


@pytest.fixture
def desk() -> Desk:
    return a_desk()


@pytest.mark.parametrize(
    ("setting", "state"),
    [
        (None, GateState.OPEN),
        (SettingBody(), GateState.NOT_NEEDED),
        (SettingBody(mode="telephone"), GateState.OPEN),
        (SettingBody(mode="telephone", gate="something newer"), GateState.OPEN),
        (SettingBody(mode="telephone", gate="suitable"), GateState.SUITABLE),
        (SettingBody(mode="video", gate="concern"), GateState.WITH_CONCERN),
        (SettingBody(mode="telephone", gate="not_suitable"), GateState.REFUSED),
        (SettingBody(mode="none", gate="not_suitable"), GateState.REFUSED),
        (SettingBody(mode="telephone", gate="override"), GateState.OVERRIDDEN),
        (SettingBody(mode="none", gate="override"), GateState.OVERRIDDEN),
    ],
)
def test_a_visit_says_how_far_its_gate_is(setting: SettingBody | None, state: GateState) -> None:
    assert gate_state(setting) is state


@pytest.mark.parametrize("setting", [None, SettingBody(mode="telephone")])
def test_before_the_gate_nothing_but_identity_and_conflict_is_shown(
    setting: SettingBody | None,
) -> None:
    shown = {matter for matter in Matter if may_show(setting, matter)}
    assert shown == {Matter.IDENTITY, Matter.CONFLICT, Matter.UNDERSTANDING}


def test_after_a_refusal_not_even_the_conflict_check_goes_on() -> None:
    refused = SettingBody(mode="telephone", gate="not_suitable")
    assert {m for m in Matter if may_show(refused, m)} == {Matter.IDENTITY}


@pytest.mark.parametrize("gate", ["suitable", "concern"])
def test_after_the_gate_everything_is_shown(gate: str) -> None:
    assert all(may_show(SettingBody(mode="telephone", gate=gate), m) for m in Matter)


def test_an_override_opens_the_least_questions_and_no_name_or_place(desk: Desk) -> None:
    setting = SettingBody(mode="telephone", gate="override")
    assert not may_show(setting, Matter.PERSON)
    assert may_ask(setting, "D1", SCRIPT)
    assert not may_ask(setting, "H1", SCRIPT)
    found = prompts(her_case(desk), LIBRARY.screening, None, NOON.date())
    least = {str(p.item.id) for p in askable(found, setting, SCRIPT)}
    assert least == set(SCRIPT.override.items)
    assert askable(found, SettingBody(mode="telephone"), SCRIPT) == ()
    assert askable(found, SettingBody(), SCRIPT) == found


def test_the_gate_asks_who_they_are_then_whom_they_know_then_whether_they_understand() -> None:
    given: dict[str, str] = {}
    phases: list[Phase] = []
    while (step := next_step(GATE, given)) is not None:
        phases.append(step.phase)
        given[step.id] = SUITABLE[step.id]
    assert phases == sorted(phases, key=list(Phase).index)
    assert [step.id for step in GATE.steps if step.sign] == ["check"]
    assert verdict(GATE, given) is Verdict.SUITABLE


@pytest.mark.parametrize(
    ("changed", "stops", "found"),
    [
        ({}, (), Verdict.SUITABLE),
        ({"where": "private_near"}, (), Verdict.WITH_CONCERN),
        ({"understand": ""}, (), None),
        ({"understand": "", "ties": "ties"}, (), Verdict.NOT_SUITABLE),
        ({"check": "objects"}, (), Verdict.NOT_SUITABLE),
        ({}, ("knows_family",), Verdict.NOT_SUITABLE),
        ({"who": "none", "ties": ""}, (), Verdict.NOT_NEEDED),
    ],
)
def test_the_answers_at_the_gate_come_to_one_result(
    changed: dict[str, str], stops: tuple[str, ...], found: Verdict | None
) -> None:
    assert verdict(GATE, SUITABLE | changed, stops) is found


def test_a_library_with_no_gate_and_no_pack_stops_nobody() -> None:
    assert next_step(NO_GATE, {}) is None
    assert NO_INTERPRETING.items == ()
    assert NO_INTERPRETING.concern("advice") is None


def test_the_language_card_is_read_from_the_record_in_codes_or_in_anybodys_words(
    desk: Desk,
) -> None:
    item = LIBRARY.book.items["A7"]
    case = her_case(desk)
    assert card_of(case, SCRIPT) == {}
    about = None if item.about.value == "case" else case.at_risk()
    for row, text in (("language", "Kurdish, Sorani"), ("sex", "a WOMAN"), ("mode", "by letter")):
        case = recording.answer(desk, case, item, Value(text=text), Said(), about=about, row=row)
    card = card_of(case, SCRIPT)
    assert card["language"].words == "Kurdish, Sorani"
    assert card["sex"].code == "woman"
    assert (card["mode"].code, card["mode"].words) == ("", "by letter")
    sex = next(field for field in SCRIPT.card if field.id == "sex")
    assert (sex.words_of("woman"), sex.words_of("an elder")) == ("A woman", "an elder")


def with_settings(desk: Desk, *settings: SettingBody) -> tuple:
    case, visit = visited(desk, her_case(desk))
    for setting in settings:
        clock_of(desk).step(minutes=5)
        case = visiting.note_setting(desk, case, visit.id, setting)
    return case, visits(case)[0]


FIRST = SettingBody(mode="telephone", gate="suitable", reference="N-1")


def test_each_stretch_has_the_answers_that_were_given_in_it(desk: Desk) -> None:
    case, visit = with_settings(desk, FIRST)
    item = LIBRARY.book.items["F1"]
    clock_of(desk).step(minutes=1)
    case = recording.answer(
        desk, case, item, Value(text="He asks"), Said(), about=case.at_risk(), visit=visit.id
    )
    clock_of(desk).step(minutes=1)
    case = visiting.note_setting(desk, case, visit.id, SettingBody(mode="telephone"))
    first, second = stretches(case, visits(case)[0])
    assert [a.body.value.text for a in first.answers] == ["He asks"]
    assert (first.until, second.until) == (second.entry.at, None)
    assert (first.state, second.state) == (GateState.SUITABLE, GateState.OPEN)
    assert second.answers == ()
    assert interpreted(case) == visits(case)


def test_a_new_interpreter_does_not_make_a_doubtful_visit_sound(desk: Desk) -> None:
    doubt = SettingBody(mode="telephone", gate="suitable", reliability=Reliability.DOUBTFUL)
    case, visit = with_settings(desk, doubt, FIRST)
    assert [s.reliability for s in stretches(case, visit)] == [Reliability.DOUBTFUL] * 2
    assert reliability(case, visit, FIRST) is Reliability.DOUBTFUL
    other, seen = with_settings(a_desk(), FIRST)
    assert reliability(other, seen, FIRST) is Reliability.SOUND


def test_every_concern_is_told_once_with_its_time(desk: Desk) -> None:
    advice = SettingBody(mode="telephone", gate="suitable", concern="advice", item="D1", why="Told")
    heard = SettingBody(
        mode="telephone", gate="suitable", concern="advice", item="D1", why="Told", present="A."
    )
    newer = SettingBody(mode="telephone", gate="suitable", concern="sang_aloud")
    case, visit = with_settings(desk, FIRST, advice, heard, newer, newer)
    found = raised(visit, SCRIPT)
    assert [r.label for r in found] == ["Gave advice or an opinion", "sang aloud", "sang aloud"]
    assert found[0].concern is not None
    assert found[0].concern.serious
    assert found[0].entry.at == NOON + timedelta(minutes=10)
    assert interpreted(case) == (visit,)


def test_a_visit_in_a_shared_language_is_no_interpreted_one(desk: Desk) -> None:
    case, _ = with_settings(desk, SettingBody())
    assert interpreted(case) == ()
    assert overridden(case) == ()
    assert not_established(case) == ()


def test_it_is_owed_to_ask_who_can_hear_at_the_start_and_after_somebody_came_in(
    desk: Desk,
) -> None:
    _, visit = visited(desk, her_case(desk))
    assert hearing_owed(visit)
    for setting, owed in (
        (FIRST, True),
        (SettingBody(hearing="nobody"), False),
        (SettingBody(hearing="nobody", places=("nobody",)), False),
        (SettingBody(hearing="nobody", asked_after="came_in"), True),
        (SettingBody(hearing="a child", places=("child",), asked_after="came_in"), False),
    ):
        _, seen = with_settings(a_desk(), setting)
        assert hearing_owed(seen) is owed, setting


def test_after_a_pause_of_more_than_a_minute_it_is_asked_again(desk: Desk) -> None:
    case, visit = with_settings(desk, FIRST)
    now = desk.clock.now()
    assert not paused(case, visit, now + timedelta(seconds=60), SCRIPT.breaks)
    assert paused(case, visit, now + timedelta(seconds=61), SCRIPT.breaks)
    nowhere = Visit(VisitId("a" * 32), VisitBody(VisitStage.PLANNED, ""), None, None, None, ())
    assert not paused(case, nowhere, now + timedelta(hours=1), SCRIPT.breaks)
    assert break_due(case, nowhere, now + timedelta(hours=1), SCRIPT.breaks) == ""


def test_a_break_is_due_at_25_minutes_and_pressing_at_45(desk: Desk) -> None:
    case, visit = visited(desk, her_case(desk))
    began = desk.clock.now()
    breaks = SCRIPT.breaks
    assert (breaks.first, breaks.stronger) == (25, 45)
    for minutes, due in ((24, ""), (25, breaks.first_words), (45, breaks.stronger_words)):
        assert break_due(case, visit, began + timedelta(minutes=minutes), breaks) == due
    own = Breaks(10, 20, "soon", "now")
    assert break_due(case, visit, began + timedelta(minutes=20), own) == "now"
    clock_of(desk).step(minutes=40)
    case = recording.write(desk, case, NoteBody(BREAK, ""), visit=visit.id)
    assert break_due(case, visit, began + timedelta(minutes=50), breaks) == ""
