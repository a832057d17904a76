"""What every painted control shares: the halo, the focus ring, key caps, hairlines.

A painted control is a QAbstractButton, so that its role, name, keys and checked state reach a
screen reader without more work. It keeps `HALO` pixels inside itself: one of gap and three of ring.
"""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.lines import Laid
from ui.text import Typeset
from ui.theme import HALO, RADIUS, Ground, Ink, Role, Theme

_POINTING: Final = frozenset({"arrow-left", "arrow-right", "chevron-left", "chevron-right"})
"""Icons that point along the line, and turn with it."""

_RING: Final = 3
_RING_RADIUS: Final = 7
CAP: Final = 22
"""Height and least width of a key cap at 100 %."""


def smooth(widget: QWidget, *, turns: bool = True) -> QPainter:
    """A painter with smooth edges.

    Where the windows run from right to left everything is painted mirrored, as if from the left;
    texts and pictures are turned back by what draws them. Without `turns` nothing is mirrored.
    """
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    if turns and widget.isRightToLeft():
        painter.translate(widget.width(), 0)
        painter.scale(-1, 1)
    return painter


@contextmanager
def turned_back(painter: QPainter, start: float, width: float) -> Generator[None]:
    """Within this, what is drawn between `start` and `start + width` can be read."""
    mirrored = painter.transform().m11() < 0
    if mirrored:
        painter.save()
        painter.translate(2 * start + width, 0)
        painter.scale(-1, 1)
    yield
    if mirrored:
        painter.restore()


def draw_laid(painter: QPainter, laid: Laid, start: float, top: float) -> None:
    """A laid text whose room begins at `start`; mirrored, it still keeps to where it begins."""
    option = laid.layout.textOption()
    room = laid.layout.lineAt(0).width() if laid.layout.lineCount() else 0.0
    left, wide = 0.0, laid.width
    if option.textDirection() == Qt.LayoutDirection.RightToLeft:
        wide = room
    elif option.alignment() & Qt.AlignmentFlag.AlignRight:
        left = room - wide
    with turned_back(painter, start + left, wide):
        laid.layout.draw(painter, QPointF(start, top))


def inner(widget: QWidget) -> QRect:
    """The widget's rectangle without its halo."""
    return widget.rect().adjusted(HALO, HALO, -HALO, -HALO)


def draw_ring(painter: QPainter, theme: Theme, box: QRect) -> None:
    """The focus ring round `box`: one pixel of gap, then three of ink, inside the halo."""
    pen = QPen(theme.colour("ink"), _RING)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    outer = QRectF(box).adjusted(-HALO, -HALO, HALO, HALO)
    half = _RING / 2
    painter.drawRoundedRect(outer.adjusted(half, half, -half, -half), _RING_RADIUS, _RING_RADIUS)


def draw_box(
    painter: QPainter,
    theme: Theme,
    box: QRect,
    *,
    fill: Ground | None = "sheet",
    border: Ink | None = "edge",
    thick: int = 1,
) -> None:
    """A control's box: filled, with a border drawn inside its edge."""
    painter.setBrush(theme.colour(fill) if fill else Qt.BrushStyle.NoBrush)
    if border is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(QRectF(box), RADIUS, RADIUS)
        return
    painter.setPen(QPen(theme.colour(border), thick))
    half = thick / 2
    painter.drawRoundedRect(QRectF(box).adjusted(half, half, -half, -half), RADIUS, RADIUS)


def cap_width(theme: Theme, key: str) -> int:
    """Pixels a key cap takes."""
    return max(theme.px(CAP), theme.key_width(key) + theme.px(10))


def draw_cap(  # noqa: PLR0917 - a painter's call: where and in what ink
    painter: QPainter, theme: Theme, key: str, start: int, middle: int, ink: Ink, border: Ink
) -> int:
    """A key cap beginning at `start`, centred on `middle`; its width."""
    width, height = cap_width(theme, key), theme.px(CAP)
    box = QRect(start, middle - height // 2, width, height)
    draw_box(painter, theme, box, fill=None, border=border)
    painter.setFont(theme.font("key"))
    painter.setPen(theme.colour(ink))
    with turned_back(painter, start, width):
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
    return width


def draw_icon(  # noqa: PLR0917 - a painter's call: where and in what ink
    painter: QPainter, theme: Theme, name: str, start: int, middle: int, size: int, ink: Ink
) -> int:
    """An icon beginning at `start`, centred on `middle`; its width."""
    side = theme.px(size)
    picture, at = theme.icon(name, ink, size), QPointF(start, middle - side / 2)
    if name in _POINTING:
        painter.drawPixmap(at, picture)
        return side
    with turned_back(painter, start, side):
        painter.drawPixmap(at, picture)
    return side


def draw_line(
    painter: QPainter,
    theme: Theme,
    text: str,
    role: Role,
    ink: Ink,
    box: QRect,
    *,
    align_end: bool = False,
    typeset: Typeset | None = None,
) -> None:
    """One line of text, centred in height in `box`; laid out once by whoever gives a typeset."""
    setter = typeset or Typeset(theme)
    laid = setter.lay(text, role, box.width(), wrap=False, align_end=align_end)
    painter.setPen(theme.colour(ink))
    top = box.top() + (box.height() - laid.height) / 2
    draw_laid(painter, laid, box.left(), top)


class Painted(QAbstractButton):
    """The base of everything that can be pressed. Subclasses paint and say how big they are.

    `key` is the key cap's text; pressing that key anywhere on the page presses the control (the
    shell sees to it), save while a field has the focus.
    """

    stamp = 0  # another number after each change of size

    def __init__(self, theme: Theme, text: str, *, key: str = "") -> None:
        super().__init__()
        self.theme = theme
        self.key = key
        self.typeset = Typeset(theme)
        self._hovered = False
        self._said = text
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.setShortcut(QKeySequence())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._follow)

    @property
    def words(self) -> str:
        """The text as shown."""
        return self._said

    def set_words(self, text: str) -> None:
        """Show another text; its accessible name follows."""
        if text == self._said:
            return
        self._said = text
        self.setText(text.replace("&", "&&"))
        self.setShortcut(QKeySequence())
        self.setAccessibleName(text)
        self._follow()

    def set_reason(self, reason: str) -> None:
        """Say why the control cannot be used; the page shows the same words beside it."""
        self.setAccessibleDescription(reason)

    def answers_to(self, event: QKeyEvent) -> bool:
        """Whether this key press is the one on the key cap."""
        if not self.key or " " in self.key or event.modifiers() & ~_KEYPAD:
            return False
        if len(self.key) == 1:  # all but a few, and every one of a page is asked at each key
            return event.key() == ord(self.key.upper())
        return QKeySequence(self.key) == QKeySequence(event.key())

    def text_fits(self) -> bool:
        """Whether the text is inside the control (the clipping test asks)."""
        hint = self.minimumSizeHint()
        return self.width() >= hint.width() and self.height() >= self.heightForWidth(self.width())

    def box(self) -> QRect:
        """Where the control is painted: its least height, centred, without the halo."""
        tall = min(self.height(), self.heightForWidth(self.width()))
        top = (self.height() - tall) // 2
        return QRect(HALO, top + HALO, self.width() - 2 * HALO, tall - 2 * HALO)

    def updateGeometry(self) -> None:
        """Tell whoever holds this; the mark is for a Spread that cannot be seen."""
        self.stamp += 1
        super().updateGeometry()

    def _follow(self) -> None:
        self.updateGeometry()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses, as Space does."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.click()
        elif event.key() in _ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """The edge darkens under the pointer."""
        self._hovered = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """The edge is as it was."""
        self._hovered = False
        self.update()
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Put the ring away."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the control, then the ring."""
        painter = smooth(self)
        self.paint(painter, self.box())
        if self.hasFocus():
            draw_ring(painter, self.theme, self.box())

    def paint(self, painter: QPainter, box: QRect) -> None:
        """Paint everything but the ring."""
        raise NotImplementedError

    def minimumSizeHint(self) -> QSize:
        """No smaller than its hint unless a subclass can wrap."""
        return self.sizeHint()


_KEYPAD: Final = Qt.KeyboardModifier.KeypadModifier
_ARROWS: Final = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down})


class Line(QWidget):
    """A hairline between rows; with `heavy` the 2 px ink rule under a heading row."""

    def __init__(self, theme: Theme, *, heavy: bool = False, indent: int = HALO) -> None:
        super().__init__()
        self._theme = theme
        self._heavy = heavy
        self._indent = indent
        self.setFixedHeight(2 if heavy else 1)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the rule."""
        painter = QPainter(self)
        colour = self._theme.colour("ink" if self._heavy else "line")
        painter.fillRect(self.rect().adjusted(self._indent, 0, -self._indent, 0), colour)


class Panel(QWidget):
    """A plain ground of one colour for other controls to stand on."""

    def __init__(self, theme: Theme, ground: Ground = "paper") -> None:
        super().__init__()
        self._theme = theme
        self._ground: Ground = ground
        theme.changed.connect(self.update)

    @property
    def ground(self) -> Ground:
        """The colour it is filled with."""
        return self._ground

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill it."""
        QPainter(self).fillRect(self.rect(), self._theme.colour(self._ground))
