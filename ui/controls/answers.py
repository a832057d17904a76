"""AnswerGroup: the answers to one prompt, chosen with the keys 1 to 9, a press, or Space.

Arrows move without choosing, so that looking at the answers writes nothing in the record.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ui.controls.painted import CAP, Painted, draw_box, draw_cap, draw_icon, draw_laid
from ui.lines import Laid
from ui.theme import HALO, Ground, Ink, Role, Theme

Shape = Literal["three", "column", "lines"]
_BAR = 6
_PAD = 18
_TICK = 24


@dataclass(frozen=True, slots=True)
class Option:
    """One answer: its closed code, its words, and what follows from it."""

    code: str
    label: str
    note: str = ""


class Answer(Painted):
    """One answer. Chosen: tick, tint, bar, thicker border and heavier words."""

    def __init__(self, theme: Theme, option: Option, number: int, shape: Shape, low: bool) -> None:
        super().__init__(theme, option.label, key=str(number) if number <= 9 else "")
        self.option = option
        self._shape = shape
        self._low = low
        self.setCheckable(True)
        self.setAccessibleDescription(option.note)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_low(self, low: bool) -> None:
        """Stand lower when the window is low."""
        if low != self._low:
            self._low = low
            self._follow()

    def _role(self) -> Role:
        return "answer_chosen" if self.isChecked() else "answer"

    def _least(self) -> int:
        """Height in pixels with one line of words."""
        if self._shape == "column":
            return max(44, self.theme.px(CAP) + 22)
        elif self._shape == "lines" and self.option.note:
            return max(
                52 if self._low else 62,
                self.theme.line_height("answer") + self.theme.line_height("note") + 14,
            )
        else:
            base = 50 if self._low else 56
        return max(base, self.theme.px(CAP) + (22 if self._low else 28))

    def _text_start(self) -> int:
        """Pixels from the box's edge to the words."""
        cap = self.theme.px(CAP) + self.theme.px(14) if self.key else 0
        return _PAD + cap

    def _note_start(self) -> int:
        return self._text_start() + self.theme.px(286)

    def _side_note(self, width: int) -> bool:
        """Whether the note stands beside the words."""
        least = self._note_start() + self.theme.px(180)
        return bool(self.option.note) and self._shape == "column" and width >= least

    def _words(self, width: int) -> tuple[Laid, Laid | None]:
        """The words and the note laid out in a widget `width` pixels wide."""
        box = width - 2 * HALO
        end = self.theme.px(_TICK) + 16
        start = self._text_start()
        side = self._side_note(width)
        room = (self._note_start() - 16 if side else box - end) - start
        words = self.typeset.lay(self.option.label, self._role(), room)
        if not self.option.note:
            return words, None
        note_room = box - end - (self._note_start() if side else start)
        return words, self.typeset.lay(self.option.note, "note", note_room)

    def heightForWidth(self, width: int) -> int:
        """Taller when the words wrap."""
        words, note = self._words(width)
        tall = words.height
        if note is not None:
            tall = max(tall, note.height) if self._side_note(width) else tall + note.height
        return max(self._least(), tall + 14) + 2 * HALO

    def box(self) -> QRect:
        """The whole cell: answers of one row are of one height, however long their words."""
        return self.rect().adjusted(HALO, HALO, -HALO, -HALO)

    def sizeHint(self) -> QSize:
        """Words on one line."""
        words = self.typeset.width(self.option.label, "answer_chosen")
        width = self._text_start() + words + self.theme.px(_TICK) + 24 + 2 * HALO
        return QSize(width, self._least() + 2 * HALO)

    def minimumSizeHint(self) -> QSize:
        """The longest word."""
        longest = self.typeset.longest(self.option.label, "answer_chosen")
        width = self._text_start() + int(longest) + self.theme.px(_TICK) + 18 + 2 * HALO
        return QSize(width, self._least() + 2 * HALO)

    def paint(self, painter: QPainter, box: QRect) -> None:
        """Box, bar, key cap, words, tick."""
        chosen = self.isChecked()
        edge: Ink = "accent" if chosen else ("ink" if self._hovered else "edge")
        fill: Ground = "accent_tint" if chosen else "sheet"
        draw_box(painter, self.theme, box, fill=fill, border=edge, thick=2 if chosen else 1)
        middle = box.center().y() + 1
        if chosen:
            bar = QRect(box.left() + 1, box.top() + 1, _BAR, box.height() - 2)
            painter.fillRect(bar, self.theme.colour("accent"))
            tick_at = box.right() - 15 - self.theme.px(_TICK)
            draw_icon(painter, self.theme, "check", tick_at, middle, _TICK, "accent")
        if self.key:
            cap_ink: Ink = "ink" if chosen else "ink2"
            draw_cap(painter, self.theme, self.key, box.left() + _PAD, middle, cap_ink, "edge")
        self._paint_words(painter, box)

    def _paint_words(self, painter: QPainter, box: QRect) -> None:
        words, note = self._words(self.width())
        start = box.left() + self._text_start()
        side = self._side_note(self.width())
        tall = words.height + (note.height if note is not None and not side else 0)
        top = box.top() + (box.height() - tall) / 2
        painter.setPen(self.theme.colour("ink"))
        draw_laid(painter, words, start, top)
        if note is None:
            return
        painter.setPen(self.theme.colour("ink2"))
        if side:
            start = box.left() + self._note_start()
            top = box.top() + (box.height() - note.height) / 2
        else:
            top += words.height
        draw_laid(painter, note, start, top)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The group sees to arrows and digits; Space on a chosen answer is left to the page."""
        group = self.parentWidget()
        if isinstance(group, AnswerGroup) and group.take_key(event, self):
            return
        if event.key() == Qt.Key.Key_Space and self.isChecked() and self.autoExclusive():
            event.ignore()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The focused answer is where Tab comes back to."""
        super().focusInEvent(event)
        group = self.parentWidget()
        if isinstance(group, AnswerGroup):
            group.rove_to(self)


class AnswerGroup(QWidget):
    """Answers to one prompt; one may be chosen, or several with `multiple`.

    They stand `three` across (at every size), in a `column` (note beside) or in `lines` (note
    below).
    `chosen(code)` is sent when a person chooses; `changed()` after any change a person makes.
    """

    chosen = Signal(str)
    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        options: Sequence[Option],
        *,
        name: str,
        shape: Shape = "three",
        multiple: bool = False,
        low: bool = False,
    ) -> None:
        super().__init__()
        self.theme = theme
        self._multiple = multiple
        self._across = 3 if shape == "three" else 1
        self.setAccessibleName(name)
        self.answers = [Answer(theme, o, n, shape, low) for n, o in enumerate(options, 1)]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing({"three": 4, "column": 0, "lines": 2}[shape])
        for at, answer in enumerate(self.answers):
            answer.setAutoExclusive(not multiple)
            answer.clicked.connect(self._pressed)
            grid.addWidget(answer, at // self._across, at % self._across)
        for column in range(self._across):
            grid.setColumnStretch(column, 1)
        if self.answers:
            self.rove_to(self.answers[0])

    # What is chosen

    def value(self) -> str | None:
        """The code chosen, or None."""
        return next(iter(self.values()), None)

    def values(self) -> tuple[str, ...]:
        """Every code chosen, in the order shown."""
        return tuple(a.option.code for a in self.answers if a.isChecked())

    def choose(self, *codes: str) -> None:
        """Show these as chosen and nothing else; sends no signal."""
        for answer in self.answers:
            answer.setAutoExclusive(False)
            answer.setChecked(answer.option.code in codes)
            answer.setAutoExclusive(not self._multiple)
        self.rove_to(self.first_focus())

    def clear(self) -> None:
        """Show nothing as chosen; sends no signal."""
        self.choose()

    def first_focus(self) -> Answer:
        """The chosen answer, or the first."""
        return next((a for a in self.answers if a.isChecked()), self.answers[0])

    def set_low(self, low: bool) -> None:
        """Stand lower when the window is low."""
        for answer in self.answers:
            answer.set_low(low)

    def _pressed(self) -> None:
        sender = self.sender()
        if isinstance(sender, Answer):
            for answer in self.answers:
                answer.update()
            self.rove_to(sender)
            self.chosen.emit(sender.option.code)
            self.changed.emit()

    # Keys

    def rove_to(self, answer: Answer) -> None:
        """Only one answer is in the tab order, so that Tab enters and leaves the group."""
        for one in self.answers:
            one.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus
                if one is answer or self._multiple
                else Qt.FocusPolicy.ClickFocus
            )

    def handle_key(self, event: QKeyEvent) -> bool:
        """Choose by digit from anywhere on the page; whether the key was one of ours."""
        for answer in self.answers:
            if answer.isEnabled() and answer.answers_to(event):
                answer.setFocus(Qt.FocusReason.ShortcutFocusReason)
                answer.click()
                return True
        return False

    def take_key(self, event: QKeyEvent, answer: Answer) -> bool:
        """Arrows from an answer, and digits; whether the key was one of ours."""
        backwards = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        sideways = -1 if backwards else 1
        steps = {
            Qt.Key.Key_Right.value: sideways,
            Qt.Key.Key_Left.value: -sideways,
            Qt.Key.Key_Down.value: self._across,
            Qt.Key.Key_Up.value: -self._across,
        }
        step = steps.get(event.key())
        if step is None:
            return self.handle_key(event)
        to = self.answers.index(answer) + step
        if 0 <= to < len(self.answers):
            self.answers[to].setFocus(Qt.FocusReason.OtherFocusReason)
        return True
