"""Opening with the code of the recovery sheet, and choosing a new passphrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.domain.errors import Refused
from app.domain.passphrase import check_passphrase
from app.i18n import _
from ui.controls import LineField, PassphraseField, Primary, Quiet, State
from ui.errors import sentence
from ui.pages.unlock.frame import DoorPage
from ui.text import plain

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.theme import Theme

GROUPS, EACH = 7, 4


class RecoverPage(DoorPage):
    """`given(code, passphrase)` when both look right; `back()`."""

    given = Signal(str, str)
    back = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, name=_("Use the recovery sheet"))
        self.setObjectName("page.recover")
        self.top.add(plain(theme, _("Use the recovery sheet"), "title"), gap=44)
        lead = _("Type the seven groups from the paper, then choose a new passphrase.")
        self.top.add(plain(theme, lead, "lead", "ink2"), gap=6)
        self.code = LineField(theme, _("The code on the sheet"), width=560)
        self.code.setObjectName("page.recover.code")
        self.code.set_note(_("Seven groups of four. There is no letter I, L, O or U."))
        self.code.edited.connect(self._spaced)
        self.one = PassphraseField(theme, _("New passphrase"))
        self.one.setObjectName("page.recover.passphrase")
        self.two = PassphraseField(theme, _("The same again"))
        self.two.setObjectName("page.recover.again")
        self.two.entered.connect(self._give)
        self.doing = State(theme, "hourglass", "")
        self.doing.hide()
        self.body.add(self.code, gap=20)
        self.body.add(self.one, gap=12)
        self.body.add(self.two, gap=12)
        self.body.add(self.doing, gap=8)
        self.foot.add(Quiet(theme, _("Back"), icon="arrow-left", on_click=self.back.emit))
        self.go = Primary(theme, _("Open and use the new passphrase"), on_click=self._give)
        self.go.setObjectName("page.recover.open")
        self.foot.add_end(self.go)

    def first_focus(self) -> QWidget:
        """The code."""
        return self.code.first_focus()

    def busy(self, words: str) -> None:
        """Say what is going on."""
        self.doing.show_state("hourglass", words)
        self.doing.setVisible(bool(words))
        self.go.setEnabled(not words)
        self.go.set_reason(words)

    def refuse(self, words: str) -> None:
        """Say what is wrong with the code."""
        self.busy("")
        self.code.set_problem(words)
        self.code.first_focus().setFocus()

    def _spaced(self, typed: str) -> None:
        """Put the dashes in while somebody types at the end; leave other edits alone."""
        editor = self.code.editor
        if editor.cursorPosition() != len(typed):
            return
        spelt = grouped(typed)
        if spelt != typed:
            self.code.set_text(spelt)

    def _give(self) -> None:
        self.code.set_problem("")
        problem = ""
        try:
            check_passphrase(self.one.text())
        except Refused as refused:
            problem = sentence(refused)
        differs = self.one.text() != self.two.text()
        self.one.set_problem(problem)
        self.two.set_problem(_("These two are not the same.") if differs and not problem else "")
        if not problem and not differs and not self.doing.isVisible():
            self.given.emit(self.code.text(), self.one.text())


def grouped(typed: str) -> str:
    """A code as it is printed, as far as it has been typed: `K7QF-3MZP-8`."""
    symbols = "".join(letter for letter in typed.upper() if letter.isalnum())[: GROUPS * EACH]
    return "-".join(symbols[at : at + EACH] for at in range(0, len(symbols), EACH))
