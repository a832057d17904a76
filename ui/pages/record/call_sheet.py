"""Writing down a telephone call about the person: who rang and what was said, at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.codes import RestrictionClass
from app.domain.entry import NoteBody
from app.domain.headings import CALL
from app.i18n import _
from app.services import recording
from app.services.report_words import CLASS_TITLES
from ui.controls import ChoiceField, LineField, MenuItem, Primary, Quiet, Sheet, TextField

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.session import Session
    from ui.theme import Theme


class RangSheet(Sheet):
    """One call that came here. `kept` is told when it stands in the record."""

    def __init__(self, session: Session, theme: Theme, kept: Callable[[], None]) -> None:
        told = _(
            "As it was said, while you hear it. It stays on this laptop until you send it to "
            "whoever holds the case."
        )
        super().__init__(theme, _("Write down a call"), told)
        self._session, self._kept = session, kept
        self.who = LineField(theme, _("Who rang"), width=460, limit=120)
        self.who.set_note(_("Leave it empty when nobody gave a name."))
        self.words = TextField(theme, _("What was said, word for word"), lines=4)
        parts = [MenuItem(rc.value, _(CLASS_TITLES[rc])) for rc in RestrictionClass]
        self.part = ChoiceField(
            theme, _("Which part it belongs to"), parts, value=RestrictionClass.RC1.value
        )
        self.part.set_note(_("Only who is given that part will read it."))
        self.body.add(self.who, self.words, self.part, gap=10)
        self.foot.add(
            Primary(theme, _("Keep this call"), icon="phone", on_click=self._keep),
            Quiet(theme, _("Leave it"), on_click=self.dismiss),
        )

    def _keep(self) -> None:
        words = self.words.text().strip()
        self.words.set_problem("" if words else _("Write what was said first."))
        if not words:
            return
        body = NoteBody(CALL, "\n".join(filter(None, (self.who.text().strip(), words))))
        rc = RestrictionClass(self.part.value())
        if self._session.record(lambda desk, case: recording.write(desk, case, body, rc=rc)):
            self.close_sheet()
            self._kept()
