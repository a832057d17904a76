"""Reads contrast from the pixels of a window, as somebody before the screen would.

The ground of a control is the colour most of it has. What is painted on the ground is taken apart
into pieces: lines, and what has a gap on both sides within a line. In each piece the strongest
pixel must stand out: 4.5 for text, 3.0 where nothing stronger than the colour of edges is in it.
"""

from collections import Counter
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from ui.controls import Painted
from ui.controls.state import State
from ui.text import Label
from ui.theme import HALO, Theme, contrast

TEXT, PART = 4.5, 3.0
GAP = 6
"""Pixels of nothing that part two pieces of one line, at 100 %."""
LOWEST = 7
"""Pixels at 100 %: what is lower or narrower is a hairline, a comma, or the dot between words."""


@dataclass(frozen=True)
class Patch:
    """A rectangle of pixels: its width, and 0xffRRGGBB for each, row after row."""

    wide: int
    pixels: memoryview

    @property
    def tall(self) -> int:
        return len(self.pixels) // self.wide

    def rows(self, start: int, end: int) -> "Patch":
        return Patch(self.wide, self.pixels[start * self.wide : end * self.wide])

    def row(self, y: int) -> set[int]:
        return set(self.pixels[y * self.wide : (y + 1) * self.wide])

    def column(self, x: int) -> set[int]:
        return set(self.pixels[x :: self.wide])


def faint(window: QWidget, theme: Theme) -> list[str]:
    """Every piece of text or icon, of what can be seen, that is too faint; one line each."""
    image = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    found: list[str] = []
    for widget in window.findChildren(QWidget):
        if not isinstance(widget, Label | State | Painted | QLineEdit | QPlainTextEdit):
            continue
        place = _seen(window, widget)
        if place is None or not place.isValid():
            continue
        part = image.copy(place)
        patch = Patch(place.width(), memoryview(part.constBits()).cast("I"))
        weak = _weak(patch, theme, whole=not isinstance(widget, Painted))
        found += [f"{type(widget).__name__} “{widget.accessibleName()[:40]}”: {w}" for w in weak]
    return found


def _seen(window: QWidget, widget: QWidget) -> QRect | None:
    """The part of a widget that can be seen, less its halo; None when something is before it."""
    if not widget.isVisible() or widget.visibleRegion().isEmpty():
        return None
    inside = widget.rect()
    if isinstance(widget, Painted):
        inside = inside.adjusted(HALO + 2, HALO + 2, -HALO - 2, -HALO - 2)
    shown = widget.visibleRegion().boundingRect()
    if shown.height() < widget.height() / 2:
        return None  # scrolled away: what is left of it may be half a letter
    inside = inside.intersected(shown)
    under = window.childAt(widget.mapTo(window, inside.center()))
    if under is None or not (under is widget or widget.isAncestorOf(under)):
        return None
    return inside.translated(widget.mapTo(window, QPoint(0, 0)))


def _weak(patch: Patch, theme: Theme, *, whole: bool) -> list[str]:
    """The pieces too faint on the ground that most of the patch has; `whole`: it is one piece."""
    ground = Counter(patch.pixels[:: 3 if patch.wide % 3 else 2]).most_common(1)[0][0]
    nothing = {ground}
    lowest = round(LOWEST * theme.scale)
    weak: list[str] = []
    for start, end in _parted([patch.row(y) != nothing for y in range(patch.tall)], 1):
        band = patch.rows(start, end)
        if band.tall < lowest:
            continue
        columns = [band.column(x) for x in range(band.wide)]
        gap = band.wide if whole else round(GAP * theme.scale)
        for left, right in _parted([seen != nothing for seen in columns], gap):
            if right - left >= LOWEST:
                colours = set[int]().union(*columns[left:right])
                told = _told(colours, ground, theme)
                weak += [f"{told}, {right - left}x{band.tall}"] if told else []
    return weak


def _told(colours: set[int], ground: int, theme: Theme) -> str:
    most, colour = max((_apart(one, ground), one) for one in colours)
    tokens = theme.tokens
    if most >= TEXT or _name(colour) in {tokens.line, tokens.accent_tint, tokens.shade}:
        return ""  # hairlines and grounds: decoration only
    if _name(colour) == tokens.edge and most >= PART:
        return ""
    return f"{_name(colour)} on {_name(ground)} is {most:.1f}"


def _parted(inked: list[bool], gap: int) -> list[tuple[int, int]]:
    """Where something stands, from and up to; less than a gap between does not part it."""
    found: list[tuple[int, int]] = []
    for at, ink in enumerate(inked):
        if not ink:
            continue
        if found and at - found[-1][1] < gap:
            found[-1] = (found[-1][0], at + 1)
        else:
            found.append((at, at + 1))
    return found


@cache
def _apart(one: int, other: int) -> float:
    return contrast(_name(one), _name(other))


def _name(pixel: int) -> str:
    return f"#{pixel & 0xFFFFFF:06X}"
