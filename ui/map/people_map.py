"""PeopleMap: rings, lines and discs, painted where the layout says; MapView scrolls it.

Arrows go to the nearest person that way, Tab from one to the next in the order recorded, Enter or
Space chooses. `chosen(id)` is sent for a party or a child; nothing here knows the record.
"""

from __future__ import annotations

from itertools import pairwise
from math import atan2, cos, pi, sin
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from app.domain.direction import runs_backwards
from app.domain.people import Ring
from ui.controls.painted import smooth
from ui.controls.scrolling import Scrolling
from ui.map.disc import CHILD, DISC, Disc, shapes_of
from ui.map.drawing import RINGS, Drawing, Heart, Thing
from ui.map.layout import arranging
from ui.map.scene import Standing
from ui.slices import Slices
from ui.text import lay_out

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from ui.map.scene import Aim, Scene
    from ui.map.shapes import Curve, Point
    from ui.theme import Theme

HER = 72
_HEAD = 11.0
_KEYS = {
    Qt.Key.Key_Left: pi,
    Qt.Key.Key_Right: 0.0,
    Qt.Key.Key_Up: -pi / 2,
    Qt.Key.Key_Down: pi / 2,
}
_SIDEWAYS = 2.2
"""How much further off somebody seems for being aside of the arrow's direction."""


class PeopleMap(QWidget):
    """The map. `show_scene` draws it; `choose` puts the ring round somebody."""

    chosen = Signal(str)
    overflowed = Signal(bool)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.theme = theme
        self.scene: Scene | None = None
        self.drawing: Drawing | None = None
        self._aims: tuple[Aim, ...] = ()  # those the drawing was made with
        self._kept: tuple[Scene, int, float] | None = None  # what the layouts were made for
        self._layouts: dict[int, Drawing] = {}  # by width
        self.discs: dict[str, Disc] = {}
        self._chosen = ""
        self._room = QSize(0, 0)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._arrange)
        self._slices = Slices(self)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self._soon.start)

    # What it shows

    def show_scene(self, scene: Scene) -> None:
        """Show these people; discs that stay keep the keyboard."""
        if scene == self.scene:
            return
        self.scene = scene
        self.setAccessibleDescription(scene.person.who)  # whole; her disc may be too small for it
        figures = {f.id: (f, False) for f in scene.parties} | {
            f.id: (f, True) for f in scene.children
        }
        for gone in [id_ for id_ in self.discs if id_ not in figures]:
            disc = self.discs.pop(gone)
            disc.hide()
            disc.deleteLater()
        for id_, (figure, child) in figures.items():
            if id_ in self.discs:
                self.discs[id_].show_figure(figure)
            else:
                self._add(Disc(self.theme, figure, child=child))
        self._order([f.id for f in (*scene.parties, *scene.children)])
        self._soon.start()
        self.choose(self._chosen)

    def _add(self, disc: Disc) -> None:
        id_ = disc.figure.id
        disc.setParent(self)
        disc.setObjectName(f"map.{id_}")
        disc.clicked.connect(lambda _checked=False: self.chosen.emit(id_))
        disc.move(-disc.width(), -disc.height())  # out of the pointer's way until it has a place
        self.discs[id_] = disc
        disc.show()

    def _order(self, ids: list[str]) -> None:
        for before, after in pairwise(ids):
            QWidget.setTabOrder(self.discs[before], self.discs[after])

    def choose(self, id_: str) -> None:
        """Put the ring round somebody; nobody for an unknown id."""
        self._chosen = id_
        for key, disc in self.discs.items():
            disc.set_chosen(key == id_)

    def first_focus(self) -> QWidget | None:
        """The chosen disc, or the first."""
        if self._chosen in self.discs:
            return self.discs[self._chosen]
        return next(iter(self.discs.values()), None)

    # Where they stand

    def set_room(self, room: QSize) -> None:
        """How many pixels there are to be seen; the drawing may be higher and is scrolled."""
        if room != self._room:
            self._room = room
            self._soon.start()

    def _arrange(self) -> None:
        self._slices.begin(self._arranging())

    def _arranging(self) -> Iterator[None]:
        """Lay out person by person; until then what stood before is shown."""
        scene, room = self.scene, self._room
        if scene is None or room.width() < 200 or room.height() < 100 or not self.isVisible():
            return
        drawing = yield from self._drawn(scene, room.width())
        higher = drawing.height > room.height()
        if higher:
            drawing = yield from self._drawn(scene, room.width() - _bar(self))
        self.drawing, self._aims = drawing, scene.aims
        self.overflowed.emit(higher)
        self.setMinimumSize(int(drawing.width), int(drawing.height))
        for id_, spot in drawing.spots.items():
            self.discs[id_].stand(spot, self._ground(spot.label.centre()))
        self.update()

    def _drawn(self, scene: Scene, width: int) -> Generator[None, None, Drawing]:
        """The layout at a width; kept while the people, the height and the text size stay."""
        made_for = (scene, self._room.height(), self.theme.scale)
        if self._kept != made_for:
            self._kept, self._layouts = made_for, {}
        if width not in self._layouts:
            drawing = yield from self._laid_out(scene, width)
            self._layouts[width] = drawing
        return self._layouts[width]

    def _laid_out(self, scene: Scene, width: int) -> Generator[None, None, Drawing]:
        theme = self.theme
        children = tuple((f.id, shapes_of(theme, f, child=True)[0]) for f in scene.children)
        heart = Heart(theme.px(HER) / 2, theme.px(CHILD) / 2, children)
        things = [Thing(f.id, f.ring.value, shapes_of(theme, f)) for f in scene.parties]
        links = [(a.source, a.target) for a in scene.aims]
        room = (width, self._room.height())
        titles = self._titles()
        return (yield from arranging(room, theme.px(DISC) / 2, heart, things, titles, links))

    def _titles(self) -> dict[str, tuple[float, float]]:
        line = self.theme.line_height("label")
        return {
            ring.value: (self.theme.text_width("label", self._title(ring)), line) for ring in Ring
        }

    def _title(self, ring: Ring) -> str:
        titles = self.scene.titles if self.scene else None
        return (titles or {}).get(ring, "")

    def _ground(self, at: Point) -> QColor:
        drawing = self.drawing
        bands: dict[str, str] = dict(zip(RINGS, self.theme.tokens.bands, strict=True))
        ring = drawing.ring_at(at) if drawing else ""
        return QColor(bands.get(ring, self.theme.tokens.paper))

    def showEvent(self, event: QShowEvent) -> None:
        """Stand where there is room now; a hidden map is not laid out."""
        super().showEvent(event)
        self._soon.start()

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to the nearest person that way."""
        for key, angle in _KEYS.items():
            if event.key() == key and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                self._step(angle)
                return
        event.ignore()

    def _step(self, angle: float) -> None:
        here = next((d for d in self.discs.values() if d.hasFocus()), None)
        if here is None or here.spot is None:
            return
        best: tuple[float, Disc] | None = None
        for disc in self.discs.values():
            if disc is here or disc.spot is None:
                continue
            dx = disc.spot.disc.x - here.spot.disc.x
            dy = disc.spot.disc.y - here.spot.disc.y
            ahead = dx * cos(angle) + dy * sin(angle)
            aside = abs(dy * cos(angle) - dx * sin(angle))
            if ahead > 2 and (best is None or ahead + _SIDEWAYS * aside < best[0]):
                best = (ahead + _SIDEWAYS * aside, disc)
        if best is not None:
            best[1].setFocus(Qt.FocusReason.OtherFocusReason)

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Rings, their names, lines, and the person in the middle."""
        drawing, scene = self.drawing, self.scene
        if drawing is None or scene is None:
            return
        painter = smooth(self, turns=False)  # places are places
        for band, colour in zip(drawing.bands, self.theme.tokens.bands, strict=True):
            painter.setPen(QPen(self.theme.colour("line"), 1))
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(QRectF(*band.box), band.corner, band.corner)
        for aim, curve in zip(self._aims, drawing.curves, strict=True):
            self._paint_aim(painter, aim, curve)
        for ring in Ring:
            self._paint_title(painter, drawing, ring)
        self._paint_her(painter, drawing, scene)

    def _paint_title(self, painter: QPainter, drawing: Drawing, ring: Ring) -> None:
        box = drawing.titles.get(ring.value)
        if box is None:
            return
        theme = self.theme
        laid = lay_out(
            self._title(ring),
            theme.font("label"),
            theme.line_height("label"),
            box.w + 4,
            wrap=False,
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._ground(box.centre()))
        painter.drawRoundedRect(QRectF(*box.shrunk(-4, 0)), 4, 4)
        painter.setPen(theme.colour("ink2"))
        laid.layout.draw(painter, QPointF(box.x, box.y))

    def _paint_her(self, painter: QPainter, drawing: Drawing, scene: Scene) -> None:
        theme, radius = self.theme, self.theme.px(HER) / 2
        middle = QPointF(drawing.person.x, drawing.person.y)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        painter.drawEllipse(middle, radius, radius)
        box = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
        font = theme.font("panel")
        painter.setFont(font)
        painter.setPen(theme.colour("on_accent"))
        told = painter.fontMetrics().elidedText(
            scene.person.who, Qt.TextElideMode.ElideRight, int(radius * 1.8)
        )
        backwards = runs_backwards(told)  # an alias keeps its own direction, whatever the window's
        way = Qt.LayoutDirection.RightToLeft if backwards else Qt.LayoutDirection.LeftToRight
        painter.setLayoutDirection(way)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, told)

    def _paint_aim(self, painter: QPainter, aim: Aim, curve: Curve) -> None:
        width = max(1.5, 2 * self.theme.scale**0.5)
        colour = self.theme.colour("attn" if aim.standing is Standing.OPEN else "ink")
        if aim.plain:
            width, colour = 1.2, self.theme.colour("edge")
        pen = QPen(colour, width)
        if aim.standing is Standing.SUSPECTED and not aim.plain:
            pen.setDashPattern((4.5, 3.0))
        if aim.standing is Standing.OPEN and not aim.plain:
            pen.setDashPattern((0.1, 2.8))
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        start, bend, end = (QPointF(p.x, p.y) for p in curve)
        path = QPainterPath(start)
        path.quadTo(bend, end)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        if not aim.plain:
            self._paint_head(painter, bend, end, colour)

    def _paint_head(self, painter: QPainter, before: QPointF, at: QPointF, colour: QColor) -> None:
        angle = atan2(at.y() - before.y(), at.x() - before.x())
        size = _HEAD * self.theme.scale**0.5
        wings = [
            QPointF(at.x() - size * cos(angle + out), at.y() - size * sin(angle + out))
            for out in (0.42, -0.42)
        ]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(QPolygonF([at, *wings]))


def _bar(widget: QWidget) -> int:
    return widget.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, widget)


class MapView(Scrolling):
    """Scrolls a map that is higher than its place.

    A bar is shown only then, so that bar and layout cannot chase each other.
    """

    def __init__(self, theme: Theme, name: str) -> None:
        self.map = PeopleMap(theme, name)
        super().__init__(self.map)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.map.overflowed.connect(self._show_bar)

    def _show_bar(self, shown: bool) -> None:
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOn if shown else policy.ScrollBarAlwaysOff
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The map fills what can be seen."""
        super().resizeEvent(event)
        self.map.set_room(self.size())
