"""A laptop that asks: who, as what, and a number that can only come from their own voice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.domain.trusting import CertifiedAs, certified_as
from app.i18n import _
from app.services.keeping_root import same_number
from ui.controls import Check, Facts, LineField, Primary, Quiet, Sheet, State
from ui.pages.roles import role_words
from ui.when import day

if TYPE_CHECKING:
    from app.domain.enrolment import EnrolmentRequest
    from app.services.keeping_root import RootDesk
    from ui.controls.tables import Fact
    from ui.theme import Theme


class RequestSheet(Sheet):
    """Who asks. The number is not shown here, so that it can only come from their own voice."""

    agreed = Signal()

    def __init__(self, theme: Theme, desk: RootDesk, asked: EnrolmentRequest) -> None:
        told = _("Have them read the number on their screen to you, and type it as you hear it.")
        super().__init__(theme, _("Is it really their laptop?"), told)
        self._asked = asked
        self._role = certified_as(asked.principal)
        self.body.add(Facts(theme, self._facts(desk), label_width=130))
        self.sure: Check | None = None
        if self._role is not CertifiedAs.WORKER:
            self._ask_about_role()
        self.heard = LineField(theme, _("Their number, eight groups of four"), width=460, limit=50)
        self.heard.setObjectName("page.keeping.heard")
        self.heard.edited.connect(self._typed)
        self.heard.entered.connect(self._sign)
        self.body.add(self.heard, gap=14)
        self.foot.add(
            Primary(theme, _("Sign, and save the answer"), on_click=self._sign),
            Quiet(theme, _("Leave it"), on_click=self.dismiss),
        )

    def _facts(self, desk: RootDesk) -> list[Fact]:
        asked = self._asked
        rows: list[Fact] = [
            (_("Signs as"), asked.principal),
            (_("Asks to be"), role_words(self._role)),
            (_("Staff number"), asked.reference),
            (_("Asked on"), day(asked.created)),
        ]
        for one in desk.earlier(asked.principal):
            words = _("Certificate {n}. {role}. Good until {day}, beside the new one").format(
                n=one.serial, role=role_words(certified_as(one.principal)), day=day(one.until)
            )
            rows.append((_("Holds now"), words))
        return rows

    def _ask_about_role(self) -> None:
        theme = self.theme
        words = _("I know that this is their work here")
        if self._role is CertifiedAs.SUPERVISOR:
            told = _(
                "A supervisor may sign off everybody’s records but their own. Nobody signs off "
                "what they wrote themselves, in whatever office."
            )
            self.body.add(State(theme, "stamp", told, "ink", role="body"), gap=14)
            words = _("I know that they are a supervisor here")
        self.sure = Check(theme, words)
        self.sure.setObjectName("page.keeping.sure")
        self.unsure = State(theme, "circle-alert", _("Tick this first, or sign nothing."), "attn")
        self.unsure.hide()
        self.body.add(self.sure, self.unsure, gap=10)

    def _typed(self, _text: str) -> None:
        self.heard.set_problem("")

    def _sign(self) -> None:
        if not same_number(self.heard.text(), self._asked):
            self.heard.set_problem(
                _("That is not the number of this file. Listen again, or sign nothing.")
            )
            self.heard.first_focus().setFocus()
            return
        if self.sure is not None and not self.sure.isChecked():
            self.unsure.show()
            self.sure.setFocus()
            return
        self.close_sheet()
        self.agreed.emit()
