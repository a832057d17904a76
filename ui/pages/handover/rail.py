"""The rail of the Handover page: each delivery's way back, its clocks in words, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.domain.deliveries import deliveries
from app.i18n import _
from ui import when
from ui.controls import Link, MoreCards, Secondary, Spread, Stack, Timeline
from ui.pages.handover.loop import late_words, moments
from ui.text import plain

if TYPE_CHECKING:
    from app.domain.case import Case
    from app.domain.deliveries import Delivery
    from ui.session import Session
    from ui.theme import Theme


class LoopRail(Stack):
    """The newest delivery, or the one that was picked."""

    save_again = Signal()

    def __init__(self, session: Session, theme: Theme) -> None:
        """Empty until a case is shown."""
        super().__init__()
        self.session, self.theme = session, theme
        self._picked = ""
        self._key: object = None
        self.delivery: Delivery | None = None

    def show_case(self, case: Case) -> None:
        """The deliveries as they stand at this moment."""
        found = deliveries(case)
        self.delivery = next((d for d in found if d.digest == self._picked), None)
        if self.delivery is None and found:
            self.delivery = found[0]
        now = self.session.now()
        shown = self.delivery
        key = (
            shown.digest if shown else "",
            moments(shown, now) if shown else (),
            [(d.digest, late_words(d, now)) for d in found],
        )
        if key != self._key:
            self._key = key
            self._draw(case, found)

    def _draw(self, case: Case, found: tuple[Delivery, ...]) -> None:
        self.clear()
        shown = self.delivery
        if shown is None:
            self.add(plain(self.theme, _("Not sent yet"), "panel"))
            words = _("What was sent stands here, with every answer and every clock.")
            self.add(plain(self.theme, words, "note", "ink2"), gap=4)
            return
        now = self.session.now()
        self.add(plain(self.theme, _("Sent to {to}").format(to=shown.body.to), "panel"))
        sealed = _("Sealed {when}").format(when=when.at(shown.entry.at, now))
        self.add(plain(self.theme, sealed, "note", "ink2"), gap=2)
        self.add(Timeline(self.theme, moments(shown, now)), gap=14)
        buttons = Spread(gap=16)
        again = Link(self.theme, _("Save the file again"), on_click=self.save_again.emit)
        again.setObjectName("page.handover.again")
        buttons.add(again)
        self.add(buttons, gap=12)
        self._draw_others(case, found)

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
            titles.append((other.digest, f"{name}. {late}" if late else name))
        more = MoreCards(self.theme, titles)

        def pick(digest: str) -> None:
            self._picked = digest
            self.show_case(case)

        more.picked.connect(pick)
        self.add(plain(self.theme, _("Other handovers"), "label", "ink2"), gap=18)
        self.add(more, gap=2)


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
        for button in (self.release, self.call, self.receipt):
            row = Spread()
            row.add(button)
            self.add(row)

    def show_for(self, delivery: Delivery | None) -> None:
        """What can be done about this delivery."""
        self.release.setVisible(delivery is not None and delivery.may_release)
        self.call.setVisible(delivery is not None)
