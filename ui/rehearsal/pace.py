"""How long the windows were deaf: the gaps between two ticks of a 1 ms timer."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer

LONG: Final = 50.0
"""Milliseconds after which a person could notice that a window does not answer."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One silence: milliseconds by the clock on the wall, and those that this thread worked.

    What is left between the two was spent on the disk, or by other programs of a busy machine.
    """

    wall_ms: float = 0.0
    busy_ms: float = 0.0
    doing: str = ""


@dataclass(frozen=True, slots=True)
class Silence:
    """The gaps of one step: the longest, and how many were longer than `LONG`."""

    longest: Gap
    long_ones: int


class Pace(QObject):
    """Measures gaps in the event loop.

    The hands of the rehearsal work on the same thread: `mark` is called before each event they
    send, so that only what the program does with it is counted.
    """

    def __init__(self) -> None:
        """Begin to tick."""
        super().__init__()
        self.doing = ""
        """What the hands are at, for the report: the name of the control they went for."""
        self._longest = Gap()
        self._long_ones = 0
        self._resting = False
        self.mark()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def mark(self) -> None:
        """Count from here."""
        self._last, self._worked = time.perf_counter(), time.thread_time()

    def rest(self) -> None:
        """Count nothing until `go_on`: a picture is being taken."""
        self._resting = True

    def go_on(self) -> None:
        """Count again, from here."""
        self._resting = False
        self.mark()

    def take(self) -> Silence:
        """The gaps since the last call; begin anew."""
        took = Silence(self._longest, self._long_ones)
        self._longest, self._long_ones, self.doing = Gap(), 0, ""
        self.go_on()
        return took

    def stop(self) -> None:
        """Tick no more."""
        self._timer.stop()

    def _tick(self) -> None:
        if not self._resting:
            self._note(
                1_000 * (time.perf_counter() - self._last),
                1_000 * (time.thread_time() - self._worked),
            )
        self.mark()

    def _note(self, wall: float, busy: float) -> None:
        self._long_ones += wall > LONG
        if wall > self._longest.wall_ms:
            self._longest = Gap(round(wall, 1), round(busy, 1), self.doing)


def let_work(milliseconds: int) -> None:
    """Let the program's own loop run for a while, and its other threads with it.

    `QTest.qWait` keeps the interpreter to itself, so that sealing behind the window stands still.
    """
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
