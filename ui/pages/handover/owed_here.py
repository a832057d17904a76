"""What this desk owes for a case that it accepted: reading first, markers, reports back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.domain import after_accepting as owed
from app.i18n import _, ngettext
from app.services import after_accepting
from ui import when
from ui.controls import Line, Link, Secondary, Spread, Stack, State
from ui.pages.marking import outcome, set_button
from ui.pages.read_first import ReadFirstSheet
from ui.pages.sentences import sentence_case
from ui.text import plain

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.after_accepting import MarkerState, Report
    from app.domain.case import Case
    from ui.session import Session
    from ui.theme import Theme


class OwedHere(Stack):
    """The list in the rail, drawn anew only when something on it differs."""

    report = Signal(object)  # owed.Report

    def __init__(self, session: Session, theme: Theme) -> None:
        """Empty until a case is shown."""
        super().__init__()
        self.setObjectName("page.handover.owed_here")
        self._session, self.theme = session, theme
        self._key: object = None

    def show_case(self, case: Case) -> None:
        """What is owed as it stands at this moment; nothing where this desk accepted nothing."""
        session = self._session
        desk, now = session.desk, session.now()
        loop = after_accepting.holding(desk, case)
        start = owed.began(loop) if loop else None
        if start is None:
            self._key = None
            self.clear()
            return
        marks = owed.markers(case, desk.area, desk.receiving)
        found = owed.reports(case, desk.area, start, desk.clocks)
        due = desk.clocks.ends(owed.MARKERS, start)
        read = owed.is_read(case, desk.area, start)
        late = [at is not None and now >= at for at in (due, *(r.due for r in found))]
        key = (case.id, marks, found, due, late, read)
        if key == self._key:
            return
        self._key = key
        self.clear()
        self.add(plain(self.theme, _("What you owe her here"), "panel"))
        icon, words = "circle-dashed", _("Nobody here has read what she said before")
        if read is not None:
            icon = "check"
            at = when.at(read.at, now)
            words = _("Earlier accounts read by {who}, {when}").format(who=read.by.name, when=at)
        self.add(State(self.theme, icon, words), gap=8)
        if read is None:
            line = Spread()
            show = Link(self.theme, _("Read it now"), on_click=lambda: self._read(case))
            show.setObjectName("page.handover.read_first")
            line.add(show)
            self.add(line)
        self.add(Line(self.theme), gap=6)
        self._markers(marks, due, now)
        first = next((one for one in found if not one.is_done), None)
        for one in found:
            self._report(one, now, may=one is first)
        self.add(plain(self.theme, "", "label"))

    def _markers(self, marks: tuple[MarkerState, ...], due: datetime | None, now: datetime) -> None:
        left = [m for m in marks if not m.is_settled]
        if not marks:
            return
        if not left:
            self.add(State(self.theme, "check", _("Every marker is set, or said why not")), gap=8)
        else:
            words = ngettext("{n} marker to set", "{n} markers to set", len(left))
            said = sentence_case(words.format(n=when.number(len(left))))
            self._due(said, due, now)
        for one in marks:
            if one.is_settled:
                told = f"{one.marker.label}. {outcome(self._session, one)}"
                self.add(plain(self.theme, told, "note", "ink2"), gap=4)
        line = Spread()
        is_late = bool(left) and due is not None and now >= due
        line.add(set_button(self._session, self.theme, self, late=is_late))
        self.add(line, gap=6)
        self.add(Line(self.theme), gap=6)

    def _read(self, case: Case) -> None:
        ReadFirstSheet(self._session, self.theme, case, confirm=True).open_in(self)

    def _report(self, one: Report, now: datetime, *, may: bool) -> None:
        first = one.timer == next(iter(owed.REPORTS))
        title = _("First report back") if first else _("Second report back")
        if one.is_done and one.note is not None:
            at = when.at(one.note.at, now)
            told = _("{what}: sent {when}").format(what=title, when=at)
            self.add(State(self.theme, "check", told), gap=8)
            return
        self._due(title, one.due, now)
        if one.note is not None:
            told = _("Written, and in no file yet. Seal it again.")
            self.add(plain(self.theme, told, "note_strong", "attn"))
        if may:
            line = Spread()
            words = _("Report back")
            button = Secondary(self.theme, words, on_click=lambda: self.report.emit(one))
            button.setAccessibleName(_("Write it: {what}").format(what=title))
            button.setObjectName(f"page.handover.report.{one.timer}")
            line.add(button)
            self.add(line, gap=6)
        self.add(Line(self.theme), gap=6)

    def _due(self, words: str, due: datetime | None, now: datetime) -> None:
        late = due is not None and now >= due
        icon = "clock-alert" if late else "clock"
        self.add(State(self.theme, icon, words, "attn" if late else "ink"), gap=8)
        if due is None:
            self.add(plain(self.theme, _("No time is set"), "note", "ink2"))
            return
        told = _("Due {when}").format(when=when.at(due, now))
        if late:
            length = sentence_case(_("{length} late").format(length=when.length(now - due)))
            told = f"{told}. {length}"
        self.add(plain(self.theme, told, "note", "ink2"))
