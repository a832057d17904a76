"""One thing that a case needs of this desk: dates and counts, and never words of the record."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.silence import Clocks


@dataclass(frozen=True, slots=True)
class Need:
    """One thing a case needs. `due` decides whether it is late; nothing else does."""

    code: str
    due: datetime | None = None  # UTC
    count: int = 0
    to: str = ""  # the area or desk it waits for
    since: datetime | None = None  # UTC
    desk: str = ""  # of a delivery that waits: duty@area.example
    rang: datetime | None = None  # UTC: when somebody last rang about it
    timer: str = ""  # that `due` comes from, counted from `since`; empty for a time of its own

    def timed(self, clocks: Clocks) -> Need:
        """With its time as the limits in force now have it: an area may have set others since."""
        if not self.timer or self.since is None:
            return self
        return replace(self, due=clocks.ends(self.timer, self.since) or self.due)
