"""Finds text that does not fit and text too faint: for any window, in any test.

`check(window)` gives a line for each text-bearing widget whose text is cut; `contrasts(window)` a
line for each label whose ink is under 4.5 on the ground it stands on. `tests.desktop.painted`
looks at the pixels themselves.
"""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from ui.controls import Panel
from ui.controls.state import State
from ui.map.disc import Disc
from ui.text import Label
from ui.theme import HALO, Theme, contrast

MOST_LINES = 12
"""Lines up to which a text field grows; beyond that it scrolls (docs/ui-kit.md)."""


def _shown(window: QWidget) -> list[QWidget]:
    return [w for w in window.findChildren(QWidget) if w.isVisible()]


def _told(widget: QWidget) -> str:
    name = widget.accessibleName()[:40]
    return f"{type(widget).__name__} “{name}” {widget.width()}x{widget.height()}"


def check(window: QWidget) -> list[str]:
    """Every visible text that is cut, one line each; an empty list is good."""
    cut = []
    for widget in _shown(window):
        fits = getattr(widget, "text_fits", None)
        if callable(fits) and not fits():
            cut.append(f"{_told(widget)}: the text needs more room")
        elif not callable(fits) and isinstance(widget, QAbstractButton) and _squeezed(widget):
            cut.append(f"{_told(widget)}: smaller than its least size")
        elif isinstance(widget, QAbstractScrollArea):
            cut += [f"{_told(widget)}: {why}" for why in _hidden_in(widget)]
        elif isinstance(widget, QLineEdit):
            cut += [f"{_told(widget)}: {why}" for why in _cut_line(widget)]
        field = isinstance(widget, QLineEdit | QPlainTextEdit)
        if (callable(fits) or field) and (above := _cut_by(widget)) is not None:
            cut.append(f"{_told(widget)}: stands outside {_told(above)}")
        if callable(fits):
            cut += [f"{_told(widget)}: stands on {_told(other)}" for other in _under(widget)]
    return cut


def _hidden_in(area: QAbstractScrollArea) -> list[str]:
    """What cannot be seen of a scroll area without moving it sideways, or of a text at all."""
    wraps = isinstance(area, QPlainTextEdit)
    wide = not wraps and area.horizontalScrollBar().maximum() > 0
    why = ["wider than its window"] if wide else []
    if isinstance(area, QPlainTextEdit) and area.verticalScrollBar().maximum() > 0:
        seen = area.viewport().height() // max(1, area.fontMetrics().lineSpacing())
        if seen < MOST_LINES:
            why.append(f"only {seen} lines are seen of {round(area.document().size().height())}")
    return why


def _cut_line(line: QLineEdit) -> list[str]:
    why = ["lower than a line"] if line.height() < line.fontMetrics().height() else []
    words = line.displayText() or line.placeholderText()
    if line.fontMetrics().horizontalAdvance(words) > line.width():
        why.append("longer than its field")
    return why


def _cut_by(widget: QWidget) -> QWidget | None:
    """The first thing around a widget that it reaches out of; a page may scroll, but only down."""
    above = widget.parentWidget()
    while above is not None:
        scrolls = isinstance(above.parentWidget(), QAbstractScrollArea)
        place = widget.rect().translated(widget.mapTo(above, QPoint(0, 0)))
        out = place.left() < 0 or place.right() > above.width()
        if out or (not scrolls and (place.top() < 0 or place.bottom() > above.height())):
            return above
        if scrolls or above.isWindow():
            return None
        above = above.parentWidget()
    return None


def _under(widget: QWidget) -> list[QWidget]:
    """Other texts of the same parent that a text stands on, but for their halos."""
    parent = widget.parentWidget()
    if parent is None or isinstance(widget, Disc):  # discs have tests of their own
        return []
    mine = widget.geometry().adjusted(HALO, HALO, -HALO, -HALO)
    others = parent.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return [
        other
        for other in others
        if other is not widget
        and other.isVisible()
        and callable(getattr(other, "text_fits", None))
        and other.geometry().adjusted(HALO, HALO, -HALO, -HALO).intersects(mine)
    ]


def _squeezed(widget: QAbstractButton) -> bool:
    least = widget.minimumSizeHint()
    return widget.width() < least.width() or widget.height() < least.height()


def contrasts(window: QWidget, theme: Theme) -> list[str]:
    """Every label or state whose ink is under 4.5 on the ground beneath it."""
    faint = []
    for widget in _shown(window):
        if isinstance(widget, Label | State):
            ground = theme.tokens.paper
            above = widget.parentWidget()
            while above is not None:
                if isinstance(above, Panel):
                    ground = getattr(theme.tokens, above.ground)
                    break
                above = above.parentWidget()
            ink = getattr(theme.tokens, widget.ink)
            if contrast(ink, ground) < 4.5:
                faint.append(f"{_told(widget)}: {ink} on {ground} is {contrast(ink, ground):.1f}")
    return faint


def painted_contrast(window: QWidget, widget: QWidget) -> float:
    """The most contrast between any two pixels of a widget as painted, 1 to 21."""
    at = widget.mapTo(window, QPoint(0, 0))
    image = window.grab().toImage().copy(at.x(), at.y(), widget.width(), widget.height())
    seen = {
        image.pixelColor(x, y).name().upper()
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    }
    greys = sorted(seen, key=lambda c: contrast(c, "#000000"))
    return contrast(greys[0], greys[-1]) if greys else 1.0
