"""The folder that is offered for files that leave: chosen once for each vault, in Settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.desktop.office import a_window, click, seen
from tests.desktop.post_office import a_practice_session
from ui import files
from ui.pages.contacts import ContactsPage
from ui.pages.exchange import export_folder, usual_folder
from ui.pages.settings import SettingsPage

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.desktop.office import AnOffice
    from ui.theme import Theme


@pytest.fixture
def session() -> AnOffice:
    return a_practice_session("northmere.example")


@pytest.fixture
def stick(qtbot: QtBot, session: AnOffice, theme: Theme, tmp_path: Path) -> Path:
    """A folder that was chosen in Settings."""
    folder = tmp_path / "stick"
    folder.mkdir()
    page = SettingsPage(session, theme)
    window = a_window(qtbot, session, page)
    page.open("files")
    assert str(usual_folder()) in seen(window)
    page._part.choose_folder = lambda: folder  # type: ignore[union-attr]
    click(window, "Choose another folder")
    assert str(folder) in seen(window)
    return folder


def offered(monkeypatch, qtbot, session: AnOffice, theme: Theme) -> list[str]:
    """What is proposed when a card is saved."""
    asked: list[str] = []
    monkeypatch.setattr(files, "ask_where_to_save", lambda _p, _t, name: asked.append(name))
    page = ContactsPage(session, theme)
    window = a_window(qtbot, session, page)
    page.arrive(None)
    click(window, "Save our own card")
    return asked


def test_the_chosen_folder_is_offered_and_the_usual_one_otherwise(
    monkeypatch, qtbot, session, theme, stick
) -> None:
    (name,) = offered(monkeypatch, qtbot, session, theme)
    assert name.startswith(f"{stick}/")
    other = a_practice_session("calderby.example", "k.lowe")  # another vault on this laptop
    (name,) = offered(monkeypatch, qtbot, other, theme)
    assert not name.startswith(str(stick))


def test_a_folder_that_was_pulled_out_is_not_made_on_this_laptop(session, stick) -> None:
    stick.rmdir()
    assert export_folder(session.desk.store) == export_folder()
    assert not stick.exists()


def test_the_usual_folder_can_be_had_again(qtbot, session, theme, stick) -> None:
    page = SettingsPage(session, theme)
    window = a_window(qtbot, session, page)
    page.open("files")
    click(window, "Use the usual folder")
    assert str(stick) not in seen(window)
    assert export_folder(session.desk.store) != stick
