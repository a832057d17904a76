"""Where she was placed, and how far each delivery is known to have come."""

from datetime import timedelta

import pytest

from app.domain.case import fold
from app.domain.codes import Proof, RestrictionClass, Status, Step, SubjectType
from app.domain.entry import DisclosureBody, LinkBody, ResponseBody, When
from app.domain.errors import RecordRefused
from app.domain.handover import DeliveryKind
from app.domain.holders import Brought, Slice
from app.domain.legs import Leg, Reached, last_leg, legs, path
from app.services import attention, moving, recording
from tests.builders import CASE, NOON, an_entry
from tests.unit.a_desk import a_desk, her_case

HERE = "duty@northmere.example"


def test_stays_stand_in_their_order_and_what_was_ruled_out_is_none() -> None:
    desk = a_desk()
    case = her_case(desk)
    case = moving.place(desk, case, "Flat, north", since=When(2026, 11, 20), placed_by="Housing")
    case = moving.place(
        desk, case, "Refuge, south", type_=SubjectType.ORGANISATION,
        since=When(2026, 10), until=When(2026, 11, 19), status=Status.SUSPECTED,
    )  # fmt: skip
    case = moving.place(desk, case, "Her aunt's", status=Status.RULED_OUT)
    assert [leg.place for leg in legs(case)] == ["Refuge, south", "Flat, north"]
    assert {leg.entry.rc for leg in legs(case)} == {RestrictionClass.RC2}
    first, second = legs(case)
    assert first.ends is not None
    assert f"{first.ends:%d %H:%M}" == "19 23:59"
    assert second.ends is None
    assert last_leg(case) == second


def test_without_a_date_a_stay_begins_when_it_was_written_down() -> None:
    desk = a_desk()
    case = moving.place(desk, her_case(desk), "Refuge")
    assert [leg.body.since for leg in legs(case)] == [None]
    assert last_leg(her_case(desk)) is None
    her = case.at_risk()
    assert her is not None
    nowhere = recording.link(desk, case, her, LinkBody(None, "placed_at", Status.ESTABLISHED))
    assert "" in {leg.place for leg in legs(nowhere)}


@pytest.mark.parametrize(
    ("where", "until", "code"),
    [("  ", None, "leg.no-place"), ("Refuge", When(2026, 10, 1), "leg.ends-before")],
)
def test_a_stay_without_a_place_or_that_ends_first_is_refused(where, until, code) -> None:
    desk = a_desk()
    case = her_case(desk)
    with pytest.raises(RecordRefused) as refused:
        moving.place(desk, case, where, since=When(2026, 11, 20), until=until)
    assert refused.value.code == code
    assert legs(recording.load(desk, case.id)) == ()


def came_back(n: int, step: Step, proof: Proof = Proof.DIGEST):
    return an_entry(n, ResponseBody("d" * 64, step, proof=proof), at=NOON + timedelta(minutes=n))


@pytest.mark.parametrize(
    ("answers", "reached"),
    [
        ([], Reached.SENT),
        ([came_back(5, Step.SENT, Proof.NONE), came_back(6, Step.CALLED)], Reached.SENT),
        ([came_back(5, Step.ARRIVED)], Reached.ARRIVED),
        ([came_back(5, Step.ARRIVED), came_back(6, Step.READ)], Reached.READ),
        ([came_back(5, Step.READ), came_back(6, Step.ACCEPTED, Proof.SPOKEN)], Reached.SPOKEN),
        ([came_back(5, Step.ACCEPTED)], Reached.ACCEPTED),
        ([came_back(5, Step.ACCEPTED), came_back(6, Step.ASKED)], Reached.ASKED),
        ([came_back(5, Step.DECLINED)], Reached.DECLINED),
    ],
)
def test_sent_on_is_not_received_and_each_answer_says_no_more_than_it_does(answers, reached):
    body = DisclosureBody("package", "Hub", "p", "b", ("d" * 64,), desk="hub@calderby.example")
    case = fold(CASE, [an_entry(1, body), *answers])
    (hop,) = path(case, HERE, (), ())
    assert (hop.by, hop.desk, hop.kind, hop.reached) == (
        "northmere.example",
        "hub@calderby.example",
        "handover",
        reached,
    )


def test_what_came_here_is_on_the_way_with_whose_record_it_was() -> None:
    one = Brought(
        "e" * 64, "calderby.example", "hub", "k.lowe@calderby.example", DeliveryKind.ADDENDUM,
        "safeguarding", "b", NOON, NOON, "", ("s", "unknown"),
    )  # fmt: skip
    case = fold(CASE, [an_entry(5, ResponseBody("e" * 64, Step.ACCEPTED, proof=Proof.DIGEST))])
    (hop,) = path(case, HERE, [Slice("s", "estover.example", frozenset())], [one])
    assert (hop.desk, hop.areas, hop.reached) == (HERE, ("estover.example",), Reached.ACCEPTED)


def test_a_leg_with_no_end_is_no_temporary_stay() -> None:
    desk = a_desk()
    case = her_case(desk)
    assert moving.next_hop(desk, case) is None
    assert "next-hop" not in {n.code for n in attention.needs(case, desk.clock.now())}
    leg = Leg(case.ordered[0], LinkBody(None, "placed_at", Status.ESTABLISHED), "Refuge")
    assert leg.ends is None
