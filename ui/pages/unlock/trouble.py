"""A refusal that fills the page: what happened, what is safe, what to do next. And waiting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.i18n import _
from ui.controls.state import State
from ui.pages.unlock.frame import DoorPage
from ui.text import plain

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.domain.errors import Refused
    from ui.theme import Theme


class TroublePage(DoorPage):
    """`again()`, `restore()` where there is a copy to put back, and `back()`.

    Where the keys are damaged: `keys()` to choose those of a copy, and `lost()` for the sheet.
    """

    again = Signal()
    restore = Signal()
    keys = Signal()
    lost = Signal()
    back = Signal()

    def __init__(
        self, theme: Theme, refused: Refused, *, can_restore: bool = False, can_go_back: bool = True
    ) -> None:
        # A page that only waits is often the first to be painted, and needs none of these.
        from ui.controls import Facts, Line, Primary, Quiet  # noqa: PLC0415
        from ui.errors import explain, log_line  # noqa: PLC0415

        super().__init__(theme, name=_("It did not open"))
        self.setObjectName("page.trouble")
        said = explain(refused)
        self.top.add(
            State(theme, "circle-alert", _("It did not open"), "attn", role="strong"), gap=44
        )
        self.title = plain(theme, said.what, "title", measure=0)
        self.top.add(self.title, gap=6)
        facts = [
            (_("What is safe"), said.safe),
            (_("What to do now"), said.next),
            (_("For whoever helps"), log_line(refused)),
        ]
        self.body.add(Line(theme), gap=16)
        self.body.add(Facts(theme, facts, label_width=170, ruled=True, strong=True))
        if refused.code.startswith("keys."):
            self.first = Primary(
                theme, _("Choose the keys of a copy"), icon="key-round", on_click=self.keys.emit
            )
            sheet = Quiet(theme, _("Use the recovery sheet"), on_click=self.lost.emit)
            self.foot.add(self.first, sheet)
        elif can_restore:
            self.first = Primary(
                theme, _("Look at the copies"), icon="undo-2", on_click=self.restore.emit
            )
            self.foot.add(self.first)
        else:
            self.first = Primary(theme, _("Try again"), on_click=self.again.emit)
            self.foot.add(self.first)
        self.first.setObjectName("page.trouble.first")
        if can_go_back:
            self.foot.add(Quiet(theme, _("Back"), icon="arrow-left", on_click=self.back.emit))

    def first_focus(self) -> QWidget:
        """What to do next."""
        return self.first


class WaitPage(DoorPage):
    """One line while something is being made ready."""

    def __init__(self, theme: Theme, words: str) -> None:
        super().__init__(theme, name=words)
        self.setObjectName("page.wait")
        self.top.add(State(theme, "hourglass", words, role="panel", size=22), gap=44)
