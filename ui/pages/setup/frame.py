"""What the four steps have in common: the list of steps at the side, title, Back and Next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.i18n import _
from ui.controls import Page, Primary, Quiet, State, Step, Steps
from ui.text import plain

if TYPE_CHECKING:
    from ui.theme import Theme

WHO, PASSPHRASE, SHEET, KEY = range(4)


class StepPage(Page):
    """One step. `next_asked()` comes only when the step's own fields are in order."""

    next_asked = Signal()
    back_asked = Signal()

    def __init__(self, theme: Theme, number: int, title: str, lead: str, go_on: str) -> None:
        super().__init__(theme, name=title, side_width=336, side_ground="shade", side_stays=True)
        self.setObjectName(f"page.setup.{number + 1}")
        self.number = number
        self._steps = Steps(theme, "One Chance", _("Setting up, once"), _steps(number, "", False))
        layout = self._steps.layout()
        assert layout is not None  # noqa: S101 - a Stack has one
        layout.setContentsMargins(36, 30, 16, 0)
        self.side.add(self._steps)
        self.side.set_margins(0, 0, 0, 16)
        promise = plain(
            theme, _("Nothing leaves this laptop while you set up, or after."), "note", "ink2",
            indent=36 + 4,
        )  # fmt: skip
        self.side.add(promise, gap=44)
        self.top.add(plain(theme, title, "title"), gap=20)
        self.top.add(plain(theme, lead, "lead", "ink2"), gap=6)
        self.back = Quiet(theme, _("Back"), icon="arrow-left", on_click=self.back_asked.emit)
        self.back.setObjectName(f"page.setup.{number + 1}.back")
        self.go = Primary(theme, go_on, on_click=self.go_on)
        self.go.setObjectName(f"page.setup.{number + 1}.next")
        self.doing = State(theme, "hourglass", "")
        self.foot.add(self.back)
        self.foot.add_end(self.doing, self.go)
        self.doing.hide()  # a Spread shows what it is given

    def tell_who(self, who: str, *, root: bool = False) -> None:
        """What stands under the first step once it is done; `root` where an area's root is kept."""
        self._steps.set_steps(_steps(self.number, who, root))

    def busy(self, words: str) -> None:
        """Say what is going on; an empty text takes it away."""
        self.doing.show_state("hourglass", words)
        self.doing.setVisible(bool(words))
        self.go.setEnabled(not words)
        self.back.setEnabled(not words)
        self.go.set_reason(words)
        self.back.set_reason(words)

    def in_order(self) -> bool:
        """Check the fields, and say at each what is missing."""
        return True

    def go_on(self) -> None:
        """Next, if the step is in order."""
        if not self.doing.isVisible() and self.in_order():
            self.next_asked.emit()


def _steps(now: int, who: str, root: bool) -> list[Step]:
    key = (_("Your area’s key"), _("From your supervisor"))
    titles = [
        (_("Who you are"), who or _("Name, role and area")),
        (_("Passphrase"), _("For this laptop")),
        (_("Recovery sheet"), _("Printed once")),
        (_("Your area’s root key"), _("Made once, by two people")) if root else key,
    ]
    return [
        Step(title, note, "done" if n < now else "now" if n == now else "ahead")
        for n, (title, note) in enumerate(titles)
    ]
