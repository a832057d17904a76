"""Stack: things one under another."""

from PySide6.QtWidgets import QVBoxLayout, QWidget


def turned(widget: QWidget, start: int, top: int, end: int, foot: int) -> tuple[int, int, int, int]:
    """Pixels kept free at the left, top, right and foot: layouts do not turn them with the rest."""
    left, right = (end, start) if widget.isRightToLeft() else (start, end)
    return left, top, right, foot


class Stack(QWidget):
    """Children one under another, `gap` pixels apart. Order of adding is the keyboard's order."""

    def __init__(self, *, gap: int = 0, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> None:
        super().__init__()
        self._last: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setSpacing(gap)
        self.set_margins(*margins)

    apart = 0
    """Pixels kept free before it, inside it, where it follows another such part (fields do)."""

    def add(self, *widgets: QWidget, gap: int | None = None) -> None:
        """Add below; `gap` is extra pixels before the first of them."""
        if gap is not None:
            self._column.addSpacing(gap)
        for widget in widgets:
            self._keep_apart(widget, gap or 0)
            self._column.addWidget(widget)
            gap = None

    def _keep_apart(self, widget: QWidget, gap: int) -> None:
        """A field’s label never stands close under the field before it; nor when that is hidden."""
        before = self._last
        self._last = widget
        if (
            isinstance(widget, Stack)
            and isinstance(before, Stack)
            and widget.apart
            and before.apart
        ):
            widget.set_margins(0, max(0, widget.apart - gap - self._column.spacing()), 0, 0)

    def stretch(self) -> None:
        """Push what follows to the foot."""
        self._column.addStretch(1)

    def set_margins(self, start: int, top: int, end: int, foot: int) -> None:
        """Pixels kept free round the children."""
        self._column.setContentsMargins(*turned(self, start, top, end, foot))

    def count(self) -> int:
        """How many children and gaps there are."""
        return self._column.count()

    def clear(self) -> None:
        """Take everything out and let it go."""
        self._last = None
        while self._column.count():
            item = self._column.itemAt(0)
            widget = item.widget() if item is not None else None
            if widget is None:
                self._column.takeAt(0)
            else:
                self._column.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
