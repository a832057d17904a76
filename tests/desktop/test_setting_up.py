"""Setting up a laptop, once: four steps, nothing lost on the way back or when it is broken off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QPdfWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.domain.enrolment import RootKeys
from app.domain.handover import Mode
from app.ports.vault import VaultPlace
from app.services.own_content import names
from storage.handover.desk import EnrolmentDesk
from tests.desktop import clipping, naming
from tests.desktop.an_entrance import AnEntrance
from tests.desktop.test_entrance import enter, press, settled, type_in
from ui import files
from ui.pages.setup import on_paper

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.domain.report import RecoverySheet
    from ui.pages.setup import SetUp

WORDS = "tin kettle harbour nine"


@pytest.fixture
def laptop(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[], AnEntrance]]:
    made: list[AnEntrance] = []

    def make() -> AnEntrance:
        desk = AnEntrance(tmp_path / "people")
        made.append(desk)
        desk.paint()
        return desk

    yield make
    for each in made:
        each.close()


def begun(desk: AnEntrance) -> SetUp:
    assert desk.window is not None
    assert desk.window.set_up is not None
    return desk.window.set_up


def say_who(qtbot: QtBot, set_up: SetUp) -> None:
    page = set_up.who_page
    type_in(qtbot, page.name_field, "T. Osei")
    type_in(qtbot, page.role, "Social worker")
    type_in(qtbot, page.organisation, "Northmere Children’s Services")
    type_in(qtbot, page.area, "northmere.example")
    press(page.go)


def choose_words(qtbot: QtBot, desk: AnEntrance, words: str = WORDS) -> None:
    page = begun(desk).words_page
    type_in(qtbot, page.one, words)
    type_in(qtbot, page.two, words)
    enter_in(page.two)
    settled(qtbot, desk)


def enter_in(field) -> None:
    QTest.keyClick(field.first_focus(), Qt.Key.Key_Return)


def copy_the_sheet(qtbot: QtBot, desk: AnEntrance) -> str:
    """Copy the code by hand and type the two groups asked for; the whole code."""
    page = begun(desk).sheet_page
    groups = page._groups
    press(page.by_hand)
    for field, group in zip(page.fields, page._hidden, strict=True):
        type_in(qtbot, field, groups[group].lower())
    press(page.go)
    return "-".join(groups)


# ------------------------------------------------------------------ the whole way


def test_four_steps_lead_into_the_office(qtbot, laptop):
    desk = laptop()
    desk.load()
    say_who(qtbot, begun(desk))
    choose_words(qtbot, desk)
    code = copy_the_sheet(qtbot, desk)
    press(begun(desk).key_page.go)
    (unlocked,) = desk.opened
    assert unlocked.profile.by.principal == "t.osei@northmere.example"
    assert unlocked.profile.by.role == "Social worker"
    assert unlocked.store.setting("area-title") == "Northmere Children’s Services"
    assert unlocked.store.secret("recovery-code") == b""  # the vault forgets it
    assert names(unlocked.store) == ()
    desk.made.vault.seal_down()
    other, place = desk.vault(), VaultPlace(desk.base / "desk-1")
    other.unlock(place, WORDS)
    other.recover(place, code, "brand new lot of words")
    other.seal_down()


def test_setting_up_may_be_typed_before_anything_is_loaded(qtbot, laptop):
    desk = laptop()
    say_who(qtbot, begun(desk))
    choose_words(qtbot, desk)
    assert begun(desk).words_page.doing.isVisible()
    assert begun(desk).unlocked is None
    desk.load()
    settled(qtbot, desk)
    assert desk.window.page is begun(desk).sheet_page


# ------------------------------------------------------------------ step by step


def test_what_is_missing_is_said_at_its_field(qtbot, laptop):
    page = begun(laptop()).who_page
    press(page.go)
    assert "Write your name." in page.name_field.first_focus().accessibleDescription()
    type_in(qtbot, page.name_field, "Zoë Ł. O’Hara-Brown")
    assert page.user.text() == "zoe.ohara.brown"
    type_in(qtbot, page.area, "North Mere")
    press(page.go)
    assert "such as northmere.example" in page.area.first_focus().accessibleDescription()
    assert page.name_field.text() == "Zoë Ł. O’Hara-Brown"


def test_a_signing_name_of_ones_own_is_kept(qtbot, laptop):
    page = begun(laptop()).who_page
    type_in(qtbot, page.user, "tosei2")
    type_in(qtbot, page.name_field, "T. Osei")
    assert page.user.text() == "tosei2"


@pytest.mark.parametrize(
    ("words", "again", "said"),
    [
        ("short", "short", "12 characters or more"),
        ("passwordpassword", "passwordpassword", "anybody would try"),
        (WORDS, WORDS + "x", "not the same"),
    ],
)
def test_a_passphrase_that_will_not_do_is_said(qtbot, laptop, words: str, again: str, said: str):
    desk = laptop()
    desk.load()
    say_who(qtbot, begun(desk))
    page = begun(desk).words_page
    type_in(qtbot, page.one, words)
    type_in(qtbot, page.two, again)
    press(page.go)
    told = [field.first_focus().accessibleDescription() for field in (page.one, page.two)]
    assert any(said in each for each in told)
    assert not desk.jobs.busy


def test_words_drawn_by_lot_may_be_taken_or_drawn_again(qtbot, laptop):
    desk = laptop()
    desk.load()
    say_who(qtbot, begun(desk))
    page = begun(desk).words_page
    before = page.words.text()
    press(page.others)
    assert page.words.text() != before
    press(page.take)
    assert page.passphrase() == page.words.text()
    assert page.enough.isVisible()
    assert page.two.text() == ""  # typed by the person, so that the hand learns it


def test_the_sheet_is_not_believed_until_two_groups_come_from_the_paper(qtbot, laptop):
    desk = laptop()
    desk.load()
    say_who(qtbot, begun(desk))
    choose_words(qtbot, desk)
    page = begun(desk).sheet_page
    press(page.go)
    assert desk.window.page is page  # not printed
    press(page.by_hand)
    qtbot.wait(1)
    shown = {w.accessibleName() for w in page.paper.findChildren(QWidget) if w.isVisible()}
    assert "on the paper only" in shown
    assert not {page._groups[group] for group in page._hidden} & shown
    for field in page.fields:
        type_in(qtbot, field, "AAAA")
    press(page.go)
    assert desk.window.page is page
    assert "not what stands on the sheet" in page.fields[0].first_focus().accessibleDescription()


def test_the_sheet_is_saved_as_a_pdf(qtbot, laptop, monkeypatch, tmp_path):
    desk = laptop()
    desk.load()
    say_who(qtbot, begun(desk))
    choose_words(qtbot, desk)
    page = begun(desk).sheet_page
    monkeypatch.setattr(files, "ask_where_to_save", lambda *_asked: tmp_path / "sheet.pdf")
    press(page.print_button)
    settled(qtbot, desk)
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert desk.printer.drawn[0].groups == page._groups
    assert "delete the file" in page.saved.words
    assert page.check.isVisible()


def test_the_sheet_goes_straight_to_a_printer_and_no_file_is_left(
    qtbot, laptop, monkeypatch, tmp_path
):
    desk = laptop()
    desk.load()
    say_who(qtbot, begun(desk))
    choose_words(qtbot, desk)
    page = begun(desk).sheet_page
    before = set(tmp_path.rglob("*"))
    pages: list[bytes] = []

    def printed(_parent: QWidget, sheet: RecoverySheet) -> bool:
        paper = QBuffer()
        paper.open(QIODevice.OpenModeFlag.WriteOnly)
        assert on_paper.draw(sheet, QPdfWriter(paper))
        pages.append(bytes(paper.data().data()))
        return True

    monkeypatch.setattr(on_paper, "print_with_dialog", printed)
    press(page.paper_button)
    assert pages[0].startswith(b"%PDF")
    assert pages[0].count(b"/Type /Page\n") == 1
    assert "Sent to the printer" in page.saved.words
    assert page.check.isVisible()
    assert desk.printer.drawn == []  # the engine that makes files was not asked
    assert set(tmp_path.rglob("*")) == before


def test_a_print_that_was_left_counts_for_nothing(qtbot, laptop, monkeypatch):
    desk = laptop()
    desk.load()
    say_who(qtbot, begun(desk))
    choose_words(qtbot, desk)
    page = begun(desk).sheet_page
    monkeypatch.setattr(on_paper, "print_with_dialog", lambda *_asked: False)
    press(page.paper_button)
    assert not page.check.isVisible()


def test_a_sheet_that_cannot_be_saved_is_said_and_stays_on_screen(
    qtbot, laptop, monkeypatch, tmp_path
):
    desk = laptop()
    desk.load()
    say_who(qtbot, begun(desk))
    choose_words(qtbot, desk)
    page = begun(desk).sheet_page
    monkeypatch.setattr(files, "ask_where_to_save", lambda *_asked: tmp_path / "no" / "sheet.pdf")
    press(page.print_button)
    settled(qtbot, desk)
    assert page.saved.words == "The file could not be saved there."
    assert not page.check.isVisible()


# ------------------------------------------------------------------ back, and broken off


def test_going_back_loses_nothing_and_mends_what_was_wrong(qtbot, laptop):
    desk = laptop()
    desk.load()
    set_up = begun(desk)
    say_who(qtbot, set_up)
    choose_words(qtbot, desk)
    press(set_up.sheet_page.back)
    assert set_up.words_page.passphrase() == WORDS
    press(set_up.words_page.back)
    assert set_up.who_page.role.text() == "Social worker"
    type_in(qtbot, set_up.who_page.role, "Team manager")
    press(set_up.who_page.go)
    choose_words(qtbot, desk, "another lot of words")
    copy_the_sheet(qtbot, desk)
    press(set_up.key_page.go)
    assert desk.opened[0].profile.by.role == "Team manager"
    desk.made.vault.seal_down()
    other = desk.vault()
    unlocked = other.unlock(VaultPlace(desk.base / "desk-1"), "another lot of words")
    assert unlocked.profile.by.role == "Team manager"
    other.seal_down()


def test_setting_up_goes_on_where_it_was_broken_off(qtbot, laptop):
    desk = laptop()
    desk.load()
    say_who(qtbot, begun(desk))
    choose_words(qtbot, desk)
    groups = begun(desk).sheet_page._groups
    desk.close()

    again = laptop()
    again.load()
    type_in(qtbot, again.window.page.field, WORDS)
    enter(again.window.page)
    settled(qtbot, again)
    assert again.window.page is begun(again).sheet_page
    assert begun(again).sheet_page._groups == groups
    copy_the_sheet(qtbot, again)
    press(begun(again).key_page.go)
    assert len(again.opened) == 1


# ------------------------------------------------------------------ the area's key


def test_the_key_is_asked_for_and_taken_in(qtbot, laptop, monkeypatch, tmp_path):
    desk = laptop()
    desk.load()
    say_who(qtbot, begun(desk))
    choose_words(qtbot, desk)
    copy_the_sheet(qtbot, desk)
    key = begun(desk).key_page.key
    press(key.ask)
    assert "Write a number first" in key.reference.first_focus().accessibleDescription()
    type_in(qtbot, key.reference, "4471")
    monkeypatch.setattr(files, "ask_where_to_save", lambda *_asked: tmp_path / "request.age")
    press(key.ask)
    asked = (tmp_path / "request.age").read_bytes()
    assert "Asked for" in key.state.words

    answer, number = answered(asked, desk)
    assert key.number.text() == number  # the same on both screens
    (tmp_path / "answer.age").write_bytes(answer)
    monkeypatch.setattr(files, "ask_what_to_open", lambda *_asked: tmp_path / "request.age")
    press(key.take)
    assert key.problem.isVisible()  # the wrong file is said, and nothing is lost
    monkeypatch.setattr(files, "ask_what_to_open", lambda *_asked: tmp_path / "answer.age")
    press(key.take)
    assert not key.problem.isVisible()
    assert key.state.words == "Your area’s key is here. It is good until 24 May 2027."
    assert begun(desk).key_page.go.words == "Begin"


def answered(asked: bytes, desk: AnEntrance) -> tuple[bytes, str]:
    """What the keeper of the area's root does on another machine."""
    root_desk = EnrolmentDesk()
    request = root_desk.read_request(asked, Mode.LIVE)
    new_desk, identity = root_desk.new_desk("northmere.example", "duty")
    made = root_desk.new_root(Mode.LIVE, "northmere.example", "Northmere")
    root = RootKeys(
        mode=made.mode, area=made.area, seed=made.seed, title=made.title,
        telephone="01632 960 001", desks=((new_desk, identity),),
    )  # fmt: skip
    now = desk.clock.now()
    answer = root_desk.answer(request, root, 1, now, now.replace(year=2027, month=5))
    return answer.content, request.fingerprint


# ------------------------------------------------------------------ how it looks


@pytest.mark.parametrize(
    ("size", "scale", "dark"),
    [((1366, 696), 1.0, False), ((1280, 648), 1.0, True), ((1366, 696), 2.0, False)],
)
def test_every_word_fits_and_every_control_has_a_name(qtbot, laptop, size, scale, dark):
    desk = laptop()
    desk.theme.set_scale(scale)
    desk.theme.set_dark(dark)
    desk.window.resize(*size)
    desk.load()

    def look() -> None:
        qtbot.waitUntil(lambda: not clipping.check(desk.window), timeout=2_000)
        assert not naming.check(desk.window)
        assert not clipping.contrasts(desk.window, desk.theme)

    look()
    press(begun(desk).who_page.go)
    look()
    say_who(qtbot, begun(desk))
    look()
    choose_words(qtbot, desk)
    look()
    copy_the_sheet(qtbot, desk)
    look()
