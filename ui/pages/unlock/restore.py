"""A damaged file: which copy is put back in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.i18n import _
from ui.controls import AnswerGroup, HeadRule, Notice, Option, Primary, Quiet, State
from ui.pages.unlock.frame import DoorPage
from ui.text import plain
from ui.when import clock, long_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from app.ports.vault import Backup
    from ui.theme import Theme


class RestorePage(DoorPage):
    """`chosen(name)` of the copy to put back; `back()`. The newest is chosen to begin with."""

    chosen = Signal(str)
    back = Signal()

    def __init__(self, theme: Theme, copies: Sequence[Backup]) -> None:
        super().__init__(theme, name=_("Put a copy back"))
        self.setObjectName("page.restore")
        self._copies = list(copies)
        self.top.add(plain(theme, _("Put a copy back"), "title"), gap=44)
        lead = _(
            "What was written after the copy will be missing. The damaged file is kept aside, "
            "so that somebody can look at it."
        )
        self.top.add(plain(theme, lead, "lead", "ink2"), gap=6)
        self._problem = Notice(theme, "", icon="circle-alert", ink="attn")
        self._problem.hide()
        self.body.add(self._problem, gap=12)
        self.body.add(HeadRule(theme, _("Copies on this laptop, newest first")), gap=20)
        options = [Option(c.name, _said(c)) for c in self._copies]
        self.list = AnswerGroup(theme, options, name=_("Copies"), shape="column")
        self.list.setObjectName("page.restore.copies")
        self.body.add(self.list, gap=8)
        self.doing = State(theme, "hourglass", "")
        self.doing.hide()
        self.body.add(self.doing, gap=8)
        self.foot.add(Quiet(theme, _("Back"), icon="arrow-left", on_click=self.back.emit))
        self.go = Primary(theme, _("Put this copy back"), on_click=self._choose)
        self.go.setObjectName("page.restore.go")
        self.foot.add_end(self.go)
        if self._copies:
            self.list.choose(self._copies[0].name)
        else:
            self.say(
                _(
                    "There is no copy beside it. Copies put on a stick or a share can be copied "
                    "into the folder “backups” by whoever looks after the laptop."
                )
            )
            self.go.setEnabled(False)
            self.go.set_reason(_("There is no copy to put back."))

    def first_focus(self) -> QWidget:
        """The newest copy."""
        return self.list.first_focus() if self._copies else self.go

    def say(self, words: str) -> None:
        """What is in the way."""
        self._problem.state.show_state("circle-alert", words, "attn")
        self._problem.setVisible(bool(words))

    def busy(self, words: str) -> None:
        """Say what is going on."""
        self.doing.show_state("hourglass", words)
        self.doing.setVisible(bool(words))
        self.go.setEnabled(not words)
        self.go.set_reason(words)

    def refuse(self, words: str, name: str) -> None:
        """This copy is not sound: say so and go to the next older one."""
        self.busy("")
        self.say(words)
        names = [c.name for c in self._copies]
        older = names[names.index(name) + 1 :] if name in names else []
        if older:
            self.list.choose(older[0])

    def _choose(self) -> None:
        name = self.list.value()
        if name:
            self.say("")
            self.chosen.emit(name)


def _said(copy: Backup) -> str:
    return _("{day}, {time}").format(day=long_day(copy.made), time=clock(copy.made))
