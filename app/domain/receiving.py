"""What the receiving pack declares: markers to set, and what is read before the first visit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.codes import RestrictionClass


@dataclass(frozen=True, slots=True)
class Marker:
    """One marker that a desk sets once it has accepted somebody."""

    id: str
    label: str
    told: str  # what it does, or what to mind
    agency: str  # who can set it
    rc: RestrictionClass  # of the entry that says it was set
    source: tuple[str, ...]
    children: bool = False  # asked for only where the record has a child


@dataclass(frozen=True, slots=True)
class Card:
    """One part of what is read before the first visit; what it shows is drawn from the record."""

    id: str
    title: str
    words: str
    source: tuple[str, ...]
    items: tuple[str, ...] = ()  # answers shown under the words
    fear: tuple[str, ...] = ()  # answers that say what she was afraid of ...
    deny: tuple[str, ...] = ()  # ... and those that may deny it, beside them
    parties: bool = False  # whether those who are part of the threat are named
    empty: str = ""  # said where the record has none of its items


@dataclass(frozen=True, slots=True)
class Receiving:
    """The receiving pack."""

    version: int
    markers: tuple[Marker, ...]
    cards: tuple[Card, ...]


NO_RECEIVING = Receiving(0, (), ())
"""For a desk before its content is read."""
