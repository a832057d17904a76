"""Reads contrast from the pixels of a window, as somebody before the screen would.

The ground of a control is the colour most of it has. What is painted on the ground is taken apart
into pieces: lines, and what has a gap on both sides within a line. In each piece the strongest
pixel must stand out: 4.5 for text, 3.0 where nothing stronger than the colour of edges is in it.
"""

from collections import Counter
from dataclasses import dataclass
from functools import cache
from struct import Struct

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

_NATIVE = Struct("=I")


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

    def inked_rows(self, ground: int) -> list[bool]:
        """Of each row, whether anything but ground is in it."""
        bare = _NATIVE.pack(ground) * self.wide
        raw, step = self.pixels.tobytes(), 4 * self.wide
        return [raw[at : at + step] != bare for at in range(0, len(raw), step)]

    def inked_columns(self, ground: int) -> list[bool]:
        """Of each column, whether anything but ground is in it."""
        bare = _NATIVE.pack(ground) * self.tall
        return [self.pixels[x :: self.wide].tobytes() != bare for x in range(self.wide)]

    def colours(self, left: int, right: int) -> set[int]:
        """What stands between two columns."""
        rows = range(0, len(self.pixels), self.wide)
        return set[int]().union(*(self.pixels[at + left : at + right] for at in rows))


Known = dict[tuple[int, int, bool, bool, float], list[str]]
"""What was found in patches of pixels looked at before, by their sum and all that decides."""


def faint(window: QWidget, theme: Theme, known: Known | None = None) -> list[str]:
    """Every piece of text or icon, of what can be seen, that is too faint; one line each.

    `known` spares whoever looks at many windows the patches that are in each of them.
    """
    known = {} if known is None else known
    image = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    found: list[str] = []
    for widget in window.findChildren(QWidget):
        if not isinstance(widget, Label | State | Painted | QLineEdit | QPlainTextEdit):
            continue
        place = _seen(window, widget)
        if place is None or not place.isValid():
            continue
        part = image.copy(place)
        pixels = bytes(part.constBits())
        whole = not isinstance(widget, Painted)
        key = (hash(pixels), place.width(), whole, theme.dark, theme.scale)
        if key not in known:
            patch = Patch(place.width(), memoryview(pixels).cast("I"))
            known[key] = _weak(patch, theme, whole=whole)
        name = widget.accessibleName()[:40]
        found += [f"{type(widget).__name__} “{name}”: {w}" for w in known[key]]
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
    sample = 7 if patch.wide % 7 else 8
    ground = Counter(patch.pixels[::sample]).most_common(1)[0][0]
    lowest = round(LOWEST * theme.scale)
    weak: list[str] = []
    for start, end in _parted(patch.inked_rows(ground), 1):
        band = patch.rows(start, end)
        if band.tall < lowest:
            continue
        gap = band.wide if whole else round(GAP * theme.scale)
        for left, right in _parted(band.inked_columns(ground), gap):
            if right - left >= LOWEST:
                told = _told(band.colours(left, right), ground, theme)
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
