"""Where a rehearsal takes place: encrypted practice vaults, the windows over them, a camera."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLineEdit,
    QWidget,
)

from app.content.packs_on_disk import read_practice
from app.services.practice import AREAS
from app.services.practice_areas import load_areas
from ui.application import Program
from ui.display import Display
from ui.entrance import Entrance
from ui.rehearsal.driver import Driver, StepFailed
from ui.rehearsal.pace import let_work
from ui.rehearsal.people import PEOPLE, make_vault
from ui.shell import Shell
from ui.show_card import ShowCard

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping
    from datetime import datetime

    from app.ports.vault import Profile
    from ui.office import Office
    from ui.rehearsal.clock import Instruments
    from ui.rehearsal.pace import Pace
    from ui.rehearsal.twins import Twins
    from ui.start import Start

ROOM: Final = (1366, 696)
"""The window on a 1366 x 768 laptop, without its task bar."""

SCREEN: Final = (1366, 768)
"""All of that laptop's screen, which a card takes."""

_BANDS: Final = ("DEMO", "DRAFT")

_QUICK: Final = 75
"""How Qt is told to press pictures lightly: in half the time, and nothing of them is lost."""

_POPUP: Final = Qt.WindowType.Popup & ~Qt.WindowType.Window


@dataclass
class Person:
    """One worker at one laptop: their program, and the hands in front of it."""

    name: str
    program: Program
    hands: Driver
    left: list[int]  # codes with which the process would have ended

    @property
    def office(self) -> Office:
        """The unlocked vault's window and pages."""
        office = self.program.office
        if office is None:
            raise StepFailed("nothing is unlocked")
        return office


class StrayWindows(QObject):
    """Notes every window that is neither a person's, nor a card, nor a file dialog.

    A part of a page that is shown before it has a parent becomes a window of its own for a
    moment: with words of a case in it, on top of everything, and it takes the keyboard away.
    Watching is asked of every event there is, which would be counted as slowness of the program:
    without it, only what stands there at the end of a step is found.
    """

    def __init__(self, *, watch: bool) -> None:
        """Watch from now on, or only look when asked."""
        super().__init__()
        self.found: list[str] = []
        application = QApplication.instance()
        if application is not None and watch:
            application.installEventFilter(self)

    def look(self) -> list[str]:
        """What has been found, and what stands there now."""
        for window in QApplication.topLevelWidgets():
            if window.isVisible():
                self._note(window)
        return self.found

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at what is shown, and let it pass."""
        # By its class: to ask each of a million events for its type would take as long again.
        if isinstance(event, QShowEvent) and isinstance(watched, QWidget) and watched.isWindow():
            self._note(watched)
        return False

    def _note(self, window: QWidget) -> None:
        expected = isinstance(window, Shell | Entrance | ShowCard | QDialog)
        known = expected or window.windowFlags() & _POPUP
        if not known:
            self.found.append(f"{type(window).__name__} “{window.accessibleName()}”")


@dataclass(frozen=True, slots=True)
class Look:
    """How the windows are set: text size in per cent, 100 to 200, and whether they are dark."""

    text: int = 100
    dark: bool = False

    def wear(self, display: Display) -> None:
        """Set the windows so, as somebody would in the settings; they remember it."""
        display.set_scale(self.text / 100)
        display.set_shade("dark" if self.dark else "light")


CLICK, PLAIN = QTest.KeyAction.Click, Qt.KeyboardModifier.NoModifier

MOST_TURNS = 1_500
"""Looks at a file dialog, 20 ms apart, before it is given up."""


class Stage:
    """The people, the camera, and what the steps hand to each other."""

    def __init__(
        self,
        out: Path,
        start_for: Callable[[Path], Start],
        pace: Pace,
        *,
        sabotage: bool = False,
        look: Callable[[QWidget, str], object] | None = None,
        worn: Look | None = None,
        twins: Twins | None = None,
        people: Mapping[str, Profile] = PEOPLE,
        instruments: Instruments | None = None,
    ) -> None:
        """`look` gets the window of every picture and its name; `sabotage` tries buttons off."""
        self.out, self.pace, self._worn = out, pace, worn or Look()
        self._start_for, self._sabotage, self._look = start_for, sabotage, look
        self._twins, self._cast, self._instruments = twins, people, instruments
        self.stray = StrayWindows(watch=sabotage or look is not None)
        self._pictures = 0
        self._front: Person | None = None
        self.people: list[Person] = []
        self.package: Path | None = None
        self.receipt: Path | None = None
        self.carried: dict[str, Path] = {}  # files on their way, by what the steps call them

    # ------------------------------------------------------------------ people

    def make_vaults(self) -> None:
        """One encrypted practice vault for each of them, before anybody sits down."""
        for name, profile in self._cast.items():
            start = self._start_for(self.out / "vaults" / name)
            if not start.base.exists():
                start.base.mkdir(parents=True)
                make_vault(start, profile)

    def enter(self, name: str) -> Person:
        """Start the program in front of somebody, locked."""
        left: list[int] = []
        start = self._start_for(self.out / "vaults" / name)
        start = replace(start, restart=lambda: None, leave=left.append, locked=True)
        display = Display(start.base)
        self._worn.wear(display)
        program = Program(start, display)
        hands = Driver(program.entrance, self.pace, self._twins, sabotage=self._sabotage)
        person = Person(name, program, hands, left)
        self.people.append(person)
        self.turn_to(person)
        return person

    def turn_to(self, person: Person) -> Driver:
        """Sit down in front of somebody's window; the others' are put out of sight."""
        office = person.program.office
        window = office.shell if office is not None else person.program.entrance
        for other in self.people:
            if other is not person and other.program.office is not None:
                other.program.office.shell.hide()
        window.resize(*ROOM)
        window.show()
        window.activateWindow()
        person.hands.window = window
        person.hands.wait(window.isActiveWindow, "the window does not come to the front")
        self._front = person
        return person.hands

    def unlock(self, person: Person) -> None:
        """Type the passphrase and press Open; the office comes to the front."""
        hands = person.hands
        hands.write(person.program.start.demo_passphrase)
        hands.go("Open")
        hands.wait(lambda: person.program.office is not None, "the vault did not open")
        self.turn_to(person)

    def now(self) -> datetime:
        """This moment at the laptop in front, UTC."""
        return self.person.office.session.now()

    @property
    def instruments(self) -> Instruments:
        """What only some rehearsals are given: a clock that can be moved on, and more."""
        if self._instruments is None:
            raise StepFailed("this rehearsal was given no clock to move on")
        return self._instruments

    # ------------------------------------------------------------------ files

    @contextmanager
    def file_dialog(self, path: Path) -> Generator[list[Path]]:
        """Within this, a file dialog that opens is answered by typing a path and Enter.

        In a folder the name that was proposed is kept. Gives the path typed, when it has been.
        """
        told: list[Path] = []
        timer = QTimer()
        timer.setInterval(20)

        turns = count(1)

        def answer() -> None:
            dialog = QApplication.activeModalWidget()
            if dialog is not None and next(turns) > MOST_TURNS and isinstance(dialog, QDialog):
                dialog.reject()  # the step then fails and says so, rather than waiting for ever
                return
            if not isinstance(dialog, QFileDialog) or not dialog.isVisible():
                return
            line = dialog.findChild(QLineEdit)
            if line is None:
                return
            if not told:
                told.append(path / Path(line.text()).name if path.is_dir() else path)
            if line.text() != str(told[0]):  # it reads its folder late, and then changes the line
                line.setCompleter(QCompleter(line))  # proposals would take the Enter
                line.selectAll()
                # In one piece, as if pasted: at each "/" the dialog may choose a file of its own.
                QTest.sendKeyEvent(CLICK, line, Qt.Key.Key_unknown, str(told[0]), PLAIN)
                return
            box = dialog.findChild(QDialogButtonBox)
            first = box.buttons()[0] if box is not None else None
            if first is not None and first.isEnabled():
                QTest.mouseClick(first, Qt.MouseButton.LeftButton)
            else:
                QTest.keyClick(line, Qt.Key.Key_Return)

        timer.timeout.connect(answer)
        timer.start()
        try:
            yield told
            hands = self.hands
            hands.wait(lambda: bool(told), "no place was asked for the file")
            hands.wait(lambda: QApplication.activeModalWidget() is None, "the dialog stays")
            hands.window.activateWindow()  # a desktop would do so when a dialog closes
            hands.wait(hands.window.isActiveWindow, "the window does not come back")
        finally:
            timer.stop()

    def sealed(self) -> Path:
        """The package that was saved."""
        if self.package is None:
            raise StepFailed("no package was saved")
        return self.package

    def answered(self) -> Path:
        """The receipt that was saved."""
        if self.receipt is None:
            raise StepFailed("no answer was saved")
        return self.receipt

    def write_keys(self) -> None:
        """Leave what a stranger needs to check both files: practice keys, published on purpose."""
        areas = {
            area.area: area
            for name, raw in read_practice()
            if name == AREAS
            for area in load_areas(name, raw).values()
        }
        for person in self.people:
            area = areas[person.office.session.desk.area]
            lines = [identity for _desk, identity in area.desks]
            text = "\n".join(["# practice key, published on purpose", *lines]) + "\n"
            (self.out / f"{person.name}-identity.txt").write_text(text, encoding="utf-8")
        trust = self.people[-1].office.session.post.trust_text()
        (self.out / "trust.txt").write_text(trust, encoding="utf-8")

    # ------------------------------------------------------------------ camera

    def picture(self, name: str) -> None:
        """Take a numbered picture of the window in front; the demo band must be on it.

        On a card, where nothing names the program, that is the band of a draft.
        """
        if self._front is None:
            return
        window = self._front.hands.window
        self._front.hands.settle()
        for _turn in range(4):  # layouts inside layouts: each comes to rest in its own turn
            let_work(5)
        self.pace.rest()
        self._pictures += 1
        if not any(text.startswith(_BANDS) for text in self._front.hands.texts()):
            raise StepFailed(f"{name}: the demo band is not on the picture")
        path = str(self.out / f"{self._pictures:02d}-{name}.png")
        if not window.grab().save(path, "PNG", _QUICK):
            raise StepFailed(f"{name}: the picture could not be saved")
        if self._look is not None:
            self._look(window, name)
        self.pace.go_on()

    @property
    def front(self) -> Person | None:
        """Whose window is in front."""
        return self._front

    @property
    def hands(self) -> Driver:
        """The hands of whoever is in front."""
        return self.person.hands

    @property
    def person(self) -> Person:
        """Whoever is in front."""
        if self._front is None:
            raise StepFailed("nobody is there yet")
        return self._front

    def keep_failure(self) -> None:
        """A picture of what stood there when a step failed."""
        if self._front is not None:
            self._front.hands.window.grab().save(str(self.out / "failed.png"))

    # ------------------------------------------------------------------ the end

    def clear(self) -> None:
        """Close what is open and remove the vaults."""
        for person in self.people:
            person.program.jobs.finish()
            office = person.program.office
            if office is not None and not person.left:
                office.lock()
            for timer in office.findChildren(QTimer) if office is not None else ():
                timer.stop()  # in earnest the process has ended by now
            person.program.close_vault()
        shutil.rmtree(self.out / "vaults", ignore_errors=True)


@contextmanager
def home_in(folder: Path) -> Generator[None]:
    """Within this, what the program puts in the home folder goes into another one."""
    folder.mkdir(parents=True, exist_ok=True)
    had = os.environ.get("HOME")
    os.environ["HOME"] = str(folder)
    try:
        yield
    finally:
        if had is None:
            os.environ.pop("HOME", None)
        else:
            os.environ["HOME"] = had
