"""The conversation's page in a window, and what a test tells the record of a visit under way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from tests.desktop import a_case
from tests.desktop.office import a_window, settle
from ui.pages.conversation import ConversationPage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.desktop.office import AnOffice
    from ui.shell import Shell
    from ui.theme import Theme


def a_page(
    qtbot: QtBot,
    session: AnOffice,
    theme: Theme,
    argument: object = None,
    size: tuple[int, int] = (1366, 696),
) -> tuple[ConversationPage, Shell]:
    """The page, arrived at, with the keyboard in it and its layouts at rest; and its window."""
    page = ConversationPage(session, theme)
    window = a_window(qtbot, session, page, size=size)
    page.arrive(argument)
    window.focus_page()
    settle(QApplication.instance())
    return page, window


def say(session: AnOffice, item: str, *codes: str, words: str = "", about: object = "her") -> None:
    """An answer in the visit that is open, about her unless it says otherwise."""
    visit = session.visit.id if session.visit else None
    a_case.say(session, item, *codes, words=words, about=about, visit=visit)


def a_topic(session: AnOffice, topic: str) -> None:
    """The harmless subject that was agreed, for when somebody comes in."""
    a_case.say(session, "A8", text=topic, about=None, row="topic")
