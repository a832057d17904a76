"""Signing: the approved texts become the next version, as two files to be sent together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.domain.errors import Refused
from app.i18n import _
from app.services import translating
from ui import files
from ui.controls import Primary, Quiet, Sheet, State
from ui.errors import sentence
from ui.pages.exchange import save_and_read_back

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.services.translating import TranslationDesk
    from ui.session import Session
    from ui.theme import Theme


class SignSheet(Sheet):
    """`signed(name)` is sent when both files are on the disk."""

    signed = Signal(str)

    def __init__(self, theme: Theme, session: Session, desk: TranslationDesk, tag: str) -> None:
        said = _(
            "The next version holds the approved texts alone, with the people behind them. It is "
            "used here at once. You choose a folder; two files are saved there."
        )
        super().__init__(theme, _("Sign the approved texts"), said)
        self.setObjectName("translating.sign")
        self._session, self._desk, self._tag = session, desk, tag
        self.choose_folder: Callable[[], Path | None] = lambda: files.ask_for_folder(
            self.window(), _("Where both files go")
        )
        self.state = State(theme, "circle-alert", "", "attn")
        self.state.setObjectName("translating.sign.state")
        self.state.hide()
        self.body.add(self.state)
        self.do = Primary(theme, _("Sign and save both files"), icon="stamp", on_click=self._sign)
        self.foot.add(self.do, Quiet(theme, _("Not yet"), on_click=self.dismiss))

    def _sign(self) -> None:
        folder = self.choose_folder()
        if folder is None:
            return
        try:
            signed = translating.sign(self._desk, self._tag, self._session.post)
            for name, content in signed.files:
                save_and_read_back(folder / name, content)
        except Refused as refused:
            self.state.show_state("circle-alert", sentence(refused), "attn")
            self.state.show()
            return
        self.close_sheet()
        self.signed.emit(signed.name)
