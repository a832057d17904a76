"""Step three: the recovery sheet. It counts as printed when two groups were typed from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from app.i18n import _
from ui.controls import Line, LineField, Panel, Primary, Quiet, Secondary, State
from ui.controls.stack import Stack
from ui.pages.setup.frame import SHEET, StepPage
from ui.text import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.theme import Theme

_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0"})
_PAPER = 420


class SheetPage(StepPage):
    """`paper_asked()`: print it. `print_asked()`: draw and save it, to be printed elsewhere.

    The `hidden` groups then go from the screen.
    """

    paper_asked = Signal()
    print_asked = Signal()

    def __init__(
        self, theme: Theme, made: str, groups: Sequence[str], hidden: tuple[int, int]
    ) -> None:
        super().__init__(
            theme,
            SHEET,
            _("Print the recovery sheet"),
            _("It is shown once. With it, your organisation can open this laptop if you cannot."),
            _("It is in the safe: go on"),
        )
        self._groups, self._hidden, self._made = tuple(groups), hidden, made
        self._on_paper = False
        self._two = QWidget()
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._two)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(44)
        self.paper = _Paper(theme)
        left = Stack()
        left.add(self.paper)
        left.stretch()
        self._across.addWidget(left)
        self._across.addWidget(self._right(), 1)
        self.body.add(self._two, gap=16)
        self._show_groups()

    def _right(self) -> QWidget:
        theme, right = self.theme, Stack()
        self.paper_button = Primary(
            theme, _("Print the sheet"), icon="printer", on_click=self.paper_asked.emit
        )
        self.paper_button.setObjectName("page.setup.3.paper")
        self.print_button = Secondary(
            theme, _("Save it, to print it elsewhere"), icon="save", on_click=self.print_asked.emit
        )
        self.print_button.setObjectName("page.setup.3.print")
        self.by_hand = Quiet(
            theme, _("I have copied it by hand"), icon="pencil", on_click=self.is_on_paper
        )
        self.by_hand.setObjectName("page.setup.3.by-hand")
        self.saved = State(theme, "check", "")
        self.saved.hide()
        buttons = Stack()
        buttons.add(self.paper_button, self.print_button, self.by_hand)
        right.add(buttons, self.saved)
        self.check = Stack()
        self.check.add(plain(theme, _("Then type two groups from the paper"), "row"))
        why = _("They are no longer on this screen, so that the paper is known to be good.")
        self.check.add(plain(theme, why, "note", "ink2"))
        self.fields = [self._group_field(n) for n in self._hidden]
        self.check.hide()
        right.add(self.check, gap=20)
        right.stretch()
        return right

    def _group_field(self, group: int) -> LineField:
        label = _("Group {n}").format(n=group + 1)
        field = LineField(self.theme, label, width=160, limit=6)
        field.setObjectName(f"page.setup.3.group-{group + 1}")
        right = State(self.theme, "check", _("Right"), wrap=False)
        right.hide()
        field.put_beside(right)
        right.setVisible(False)

        def judge(typed: str) -> None:
            field.set_problem("")
            right.setVisible(_same(typed, self._groups[group]))

        field.edited.connect(judge)
        field.entered.connect(self.go_on)
        self.check.add(field, gap=12)
        return field

    def is_on_paper(self) -> None:
        """The sheet is out of the program's hands: two groups go from the screen."""
        if self._on_paper:
            return
        self._on_paper = True
        self._show_groups()
        self.check.show()
        self.fields[0].first_focus().setFocus()

    def say_saved(self, words: str) -> None:
        """Where the sheet went."""
        self.saved.show_state("check", words)
        self.saved.setVisible(bool(words))

    def say_problem(self, words: str) -> None:
        """Why the sheet could not be drawn or saved."""
        self.saved.show_state("circle-alert", words, "attn")
        self.saved.show()

    def in_order(self) -> bool:
        """Both groups as they stand on the paper."""
        if not self._on_paper:
            self.say_problem(_("Save and print the sheet first, or copy it by hand."))
            return False
        wrong = [
            field
            for field, group in zip(self.fields, self._hidden, strict=True)
            if not _same(field.text(), self._groups[group])
        ]
        for field in self.fields:
            problem = _("That is not what stands on the sheet.") if field in wrong else ""
            field.set_problem(problem)
        if wrong:
            wrong[0].first_focus().setFocus()
        return not wrong

    def first_focus(self) -> QWidget:
        """Print first; then the first group."""
        return self.fields[0].first_focus() if self._on_paper else self.paper_button

    def fitted(self, fit: str) -> None:
        """The paper above the fields when there is little room."""
        way = QBoxLayout.Direction
        self._across.setDirection(way.TopToBottom if fit == "single" else way.LeftToRight)

    def _show_groups(self) -> None:
        hidden = self._hidden if self._on_paper else ()
        shown = ["" if n in hidden else group for n, group in enumerate(self._groups)]
        self.paper.show_groups(self._made, shown)


class _Paper(Panel):
    """The sheet as it will look, with a hairline round it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "sheet")
        self.theme = theme
        self._stack = Stack(margins=(28, 24, 28, 16))
        around = QHBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self._stack)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.setMinimumWidth(min(self.theme.px(_PAPER), 560))
        self.setMaximumWidth(self.theme.px(_PAPER))

    def show_groups(self, made: str, groups: Sequence[str]) -> None:
        """The seven groups; an empty one is on the paper only."""
        theme, stack = self.theme, self._stack
        stack.clear()
        stack.add(plain(theme, _("Recovery sheet"), "row"))
        stack.add(plain(theme, made, "provenance", "ink2"))
        stack.add(Line(theme, heavy=True), gap=8)
        for number, group in enumerate(groups, 1):
            stack.add(self._line(number, group), gap=2)
        stack.add(Line(theme), gap=8)
        safe, letters = (
            _("In the office safe. Never with the laptop."),
            _("There is no letter I, L, O or U."),
        )
        stack.add(plain(theme, safe, "provenance", "ink2"), gap=8)
        stack.add(plain(theme, letters, "provenance", "ink2"))

    def _line(self, number: int, group: str) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        count = plain(self.theme, str(number), "provenance", "ink2", wrap=False)
        count.setMinimumWidth(self.theme.px(36))
        row.addWidget(count)
        if group:
            row.addWidget(plain(self.theme, group, "panel_large", wrap=False), 1)
        else:
            row.addWidget(plain(self.theme, _("on the paper only"), "note", "ink2", wrap=False), 1)
        line.setMinimumHeight(self.theme.line_height("panel_large") + self.theme.px(8))
        return line

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground, and a hairline."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(QPen(self.theme.colour("line"), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


def _same(typed: str, group: str) -> bool:
    return typed.strip().upper().translate(_READ_AS) == group
