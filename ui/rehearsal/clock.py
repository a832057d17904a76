"""The clock of a rehearsal's laptops: the real one, moved on by hand; and what else they are given.

It is put in the place of the laptop's own where the program is wired, so that whatever is written
meanwhile is stamped with what this clock says. It never goes back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from app.domain.entry import Entry
    from app.ports.record import Clock


class SetClock:
    """A clock that runs with another, ahead of it by what it was moved on; or stands still."""

    def __init__(self, real: Clock) -> None:
        """Run with `real`, and say the same."""
        self._real = real
        self._ahead = timedelta()
        self._standing: datetime | None = None

    def now(self) -> datetime:
        """What it says now, UTC."""
        return self._standing or self._real.now() + self._ahead

    def stand_at(self, moment: datetime) -> None:
        """Move on to this very moment, UTC, and stand there until it goes on or is moved again.

        Raises:
            ValueError: the moment has passed.
        """
        if moment < self.now():
            raise ValueError(moment)
        self._standing = moment

    def go_on(self) -> None:
        """Run again, from where it stands."""
        if self._standing is not None:
            self._ahead = self._standing - self._real.now()
            self._standing = None


@dataclass(frozen=True, slots=True)
class Instruments:
    """What a rehearsal is given beside the windows, by the one module that wires."""

    clock: SetClock  # of every laptop
    encode: Callable[[Entry], bytes]  # an entry as it is signed, for the digest of a case
