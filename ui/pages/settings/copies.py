"""Copies of the whole file: made, read back, and put where somebody says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.errors import VaultRefused
from app.i18n import _
from ui import files
from ui.controls import DetailRow, HeadRule, Line, Primary, Secondary, Spread, State
from ui.controls.stack import Stack
from ui.errors import explain, sentence
from ui.text import plain
from ui.when import at, clock, day

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.errors import Refused
    from app.ports.vault import Backup
    from ui.session import Session
    from ui.theme import Theme


class CopiesPart(Stack):
    """Make one now, put one elsewhere, check the file, and the list."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session, self.theme = session, theme
        said = _("A copy is made each day, read back from end to end, and only then kept. It opens "
                 "with the same passphrase. Seven days and four weeks are kept.")  # fmt: skip
        self.add(plain(theme, said, "lead", "ink2"))
        self.now = Primary(theme, _("Make a copy now"), icon="save", on_click=self._make)
        self.now.setObjectName("page.settings.copies.now")
        self.elsewhere = Secondary(
            theme, _("Put a copy in a folder"), icon="folder-open", on_click=self._put
        )
        self.elsewhere.setObjectName("page.settings.copies.elsewhere")
        self.check = Secondary(theme, _("Check the file"), icon="search", on_click=self._check)
        self.check.setObjectName("page.settings.copies.check")
        row = Spread()
        row.add(self.now, self.elsewhere, self.check)
        self.add(row, gap=12)
        self.state = State(theme, "hourglass", "")
        self.state.setObjectName("page.settings.copies.state")
        self.state.hide()
        self.add(self.state, gap=8)
        self.add(HeadRule(theme, _("Copies on this laptop, newest first")), gap=20)
        self.list = Stack()
        self.add(self.list)
        self._show()

    def _show(self) -> None:
        self.list.clear()
        vault = self._session.vault
        kept = vault.backups(vault.place())
        for copy in kept:
            when = _("{day}, {time}").format(day=day(copy.made), time=clock(copy.made))
            note = _("Read back and sound when it was made.")
            self.list.add(DetailRow(self.theme, "check", when, note), Line(self.theme))
        if not kept:
            none = State(self.theme, "circle-dashed", _("There is no copy yet."), "attn")
            self.list.add(none, gap=8)

    def _make(self) -> None:
        self._run(None)

    def _put(self) -> None:
        folder = files.ask_for_folder(self.window(), _("Put a copy in a folder"))
        if folder is not None:
            self._run(folder)

    def _run(self, to: Path | None) -> None:
        vault = self._session.vault
        self._busy(_("Making the copy and reading it back…"))
        self._session.jobs.run(
            lambda: vault.back_up(to=to), lambda made: self._made(made, to), self._refused
        )

    def _made(self, made: Backup | None, to: Path | None) -> None:
        words = _("Made and read back {when}.").format(
            when=at(made.made, self._session.now()) if made else ""
        )
        if to is not None:
            words += " " + _("The copy in {folder} was read back there as well.").format(
                folder=to.name
            )
        self._settle("check", words)
        self._show()

    def _check(self) -> None:
        vault = self._session.vault
        self._busy(_("Reading the file through…"))
        self._session.jobs.run(vault.health, self._checked, self._refused)

    def _checked(self, faults: tuple[str, ...]) -> None:
        if not faults:
            self._settle("check", _("The file was read through and is sound."))
            return
        said = explain(VaultRefused(faults[0]))
        self._settle("circle-alert", f"{said.what} {said.next}")

    def _refused(self, refused: Refused) -> None:
        self._settle("circle-alert", sentence(refused))

    def _busy(self, words: str) -> None:
        for button in (self.now, self.elsewhere, self.check):
            button.setEnabled(False)
            button.set_reason(words)
        self.state.show_state("hourglass", words)
        self.state.show()

    def _settle(self, icon: str, words: str) -> None:
        for button in (self.now, self.elsewhere, self.check):
            button.setEnabled(True)
            button.set_reason("")
        self.state.show_state(icon, words, "attn" if icon == "circle-alert" else "ink")
        self.state.show()
