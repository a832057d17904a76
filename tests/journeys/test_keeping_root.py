"""An area's root in earnest: made once, and two areas that come to know each other through it."""

from __future__ import annotations

import pytest

from app.domain.errors import PackageRefused
from app.domain.handover import Mode, Standing
from app.services.keeping_root import RootDesk, card_title, is_card_telephone, is_desk, same_number
from app.services.post import Post, PostPorts
from storage.handover.desk import EnrolmentDesk, PackageDesk, TrustDesk
from storage.memory import MemoryCaseStore
from tests.builders import SteppingClock


def a_root(area: str = "northmere.example", *, alone: bool = False) -> RootDesk:
    clock = SteppingClock()
    store = MemoryCaseStore(clock)
    desk = RootDesk(store, clock, f"keeper@{area}", EnrolmentDesk(), TrustDesk())
    desk.make(area, "Northmere Hub", "01632 960 100", "duty", alone=alone)
    return desk


def a_post(principal: str = "t.osei@northmere.example") -> Post:
    clock = SteppingClock()
    ports = PostPorts(EnrolmentDesk(), TrustDesk(), PackageDesk, None)  # type: ignore[arg-type]
    return Post(MemoryCaseStore(clock), clock, Mode.LIVE, principal, ports)


def test_a_laptop_that_asked_is_certified_by_its_area():
    root, post = a_root(), a_post()
    request = post.enrolment_request("4471")
    asked = root.read(request.content)
    assert asked.fingerprint == post.fingerprint_of(request)  # what both read out
    assert same_number(f" {asked.fingerprint} ", asked)  # as it was heard, however it is spaced
    assert not same_number(asked.fingerprint[:-1], asked)
    enrolled = post.take_enrolment(root.answer(asked).content)
    assert post.is_enrolled()
    assert enrolled.fingerprint == root.card().fingerprint
    assert [desk.name for desk in enrolled.desks] == ["duty"]
    assert enrolled.findings == ()


def test_a_root_made_with_nobody_beside_says_so_to_those_it_certifies():
    root, post = a_root(alone=True), a_post()
    asked = root.read(post.enrolment_request("4471").content)
    found = post.take_enrolment(root.answer(asked).content).findings
    assert [finding.code for finding in found] == ["area.vouched-by-nobody"]


def test_a_root_is_made_once():
    root = a_root()
    before = root.card().fingerprint
    root.make("other.example", "Other", "01632 960 200", "night", alone=True)
    assert root.card().fingerprint == before
    assert root.root().area == "northmere.example"


def test_each_answer_has_a_number_of_its_own_and_is_listed():
    root = a_root()
    for name in ("t.osei", "k.lowe"):
        asked = root.read(a_post(f"{name}@northmere.example").enrolment_request("4471").content)
        root.answer(asked)
    given = root.answered()
    assert [a.serial for a in given] == [1, 2]
    assert [a.principal for a in given] == ["t.osei@northmere.example", "k.lowe@northmere.example"]
    assert all(a.until > a.at for a in given)


def test_a_laptop_of_another_area_is_refused_and_takes_no_number():
    root = a_root()
    asked = root.read(a_post("k.lowe@calderby.example").enrolment_request("77").content)
    with pytest.raises(PackageRefused) as refused:
        root.answer(asked)
    assert refused.value.code == "package.enrolment"
    assert root.answered() == ()


def test_the_card_makes_the_area_known_elsewhere_unchecked():
    known = a_post("k.lowe@calderby.example").admit_card(a_root().card_file())
    assert (known.area, known.standing) == ("northmere.example", Standing.UNCHECKED)


def test_giving_out_the_desk_key_is_chained():
    root = a_root()
    text = root.desk_key()
    (_desk, identity) = root.root().desks[0]
    assert text == f"# duty, northmere.example\n{identity}\n"
    assert "desk key given out" in [line.act for line in root._store.log_lines()]


def test_what_a_card_cannot_carry_is_known_before_it_is_made():
    assert card_title(" Northmere Children’s Services ") == "Northmere Children's Services"
    assert card_title("Żółć") == card_title("") == ""
    assert is_card_telephone("01632 960 100")
    assert not is_card_telephone("ring the office")
    assert is_desk("duty")
    assert not is_desk("Duty desk")
