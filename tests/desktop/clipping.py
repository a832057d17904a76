"""Finds text that does not fit and text too faint: for any window, in any test.

`check(window)` gives a line for each text-bearing widget whose text is cut; `contrasts(window)` a
line for each label whose ink is under 4.5 on the ground it is painted on.
"""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from ui.controls import Panel
from ui.controls.state import State
from ui.text import Label
from ui.theme import Theme, contrast


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
        elif isinstance(widget, QLineEdit) and widget.height() < widget.fontMetrics().height():
            cut.append(f"{_told(widget)}: lower than a line")
        parent = widget.parentWidget()
        if parent is not None and callable(fits) and _outside(widget, parent):
            cut.append(f"{_told(widget)}: stands outside its parent")
    return cut


def _squeezed(widget: QAbstractButton) -> bool:
    least = widget.minimumSizeHint()
    return widget.width() < least.width() or widget.height() < least.height()


def _outside(widget: QWidget, parent: QWidget) -> bool:
    end = widget.geometry().bottomRight()
    room = parent.rect()
    return end.x() > room.right() + 1 or end.y() > room.bottom() + 1 or widget.x() < 0


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
