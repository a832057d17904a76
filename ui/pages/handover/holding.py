"""Who holds this: each desk with what it has, what it lacks, and what it must be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.domain.holders import How, owed_correction
from app.domain.legs import TEMPORARY, Reached
from app.i18n import N_, _, ngettext
from ui import when
from ui.controls import DetailRow, Line, Link, Notice, Primary, Secondary, Spread
from ui.pages.areas import area_title
from ui.pages.handover.panels import Panel
from ui.pages.handover.words import part_title
from ui.pages.sentences import sentence_case
from ui.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from app.domain.deliveries import Delivery
    from app.domain.holders import Holder
    from app.services.moving import NextHop
    from ui.session import Session
    from ui.theme import Ink

REACHED = {
    Reached.SENT: N_("No answer is known here"),
    Reached.ARRIVED: N_("Arrived, not yet read"),
    Reached.READ: N_("Read, not yet answered"),
    Reached.ACCEPTED: N_("Accepted by name"),
    Reached.ASKED: N_("They asked a question"),
    Reached.DECLINED: N_("Declined"),
    Reached.SPOKEN: N_("Accepted by word of mouth, not proved"),
}
"""How far a delivery has come, in words. Passed on is not received."""


class OwedPanel(Panel):
    """What other desks must be told, said at the top of the page until they were sent it."""

    correct = Signal()
    send_new = Signal()
    tell_closing = Signal()

    def show_holders(self, found: tuple[Holder, ...], hop: NextHop | None, untold: int = 0) -> None:
        """Corrections that are owed, the next step, and how many do not know of the closing."""
        count = len(owed_correction(found))
        self.redraw((count, hop, untold), lambda: self._draw(count, hop, untold))

    def _draw(self, count: int, hop: NextHop | None, untold: int) -> None:
        if count:
            self.add(self._wrong(count))
        if untold:
            self.add(self._closing(untold), gap=8)
        if hop is not None:
            self.add(self._hop(hop), gap=8)
        if count or untold or hop is not None:
            self.add(plain(self.theme, "", "label"))

    def _wrong(self, count: int) -> Notice:
        words = ngettext(
            "{n} desk holds something that has been put right since",
            "{n} desks hold something that has been put right since",
            count,
        )
        because = _("They go by what is wrong until they are told. Telling them is not a choice.")
        said = sentence_case(words.format(n=when.number(count)))
        notice = Notice(self.theme, said, icon="triangle-alert", ink="attn", because=because)
        tell = Primary(self.theme, _("Tell them"), icon="pencil", on_click=self.correct.emit)
        tell.setObjectName("page.handover.owed.correct")
        notice.acts.add(tell)
        return notice

    def _closing(self, untold: int) -> Notice:
        words = ngettext(
            "{n} desk that holds this does not know that you mean to close it",
            "{n} desks that hold this do not know that you mean to close it",
            untold,
        )
        because = _("Each gets a notice, and time to object. Nothing is closed before that.")
        said = sentence_case(words.format(n=when.number(untold)))
        notice = Notice(self.theme, said, icon="triangle-alert", ink="attn", because=because)
        tell = Primary(self.theme, _("Ask who objects"), on_click=self.tell_closing.emit)
        tell.setObjectName("page.handover.owed.closing")
        notice.acts.add(tell)
        return notice

    def _hop(self, hop: NextHop) -> Notice:
        if hop.tell:
            names = ", ".join(holder_name(self.session, holder) for holder in hop.tell)
            words = _("Tell {who} that the record has gone on").format(who=names)
            because = _("What is new says to whom it went, and when.")
            notice = Notice(self.theme, words, icon="clock", ink="attn", because=because)
            tell = Secondary(self.theme, _("Send what is new"), on_click=self.send_new.emit)
            tell.setObjectName("page.handover.owed.tell")
            notice.acts.add(tell)
            return notice
        words = _("She is here for a time, and the next step is not recorded")
        if hop.until is not None:
            day = when.day(hop.until)
            words = _("She is here until {day}, and the next step is not recorded").format(day=day)
        because = _(
            "Before she moves on, hand the case to the next area and tell whoever sent it to you."
        )
        return Notice(self.theme, words, icon="clock", ink="attn", because=because)


class HoldersPanel(Panel):
    """Every desk that holds something of the case, and the ways to tell them more."""

    send_new = Signal()
    correct = Signal()
    withdraw = Signal()
    address_known = Signal()
    look_at = Signal(str)  # the holder's desk

    def show_holders(self, found: tuple[Holder, ...]) -> None:
        """The holders as this vault knows them."""
        session = self.session
        shown = [(h.desk, tuple(lines_of(session, h, session.now()))) for h in found]
        self.redraw(shown, lambda: self._draw(found))

    def _draw(self, found: tuple[Holder, ...]) -> None:
        theme = self.theme
        self.add(plain(theme, _("Who holds this"), "panel"), gap=24)
        if not found:
            words = _("Nobody but this desk, as far as is known here.")
            self.add(plain(theme, words, "note", "ink2"), gap=4)
            return
        self.add(Line(theme, heavy=True), gap=8)
        for holder in found:
            self.add(self._row(holder), Line(theme))
        wrong = owed_correction(found)
        buttons = Spread(gap=8)
        made = (
            (_("Send what is new to all"), "upload", "new", self.send_new),
            (_("Correct"), "pencil", "correct", self.correct),
            (_("Withdraw"), "undo-2", "withdraw", self.withdraw),
            (_("Her address is known"), "triangle-alert", "address", self.address_known),
        )
        for words, icon, name, signal in made:
            kind = Primary if wrong and name == "correct" else Secondary
            button = kind(theme, words, icon=icon, on_click=signal.emit)
            button.setObjectName(f"page.handover.holders.{name}")
            buttons.add(button)
        self.add(buttons, gap=12)

    def _row(self, holder: Holder) -> DetailRow:
        name = holder_name(self.session, holder)
        icon = "triangle-alert" if holder.wrong else "folder-open"
        link = Link(
            self.theme, _("What they have"), on_click=lambda: self.look_at.emit(holder.desk)
        )
        link.setAccessibleName(_("What {who} has, and what not").format(who=name))
        link.setObjectName(f"page.handover.holder.{holder.desk}")
        note = ". ".join(lines_of(self.session, holder, self.session.now())) + "."
        ink: Ink = "attn" if holder.wrong else "ink"
        return DetailRow(self.theme, icon, name, note, end=link, ink=ink, title_width=300)


def holder_name(session: Session, holder: Holder) -> str:
    """A holder in words: the area, its desk, and the person if one was named."""
    if holder.to:
        return holder.to
    desk, _at, area = holder.desk.partition("@")
    return ", ".join(w for w in (area_title(session, area), desk) if w)


def lines_of(session: Session, holder: Holder, now: datetime) -> Iterator[str]:
    """What is known of a holder, one thing after another, without full stops."""
    yield _came(session, holder, now)
    if holder.is_coded:
        yield _("A coded copy: they have no key, so ring them")
    if holder.wrong:
        words = ngettext(
            "Holds {n} thing that was put right since, and does not know",
            "Holds {n} things that were put right since, and does not know",
            len(holder.wrong),
        )
        yield words.format(n=when.number(len(holder.wrong)))
    if holder.news:
        words = ngettext(
            "Lacks {n} thing written since", "Lacks {n} things written since", len(holder.news)
        )
        yield words.format(n=when.number(len(holder.news)))
    else:
        yield _("Has everything that goes to them")
    if holder.grounds:
        parts = ", ".join(part_title(rc).lower() for rc in sorted(holder.grounds))
        yield _("Held back from them: {parts}").format(parts=parts)
    if holder.deliveries and holder.purpose == TEMPORARY and not holder.withdrawn:
        yield _("For a time: they owe you word of the next step")


def _came(session: Session, holder: Holder, now: datetime) -> str:
    if holder.withdrawn:
        return _("Taken back {when}").format(when=when.at(holder.deliveries[0].entry.at, now))
    if holder.how is How.SENT:
        newest = holder.deliveries[0]
        sent = _("Sent {when}").format(when=when.at(newest.entry.at, now))
        return f"{sent}. {answered(newest)}"
    if holder.how is How.BROUGHT:
        at = when.at(holder.brought[0].taken, now)
        return _("It came from them, and was taken in {when}").format(when=at)
    if holder.how is How.PASSED:
        area = area_title(session, holder.by)
        return _("Passed on to them by {area}. Passed on is not received").format(area=area)
    return _("Their record is here by way of another area. No desk of theirs is known")


def answered(delivery: Delivery) -> str:
    """How far one delivery of ours has come."""
    decision = delivery.decision
    if decision is not None:
        return _(REACHED[Reached(decision.body.step.value)])
    if delivery.opened is not None:
        return _("Read back by telephone, not proved")
    if delivery.spoken is not None:
        return _(REACHED[Reached.SPOKEN])
    return _("Not answered yet")
