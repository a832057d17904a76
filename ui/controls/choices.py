"""ChoiceField and Check: one of a closed list, and one thing that is so or not."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.controls.fields import Field
from ui.controls.menu import Menu, MenuItem
from ui.controls.painted import Painted, draw_box, draw_icon, draw_laid, draw_line
from ui.theme import HALO, Theme

_PAD: Final = 13


class _ChoiceButton(Painted):
    """The box of a ChoiceField: what is chosen and a chevron."""

    def __init__(self, theme: Theme, label: str) -> None:
        super().__init__(theme, label)
        self.shown = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for what is chosen."""
        words = self.typeset.width(self.shown or "–", "body")
        width = words + self.theme.px(20) + 2 * _PAD + 20
        return QSize(max(width, self.theme.px(160)) + 2 * HALO, self.theme.tall(48) + 2 * HALO)

    def heightForWidth(self, _width: int) -> int:
        """One line always."""
        return self.sizeHint().height()

    def paint(self, painter: QPainter, box: QRect) -> None:
        """Box, words, chevron."""
        draw_box(painter, self.theme, box, border="ink" if self._hovered else "edge")
        words = box.adjusted(_PAD, 0, -_PAD - self.theme.px(24), 0)
        shown = self.shown or "–"
        draw_line(painter, self.theme, shown, "body", "ink", words, typeset=self.typeset)
        at = box.right() - _PAD + 2 - self.theme.px(20)
        draw_icon(painter, self.theme, "chevron-down", at, box.center().y() + 1, 20, "ink2")


class ChoiceField(Field):
    """One of a closed list, picked from a menu."""

    chosen = Signal(str)

    def __init__(
        self, theme: Theme, label: str, items: Sequence[MenuItem], *, value: str = ""
    ) -> None:
        super().__init__(theme, label)
        self._items = tuple(items)
        self._value = ""
        self.button = _ChoiceButton(theme, label)
        self.label.setBuddy(self.button)
        self.button.clicked.connect(self._open)
        self._finish(self.button)
        self.choose(value)

    def value(self) -> str:
        """The code chosen, or an empty string."""
        return self._value

    def text(self) -> str:
        """The words of what is chosen."""
        return self.button.shown

    def choose(self, code: str) -> None:
        """Show this as chosen; sends no signal."""
        words = {item.code: item.label for item in self._items}
        self._value = code if code in words else ""
        self.button.shown = words.get(code, "")
        self.button.setAccessibleName(self.name)
        self.button.setAccessibleDescription(self.button.shown)
        self.button.updateGeometry()
        self.button.update()

    def set_items(self, items: Sequence[MenuItem]) -> None:
        """Offer these from now on; what is chosen stays if it is among them."""
        self._items = tuple(items)
        self.choose(self._value)

    def first_focus(self) -> QWidget:
        """The button."""
        return self.button

    def _open(self) -> None:
        items = [MenuItem(i.code, i.label, i.note, i.code == self._value) for i in self._items]
        menu = Menu(self.theme, items, name=self.name)
        menu.picked.connect(self._picked)
        menu.open_at(self.button)

    def _picked(self, code: str) -> None:
        self.choose(code)
        self.chosen.emit(code)
        self.edited.emit(self.text())


class Check(Painted):
    """A box to tick. `toggled(bool)` is sent at each change."""

    def __init__(self, theme: Theme, text: str, *, checked: bool = False) -> None:
        super().__init__(theme, text)
        self.setCheckable(True)
        self.setChecked(checked)

    def _beside(self) -> int:
        return self.theme.px(22) + 10 + 4

    def sizeHint(self) -> QSize:
        """The words on one line."""
        width = self.typeset.width(self.words, "body") + self._beside() + 2
        return QSize(width + 2 * HALO, self.theme.tall(32) + 2 * HALO)

    def minimumSizeHint(self) -> QSize:
        """The words may wrap."""
        hint = self.sizeHint()
        return QSize(min(self.theme.px(120), hint.width()), hint.height())

    def heightForWidth(self, width: int) -> int:
        """Taller when the words wrap."""
        room = width - 2 * HALO - self._beside()
        laid = self.typeset.lay(self.words, "body", room)
        return max(self.theme.tall(32), laid.height + 10) + 2 * HALO

    def paint(self, painter: QPainter, box: QRect) -> None:
        """Box, tick, words."""
        side = self.theme.px(22)
        square = QRect(box.left() + 2, box.center().y() + 1 - side // 2, side, side)
        on = self.isChecked()
        draw_box(
            painter,
            self.theme,
            square,
            fill="accent_tint" if on else "sheet",
            border="accent" if on else "edge",
            thick=2 if on else 1,
        )
        if on:
            at = square.left() + (side - self.theme.px(18)) // 2
            draw_icon(painter, self.theme, "check", at, square.center().y() + 1, 18, "accent")
        room = box.adjusted(self._beside(), 0, 0, 0)
        laid = self.typeset.lay(self.words, "body", room.width())
        painter.setPen(self.theme.colour("ink"))
        top = room.top() + (room.height() - laid.height) / 2
        draw_laid(painter, laid, room.left(), top)
