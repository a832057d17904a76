"""What the map is told: who is on it, how well their part is known, and at whom it is aimed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.people import Ring

if TYPE_CHECKING:
    from collections.abc import Mapping


class Standing(StrEnum):
    """How a party's disc and line are drawn."""

    ESTABLISHED = "established"  # solid
    SUSPECTED = "suspected"  # half, dashed line
    OPEN = "open"  # dashed with a question mark, dotted line
    RULED_OUT = "ruled_out"  # hollow with a stroke, no line


@dataclass(frozen=True, slots=True)
class Figure:
    """One person on the map. `told` is what a screen reader says of them."""

    id: str
    who: str
    said: str = ""  # role and status
    standing: Standing = Standing.OPEN
    ring: Ring = Ring.UNKNOWN
    told: str = ""


@dataclass(frozen=True, slots=True)
class Aim:
    """A line from one person to another; `plain` is a tie that is no threat, with no arrow head."""

    source: str
    target: str
    standing: Standing
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """The whole map. `person` is the one at risk; ids are unique over everybody."""

    person: Figure
    children: tuple[Figure, ...] = ()
    parties: tuple[Figure, ...] = ()
    aims: tuple[Aim, ...] = ()
    titles: Mapping[Ring, str] | None = None
