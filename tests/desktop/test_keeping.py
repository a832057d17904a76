"""Keeping an area's root, in its own window: made in setting up, then laptops are answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.domain.handover import Mode
from app.services.post import Post
from storage.memory import MemoryCaseStore
from tests.builders import SteppingClock
from tests.desktop import clipping, naming
from tests.desktop.an_entrance import AnEntrance
from tests.desktop.exchanged import fill
from tests.desktop.office import click, seen
from tests.desktop.test_entrance import press, type_in
from tests.desktop.test_setting_up import begun, choose_words, copy_the_sheet, say_who
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
