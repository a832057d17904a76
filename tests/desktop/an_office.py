"""A whole office over a desk in memory: its shell, its tabs and all its pages, with no disk.

    office = an_office(qtbot, session, theme)     # session: from a_practice_session
    office.go("settings", None)

What is shown again after a lock is another office over the same desk: `an_office` again.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QApplication

from tests.desktop.office import settle
from ui.office import Office
from ui.start import Start

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.desktop.office import AnOffice
    from ui.start import Ports
    from ui.theme import Theme


class AVault:
    """A vault whose passphrase is always right, and which counts what is asked of it."""

    def __init__(self) -> None:
        self.anchored = 0
        self.sealed = 0

    def anchor(self) -> None:
        self.anchored += 1

    def back_up(self, *, only_if_due: bool = False) -> None:
        del only_if_due

    def matches(self, _passphrase: str) -> bool:
        return True

    def seal_down(self) -> None:
        self.sealed += 1


def an_office(qtbot: QtBot, session: AnOffice, theme: Theme, base: Path) -> Office:
    """An unlocked office over a session's desk, shown where the work was left."""
    desk = session.desk
    ports = SimpleNamespace(
        post=lambda _unlocked: session.post,
        clock=desk.clock,
        ids=desk.ids,
        library=session.library,
        vault=AVault(),
        seed=None,
    )
    start = Start(desk.kind, base, tuple, lambda: None, lambda: None, lambda _code: None)  # type: ignore[arg-type,return-value]
    office = Office(start, cast("Ports", ports), session.unlocked, theme, session.jobs)
    office.shell.resize(1366, 696)
    qtbot.addWidget(office.shell, before_close_func=lambda _shell: put_down(office))
    office.show()
    settle(QApplication.instance())  # type: ignore[arg-type]
    return office


def put_down(office: Office) -> None:
    """Stop its clocks; what is open stays as it is."""
    for timer in (office._idle, office._anchor, office._check, office._ahead):
        timer.stop()
    office._slices.leave()
