"""How long the windows were deaf: the longest gap between two ticks of a 1 ms timer."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, Qt, QTimer


class Pace(QObject):
    """Measures gaps in the event loop, in milliseconds.

    The hands of the rehearsal work on the same thread: `mark` is called before each event they
    send, so that only what the program does with it is counted.
    """

    def __init__(self) -> None:
        """Begin to tick."""
        super().__init__()
        self._last = time.perf_counter()
        self._longest = 0.0
        self._resting = False
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def mark(self) -> None:
        """Count from here."""
        self._last = time.perf_counter()

    def rest(self) -> None:
        """Count nothing until `go_on`: a picture is being taken."""
        self._resting = True

    def go_on(self) -> None:
        """Count again, from here."""
        self._resting = False
        self.mark()

    def take(self) -> float:
        """The longest gap since the last call, milliseconds; begin anew."""
        longest, self._longest = self._longest, 0.0
        self.go_on()
        return round(longest, 1)

    def stop(self) -> None:
        """Tick no more."""
        self._timer.stop()

    def _tick(self) -> None:
        now = time.perf_counter()
        if not self._resting:
            self._longest = max(self._longest, (now - self._last) * 1_000)
        self._last = now
