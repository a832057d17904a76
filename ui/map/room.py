"""Which places on the canvas are still free, kept as bits so that a full map is quick to search."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ui.map.shapes import Box

CELL = 4
"""Pixels of one cell each way. A box takes every cell it touches, so none is ever overlapped."""


class Room:
    """One bit for each cell of a canvas: set where something stands."""

    def __init__(self, height: float, boxes: Iterable[Box]) -> None:
        self._rows = [0] * (int(height // CELL) + 2)
        for box in boxes:
            self._take(box)

    def _take(self, box: Box) -> None:
        first, last = max(0, int(box.x // CELL)), ceil(box.right / CELL)
        bits = ((1 << (last - first)) - 1) << first if last > first else 0
        for row in range(max(0, int(box.y // CELL)), min(len(self._rows), ceil(box.bottom / CELL))):
            self._rows[row] |= bits

    def blocked(self, width: float, height: float) -> list[int]:
        """For each row, a bit for each cell where a box of this size may not begin."""
        across = [_spread(row, ceil(width / CELL) + 1) for row in self._rows]
        return _down(across, ceil(height / CELL) + 1)


def is_free(blocked: list[int], x: float, y: float) -> bool:
    """Whether a box may begin at a point of the canvas."""
    row = int(y // CELL)
    return row < len(blocked) and not blocked[row] >> int(x // CELL) & 1


def _spread(row: int, cells: int) -> int:
    """Each bit becomes the sum of itself and the cells after it; by doubling."""
    done = 1
    while done < cells:
        step = min(done, cells - done)
        row |= row >> step
        done += step
    return row


def _down(rows: list[int], cells: int) -> list[int]:
    done = 1
    while done < cells:
        step = min(done, cells - done)
        below = [*rows[step:], *[0] * step]
        rows = [row | other for row, other in zip(rows, below, strict=True)]
        done += step
    return rows
