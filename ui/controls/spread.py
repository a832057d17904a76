"""Spread: things side by side, some at the end, that fall to the next line when room is short."""

from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class Spread(QWidget):
    """Children in one line; those added with `add_end` stand at the far end. Wraps when narrow.

    Order of adding is the keyboard's order.
    """

    def __init__(self, *, gap: int = 8, line_gap: int = 4) -> None:
        super().__init__()
        self._gap = gap
        self._line_gap = line_gap
        self._start: list[QWidget] = []
        self._end: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, *widgets: QWidget) -> None:
        """Add at the start side."""
        self._start += widgets
        self._adopt(widgets)

    def add_end(self, *widgets: QWidget) -> None:
        """Add at the end side."""
        self._end += widgets
        self._adopt(widgets)

    def _adopt(self, widgets: tuple[QWidget, ...]) -> None:
        for widget in widgets:
            widget.setParent(self)
            widget.show()
        self._settle()

    def clear(self) -> None:
        """Take everything out."""
        for widget in (*self._start, *self._end):
            widget.hide()
            widget.deleteLater()
        self._start, self._end = [], []
        self._settle()

    def _lines(self, width: int) -> list[tuple[list[QWidget], list[QWidget]]]:
        """Each line's widgets, at the start and at the end."""
        start = [w for w in self._start if not w.isHidden()]
        end = [w for w in self._end if not w.isHidden()]
        if self._wide(start + end) <= width:
            return [(start, end)]
        lines: list[tuple[list[QWidget], list[QWidget]]] = []
        for group, at_end in ((start, False), (end, True)):
            broken = self._broken(group, width)
            lines += [([], row) if at_end else (row, []) for row in broken]
        return lines

    def _broken(self, group: list[QWidget], width: int) -> list[list[QWidget]]:
        rows: list[list[QWidget]] = []
        for widget in group:
            if rows and self._wide([*rows[-1], widget]) <= width:
                rows[-1].append(widget)
            else:
                rows.append([widget])
        return rows

    def _wide(self, widgets: list[QWidget]) -> int:
        return sum(w.sizeHint().width() for w in widgets) + self._gap * max(0, len(widgets) - 1)

    def _tall(self, widget: QWidget, width: int) -> int:
        if widget.hasHeightForWidth():
            return widget.heightForWidth(min(width, widget.sizeHint().width()))
        return widget.sizeHint().height()

    def heightForWidth(self, width: int) -> int:
        """Pixels for all lines."""
        tall = [
            max((self._tall(w, width) for w in (*start, *end)), default=0)
            for start, end in self._lines(width)
        ]
        return sum(tall) + self._line_gap * max(0, len(tall) - 1)

    def sizeHint(self) -> QSize:
        """All on one line."""
        shown = [w for w in (*self._start, *self._end) if not w.isHidden()]
        height = max((w.sizeHint().height() for w in shown), default=0)
        return QSize(self._wide(shown), height)

    def minimumSizeHint(self) -> QSize:
        """The widest child at its narrowest."""
        shown = [w for w in (*self._start, *self._end) if not w.isHidden()]
        return QSize(
            max((w.minimumSizeHint().width() for w in shown), default=0),
            max((w.minimumSizeHint().height() for w in shown), default=0),
        )

    def event(self, event: QEvent) -> bool:
        """A child that changed its size moves the others."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._settle()
        return super().event(event)

    def _settle(self) -> None:
        self.updateGeometry()
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the children again."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()
        self._place()

    def _place(self) -> None:
        width, top = self.width(), 0
        backwards = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for start, end in self._lines(width):
            tall = max((self._tall(w, width) for w in (*start, *end)), default=0)
            at = 0
            for widget in start:
                at = self._put(widget, at, top, tall, width, backwards) + self._gap
            at = max(0, width - self._wide(end))
            for widget in end:
                at = self._put(widget, at, top, tall, width, backwards) + self._gap
            top += tall + self._line_gap

    def _put(
        self, widget: QWidget, at: int, top: int, line: int, width: int, backwards: bool
    ) -> int:
        wide = min(widget.sizeHint().width(), width)
        tall = self._tall(widget, width)
        place = QPoint(width - at - wide if backwards else at, top + (line - tall) // 2)
        widget.setGeometry(place.x(), place.y(), wide, tall)
        return at + wide
