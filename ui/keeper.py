"""The window over a vault that keeps an area's root: answering laptops, and nothing of a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.errors import Refused
from app.i18n import _
from ui.controls import Tab
from ui.idle import IdleWatch, idle_minutes
from ui.pages.keeping import KeepingPage
from ui.shell import Shell
from ui.uncovering import uncover
from ui.when import LONDON

if TYPE_CHECKING:
    from app.ports.vault import Unlocked
    from app.services.keeping_root import RootDesk
    from ui.jobs import Jobs
    from ui.start import Ports
    from ui.theme import Theme


class Keeper(QObject):
    """Owns the shell and its one page; `locked()` when the vault is closed."""

    locked = Signal()

    def __init__(
        self, ports: Ports, unlocked: Unlocked, desk: RootDesk, theme: Theme, jobs: Jobs
    ) -> None:
        """Stand on an unlocked vault of kind `root`; `show` opens the window."""
        super().__init__()
        self._vault, self._jobs = ports.vault, jobs
        self.shell = Shell(theme, lambda: ports.clock.now().astimezone(LONDON))
        self.page = KeepingPage(desk, theme)
        self.shell.set_office([Tab("root", _("Your area’s root key"))], "root")
        self.shell.lock_asked.connect(self.lock)
        self.shell.closing.connect(self.lock)
        self.shell.cover.passphrase.connect(self._uncover)
        self._idle = IdleWatch(self.lock, self)
        self._idle.set_limit(idle_minutes(unlocked.store) * 60)
        self._idle.tell(self.shell.count_down)

    def show(self) -> None:
        """Open the window."""
        self.shell.show()
        self.shell.show_page(self.page)

    def lock(self) -> None:
        """Copy the vault when that is due, close it, and go. Nothing may prevent it."""
        self._idle.stop()
        try:
            self._vault.back_up(only_if_due=True)
        except Refused:
            pass  # what was answered is saved; the vault must still be closed
        finally:
            self.shell.hide()
            self._vault.seal_down()
            self.locked.emit()

    def _uncover(self, passphrase: str) -> None:
        uncover(self.shell, self._vault, self._jobs, passphrase)
