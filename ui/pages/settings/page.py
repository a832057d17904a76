"""One part of the settings at a time, chosen at the side; in a narrow window, from a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.i18n import _
from ui.controls import ChoiceField, MenuItem, Page, Section, Sections
from ui.controls.stack import Stack
from ui.pages.settings.about import AboutPart, YouPart
from ui.pages.settings.breaks import BreaksPart
from ui.pages.settings.content import ContentPart
from ui.pages.settings.copies import CopiesPart
from ui.pages.settings.looks import LooksPart
from ui.pages.settings.outgoing import OutgoingPart
from ui.pages.settings.safety import LockPart, PassphrasePart
from ui.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from ui.session import Session
    from ui.theme import Theme


class SettingsPage(Page):
    """`arrive("copies")` opens at one part; see `titles` for the codes."""

    navigate = Signal(str, object)

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(theme, name=_("Settings"), side_width=232)
        self.setObjectName("page.settings")
        self._session = session
        self._part: QWidget | None = None
        self._code = ""
        self.list = Sections(theme, [Section(code, words) for code, words in titles().items()])
        self.list.picked.connect(self.open)
        self.side.add(self.list)
        self.choice = ChoiceField(
            theme, _("Part of the settings"), [MenuItem(c, w) for c, w in titles().items()]
        )
        self.choice.chosen.connect(self.open)
        self.title = plain(theme, "", "title")
        self.top.add(self.choice)
        self.top.add(self.title, gap=8)
        self._holder = Stack()
        self.body.add(self._holder, gap=16)
        self.choice.setVisible(self.fit in {"low", "single"})
        self.open("looks")

    def arrive(self, argument: object) -> None:
        """Show the part that was asked for, or the one shown last, afresh."""
        self.open(str(argument) if argument in titles() else self._code)

    def flush(self) -> None:
        """Nothing waits here to be saved: each choice takes effect when it is made."""

    def first_focus(self) -> QWidget | None:
        """The first control of the part."""
        return super().first_focus()

    def fitted(self, fit: str) -> None:
        """Without the side the list stands above."""
        self.choice.setVisible(fit in {"low", "single"})

    def open(self, code: str) -> None:
        """Show one part, read afresh from the vault."""
        self._code = code
        self.list.set_current(code)
        self.choice.choose(code)
        self.title.setText(titles()[code])
        self._holder.clear()
        self._part = self._makers()[code]()
        self._part.setObjectName(f"page.settings.{code}")
        self._holder.add(self._part)

    def _makers(self) -> dict[str, Callable[[], QWidget]]:
        session, theme = self._session, self.theme
        return {
            "looks": self._looks,
            "locking": lambda: LockPart(session, theme),
            "breaks": lambda: BreaksPart(session, theme),
            "passphrase": lambda: PassphrasePart(session, theme),
            "copies": lambda: CopiesPart(session, theme),
            "files": lambda: OutgoingPart(session, theme),
            "key": self._key,
            "content": lambda: ContentPart(session, theme),
            "languages": self._languages,
            "you": lambda: YouPart(session, theme),
            "about": lambda: AboutPart(theme),
        }

    def _looks(self) -> QWidget:
        part = LooksPart(self.theme)
        part.start_again.connect(lambda: self.navigate.emit("lock", None))
        return part

    def _languages(self) -> QWidget:
        from ui.pages.languages.part import LanguagesPart  # noqa: PLC0415 - only when looked at

        return LanguagesPart(
            self._session, self.theme, lambda tag: self.navigate.emit("translating", tag or None)
        )

    def _key(self) -> QWidget:
        from ui.pages.enrolling import AreaKey  # noqa: PLC0415 - only when it is looked at

        return AreaKey(self.theme, self._session.post)


def titles() -> dict[str, str]:
    """Code and title of each part, in order."""
    return {
        "looks": _("Text, colour, language"),
        "locking": _("Locking"),
        "breaks": _("Breaks in a visit"),
        "passphrase": _("Passphrase"),
        "copies": _("Copies"),
        "files": _("Where files go"),
        "key": _("Your area’s key"),
        "content": _("Your own questions"),
        "languages": _("Languages for the person"),
        "you": _("Who you are"),
        "about": _("About"),
    }
