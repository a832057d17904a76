"""Facts (label beside value) and Table (heading row with the 2 px rule). Both stack when narrow."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, cast

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.controls.painted import Line
from ui.controls.stack import Stack
from ui.text import plain
from ui.theme import Ink, Theme

Fact = tuple[str, str] | tuple[str, str, Ink, bool]
"""A label and its value; and, if it matters, the value's ink and whether it is in 600."""


class Facts(QWidget):
    """Labels beside their values; `ruled` with a hairline under each, `strong` larger."""

    def __init__(
        self,
        theme: Theme,
        facts: Sequence[Fact],
        *,
        label_width: int = 128,
        ruled: bool = False,
        strong: bool = False,
    ) -> None:
        super().__init__()
        self.theme = theme
        self._label_width = label_width
        self._ruled = ruled
        self._strong = strong
        self._narrow: bool | None = None
        self._cells: list[tuple[QWidget, QWidget, QWidget | None]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(0)
        theme.changed.connect(self._arrange)
        self.set_facts(facts)

    def set_facts(self, facts: Sequence[Fact]) -> None:
        """Show these instead."""
        for trio in self._cells:
            for widget in trio:
                if widget is not None:
                    widget.hide()
                    widget.deleteLater()
        self._cells = [self._cell(fact) for fact in facts]
        self._narrow = None
        self._arrange()

    def _cell(self, fact: Fact) -> tuple[QWidget, QWidget, QWidget | None]:
        ink: Ink = "ink"
        heavy = False
        if len(fact) == 4:
            ink, heavy = fact[2], fact[3]
        label = plain(
            self.theme, fact[0], "note_strong" if self._strong else "note",
            "ink" if self._strong and self._ruled else "ink2",
        )  # fmt: skip
        big = self._strong
        value = plain(
            self.theme,
            fact[1],
            ("strong" if heavy else "body") if big else ("note_strong" if heavy else "note"),
            ink,
            selectable=False,
        )
        return label, value, Line(self.theme) if self._ruled else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside when there is room."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        wide = self.theme.px(self._label_width)
        narrow = 0 < self.width() < wide + self.theme.px(130)
        self._grid.setColumnMinimumWidth(0, 0 if narrow else wide)
        self._grid.setColumnStretch(0, 1 if narrow else 0)
        self._grid.setColumnStretch(1, 0 if narrow else 1)
        for label, _value, _line in self._cells:
            label.setMaximumWidth(16777215 if narrow else wide)
        if narrow is self._narrow:
            return
        self._narrow = narrow
        gap = 11 if self._ruled else 8
        self._grid.setVerticalSpacing(2 if narrow else gap)
        self._grid.setContentsMargins(0, gap if self._ruled else 0, 0, 0)
        top = Qt.AlignmentFlag.AlignTop
        for number, (label, value, line) in enumerate(self._cells):
            at = 3 * number
            self._grid.addWidget(label, at, 0, top)
            self._grid.addWidget(value, at + 1 if narrow else at, 0 if narrow else 1, top)
            if line is not None:
                self._grid.addWidget(line, at + 2, 0, 1, 2)
        self._grid.invalidate()
        self.updateGeometry()


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading, least width in pixels at 100 %, and its share of what is left."""

    title: str
    width: int = 0
    stretch: int = 0


Cells = Sequence[QWidget | str]
"""What stands in a row: a text is put in body type, a widget as it is."""

_HEADING: Final = 3
"""What stands before the first row: the heading, a gap and the rule."""


class Table(Stack):
    """Rows under a heading with the 2 px rule.

    In one column each row's cells stand one under another, each with its heading.
    """

    def __init__(self, theme: Theme, columns: Sequence[Column], *, name: str = "") -> None:
        super().__init__()
        self.theme = theme
        self._columns = tuple(columns)
        self._rows: list[_TableRow] = []
        self._keyed: dict[Hashable, tuple[_TableRow, Line]] = {}
        self._narrow: bool | None = None
        self.setAccessibleName(name)
        self._head = _TableRow(theme, self._columns, [c.title for c in columns], head=True)
        self._rule = Line(theme, heavy=True)
        self.add(self._head)
        self.add(self._rule, gap=4)
        theme.changed.connect(self._arrange)

    def _widths(self) -> tuple[int, ...]:
        """Pixels of each column: all rows take the same, whatever stands in them."""
        least = [self.theme.px(c.width) - 8 for c in self._columns]
        spare = max(0, self.width() - sum(least) - 8 * (len(least) - 1))
        shares = [c.stretch for c in self._columns]
        whole = sum(shares)
        if not whole:
            return tuple(least)
        given = [w + spare * s // whole for w, s in zip(least, shares, strict=True)]
        given[-1] += max(0, spare - sum(spare * s // whole for s in shares))
        return tuple(given)

    def add_row(self, cells: Sequence[QWidget | str]) -> None:
        """A row; a text is put in body type, a widget as it is."""
        row = _TableRow(self.theme, self._columns, cells)
        self._rows.append(row)
        self.add(row, Line(self.theme))
        row.arrange(() if self._narrow else self._widths())

    def show_rows(self, wanted: Sequence[tuple[Hashable, Callable[[], Cells]]]) -> Iterator[None]:
        """Show these rows in this order; each has a key, and how its cells are made.

        A row whose key is there already stays as it is; one that is not is made at each step.
        """
        column = cast("QVBoxLayout", self.layout())
        keys = {key for key, _make in wanted}
        for key in [key for key in self._keyed if key not in keys]:
            gone = self._keyed.pop(key)
            self._rows.remove(gone[0])
            for old in gone:
                column.removeWidget(old)
                old.hide()
                old.deleteLater()
        for at, (key, make) in enumerate(wanted):
            pair = self._keyed.get(key)
            made = pair is None
            if pair is None:
                row = _TableRow(self.theme, self._columns, make())
                row.arrange(() if self._narrow else self._widths())
                self._rows.append(row)
                pair = self._keyed[key] = (row, Line(self.theme))
            if column.indexOf(pair[0]) != _HEADING + 2 * at:
                for number, part in enumerate(pair):
                    column.removeWidget(part)
                    column.insertWidget(_HEADING + 2 * at + number, part)
            if made:
                yield

    def clear_rows(self) -> None:
        """Take out every row but the heading."""
        self._rows.clear()
        self._keyed.clear()
        column = self.layout()
        while column is not None and column.count() > _HEADING:
            item = column.itemAt(_HEADING)
            widget = item.widget() if item is not None else None
            if widget is None:
                column.takeAt(_HEADING)
            else:
                column.removeWidget(widget)
                widget.hide()
                widget.deleteLater()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns when there is room."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        needed = sum(max(c.width, 90) for c in self._columns)
        narrow = 0 < self.width() < self.theme.px(needed)
        self._head.setVisible(not narrow)
        widths = () if narrow else self._widths()
        for row in (self._head, *self._rows):
            row.arrange(widths)
        if narrow is not self._narrow:
            self._narrow = narrow
            self.updateGeometry()


class _TableRow(QWidget):
    """The cells of one row, in columns or under another."""

    def __init__(
        self,
        theme: Theme,
        columns: Sequence[Column],
        cells: Sequence[QWidget | str],
        *,
        head: bool = False,
    ) -> None:
        super().__init__()
        self.theme = theme
        self._columns = columns
        self._narrow: bool | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 2 if head else 11, 0, 2 if head else 11)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(2)
        self._heads = [plain(theme, c.title, "label", "ink2") for c in columns]
        for one in self._heads:
            one.setParent(self)
            one.hide()
        self._cells = [self._made(cell, head=head) for cell in cells]

    def _made(self, cell: QWidget | str, *, head: bool) -> QWidget:
        if isinstance(cell, str):
            return plain(self.theme, cell, "label" if head else "note", "ink2" if head else "ink")
        return cell

    def minimumSizeHint(self) -> QSize:
        """No columns are so wide that the table could not be made narrower."""
        least = super().minimumSizeHint()
        return least if self._narrow else QSize(0, least.height())

    def arrange(self, widths: tuple[int, ...]) -> None:
        """Lay the cells out in columns of these pixels; one under another where there are none."""
        top = Qt.AlignmentFlag.AlignTop
        narrow = not widths
        for at in range(len(self._columns)):
            self._grid.setColumnMinimumWidth(at, 0 if narrow else widths[at])
            self._grid.setColumnStretch(at, 1 if narrow and at == 0 else 0)
        if narrow is self._narrow:
            return
        self._narrow = narrow
        for at, cell in enumerate(self._cells):
            self._heads[at].setVisible(narrow and at > 0)
            tall = self.theme.line_height("label") + 10 if narrow and at else 0
            self._grid.setRowMinimumHeight(2 * at, tall)  # apart from the cell above it
            if narrow:
                self._grid.addWidget(self._heads[at], 2 * at, 0, Qt.AlignmentFlag.AlignBottom)
                self._grid.addWidget(cell, 2 * at + 1, 0, top)
            else:
                self._grid.addWidget(cell, 0, at, top)
        self._grid.invalidate()
        self.updateGeometry()
