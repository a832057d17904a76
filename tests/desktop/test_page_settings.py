"""Settings: what a practitioner changes, and what stays changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ports.vault import VaultPlace
from app.services import own_content
from app.services.desk import Desk
from tests.builders import OSEI
from tests.desktop import clipping, naming
from tests.desktop.an_entrance import PASSPHRASE, AnEntrance
from tests.desktop.office import AREA
from tests.desktop.test_entrance import press, settled, type_in
from ui import files
from ui.display import Display
from ui.idle import IDLE_LOCK, idle_minutes
from ui.pages.settings import SettingsPage
from ui.pages.settings.page import titles
from ui.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

OWN = b"""
pack = "screening"
version = 1

[into]
section = "B"

[[item]]
id = "own.neighbour"
version = 1
type = "state"
label = "Neighbour"
prompt = "Is there a neighbour near who could help?"
source = ["Northmere practice group"]
"""
ALOUD = b"""
pack = "screening"
version = 1

[into]
section = "B"

[[item]]
id = "own.honour"
version = 1
type = "state"
label = "Honour"
ask = "Why did you not leave and tell them about honour?"
source = ["Northmere practice group"]
way = [{ id = "own.honour.2", text = "Why did you stay?" }]
"""


CLOCKS = """
id = "clocks-northmere"
version = 1

[[timer]]
id = "clock.accept"
amount = 8
unit = "hours"
source = ["Northmere Partnership, transfer protocol 2026"]
"""


class Settings:
    """The page over a real vault, in a window."""

    def __init__(self, tmp_path: Path) -> None:
        self.desk = AnEntrance(tmp_path / "people")
        self.desk.somebody()
        self.ports = self.desk.ports()
        self.desk.made = self.ports
        unlocked = self.ports.vault.unlock(VaultPlace(self.desk.base / "desk-1"), PASSPHRASE)
        self.store = unlocked.store
        desk = Desk(unlocked.store, self.desk.clock, self.desk.ids, OSEI, AREA, "Northmere")
        self.theme = Display(tmp_path)
        self.session = Session(
            unlocked, desk, self.ports.library, self.ports.post(unlocked), self.ports.vault,
            self.desk.jobs,
        )  # fmt: skip
        self.page = SettingsPage(self.session, self.theme)
        self.window = QWidget()
        QVBoxLayout(self.window).addWidget(self.page)
        self.window.resize(1366, 696)
        self.window.show()

    def part(self, code: str):
        self.page.arrive(code)
        return self.page._part


@pytest.fixture
def settings(qtbot: QtBot, tmp_path: Path) -> Iterator[Settings]:
    made = Settings(tmp_path)
    yield made
    made.desk.close()
    made.window.close()


def test_text_size_and_darkness_hold_at_once_and_for_the_next_start(settings, tmp_path):
    looks = settings.part("looks")
    looks.text_size.chosen.emit("150")
    looks.shade.chosen.emit("dark")
    assert (settings.theme.scale, settings.theme.dark) == (1.5, True)
    again = Display(tmp_path)
    assert (again.scale, again.dark, again.shade) == (1.5, True, "dark")


def test_what_is_kept_outside_the_vault_is_only_how_it_looks(settings, tmp_path):
    settings.part("looks").text_size.chosen.emit("125")
    settings.theme.note_place(settings.window)
    settings.theme._kept.sync()
    lines = (tmp_path / "display.ini").read_text("utf-8").splitlines()
    assert {line.partition("=")[0] for line in lines if "=" in line} <= {
        "shade",
        "scale",
        "geometry",
    }


def test_it_locks_after_five_minutes_until_somebody_chooses_otherwise(settings):
    assert idle_minutes(settings.store) == IDLE_LOCK // 60 == 5
    part = settings.part("locking")
    assert part.minutes.value() == "5"
    part.minutes.chosen.emit("15")
    assert idle_minutes(settings.store) == 15
    settings.store.set_setting("idle-minutes", "600")
    assert idle_minutes(settings.store) == 5  # nothing beyond fifteen is believed


def test_the_passphrase_is_changed(qtbot, settings):
    part = settings.part("passphrase")
    type_in(qtbot, part.old, "not the old one")
    for field in (part.one, part.two):
        type_in(qtbot, field, "brand new lot of words")
    press(part.go)
    settled(qtbot, settings.desk)
    assert "That is not the passphrase." in part.old.first_focus().accessibleDescription()
    assert part.one.text()  # only what was wrong is typed again
    type_in(qtbot, part.old, PASSPHRASE)
    press(part.go)
    settled(qtbot, settings.desk)
    assert part.state.words == "Changed. The old one opens nothing any more."
    settings.ports.vault.seal_down()
    other = settings.desk.vault()
    other.unlock(VaultPlace(settings.desk.base / "desk-1"), "brand new lot of words")
    other.seal_down()


def test_a_short_passphrase_is_refused_before_anything_is_tried(qtbot, settings):
    part = settings.part("passphrase")
    type_in(qtbot, part.old, PASSPHRASE)
    for field in (part.one, part.two):
        type_in(qtbot, field, "short")
    press(part.go)
    assert not settings.desk.jobs.busy
    assert "too short" in part.one.first_focus().accessibleDescription()


def test_a_copy_is_made_and_listed(qtbot, settings):
    part = settings.part("copies")
    settings.desk.clock.step(days=1, hours=2)
    press(part.now)
    settled(qtbot, settings.desk)
    assert part.state.words == "Made and read back today at 14:00."
    assert len(settings.ports.vault.backups(settings.ports.vault.place())) == 2


def test_a_copy_is_put_in_a_folder_of_ones_choice(qtbot, settings, monkeypatch, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(files, "ask_for_folder", lambda *_asked: stick)
    part = settings.part("copies")
    press(part.elsewhere)
    settled(qtbot, settings.desk)
    assert {path.suffix for path in stick.iterdir()} == {".db", ".slots"}
    assert "read back there as well" in part.state.words


def test_a_copy_that_cannot_be_put_there_is_said(qtbot, settings, monkeypatch, tmp_path):
    monkeypatch.setattr(files, "ask_for_folder", lambda *_asked: tmp_path / "gone")
    part = settings.part("copies")
    press(part.elsewhere)
    settled(qtbot, settings.desk)
    assert part.state.words == "The case file is not where it was."
    assert part.now.isEnabled()


def test_the_file_is_checked(qtbot, settings):
    part = settings.part("copies")
    press(part.check)
    settled(qtbot, settings.desk)
    assert part.state.words == "The file was read through and is sound."


def test_an_organisations_questions_are_checked_kept_and_used_from_the_next_start(
    settings, monkeypatch, tmp_path
):
    (tmp_path / "northmere.toml").write_bytes(OWN)
    monkeypatch.setattr(files, "ask_what_to_open", lambda *_asked: tmp_path / "northmere.toml")
    part = settings.part("content")
    press(part.take)
    assert part.state.words.startswith("Checked and kept."), part.state.words
    library = own_content.with_own(settings.store, settings.session.library)
    assert library.screening.item("own.neighbour").label == "Neighbour"
    own_content.let_go(settings.store, "screening-own-northmere.toml", OSEI.principal)
    assert own_content.with_own(settings.store, library) is library


def test_an_areas_own_time_limits_are_taken_in_like_its_questions(settings, monkeypatch, tmp_path):
    (tmp_path / "clocks-northmere.toml").write_text(CLOCKS, encoding="utf-8")
    monkeypatch.setattr(
        files, "ask_what_to_open", lambda *_asked: tmp_path / "clocks-northmere.toml"
    )
    part = settings.part("content")
    press(part.take)
    assert part.state.words.startswith("Checked and kept."), part.state.words
    library = own_content.with_own(settings.store, settings.session.library)
    assert [t.amount for t in library.timers if t.own] == [8]


def test_a_file_with_a_fault_is_not_kept_and_its_line_is_named(settings, monkeypatch, tmp_path):
    (tmp_path / "northmere.toml").write_bytes(OWN.replace(b'"own.neighbour"', b'"B1"'))
    monkeypatch.setattr(files, "ask_what_to_open", lambda *_asked: tmp_path / "northmere.toml")
    part = settings.part("content")
    press(part.take)
    assert "screening-own-northmere.toml" in part.state.words
    assert "The file has not been taken in." in part.state.words
    assert own_content.names(settings.store) == ()


def test_a_question_that_must_not_be_read_aloud_is_not_kept(settings, monkeypatch, tmp_path):
    (tmp_path / "northmere.toml").write_bytes(ALOUD)
    monkeypatch.setattr(files, "ask_what_to_open", lambda *_asked: tmp_path / "northmere.toml")
    part = settings.part("content")
    press(part.take)
    assert "own.honour" in part.state.words
    assert "IP" in part.state.words
    assert own_content.names(settings.store) == ()


def test_the_areas_key_says_that_it_is_not_here(settings):
    part = settings.part("key")
    assert part.state.words == "Not here yet. Until then visits work; sealing does not."


@pytest.mark.parametrize(
    ("size", "scale", "dark"),
    [((1366, 696), 1.0, False), ((1280, 648), 1.0, True), ((1366, 696), 2.0, False)],
)
def test_every_word_fits_and_every_control_has_a_name(qtbot, settings, size, scale, dark):
    settings.theme.set_scale(scale)
    settings.theme.set_dark(dark)
    settings.window.resize(*size)
    for code in titles():
        settings.part(code)
        qtbot.waitUntil(lambda: not clipping.check(settings.window), timeout=2_000)
        assert not naming.check(settings.window), code
        assert not clipping.contrasts(settings.window, settings.theme), code
