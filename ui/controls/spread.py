"""Spread: things side by side, some at the end, that fall to the next line when room is short."""

from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


@dataclass(slots=True)
class _Known:
    """What a Spread has said of its size, and on what; good until a child changes.

    `told`: whether the Spread is told of such changes, as only what can be seen is.
    """

    told: bool
    marks: tuple[object, ...] | None = None  # what the children were, when it is not told
    size: QSize | None = None
    least: QSize | None = None
    heights: dict[int, int] = field(default_factory=dict[int, int])
    hints: dict[QWidget, QSize] = field(default_factory=dict[QWidget, QSize])


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
        self._known = _Known(told=False)
        self._stood: tuple[object, ...] | None = None  # the children's marks when last placed
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
            if self.isVisible() or widget.isHidden():
                widget.show()  # else it is shown with this one, and laid out only then
        self._settle()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever put into it, or all was taken out."""
        return not (self._start or self._end)

    def clear(self) -> None:
        """Take everything out."""
        for widget in (*self._start, *self._end):
            widget.hide()
            widget.deleteLater()
        self._start, self._end = [], []
        self._settle()

    def forget(self) -> None:
        """What is known of the children may be so no longer."""
        self._known = _Known(told=self.isVisible())

    def _ask(self) -> _Known:
        """What is known of the children, if it can be relied on.

        Nobody tells a Spread that cannot be seen. While a page is put together it is asked many
        times, and looks whether its children are as they were.
        """
        if self.isVisible():
            if not self._known.told:
                self.forget()
        else:
            marks = self.marks()
            if self._known.told or marks is None or marks != self._known.marks:
                self.forget()
                self._known.marks = marks
        return self._known

    def marks(self) -> tuple[object, ...] | None:
        """What changes when a child changes its size; None when there is one that has no mark."""
        marks: list[object] = []
        for widget in (*self._start, *self._end):
            if widget.isHidden():
                marks.append(None)
                continue
            mark = widget.marks() if isinstance(widget, Spread) else getattr(widget, "stamp", None)
            if mark is None:
                return None
            marks.append(mark)
        return tuple(marks)

    def _shown(self) -> list[QWidget]:
        return [w for w in (*self._start, *self._end) if not w.isHidden()]

    def _hint(self, widget: QWidget) -> QSize:
        hint = self._known.hints.get(widget)
        if hint is None:
            hint = self._known.hints[widget] = widget.sizeHint()
        return hint

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
        return sum(self._hint(w).width() for w in widgets) + self._gap * max(0, len(widgets) - 1)

    def _tall(self, widget: QWidget, width: int) -> int:
        if widget.hasHeightForWidth():
            return widget.heightForWidth(min(width, self._hint(widget).width()))
        return self._hint(widget).height()

    def heightForWidth(self, width: int) -> int:
        """Pixels for all lines."""
        heights = self._ask().heights
        if width not in heights:
            heights[width] = self._height(width)
        return heights[width]

    def _height(self, width: int) -> int:
        tall = [
            max((self._tall(w, width) for w in (*start, *end)), default=0)
            for start, end in self._lines(width)
        ]
        return sum(tall) + self._line_gap * max(0, len(tall) - 1)

    def sizeHint(self) -> QSize:
        """All on one line."""
        known = self._ask()
        if known.size is None:
            shown = self._shown()
            height = max((self._hint(w).height() for w in shown), default=0)
            known.size = QSize(self._wide(shown), height)
        return known.size

    def minimumSizeHint(self) -> QSize:
        """The widest child at its narrowest."""
        known = self._ask()
        if known.least is None:
            hints = [w.minimumSizeHint() for w in self._shown()]
            known.least = QSize(
                max((hint.width() for hint in hints), default=0),
                max((hint.height() for hint in hints), default=0),
            )
        return known.least

    def event(self, event: QEvent) -> bool:
        """A child that changed its size moves the others."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._settle()
        return super().event(event)

    def _settle(self) -> None:
        """The children are others, or of another size: stand again, and tell whoever holds us."""
        before = self._known
        self.forget()
        if not self._known.told or not self._says_the_same(before):
            self.updateGeometry()
        if self._known.told:
            self._place()
        else:
            self._stood = None

    def _says_the_same(self, before: _Known) -> bool:
        """Whether every answer given before would be given again, so that nothing moves."""
        if not before.told or before.size is None or before.least is None or not before.heights:
            return False
        return (
            self.sizeHint() == before.size
            and self.minimumSizeHint() == before.least
            and all(self.heightForWidth(w) == tall for w, tall in before.heights.items())
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the children again."""
        super().resizeEvent(event)
        if self.heightForWidth(event.size().width()) > event.size().height():
            self.updateGeometry()  # whoever holds us did not know that the lines would break
        self._place()

    def showEvent(self, event: QShowEvent) -> None:
        """Place what was added, hidden or changed while there was nobody to see it."""
        super().showEvent(event)
        self.forget()
        if self._stood is None or self._stood != self.marks():
            self._place()

    def _place(self) -> None:
        self._stood = self.marks()
        self._ask()
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
        wide = min(self._hint(widget).width(), width)
        tall = self._tall(widget, width)
        place = QPoint(width - at - wide if backwards else at, top + (line - tall) // 2)
        widget.setGeometry(place.x(), place.y(), wide, tall)
        return at + wide
