"""Cases: every case on this laptop, newest first, with the same search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.i18n import _
from ui.controls import Page, Primary, Spread
from ui.pages.home.finder import Finder
from ui.text import plain

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.session import Session
    from ui.theme import Theme

MOST = 200


class CasesPage(Page):
    """The list of cases."""

    navigate = Signal(str, object)

    def __init__(self, session: Session, theme: Theme) -> None:
        """Draw nothing until it is arrived at."""
        super().__init__(theme, name=_("Cases"))
        self.setObjectName("page.cases")
        self._session = session
        heading = Spread(gap=14)
        heading.add(plain(theme, _("Cases"), "title", wrap=False))
        self.finder = Finder(session, theme, limit=MOST)
        self.finder.picked.connect(self._open)
        self.finder.begin_asked.connect(self._begun)
        heading.add_end(Primary(theme, _("New case"), icon="plus", on_click=self.finder.ask_first))
        self.top.add(heading)
        self.body.add(self.finder, gap=12)
        self.body.stretch()

    def first_focus(self) -> QWidget | None:
        """The search box."""
        return self.finder.first_focus()

    def arrive(self, _argument: object) -> None:
        """Read the list afresh."""
        self.finder.refresh()

    def flush(self) -> None:
        """Nothing is typed here that must be kept."""

    def _open(self, case: str) -> None:
        self.navigate.emit("case", case)

    def _begun(self, alias: str, reason: str) -> None:
        if self._session.begin(alias, reason):
            self.navigate.emit("prepare", None)
