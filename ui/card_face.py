"""Where the words of a card stand: set by Qt, or drawn as shapes by the page engine."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.cards import CardLook
from app.domain.languages import Direction
from ui.controls.painted import smooth
from ui.fonts import card_font
from ui.text import lay_out

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent, QResizeEvent
    from PySide6.QtSvg import QSvgRenderer

    from app.domain.translation import Shown
    from app.services.showing import CardDrawer
    from ui.lines import Laid
    from ui.theme import Theme

LARGEST: Final = 88
"""Pixels of the letters at 100 %: 66 points."""

LEAST: Final = 54
"""Pixels under which no letter goes, however long the text: 40 points. It scrolls instead."""

_SMALLER: Final = 0.92
MARGIN: Final = 56
_LEADING: Final = 1.5
_OVERHANG: Final = 0.3  # ems that a first letter of Nastaliq stands out of its line
_BAND: Final = 17  # pixels of the letters of the band at 100 %
_HEIGHT = re.compile(rb'viewBox="0 0 [0-9.]+ ([0-9.]+)"')


class Face(QWidget):
    """Where the sentence stands: in the middle, or from the top when it is longer than that."""

    def __init__(self, theme: Theme, shown: Shown) -> None:
        super().__init__()
        self.theme, self.shown = theme, shown
        self._down = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def room(self) -> QSize:
        """Pixels there are for the words."""
        return QSize(max(200, self.width() - 2 * MARGIN), max(100, self.height() - 32))

    def tall(self) -> float:
        """Pixels that the words take."""
        return 0.0

    def top(self) -> float:
        """Where the words begin."""
        spare = self.height() - self.tall()
        return spare / 2 if spare > 0 else 16 - self._down

    def move_by(self, steps: int) -> None:
        """Move a text that is longer than the screen."""
        most = max(0.0, self.tall() + 32 - self.height())
        self._down = min(most, max(0.0, self._down + steps * LEAST))
        self.update()

    def largest(self) -> int:
        """Pixels of the letters before anything has to be made smaller."""
        return round(LARGEST * self.theme.scale)


class SetFace(Face):
    """Words that Qt sets, in the direction of their language whatever they begin with."""

    laid: Laid | None = None
    pixels = LARGEST
    _wide = 0.0  # pixels to which the lines were broken

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As large as there is room for."""
        super().resizeEvent(event)
        self._down = 0.0
        self.pixels = self.largest()
        while not self._fits() and self.pixels > LEAST:
            self.pixels = max(LEAST, int(self.pixels * _SMALLER))
        self._even_out()

    def _fits(self) -> bool:
        room, text = self.room(), self.shown.text
        self._wide = room.width()
        self.laid = self._lay(text, self._wide)
        words = self._lay("\n".join(text.split()), 1e6)
        return self.laid.height <= room.height() and words.width <= room.width()

    def _lay(self, text: str, width: float) -> Laid:
        font = card_font(self.shown, self.pixels, 500)
        line, backwards = round(self.pixels * _LEADING), self.shown.direction is Direction.RTL
        return lay_out(text, font, line, width, backwards=backwards)

    def _even_out(self) -> None:
        """As many lines, each about as long: no last word stands alone on a line of its own."""
        if self.laid is None or self.laid.layout.lineCount() < 2:
            return
        lines, least, most = self.laid.layout.lineCount(), 0.0, self._wide
        while most - least > self.pixels / 4:
            tried = self._lay(self.shown.text, (least + most) / 2)
            if tried.layout.lineCount() > lines or tried.width > (least + most) / 2:
                least = (least + most) / 2
            else:
                most = (least + most) / 2
        self._wide = most
        self.laid = self._lay(self.shown.text, most)

    def tall(self) -> float:
        """Pixels of all lines."""
        return float(self.laid.height) if self.laid is not None else 0.0

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The lines begin at the start of the language; the block stands in the middle."""
        if self.laid is None:
            return
        painter = QPainter(self)
        painter.setPen(self.theme.colour("ink"))
        spare = (self._wide - self.laid.width) / 2
        backwards = self.shown.direction is Direction.RTL
        left = (self.width() - self._wide) / 2 + (-spare if backwards else spare)
        self.laid.layout.draw(painter, QPointF(left, self.top()))


class DrawnFace(Face):
    """Words that the page engine drew as shapes."""

    wanted = Signal()
    _drawing: QSvgRenderer | None = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """It has another width: it has to be drawn anew."""
        super().resizeEvent(event)
        self._down = 0.0
        QTimer.singleShot(0, self, self.wanted.emit)

    def work(self, drawer: CardDrawer) -> Callable[[], bytes]:
        """What draws it, off the GUI thread, at the largest size at which it all fits."""
        shown, room, size, theme = self.shown, self.room(), self.largest(), self.theme
        ink, paper = theme.tokens.ink, theme.tokens.paper
        band = theme.px(_BAND)

        def draw() -> bytes:
            pixels = size
            while True:
                width = room.width() - round(pixels * _OVERHANG)
                look = CardLook(width, pixels, room.height(), 0, ink, paper, band)
                drawing = drawer.card_svg(shown, look)
                if _height(drawing) <= room.height() or pixels <= LEAST:
                    return drawing
                pixels = max(LEAST, int(pixels * _SMALLER**2))

        return draw

    def show_drawing(self, drawing: bytes) -> None:
        """Show what was drawn."""
        from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415 - for a few scripts alone

        self._drawing = QSvgRenderer(QByteArray(drawing), self)
        self.update()

    @property
    def is_drawn(self) -> bool:
        """Whether the drawing has come."""
        return self._drawing is not None and self._drawing.isValid()

    def tall(self) -> float:
        """Pixels of the drawing."""
        return self._drawing.viewBoxF().height() if self._drawing is not None else 0.0

    def top(self) -> float:
        """A draft begins at the top, where its band belongs."""
        return 16 - self._down if self.shown.draft else super().top()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it, as wide as it was made for."""
        if self._drawing is None:
            return
        box = self._drawing.viewBoxF()
        left = (self.width() - box.width()) / 2
        painter = smooth(self, turns=False)  # the card is for the person, as it was drawn
        self._drawing.render(painter, QRectF(left, self.top(), box.width(), box.height()))


def _height(drawing: bytes) -> float:
    """Pixels that a drawing is high, by its first line."""
    found = _HEIGHT.search(drawing[:400])
    return float(found[1]) if found else 0.0
