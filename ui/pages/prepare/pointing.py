"""The screen to point at, over the whole window: each language by its own name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt

from ui.pages.languages.pointing import PointingScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from ui.session import Session
    from ui.theme import Theme


class Over(QObject):
    """Keeps the screen as large as the window, and takes it away when the window is covered."""

    def __init__(self, screen: PointingScreen, window: QWidget, back: QWidget | None) -> None:
        super().__init__(screen)
        self.screen, self._window, self._back = screen, window, back
        window.installEventFilter(self)
        covered = getattr(window, "covered", None)
        if covered is not None:
            covered.connect(self.close)
        self._fit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Follow the window."""
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return False

    def _fit(self) -> None:
        self.screen.setGeometry(self._window.rect())

    def close(self) -> None:
        """Take the screen away, and give the keyboard back."""
        self._window.removeEventFilter(self)
        self.screen.hide()
        self.screen.deleteLater()
        if self._back is not None:
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)


def point(
    session: Session, theme: Theme, page: QWidget, chosen: Callable[[str], None]
) -> PointingScreen:
    """Let the person point; `chosen` is called with the tag of what was pointed at."""
    window = page.window()
    screen = PointingScreen(session.library.languages, theme)
    screen.setParent(window)
    over = Over(screen, window, window.focusWidget())

    def pressed(tag: str) -> None:
        over.close()
        chosen(tag)

    screen.chosen.connect(pressed)
    screen.left.connect(over.close)
    screen.show()
    screen.raise_()
    screen.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
    return screen
