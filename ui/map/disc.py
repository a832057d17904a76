"""One person on the map: a disc and its label, a button by name, role and keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen

from ui.controls.painted import Painted, draw_ring, smooth
from ui.map.drawing import Shape
from ui.map.scene import Standing
from ui.map.shapes import Box, Point
from ui.map.standing_mark import draw_disc
from ui.text import lay_out
from ui.theme import HALO

if TYPE_CHECKING:
    from ui.lines import Laid
    from ui.map.drawing import Spot
    from ui.map.scene import Figure
    from ui.theme import Ink, Role, Theme

DISC = 40
CHILD = 26
ROOM = 10
"""Pixels kept round a disc: the ring of the one that is chosen, and the focus ring outside it."""

_GAP = 3
_HALO_OF_WORDS = 6
_BESIDE = 172
_BELOW = 124
_CHILD_BELOW = 96
_SMALLEST_WORDS = 14


class Words:
    """The label of a figure, wrapped to a width."""

    def __init__(self, theme: Theme, figure: Figure, width: float, *, child: bool = False) -> None:
        role: Role = "note_strong" if child else "strong"
        self.who = _laid(theme, figure.who, role, width)
        self.said = _laid(theme, figure.said, "provenance", width) if figure.said else None
        found = [laid for laid in (self.who, self.said) if laid is not None]
        self.width = float(int(max(laid.width for laid in found)) + 2)
        self.height = float(sum(laid.height for laid in found))


def _laid(theme: Theme, text: str, role: Role, width: float) -> Laid:
    line = round(theme.line_height(role) * 0.94)
    return lay_out(text, theme.font(role), line, width)


def shapes_of(theme: Theme, figure: Figure, *, child: bool = False) -> tuple[Shape, ...]:
    """The ways a figure may be drawn: label at the end, at the start, or below."""
    disc = theme.px(CHILD if child else DISC) + 2 * ROOM
    below = Words(theme, figure, theme.px(_CHILD_BELOW if child else _BELOW), child=child)
    shapes = [_below(disc, below)]
    if not child:
        beside = Words(theme, figure, theme.px(_BESIDE))
        shapes = [_beside(disc, beside, "end"), _beside(disc, beside, "start"), *shapes]
    return tuple(shapes)


def _beside(disc: float, words: Words, side: str) -> Shape:
    wide, tall = disc + words.width + 1 + 2 * HALO, max(disc, words.height + 2 * HALO)
    at_end = side == "end"
    start = disc + 1 if at_end else 2 * HALO
    centre = Point(disc / 2 if at_end else wide - disc / 2, tall / 2)
    return Shape(
        side, wide, tall, centre, Box(start, (tall - words.height) / 2, words.width, words.height)
    )


def _below(disc: float, words: Words) -> Shape:
    wide = max(disc, words.width + 2 * HALO)
    label = Box((wide - words.width) / 2, disc - 6, words.width, words.height)
    return Shape("below", wide, disc + words.height - 2, Point(wide / 2, disc / 2), label)


class Disc(Painted):
    """A party or child on the map. Enter, Space or a click chooses; the map moves by arrows."""

    def __init__(self, theme: Theme, figure: Figure, *, child: bool = False) -> None:
        super().__init__(theme, figure.who)
        self.figure, self.child = figure, child
        self.chosen = False
        self.spot: Spot | None = None
        self._ground = theme.colour("paper")
        self.show_figure(figure)

    def show_figure(self, figure: Figure) -> None:
        """Show a person as the record now has them."""
        self.figure = figure
        self._said = figure.who
        self.setAccessibleName(figure.told or figure.who)
        self.update()

    def set_chosen(self, chosen: bool) -> None:
        """Draw the 3 px ring, or take it away."""
        self.chosen = chosen
        self.setAccessibleDescription("")
        self.update()

    def stand(self, spot: Spot, ground: QColor) -> None:
        """Stand where the layout says, on a ring of this colour."""
        self.spot, self._ground = spot, ground
        box = spot.box
        self.setGeometry(round(box.x), round(box.y), round(box.w), round(box.h))
        self.update()

    def sizeHint(self) -> QSize:
        """What the layout gave."""
        return self.size()

    def minimumSizeHint(self) -> QSize:
        """What the layout gave."""
        return self.size()

    def heightForWidth(self, _width: int) -> int:
        """What the layout gave."""
        return self.height()

    def text_fits(self) -> bool:
        """Whether the whole label is inside."""
        if self.spot is None:
            return True
        words = self._words()
        label = self.spot.shape.label
        return words.height <= label.h + 1 and words.width <= label.w + 1

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter press; everything else is the map's."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Disc, ring if chosen, label with its halo, and the focus ring."""
        if self.spot is None:
            return
        painter = smooth(self, turns=False)  # places are places
        shape = self.spot.shape
        middle = QPointF(shape.disc.x, shape.disc.y)
        if self.child:
            self._paint_child(painter, middle)
        else:
            radius = self.theme.px(DISC) / 2
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._ground)
            painter.drawEllipse(middle, radius, radius)
            draw_disc(painter, self.theme, middle, radius, self.figure.standing)
        if self.chosen:
            painter.setPen(QPen(self.theme.colour("ink"), 3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            reach = self.theme.px(CHILD if self.child else DISC) / 2 + _GAP + 1.5
            painter.drawEllipse(middle, reach, reach)
        self._paint_words(painter)
        if self.hasFocus():
            box = QRect(HALO, HALO, self.width() - 2 * HALO, self.height() - 2 * HALO)
            draw_ring(painter, self.theme, box)

    def _paint_child(self, painter: QPainter, middle: QPointF) -> None:
        radius = self.theme.px(CHILD) / 2
        painter.setPen(QPen(self.theme.colour("accent"), max(2.5, radius / 5)))
        painter.setBrush(self._ground)
        painter.drawEllipse(middle, radius - 2, radius - 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour("accent"))
        painter.drawEllipse(middle, radius * 0.32, radius * 0.32)

    def _words(self) -> Words:
        below = self.spot is not None and self.spot.shape.side == "below"
        width = _CHILD_BELOW if self.child else _BELOW if below else _BESIDE
        return Words(self.theme, self.figure, self.theme.px(width), child=self.child)

    def _paint_words(self, painter: QPainter) -> None:
        assert self.spot is not None  # noqa: S101 - painted only once it stands somewhere
        words, label = self._words(), self.spot.shape.label
        who: Role = "note_strong" if self.child else "strong"
        quiet = self.figure.standing is Standing.RULED_OUT
        top = self._paint_text(painter, words.who, who, "ink2" if quiet else "ink", label, label.y)
        if words.said is not None:
            ink: Ink = "attn" if self.figure.standing is Standing.OPEN else "ink2"
            self._paint_text(painter, words.said, "provenance", ink, label, top)

    def _paint_text(
        self, painter: QPainter, laid: Laid, role: Role, ink: Ink, label: Box, top: float
    ) -> float:
        font = self.theme.font(role)
        if role == "provenance" and ink == "attn":
            font = QFont(font)
            font.setWeight(QFont.Weight.Medium)
        path = QPainterPath()
        layout = laid.layout
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            text = layout.text()[line.textStart() : line.textStart() + line.textLength()].rstrip()
            spare = label.w - line.naturalTextWidth()
            side = self.spot.shape.side if self.spot else "end"
            start = label.x + {"end": 0.0, "start": spare, "below": spare / 2}[side]
            path.addText(QPointF(start, top + line.y() + line.ascent()), font, text)
        painter.setPen(QPen(self._ground, _HALO_OF_WORDS, j=Qt.PenJoinStyle.RoundJoin))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.fillPath(path, self.theme.colour(ink))
        return top + laid.height
