"""The running program: the unlock window first, then one vault in use, then the lock.

Start-up has two stages. The first imports nothing but Qt and our own pages for unlocking and
paints; the second imports the heavy libraries in a thread while somebody types. Locking is the
end of the process: what it saw goes with it (ADR 5).
"""

from __future__ import annotations

import gc
import sys
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app.i18n import right_to_left
from ui.crash import CrashPath
from ui.display import Display
from ui.jobs import Jobs
from ui.qt_translator import CatalogueTranslator
from ui.theme import load_fonts

if TYPE_CHECKING:
    from app.ports.vault import Unlocked
    from ui.entrance import Entrance
    from ui.keeper import Keeper
    from ui.office import Office
    from ui.start import Ports, Start
    from ui.theme import Theme

FIRST_FONTS: Final = "atkinson-hyperlegible-next"
"""What the first window is painted with; the scripts that only a case may need come after it."""


class Program(QObject):
    """Owns the windows, in their order."""

    def __init__(self, start: Start, theme: Theme) -> None:
        """Paint the entrance; load the rest once it stands."""
        super().__init__()
        from ui.entrance import Entrance  # noqa: PLC0415 - pages are imported after Qt has started

        self.start = start
        self.theme = theme
        self.jobs = Jobs(self)
        self.ports: Ports | None = None
        self.office: Office | None = None
        self.keeper: Keeper | None = None
        self.entrance: Entrance = Entrance(start, theme, self.jobs)
        self.entrance.opened.connect(self._enter)
        self.entrance.painted.connect(self._load)
        self._stand(self.entrance)
        self.entrance.show()

    def _load(self) -> None:
        gc.enable()  # ui.main keeps it off until here
        load_fonts(but=FIRST_FONTS)
        self.jobs.run(self.start.load, self._loaded, self.entrance.refuse)

    def _loaded(self, ports: Ports) -> None:
        import_module("ui.crash.window")  # in its place before anything can break
        # Looking through everything there is for what can be thrown away would stop the window
        # for a tenth of a second now and then. Libraries and content stay for good, and the rest
        # is looked through when nobody is at the keys (see the office).
        gc.freeze()
        gc.set_threshold(2_000, 4, 5_000)
        self.ports = ports
        self.entrance.ready(ports)
        for after in ("ui.office", "ui.pages.home"):  # while the passphrase is typed
            QTimer.singleShot(0, self, partial(import_module, after))

    def _enter(self, unlocked: Unlocked) -> None:
        room = self._keeper(unlocked) if self.start.kind == "root" else self._office(unlocked)
        room.locked.connect(self._lock)
        room.shell.setGeometry(self.entrance.geometry())
        room.show()
        self._remember(self.entrance)
        self.entrance.hide()
        self.entrance.deleteLater()

    def _office(self, unlocked: Unlocked) -> Office:
        from ui.office import Office  # noqa: PLC0415 - the office is not needed for first paint

        assert self.ports is not None  # noqa: S101 - the entrance opens nothing before ready()
        self.office = Office(self.start, self.ports, unlocked, self.theme, self.jobs)
        return self.office

    def _keeper(self, unlocked: Unlocked) -> Keeper:
        from ui.keeper import Keeper  # noqa: PLC0415 - only where an area's root is kept

        assert self.ports is not None  # noqa: S101 - the entrance opens nothing before ready()
        desk = self.ports.root(unlocked)
        self.keeper = Keeper(self.ports, unlocked, desk, self.theme, self.jobs)
        return self.keeper

    def _stand(self, window: QWidget) -> None:
        if isinstance(self.theme, Display):
            self.theme.place(window)

    def _remember(self, window: QWidget) -> None:
        if isinstance(self.theme, Display):
            self.theme.note_place(window)

    def close_vault(self) -> None:
        """Let an open vault go, whatever else is broken."""
        if self.ports is not None:
            self.ports.vault.seal_down()

    def _lock(self) -> None:
        """Everything is flushed and closed by now: hand over to a fresh process and go."""
        desk = self.office.sits_next_at if self.office is not None else ""
        if desk and self.start.sit is not None:
            self.start.sit(desk)
        else:
            self.start.restart()
        self.start.leave(0)


def make_application(arguments: list[str]) -> QApplication:
    """The one QApplication, with a neutral name: nothing on the desktop says what this is."""
    # Asked for here, since what `setStyle` gives back takes as long to find out about as a page.
    application = QApplication([*arguments, "-style", "Fusion"])
    application.setApplicationName("notes")
    application.setApplicationDisplayName("Notes")
    application.installTranslator(CatalogueTranslator(application))
    if right_to_left():
        application.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    load_fonts(only=FIRST_FONTS)
    return application


def run(start: Start) -> int:
    """Open the program and return when its window is closed."""
    application = make_application(sys.argv[:1])
    theme = Display(start.base)
    program = Program(start, theme)

    def again() -> None:
        start.restart()
        start.leave(1)

    crash = CrashPath(theme, program.close_vault, again)
    crash.install()
    code = application.exec()
    program.jobs.finish()
    return code
