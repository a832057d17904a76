"""An organisation's own questions: taken in beside ours, checked, used from the next start."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.domain.errors import ContentRefused, Refused
from app.i18n import _
from app.services import own_content
from ui import files, when
from ui.controls import DetailRow, Facts, HeadRule, Line, Quiet, Secondary, Spread, State
from ui.controls.stack import Stack
from ui.errors import explain, sentence
from ui.text import plain

if TYPE_CHECKING:
    from ui.session import Session
    from ui.theme import Theme


class ContentPart(Stack):
    """What is in use, what was taken in, and taking in another file."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session, self.theme = session, theme
        said = _("Your organisation can add questions of its own. They stand beside the program’s "
                 "own, never in their place. Each file is checked before it is kept.")  # fmt: skip
        self.add(plain(theme, said, "lead", "ink2"))
        own = _("A file whose name begins with clocks- sets your area’s own time limits for "
                "handovers, each with its source.")  # fmt: skip
        self.add(plain(theme, own, "body", "ink2"), gap=6)
        times = sum(bool(timer.own) for timer in session.library.timers)
        screening = session.library.screening
        count = sum(len(section.items) for section in screening.sections)
        facts = [
            (_("In use now"), _("{n} questions, version {version}").format(
                n=count, version=screening.version)),
            (_("Own time limits"), when.number(times).capitalize() if times else _("None.")),
        ]  # fmt: skip
        self.add(Facts(theme, facts, label_width=150), gap=12)
        self.take = Secondary(theme, _("Take in a file"), icon="download", on_click=self._take)
        self.take.setObjectName("page.settings.content.take")
        row = Spread()
        row.add(self.take)
        self.add(row, gap=12)
        self.state = State(theme, "check", "")
        self.state.setObjectName("page.settings.content.state")
        self.state.hide()
        self.add(self.state, gap=8)
        self.add(HeadRule(theme, _("Files taken in")), gap=20)
        self.list = Stack()
        self.add(self.list)
        self._show()

    def _show(self) -> None:
        self.list.clear()
        kept = own_content.names(self._session.unlocked.store)
        for name in kept:
            leave = Quiet(self.theme, _("Use no longer"), on_click=partial(self._let_go, name))
            leave.setAccessibleName(_("Use {name} no longer").format(name=name))
            note = _("Used from the next start.")
            self.list.add(DetailRow(self.theme, "file-text", name, note, end=leave))
            self.list.add(Line(self.theme))
        if not kept:
            self.list.add(plain(self.theme, _("None."), "body", "ink2"), gap=8)

    def _take(self) -> None:
        path = files.ask_what_to_open(
            self.window(), _("Take in a file"), _("Content files (*.toml)")
        )
        if path is None:
            return
        store, who = self._session.unlocked.store, self._session.desk.author.principal
        try:
            raw = files.read(path, own_content.MOST)
            own_content.take_in(store, path.name, raw, who)
        except ContentRefused as refused:
            self._say("circle-alert", f"{sentence(refused)} {explain(refused).safe}")
            return
        except Refused as refused:
            self._say("circle-alert", sentence(refused))
            return
        self._say(
            "check", _("Checked and kept. It is used from the next start on: lock and open again.")
        )
        self._show()

    def _let_go(self, name: str) -> None:
        try:
            own_content.let_go(
                self._session.unlocked.store, name, self._session.desk.author.principal
            )
        except Refused as refused:
            self._say("circle-alert", sentence(refused))
            return
        self._say(
            "check", _("From the next start on it is not used. What was asked with it stays.")
        )
        self._show()

    def _say(self, icon: str, words: str) -> None:
        self.state.show_state(icon, words, "attn" if icon == "circle-alert" else "ink")
        self.state.show()
