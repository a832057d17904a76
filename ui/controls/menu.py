"""Menu: a named list to pick from, drawn inside the window so that the cover can cover it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.controls.buttons import Quiet
from ui.controls.painted import Painted, Panel, draw_box, draw_icon, draw_line, smooth
from ui.controls.scrolling import Scrolling
from ui.theme import HALO, Role, Theme


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One thing to pick: its code, its words, and a second word at the end."""

    code: str
    label: str
    note: str = ""
    chosen: bool = False


class MenuRow(Painted):
    """One line of a menu."""

    def __init__(self, theme: Theme, item: MenuItem) -> None:
        super().__init__(theme, item.label)
        self.item = item
        self.setCheckable(True)
        self.setChecked(item.chosen)
        self.setAccessibleDescription(item.note)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Words, note and a tick."""
        width = self.typeset.width(self.item.label, "strong") + self.theme.px(24) + 36
        if self.item.note:
            width += self.typeset.width(self.item.note, "provenance") + 24
        return QSize(width + 2 * HALO, self.theme.tall(36) + 2 * HALO)

    def heightForWidth(self, _width: int) -> int:
        """One line always."""
        return self.sizeHint().height()

    def paint(self, painter: QPainter, box: QRect) -> None:
        """Tick, words, note."""
        theme = self.theme
        if self._hovered or self.hasFocus():
            painter.fillRect(box, theme.colour("accent_tint"))
        tick = theme.px(18)
        if self.item.chosen:
            draw_icon(painter, theme, "check", box.left() + 8, box.center().y() + 1, 18, "accent")
        words = box.adjusted(8 + tick + 8, 0, -12, 0)
        role: Role = "strong" if self.item.chosen else "body"
        draw_line(painter, theme, self.item.label, role, "ink", words)
        if self.item.note:
            draw_line(painter, theme, self.item.note, "provenance", "ink2", words, align_end=True)


class Menu(QWidget):
    """A named menu. `picked(code)` is sent for the item pressed; Esc or a press outside closes."""

    picked = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme, items: Sequence[MenuItem], *, name: str) -> None:
        super().__init__()
        self.theme = theme
        self.setAccessibleName(name)
        self._anchor: QWidget | None = None
        self._sheet = _MenuSheet(theme, items, name)
        self._sheet.setParent(self)
        self.rows = self._sheet.rows
        for row in self.rows:
            row.clicked.connect(self._pressed)
        self.hide()

    def open_at(self, anchor: QWidget) -> None:
        """Open under (or over) a control; focus goes to what is chosen, or the first."""
        window = anchor.window()
        self._anchor = anchor
        self.setParent(window)
        self.setGeometry(window.rect())
        self._sheet.setGeometry(self._place(anchor, window))
        self.show()
        self.raise_()
        chosen = next((row for row in self.rows if row.item.chosen), None)
        first = chosen or (self.rows[0] if self.rows else None)
        if first is not None:
            first.setFocus(Qt.FocusReason.PopupFocusReason)

    def _place(self, anchor: QWidget, window: QWidget) -> QRect:
        wanted = self._sheet.wanted()
        width = min(max(wanted.width(), anchor.width() - 2 * HALO), window.width() - 16)
        below = anchor.mapTo(window, QPoint(HALO, anchor.height() - HALO + 2))
        above = anchor.mapTo(window, QPoint(HALO, HALO - 2)).y()
        room_below, room_above = window.height() - below.y() - 8, above - 8
        start = max(8, min(below.x(), window.width() - width - 8))
        if wanted.height() <= room_below or room_below >= room_above:
            return QRect(start, below.y(), width, min(wanted.height(), room_below))
        height = min(wanted.height(), room_above)
        return QRect(start, above - height, width, height)

    def _pressed(self) -> None:
        row = self.sender()
        if isinstance(row, MenuRow):
            code = row.item.code
            self.close_menu()
            self.picked.emit(code)

    def close_menu(self) -> None:
        """Put the menu away; focus goes back to what opened it."""
        self.hide()
        if self._anchor is not None:
            self._anchor.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()
        self.deleteLater()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """A press outside closes."""
        self.close_menu()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home, End; Esc closes and is passed on, so that Esc Esc still covers."""
        step = {Qt.Key.Key_Down.value: 1, Qt.Key.Key_Up.value: -1}.get(event.key())
        if event.key() == Qt.Key.Key_Escape:
            self.close_menu()
            event.ignore()
        elif step is not None and self.rows:
            at = next((n for n, row in enumerate(self.rows) if row.hasFocus()), -1)
            self.rows[(at + step) % len(self.rows)].setFocus()
        elif event.key() == Qt.Key.Key_Home and self.rows:
            self.rows[0].setFocus()
        elif event.key() == Qt.Key.Key_End and self.rows:
            self.rows[-1].setFocus()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab walks the rows and stays inside."""
        at = next((n for n, row in enumerate(self.rows) if row.hasFocus()), -1)
        if self.rows:
            self.rows[(at + (1 if forward else -1)) % len(self.rows)].setFocus()
        return True


class _MenuSheet(QWidget):
    """The box the rows stand in."""

    def __init__(self, theme: Theme, items: Sequence[MenuItem], name: str) -> None:
        super().__init__()
        self.theme = theme
        self.setAccessibleName(name)
        self.rows = [MenuRow(theme, item) for item in items]
        self._inside = Panel(theme, "sheet")
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for row in self.rows:
            column.addWidget(row)
        column.addStretch(1)
        area = Scrolling(self._inside)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        around = QVBoxLayout(self)
        around.setContentsMargins(2, 4, 2, 4)
        around.addWidget(area)

    def wanted(self) -> QSize:
        """The size that shows every row."""
        inside = self._inside.sizeHint()
        return QSize(inside.width() + 24, inside.height() + 10)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A box with an ink edge."""
        draw_box(smooth(self), self.theme, self.rect(), border="ink")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on the edge does nothing."""
        event.accept()


class MenuButton(Quiet):
    """A quiet button with a chevron that opens a named menu."""

    picked = Signal(str)

    def __init__(
        self,
        theme: Theme,
        text: str,
        items: Sequence[MenuItem],
        *,
        name: str = "",
        key: str = "",
        height: int | None = None,
    ) -> None:
        super().__init__(theme, text, key=key, height=height)
        self._items = tuple(items)
        self._name = name or text
        self.clicked.connect(self._open)

    def set_items(self, items: Sequence[MenuItem]) -> None:
        """Offer these from now on."""
        self._items = tuple(items)

    def offers(self) -> tuple[str, ...]:
        """The words of what can be picked."""
        return tuple(item.label for item in self._items)

    def _beside(self) -> int:
        return super()._beside() + self.theme.px(28)

    def paint(self, painter: QPainter, box: QRect) -> None:
        """Words and a chevron."""
        super().paint(painter, box)
        side = self.theme.px(20)
        at = box.right() - self.look.pad - side
        draw_icon(painter, self.theme, "chevron-down", at, box.center().y() + 1, 20, "ink")

    def _open(self) -> None:
        menu = Menu(self.theme, self._items, name=self._name)
        menu.picked.connect(self.picked)
        menu.open_at(self)
