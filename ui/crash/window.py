"""The window that stands in place of everything else when the program itself has gone wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import _
from ui.controls import Facts, Line, Primary
from ui.pages.unlock.frame import DoorPage
from ui.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.theme import Theme


class CrashPage(DoorPage):
    """What is said in place of everything else."""

    def __init__(self, theme: Theme, reference: str, restart: Callable[[], None]) -> None:
        super().__init__(theme, name=_("Something in the program went wrong."))
        self.setObjectName("page.crash")
        title = plain(theme, _("Something in the program went wrong."), "stop", measure=0)
        self.top.add(title, gap=44)
        lead = _("What you saved is safe. The words typed in the last moment may not be.")
        self.top.add(plain(theme, lead, "lead", "ink2"), gap=8)
        facts = [
            (_("What to do now"), _("Start again and look at the page you were on.")),
            (_("For whoever looks after it"), reference),
        ]
        self.body.add(Line(theme), gap=16)
        self.body.add(Facts(theme, facts, label_width=210, ruled=True, strong=True))
        self.again = Primary(theme, _("Start again"), on_click=restart)
        self.again.setObjectName("page.crash.again")
        self.foot.add(self.again)

    def first_focus(self) -> QWidget:
        """Enter starts again."""
        return self.again


class CrashWindow(QWidget):
    """A window of its own, since the others may be what is broken."""

    def __init__(self, theme: Theme, reference: str, restart: Callable[[], None]) -> None:
        super().__init__()
        self.setWindowTitle("Notes")
        self.setAccessibleName("Notes")
        self.setPalette(theme.palette())
        self.page = CrashPage(theme, reference, restart)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self.page)
        self.resize(1000, 620)
