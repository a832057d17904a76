"""The rail of the Handover page: each delivery's way back, its clocks in words, and what to do."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.domain.deliveries import CLOSURE_NOTICE, deliveries
from app.domain.silence import chase
from app.i18n import _
from app.services import inbox
from ui import when
from ui.controls import HeadRule, Link, Secondary, Spread, Stack, State, Timeline
from ui.pages.areas import area_title
from ui.pages.handover.coded import CodePanel
from ui.pages.handover.loop import late_words, moments, who_holds_it
from ui.pages.handover.owed_here import OwedHere
from ui.pages.handover.words import kind_words
from ui.pages.owing import CaseOwing, owing_of_case
from ui.pages.times import RingPanel, desk_called, ring_parts, times_link
from ui.text import plain

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.case import Case
    from app.domain.deliveries import Delivery
    from app.domain.silence import Owed
    from app.services.inbox import Arrived
    from ui.session import Session
    from ui.theme import Theme


class LoopRail(Stack):
    """The newest delivery, or the one that was picked."""

    save_again = Signal()
    code = Signal(object)  # Delivery: a coded copy whose code is to be read out
    answer = Signal(object)  # Arrived: a package whose sender is owed an answer
    picked = Signal()  # another delivery is shown
    report = Signal(object)  # after_accepting.Report: a report back that is owed

    def __init__(self, session: Session, theme: Theme) -> None:
        """Empty until a case is shown."""
        super().__init__()
        self.session, self.theme = session, theme
        self._picked = ""
        self._key: object = None
        self.here = OwedHere(session, theme)
        self.here.report.connect(self.report)
        self._loop = Stack()
        self.add(self.here, self._loop)
        self.delivery: Delivery | None = None

    def show_case(self, case: Case) -> None:
        """The deliveries as they stand at this moment."""
        found = deliveries(case, self.session.desk.area)
        self.delivery = next((d for d in found if d.digest == self._picked), None)
        if self.delivery is None and found:
            self.delivery = found[0]
        self.here.show_case(case)
        now, clocks = self.session.now(), self.session.desk.clocks
        shown, owing = self.delivery, owing_of_case(self.session, case.id)
        key = (
            shown.digest if shown else "",
            moments(shown, now, clocks) if shown else (),
            self._ring(shown, now) if shown else None,
            [(line, self._owed(line, now)) for line in owing],
            [(d.digest, late_words(d, now)) for d in found],
        )
        if key != self._key:
            self._key = key
            self._draw(case, found, owing)

    def _draw(self, case: Case, found: tuple[Delivery, ...], owing: tuple[Arrived, ...]) -> None:
        self._loop.clear()
        for line in owing:
            part = CaseOwing(self.session, self.theme, line, area_title(self.session, line.area))
            part.answer.connect(self.answer)
            self._loop.add(part)
        if owing:
            self._loop.add(plain(self.theme, "", "label"))
        shown = self.delivery
        if shown is None:
            self._loop.add(plain(self.theme, _("Not sent yet"), "panel"))
            words = _("What was sent stands here, with every answer and every clock.")
            self._loop.add(plain(self.theme, words, "note", "ink2"), gap=4)
            return
        now = self.session.now()
        self._loop.add(plain(self.theme, _("Sent to {to}").format(to=shown.body.to), "panel"))
        sealed = _("Sealed {when}").format(when=when.at(shown.entry.at, now))
        said = ". ".join(w for w in (kind_words(shown.body), sealed) if w)
        self._loop.add(plain(self.theme, said, "note", "ink2"), gap=2)
        self._draw_silence(shown, now)
        if shown.is_coded:
            panel = CodePanel(self.session, self.theme, shown, now)
            panel.show_code.connect(self.code)
            self._loop.add(panel, gap=10)
        self._loop.add(Timeline(self.theme, moments(shown, now, self.session.desk.clocks)), gap=14)
        buttons = Spread(gap=16)
        again = Link(self.theme, _("Save the file again"), on_click=self.save_again.emit)
        again.setObjectName("page.handover.again")
        buttons.add(again, times_link(self.session, self.theme, self))
        self._loop.add(buttons, gap=12)
        self._draw_others(case, found)

    def _owed(self, line: Arrived, now: datetime) -> list[tuple[Owed, bool]]:
        """What is owed for one package, and whether each is late by now."""
        found = inbox.still_owed(self.session.desk, line)
        return [(owed, owed.due is not None and now >= owed.due) for owed in found]

    def _ring(self, shown: Delivery, now: datetime) -> tuple[tuple[str, ...], bool]:
        """Whom to ring now, in words, and whether somebody has to."""
        asks = shown.body.purpose == CLOSURE_NOTICE  # silence ends it; nobody is chased for it
        if asks or not shown.is_waited_for or shown.is_finished:
            return (), False
        found = chase(shown.sent, shown.due, shown.rang, self.session.desk.clocks, now)
        to = desk_called(self.session, shown.body.desk)
        words = ring_parts(found, now, to.telephone if to else "")
        return words, found.is_pressing

    def _draw_silence(self, shown: Delivery, now: datetime) -> None:
        """Who holds it, said first; and while nobody answers, whom to ring now."""
        held = shown.is_finished or (shown.may_release and shown.holder is not None)
        icon = "check" if held else "hand"
        self._loop.add(State(self.theme, icon, who_holds_it(shown, now), "ink"), gap=10)
        words, pressing = self._ring(shown, now)
        if words:
            to = desk_called(self.session, shown.body.desk)
            self._loop.add(RingPanel(self.theme, words, to, pressing=pressing), gap=10)

    def _draw_others(self, case: Case, found: tuple[Delivery, ...]) -> None:
        others = [d for d in found if d is not self.delivery]
        if not others:
            return
        now = self.session.now()
        titles: list[tuple[str, str]] = []
        for other in others:
            late = late_words(other, now)
            day = when.day(other.entry.at, year=False)
            name = _("{to}, {day}").format(to=other.body.to, day=day)
            name = ". ".join(w for w in (kind_words(other.body), name) if w)
            titles.append((other.digest, f"{name}. {late}" if late else name))

        def pick(digest: str) -> None:
            self._picked = digest
            self.show_case(case)
            self.picked.emit()

        self._loop.add(HeadRule(self.theme, _("Other handovers")), gap=18)
        for digest, title in titles:
            self._loop.add(Link(self.theme, title, on_click=partial(pick, digest)), gap=2)


class LoopButtons(Stack):
    """Release yourself when that may be, log a call, open a receipt file."""

    def __init__(self, theme: Theme) -> None:
        """Release and call are shown only when there is something to release or to ring about."""
        super().__init__(gap=2)
        self.release = Secondary(theme, _("Release yourself"), icon="lock-open")
        self.release.setObjectName("page.handover.release")
        self.call = Secondary(theme, _("Log a call"), icon="phone")
        self.call.setObjectName("page.handover.call")
        self.receipt = Secondary(theme, _("Open a receipt file"), icon="file-check")
        self.receipt.setObjectName("page.handover.receipt")
        for buttons in ((self.release,), (self.call, self.receipt)):
            row = Spread(gap=8, line_gap=2)
            row.add(*buttons)
            self.add(row)

    def show_for(self, delivery: Delivery | None) -> None:
        """What can be done about this delivery."""
        self.release.setVisible(delivery is not None and delivery.may_release)
        self.call.setVisible(delivery is not None)
