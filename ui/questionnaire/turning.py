"""What stands side by side, and one above the other where it is narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from ui.theme import Theme


class Turning(QWidget):
    """`across` holds the parts; under `narrow` pixels at 100 % it is a column."""

    def __init__(self, theme: Theme, narrow: int) -> None:
        super().__init__()
        self._theme = theme
        self._narrow = narrow
        self.across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        theme.changed.connect(self._turn)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack when narrow."""
        super().resizeEvent(event)
        self._turn()

    def turned(self, *, narrow: bool) -> None:
        """Override to change with the way what else differs between row and column."""

    def _turn(self) -> None:
        narrow = self._theme.one_column or self.width() < self._narrow
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self.across.direction() != way:
            self.across.setDirection(way)
            self.turned(narrow=narrow)
