"""Timeline and Steps: what has happened, what is awaited, and what comes after."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.controls.painted import draw_icon, draw_line, smooth, turned_back
from ui.controls.stack import Stack
from ui.text import plain
from ui.theme import HALO, Ink, Theme

_NODE: Final = 22
Passed = Literal["done", "waiting", "late", "ahead"]
Walked = Literal["done", "now", "ahead"]


@dataclass(frozen=True, slots=True)
class Moment:
    """One point of a timeline: what, who and when (or until when), and how it stands."""

    title: str
    detail: str
    state: Passed = "ahead"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of setting up or of the interpreter gate."""

    title: str
    note: str = ""
    state: Walked = "ahead"


class _Node(QWidget):
    """The node of one moment and the line down to the next."""

    def __init__(self, theme: Theme, state: Passed, following: Passed | None) -> None:
        super().__init__()
        self.theme = theme
        self._state: Passed = state
        self._following = following
        theme.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.setFixedWidth(self.theme.px(_NODE) + 2 * HALO)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Line first, node over it."""
        painter = smooth(self)
        side = self.theme.px(_NODE)
        disc = QRect(HALO, 1, side, side)
        middle = disc.center()
        if self._following is not None:
            behind = self._following != "ahead" and self._state == "done"
            style = Qt.PenStyle.SolidLine if behind else Qt.PenStyle.DashLine
            painter.setPen(QPen(self.theme.colour("edge"), 2, style))
            x = middle.x() + 0.5
            painter.drawLine(QPointF(x, disc.bottom() + 2), QPointF(x, self.height()))
        self._paint_disc(painter, disc)

    def _paint_disc(self, painter: QPainter, disc: QRect) -> None:
        theme, middle = self.theme, disc.center().y() + 1
        ring = QRectF(disc).adjusted(1, 1, -1, -1)
        if self._state == "done":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("ink"))
            painter.drawEllipse(disc)
            mark = theme.px(14)
            at = disc.left() + (disc.width() - mark) // 2
            picture = theme.paper_icon("check", 14)
            with turned_back(painter, at, mark):
                painter.drawPixmap(QPointF(at, middle - mark / 2), picture)
            return
        ink: Ink = {"late": "attn", "waiting": "ink"}.get(self._state, "edge")  # type: ignore[assignment]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour(ink), 2))
        painter.drawEllipse(ring)
        if self._state != "ahead":
            at = disc.left() + (disc.width() - theme.px(14)) // 2
            draw_icon(painter, theme, "hourglass", at, middle, 14, ink)


class Timeline(Stack):
    """The steps a handover goes through, oldest first."""

    def __init__(self, theme: Theme, moments: Sequence[Moment]) -> None:
        super().__init__()
        self.theme = theme
        self.set_moments(moments)

    def set_moments(self, moments: Sequence[Moment]) -> None:
        """Show these instead."""
        self.clear()
        following: list[Passed | None] = [*(m.state for m in moments[1:]), None]
        for moment, after in zip(moments, following, strict=True):
            self.add(self._moment(moment, after))

    def _moment(self, moment: Moment, after: Passed | None) -> QWidget:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(10)
        across.addWidget(_Node(self.theme, moment.state, after))
        words = Stack(margins=(0, 0, 0, 17 if after else 0))
        ink: Ink = {"late": "attn", "ahead": "ink2"}.get(moment.state, "ink")  # type: ignore[assignment]
        words.add(plain(self.theme, moment.title, "strong", ink))
        words.add(plain(self.theme, moment.detail, "note", "ink2"))
        across.addWidget(words, 1)
        return row


class _StepMark(QWidget):
    """A tick, or the step's number."""

    def __init__(self, theme: Theme, number: int, state: Walked) -> None:
        super().__init__()
        self.theme = theme
        self._number = number
        self._state = state
        theme.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.setFixedWidth(self.theme.px(24))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Tick or number, in line with the title."""
        painter = smooth(self)
        line = self.theme.line_height("strong")
        if self._state == "done":
            draw_icon(painter, self.theme, "check", 0, line // 2 + 1, 24, "ink")
            return
        ink: Ink = "accent" if self._state == "now" else "ink2"
        box = QRect(self.theme.px(7), 0, self.theme.px(17), line)
        draw_line(painter, self.theme, str(self._number), "strong", ink, box)


class Steps(Stack):
    """A titled list of steps: ticked, now, ahead."""

    def __init__(self, theme: Theme, title: str, note: str, steps: Sequence[Step]) -> None:
        super().__init__()
        self.theme = theme
        self.add(plain(theme, title, "panel"))
        if note:
            self.add(plain(theme, note, "body", "ink2"), gap=2)
        self._list = Stack(gap=14)
        self.add(self._list, gap=28 if note else 16)
        self.set_steps(steps)

    def set_steps(self, steps: Sequence[Step]) -> None:
        """Show these instead."""
        self._list.clear()
        for number, step in enumerate(steps, 1):
            self._list.add(self._step(number, step))

    def _step(self, number: int, step: Step) -> QWidget:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(HALO, 0, 0, 0)
        across.setSpacing(8)
        across.addWidget(_StepMark(self.theme, number, step.state))
        words = Stack(gap=1)
        ink: Ink = "ink2" if step.state == "ahead" else "ink"
        words.add(plain(self.theme, step.title, "strong", ink))
        if step.note:
            words.add(plain(self.theme, step.note, "note", "ink2"))
        across.addWidget(words, 1)
        return row
