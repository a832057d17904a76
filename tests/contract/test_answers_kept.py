"""What came here and what was answered, kept in memory or in the vault: the same to both ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from app.domain.codes import Proof, Step
from app.domain.deliveries import deliveries
from app.domain.entry import DisclosureBody, ResponseBody
from app.services import attention, inbox, recording
from app.services.desk import Desk
from app.services.inbox import Arrived, Given
from tests.builders import CountingIds
from tests.database.a_vault import AT, JO
from tests.unit.stories import the_library

if TYPE_CHECKING:
    from app.domain.case import Case
    from app.domain.ids import CaseId
    from app.ports.vault import VaultStore
    from tests.builders import SteppingClock

DELIVERY = "d" * 64
ACCEPTED = Given("accepted", "K. Lowe", AT.isoformat(), "f" * 64, "RE-1.age", "", "Ours")


@pytest.fixture
def desk(store: VaultStore, clock: SteppingClock) -> Desk:
    ids, clocks = CountingIds(5_000), the_library().clocks
    return Desk(store, clock, ids, JO, "norfolk.example", "Norfolk", clocks=clocks)


def sent(desk: Desk) -> Case:
    case = recording.open_case(desk, "E.", "the school rang")
    due = AT + timedelta(hours=4)
    body = DisclosureBody(
        "package", "Calderby, hub", "p", "b", (DELIVERY,), answer_due=due, desk="hub@calderby.x"
    )
    return recording.write(desk, case, body)


def test_a_spoken_and_a_signed_answer_stand_side_by_side_as_they_were_said(desk: Desk) -> None:
    case = sent(desk)
    for proof, at in ((Proof.SPOKEN, None), (Proof.DIGEST, AT)):
        body = ResponseBody(DELIVERY, Step.ACCEPTED, "Ours", proof, "K. Lowe", said_at=at)
        case = recording.write(desk, case, body)
    answers = deliveries(recording.load(desk, case.id))[0].answers
    assert {a.body.proof for a in answers} == {Proof.SPOKEN, Proof.DIGEST}
    assert answers == deliveries(case)[0].answers


def test_what_is_late_is_found_again_with_its_desk_and_the_last_call(
    desk: Desk, clock: SteppingClock
) -> None:
    call = ResponseBody(DELIVERY, Step.CALLED, "Nobody answered", Proof.SPOKEN)
    case = recording.write(desk, sent(desk), call)
    attention.refresh(desk, case, "Norfolk")
    clock.step(hours=5)
    (line,) = attention.today(desk)
    assert line.weight is attention.Weight.LATE
    assert (line.need.desk, line.need.rang) == ("hub@calderby.x", AT)


def a_line(desk: Desk, case: CaseId, *given: Given) -> Arrived:
    file = desk.store.keep(b"sealed", case)
    return Arrived(
        delivery=DELIVERY,
        file=file,
        name="HO-1.age",
        case=case,
        label="E.",
        area="calderby.example",
        desk="hub",
        sender="k.lowe@calderby.example",
        kind="handover",
        urgency="today",
        opened=AT.isoformat(),
        answer_by=(AT + timedelta(hours=4)).isoformat(),
        given=given,
    )


def test_every_answer_that_was_signed_is_kept_on_its_package(desk: Desk) -> None:
    line = a_line(desk, sent(desk).id, replace(ACCEPTED, step="arrived", by=""), ACCEPTED)
    inbox.keep_line(desk, line)
    assert inbox.find(desk, DELIVERY) == line
    assert line.is_decided
    assert inbox.opened_before(desk, b"sealed") == AT
    owed = [(one.step, one.due) for one in inbox.still_owed(desk, line)]
    assert owed[0] == (Step.FIRST_CONTACT, AT + timedelta(hours=24))


def test_a_second_package_of_the_same_case_owes_no_second_first_contact(desk: Desk) -> None:
    first = a_line(desk, sent(desk).id, ACCEPTED)
    later = (AT + timedelta(days=1)).isoformat()
    second = replace(first, delivery="e" * 64, opened=later)
    inbox.keep_line(desk, first)
    inbox.keep_line(desk, second)
    assert inbox.still_owed(desk, second) == ()
    assert len(inbox.still_owed(desk, first)) == 3


def test_an_answer_owed_here_is_late_here_until_it_is_given(
    desk: Desk, clock: SteppingClock
) -> None:
    line = a_line(desk, sent(desk).id)
    inbox.keep_line(desk, line)
    clock.step(hours=5)
    (late,) = inbox.to_answer(desk)
    assert (late.weight, late.package) == (attention.Weight.LATE, DELIVERY)
    inbox.keep_line(desk, replace(line, given=(ACCEPTED,)))
    assert inbox.to_answer(desk) == ()
