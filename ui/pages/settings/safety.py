"""When it locks by itself, and the passphrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.errors import Refused
from app.domain.passphrase import check_passphrase
from app.i18n import _
from ui.controls import AnswerGroup, HeadRule, Option, PassphraseField, Primary, Spread, State
from ui.controls.stack import Stack
from ui.errors import sentence
from ui.idle import IDLE_MINUTES, idle_minutes, set_idle_minutes
from ui.text import plain

if TYPE_CHECKING:
    from ui.session import Session
    from ui.theme import Theme


class LockPart(Stack):
    """Minutes without a key or a pointer before it locks."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session = session
        said = _("Minutes without a key or the mouse before it locks by itself")
        self.add(HeadRule(theme, said))
        options = [Option(str(n), _("{n} minutes").format(n=n)) for n in IDLE_MINUTES]
        self.minutes = AnswerGroup(theme, options, name=said)
        self.minutes.choose(str(idle_minutes(session.unlocked.store)))
        self.minutes.chosen.connect(self._chosen)
        self.add(self.minutes, gap=8)
        self.saved = State(theme, "check", "")
        self.saved.hide()
        self.add(self.saved, gap=8)
        notes = (
            _("Everything is saved before it locks. During a visit it is 15 minutes, and the last "
              "minute is counted down quietly."),
            _("Locking ends the program, so that what it held in memory goes with it. Esc Esc only "
              "covers the window."),
        )  # fmt: skip
        for note in notes:
            self.add(plain(theme, note, "note", "ink2"), gap=12)

    def _chosen(self, code: str) -> None:
        try:
            set_idle_minutes(self._session.unlocked.store, int(code))
        except Refused as refused:
            self.saved.show_state("circle-alert", sentence(refused), "attn")
        else:
            words = _("From the next page on it locks after {n} minutes.").format(n=code)
            self.saved.show_state("check", words)
        self.saved.show()


class PassphrasePart(Stack):
    """The old one, and a new one twice. The work runs off the GUI thread."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self.old = PassphraseField(theme, _("The passphrase you have now"))
        self.one = PassphraseField(theme, _("The new one"))
        self.two = PassphraseField(theme, _("The new one again"))
        names = {"old": self.old, "new": self.one, "again": self.two}
        for name, field in names.items():
            field.setObjectName(f"page.settings.passphrase.{name}")
            self.add(field, gap=8)
        self.two.entered.connect(self._change)
        self.go = Primary(
            theme, _("Change the passphrase"), icon="key-round", on_click=self._change
        )
        self.state = State(theme, "hourglass", "")
        row = Spread(gap=12)
        row.add(self.go, self.state)
        self.state.hide()
        self.add(row, gap=12)
        self.add(HeadRule(theme, _("The recovery sheet")), gap=28)
        sheet = _(
            "It was printed once, when this laptop was set up. The program keeps no copy of the "
            "code: a copy here would be a second way in. The sheet still works after the "
            "passphrase has changed. If it is lost, tell whoever looks after the laptop, and set "
            "up a new place."
        )
        self.add(plain(theme, sheet, "body", "ink2"), gap=8)

    def _change(self) -> None:
        if self._session.jobs.busy or not self._in_order():
            return
        old, new, vault = self.old.text(), self.one.text(), self._session.vault
        self.go.setEnabled(False)
        self.state.show_state("hourglass", _("Changing it. This takes a few seconds."))
        self.go.set_reason(self.state.words)
        self.state.show()
        self._session.jobs.run(
            lambda: vault.change_passphrase(old, new), self._changed, self._refused
        )

    def _in_order(self) -> bool:
        problem = ""
        try:
            check_passphrase(self.one.text())
        except Refused as refused:
            problem = sentence(refused)
        differs = self.one.text() != self.two.text()
        self.old.set_problem("" if self.old.text() else _("Type it first."))
        self.one.set_problem(problem)
        self.two.set_problem(_("These two are not the same.") if differs and not problem else "")
        return bool(self.old.text()) and not problem and not differs

    def _changed(self, _nothing: None) -> None:
        for field in (self.old, self.one, self.two):
            field.forget()
        self._settled("check", _("Changed. The old one opens nothing any more."))

    def _refused(self, refused: Refused) -> None:
        self.state.hide()
        self.go.setEnabled(True)
        self.go.set_reason("")
        if refused.code == "vault.wrong-passphrase":
            self.old.forget()
            self.old.set_problem(sentence(refused))
            self.old.first_focus().setFocus()
        else:
            self._settled("circle-alert", sentence(refused))

    def _settled(self, icon: str, words: str) -> None:
        self.state.show_state(icon, words, "attn" if icon == "circle-alert" else "ink")
        self.state.show()
        self.go.setEnabled(True)
        self.go.set_reason("")
