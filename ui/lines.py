"""Lines of a text, one under another: placed by their leading, and no word left alone below."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF
from PySide6.QtGui import QTextLayout


@dataclass(frozen=True, slots=True)
class Laid:
    """A text wrapped to a width: the layout, its height and its widest line, in pixels."""

    layout: QTextLayout
    height: int
    width: float


def placed(layout: QTextLayout, line_height: int, width: float) -> Laid:
    """The text in lines of this width, `line_height` apart (pixels)."""
    top, widest = 0.0, 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        tall = max(float(line_height), line.height())
        line.setPosition(QPointF(0, top + (tall - line.height()) / 2))
        widest = max(widest, line.naturalTextWidth())
        top += tall
    layout.endLayout()
    return Laid(layout, round(top), widest)


_STEPS: Final = (0.95, 0.9, 0.85, 0.8)
"""Shares of a width that are tried to bring a second word on to the last line."""


def leaves_one_word(laid: Laid) -> bool:
    """Whether one short word stands alone under a full line."""
    layout, count = laid.layout, laid.layout.lineCount()
    if count < 2:
        return False
    last = layout.lineAt(count - 1)
    word = layout.text()[last.textStart() :].strip()
    return " " not in word and last.naturalTextWidth() < laid.width / 3


def evened(laid: Laid, line_height: int, width: float) -> Laid:
    """The same in as many lines, a little narrower, so that no word stands alone; else as it is."""
    layout, count = laid.layout, laid.layout.lineCount()
    for share in _STEPS:
        found = placed(layout, line_height, width * share)
        if layout.lineCount() != count:
            break
        if not leaves_one_word(found):
            return found
    return placed(layout, line_height, width)
