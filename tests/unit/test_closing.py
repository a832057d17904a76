"""A case is never closed by silence, never erased while it is held, and can be opened again."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.case import Case
from app.domain.closing import OBJECTION, Stage, Word, closing, objections_until, to_consult
from app.domain.deliveries import CLOSURE_NOTICE
from app.domain.entry import ActionBody, DisclosureBody, ErasedBody
from app.domain.errors import RecordRefused, Refused, VaultRefused
from app.services import closing as closes
from app.services import planning, recording
from app.services.desk import Desk
from tests.builders import NOON, an_entry
from tests.unit.a_desk import a_desk, clock_of, her_case, sent, store_of
from tests.unit.stories import the_library

WHY = "No contact was wanted and everybody agrees"


@pytest.fixture
def desk() -> Desk:
    return a_desk()


def code_of(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.code


def proposed(desk: Desk) -> Case:
    return closes.propose(desk, her_case(desk), ("her_wish",), WHY)


@pytest.mark.parametrize(
    ("grounds", "reasons", "code"),
    [
        ((), WHY, "closure.quiet"),
        (("quiet",), WHY, "closure.quiet"),
        (("quiet", "her_wish"), " ", "closure.reasons"),
    ],
)
def test_that_it_went_quiet_is_no_ground_and_reasons_are_written(
    desk: Desk, grounds: tuple[str, ...], reasons: str, code: str
) -> None:
    with pytest.raises(RecordRefused) as refused:
        closes.propose(desk, her_case(desk), grounds, reasons)
    assert code_of(refused) == code


def test_a_proposal_stands_once_and_can_be_taken_back(desk: Desk) -> None:
    case = proposed(desk)
    assert closing(case).stage is Stage.PROPOSED
    with pytest.raises(RecordRefused):
        closes.propose(desk, case, ("her_wish",), WHY)
    case = closes.take_back(desk, case, "She rang")
    assert closing(case).stage is Stage.OPEN
    with pytest.raises(RecordRefused) as refused:
        closes.take_back(desk, case, "again")
    assert code_of(refused) == "closure.stage"


def test_everybody_with_an_open_interest_is_asked(desk: Desk) -> None:
    case = sent(desk, her_case(desk), NOON)
    action = ActionBody("Ring", owner="Jo", agency="School")
    case = planning.add(desk, case, action)
    case, worker = recording.add_subject(desk, case, "Midwife", "worker.trusted")
    case, _ = recording.add_subject(desk, case, "E. again", "worker.trusted", to=worker)
    theirs = replace(an_entry(999, ActionBody("Look")), case=case.id, area="calderby.example")
    case = recording.append(desk, case, (theirs,))
    asked = to_consult(case, desk.area)
    assert asked[:3] == ("calderby.example", "Calderby, hub", "Jo, School")


def test_a_case_is_closed_by_another_name_after_everybody_was_asked(desk: Desk) -> None:
    case = sent(desk, proposed(desk), NOON)
    until = NOON + timedelta(days=1)
    said = {"Calderby, hub": "No objection"}
    for supervisor, consulted, reasons, code in [
        ("T. Osei", said, WHY, "closure.supervisor"),
        ("", said, WHY, "closure.supervisor"),
        ("Sue", {}, WHY, "closure.not-consulted"),
        ("Sue", said, "", "closure.reasons"),
        ("Sue", said, WHY, "closure.too-early"),
    ]:
        with pytest.raises(RecordRefused) as refused:
            closes.close(desk, case, supervisor, consulted, reasons, until)
        assert code_of(refused) == code
    clock_of(desk).step(days=2)
    case = closes.close(desk, case, "Sue", said, WHY, until)
    assert closing(case).stage is Stage.CLOSED
    with pytest.raises(RecordRefused):
        closes.close(desk, case, "Sue", said, WHY, until)
    case = closes.open_again(desk, case, "The school rang again")
    assert closing(case).stage is not Stage.CLOSED
    with pytest.raises(RecordRefused):
        closes.open_again(desk, case, "again")


def test_everybody_has_time_to_object(desk: Desk) -> None:
    case = proposed(desk)
    now = closing(case).entry
    assert now is not None
    timers = the_library().timers
    assert OBJECTION in [t.id for t in timers]
    assert objections_until(now, timers, frozenset()) > now.at
    assert objections_until(now, [t for t in timers if t.id != OBJECTION], frozenset()) == now.at


def test_a_held_case_is_not_erased_until_the_hold_is_lifted(desk: Desk) -> None:
    store = store_of(desk)
    case = closes.hold(desk, store, her_case(desk), "inquiry")
    assert closing(case).held is not None
    with pytest.raises(VaultRefused) as refused:
        closes.erase(desk, store, case, "old", "T. Osei")
    assert code_of(refused) == "case.held"
    case = closes.lift_hold(desk, store, case, "inquiry over")
    case = closes.lift_hold(desk, store, case, "said twice")
    assert closing(case).held is None
    with pytest.raises(RecordRefused) as unsaid:
        closes.erase(desk, store, case, " ", "T. Osei")
    assert code_of(unsaid) == "erase.ground"
    by = closes.erase(desk, store, case, "kept long enough", "T. Osei")
    assert isinstance(by.body, ErasedBody)
    assert store.entries(case.id) == (by,)


def test_the_day_a_case_is_due_for_erasure_is_told(desk: Desk) -> None:
    case, store = her_case(desk), store_of(desk)
    assert closes.due_for_erasure(store, case, date(2040, 1, 1)) is None
    store.set_purge_due(case.id, date(2033, 1, 1))
    assert closes.due_for_erasure(store, case, date(2040, 1, 1)) == date(2033, 1, 1)


def test_a_reader_with_no_desk_was_told_and_is_asked_by_word_of_mouth_too(desk: Desk) -> None:
    case = sent(desk, her_case(desk), NOON)
    clock_of(desk).step(minutes=1)
    case = closes.propose(desk, case, ("her_wish",), WHY)
    body = DisclosureBody(
        "package", "Calderby, hub", CLOSURE_NOTICE, "b", ("e" * 64,), answer_due=NOON
    )
    assert [one.word for one in closes.heard(desk, case)] == [Word.NOT_TOLD]
    clock_of(desk).step(minutes=1)
    case = recording.write(desk, case, body)
    found = closes.heard(desk, case)
    assert [(one.to, one.word) for one in found] == [("Calderby, hub", Word.SILENT)]
    assert closes.to_ask(case, desk.area, found) == ("Calderby, hub",)
