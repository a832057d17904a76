"""Choosing the language of the windows: in the settings, before any vault, and by the command."""

from __future__ import annotations

import gettext
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from app import i18n
from app.i18n import tongues
from app.i18n.tongues import TONGUES
from tests.desktop.an_entrance import AnEntrance
from tests.desktop.an_office import an_office
from tests.desktop.exchanged import two_desks
from tests.desktop.office import click, named, seen
from ui import main
from ui.application import make_application
from ui.display import Display
from ui.start import kept_language

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from ui.theme import Theme


@pytest.fixture(autouse=True)
def _welsh_is_compiled(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Both languages are there, whatever has been compiled; and English again afterwards."""
    for module in ("ui.pages.settings.looks", "ui.pages.unlock.tongues"):
        monkeypatch.setattr(f"{module}.offered", lambda: TONGUES)
    yield
    i18n.install(i18n._Chosen.english)


def a_draft() -> gettext.NullTranslations:
    made = gettext.NullTranslations()
    made._info = {"language-team": "unreviewed draft"}
    return made


def test_a_language_chosen_in_the_settings_is_kept_and_locking_starts_it(
    qtbot: QtBot, tmp_path: Path, theme: Theme
) -> None:
    del theme  # its fonts
    office = an_office(qtbot, two_desks().receiver, Display(tmp_path), tmp_path)
    locked: list[bool] = []
    office.locked.connect(lambda: locked.append(True))
    office.go("settings", "looks")
    assert "It takes effect when the program starts again." not in seen(office.shell)
    click(office.shell, "Cymraeg")
    assert "It takes effect when the program starts again." in seen(office.shell)
    assert kept_language(tmp_path) == "cy"
    click(office.shell, "Lock and start again")
    assert locked == [True]


def test_going_back_to_the_language_in_force_needs_no_start(
    qtbot: QtBot, tmp_path: Path, theme: Theme
) -> None:
    del theme
    office = an_office(qtbot, two_desks().receiver, Display(tmp_path), tmp_path)
    office.go("settings", "looks")
    click(office.shell, "Cymraeg")
    click(office.shell, "English")
    assert "It takes effect when the program starts again." not in seen(office.shell)
    assert kept_language(tmp_path) == "en"


@pytest.mark.parametrize("part", ["looks", "about"])
def test_a_language_that_nobody_reviewed_says_so(
    qtbot: QtBot, tmp_path: Path, theme: Theme, part: str
) -> None:
    del theme
    office = an_office(qtbot, two_desks().receiver, Display(tmp_path), tmp_path)
    office.go("settings", part)
    assert "Unreviewed draft" not in seen(office.shell)
    i18n.install(a_draft(), "cy")
    office.go("settings", part)
    assert "Unreviewed draft" in seen(office.shell)


@pytest.mark.parametrize("first", [False, True])
def test_before_any_vault_the_other_language_stands_by_its_own_name(
    qtbot: QtBot, tmp_path: Path, first: bool
) -> None:
    desk = AnEntrance(tmp_path)
    desk.theme = Display(tmp_path)
    if not first:
        desk.somebody()
    window = desk.paint()
    assert "Cymraeg" not in seen(window)  # the first window does not wait for it
    desk.load()
    try:
        assert named(window, "Cymraeg")
        click(window, "Cymraeg")
        assert kept_language(tmp_path) == "cy"
        assert (desk.restarts, desk.left) == (1, [0])
    finally:
        desk.close()


def test_a_page_on_which_something_may_be_lost_offers_none(qtbot: QtBot, tmp_path: Path) -> None:
    desk = AnEntrance(tmp_path)
    desk.theme = Display(tmp_path)
    desk.somebody()
    window = desk.paint()
    desk.load()
    try:
        click(window, "The passphrase is lost: use the recovery sheet")
        assert "Cymraeg" not in seen(window)
        click(window, "Back")
        assert named(window, "Cymraeg")
    finally:
        desk.close()


@pytest.mark.parametrize(
    ("given", "understood"),
    [
        (["--demo", "--language", "cy"], ("demo", "", False, "cy", "")),
        (["--language", "en", "--locked"], ("live", "", True, "en", "")),
        (["--language", "xx"], None),
        (["--language"], None),
        (["--folder"], None),
    ],
)
def test_the_command_names_a_language(given: list[str], understood: object) -> None:
    assert main._opening(given) == understood


def test_an_unknown_language_is_refused_with_those_there_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        main.main(["--language", "xx"])
    told = capsys.readouterr().err
    assert "cy" in told
    assert "en" in told


def test_the_language_that_was_asked_for_outlives_a_lock_unless_another_was_chosen(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del qapp
    started: list[str] = []
    monkeypatch.setattr(main, "_restart", lambda _kind, _base, tag, *_rest: started.append(tag))
    start = main._start("demo", tmp_path, language="cy")
    start.restart()
    Display(tmp_path).set_language("en")
    start.restart()
    assert started == ["cy", ""]


def test_a_rehearsal_in_a_language_without_words_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tongues, "_compiled", lambda _tag: tmp_path / "none.mo")
    assert main.main(["rehearse", "--out", str(tmp_path / "out"), "--language", "cy"]) == 2
    assert "cy" in capsys.readouterr().err


def test_english_reads_no_catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_tag: str) -> Path:
        raise AssertionError

    monkeypatch.setattr(tongues, "_compiled", refuse)
    main._speak("")
    main._speak("en")
    assert i18n.language() == "en"


def test_windows_of_a_language_from_right_to_left_are_mirrored(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.application.QApplication", lambda _arguments: qapp)
    i18n.install(a_draft(), "ar", right_to_left=True)
    try:
        assert make_application([]).layoutDirection() == Qt.LayoutDirection.RightToLeft
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
