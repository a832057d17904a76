"""Keeping an area's root, in its own window: made in setting up, then laptops are answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QWidget

from app.domain.handover import Mode
from app.domain.trusting import CertifiedAs, Withdrawal
from app.services.keeping_root import RootDesk
from app.services.post import Post
from storage.handover.desk import EnrolmentDesk, TrustDesk
from storage.memory import MemoryCaseStore
from tests.builders import SteppingClock
from tests.desktop import clipping, naming
from tests.desktop.an_entrance import AnEntrance
from tests.desktop.exchanged import fill
from tests.desktop.office import click, seen
from tests.desktop.test_entrance import press, type_in
from tests.desktop.test_setting_up import begun, choose_words, copy_the_sheet, say_who
from ui.controls import Check
from ui.keeper import Keeper

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

OSEI = "t.osei@northmere.example"


@pytest.fixture
def machine(qtbot: QtBot, tmp_path: Path) -> Iterator[AnEntrance]:
    """Set up as far as the root key."""
    made = AnEntrance(tmp_path / "roots", root=True)
    made.paint()
    made.load()
    say_who(qtbot, begun(made))
    choose_words(qtbot, made)
    copy_the_sheet(qtbot, made)
    yield made
    made.close()


@pytest.fixture
def opened(qtbot: QtBot, machine: AnEntrance, tmp_path: Path) -> Iterator[Callable[[], Keeper]]:
    rooms: list[Keeper] = []

    def open_it(witness: str = "D. Marsh") -> Keeper:
        page = begun(machine).key_page
        type_in(qtbot, page.telephone, "01632 960 100")
        type_in(qtbot, page.witness, witness)
        press(page.go)
        (unlocked,) = machine.opened
        root = machine.made.root(unlocked)
        room = Keeper(machine.made, unlocked, root, machine.theme, machine.jobs)
        room.page.choose_file = lambda name: tmp_path / name
        room.shell.resize(1366, 696)
        room.show()
        rooms.append(room)
        return room

    yield open_it
    for room in rooms:
        room._idle.stop()
        room.shell.hide()
        room.shell.deleteLater()


@pytest.fixture
def asking(machine: AnEntrance) -> Post:
    """A laptop of a worker in the same area."""
    clock = SteppingClock()
    return Post(MemoryCaseStore(clock), clock, Mode.LIVE, OSEI, machine.post_ports())


def hand_in(room: Keeper, content: bytes, folder: Path) -> None:
    (folder / "request.age").write_bytes(content)
    room.page.find_file = lambda: folder / "request.age"
    click(room.shell, "Open a request")


def sign(room: Keeper, heard: str) -> None:
    fill(room.shell, "Their number, eight groups of four", heard)
    click(room.shell, "Sign, and save the answer")


def test_a_laptop_is_answered_once_its_number_was_compared(opened, asking, tmp_path):
    room, request = opened(), asking.enrolment_request("4471")
    hand_in(room, request.content, tmp_path)
    number = asking.fingerprint_of(request)
    assert number not in seen(room.shell)  # it can only be heard
    sign(room, number)
    asking.take_enrolment((tmp_path / "answer.age").read_bytes())
    assert asking.is_enrolled()
    assert f"{OSEI}, number 4471: answered" in seen(room.shell)


@pytest.mark.parametrize("heard", ["", "0000", "1234 " * 8])
def test_nothing_is_signed_for_another_number(opened, asking, tmp_path, heard):
    room, request = opened(), asking.enrolment_request("4471")
    hand_in(room, request.content, tmp_path)
    sign(room, heard)
    assert "That is not the number of this file." in seen(room.shell)
    assert not (tmp_path / "answer.age").exists()
    click(room.shell, "Leave it")
    assert "Nobody yet." in seen(room.shell)


def test_nothing_is_signed_with_no_place_for_it(opened, asking, tmp_path):
    room, request = opened(), asking.enrolment_request("4471")
    hand_in(room, request.content, tmp_path)
    room.page.choose_file = lambda _name: None
    sign(room, asking.fingerprint_of(request).replace(" ", ""))
    assert "Nobody yet." in seen(room.shell)


def test_a_file_that_is_no_request_is_said(opened, tmp_path):
    room = opened()
    hand_in(room, b"something else", tmp_path)
    assert room.shell.sheets() == []
    assert "Nobody yet." in seen(room.shell)
    assert room.page.findChild(object, "page.keeping.told") is not None


def test_the_card_and_the_key_of_the_desk_are_saved(opened, tmp_path):
    room = opened()
    click(room.shell, "Save our area’s card")
    assert (tmp_path / "area-card.age").exists()
    click(room.shell, "Save the desk’s key")
    assert not (tmp_path / "our-desk-key.txt").exists()  # first it says what the key can do
    click(room.shell, "Save it")
    assert "AGE-SECRET-KEY-1" in (tmp_path / "our-desk-key.txt").read_text()


def test_a_root_made_by_one_person_says_so_for_good(opened):
    assert "One person. Nobody vouches for it" in seen(opened(witness="").shell)


def test_what_the_card_lacks_is_said_at_its_field(machine):
    page = begun(machine).key_page
    press(page.go)
    assert machine.opened == []
    assert "such as 01632 960 100" in page.telephone.first_focus().accessibleDescription()
    assert page.title.text() == "Northmere Children's Services"


def answered(
    room: Keeper, machine: AnEntrance, folder: Path, principal: str = OSEI, role=None
) -> Post:
    """A laptop that has its certificate from this room."""
    clock = machine.clock
    post = Post(MemoryCaseStore(clock), clock, Mode.LIVE, principal, machine.post_ports())
    request = post.enrolment_request("4471", role)
    hand_in(room, request.content, folder)
    if role is not None:
        tick(room.shell, "I know that")
    sign(room, post.fingerprint_of(request))
    post.take_enrolment((folder / "answer.age").read_bytes())
    return post


def tick(window, words: str) -> None:
    (box,) = [b for b in window.findChildren(Check) if b.isVisible() and words in b.words]
    box.click()


def part(window, name: str):
    found = [w for w in window.findChildren(QWidget, name) if w.isVisible()]
    assert found, name
    return found[-1]


def another_area(machine: AnEntrance, name: str = "calderby.example") -> RootDesk:
    clock = machine.clock
    root = RootDesk(MemoryCaseStore(clock), clock, "k@x.example", EnrolmentDesk(), TrustDesk())
    root.make(name, "Calderby Hub", "01632 960 271", "hub", alone=False)
    return root


def hand_in_card(room: Keeper, content: bytes, folder: Path) -> None:
    (folder / "card.age").write_bytes(content)
    room.page.find_card = lambda: folder / "card.age"
    click(room.shell, "Vouch for another area")


# Roles


def test_a_supervisor_is_certified_only_when_the_keeper_knows_them_as_one(
    opened, machine, tmp_path
):
    room = opened()
    clock = machine.clock
    post = Post(MemoryCaseStore(clock), clock, Mode.LIVE, OSEI, machine.post_ports())
    request = post.enrolment_request("4471", CertifiedAs.SUPERVISOR)
    hand_in(room, request.content, tmp_path)
    words = seen(room.shell)
    assert "A supervisor: also signs off what others recorded" in words
    assert "Nobody signs off what they wrote themselves" in words
    sign(room, post.fingerprint_of(request))
    assert "Tick this first, or sign nothing." in seen(room.shell)
    assert not (tmp_path / "answer.age").exists()
    tick(room.shell, "I know that they are a supervisor here")
    click(room.shell, "Sign, and save the answer")
    post.take_enrolment((tmp_path / "answer.age").read_bytes())
    assert post.role() is CertifiedAs.SUPERVISOR
    assert "A supervisor: also signs off what others recorded" in seen(room.shell)


def test_somebody_who_asks_again_is_shown_with_what_they_hold(opened, machine, tmp_path):
    room = opened()
    post = answered(room, machine, tmp_path)
    hand_in(room, post.enrolment_request("4471").content, tmp_path)
    assert "Certificate 1. A worker" in seen(room.shell)


def test_what_ends_soon_is_said_above_everything(opened, machine, tmp_path):
    room = opened()
    answered(room, machine, tmp_path)
    assert "ends soon" not in seen(room.shell)
    machine.clock.step(days=350)
    room.page._draw()
    words = seen(room.shell)
    assert "1 certificate ends soon or has just ended." in words
    assert "They have to ask again, with a new request" in words
    machine.clock.step(days=30)
    room.page._draw()
    assert "Ended" in seen(room.shell)


# Two people


def test_who_stands_beside_is_asked_and_stands_with_what_was_signed(opened, machine, tmp_path):
    room = opened()
    assert "Two people, one of them D. Marsh" in seen(room.shell)
    fill(room.shell, "The second person who is here now", "K. Ahmed")
    answered(room, machine, tmp_path)
    assert "Signed with K. Ahmed beside" in seen(room.shell)
    fill(room.shell, "The second person who is here now", "")
    answered(room, machine, tmp_path, "k.lowe@northmere.example")
    assert "Signed by one person, with nobody beside" in seen(room.shell)


def test_a_root_of_one_asks_for_nobody(opened):
    room = opened(witness="")
    assert not room.page.witness.isVisible()


# Withdrawing


def test_a_lost_laptop_is_withdrawn_from_the_day_it_was_last_safe(opened, machine, tmp_path):
    room = opened()
    lost, other = (
        answered(room, machine, tmp_path),
        answered(room, machine, tmp_path, "k.lowe@northmere.example"),
    )
    part(room.shell, "page.keeping.withdraw.1").click()
    click(room.shell, "The laptop is lost or stolen")
    fill(room.shell, "Since when it counts for nothing: Day", "20")
    fill(room.shell, "At what time, such as 14:30", "08:15")
    click(room.shell, "Withdraw it")
    words = seen(room.shell)
    assert "Withdrawn: counts for nothing since 20 November 2026, 08:15." in words
    assert "No laptop has been told of it yet." in words
    with pytest.raises(AssertionError):
        part(room.shell, "page.keeping.withdraw.1")  # once is for good
    click(room.shell, "Save the list now")
    assert "No laptop has been told of it yet." not in seen(room.shell)
    other.take_list((tmp_path / "withdrawn-keys.age").read_bytes())
    lost.take_list((tmp_path / "withdrawn-keys.age").read_bytes())
    assert other.withdrawn_since() is None
    assert lost.withdrawn_since().isoformat() == "2026-11-20T08:15:00+00:00"


@pytest.mark.parametrize(
    ("day", "at", "said"),
    [
        ("", "08:15", "Write a whole day, and a time such as 14:30."),
        ("20", "noon", "Write a whole day, and a time such as 14:30."),
        ("20", "99:99", "Write a whole day, and a time such as 14:30."),
        ("30", "08:15", "That is still to come."),
    ],
)
def test_nothing_is_withdrawn_from_no_moment(opened, machine, tmp_path, day, at, said):
    room = opened()
    answered(room, machine, tmp_path)
    part(room.shell, "page.keeping.withdraw.1").click()
    click(room.shell, "Withdraw it")
    assert "Say why." in seen(room.shell)
    click(room.shell, "They no longer work here")
    fill(room.shell, "Since when it counts for nothing: Day", day)
    fill(room.shell, "At what time, such as 14:30", at)
    click(room.shell, "Withdraw it")
    assert said in seen(room.shell)
    click(room.shell, "Leave it")
    assert room.page._desk.answered()[0].withdrawn is None


def test_what_was_withdrawn_meanwhile_is_said_and_not_done_again(opened, machine, tmp_path):
    room = opened()
    answered(room, machine, tmp_path)
    part(room.shell, "page.keeping.withdraw.1").click()
    room.page._desk.withdraw(1, machine.clock.now(), Withdrawal.LEFT)
    click(room.shell, "They no longer work here")
    click(room.shell, "Withdraw it")
    assert "was withdrawn before" in seen(room.shell)
    assert room.page._desk.list_number() == 2


# Vouching


def test_another_area_is_rung_before_ours_stands_by_it_and_can_be_let_go(opened, machine, tmp_path):
    room, other = opened(), another_area(machine)
    post = answered(room, machine, tmp_path)
    assert "None. Laptops of this area know other areas only by their own calls" in seen(room.shell)
    hand_in_card(room, other.card_file(), tmp_path)
    assert other.card().fingerprint in seen(room.shell)
    fill(room.shell, "The number you rang", "01632 960 271")
    click(room.shell, "All eight groups agree")
    assert "That is the number on the card." in seen(room.shell)
    fill(room.shell, "The number you rang", "01632 960 999")
    click(room.shell, "All eight groups agree")
    assert "We vouch for Calderby Hub from now on." in seen(room.shell)
    assert "rang 01632960999" in seen(room.shell)
    click(room.shell, "Save the list of withdrawn keys")
    listed = (tmp_path / "withdrawn-keys.age").read_bytes()
    assert post.take_list(listed).vouched == ("calderby.example",)
    part(room.shell, "page.keeping.let-go.calderby.example").click()
    assert "Laptops that know calderby.example only by our word" in seen(room.shell)
    click(room.shell, "No longer vouch for them")
    assert "We no longer vouch for calderby.example." in seen(room.shell)
    assert room.page._desk.vouched() == ()


def test_digits_that_differ_and_another_key_vouch_for_nobody(opened, machine, tmp_path):
    room, other = opened(), another_area(machine)
    hand_in_card(room, other.card_file(), tmp_path)
    click(room.shell, "They differ")
    assert "The digits of Calderby Hub differ." in seen(room.shell)
    assert room.page._desk.vouched() == ()
    room.page._desk.vouch(other.card(), "01632 960 999")
    false = another_area(machine)
    hand_in_card(room, false.card_file(), tmp_path)
    words = seen(room.shell)
    assert "Stop. This is another key." in words
    assert other.card().fingerprint in words
    assert false.card().fingerprint in words
    click(room.shell, "Leave it out")
    (kept,) = room.page._desk.vouched()
    assert kept.root == other.card().root
    hand_in_card(room, room.page._desk.card_file(), tmp_path)
    assert "This is your own area’s card" in seen(room.shell)


def test_a_list_is_not_said_to_be_out_when_it_was_not_saved(opened, machine, tmp_path):
    room = opened()
    answered(room, machine, tmp_path)
    room.page._desk.withdraw(1, machine.clock.now(), Withdrawal.LEFT)
    room.page._draw()
    room.page.choose_file = lambda _name: None
    click(room.shell, "Save the list now")
    assert "No laptop has been told of it yet." in seen(room.shell)
    room.page.choose_file = lambda _name: tmp_path / "no such folder" / "list.age"
    click(room.shell, "Save the list now")
    room.page._draw()
    assert "No laptop has been told of it yet." in seen(room.shell)


def test_locking_closes_the_vault_and_the_root_is_there_again(qtbot, opened, machine):
    room = opened()
    digits = room.page._desk.card().fingerprint
    with qtbot.waitSignal(room.locked):
        room.lock()
    (place,) = machine.start.places()
    again = machine.vault()
    unlocked = again.unlock(place, "tin kettle harbour nine")
    assert machine.made.root(unlocked).card().fingerprint == digits
    again.seal_down()


@pytest.mark.parametrize(("scale", "dark"), [(1.0, False), (1.0, True), (2.0, False)])
def test_every_word_fits_and_every_control_has_a_name(
    qtbot, opened, machine, asking, tmp_path, scale, dark
):
    machine.theme.set_scale(scale)
    machine.theme.set_dark(dark)

    def look(window) -> None:
        qtbot.waitUntil(lambda: not clipping.check(window), timeout=2_000)
        assert not naming.check(window)
        assert not clipping.contrasts(window, machine.theme)

    look(machine.window)
    room = opened()
    look(room.shell)
    request = asking.enrolment_request("4471")
    hand_in(room, request.content, tmp_path)
    sign(room, "0000")
    look(room.shell)
    sign(room, asking.fingerprint_of(request))
    look(room.shell)
    click(room.shell, "Save the desk’s key")
    look(room.shell)
