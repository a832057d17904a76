"""Text on screen: the one place that makes labels, always plain text, with leading.

A `Label` keeps its text and role, wraps with QTextLayout and places its lines itself, so that
leading is even at every size. No other module may make a QLabel (a repository test looks).
"""

import re
from typing import Final, TypeVar

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QSizePolicy

from app.domain.direction import runs_backwards
from ui.lines import Laid, evened, leaves_one_word, placed
from ui.theme import HALO, Ink, Role, Theme

MEASURE = 75
"""The most characters on a line of running text."""

FAR: Final = re.compile("[\u0900-\u1dff][\u0900-\u1dff\u200c\u200d]*")
"""Letters of scripts that the windows' own fonts have not: Bengali, Tamil, Ethiopic and others."""


def lay_out(
    text: str,
    font: QFont,
    line_height: int,
    width: float,
    *,
    wrap: bool = True,
    align_end: bool = False,
    backwards: bool | None = None,
) -> Laid:
    """Wrap `text` to `width` pixels with lines `line_height` apart (more if a script needs it).

    Right-to-left text stands at its own start, whatever the direction of the window. Its first
    letter tells, unless `backwards` does.
    """
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    option = QTextOption()
    backwards = runs_backwards(text) if backwards is None else backwards
    option.setTextDirection(
        Qt.LayoutDirection.RightToLeft if backwards else Qt.LayoutDirection.LeftToRight
    )
    option.setWrapMode(
        QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere if wrap else QTextOption.WrapMode.NoWrap
    )
    at_right = backwards != align_end
    option.setAlignment(
        (Qt.AlignmentFlag.AlignRight if at_right else Qt.AlignmentFlag.AlignLeft)
        | Qt.AlignmentFlag.AlignAbsolute
    )
    layout.setTextOption(option)
    if FAR.search(text):
        from ui.fonts import own_faces  # noqa: PLC0415 - the first window has no such letters

        layout.setFormats(own_faces(text, font))
    layout.setCacheEnabled(True)
    laid = placed(layout, line_height, max(1.0, width))
    return laid if at_right or not leaves_one_word(laid) else evened(laid, line_height, width)


_KEPT: Final = 8
"""Layouts that one control keeps: the widths that a page tries while it is laid out."""


class Typeset:
    """One control's words as they were last set, so that nothing is laid out twice.

    Everything is kept under all that it depends on, the text size too, so that nothing has to
    be forgotten when something changes. It goes with its control, and the words with it.
    """

    __slots__ = ("_laid", "_theme", "_wide")

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._laid: dict[tuple[str, Role, float, bool, bool, float], Laid] = {}
        self._wide: dict[tuple[str, Role, bool, float], float] = {}

    def lay(
        self, text: str, role: Role, width: float, *, wrap: bool = True, align_end: bool = False
    ) -> Laid:
        """The text in a role, wrapped to `width` pixels (see `lay_out`)."""
        theme = self._theme
        key = (text, role, width, wrap, align_end, theme.scale)
        laid = self._laid.get(key)
        if laid is None:
            line = theme.line_height(role)
            laid = lay_out(text, theme.font(role), line, width, wrap=wrap, align_end=align_end)
            _keep(self._laid, key, laid)
        return laid

    def wide(self, text: str, role: Role) -> float:
        """Pixels of the text on one line; of the longest line when it has several."""
        return self._widest(text, role, words=False)

    def width(self, text: str, role: Role) -> int:
        """The same in whole pixels, rounded up."""
        return int(self.wide(text, role)) + 1

    def longest(self, text: str, role: Role) -> float:
        """Pixels of the longest word."""
        return self._widest(text, role, words=True)

    def _widest(self, text: str, role: Role, *, words: bool) -> float:
        key = (text, role, words, self._theme.scale)
        wide = self._wide.get(key)
        if wide is None:
            metrics = QFontMetricsF(self._theme.font(role))
            parts = text.split() if words else text.split("\n")
            wide = max((metrics.horizontalAdvance(part) for part in parts), default=0.0)
            _keep(self._wide, key, wide)
        return wide


_K = TypeVar("_K")
_V = TypeVar("_V")


def _keep(kept: dict[_K, _V], key: _K, value: _V) -> None:
    """Keep one more, and let the oldest go when there are too many."""
    if len(kept) >= _KEPT:
        del kept[next(iter(kept))]
    kept[key] = value


class Label(QLabel):
    """Plain text in a role. Read by a screen reader as its text; grows down when it wraps.

    The text is indented by the halo, so that it stands in line with the edges of controls.
    `selectable` lets the text be marked with the mouse and copied (off by default: case text
    should not reach the clipboard by accident).
    """

    stamp = 0  # another number after each change of size

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        role: Role = "body",
        ink: Ink = "ink",
        *,
        wrap: bool = True,
        measure: int = MEASURE,
        indent: int = HALO,
        align_end: bool = False,
        selectable: bool = False,
    ) -> None:
        super().__init__()
        self._measure = measure
        self._theme = theme
        self._role: Role = role
        self._ink: Ink = ink
        self._wrap = wrap
        self._indent = indent
        self._align_end = align_end
        self._selectable = selectable
        self._said: str | None = None
        self._set = Typeset(theme)
        self._marked = (0, 0)
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy(
            QSizePolicy.Policy.Preferred if wrap else QSizePolicy.Policy.Minimum,
            QSizePolicy.Policy.Preferred,
        )
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        self.setWordWrap(wrap)  # else QLabel takes height-for-width back at each setText
        if selectable:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.IBeamCursor)
        theme.changed.connect(self._follow)
        self.setText(text)

    # What it says and how

    def setText(self, text: str) -> None:
        """Show another text; its accessible name follows."""
        if self._marked != (0, 0):
            self._marked = (0, 0)
            self.update()
        if text != self._said:
            self._said = text
            super().setText(text)
            self.setAccessibleName(text)
            self._follow()

    @property
    def role(self) -> Role:
        """The role the text is set in."""
        return self._role

    @property
    def ink(self) -> Ink:
        """The ink the text is painted in."""
        return self._ink

    def set_ink(self, ink: Ink) -> None:
        """Paint in another ink."""
        if ink != self._ink:
            self._ink = ink
            self.update()

    def set_role(self, role: Role) -> None:
        """Set in another role."""
        if role != self._role:
            self._role = role
            self._follow()

    def updateGeometry(self) -> None:
        """Tell whoever holds this; the mark is for a Spread that cannot be seen."""
        self.stamp += 1
        super().updateGeometry()

    def _follow(self) -> None:
        self.setFont(self._theme.font(self._role))
        self.updateGeometry()
        self.update()

    # Room

    def _lay(self, width: int) -> Laid:
        room = float(width - 2 * self._indent)
        if self._wrap and self._measure and not self._align_end:
            room = min(room, self._theme.letter_width(self._role) * self._measure)
        return self._set.lay(
            self._said or "", self._role, room, wrap=self._wrap, align_end=self._align_end
        )

    def heightForWidth(self, width: int) -> int:
        """Pixels the wrapped text needs."""
        return self._lay(width).height if self._wrap else -1

    def sizeHint(self) -> QSize:
        """One line if there is room for it."""
        widest = self._set.wide(self._said or "", self._role)
        if self._wrap and self._measure:
            widest = min(widest, self._theme.letter_width(self._role) * self._measure)
        width = int(widest) + 2 + 2 * self._indent
        return QSize(width, self._lay(width).height)

    def minimumSizeHint(self) -> QSize:
        """The longest word; when it does not wrap, the whole line."""
        if not self._wrap:
            return self.sizeHint()
        longest = self._set.longest(self._said or "", self._role)
        limit = self._theme.letter_width(self._role) * 24
        return QSize(
            int(min(longest, limit)) + 2 + 2 * self._indent, self._theme.line_height(self._role)
        )

    def text_fits(self) -> bool:
        """Whether every line of the text is inside the widget (the clipping test asks)."""
        laid = self._lay(self.width())
        room = self.width() - 2 * self._indent
        return laid.height <= self.height() and laid.width <= room + 1

    # Painting and marking

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the lines, with what is marked behind them."""
        painter = QPainter(self)
        laid = self._lay(self.width())
        painter.setPen(self._theme.colour(self._ink))
        laid.layout.draw(painter, QPointF(self._left(laid), self._top(laid)), self._marks())
        if self._selectable and self.hasFocus():
            painter.setPen(self._theme.colour("ink"))
            painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)

    def _left(self, laid: Laid) -> float:
        """Where the text begins: a text that ends at the far side leaves room before it.

        In a window that runs from right to left, words that do not keep to its start all the same.
        """
        room = self.width() - 2 * self._indent
        backwards = runs_backwards(self.text())
        used = laid.layout.lineAt(0).width() if laid.layout.lineCount() else 0.0
        if self.isRightToLeft() and not backwards:
            before = laid.width - used if self._align_end else max(0.0, room - laid.width)
            return self._indent + before
        return self._indent + (max(0.0, room - used) if self._align_end != backwards else 0.0)

    def _top(self, laid: Laid) -> float:
        spare = self.height() - laid.height
        return spare / 2 if not self._wrap and spare > 0 else 0.0

    def _marks(self) -> list[QTextLayout.FormatRange]:
        start, end = sorted(self._marked)
        if start == end:
            return []
        mark = QTextLayout.FormatRange()
        look = QTextCharFormat()
        look.setBackground(self._theme.colour("accent"))
        look.setForeground(self._theme.colour("on_accent"))
        mark.start, mark.length, mark.format = start, end - start, look
        return [mark]

    def marked_text(self) -> str:
        """What has been marked with the mouse or Ctrl+A."""
        start, end = sorted(self._marked)
        return self.text()[start:end]

    def _place(self, event: QMouseEvent) -> int:
        laid = self._lay(self.width())
        x = event.position().x() - self._left(laid)
        y = event.position().y() - self._top(laid)
        for number in range(laid.layout.lineCount()):
            line = laid.layout.lineAt(number)
            if y < line.y() + line.height() or number == laid.layout.lineCount() - 1:
                return int(line.xToCursor(x))
        return 0

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin marking, when the text may be copied."""
        if not self._selectable:
            event.ignore()
            return
        at = self._place(event)
        self._marked = (at, at)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark as far as the mouse."""
        if not self._selectable:
            event.ignore()
            return
        self._marked = (self._marked[0], self._place(event))
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+A marks all, Ctrl+C copies what is marked."""
        if self._selectable and event.matches(QKeySequence.StandardKey.SelectAll):
            self._marked = (0, len(self.text()))
            self.update()
        elif self._selectable and event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.marked_text())
        else:
            event.ignore()


def plain(
    theme: Theme,
    text: str,
    role: Role = "body",
    ink: Ink = "ink",
    *,
    wrap: bool = True,
    measure: int = MEASURE,
    indent: int = HALO,
    align_end: bool = False,
    selectable: bool = False,
) -> Label:
    """A plain-text label: the only way text that is not typed gets on to the screen."""
    return Label(
        theme,
        text,
        role,
        ink,
        wrap=wrap,
        measure=measure,
        indent=indent,
        align_end=align_end,
        selectable=selectable,
    )
