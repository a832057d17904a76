"""Supervision: what came to this desk and was proved, what waits for an answer, what is done.

And a folder, on a shared drive or a stick, of packages that somebody is to review.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.domain.codes import Step
from app.domain.handover import Urgency
from app.i18n import N_, _
from app.services import inbox, superseding
from ui import files, when
from ui.controls import HeadRule, Line, ListRow, Page, Primary, Secondary, Stack
from ui.errors import sentence
from ui.pages.areas import area_title
from ui.pages.exchange import FileDrop, find_dialog, read_in
from ui.pages.package.later import later_state
from ui.pages.sentences import sentence_case
from ui.pages.supervision.folder import FolderPart
from ui.pages.supervision.words import KINDS
from ui.pages.told import Told
from ui.text import plain

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.errors import Refused
    from app.services.inbox import Arrived
    from app.services.superseding import Later
    from ui.controls.rows import StateWords
    from ui.pages.exchange import Find
    from ui.session import Session
    from ui.theme import Theme

_SAID = {
    Step.ACCEPTED: N_("Accepted by {who}"),
    Step.ASKED: N_("Question asked by {who}"),
    Step.DECLINED: N_("Declined by {who}"),
    Step.FIRST_CONTACT: N_("First safe contact by {who}"),
    Step.CONFERENCE: N_("Conference told by {who}"),
    Step.TRANSFERRED: N_("Taken over by {who}"),
}


class SupervisionPage(Page):
    """The desk's list of packages. A row opens its package again."""

    navigate = Signal(str, object)

    def __init__(self, session: Session, theme: Theme) -> None:
        """Draw nothing until it is arrived at."""
        super().__init__(theme, name=_("Supervision"), rail_width=400)
        self.setObjectName("page.supervision")
        self.session = session
        self.find_file: Find = find_dialog(self, _("Open a sealed file"))
        self.find_folder: Find = lambda: files.ask_for_folder(self, _("Open a folder"))
        self.title = plain(theme, _("Waiting for you"), "title")
        self.top.add(self.title)
        self._told = Told(self)
        self._list = Stack()
        self.folder = FolderPart(session, theme)
        self.folder.opened.connect(self._review)
        self.folder.refused.connect(self._refuse)
        self.folder.left.connect(self._draw)
        self.body.add(self._told, self.folder)
        self.body.add(self._list, gap=8)
        self.open = Primary(theme, _("Open a package"), icon="package-open", on_click=self._find)
        self.open.setObjectName("page.supervision.open")
        self.rail.add(self.open)
        words = _("Or drop the file anywhere on this page. It is proved before it is shown.")
        self.rail.add(plain(theme, words, "note", "ink2"), gap=6)
        self.choose = Secondary(
            theme, _("Open a folder"), icon="folder-open", on_click=self._find_folder
        )
        self.choose.setObjectName("page.supervision.choose")
        self.rail.add(self.choose, gap=18)
        words = _(
            "A shared drive or a memory stick: each file in it is proved and listed. Nothing of "
            "them is kept."
        )
        self.rail.add(plain(theme, words, "note", "ink2"), gap=6)
        self._calls = Stack()
        self.rail.add(self._calls, gap=20)
        FileDrop(self, self._take, self._refuse, self._read_folder)

    def arrive(self, _argument: object = None) -> None:
        """Read the list afresh."""
        self._told.clear()
        self._draw()
        self.folder.draw_again()

    def flush(self) -> None:
        """Nothing is typed here."""

    def _draw(self) -> None:
        self._list.clear()
        if self.folder.is_open:
            self._list.add(HeadRule(self.theme, _("At this desk")), gap=24)
        desk = self.session.desk
        arrived = inbox.arrived(desk)
        later = superseding.later(arrived)
        waiting = inbox.waiting(desk)
        if not waiting:
            words = _("Nothing waits for an answer from this desk.")
            self._list.add(plain(self.theme, words, "lead", "ink2"), gap=8)
        for line in waiting:
            self._list.add(self._row(line, later), Line(self.theme))
        done = [line for line in arrived if line.is_decided]
        if done:
            self._list.add(HeadRule(self.theme, _("Answered")), gap=24)
        for line in done:
            self._list.add(self._row(line, later), Line(self.theme))
        self._draw_calls()

    def _draw_calls(self) -> None:
        self._calls.clear()
        now = self.session.now()
        found = inbox.calls(self.session.desk)
        if not found:
            return
        self._calls.add(plain(self.theme, _("Calls about refused files"), "panel"))
        for call in found:
            at = sentence_case(when.at(datetime.fromisoformat(call.at), now))
            head = _("{when}. File check {check}").format(when=at, check=call.file[:8].upper())
            self._calls.add(plain(self.theme, head, "note_strong"), gap=10)
            told = ". ".join(w for w in (call.who, call.number, call.words) if w)
            self._calls.add(plain(self.theme, told, "note", "ink2"))

    def _row(self, line: Arrived, later: dict[str, Later]) -> ListRow:
        now = self.session.now()
        area = area_title(self.session, line.area)
        arrived = _("{kind}. Arrived {when}").format(
            kind=_(KINDS.get(line.kind, line.kind)), when=when.at(line.opened_at(), now)
        )
        since = later.get(line.delivery)
        said = later_state(since, now)[1] if since else ""
        row = ListRow(
            self.theme,
            line.label or "–",
            _("from {area}").format(area=area),
            when=when.ago(line.opened_at(), now),
            note=". ".join(w for w in (arrived, said) if w),
            state=self._state(line, now),
            lead_width=0,
        )
        row.setObjectName(f"page.supervision.{line.delivery[:12]}")
        row.clicked.connect(lambda _on=False: self._show(line))
        return row

    def _state(self, line: Arrived, now: datetime) -> StateWords:
        if line.is_decided:
            words = _(_SAID.get(Step(line.step), "{who}")).format(who=line.by)
            return "check", words, "ink"
        due = line.due()
        read = _("Not read yet") if not line.read else _("Read, not answered")
        if due is not None and now >= due:
            length = when.length(now - due)
            words = _("Answer was due {when}. {length} late. {read}").format(
                when=when.at(due, now), length=sentence_case(length), read=read
            )
            return "clock-alert", words, "attn"
        ink = "attn" if line.urgency == Urgency.IMMEDIATE.value else "ink"
        if due is None:
            return "clock", read, "attn" if ink == "attn" else "ink"
        words = _("Answer due {when}. {read}").format(when=when.at(due, now), read=read)
        return "clock", words, "attn" if ink == "attn" else "ink"

    def _show(self, line: Arrived) -> None:
        self.navigate.emit("package", (inbox.content_of(self.session.desk, line), line.name))

    def _review(self, file: object) -> None:
        self.navigate.emit("review", file)

    def _find(self) -> None:
        read_in(self.find_file(), self._take, self._refuse)

    def _find_folder(self) -> None:
        folder = self.find_folder()
        if folder is not None:
            self._read_folder(folder)

    def _read_folder(self, folder: Path) -> None:
        self._told.clear()
        self.folder.begin(folder)
        self._draw()
        self.show_top()

    def _take(self, content: bytes, name: str) -> None:
        self.navigate.emit("package", (content, name))

    def _refuse(self, refusal: Refused) -> None:
        self._told.tell(sentence(refusal), icon="circle-x")
