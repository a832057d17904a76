"""The disclosure register of the open case: everything that left, and saving it as pages."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.domain.errors import Refused
from app.i18n import _
from app.services.report_register import register_report, register_section
from ui.controls import Primary, Secondary, Sheet, State
from ui.errors import explain
from ui.pages.exchange import save_and_read_back
from ui.pages.paper import section_panel
from ui.text import plain

if TYPE_CHECKING:
    from app.domain.case import Case
    from ui.pages.exchange import Place
    from ui.session import Session
    from ui.theme import Theme


class RegisterSheet(Sheet):
    """Who got what, when, why, on what ground, with what held back, and who decided."""

    column_width = 1180

    def __init__(self, session: Session, theme: Theme, case: Case, place: Place) -> None:
        """Draw the register of this case. `place` is asked where its pages go."""
        told = _("The newest first. It comes from the record, and cannot be changed here.")
        super().__init__(theme, _("Disclosure register"), told)
        self._session, self._case, self._place = session, case, place
        self._gone = False  # put away while its pages were being drawn
        section = register_section(case, session.library)
        self.body.add(section_panel(theme, "", section))
        self.said = State(theme, "check", "", role="note_strong")
        self.said.hide()
        self.body.add(self.said, gap=10)
        self.save = Secondary(
            theme, _("Save the register as pages"), icon="printer", on_click=self._save
        )
        self.foot.add(Primary(theme, _("Go back"), on_click=self.dismiss), self.save)
        self.body.add(
            plain(theme, _("Whoever holds its pages can read them."), "note", "ink2"), gap=10
        )

    def _save(self) -> None:
        session = self._session
        desk = session.desk
        sender = ", ".join(w for w in (desk.area_title, desk.author.name, desk.author.role) if w)
        make = partial(
            register_report, self._case, session.library, session.post.mode, sender, session.now()
        )
        printer = session.post.printer
        self.save.setEnabled(False)
        session.jobs.run(lambda: printer.handover(make()), self._drawn, self._refused)

    def close_sheet(self) -> None:
        """Put it away. Pages that are still being drawn are not saved."""
        self._gone = True
        super().close_sheet()

    def _drawn(self, pages: bytes) -> None:
        if self._gone:
            return
        self.save.setEnabled(True)
        path = self._place("register.pdf")
        if path is None:
            return
        desk = self._session.desk
        desk.store.log("export", self._case.id, desk.author.principal)
        try:
            save_and_read_back(path, pages)
        except Refused as refusal:
            self._refused(refusal)
            return
        self._say("check", _("Saved as {name}.").format(name=path.name))

    def _refused(self, refusal: Refused) -> None:
        if self._gone:
            return
        self.save.setEnabled(True)
        said = explain(refusal)
        self._say("circle-alert", " ".join(w for w in (said.what, said.next) if w))

    def _say(self, icon: str, words: str) -> None:
        self.said.show_state(icon, words, "ink" if icon == "check" else "attn")
        self.said.show()
