"""The people behind the threat: a part is found out by a named person, and never by waiting."""

from datetime import timedelta

import pytest

from app.domain.codes import Status
from app.domain.entry import ActionBody, LinkBody, SignoffBody
from app.domain.errors import RecordRefused
from app.domain.people import ROLE_UNKNOWN, Ring, counts, parties, party, same_person
from app.domain.plan import actions, changed_since
from app.services import judging, network, planning, recording
from app.services.desk import Desk
from app.services.recording import Said
from tests.builders import NOON
from tests.unit.a_desk import a_desk, her_case, visited
from tests.unit.stories import the_library


@pytest.fixture
def desk() -> Desk:
    return a_desk()


def test_somebody_without_a_relation_is_tied_by_a_part_nobody_knows(desk: Desk) -> None:
    place = (the_library().screening.item("H4"), "abroad", Said())
    case, man = network.add_party(desk, her_case(desk), "Caller", "", place=place)
    (shown,) = parties(case)
    assert (shown.subject, shown.ring, shown.role_open) == (man, Ring.ABROAD, True)
    assert shown.roles[0].relation == ROLE_UNKNOWN
    case, _ = network.add_party(desk, case, "His brother", "brother_in_law")
    assert counts(case).parties == 2


def test_nobody_is_half_added_while_the_interpreter_is_not_checked(desk: Desk) -> None:
    case, visit = visited(desk, her_case(desk))
    place = (the_library().screening.item("H4"), "abroad", Said())
    before = desk.store.entries(case.id)
    with pytest.raises(RecordRefused) as refused:
        network.add_party(desk, case, "Caller", "", place=place, visit=visit.id)
    assert refused.value.code == "interpreter.gate-open"
    assert desk.store.entries(case.id) == before


def test_ruling_somebody_out_settles_every_part_they_had(desk: Desk) -> None:
    case, man = network.add_party(desk, her_case(desk), "Caller", "husband")
    case = network.rule_out(desk, case, man, "He died in 2019")
    assert party(case, man).ruled_out
    assert {t.status for t in party(case, man).roles} == {Status.RULED_OUT}


def test_a_named_person_finds_out_and_another_name_follows_the_first(desk: Desk) -> None:
    case, man = network.add_party(desk, her_case(desk), "Caller", "")
    due = NOON + timedelta(days=2)
    assert network.finding_out(case, man) is None
    case = network.name_to_find_out(desk, case, man, "Jo", due, "Find out who rings")
    case = network.name_to_find_out(desk, case, man, "Sue", due, "Find out who rings")
    found = network.finding_out(case, man)
    assert found is not None
    assert found.body.owner == "Sue"
    assert len(actions(case)) == 1


def test_two_records_said_to_be_one_person_are_one_whichever_way_round(desk: Desk) -> None:
    case, one = network.add_party(desk, her_case(desk), "Caller", "")
    case, two = network.add_party(desk, case, "Uncle", "uncle")
    for a, b in ((one, two), (two, one)):
        case = recording.link(desk, case, a, LinkBody(b, "same_as", Status.ESTABLISHED))
    assert set(same_person(case).values()) == {min(one, two)}


def test_a_plan_that_changed_since_it_was_signed_says_so(desk: Desk) -> None:
    case = planning.add(desk, her_case(desk), ActionBody("Locks", owner="Jo"))
    case = judging.sign_plan(desk, case, "agreed")
    signature = case.ordered[-1]
    assert isinstance(signature.body, SignoffBody)
    assert not changed_since(case, signature)
    case = planning.add(desk, case, ActionBody("School", owner="Jo"))
    assert changed_since(case, signature)
