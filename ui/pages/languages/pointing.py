"""The screen to point at: each language by its own name, large, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.controls import Painted, Panel, Scrolling
from ui.controls.painted import draw_box, turned_back
from ui.fonts import name_font
from ui.text import lay_out
from ui.theme import HALO, MARGIN

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent

    from app.domain.languages import Language, Languages
    from ui.lines import Laid
    from ui.theme import Ink, Theme

_PIXELS: Final = 34
_TALL: Final = 92
_WIDE: Final = 300
_STEPS: Final[dict[int, tuple[int, int]]] = {
    Qt.Key.Key_Right.value: (0, 1), Qt.Key.Key_Left.value: (0, -1),
    Qt.Key.Key_Down.value: (1, 0), Qt.Key.Key_Up.value: (-1, 0),
}  # fmt: skip


class PointingScreen(Panel):
    """Native names in the order of need. `chosen(tag)` is sent for the one pressed.

    Arrows walk, Enter and Space press, Esc sends `left`. Nothing on it is in English: the person
    reads it. A screen reader, which speaks to the worker, says the English name too.
    """

    chosen = Signal(str)
    left = Signal()

    def __init__(self, languages: Languages, theme: Theme) -> None:
        super().__init__(theme, "paper")
        self.theme = theme
        self.setObjectName("pointing")
        self.tiles = [LanguageTile(theme, one) for one in languages.all if one.native and one.font]
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(MARGIN, 16, MARGIN, 16)
        self._grid.setSpacing(4)
        self._columns = 0
        for tile in self.tiles:
            tile.clicked.connect(lambda _checked=False, tag=tile.tag: self.chosen.emit(tag))
            tile.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._scroll = Scrolling(inside)
        column.addWidget(self._scroll)
        self._arrange(3)

    def first_focus(self) -> QWidget:
        """The language that is needed most often."""
        return self.tiles[0]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many side by side as there is room for."""
        super().resizeEvent(event)
        room = self.width() - 2 * MARGIN
        self._arrange(max(1, min(4, room // self.theme.px(_WIDE))))

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for tile in self.tiles:
            self._grid.removeWidget(tile)
        for at, tile in enumerate(self.tiles):
            self._grid.addWidget(tile, at // columns, at % columns)
        for column in range(4):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Arrows go to the next name, and Esc leaves; the tiles know nothing of each other."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(watched, LanguageTile):
            return False
        return self._walk(watched, event)  # type: ignore[arg-type]

    def _walk(self, tile: LanguageTile, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.left.emit()
            return False  # Esc twice still covers
        step = _STEPS.get(key)
        if step is None:
            return False
        to = self.tiles.index(tile) + step[0] * self._columns + step[1]
        if 0 <= to < len(self.tiles):
            self.tiles[to].setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.bring(self.tiles[to])
        return True


class LanguageTile(Painted):
    """One language by its own name, in its own script and direction."""

    def __init__(self, theme: Theme, language: Language) -> None:
        super().__init__(theme, language.native)
        self.tag = language.tag
        self._language = language
        self._backwards = language.direction == "rtl"
        self._kept: dict[tuple[int, float], Laid] = {}
        self.setObjectName(f"pointing.{language.tag}")
        self.setAccessibleName(f"{language.native}, {language.english}")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _laid(self, width: int) -> Laid:
        key = (width, self.theme.scale)
        if key not in self._kept:
            pixels = self.theme.px(_PIXELS)
            font = name_font(self._language, pixels)
            room = max(80, width - 2 * HALO - 2 * self.theme.px(16))
            line = round(pixels * 1.4)
            laid = lay_out(self.words, font, line, room, backwards=self._backwards)
            self._kept[key] = laid
        return self._kept[key]

    def sizeHint(self) -> QSize:
        """Wide enough for most names."""
        return QSize(self.theme.px(_WIDE), self.heightForWidth(self.theme.px(_WIDE)))

    def minimumSizeHint(self) -> QSize:
        """Names wrap at their spaces."""
        wide = self.theme.px(150)
        return QSize(wide, self.theme.tall(_TALL) + 2 * HALO)

    def heightForWidth(self, width: int) -> int:
        """Taller when the name wraps."""
        return max(self.theme.tall(_TALL), self._laid(width).height + 24) + 2 * HALO

    def box(self) -> QRect:
        """All there is: names of one row stand in boxes of one height."""
        return self.rect().adjusted(HALO, HALO, -HALO, -HALO)

    def paint(self, painter: QPainter, box: QRect) -> None:
        """A box with the name in its middle."""
        edge: Ink = "ink" if self._hovered else "edge"
        draw_box(painter, self.theme, box, border=edge)
        laid = self._laid(self.width())
        painter.setPen(self.theme.colour("ink"))
        room = max(80, self.width() - 2 * HALO - 2 * self.theme.px(16))
        spare = (room - laid.width) / 2
        left = HALO + self.theme.px(16) + (-spare if self._backwards else spare)
        top = box.top() + (box.height() - laid.height) / 2
        with turned_back(painter, HALO + self.theme.px(16), room):
            laid.layout.draw(painter, QPointF(left, top))
