"""Practice: one trainee sits at three desks, each with a vault and keys of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QWidget

from tests.desktop import clipping, naming
from tests.desktop.an_entrance import PRACTICE, AnEntrance
from tests.desktop.an_office import an_office
from tests.desktop.office import click, seen
from tests.desktop.post_office import a_practice_session
from tests.desktop.test_entrance import enter, settled, type_in
from ui import main
from ui.application import Program
from ui.pages.desks import DeskSheet
from ui.practising import offer_desks
from ui.start import PRACTICE_DESKS, practice_desk, practice_profile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

SWITCH = "Sit at another desk"


@pytest.fixture
def trainer(tmp_path: Path) -> Iterator[object]:
    """Practice, begun at one desk after another in the same folder."""
    made: list[AnEntrance] = []

    def at(desk: str, *, locked: bool = False) -> AnEntrance:
        laptop = AnEntrance(tmp_path / "practice", practice=True, locked=locked)
        laptop.start = replace(laptop.start, desk=desk)
        made.append(laptop)
        laptop.paint()
        laptop.load()
        return laptop

    yield at
    for each in made:
        each.close()


def test_three_people_in_two_areas_and_one_of_them_may_sign_reviews():
    roles = {desk.code: practice_profile(desk.code) for desk in PRACTICE_DESKS}
    assert set(roles) == {"worker", "supervisor", "receiver"}
    assert "+supervisor@" in roles["supervisor"].by.principal
    assert roles["supervisor"].area == roles["worker"].area != roles["receiver"].area
    assert practice_desk("") == practice_desk("nobody") == PRACTICE_DESKS[0]


def test_each_desk_opens_without_typing_and_is_another_vault(qtbot: QtBot, trainer):
    for desk in ("supervisor", "worker", "receiver", "supervisor"):
        laptop = trainer(desk)
        settled(qtbot, laptop)
        (unlocked,) = laptop.opened
        assert unlocked.profile.by.name == practice_desk(desk).name
        laptop.close()
    assert [place.nickname for place in laptop.start.places()] == ["desk-1", "desk-2", "desk-3"]


def test_after_a_lock_the_desk_that_was_sat_at_comes_first_by_its_name(qtbot: QtBot, trainer):
    for desk in ("worker", "supervisor"):
        laptop = trainer(desk)
        settled(qtbot, laptop)
        laptop.close()
    laptop = trainer("supervisor", locked=True)
    page = laptop.window.page
    assert page.nickname() == "desk-2"
    names = [answer.option.label for answer in page.people.answers]
    assert names == ["D. Marsh, team manager", "T. Osei, social worker"]
    type_in(qtbot, page.field, PRACTICE)
    enter(page)
    settled(qtbot, laptop)
    assert laptop.opened[0].profile.by.name == "D. Marsh"


# ------------------------------------------------------------------ the switch


def switched(qtbot, theme, tmp_path, here: str = "") -> tuple[object, list[str]]:
    office = an_office(qtbot, a_practice_session("northmere.example"), theme, tmp_path)
    chosen: list[str] = []
    offer_desks(office.shell, here, chosen.append)
    office.shell.set_band("DEMO. Everybody in here is made up.")
    return office, chosen


def test_the_switch_stands_in_the_band_and_says_what_each_desk_does(qtbot, theme, tmp_path):
    office, chosen = switched(qtbot, theme, tmp_path)
    click(office.shell, SWITCH)
    words = seen(office.shell)
    assert "D. Marsh, team manager" in words
    notes = [answer.option.note for answer in office.shell.sheets()[0].desks.answers]
    assert notes[1] == "Reads what others recorded, and signs it off or sends it back"
    click(office.shell, "Stay here")
    click(office.shell, SWITCH)
    click(office.shell, "Sit there")  # this very desk: nothing happens
    assert chosen == []
    click(office.shell, SWITCH)
    office.shell.sheets()[0].desks.choose("receiver")
    click(office.shell, "Sit there")
    assert chosen == ["receiver"]


def test_nobody_is_asked_over_the_cover_or_over_another_sheet(qtbot, theme, tmp_path):
    office, _chosen = switched(qtbot, theme, tmp_path)
    link = office.shell.findChild(QWidget, "practice.sit")
    office.shell.cover_now()
    link.click()
    assert office.shell.sheets() == []
    office.shell.uncover()
    link.click()
    link.click()
    assert len(office.shell.sheets()) == 1


def test_sitting_elsewhere_saves_and_closes_this_vault_and_opens_the_other(qtbot, theme, tmp_path):
    office = an_office(qtbot, a_practice_session("northmere.example"), theme, tmp_path)
    went: list[str] = []

    class Door:
        """What stands behind a locked office."""

        def __init__(self, here: object) -> None:
            self.office = here
            self.start = replace(
                office._start,
                sit=went.append,
                restart=lambda: went.append("locked"),
                leave=lambda code: went.append(str(code)),
            )

    office.locked.connect(lambda: Program._lock(Door(office)))
    office._sit("supervisor")
    assert office.session.vault.sealed == 1
    assert went == ["supervisor", "0"]
    went.clear()
    Program._lock(Door(None))
    assert went == ["locked", "0"]


def test_only_practice_has_the_switch(qtbot, theme, tmp_path):
    office = an_office(qtbot, a_practice_session("northmere.example"), theme, tmp_path)
    assert office.shell.findChild(QWidget, "practice.sit") is None
    assert main._start("live", tmp_path).sit is None
    assert main._start("demo", tmp_path).sit is not None


def test_a_fresh_process_is_told_the_desk_and_a_lock_remembers_it(monkeypatch, tmp_path):
    begun: list[list[str]] = []
    monkeypatch.setattr("subprocess.Popen", lambda words, **_facts: begun.append(words))
    start = main._start("demo", tmp_path, desk="supervisor")
    start.restart()
    start.sit("receiver")
    assert [word for word in begun[0] if word.startswith("--")][-3:] == [
        "--desk",
        "--locked",
        "--folder",
    ]
    assert begun[0][begun[0].index("--desk") + 1] == "supervisor"
    assert "--locked" not in begun[1]
    words = begun[1][begun[1].index("--demo") :]
    assert main._opening(words) == ("demo", str(tmp_path), False, "", "receiver")
    assert main._opening(["--demo", "--desk", "nobody"]) is None


@pytest.mark.parametrize(("scale", "dark"), [(1.0, False), (2.0, True)])
def test_every_word_fits_and_every_control_has_a_name(qtbot, theme, tmp_path, scale, dark):
    theme.set_scale(scale)
    theme.set_dark(dark)
    office, _chosen = switched(qtbot, theme, tmp_path, "receiver")
    DeskSheet(theme, "receiver").open_in(office.shell)
    qtbot.waitUntil(lambda: not clipping.check(office.shell), timeout=2_000)
    assert naming.check(office.shell) == []
