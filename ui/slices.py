"""Work for the window in slices: a few milliseconds at each turn of the event loop.

A page that takes longer to put together than a person would wait for a key is put together
below the part that can be seen, slice by slice, and answers keys meanwhile.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Iterator

SLICE: Final = 0.012
"""Seconds of work at a time, more when a single step is longer; laying out comes on top."""

BETWEEN: Final = 4
"""Milliseconds from one slice to the next, for keys, painting, and whatever else is due."""


class Slices(QObject):
    """One piece of work of `owner`, which the newest replaces. Goes with its owner."""

    def __init__(self, owner: QObject) -> None:
        """Nothing to do yet."""
        super().__init__(owner)
        self._steps: Iterator[None] | None = None
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(BETWEEN)
        self._turn.timeout.connect(self._slice)

    @property
    def busy(self) -> bool:
        """Whether something is left to do."""
        return self._steps is not None

    def begin(self, steps: Iterator[None]) -> None:
        """Leave what is left of the work before, and do the first slice of this at once."""
        self._steps = steps
        self._slice()

    def later(self, steps: Iterator[None]) -> None:
        """The same, beginning at the next turn."""
        self._steps = steps
        self._turn.start()

    def leave(self) -> None:
        """Do no more of it."""
        self._steps = None
        self._turn.stop()

    def finish(self) -> None:
        """Do all that is left at once."""
        self._turn.stop()
        steps, self._steps = self._steps, None
        for _step in steps or ():
            pass

    def _slice(self) -> None:
        steps = self._steps
        if steps is None:
            return
        end = time.perf_counter() + SLICE
        goes_on = False
        try:
            for _step in steps:
                if self._steps is not steps:
                    return  # a step began something else
                if time.perf_counter() >= end:
                    self._turn.start()
                    goes_on = True
                    return
        finally:  # one that raised is over as well, or whoever waits would wait for ever
            if self._steps is steps and not goes_on:
                self._steps = None
