"""Stack: things one under another."""

from PySide6.QtWidgets import QVBoxLayout, QWidget


class Stack(QWidget):
    """Children one under another, `gap` pixels apart. Order of adding is the keyboard's order."""

    def __init__(self, *, gap: int = 0, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setSpacing(gap)
        self._column.setContentsMargins(*margins)

    def add(self, *widgets: QWidget, gap: int | None = None) -> None:
        """Add below; `gap` is extra pixels before the first of them."""
        if gap is not None:
            self._column.addSpacing(gap)
        for widget in widgets:
            self._column.addWidget(widget)

    def stretch(self) -> None:
        """Push what follows to the foot."""
        self._column.addStretch(1)

    def set_margins(self, start: int, top: int, end: int, foot: int) -> None:
        """Pixels kept free round the children."""
        self._column.setContentsMargins(start, top, end, foot)

    def count(self) -> int:
        """How many children and gaps there are."""
        return self._column.count()

    def clear(self) -> None:
        """Take everything out and let it go."""
        while self._column.count():
            item = self._column.itemAt(0)
            widget = item.widget() if item is not None else None
            if widget is None:
                self._column.takeAt(0)
            else:
                self._column.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
