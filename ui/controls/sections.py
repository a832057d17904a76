"""Sections: the parts of a conversation with “2 of 9” or a tick. Never a percentage or a bar."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QSizePolicy

from app.i18n import _
from ui.controls.painted import Painted, draw_icon, draw_laid, draw_line
from ui.controls.stack import Stack
from ui.theme import HALO, Ink, Role, Theme

_HEIGHT: Final = 28
_START: Final = 24
_END: Final = 12
_BAR: Final = 4


@dataclass(frozen=True, slots=True)
class Section:
    """One section: its code, its words, prompts answered and prompts in all."""

    code: str
    label: str
    done: int = 0
    total: int = 0

    @property
    def progress(self) -> str:
        """“2 of 9”; nothing before it is begun."""
        if not self.done:
            return ""
        return _("{done} of {total}").format(done=self.done, total=self.total)

    @property
    def whole(self) -> bool:
        """Whether every prompt has an answer."""
        return self.total > 0 and self.done >= self.total


class SectionRow(Painted):
    """One section in the list; as wide as the list, so that the bar stands at the window's edge."""

    def __init__(self, theme: Theme, section: Section, *, current: bool) -> None:
        super().__init__(theme, section.label)
        self.section = section
        self.current = current
        self.setCheckable(True)
        self.setChecked(current)
        self._describe()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_section(self, section: Section) -> None:
        """Show the same section with another progress, or another in its place."""
        if section == self.section:
            return
        self.section = section
        self.set_words(section.label)
        self._describe()
        self._follow()

    def _describe(self) -> None:
        told = _("done") if self.section.whole else self.section.progress
        self.setAccessibleDescription(told)

    def sizeHint(self) -> QSize:
        """Words and progress on one line."""
        words = self.typeset.width(self.section.label, "note_strong")
        width = _START + words + 6 + self._end() + _END + 2 * HALO
        return QSize(width, self.theme.tall(_HEIGHT) + 2 * HALO)

    def minimumSizeHint(self) -> QSize:
        """The longest word, or the progress where that is wider."""
        word = int(self.typeset.longest(self.section.label, "note_strong")) + 2
        width = _START + max(word, self._end()) + _END + 2 * HALO
        return QSize(width, self.theme.tall(_HEIGHT) + 2 * HALO)

    def heightForWidth(self, width: int) -> int:
        """One line where there is room; in a language with longer words, more."""
        least = self.theme.tall(_HEIGHT) + 2 * HALO
        room = width - 2 * HALO - _START - _END
        if self.sizeHint().width() <= width:
            return least
        line = self.theme.line_height("note_strong")
        words = self.typeset.lay(self.section.label, "note_strong", room).height
        return max(least, least - line + words + (line if self._end() else 0))

    def _end(self) -> int:
        """Pixels of what stands at the end: the count."""
        progress = self.section.progress
        return self.typeset.width(progress, "provenance") if progress else 0

    def box(self) -> QRect:
        """The whole row, less the ring's room."""
        return self.rect().adjusted(HALO, HALO, -HALO, -HALO)

    def paint(self, painter: QPainter, box: QRect) -> None:
        """Bar when current, words, tick or count."""
        theme, section = self.theme, self.section
        if self.current:
            painter.fillRect(0, HALO + 2, _BAR, box.height() - 4, theme.colour("accent"))
        elif self._hovered:
            painter.fillRect(box, theme.colour("accent_tint"))
        line = QRect(box.left() + _START, box.top(), box.width() - _START - _END, box.height())
        begun = self.current or section.done > 0
        role: Role = "note_strong" if self.current else "note"
        ink: Ink = "ink" if begun else "ink2"
        line = self._words(painter, line, role, ink)
        if section.whole:
            at = line.right() + 1 - theme.px(18)
            draw_icon(painter, theme, "check", at, line.center().y() + 1, 18, "ink")
        elif section.progress:
            role = "label" if self.current else "provenance"
            tone: Ink = "ink" if self.current else "ink2"
            draw_line(
                painter, theme, section.progress, role, tone, line,
                align_end=True, typeset=self.typeset,
            )  # fmt: skip

    def _words(self, painter: QPainter, line: QRect, role: Role, ink: Ink) -> QRect:
        """Draw the section's words; where the progress goes: beside them, or below."""
        label, theme = self.section.label, self.theme
        if self.sizeHint().width() <= self.width():
            draw_line(painter, theme, label, role, ink, line, typeset=self.typeset)
            return line
        laid = self.typeset.lay(label, role, line.width())
        painter.setPen(theme.colour(ink))
        top = line.top() + (theme.tall(_HEIGHT) - theme.line_height(role)) // 2
        draw_laid(painter, laid, line.left(), top)
        below = line.bottom() - theme.line_height(role) - top + line.top()
        return QRect(line.left(), below, line.width(), theme.line_height(role))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down walk the list without going there."""
        step = {Qt.Key.Key_Down.value: 1, Qt.Key.Key_Up.value: -1}.get(event.key())
        parent = self.parentWidget()
        if step is None or not isinstance(parent, Sections):
            super().keyPressEvent(event)
            return
        to = parent.rows.index(self) + step
        if 0 <= to < len(parent.rows):
            parent.rows[to].setFocus(Qt.FocusReason.OtherFocusReason)


class Sections(Stack):
    """The list of sections; `picked(code)` when one is pressed."""

    picked = Signal(str)

    def __init__(self, theme: Theme, sections: Sequence[Section], *, current: str = "") -> None:
        super().__init__()
        self.theme = theme
        self.setAccessibleName(_("Sections"))
        self.rows: list[SectionRow] = []
        self._sections: tuple[Section, ...] = ()
        self._current = current
        self.set_sections(sections)

    def set_sections(self, sections: Sequence[Section]) -> None:
        """Show these, with their progress."""
        if tuple(sections) == self._sections:
            return
        same = [s.code for s in sections] == [s.code for s in self._sections]
        self._sections = tuple(sections)
        if same:
            for row, section in zip(self.rows, sections, strict=True):
                row.show_section(section)
            return
        had = next((r.section.code for r in self.rows if r.hasFocus()), None)
        self.clear()
        self.rows = [SectionRow(self.theme, s, current=s.code == self._current) for s in sections]
        for row in self.rows:
            row.clicked.connect(self._pressed)
            self.add(row)
            if row.section.code == had:
                row.setFocus(Qt.FocusReason.OtherFocusReason)
        self._rove()

    def set_current(self, code: str) -> None:
        """Mark the section being asked."""
        if code == self._current and all(r.current == (r.section.code == code) for r in self.rows):
            return
        self._current = code
        for row in self.rows:
            row.current = row.section.code == code
            row.setChecked(row.current)
            row.update()
        self._rove()

    def _rove(self) -> None:
        """One row is in the tab order; arrows reach the rest."""
        stop = next((r for r in self.rows if r.current), self.rows[0] if self.rows else None)
        for row in self.rows:
            row.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if row is stop else Qt.FocusPolicy.ClickFocus
            )

    def _pressed(self) -> None:
        row = self.sender()
        if isinstance(row, SectionRow):
            row.setChecked(row.current)
            self.picked.emit(row.section.code)
