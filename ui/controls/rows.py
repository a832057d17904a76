"""Rows of lists: ListRow (all of it is pressed), TaskRow, DetailRow, and HeadRule over them."""

from typing import Final

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from ui.controls.painted import Line, Painted, draw_icon, draw_laid, draw_line
from ui.controls.stack import Stack, turned
from ui.controls.state import State
from ui.lines import Laid
from ui.text import plain
from ui.theme import HALO, Ink, Role, Theme

StateWords = tuple[str, str, Ink]
"""An icon's name, words, and ink."""

_LEAD: Final = 52
_PAD: Final = 7
_BAR: Final = 5
_LEAST: Final = 61
_AROUND: Final = 4
"""Pixels above and below what stands in a DetailRow."""


class ListRow(Painted):
    """Alias, what, date at the end, state or note below. 68 high; the whole row is the target.

    `chosen` marks the open one in a list: sheet ground and a petrol bar. Up and Down walk the rows.
    `lead_width` 0 puts the title straight after the alias, in 700. `inset` is pixels kept free at
    both ends, for a list that reaches the window's edge.
    """

    def __init__(
        self,
        theme: Theme,
        lead: str,
        title: str,
        *,
        when: str = "",
        state: StateWords | None = None,
        note: str = "",
        chosen: bool = False,
        lead_width: int = _LEAD,
        inset: int = 0,
    ) -> None:
        super().__init__(theme, " ".join(t for t in (lead, title) if t))
        self._lead, self._title, self._when = lead, title, when
        self._state, self._note = state, note
        self._chosen = chosen
        self._lead_width = lead_width if lead else 0
        self._inset = inset
        self._heights: dict[tuple[int, float], int] = {}
        told = (when, state[1] if state else "", note)
        self.setAccessibleDescription(", ".join(t for t in told if t))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_chosen(self, chosen: bool) -> None:
        """Mark as the open one."""
        self._chosen = chosen
        self.update()

    def _indent(self) -> int:
        return self.theme.px(self._lead_width)

    def _head(self) -> tuple[str, Role]:
        """The title, and its role."""
        if self._lead and not self._lead_width:
            return f"{self._lead}  {self._title}", "alias"
        return self._title, "body"

    def _when_width(self) -> int:
        return self.typeset.width(self._when, "provenance") + 12 if self._when else 0

    def _rows(self, width: int) -> list[tuple[str, Role, Ink, str, int]]:
        """Text, role, ink, icon, and the height of each line block."""
        text, role = self._head()
        room = width - 2 * HALO - 2 * self._inset - self._indent() - 12
        rows = [self._row(text, role, "ink", "", room - self._when_width())]
        if self._note:
            rows.append(self._row(self._note, "note", "ink2", "", room))
        if self._state is not None:
            icon, words, ink = self._state
            role = "note_strong" if ink == "attn" else "note"
            rows.append(self._row(words, role, ink, icon, room))
        return rows

    def _row(
        self, text: str, role: Role, ink: Ink, icon: str, room: int
    ) -> tuple[str, Role, Ink, str, int]:
        return text, role, ink, icon, self._laid(text, role, icon, room).height

    def _laid(self, text: str, role: Role, icon: str, room: int) -> Laid:
        beside = self.theme.px(23) if icon else 0
        return self.typeset.lay(text, role, room - beside)

    def heightForWidth(self, width: int) -> int:
        """68, or what the lines need; worked out once: a long list asks it some sixty times."""
        key = (width, self.theme.scale)
        if key not in self._heights:
            rows = self._rows(width)
            tall = sum(row[4] for row in rows) + 3 * (len(rows) - 1)
            self._heights[key] = max(_LEAST, tall + 2 * _PAD) + 2 * HALO
        return self._heights[key]

    def sizeHint(self) -> QSize:
        """Some words and the date."""
        width = (
            2 * self._inset + self._indent() + self.theme.px(160) + self._when_width() + 2 * HALO
        )
        return QSize(width, self.heightForWidth(max(width, self.width())))

    def minimumSizeHint(self) -> QSize:
        """Its width, and its least height: else a long list would end in as much empty room."""
        return QSize(self.sizeHint().width(), _LEAST + 2 * HALO)

    def paint(self, painter: QPainter, box: QRect) -> None:
        """Ground if chosen, alias, title, date, lines below."""
        theme = self.theme
        if self._chosen:
            painter.fillRect(self.rect(), theme.colour("sheet"))
            painter.fillRect(0, 0, _BAR, self.height(), theme.colour("accent"))
        elif self._hovered:
            painter.fillRect(box, theme.colour("accent_tint"))
        box = box.adjusted(self._inset, 0, -self._inset, 0)
        rows = self._rows(self.width())
        tall = sum(row[4] for row in rows) + 3 * (len(rows) - 1)
        top = box.top() + (box.height() - tall) // 2
        start = box.left() + self._indent()
        first = rows[0]
        self._paint_head(painter, box, top, first[1])
        room = box.right() - start - 11
        for text, role, ink, icon, height in rows:
            less = self._when_width() if text == first[0] else 0
            self._paint_row(painter, QPointF(start, top), room - less, (text, role, ink, icon))
            top += height + 3

    def _paint_head(self, painter: QPainter, box: QRect, top: int, role: Role) -> None:
        line = QRect(box.left(), top, box.width(), self.theme.line_height(role))
        if self._lead and self._lead_width:
            draw_line(painter, self.theme, self._lead, "alias", "ink", line, typeset=self.typeset)
        if self._when:
            draw_line(
                painter, self.theme, self._when, "provenance", "ink2", line,
                align_end=True, typeset=self.typeset,
            )  # fmt: skip

    def _paint_row(
        self, painter: QPainter, at: QPointF, room: int, row: tuple[str, Role, Ink, str]
    ) -> None:
        text, role, ink, icon = row
        laid = self._laid(text, role, icon, room)
        x = at.x()
        if icon:
            middle = round(at.y() + self.theme.line_height(role) / 2)
            draw_icon(painter, self.theme, icon, round(x), middle, 16, ink)
            x += self.theme.px(23)
        quiet = role == "note" and ink == "ink" and not icon
        painter.setPen(self.theme.colour("ink2" if quiet else ink))
        draw_laid(painter, laid, x, at.y())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down walk the rows of the same list."""
        step = {Qt.Key.Key_Down.value: 1, Qt.Key.Key_Up.value: -1}.get(event.key())
        parent = self.parentWidget()
        if step is None or parent is None:
            super().keyPressEvent(event)
            return
        rows = [r for r in parent.findChildren(ListRow) if r.isVisible() and r.isEnabled()]
        to = rows.index(self) + step if self in rows else -1
        if 0 <= to < len(rows):
            rows[to].setFocus(Qt.FocusReason.OtherFocusReason)


class HeadRule(Stack):
    """A heading in second ink with the 2 px rule under it."""

    def __init__(self, theme: Theme, text: str, role: Role = "note_strong") -> None:
        super().__init__()
        self.label = plain(theme, text, role, "ink2")
        self.add(self.label)
        self.add(Line(theme, heavy=True), gap=6)


class TaskRow(QWidget):
    """A thing that needs somebody: icon, alias, title, what is known, and what to do at the end.

    The action goes below the words when the row is narrow.
    """

    def __init__(
        self,
        theme: Theme,
        icon: str,
        lead: str,
        title: str,
        body: str,
        *,
        ink: Ink = "ink",
        action: QWidget | None = None,
    ) -> None:
        super().__init__()
        self.theme = theme
        self.action = action
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 18, 0, 18)
        self._row.setSpacing(8)
        self._row.addWidget(
            State(theme, icon, "", ink, size=24, gap=0), 0, Qt.AlignmentFlag.AlignTop
        )
        words = Stack()
        words.add(_Titled(theme, lead, title, ink))
        if body:
            words.add(plain(theme, body, "body", "ink2"), gap=2)
        inside = QWidget()
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(12)
        self._across.addWidget(words, 1)
        if action is not None:
            action.setMinimumWidth(theme.px(172))
            self._across.addWidget(action, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(inside, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside when there is room, below when there is not."""
        super().resizeEvent(event)
        narrow = event.size().width() < self.theme.px(560)
        way = QBoxLayout.Direction
        self._across.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        if self.action is not None and narrow:
            self._across.setAlignment(self.action, Qt.AlignmentFlag.AlignLeading)
        elif self.action is not None:
            self._across.setAlignment(self.action, Qt.AlignmentFlag.AlignVCenter)


class _Titled(QWidget):
    """Alias in ink and title in the state's ink, as one wrapped line."""

    def __init__(self, theme: Theme, lead: str, title: str, ink: Ink) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        if lead:
            row.addWidget(plain(theme, lead, "alias", wrap=False), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(plain(theme, title, "row", ink), 1)


class DetailRow(QWidget):
    """Icon, title, note, and words or a link at the end; the note goes below when narrow.

    All begin on one line, however many lines each takes, and none touches the rule below.
    """

    def __init__(
        self,
        theme: Theme,
        icon: str,
        title: str,
        note: str,
        *,
        end: QWidget | str | None = None,
        ink: Ink = "ink",
        title_width: int = 238,
    ) -> None:
        super().__init__()
        self.theme = theme
        self._title_width = title_width
        self.title = State(theme, icon, title, ink, role="strong", size=20, gap=12, words_ink="ink")
        self.note = plain(theme, note, "note", "ink2")
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._across.setContentsMargins(0, _AROUND, 0, _AROUND)
        self._titled, self._under, self._last = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        self._titled.addWidget(self.title, 0, Qt.AlignmentFlag.AlignTop)
        self._under.addWidget(self.note, 0, Qt.AlignmentFlag.AlignTop)
        self._across.addLayout(self._titled)
        self._across.addLayout(self._under, 1)
        self._word = isinstance(end, str)
        self.end = (
            plain(theme, end, "note_strong", "attn" if ink == "attn" else "ink", wrap=False)
            if isinstance(end, str)
            else end
        )
        if self.end is not None:
            self._last.addWidget(self.end)
            self._across.addLayout(self._last)
        theme.changed.connect(self._arrange)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns when there is room."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        wide = self.theme.px(self._title_width + 32)
        ends = self.end.sizeHint().width() if self.end is not None else 0
        narrow = self.width() < wide + self.theme.px(210) + ends
        way, side = QBoxLayout.Direction, Qt.AlignmentFlag
        self._across.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        self._across.setSpacing(0 if narrow else 8)
        # A link is taller than its words: what stands beside it begins where its words begin.
        over = (self.theme.tall(24) + 2 * HALO - self.theme.line_height("strong")) // 2
        below = self.theme.px(20) + self.theme.px(12)  # in line with the title
        self._titled.setContentsMargins(0, over, 0, 0 if narrow else over)
        self._under.setContentsMargins(
            *turned(self, below if narrow else 0, 0 if narrow else over, 0, over)
        )
        end = over if self._word and not narrow else 0
        self._last.setContentsMargins(*turned(self, below - HALO if narrow else 0, end, 0, end))
        self.title.setMinimumWidth(0 if narrow else wide)
        self.title.setMaximumWidth(16777215 if narrow else wide)
        if self.end is not None:
            at = side.AlignTop | side.AlignLeading if narrow else side.AlignTop
            self._last.setAlignment(self.end, at)
