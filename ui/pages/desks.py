"""Practice alone: sitting at another desk, as somebody else who does not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.i18n import N_, _
from ui.controls import AnswerGroup, Option, Primary, Quiet, Sheet
from ui.start import PRACTICE_DESKS, practice_desk

if TYPE_CHECKING:
    from ui.theme import Theme

_DOES = {
    "worker": N_("Records, judges, plans, and hands over"),
    "supervisor": N_("Reads what others recorded, and signs it off or sends it back"),
    "receiver": N_("Another area: opens what came, answers it, and goes on with it"),
}


class DeskSheet(Sheet):
    """Whose desk. `chosen(code)` with another one than this."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, here: str) -> None:
        told = _(
            "Everything here is saved and closed first. What you sealed is a file in the folder "
            "you saved it in: open it there, as it would come to them."
        )
        super().__init__(theme, _("At whose desk do you want to sit?"), told)
        self._here = practice_desk(here).code
        options = [
            Option(
                desk.code,
                f"{desk.name}, {desk.role}",
                _(_DOES[desk.code]),
            )
            for desk in PRACTICE_DESKS
        ]
        self.desks = AnswerGroup(theme, options, name=_("Whose desk"), shape="lines")
        self.desks.setObjectName("practice.desks")
        self.desks.choose(self._here)
        self.body.add(self.desks)
        self.foot.add(
            Primary(theme, _("Sit there"), on_click=self._sit),
            Quiet(theme, _("Stay here"), on_click=self.dismiss),
        )

    def _sit(self) -> None:
        desk = self.desks.value() or self._here
        self.close_sheet()
        if desk != self._here:
            self.chosen.emit(desk)
