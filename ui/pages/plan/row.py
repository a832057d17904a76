"""One action as a row of the table. Its title is what is pressed to change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy

from app.domain.codes import ActionStatus
from app.i18n import _
from ui.controls import Painted, Stack, State
from ui.controls.painted import draw_laid
from ui.pages.plan.words import due_words, owner_words
from ui.text import plain
from ui.theme import HALO

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from PySide6.QtWidgets import QWidget

    from app.domain.case import Case
    from app.domain.plan import Action
    from ui.theme import Theme


class Title(Painted):
    """The words of an action, pressed to change it; a line under them shows where the hand is."""

    def __init__(self, theme: Theme, text: str, on_click: Callable[[], object]) -> None:
        super().__init__(theme, text)
        self.setAccessibleName(_("Change: {action}").format(action=text))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(lambda _checked=False: on_click())

    def heightForWidth(self, width: int) -> int:
        """Taller when the words wrap."""
        return self.typeset.lay(self.words, "strong", width - 2 * HALO).height + 2 * HALO

    def sizeHint(self) -> QSize:
        """All the words on one line."""
        width = self.typeset.width(self.words, "strong") + 2 * HALO + 1
        return QSize(width, self.theme.line_height("strong") + 2 * HALO)

    def minimumSizeHint(self) -> QSize:
        """The longest word."""
        longest = self.typeset.longest(self.words, "strong")
        return QSize(int(longest) + 2 + 2 * HALO, self.theme.line_height("strong") + 2 * HALO)

    def paint(self, painter: QPainter, box: QRect) -> None:
        """Words, and a line under each of them while the hand is there."""
        laid = self.typeset.lay(self.words, "strong", box.width())
        painter.setPen(self.theme.colour("ink"))
        draw_laid(painter, laid, box.left(), box.top())
        if not self._hovered:
            return
        painter.setPen(QPen(self.theme.colour("ink"), max(1, round(self.theme.scale))))
        for number in range(laid.layout.lineCount()):
            row = laid.layout.lineAt(number)
            under = round(box.top() + row.y() + row.ascent() + 3 * self.theme.scale)
            painter.drawLine(box.left(), under, box.left() + int(row.naturalTextWidth()), under)


def cells(theme: Theme, title: Title, action: Action, now: datetime) -> list[QWidget | str]:
    """The five cells of an action's row."""
    body = action.body
    what = Stack()
    what.add(title)
    if action.is_open and not action.has_owner and not body.agency:
        what.add(plain(theme, _("Nobody is named yet"), "note", "ink2"))
    else:
        what.add(plain(theme, owner_words(action), "note", "ink2"))
    return [
        what,
        _due(theme, action, now),
        _level(plain(theme, _sentence(body.triggers) or _("Nothing named"), "note")),
        _level(plain(theme, body.side_effects or _("None seen"), "note")),
        _level(_her_view(theme, action)),
    ]


def title_of(case: Case, action: Action) -> str:
    """An action's words, and whom it is for when it is about somebody."""
    about = action.entry.about
    label = case.label(about) if about else ""
    return (
        _("{who}: {action}").format(who=label, action=action.body.text)
        if label
        else (action.body.text)
    )


def _due(theme: Theme, action: Action, now: datetime) -> Stack:
    told = Stack(gap=2, margins=(0, HALO, 0, 0))
    icon, words, warn = due_words(action, now)
    told.add(State(theme, icon, words, "attn" if warn else "ink", role="strong"))
    if action.is_open and not action.has_owner:
        told.add(State(theme, "user-x", _("No owner"), "attn", role="note_strong"))
    if not action.is_open and action.body.evidence:
        told.add(plain(theme, action.body.evidence, "note", "ink2"))
    return told


def _her_view(theme: Theme, action: Action) -> QWidget:
    said = action.body.her_view.strip()
    if said:
        quoted = said if said.startswith("“") else f"“{said}”"
        return plain(theme, quoted, "note_strong")
    if action.body.status is not ActionStatus.OPEN:
        return plain(theme, _("Not asked"), "note", "ink2")
    return plain(theme, _("Not asked yet"), "note", "attn")


def _level(cell: QWidget) -> Stack:
    """A cell whose first line stands level with the title, which keeps its halo."""
    told = Stack(margins=(0, HALO, 0, 0))
    told.add(cell)
    return told


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
