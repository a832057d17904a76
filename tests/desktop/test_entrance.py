"""Getting in: what a person does at the first window, over real vaults on a real disk."""

from __future__ import annotations

import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.errors import VaultRefused
from app.ports.vault import Profile, VaultKind, VaultPlace
from app.services import recording
from app.services.desk import Desk
from storage.keys.slots import read_slots, write_slots
from tests.builders import OSEI
from tests.desktop import clipping, naming
from tests.desktop.an_entrance import PASSPHRASE, PRACTICE, AnEntrance
from tests.desktop.office import AREA, click
from tests.repo.source import ROOT
from ui.pages.unlock.ask import UnlockPage
from ui.pages.unlock.recover import RecoverPage
from ui.pages.unlock.told import ToldPage
from ui.pages.unlock.trouble import TroublePage
from ui.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


def _modules(text: str) -> set[str]:
    return set(text.split())


KIT = {
    f"ui.controls.{name}"
    for name in _modules("buttons earlier fields page painted scrolling spread stack state")
}
AT_FIRST_PAINT = KIT | _modules(
    """
    app app.domain app.domain.direction app.domain.errors app.i18n
    app.ports app.ports.record app.ports.vault
    storage storage.keys storage.keys.places
    ui ui.application ui.controls ui.crash ui.display ui.entrance ui.icons ui.jobs ui.main
    ui.pages ui.pages.unlock ui.pages.unlock.frame ui.pages.unlock.trouble ui.qt_translator
    ui.lines ui.start ui.text ui.theme
    """
)
TO_UNLOCK = _modules("ui.controls.answers ui.controls.rows ui.pages.unlock.ask")
TO_SET_UP = _modules(
    """
    app.domain.passphrase app.services app.services.owner app.services.setting_up
    ui.controls.timeline ui.errors ui.errors.about_files ui.errors.about_following
    ui.errors.about_packages ui.errors.about_records ui.errors.about_reviews ui.errors.about_trust
    ui.errors.about_texts ui.errors.about_vaults ui.errors.findings ui.errors.wording
    ui.pages.setup ui.pages.setup.frame ui.pages.setup.passphrase ui.pages.setup.walk
    ui.pages.setup.who
    """
)
STRANGERS = {"PySide6", "shiboken6", "_distutils_hack"}


@pytest.fixture
def laptop(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[..., AnEntrance]]:
    made: list[AnEntrance] = []

    def make(**given: bool) -> AnEntrance:
        laptop = AnEntrance(tmp_path / "people", **given)
        made.append(laptop)
        return laptop

    yield make
    for each in made:
        each.close()


def settled(qtbot: QtBot, laptop: AnEntrance) -> None:
    qtbot.waitUntil(lambda: not laptop.jobs.busy, timeout=10_000)


def type_in(qtbot: QtBot, field, text: str) -> None:
    editor = field.first_focus()
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    for letter in text:  # QTest knows Latin-1 only
        QApplication.sendEvent(
            editor, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        )


def press(widget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def enter(widget) -> None:
    QTest.keyClick(widget.first_focus(), Qt.Key.Key_Return)


# ------------------------------------------------------------------ stage one


@pytest.mark.parametrize(("somebody", "expected"), [
    (True, AT_FIRST_PAINT | TO_UNLOCK),
    (False, AT_FIRST_PAINT | TO_SET_UP),
])  # fmt: skip
def test_the_first_paint_loads_nothing_heavy(tmp_path: Path, somebody: bool, expected: set[str]):
    if somebody:
        (tmp_path / "desk-1").mkdir()
        (tmp_path / "desk-1" / "slots.a").touch()
    done = subprocess.run(
        [sys.executable, "-m", "tests.desktop.first_paint", str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    loaded = set(done.stdout.split())
    assert {
        name for name in loaded if name.partition(".")[0] in {"app", "ui", "storage"}
    } == expected
    assert {name.partition(".")[0] for name in loaded - expected} <= STRANGERS


def test_rubbish_is_looked_for_again_as_soon_as_the_window_stands(tmp_path: Path):
    source = (
        "import gc, os, sys\n"
        "from PySide6.QtCore import QTimer\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from ui import application, main\n"
        "application.Program._loaded = lambda *_given: os._exit(0 if gc.isenabled() else 1)\n"
        "QTimer.singleShot(30_000, lambda: os._exit(9))\n"
        "main.main(['--demo', '--folder', sys.argv[1]])\n"
    )
    given = [sys.executable, "-c", source, str(tmp_path)]
    assert subprocess.run(given, cwd=ROOT, timeout=60, check=False).returncode == 0


def test_typing_works_before_anything_is_loaded_and_enter_waits(qtbot, laptop):
    desk = laptop()
    desk.somebody()
    page = desk.paint().page
    type_in(qtbot, page.field, PASSPHRASE)
    enter(page)
    assert page.doing.words == "Opening…"
    assert not desk.opened
    desk.load()
    settled(qtbot, desk)
    assert [unlocked.profile for unlocked in desk.opened] == [Profile(OSEI, AREA)]


def test_the_key_is_derived_off_the_gui_thread(qtbot, laptop, monkeypatch):
    desk = laptop()
    desk.somebody()
    page = desk.paint().page
    desk.load()
    seen = []
    real = desk.made.vault.unlock
    monkeypatch.setattr(
        type(desk.made.vault),
        "unlock",
        lambda _self, place, words: (seen.append(threading.current_thread()), real(place, words))[
            1
        ],
    )
    page.field.set_text(PASSPHRASE)
    enter(page)
    settled(qtbot, desk)
    assert seen
    assert threading.main_thread() not in seen


def test_the_window_says_nothing_of_what_is_inside(qtbot, laptop):
    desk = laptop()
    desk.somebody()
    window = desk.paint()
    words = " ".join(part.accessibleName() for part in window.findChildren(QWidget))
    assert window.windowTitle() == "Notes"
    for told in ("case", "abuse", "One Chance", "police", "Osei"):
        assert told.lower() not in words.lower()


# ------------------------------------------------------------------ the passphrase


def test_a_wrong_passphrase_is_said_counted_and_made_to_wait(qtbot, laptop, monkeypatch):
    desk = laptop()
    desk.somebody()
    page = desk.paint().page
    desk.load()
    for _guess in range(3):
        type_in(qtbot, page.field, "not this one")
        enter(page)
        settled(qtbot, desk)
    told = page.first_focus().accessibleDescription()
    assert told == "That is not the passphrase. 3 wrong ones so far. Wait 2 seconds."
    assert not page.go.isEnabled()
    type_in(qtbot, page.field, PASSPHRASE)
    enter(page)
    assert not desk.jobs.busy  # a guess that comes too early is not even made
    page._count()
    assert "Wait 1 second." in page.first_focus().accessibleDescription()
    page._count()
    assert page.go.isEnabled()
    desk.clock.step(seconds=5)
    enter(page)
    settled(qtbot, desk)
    carry_on = desk.window.page
    assert isinstance(carry_on, ToldPage)
    assert not desk.opened
    enter(carry_on)
    assert len(desk.opened) == 1
    assert desk.opened[0].failures.count == 3


def test_a_guess_too_early_after_a_restart_is_told_how_long(qtbot, laptop):
    desk = laptop()
    place, other = desk.somebody(), desk.vault()
    for _guess in range(4):
        with pytest.raises(VaultRefused):
            other.unlock(place, "not this one")
        desk.clock.step(seconds=3)
    page = desk.paint().page
    desk.load()
    page.field.set_text(PASSPHRASE)
    enter(page)
    settled(qtbot, desk)
    assert page.first_focus().accessibleDescription() == "Wait 1 second."


def test_somebody_else_has_a_place_of_their_own(qtbot, laptop):
    desk = laptop()
    desk.somebody("desk-1")
    desk.somebody("desk-2", "another lot of words")
    page = desk.paint().page
    desk.load()
    shown = [answer.accessibleName() for answer in page.people.findChildren(QWidget)]
    assert [name for name in shown if name.startswith("Desk")] == ["Desk 1", "Desk 2"]
    page.people.choose("desk-2")
    type_in(qtbot, page.field, "another lot of words")
    enter(page)
    settled(qtbot, desk)
    assert desk.made.vault.place().nickname == "desk-2"


def test_a_third_person_is_set_up_beside_the_others(qtbot, laptop):
    desk = laptop()
    desk.somebody("desk-1")
    desk.somebody("desk-2")
    page = desk.paint().page
    press(page.other)
    set_up = desk.window.set_up
    assert set_up._place.nickname == "desk-3"
    press(set_up.who_page.back)
    assert isinstance(desk.window.page, UnlockPage)


# ------------------------------------------------------------------ what may be in the way


def trouble_after_typing(qtbot: QtBot, desk: AnEntrance) -> TroublePage:
    desk.paint()
    desk.load()
    desk.window.page.field.set_text(PASSPHRASE)
    enter(desk.window.page)
    settled(qtbot, desk)
    page = desk.window.page
    assert isinstance(page, TroublePage), page
    return page


def test_a_second_window_is_told_that_the_first_is_open(qtbot, laptop):
    desk = laptop()
    place, first = desk.somebody(), desk.vault()
    first.unlock(place, PASSPHRASE)
    page = trouble_after_typing(qtbot, desk)
    assert page.title.text() == "This is already open in another window on this laptop."
    first.seal_down()
    enter(page)  # try again
    settled(qtbot, desk)
    assert len(desk.opened) == 1


def test_a_damaged_file_is_replaced_by_the_newest_good_copy(qtbot, laptop):
    desk = laptop()
    place = desk.somebody()
    (place.folder / "vault.db").write_bytes(b"x" * 8192)
    page = trouble_after_typing(qtbot, desk)
    assert page.title.text() == "The case file is damaged."
    enter(page)
    copies = desk.window.page
    press(copies.go)
    settled(qtbot, desk)
    told = desk.window.page
    assert isinstance(told, ToldPage)
    enter(told)
    assert desk.opened[0].notices == ("vault.restored",)
    assert any((place.folder / "aside").iterdir())


def test_a_copy_that_is_not_sound_is_not_put_back_and_the_older_one_is_proposed(qtbot, laptop):
    desk = laptop()
    place = desk.somebody()
    vault = desk.vault()
    vault.unlock(place, PASSPHRASE)
    desk.clock.step(days=1)
    newer = vault.back_up()
    vault.seal_down()
    (place.folder / "vault.db").write_bytes(b"x" * 8192)
    (place.folder / "backups" / f"{newer.name}.db").write_bytes(b"y" * 8192)
    enter(trouble_after_typing(qtbot, desk))
    copies = desk.window.page
    assert copies.list.value() == newer.name
    press(copies.go)
    settled(qtbot, desk)
    assert desk.window.page is copies
    assert copies.list.value() != newer.name
    press(copies.go)
    settled(qtbot, desk)
    assert isinstance(desk.window.page, ToldPage)


def damaged_keys(desk: AnEntrance) -> tuple[VaultPlace, bytes]:
    """A vault whose two slot files are broken, and the keys of a copy taken out before."""
    place = desk.somebody()
    keys = (place.folder / "slots.a").read_bytes()
    for name in ("slots.a", "slots.b"):
        (place.folder / name).write_bytes(b"nonsense")
    return place, keys


def test_damaged_keys_are_put_back_from_a_copy_and_the_damaged_ones_kept(qtbot, laptop, tmp_path):
    desk = laptop()
    place, keys = damaged_keys(desk)
    (tmp_path / "copy.slots").write_bytes(keys)
    page = trouble_after_typing(qtbot, desk)
    assert page.title.text() == "The keys of the case file are damaged."
    desk.window.choose_keys = lambda: tmp_path / "copy.slots"
    press(page.first)
    settled(qtbot, desk)
    assert len(desk.opened) == 1
    assert {f.read_bytes() for f in (place.folder / "aside").iterdir()} == {b"nonsense"}


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("nonsense", "That file holds no keys of this program."),
        ("passphrase", "The passphrase you typed does not open the keys of that copy."),
        ("vault", "Those keys do not open this case file."),
    ],
)
def test_keys_that_do_not_open_this_very_file_change_nothing(qtbot, laptop, tmp_path, given, says):
    desk = laptop()
    place, _keys = damaged_keys(desk)
    words = "other words for this" if given == "passphrase" else PASSPHRASE
    other = AnEntrance(tmp_path / "another laptop").somebody(passphrase=words)
    content = b"x" * 99 if given == "nonsense" else (other.folder / "slots.a").read_bytes()
    (tmp_path / "copy.slots").write_bytes(content)
    page = trouble_after_typing(qtbot, desk)
    desk.window.choose_keys = lambda: tmp_path / "copy.slots"
    press(page.first)
    settled(qtbot, desk)
    assert desk.window.page.title.text() == says
    assert desk.window.page.first.words == "Choose the keys of a copy"
    assert (place.folder / "slots.a").read_bytes() == b"nonsense"
    assert not (place.folder / "aside").exists()


def test_from_damaged_keys_the_recovery_sheet_is_one_step_away(qtbot, laptop):
    desk = laptop()
    damaged_keys(desk)
    trouble_after_typing(qtbot, desk)
    click(desk.window, "Use the recovery sheet")
    assert isinstance(desk.window.page, RecoverPage)


def test_a_file_of_a_newer_program_is_left_alone(qtbot, laptop):
    desk = laptop()
    place = desk.somebody()
    members = dict(read_slots(place.folder).members)
    members["format"] = 2
    write_slots(place.folder, members)
    page = trouble_after_typing(qtbot, desk)
    assert page.title.text() == "A newer version of this program has written here."


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("vault.full", "The disk is full. Your last answer is not saved."),
        ("vault.read-only", "This laptop does not let the program write here."),
        ("vault.disk", "The disk would not read or write."),
        ("vault.missing", "The case file is not where it was."),
        ("vault.not-enough-memory",
         "This laptop has too little free memory to open it. It is not the passphrase."),
    ],
)  # fmt: skip
def test_what_the_disk_refuses_has_its_own_page(qtbot, laptop, monkeypatch, code: str, says: str):
    desk = laptop()
    desk.somebody()

    def refuse(*_given: object) -> None:
        raise VaultRefused(code)

    monkeypatch.setattr("storage.keys.vault.FileKeyVault.unlock", refuse)
    page = trouble_after_typing(qtbot, desk)
    assert page.title.text() == says
    assert not naming.check(desk.window)


def an_older_file(qtbot, desk):
    """Somebody put yesterday's file in the place of the newest, and the passphrase was typed."""
    place, vault = desk.somebody(), desk.vault()
    old = (place.folder / "vault.db").read_bytes()
    vault.unlock(place, PASSPHRASE).store.set_setting("area-title", "Northmere")
    vault.seal_down()
    (place.folder / "vault.db").write_bytes(old)
    desk.paint()
    desk.load()
    desk.window.page.field.set_text(PASSPHRASE)
    enter(desk.window.page)
    settled(qtbot, desk)
    return desk.window.page


def test_an_older_file_is_opened_for_reading_until_somebody_says_why(qtbot, laptop):
    desk = laptop()
    page = an_older_file(qtbot, desk)
    assert isinstance(page, ToldPage)
    page._resume()
    assert not desk.opened  # no reason, no writing
    type_in(qtbot, page.reason, "Put back by IT, ticket 12, S. Rae agrees")
    page._resume()
    store = desk.opened[0].store
    store.set_setting("area-title", "Northmere again")
    assert store.setting("area-title") == "Northmere again"


def test_an_older_file_can_be_looked_at_without_writing(qtbot, laptop):
    desk = laptop()
    enter(an_older_file(qtbot, desk))
    with pytest.raises(VaultRefused):
        desk.opened[0].store.set_setting("area-title", "x")


def test_a_program_that_cannot_be_loaded_says_so_and_starts_again(qtbot, laptop):
    desk = laptop()
    desk.somebody()
    window = desk.paint()
    window.refuse(VaultRefused("vault.disk"))
    enter(window.page)
    assert (desk.restarts, desk.left) == (1, [1])


# ------------------------------------------------------------------ the recovery sheet


def test_the_recovery_code_opens_with_a_new_passphrase(qtbot, laptop):
    desk = laptop()
    place, vault = VaultPlace(desk.base / "desk-1"), desk.vault()
    _unlocked, code = vault.create(place, VaultKind.LIVE, PASSPHRASE, Profile(OSEI, AREA))
    vault.seal_down()
    desk.paint()
    desk.load()
    press(desk.window.page.forgotten)
    page = desk.window.page
    QTest.keyClicks(page.code.first_focus(), code.replace("-", "").lower())
    assert page.code.text() == code  # the dashes come by themselves
    type_in(qtbot, page.one, "short")
    press(page.go)
    assert not desk.jobs.busy
    type_in(qtbot, page.one, "brand new lot of words")
    type_in(qtbot, page.two, "brand new lot of words")
    press(page.go)
    settled(qtbot, desk)
    enter(desk.window.page)
    assert desk.opened[0].notices == ("vault.recovered",)
    desk.made.vault.seal_down()
    vault.unlock(place, "brand new lot of words")
    vault.seal_down()


def test_a_mistyped_code_is_said_at_the_code(qtbot, laptop):
    desk = laptop()
    desk.somebody()
    desk.paint()
    desk.load()
    press(desk.window.page.forgotten)
    page = desk.window.page
    QTest.keyClicks(page.code.first_focus(), "7K3M Q9XT")
    for field in (page.one, page.two):
        type_in(qtbot, field, "brand new lot of words")
    press(page.go)
    settled(qtbot, desk)
    assert "not a whole recovery code" in page.code.first_focus().accessibleDescription()
    assert page.one.text()  # nothing that was typed is lost


# ------------------------------------------------------------------ practice


def test_practice_opens_without_typing_and_again_the_next_day(qtbot, laptop):
    for _day in range(2):
        desk = laptop(practice=True)
        desk.paint()
        desk.load()
        settled(qtbot, desk)
        assert [unlocked.profile.by.name for unlocked in desk.opened] == ["T. Osei"]
        assert desk.opened[0].kind is VaultKind.DEMO
        desk.close()


def test_after_a_lock_practice_shows_its_passphrase_and_asks_for_it(qtbot, laptop):
    desk = laptop(practice=True, locked=True)
    desk.somebody(passphrase=PRACTICE)
    page = desk.paint().page
    desk.load()
    assert not desk.opened
    assert isinstance(page, UnlockPage)
    shown = [part.accessibleName() for part in page.findChildren(QWidget)]
    assert any(PRACTICE in text for text in shown)
    type_in(qtbot, page.field, PRACTICE)
    enter(page)
    settled(qtbot, desk)
    assert desk.opened


# ------------------------------------------------------------------ how it looks


@pytest.mark.parametrize("size", [(1366, 696), (1280, 648), (1600, 900)])
@pytest.mark.parametrize(("scale", "dark"), [(1.0, False), (2.0, False), (1.0, True)])
def test_every_word_fits_and_every_control_has_a_name(qtbot, laptop, size, scale, dark):
    desk = laptop()
    desk.somebody("desk-1")
    desk.somebody("desk-2")
    desk.theme.set_scale(scale)
    desk.theme.set_dark(dark)
    window = desk.paint()
    window.resize(*size)
    desk.load()
    pages = [lambda: None, lambda: window._recover("desk-1")]
    pages += [lambda code=code: window._trouble(VaultRefused(code), window._ask)
              for code in ("vault.damaged", "vault.in-use")]  # fmt: skip
    for show in pages:
        show()
        qtbot.waitUntil(lambda: not clipping.check(window), timeout=2_000)
        assert not naming.check(window)
        assert not clipping.contrasts(window, desk.theme)


def test_cases_in_an_older_file_can_be_read_in_the_office(qtbot, laptop):
    desk = laptop()
    place, vault = desk.somebody(), desk.vault()
    unlocked = vault.unlock(place, PASSPHRASE)
    at = Desk(unlocked.store, desk.clock, desk.ids, OSEI, AREA, "Northmere")
    case = recording.open_case(at, "E.", "A school rang")
    vault.seal_down()
    old = (place.folder / "vault.db").read_bytes()
    vault.unlock(place, PASSPHRASE).store.set_setting("area-title", "Northmere")
    vault.seal_down()
    (place.folder / "vault.db").write_bytes(old)
    ports = desk.ports()
    desk.made = ports
    found = ports.vault.unlock(place, PASSPHRASE)
    session = Session(found, at, ports.library, ports.post(found), ports.vault, desk.jobs)
    session.desk = Desk(found.store, desk.clock, desk.ids, OSEI, AREA, "Northmere")
    refused: list[str] = []
    session.refused.connect(lambda refusal: refused.append(refusal.code))
    assert session.reading_only == "vault.rolled-back"
    assert session.open(case.id, "to look")
    assert session.case.id == case.id
    session.put_away()
    assert not refused
