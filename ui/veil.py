"""The veil: while no interpreter is checked, nothing of the person is in the window.

No name, alias, address or area, on no page, in no header and in nothing that a screen reader
says. What may be opened is the check itself, and under an emergency override the conversation
with its few questions. The pages that were made before are let go, not only hidden.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from app.domain.interpreter import overridden
from app.i18n import _
from ui.controls import Tab
from ui.pages.directory import CASE_PAGES, OFFICE_PAGES

if TYPE_CHECKING:
    from typing import Protocol

    from ui.controls import Page
    from ui.session import Session
    from ui.shell import Shell

    class Showing(Protocol):
        """What the veil asks of the office."""

        @property
        def place(self) -> str:
            """The code of the page in front."""
            ...

        def go(self, code: str, argument: object) -> None:
            """Show a page."""
            ...

        def show_tabs(self) -> None:
            """Draw the header anew."""
            ...


CHECK = "prepare"
"""The page on which an interpreter is checked."""

TALK = "conversation"
"""The page that an override leaves open."""


class Veil(QObject):
    """Watches the record and the check, and says which pages may be shown."""

    def __init__(
        self, session: Session, shell: Shell, pages: dict[str, Page], office: Showing
    ) -> None:
        """`pages` are those that the office has made; it shows them."""
        super().__init__(cast("QObject", office))
        self._session, self._shell, self._pages, self._office = session, shell, pages, office
        self._drawn = False
        session.changed.connect(self._follow)
        session.veil_moved.connect(self._follow)
        session.closed.connect(self._lift)

    def open_to(self) -> tuple[str, ...]:
        """The codes of the pages that may be shown now, in the order of their tabs."""
        if not self._session.veiled:
            return tuple(CASE_PAGES)
        return (CHECK, TALK) if self._may_talk() else (CHECK,)

    def _may_talk(self) -> bool:
        """Whether life in danger lets the few questions be asked, and no new check is in hand."""
        visit = self._session.visit
        setting = visit.setting if visit is not None else None
        overrides = setting is not None and setting.gate == "override"
        return overrides and self._session.checking is None

    def instead(self, code: str, argument: object) -> tuple[str, object]:
        """The page to show when this one is asked for."""
        if not self._session.veiled or code == "lock":
            return code, argument
        if code in self.open_to():
            return code, argument
        return self.open_to()[-1], None

    def tabs(self) -> tuple[str, list[Tab]]:
        """The alias and the tabs of the header; none of the first under the veil."""
        case, session = self._session.case, self._session
        tabs = [Tab(code, _(CASE_PAGES[code])) for code in self.open_to() if CASE_PAGES[code]]
        if session.veiled or case is None:
            return "", tabs
        her = case.at_risk()
        tabs.append(Tab("today", _("Today")))  # the way out of a case
        return case.label(her) if her else "", tabs

    def show_tabs(self, code: str) -> None:
        """Draw the header for the page with this code."""
        if self._session.case is None:
            tabs = [Tab(c, _(label)) for c, label in OFFICE_PAGES.items() if label]
            self._shell.set_office(tabs, code)
            self._shell.set_actions(lock=True, someone=False)
            return
        alias, tabs = self.tabs()
        self._shell.set_case(alias, tabs, code)
        visiting = self._session.visit is not None
        self._shell.set_actions(lock=not visiting, someone=visiting)

    def mark(self) -> str:
        """What stands on every page of a case in which no checked interpreter was at hand."""
        case, script = self._session.case, self._session.library.interpreting
        return script.override.mark if case is not None and overridden(case) else ""

    def _follow(self, _case: object = None) -> None:
        self._shell.set_mark(self.mark())
        veiled, before = self._session.veiled, self._drawn
        self._drawn = veiled
        # A visit that ends takes “Someone came in” out of the header, on whatever page that was.
        ended = self._session.visit is None and not self._shell.header.someone.isHidden()
        if veiled:
            self._draw()
        elif before or ended:
            self._office.show_tabs()

    def _draw(self) -> None:
        """Show what may be shown, and let every other page go."""
        may = self.open_to()
        if self._office.place not in may:
            self._office.go(may[-1], None)
            self._shell.show_coming()
        else:
            self._office.show_tabs()
        for code in [code for code in self._pages if code not in may]:
            self._pages.pop(code).deleteLater()

    def _lift(self) -> None:
        self._drawn = False
        self._shell.set_mark("")
