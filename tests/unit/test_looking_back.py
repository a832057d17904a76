"""The record as history: what was put right, what differed, and what nobody knew then."""

from datetime import timedelta

import pytest

from app.domain.case import known_by
from app.domain.codes import Reliability, Status
from app.domain.entry import LinkBody, NoteBody, SettingBody, Value
from app.domain.errors import RecordRefused
from app.domain.looking_back import (
    Stands,
    differences,
    may_correct,
    standings,
    unknown_then,
)
from app.services import correcting, recording, visiting
from app.services.desk import Desk
from app.services.recording import Said
from tests.builders import NOON
from tests.unit.a_desk import a_desk, answered, clock_of, her_case, visited
from tests.unit.stories import the_library

KEY = the_library().screening.item("G1")


@pytest.fixture
def desk() -> Desk:
    return a_desk()


def test_a_wrong_answer_is_put_right_with_a_reason_and_history_keeps_it(desk: Desk) -> None:
    case = answered(desk, her_case(desk), "D1", text="Of her brother")
    wrong = case.ordered[-1]
    right = answered(desk, case, "D1", text="Of his brother").ordered[-1].body
    case = correcting.put_right(desk, case, wrong, "I misheard", right)
    assert wrong in case.ordered
    assert wrong.id not in case.accounts
    stands = standings(case)[wrong.id]
    assert stands.stands is Stands.CORRECTED
    assert stands.by is not None
    assert isinstance(stands.by.body, NoteBody)
    assert stands.by.body.text == "I misheard"
    only = correcting.put_right(desk, case, case.ordered[-1], "Said of somebody else")
    assert case.ordered[-1].id not in only.accounts


def test_a_setting_is_put_right_by_a_setting(desk: Desk) -> None:
    case, visit = visited(desk, her_case(desk))
    case = visiting.note_setting(desk, case, visit.id, SettingBody(present="His mother"))
    setting = next(e for e in case.ordered if isinstance(e.body, SettingBody))
    doubt = SettingBody(present="Alone", reliability=Reliability.DOUBTFUL)
    right = correcting.put_right(desk, case, setting, "She had left", doubt)
    assert right.doubtful == {visit.id}
    same = correcting.put_right(desk, case, setting, "Noted twice")
    assert same.doubtful == frozenset()


def test_what_was_signed_sent_or_anothers_cannot_be_put_right(desk: Desk) -> None:
    case = her_case(desk)
    opened = case.ordered[0]
    linked = next(e for e in case.ordered if isinstance(e.body, LinkBody))
    for entry in (opened, linked):
        with pytest.raises(RecordRefused) as refused:
            correcting.put_right(desk, case, entry, "why")
        assert refused.value.code == "record.not-ours"
    case = answered(desk, case, "D1", text="Of him")
    assert may_correct(case, case.ordered[-1], desk.area)
    assert not may_correct(case, case.ordered[-1], "calderby.example")


def test_two_days_are_laid_side_by_side(desk: Desk) -> None:
    case = her_case(desk)
    her = case.at_risk()
    case = recording.answer(desk, case, KEY, Value(codes=("yes",)), Said(), about=her)
    first = case.ordered[-1]
    clock_of(desk).step(days=3)
    case = recording.answer(desk, case, KEY, Value(codes=("no",)), Said(), about=her)
    then = known_by(case, NOON + timedelta(days=1))
    (difference,) = differences(then, case)
    assert [a.entry for a in difference.then] == [first]
    assert [a.entry for a in difference.now] == [case.ordered[-1]]
    assert differences(case, case) == ()
    assert unknown_then(then, case) == (case.ordered[-1],)
    assert standings(case)[first.id].stands is Stands.ACCOUNT
    assert standings(case)[case.ordered[-1].id].stands is Stands.CURRENT


def test_what_this_laptop_knew_by_a_day_goes_by_when_it_arrived(desk: Desk) -> None:
    case = her_case(desk)
    late = dict.fromkeys(case.entries, NOON + timedelta(days=30))
    assert known_by(case, NOON + timedelta(days=1), late).ordered == ()
    assert known_by(case, NOON).ordered == case.ordered


def test_a_role_that_was_a_mistake_is_put_right(desk: Desk) -> None:
    case = her_case(desk)
    case, man = recording.add_subject(desk, case, "H.", "husband", to=case.at_risk())
    body = LinkBody(case.at_risk(), "role.decides", Status.ESTABLISHED)
    case = recording.link(desk, case, man, body)
    wrong = case.links("role.decides")[0]
    case = correcting.put_right(desk, case, wrong, "It was the uncle")
    assert case.links("role.decides") == ()
