"""Who is writing on this laptop, and with what: the ports every use-case needs, in one value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.receiving import NO_RECEIVING
from app.domain.silence import NO_CLOCKS

if TYPE_CHECKING:
    from app.domain.entry import Author
    from app.domain.receiving import Receiving
    from app.domain.silence import Clocks
    from app.ports.record import CaseStore, Clock, Ids


@dataclass(frozen=True, slots=True)
class Desk:
    """One unlocked vault with its owner."""

    store: CaseStore
    clock: Clock
    ids: Ids
    author: Author
    area: str  # northmere.example
    area_title: str  # "Northmere Children's Services", as people say it
    kind: str = "live"  # live or demo: what is sealed here says so
    clocks: Clocks = NO_CLOCKS  # the time limits in force here, our own or the program's
    receiving: Receiving = NO_RECEIVING  # what is set and read once a package is accepted
