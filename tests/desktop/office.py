"""An unlocked vault for page tests: memory store, real content, a clock that is moved by hand.

    session = a_session(tmp_path)                 # nobody's case is open
    session = a_session(tmp_path, alias="E.")     # with a case just begun
    visit = in_a_visit(session)                   # a home visit, no interpreter needed

`session.desk.clock` is a `SteppingClock`; `session.refusals` lists what was refused.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from app.content.library import load_library
from app.content.packs_on_disk import read_packs
from app.domain.entry import SettingBody
from app.domain.errors import PackageRefused
from app.domain.handover import Mode
from app.domain.visit import open_visit, visits
from app.ports.vault import Failures, Profile, Unlocked, VaultKind
from app.services import opening, visiting
from app.services.desk import Desk
from storage.memory import MemoryCaseStore
from tests.builders import OSEI, CountingIds, SteppingClock
from ui.controls import DateField, Painted, Sheet, State, Tab
from ui.jobs import Jobs
from ui.session import Session
from ui.shell import Shell
from ui.slices import Slices
from ui.text import Label
from ui.when import LONDON

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.content.library import Library
    from app.domain.visit import Visit
    from ui.controls import Page
    from ui.pages.child import ChildPage
    from ui.pages.people import PeoplePage
    from ui.theme import Theme

    P = TypeVar("P", ChildPage, PeoplePage)

AREA = "northmere.example"
UNBROKEN = str.maketrans({"\u00a0": " ", "\u2060": ""})
"""What keeps a number on one line is not seen."""


class AnOffice(Session):
    """A session that remembers what was refused."""

    def __init__(self, *given: object) -> None:
        super().__init__(*given)  # type: ignore[arg-type]
        self.refusals: list[str] = []
        self.refused.connect(lambda refusal: self.refusals.append(refusal.code))


class NoArea:
    """In place of a post, for a live vault that no area has enrolled: it can prove no pack."""

    mode = Mode.LIVE
    printer = None

    def prove_interview(self, _content: bytes, _signature: bytes) -> None:
        raise PackageRefused("package.unknown-area")


@cache
def the_library() -> Library:
    """The content that comes with the program; read once for all tests."""
    return load_library(read_packs())


def a_session(tmp_path: Path | None = None, *, alias: str = "") -> AnOffice:
    """A session at T. Osei's desk in Northmere; with `alias`, a case is begun and open."""
    clock = SteppingClock()
    store = MemoryCaseStore(clock)
    desk = Desk(store, clock, CountingIds(), OSEI, AREA, "Northmere Children's Services")
    unlocked = Unlocked(store, VaultKind.LIVE, Profile(OSEI, AREA), Failures())
    session = AnOffice(unlocked, desk, the_library(), NoArea(), None, Jobs())
    if alias:
        assert session.begin(alias, "A school told us")
    return session


def a_window(
    qtbot: QtBot,
    session: Session,
    page: Page,
    *,
    theme: Theme | None = None,
    size: tuple[int, int] = (1366, 696),
) -> Shell:
    """The page in a shell window, shown; press keys with `press`."""
    shell = Shell(theme or page.theme, lambda: session.now().astimezone(LONDON))
    qtbot.addWidget(shell)
    qtbot.addWidget(page)
    shell.set_case("E.", [Tab("here", "Here")], "here")
    shell.resize(*size)
    shell.show_page(page)
    shell.show()
    QApplication.processEvents()
    fill()
    return shell


def in_a_shell(
    kind: Callable[[AnOffice, Theme], P],
    theme: Theme,
    shown: Callable[..., QWidget],
    session: AnOffice,
    width: int = 1366,
    height: int = 696,
) -> P:
    """A page about the people of a case, arrived at, in a window that is closed afterwards."""
    page = kind(session, theme)
    window = Shell(theme, session.now)
    window.set_case("E.", [], "people")
    page.arrive(None)
    window.show_page(page)
    shown(window, width, height)
    window.focus_page()
    return page


def fill() -> None:
    """Let a page that is put together in slices become whole."""
    while any(
        part.busy for top in QApplication.topLevelWidgets() for part in top.findChildren(Slices)
    ):
        QApplication.processEvents()


def press(window: QWidget, *keys: Qt.Key) -> None:
    """Press keys where the keyboard is."""
    for key in keys:
        QTest.keyClick(window.focusWidget() or window, key)
        QApplication.processEvents()
        fill()


def settle(app: QApplication) -> None:
    """Let layouts inside layouts come to rest; each takes a turn of the loop."""
    for _turn in range(6):
        app.processEvents()
    fill()
    for _turn in range(3):
        app.processEvents()


def type_in(field: QWidget, text: str) -> None:
    """Type into a field's editor."""
    field.setFocus()
    QTest.keyClicks(field, text)


def named(window: QWidget, name: str, kind: type[QWidget] = QAbstractButton) -> QWidget:
    """The visible control that a screen reader calls by this name."""
    QApplication.processEvents()
    shown = [w for w in window.findChildren(kind) if w.isVisible()]
    found = [w for w in shown if w.accessibleName() == name]
    assert found, f"no {name!r} among {sorted({w.accessibleName() for w in shown})}"
    return found[0]


def click(window: QWidget, name: str) -> None:
    """Press the control that is called by this name."""
    control = named(window, name)
    assert control.isEnabled(), f"{name!r} cannot be pressed"
    QTest.mouseClick(control, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    fill()


def seen(window: QWidget) -> str:
    """Every word on the screen."""
    QApplication.processEvents()
    fill()
    labels = [w.text() for w in window.findChildren(Label) if w.isVisible()]
    states = [w.words for w in window.findChildren(State) if w.isVisible()]
    buttons = [w.words for w in window.findChildren(Painted) if w.isVisible()]
    return "\n".join([*labels, *states, *buttons]).translate(UNBROKEN)


def sheet_of(window: QWidget) -> Sheet:
    """The sheet that is open over the page."""
    return next(sheet for sheet in window.findChildren(Sheet) if sheet.isVisible())


def type_day(field: DateField, day: str, month: str, year: str) -> None:
    """Type a date as somebody does, part by part."""
    for part, text in ((field.day, day), (field.month, month), (field.year, year)):
        type_in(part.editor, text)


def in_a_visit(
    session: Session, *, type_: str = "home", read_first: bool = True, **setting: object
) -> Visit:
    """Plan and begin a visit under a setting; by default no interpreter is needed.

    What is read aloud first has been read, unless a test is about it.
    """
    packs = (f"screening {session.library.screening.version}",)
    assert session.record(
        lambda desk, case: visiting.plan(desk, case, type_, "To listen", None, packs)[0]
    )
    planned = visits(session.case)[-1]
    conditions = SettingBody(**{"mode": "none", "language": "English", **setting})
    assert session.record(
        lambda desk, case: visiting.note_setting(desk, case, planned.id, conditions)
    )
    assert session.record(lambda desk, case: visiting.begin(desk, case, planned))
    opened = open_visit(session.case)
    assert opened is not None
    if not read_first:
        return opened
    assert session.record(lambda desk, case: opening.done(desk, case, opened, read=True))
    again = open_visit(session.case)
    assert again is not None
    return again
