"""What goes away under the keyboard leaves it on the page, and never on Lock."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.kit import fonts, theme
from tests.desktop.office import settle
from ui.controls import Page, Secondary, Stack, Tab
from ui.shell import Shell
from ui.theme import Theme

__all__ = ["fonts", "theme"]


class Room:
    """A page whose last thing can go away, in a window that has the keyboard."""

    def __init__(self, theme: Theme, qtbot: QtBot) -> None:
        self.shell = Shell(theme, lambda: datetime(2026, 11, 24, tzinfo=UTC))
        qtbot.addWidget(self.shell)
        self.shell.set_office([Tab("today", "Today")], "today")
        page = Page(theme, name="Page", rail_width=400)
        self.first, self.last = Secondary(theme, "First"), Secondary(theme, "Last")
        self.around = Stack()
        page.body.add(self.first)
        page.rail.add(self.around)
        self.around.add(self.last)
        self.shell.show_page(page)
        with qtbot.waitActive(self.shell):
            self.shell.show()
            self.shell.activateWindow()
        self.last.setFocus()

    def has_it(self) -> QWidget | None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        settle(app)
        return self.shell.focusWidget()


@pytest.fixture
def room(theme: Theme, qtbot: QtBot) -> Room:
    return Room(theme, qtbot)


GOING: dict[str, Callable[[Room], None]] = {
    "switched off": lambda room: room.last.setEnabled(False),
    "hidden": lambda room: room.last.hide(),
    "drawn anew": lambda room: room.around.clear(),
}


@pytest.mark.parametrize("how", GOING)
def test_what_goes_away_leaves_the_keyboard_on_the_page(room: Room, how: str) -> None:
    GOING[how](room)
    assert room.has_it() is room.first


def test_who_goes_to_lock_themselves_stays_there(room: Room) -> None:
    at = room.has_it()
    while at is not None and not room.shell.header.isAncestorOf(at):
        QTest.keyClick(at, Qt.Key.Key_Tab)
        at = room.has_it()
    assert at is not None
