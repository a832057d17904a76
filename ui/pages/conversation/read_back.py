"""Saying an answer back: she says that it is right, or she puts it right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import _, in_english
from app.services import interpreting, visiting
from ui.controls import Primary, Quiet, Secondary, Sheet, TextField
from ui.text import plain

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.domain.case import Case
    from app.domain.visit import Visit
    from app.services.desk import Desk
    from ui.questionnaire import ItemForm
    from ui.session import Session
    from ui.theme import Theme


class SayBackSheet(Sheet):
    """Her answer, to be said back to her in plain words; and whether she said that it is right.

    What she puts right is written as a note at once, and as the answer in the form, where what
    is written next is marked as put right.
    """

    def __init__(self, session: Session, theme: Theme, visit: Visit, form: ItemForm) -> None:
        super().__init__(
            theme, _("Say it back"), _("Read this aloud. Then ask: did I say this well?")
        )
        self._session, self._visit, self._form = session, visit, form
        self._label = form.item.label
        self._told = form.told()
        told = self._told or _("Nothing is written for this prompt yet.")
        self.body.add(plain(theme, told, "panel"))
        self.words = TextField(theme, _("What she put right"), lines=2)
        self.body.add(self.words, gap=12)
        self.right = Primary(theme, _("Said right"), on_click=self._right)
        if not self._told:
            self.right.setEnabled(False)
            self.right.set_reason(told)
        self.foot.add(
            self.right,
            Secondary(theme, _("She puts it right"), on_click=self._put_right),
            Quiet(theme, _("Leave it"), on_click=self.dismiss),
        )

    def first_focus(self) -> QWidget | None:
        """That it is right, which is one key; without an answer, what she says."""
        return self.right if self.right.isEnabled() else super().first_focus()

    def _right(self) -> None:
        def change(desk: Desk, case: Case) -> Case:
            for account in self._form.standing():
                if account.body.checked != "read_back":
                    case = interpreting.read_back(desk, case, account.entry)
            return case

        if self._session.record(change):
            self.close_sheet()
            self._form.show_checked("read_back")

    def _put_right(self) -> None:
        text = self.words.text().strip()
        with in_english():  # it goes into the record
            heading = _("Said back: {item}").format(item=self._label)
        if text and not self._session.record(
            lambda desk, case: visiting.note(desk, case, self._visit, heading, text)
        ):
            return
        self.close_sheet()
        self._form.put_right()
