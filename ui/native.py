"""Words of any language in a window, in a face that has their letters, at their own side.

A label asks each of the windows' own fonts first, and Qt complains of each that cannot shape a
script. Here the script's own face comes first, with the windows' own after it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.direction import runs_backwards
from ui.fonts import words_font
from ui.text import lay_out
from ui.theme import HALO, TYPES

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from ui.lines import Laid
    from ui.theme import Ink, Role, Theme

_LEADING = 1.5


class NativeText(QWidget):
    """Plain words in a role's size and ink; grows down when they wrap, unless `wrap` is off."""

    stamp = 0  # another number after each change of size

    def __init__(
        self, theme: Theme, text: str, role: Role = "lead", ink: Ink = "ink", *, wrap: bool = True
    ) -> None:
        super().__init__()
        self._theme, self._text = theme, text
        self._role: Role = role
        self._ink: Ink = ink
        self._wrap = wrap
        self._backwards = runs_backwards(text)
        self._laid: dict[float, Laid] = {}  # by width, since a layout asks for the same ones often
        self.setAccessibleName(text)
        policy = QSizePolicy(
            QSizePolicy.Policy.Preferred if wrap else QSizePolicy.Policy.Minimum,
            QSizePolicy.Policy.Preferred,
        )
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._follow)

    def text(self) -> str:
        """The words."""
        return self._text

    def updateGeometry(self) -> None:
        """Tell whoever holds this; the mark is for a Spread that cannot be seen."""
        self.stamp += 1
        super().updateGeometry()

    def _follow(self) -> None:
        self._laid.clear()
        self.updateGeometry()
        self.update()

    def _lay(self, room: float) -> Laid:
        found = self._laid.get(room)
        if found is None:
            kind = TYPES[self._role]
            pixels = self._theme.px(kind.px)
            font = words_font(self._text, pixels, kind.weight)
            line = round(pixels * _LEADING)
            found = lay_out(
                self._text, font, line, room, wrap=self._wrap, backwards=self._backwards
            )
            self._laid[room] = found
        return found

    def heightForWidth(self, width: int) -> int:
        """Pixels the wrapped words need."""
        return self._lay(width - 2 * HALO).height

    def sizeHint(self) -> QSize:
        """One line, or some eight ems of several."""
        widest = self._lay(1e5 if not self._wrap else self._theme.px(360)).width
        width = int(widest) + 2 + 2 * HALO
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Words wrap at their spaces."""
        if not self._wrap:
            return self.sizeHint()
        return QSize(self._theme.px(80), self._theme.px(TYPES[self._role].px))

    def text_fits(self) -> bool:
        """Whether every line stands inside (the clipping test asks)."""
        laid = self._lay(self.width() - 2 * HALO)
        return laid.height <= self.height() and laid.width <= self.width() - 2 * HALO + 1

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the lines; `lay_out` puts those of a right-to-left script at the right."""
        painter = QPainter(self)
        painter.setPen(self._theme.colour(self._ink))
        self._lay(self.width() - 2 * HALO).layout.draw(painter, QPointF(HALO, 0))
