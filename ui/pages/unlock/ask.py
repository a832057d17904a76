"""The first thing painted: whose vault, and its passphrase. Says nothing of what is inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal

from app.i18n import _, ngettext
from ui.controls import (
    AnswerGroup,
    HeadRule,
    Link,
    Option,
    PassphraseField,
    Primary,
    Quote,
    State,
)
from ui.controls.stack import Stack
from ui.pages.unlock.frame import DoorPage
from ui.text import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from ui.theme import Theme


class UnlockPage(DoorPage):
    """Asks for a passphrase. `entered(nickname, passphrase)` may come before anything is loaded."""

    entered = Signal(str, str)
    lost = Signal(str)
    someone_else = Signal()

    def __init__(
        self,
        theme: Theme,
        nicknames: Sequence[str],
        names: Mapping[str, str] | None = None,
        hint: str = "",
    ) -> None:
        """`nicknames` are the folders on this laptop; `hint` stands under the field.

        `names` says what some of them are called: in practice alone, where nobody is real.
        """
        super().__init__(theme, name=_("Open"))
        self.setObjectName("page.unlock")
        self._nicknames = tuple(nicknames)
        self._names = dict(names or {})
        self._left = 0
        self._told = ""
        self.top.add(plain(theme, _("Type your passphrase"), "title"), gap=44)
        lead = _("It opens what you keep on this laptop. Nothing leaves the laptop.")
        self.top.add(plain(theme, lead, "lead", "ink2"), gap=6)
        self._add_people()
        self._add_field(hint)
        self._add_ways_round()
        self._second = QTimer(self)
        self._second.setInterval(1_000)
        self._second.timeout.connect(self._count)

    def _add_people(self) -> None:
        options = [Option(n, self._names.get(n) or called(n)) for n in self._nicknames]
        self.people = AnswerGroup(self.theme, options, name=_("Whose place"), shape="column")
        self.people.setObjectName("page.unlock.people")
        if self._nicknames:
            self.people.choose(self._nicknames[0])
        self.people.chosen.connect(self._chosen)
        self._people_part = Stack()
        self._people_part.add(HeadRule(self.theme, _("Whose place")))
        self._people_part.add(self.people, gap=8)
        self._people_part.setVisible(len(self._nicknames) > 1)
        self.body.add(self._people_part, gap=20)

    def _add_field(self, hint: str) -> None:
        self.field = PassphraseField(self.theme, _("Passphrase"))
        self.field.setObjectName("page.unlock.passphrase")
        self.field.entered.connect(self._enter)
        self.body.add(self.field, gap=16)
        self.doing = State(self.theme, "hourglass", "", "ink")
        self.doing.setObjectName("page.unlock.doing")
        self.doing.hide()
        self.body.add(self.doing, gap=4)
        self.go = Primary(self.theme, _("Open"), icon="lock-open", on_click=self._enter)
        self.go.setObjectName("page.unlock.open")
        holder = Stack()
        holder.add(self.go)
        self.body.add(holder, gap=16)
        if hint:
            self.body.add(Quote(self.theme, hint), gap=20)

    def _add_ways_round(self) -> None:
        self.forgotten = Link(
            self.theme,
            _("The passphrase is lost: use the recovery sheet"),
            on_click=lambda: self.lost.emit(self.nickname()),
        )
        self.forgotten.setObjectName("page.unlock.lost")
        self.other = Link(
            self.theme, _("Somebody else on this laptop: set up"), on_click=self.someone_else.emit
        )
        self.other.setObjectName("page.unlock.someone-else")
        self.body.add(self.forgotten, gap=24)
        self.body.add(self.other, gap=8)

    def _chosen(self, _nickname: str) -> None:
        self.field.first_focus().setFocus()

    def nickname(self) -> str:
        """The folder chosen."""
        return self.people.value() or (self._nicknames[0] if self._nicknames else "")

    def first_focus(self) -> QWidget:
        """Typing may begin at once."""
        return self.field.first_focus()

    def busy(self, words: str) -> None:
        """Say what is going on; an empty text takes it away. Typing is not held up."""
        self.doing.show_state("hourglass", words, "ink")
        self.doing.setVisible(bool(words))
        self.go.setEnabled(not words and not self._left)
        self.go.set_reason(words)
        if words:
            self.field.set_problem("")

    def refuse(self, words: str, failures: int = 0, wait: int = 0) -> None:
        """Say why it did not open, how many wrong ones there were, and count the wait down."""
        self.busy("")
        self.field.forget()
        self._told = " ".join(part for part in (words, *_counted(failures)) if part)
        self._left = wait
        self._say()
        if wait:
            self._second.start()
        self.first_focus().setFocus()

    def _count(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self._left = 0
            self._second.stop()
        self._say()

    def _say(self) -> None:
        waiting = ngettext("Wait {n} second.", "Wait {n} seconds.", self._left)
        wait = waiting.format(n=self._left) if self._left else ""
        self.field.set_problem(" ".join(part for part in (self._told, wait) if part))
        self.go.setEnabled(not self._left)
        self.go.set_reason(wait)

    def _enter(self) -> None:
        typed = self.field.text()
        if self._left or self.doing.isVisible():
            return
        if not typed:
            self.field.set_problem(_("Type your passphrase first."))
            return
        self.entered.emit(self.nickname(), typed)


def called(nickname: str) -> str:
    """A folder's nickname as it is shown: `desk-1` as “Desk 1”."""
    word, _sep, number = nickname.partition("-")
    known = {
        "desk": _("Desk {n}"),
        "chair": _("Chair {n}"),
        "lamp": _("Lamp {n}"),
        "shelf": _("Shelf {n}"),
        "table": _("Table {n}"),
        "window": _("Window {n}"),
    }
    return known[word].format(n=number) if word in known else nickname


def _counted(failures: int) -> list[str]:
    if failures < 2:
        return []
    return [
        ngettext("{n} wrong one so far.", "{n} wrong ones so far.", failures).format(n=failures)
    ]
