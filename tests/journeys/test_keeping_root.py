"""An area's root in earnest: made once, and two areas that come to know each other through it."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from app.domain.errors import PackageRefused
from app.domain.handover import Mode, Standing
from app.domain.trusting import CertifiedAs, Withdrawal
from app.services.expiring import own_key_withdrawn
from app.services.keeping_root import (
    VALID,
    RootDesk,
    card_title,
    is_card_telephone,
    is_desk,
    same_number,
)
from app.services.post import Post, PostPorts
from storage.handover.desk import EnrolmentDesk, PackageDesk, TrustDesk
from storage.memory import MemoryCaseStore
from tests.builders import SteppingClock


def a_root(
    area: str = "northmere.example", *, alone: bool = False, clock: SteppingClock | None = None
) -> RootDesk:
    clock = clock or SteppingClock()
    store = MemoryCaseStore(clock)
    desk = RootDesk(store, clock, f"keeper@{area}", EnrolmentDesk(), TrustDesk())
    desk.make(area, "Northmere Hub", "01632 960 100", "duty", alone=alone)
    return desk


def a_post(principal: str = "t.osei@northmere.example", clock: SteppingClock | None = None) -> Post:
    clock = clock or SteppingClock()
    ports = PostPorts(EnrolmentDesk(), TrustDesk(), PackageDesk, None)  # type: ignore[arg-type]
    return Post(MemoryCaseStore(clock), clock, Mode.LIVE, principal, ports)


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock()


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


def certified(
    root: RootDesk, clock: SteppingClock, name: str = "t.osei", role: CertifiedAs | None = None
) -> Post:
    """A laptop of the root's area with its certificate."""
    post = a_post(f"{name}@northmere.example", clock)
    post.take_enrolment(
        root.answer(root.read(post.enrolment_request("4471", role).content)).content
    )
    return post


# Roles, and being certified again


def test_a_laptop_asks_for_a_role_and_keeps_it_when_it_asks_again(clock):
    root = a_root(clock=clock)
    post = certified(root, clock, "m.desai", CertifiedAs.SUPERVISOR)
    assert post.role() is CertifiedAs.SUPERVISOR
    assert post.credentials().principal == "m.desai+supervisor@northmere.example"
    again = root.read(post.enrolment_request("4471").content)
    assert again.principal == "m.desai+supervisor@northmere.example"
    assert [one.serial for one in root.earlier(again.principal)] == [1]
    asked = root.read(post.enrolment_request("4471", CertifiedAs.WORKER).content)
    assert [one.serial for one in root.earlier(asked.principal)] == [1]  # one person, two roles
    assert root.earlier("a.new@northmere.example") == ()


def test_a_second_certificate_takes_the_firsts_place_and_old_mail_is_still_read(clock):
    root = a_root(clock=clock)
    post = certified(root, clock)
    first = post.credentials()
    card = root.card()
    root.vouch(a_card_of(root, "calderby.example", clock), "01632 960 999")
    clock.step(days=350)
    asked = root.read(post.enrolment_request("4471").content)
    post.take_enrolment(root.answer(asked).content)
    second = post.credentials()
    assert second.certificate != first.certificate
    assert set(first.identities) < set(second.identities)
    assert post.enrolled_until() > clock.now() + VALID - timedelta(days=1)
    assert {a.area: a.standing for a in post.book().areas} == {
        "northmere.example": Standing.OWN,
        "calderby.example": Standing.VOUCHED,
    }
    assert card.fingerprint == root.card().fingerprint


def test_an_old_answer_does_not_put_an_older_list_in_the_place_of_a_newer_one(clock):
    root = a_root(clock=clock)
    post = certified(root, clock)
    late = root.answer(root.read(post.enrolment_request("4471").content))
    root.withdraw(1, clock.now(), Withdrawal.KEY)
    post.take_list(root.list_file())
    newest = post.credentials().trust
    post.take_enrolment(late.content)
    assert post.credentials().trust == newest
    assert post.book().area("northmere.example").list_serial == 2
    assert post.withdrawn_since() is None  # this one is number two


def test_who_needs_a_new_certificate_is_known_a_month_before(clock):
    root = a_root(clock=clock)
    certified(root, clock)
    certified(root, clock, "k.lowe")
    assert root.ending() == ()
    clock.step(days=340)
    assert [one.serial for one in root.ending()] == [1, 2]
    certified(root, clock)  # asked again
    assert [one.serial for one in root.ending()] == [2]
    root.withdraw(2, clock.now(), Withdrawal.LEFT)
    assert root.ending() == ()
    clock.step(days=365 + 100)
    assert root.ending() == ()  # long gone


# No longer standing by a certificate


def test_a_withdrawn_certificate_stays_listed_and_is_known_where_the_list_is_brought(clock):
    root = a_root(clock=clock)
    lost, other = certified(root, clock), certified(root, clock, "k.lowe")
    since = clock.now() - timedelta(hours=6)
    root.withdraw(1, since, Withdrawal.LOST)
    (one, _) = root.answered()
    assert (one.withdrawn.since, one.withdrawn.why) == (since, Withdrawal.LOST)
    assert root.earlier(one.principal) == ()
    assert lost.withdrawn_since() is None  # it has not been told
    news = other.take_list(root.list_file())
    assert news.is_newer
    assert [(e.key, e.since) for e in news.withdrawn] == [(one.key, since)]
    assert other.withdrawn_since() is None
    assert own_key_withdrawn(lost._store) is None
    lost.take_list(root.list_file())
    assert lost.withdrawn_since() == own_key_withdrawn(lost._store) == since
    again = root.answer(root.read(lost.enrolment_request("4471").content))
    lost.take_enrolment(again.content)  # on a new laptop's key it may go on
    assert lost.withdrawn_since() is own_key_withdrawn(lost._store) is None
    assert "certificate withdrawn" in [line.act for line in root._store.log_lines()]


def test_a_certificate_is_withdrawn_once_and_from_no_later_moment(clock):
    root = a_root(clock=clock)
    certified(root, clock)
    with pytest.raises(PackageRefused, match="since-later"):
        root.withdraw(1, clock.now() + timedelta(days=1), Withdrawal.LEFT)
    assert root.list_number() == 1
    root.withdraw(1, clock.now(), Withdrawal.LEFT)
    with pytest.raises(PackageRefused, match="withdrawn-already"):
        root.withdraw(1, clock.now(), Withdrawal.LEFT)
    assert root.list_number() == 2


def test_an_answer_of_an_earlier_release_is_withdrawn_by_its_number(clock):
    root = a_root(clock=clock)
    post = certified(root, clock)
    rows = json.loads(root._store.setting("root-answered"))
    root._store.set_setting("root-answered", json.dumps([row[:5] for row in rows]))
    kept = json.loads(root._store.secret("root"))
    for name in ("vouched", "revoked", "serial"):
        del kept[name]
    root._store.set_secret("root", json.dumps(kept).encode())
    assert root.answered()[0].key == ""
    assert root.list_number() == 1
    root.withdraw(1, clock.now(), Withdrawal.MISTAKE)
    post.take_list(root.list_file())
    assert post.withdrawn_since() is not None


# The list as a file


def test_the_list_tells_until_when_it_holds_and_that_it_has_changed_since(clock):
    root = a_root(clock=clock)
    assert root.list_until() is None  # nothing has left yet
    certified(root, clock)
    assert root.list_until() > clock.now() + timedelta(days=89)
    root.withdraw(1, clock.now(), Withdrawal.LEFT)
    assert root.list_until() is None
    certified(root, clock, "k.lowe")
    assert root.list_until() is None  # one laptop's answer tells no other laptop
    root.list_file()
    assert root.list_until() is None  # it may never have been saved
    root.list_given_out()
    certified(root, clock, "a.new")
    assert root.list_until() is not None


def test_our_own_newest_list_goes_out_with_all_we_seal_and_can_be_given_on(clock):
    root = a_root(clock=clock)
    one, other = certified(root, clock), certified(root, clock, "k.lowe")
    old = one.own_list()
    root.withdraw(2, clock.now(), Withdrawal.LEFT)
    one.take_list(root.list_file())
    assert one.own_list() != old
    other.take_list(one.own_list())  # from laptop to laptop
    assert other.withdrawn_since() is not None
    assert not other.take_list(old).is_newer
    assert other.own_list() == one.own_list()


def test_a_list_by_another_root_is_a_hard_stop_and_one_of_an_unknown_area_is_refused(clock):
    post = certified(a_root(clock=clock), clock)
    false = a_root(clock=clock)
    with pytest.raises(PackageRefused, match="changed-root") as stop:
        post.take_list(false.list_file())
    assert stop.value.facts["found"] == false.card().fingerprint
    assert stop.value.facts["known"] == post.addressees()[0].fingerprint
    assert post._store.log_lines(1)[0].act == "changed root refused"
    with pytest.raises(PackageRefused, match="unknown-area"):
        post.take_list(a_root("calderby.example", clock=clock).list_file())
    assert post.is_list(false.list_file())
    assert not post.is_list(false.card_file())


def test_another_areas_list_stays_out_of_what_we_send(clock):
    root, other = a_root(clock=clock), a_root("calderby.example", clock=clock)
    post = certified(root, clock)
    ours = post.own_list()
    post.admit_card(other.card_file())
    assert post.take_list(other.list_file()).is_newer
    assert post.own_list() == ours
    stranger = a_post("a.new@northmere.example", clock)  # has a card, and no certificate
    stranger.admit_card(other.card_file())
    assert stranger.take_list(other.list_file()).is_newer


# Vouching


def a_card_of(root: RootDesk, area: str, clock: SteppingClock):
    return root.read_area(a_root(area, clock=clock).card_file())


def test_an_area_that_was_rung_by_the_keeper_is_vouched_for_and_can_be_let_go(clock):
    root = a_root(clock=clock)
    post = certified(root, clock)
    card = a_card_of(root, "calderby.example", clock)
    assert root.vouched() == ()  # reading a card stands by nothing
    assert root.now() == clock.now()
    assert root.spoken(card.root) == card.fingerprint
    root.vouch(card, "01632 960 999")
    (known,) = root.vouched()
    assert (known.area, known.check.number) == ("calderby.example", "01632 960 999")
    assert post.take_list(root.list_file()).vouched == ("calderby.example",)
    root.let_go("calderby.example")
    assert root.vouched() == ()
    assert post.take_list(root.list_file()).let_go == ("calderby.example",)
    acts = [line.act for line in root._store.log_lines()]
    assert {"vouched for", "no longer vouched for"} <= set(acts)


def test_our_own_card_and_another_root_for_a_vouched_area_stop_the_keeper(clock):
    root = a_root(clock=clock)
    with pytest.raises(PackageRefused, match="own-area"):
        root.read_area(root.card_file())
    root.vouch(a_card_of(root, "calderby.example", clock), "01632 960 999")
    with pytest.raises(PackageRefused, match="changed-root") as stop:
        a_card_of(root, "calderby.example", clock)
    assert stop.value.facts["known"] != stop.value.facts["found"]
    root.let_go("calderby.example")  # on purpose, and then anew
    root.vouch(a_card_of(root, "calderby.example", clock), "01632 960 999")


def test_a_root_vouched_for_before_names_were_kept_has_no_call(clock):
    root = a_root(clock=clock)
    root.vouch(a_card_of(root, "calderby.example", clock), "01632 960 999")
    kept = json.loads(root._store.secret("root"))
    kept["vouched"][0][3] = None
    root._store.set_secret("root", json.dumps(kept).encode())
    assert root.vouched()[0].check is None


def test_a_laptop_is_told_when_ours_stands_by_another_root_than_the_one_it_knows(clock):
    root = a_root(clock=clock)
    post = certified(root, clock)
    first, second = (a_root("calderby.example", clock=clock) for _ in range(2))
    post.admit_card(first.card_file())
    root.vouch(root.read_area(second.card_file()), "01632 960 999")
    (clash,) = post.take_list(root.list_file()).clashes
    assert clash.found == second.card().fingerprint
    assert post._store.log_lines(1)[0].act == "changed root refused"


# A root that changed


def test_a_changed_root_is_taken_up_only_after_a_call_and_starts_afresh(clock):
    post = certified(a_root(clock=clock), clock)
    before, after = (a_root("calderby.example", clock=clock) for _ in range(2))
    post.admit_card(before.card_file())
    post.check_by_voice("calderby.example", "01632 960 999")
    with pytest.raises(PackageRefused, match="changed-root"):
        post.admit_card(after.card_file())
    known = post.root_anew(after.card_file(), "01632 960 998", "K. Lowe: the safe was opened")
    assert (known.standing, known.check.number) == (Standing.CHECKED, "01632 960 998")
    assert known.root == after.card().root
    assert post._store.log_lines(1)[0].act == "root changed"
    assert "the safe was opened" in post._store.setting("roots-changed")
    assert (
        next(a.fingerprint for a in post.addressees() if a.area.area == "calderby.example")
        == after.card().fingerprint
    )


def test_a_laptop_whose_own_area_has_a_new_root_asks_again(clock):
    post = certified(a_root(clock=clock), clock)
    anew = a_root(clock=clock)
    answer = anew.answer(anew.read(post.enrolment_request("4471").content))
    with pytest.raises(PackageRefused, match="changed-root"):
        post.take_enrolment(answer.content)
    post.root_anew(anew.card_file(), "01632 960 998", "a new keeper")
    post.take_enrolment(answer.content)
    assert post.book().area("northmere.example").standing is Standing.OWN


# Two people


def test_who_stood_beside_is_kept_with_what_was_signed_and_chained(clock):
    root = a_root(clock=clock)
    assert root.beside() == ""
    root.stand_beside(" D. Marsh ")
    certified(root, clock)
    root.stand_beside("")
    certified(root, clock, "k.lowe")
    assert [one.beside for one in root.answered()] == ["D. Marsh", ""]
    said = [line.object for line in root._store.log_lines() if line.act == "beside"]
    assert said[:2] == ["nobody", "D. Marsh"]
    root.withdraw(1, clock.now(), Withdrawal.LEFT)
    assert root.answered()[0].beside == "D. Marsh"  # of the signing, not of the withdrawal


def test_a_root_of_two_knows_its_witness_and_a_lone_one_asks_for_nobody(clock):
    store = MemoryCaseStore(clock)
    two = RootDesk(store, clock, "keeper@northmere.example", EnrolmentDesk(), TrustDesk())
    two.make("northmere.example", "Hub", "01632 960 100", "duty", "D. Marsh", alone=False)
    assert (two.witness(), two.beside()) == ("D. Marsh", "D. Marsh")
    lone = a_root(alone=True, clock=clock)
    assert (lone.witness(), lone.beside()) == ("", None)
    certified(lone, clock)
    assert lone.answered()[0].beside is None
    assert "beside" not in [line.act for line in lone._store.log_lines()]
