"""The four discs: solid, half, dashed with a question mark, hollow with a stroke."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.controls.painted import smooth
from ui.map.scene import Standing

if TYPE_CHECKING:
    from ui.theme import Theme

_DASH = (2.6, 1.9)
"""Dash and gap of the disc whose role nobody established, in pen widths."""


def draw_disc(
    painter: QPainter, theme: Theme, middle: QPointF, radius: float, standing: Standing
) -> None:
    """A party's disc. Each standing is a shape of its own, told apart in grey print."""
    width = max(1.5, radius / 9)
    inside = radius - width / 2
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if standing is Standing.OPEN:
        _draw_open(painter, theme, middle, inside, width)
        return
    if standing is Standing.RULED_OUT:
        painter.setPen(QPen(theme.colour("edge"), width))
        painter.drawEllipse(middle, inside, inside)
        out = inside * 0.707
        painter.drawLine(middle + QPointF(-out, out), middle + QPointF(out, -out))
        return
    painter.setPen(QPen(theme.colour("ink"), width))
    if standing is Standing.ESTABLISHED:
        painter.setBrush(theme.colour("ink"))
    painter.drawEllipse(middle, inside, inside)
    if standing is Standing.SUSPECTED:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("ink"))
        box = QRectF(middle.x() - inside, middle.y() - inside, 2 * inside, 2 * inside)
        painter.drawPie(box, 90 * 16, 180 * 16)


def _draw_open(
    painter: QPainter, theme: Theme, middle: QPointF, radius: float, width: float
) -> None:
    pen = QPen(theme.colour("attn"), width)
    pen.setDashPattern(_DASH)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawEllipse(middle, radius, radius)
    font = QFont(theme.font("strong"))
    font.setWeight(QFont.Weight.Bold)
    font.setPixelSize(max(8, round(radius * 1.15)))
    painter.setFont(font)
    painter.setPen(theme.colour("attn"))
    box = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "?")


class StandingMark(QWidget):
    """A small disc beside words that say the same."""

    def __init__(self, theme: Theme, standing: Standing, size: int = 18) -> None:
        super().__init__()
        self._theme, self._standing, self._size = theme, standing, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """The disc and a pixel round it."""
        side = self._theme.px(self._size) + 2
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        painter = smooth(self, turns=False)  # places are places
        middle = QPointF(self.width() / 2, self.height() / 2)
        draw_disc(painter, self._theme, middle, self._theme.px(self._size) / 2, self._standing)
