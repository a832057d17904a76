"""How a show-card and a card to keep are to look: values, and no words. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class CardLook:
    """How a show-card is drawn. Lengths in CSS pixels; colours as `#RRGGBB`."""

    width: int = 1200
    size: int = 40  # of the letters
    height: int = 0  # of the place it is for, in whose middle the words stand; 0: as they need
    margin: int = 24
    ink: str = "#1A1E21"
    paper: str = "#FFFFFF"  # of the words in the band; the ground itself is left clear
    band: int = 0  # of the letters in the band; 0 is half of the others


class LeaveBehindFormat(StrEnum):
    """How large a card to keep is: a bank card, 85.6 x 54 mm, or A6 on its side."""

    CREDIT = "credit"
    A6 = "a6"
