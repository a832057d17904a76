"""Windows posed for a picture, in every look: what the galleries draw and the machine looks at.

A gallery is a generator of (name, window), each window as somebody would see it. `draw` saves them;
`tests.desktop.test_posed` checks each one for text that is cut, faint or without a name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.content.packs_on_disk import read_practice
from app.services.practice import seed
from tests.desktop.office import click, settle, the_library
from ui.application import make_application
from ui.controls import Tab
from ui.shell import Shell
from ui.theme import Theme, load_fonts
from ui.when import LONDON

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from tests.desktop.office import AnOffice
    from ui.controls import Page
    from ui.session import Session

    Posed = Iterator[tuple[str, QWidget]]
    Scenes = Callable[["Look", Theme, Path], Posed]

OFFICE = ("Today", "Cases", "Supervision", "Contacts", "Settings")
CASE = ("Prepare", "Conversation", "People", "Judgement", "Plan", "Handover", "Record")
LONG = "Wilhelmina Featherstonehaugh-Cholmondeley of the Night Desk"
"""A name of sixty letters: some are as long."""


@dataclass(frozen=True, slots=True)
class Look:
    """One way to see a window: text size, ground, pixels, which way round, and how long names are.

    A picture 1366 wide is 696 high: what a title bar and a task bar leave of 768.
    """

    name: str
    scale: float = 1.0
    dark: bool = False
    size: tuple[int, int] = (1366, 696)
    mirrored: bool = False
    long: bool = False

    def said(self, name: str) -> str:
        """The name, or a very long one."""
        return LONG if self.long else name

    def wear(self) -> Theme:
        """A theme of this look; windows made from now on stand this way round."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        way = Qt.LayoutDirection
        app.setLayoutDirection(way.RightToLeft if self.mirrored else way.LeftToRight)
        theme = Theme(dark=self.dark, scale=self.scale)
        app.setPalette(theme.palette())
        return theme


LOOKS = (
    Look("100"),
    Look("100-dark", dark=True),
    Look("100-low", size=(1280, 648)),
    Look("100-mirrored", mirrored=True),
    Look("100-long", long=True),
    Look("200", 2.0),
    Look("200-dark", 2.0, dark=True, size=(1280, 648)),
    Look("200-mirrored", 2.0, mirrored=True),
)


def a_window(
    session: Session, theme: Theme, page: Page, look: Look, *, alias: str = "", tab: str = ""
) -> Shell:
    """The page in the office, or with `alias` in an open case."""
    shell = Shell(theme, lambda: session.now().astimezone(LONDON))
    names = CASE if alias else OFFICE
    tabs = [Tab(name.casefold(), name) for name in names]
    if alias:
        shell.set_case(alias, tabs, tab or "handover")
    else:
        shell.set_office(tabs, tab or "supervision")
    shell.set_band("DEMO. Everybody in here is made up.")
    shell.resize(*look.size)
    shell.show_page(page)
    shell.show()
    shell.activateWindow()
    return shell


def rest(*sessions: AnOffice) -> None:
    """Until no job runs and all is drawn; a job may begin another."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    for _turn in range(3):
        while any(session.jobs.busy for session in sessions):
            app.processEvents()
        settle(app)


def press(window: QWidget, name: str, *sessions: AnOffice) -> QWidget:
    """Press what is called by this name, and wait until all is drawn; the window again."""
    click(window, name)
    rest(*sessions)
    return window


def a_seeded_case(session: AnOffice, name: str) -> None:
    """One of the practice cases, open at this desk."""
    case = seed(session.desk, the_library().screening, name, dict(read_practice())[name])
    assert session.open(case.id, "review")


def draw(scenes: Scenes, out: Path, looks: tuple[Look, ...], folder: Path) -> None:
    """Save every picture of every look as NAME-LOOK.png."""
    make_application(["notes"])
    load_fonts()
    out.mkdir(parents=True, exist_ok=True)
    for look in looks:
        at = folder / look.name
        at.mkdir()
        for name, window in scenes(look, look.wear(), at):
            window.grab().save(str(out / f"{name}-{look.name}.png"))
