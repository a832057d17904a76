"""Which folder is offered for files that leave: handovers, answers, pages and cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.errors import Refused
from app.i18n import _
from app.services import outgoing
from ui import files
from ui.controls import Facts, Quiet, Secondary, Spread, State
from ui.controls.stack import Stack
from ui.errors import sentence
from ui.pages.exchange import usual_folder
from ui.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ui.session import Session
    from ui.theme import Theme


class OutgoingPart(Stack):
    """The folder, choosing another, and going back to the usual one."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session, self.theme = session, theme
        self.choose_folder: Callable[[], Path | None] = lambda: files.ask_for_folder(
            self.window(), _("Where files go")
        )
        said = _(
            "When a file leaves (a handover, an answer, printed pages, a card) this folder is "
            "offered first. You can always say another. What lies there is outside of this "
            "program: it is not locked with it and not erased with a case."
        )
        self.add(plain(theme, said, "lead", "ink2"))
        self._facts = Stack()
        self.add(self._facts, gap=12)
        self.choose = Secondary(
            theme, _("Choose another folder"), icon="folder-open", on_click=self._choose
        )
        self.choose.setObjectName("page.settings.files.choose")
        self.usual = Quiet(theme, _("Use the usual folder"), on_click=lambda: self._keep(""))
        self.usual.setObjectName("page.settings.files.usual")
        row = Spread()
        row.add(self.choose, self.usual)
        self.add(row, gap=12)
        self.state = State(theme, "check", "")
        self.state.setObjectName("page.settings.files.state")
        self.state.hide()
        self.add(self.state, gap=8)
        self._show()

    def _show(self) -> None:
        chosen = outgoing.chosen_folder(self._session.desk.store)
        folder = chosen or str(usual_folder())
        self._facts.clear()
        facts = [(_("Offered first"), folder)]
        self._facts.add(Facts(self.theme, facts, label_width=150, ruled=True, strong=True))
        self.usual.setVisible(bool(chosen))

    def _choose(self) -> None:
        folder = self.choose_folder()
        if folder is not None:
            self._keep(str(folder))

    def _keep(self, folder: str) -> None:
        try:
            outgoing.choose_folder(self._session.desk.store, folder)
        except Refused as refused:
            self.state.show_state("circle-alert", sentence(refused), "attn")
        else:
            self.state.show_state("check", _("Kept. It is offered from now on."))
            self._show()
        self.state.show()
