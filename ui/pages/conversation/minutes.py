"""What goes by the clock during a visit: minutes since the break, and a pause in the talk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.services import interpreting
from ui.pages.conversation.strip import VisitStrip

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.pages.conversation.hearing import HearingLine
    from ui.session import Session
    from ui.theme import Theme

EVERY = 20_000
"""Milliseconds between looks at the clock."""


class Minutes(QObject):
    """Keeps the strip and the line about who can hear up to date while the page is shown."""

    def __init__(self, session: Session, theme: Theme, hearing: HearingLine, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._hearing, self._page = session, hearing, page
        self.strip = VisitStrip(theme)
        self._prompt_only = False
        self._tick = QTimer(self)
        self._tick.setInterval(EVERY)
        self._tick.timeout.connect(self.look)
        self._tick.start()

    def look(self) -> None:
        """Look at the clock, if anybody looks at the page."""
        if self._page.isVisible():
            self.show(prompt_only=self._prompt_only)

    def show(self, *, prompt_only: bool) -> None:
        """Show the conditions, the minutes, and what is owed."""
        self._prompt_only = prompt_only
        session = self._session
        visit, case = session.visit, session.case
        if visit is None or case is None:
            return
        now = session.now()
        breaks = interpreting.breaks(session.desk, session.library.interpreting)
        self.strip.show_visit(case, visit, now, breaks, prompt_only=prompt_only)
        self._hearing.show_for(case, visit, now, breaks)
