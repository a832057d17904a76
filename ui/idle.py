"""Locking by itself when nobody has touched the program for a while (ADR 5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QWindow

    from app.ports.vault import VaultStore

IDLE_LOCK = 5 * 60
"""Seconds without a key or a pointer before the program locks itself."""

IDLE_LOCK_VISIT = 15 * 60
"""The same during a visit; its last minute is counted down quietly."""

IDLE_MINUTES = (2, 5, 10, 15)
"""What may be chosen instead of five minutes."""

_SETTING = "idle-minutes"


def idle_minutes(store: VaultStore) -> int:
    """Minutes before it locks outside a visit, as chosen in this vault; 5 until then."""
    kept = store.setting(_SETTING)
    return int(kept) if kept in {str(n) for n in IDLE_MINUTES} else IDLE_LOCK // 60


def set_idle_minutes(store: VaultStore, minutes: int) -> None:
    """Choose another of `IDLE_MINUTES`."""
    store.set_setting(_SETTING, str(minutes))


RESTING = 8
"""Seconds without a key or a pointer after which nobody would notice a short halt."""


class IdleWatch(QObject):
    """Tells when nobody has touched the program for a while."""

    rested = Signal()  # once, when nobody has touched it for `RESTING` seconds

    def __init__(self, lock: Callable[[], None], parent: QObject | None = None) -> None:
        """Call `lock` after the idle time; see `set_limit`."""
        super().__init__(parent)
        self._left = self._limit = IDLE_LOCK
        self._lock = lock
        self._told: Callable[[int], None] = lambda _seconds: None
        self._tick = QTimer(self)
        self._tick.setInterval(1_000)
        self._tick.timeout.connect(self._second)
        self._tick.start()
        self._listen()

    def _listen(self) -> None:
        """Listen where keys and pointer come in: at the windows, and at what has the keyboard.

        Not at the application: that would be asked of every event there is, of which a page that
        is put together sends thousands.
        """
        application = QApplication.instance()
        if not isinstance(application, QApplication):
            return
        for window in application.topLevelWindows():
            window.installEventFilter(self)
        application.focusWindowChanged.connect(self._window_changed)
        application.focusChanged.connect(self._focus_changed)

    def _window_changed(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def _focus_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is not None:
            before.removeEventFilter(self)
        if now is not None:
            now.installEventFilter(self)

    def set_limit(self, seconds: int) -> None:
        """Change the idle time; counting begins again."""
        self._limit = self._left = seconds

    def tell(self, told: Callable[[int], None]) -> None:
        """Give the seconds left, each second of the last minute; 0 puts the words away."""
        self._told = told

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Any key or pointer begins the count again."""
        if event.type() in _TOUCHES:
            if self._left <= 60:
                self._told(0)
            self._left = self._limit
        return False

    def _second(self) -> None:
        self._left -= 1
        if self._left == self._limit - RESTING:
            self.rested.emit()
        if self._left <= 0:
            self._tick.stop()
            self._lock()
        elif self._left <= 60:
            self._told(self._left)

    def stop(self) -> None:
        """Count no more: the lock has begun."""
        self._tick.stop()


_TOUCHES = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
}
