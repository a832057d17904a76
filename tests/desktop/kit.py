"""Fixtures of the kit's tests: a theme with the program's own fonts, and windows that close."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.theme import Theme, load_fonts


@pytest.fixture(scope="session")
def fonts(qapp: QApplication) -> tuple[str, ...]:
    """The bundled fonts, registered once."""
    qapp.setStyle("Fusion")
    return load_fonts()


@pytest.fixture
def theme(fonts: tuple[str, ...]) -> Theme:
    """Light, 100 %."""
    del fonts
    return Theme()


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[Callable[..., QWidget]]:
    """Show a window at a size, active, and close it afterwards."""
    opened: list[QWidget] = []

    def show(window: QWidget, width: int = 1366, height: int = 696) -> QWidget:
        qtbot.addWidget(window)
        opened.append(window)
        window.resize(width, height)
        window.show()
        window.activateWindow()
        qtbot.waitExposed(window)
        QApplication.processEvents()
        QApplication.processEvents()
        return window

    yield show
    for window in opened:
        window.hide()
