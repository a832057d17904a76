"""What has to be told between opening and working: wrong guesses, a copy put back, a doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.domain.errors import VaultRefused
from app.i18n import _, ngettext
from ui.controls import Facts, HeadRule, Primary, Secondary, TextField
from ui.errors import explain
from ui.pages.unlock.frame import DoorPage
from ui.text import plain
from ui.when import clock, long_day

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.ports.vault import Failures, Unlocked
    from ui.theme import Theme

DOUBTS = ("vault.rolled-back", "vault.altered")
"""Notices under which nothing is written until somebody says why it may be."""


def is_worth_telling(unlocked: Unlocked) -> bool:
    """Whether there is anything to say before the work begins."""
    return bool(unlocked.notices) or unlocked.failures.count > 0


class ToldPage(DoorPage):
    """`read()` when it has been read; `resumed(reason)` when writing is to go on after a doubt."""

    read = Signal()
    resumed = Signal(str)

    def __init__(self, theme: Theme, unlocked: Unlocked) -> None:
        super().__init__(theme, name=_("Before you carry on"))
        self.setObjectName("page.told")
        self.top.add(plain(theme, _("Before you carry on"), "title"), gap=44)
        if unlocked.failures.count:
            self.body.add(plain(theme, guesses(unlocked.failures), "lead"), gap=16)
        for code in unlocked.notices:
            said = explain(VaultRefused(code))
            self.body.add(HeadRule(theme, said.what, "strong"), gap=24)
            facts = [(_("What is safe"), said.safe), (_("What to do"), said.next)]
            self.body.add(Facts(theme, facts, label_width=150, strong=True), gap=8)
        doubted = any(code in DOUBTS for code in unlocked.notices)
        words = _("Look, write nothing") if doubted else _("Carry on")
        self.go = Primary(theme, words, on_click=self.read.emit)
        self.go.setObjectName("page.told.carry-on")
        self.foot.add(self.go)
        self.reason: TextField | None = None
        if doubted:
            self._add_reason()

    def _add_reason(self) -> None:
        self.reason = TextField(
            self.theme, _("Why it may be written to again, and who decided that"), lines=2
        )
        self.reason.setObjectName("page.told.reason")
        self.reason.set_note(_("This is kept in the log, and shown to whoever looks into it."))
        self.body.add(self.reason, gap=24)
        write = Secondary(self.theme, _("Write again"), icon="pencil", on_click=self._resume)
        write.setObjectName("page.told.write")
        self.foot.add(write)

    def first_focus(self) -> QWidget:
        """Enter carries on."""
        return self.go

    def _resume(self) -> None:
        assert self.reason is not None  # noqa: S101 - the button is only there with the field
        typed = self.reason.text().strip()
        self.reason.set_problem("" if typed else _("Write down why first."))
        if typed:
            self.resumed.emit(typed)


def guesses(failures: Failures) -> str:
    """The wrong passphrases since it was last opened, and when they began."""
    words = ngettext(
        "There was {n} wrong passphrase since you were last here.",
        "There were {n} wrong passphrases since you were last here.",
        failures.count,
    ).format(n=failures.count)
    if failures.since is not None:
        began = _("The first was on {day} at {time}.")
        words += " " + began.format(day=long_day(failures.since), time=clock(failures.since))
    return words + " " + _("If that was not you, tell your supervisor.")
