"""The time limits in words: how long each is, where it comes from, and whom to ring now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.after_accepting import FIRST_VISIT, MARKERS, REPORTS
from app.domain.closing import OBJECTION
from app.domain.codes import Step
from app.domain.handover import Standing
from app.i18n import _, ngettext
from app.services.report_words import without_address
from ui import when
from ui.controls import HeadRule, Line, Link, Primary, Sheet, Stack, State
from ui.text import plain

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.handover import Urgency
    from app.domain.reference import Timer
    from app.domain.silence import Chase, Clocks
    from app.services.post import Addressee
    from ui.session import Session
    from ui.theme import Theme


def capital(words: str) -> str:
    """The first letter large."""
    return words[:1].upper() + words[1:]


def amount(timer: Timer) -> str:
    """Four hours; one working day."""
    n = timer.amount
    words = {
        "hours": ngettext("{n} hour", "{n} hours", n),
        "days": ngettext("{n} day", "{n} days", n),
        "working_days": ngettext("{n} working day", "{n} working days", n),
    }
    return words[timer.unit].format(n=when.number(n))


def within(clocks: Clocks, urgency: Urgency) -> str:
    """Answer within four hours."""
    timer = clocks.timer_for(Step.ACCEPTED, urgency)
    if timer is None:
        return _("Answer at once.")
    return _("Answer within {length}.").format(length=amount(timer))


UNBROKEN = str.maketrans({" ": "\u00a0", "-": "-\u2060"})
"""Lets no line break inside a number, a code or a date: half a number is a wrong one."""


def ring_words(chase: Chase, now: datetime, telephone: str) -> str:
    """Whom to ring now, or when somebody rang and who is next; empty before the first rung."""
    return ". ".join(ring_parts(chase, now, telephone))


def ring_parts(chase: Chase, now: datetime, telephone: str) -> tuple[str, ...]:
    """The same in parts without full stops: whom to ring and on which number, then what is next."""
    parts: list[str] = []
    if chase.now is not None and chase.rang is None:
        ring = [_("Ring now. {who}").format(who=chase.now.timer.label)]
        if telephone:
            number = telephone.translate(UNBROKEN)
            ring.append(_("The number on their card is {number}").format(number=number))
        parts.append(". ".join(ring))
    elif chase.rang is not None:
        parts.append(_("You rang {when}").format(when=when.at(chase.rang, now)))
    if chase.next is not None and parts:
        at = capital(when.at(chase.next.at, now))
        said = _("{when}, if nobody answers: {who}")
        parts.append(said.format(when=at, who=chase.next.timer.label))
    return tuple(parts)


def desk_called(session: Session, name: str) -> Addressee | None:
    """The desk of a card here that is called so (duty@area.example), or none."""
    if not name:
        return None
    found = (a for a in session.post.addressees() if f"{a.desk.name}@{a.desk.area}" == name)
    return next(found, None)


class RingPanel(Stack):
    """Whom to ring now about a delivery that nobody has answered, and on which number."""

    def __init__(
        self, theme: Theme, words: tuple[str, ...], to: Addressee | None, *, pressing: bool
    ) -> None:
        """Brick while somebody has to ring; plain once somebody has. The rest is said below."""
        super().__init__()
        self.add(State(theme, "phone", f"{words[0]}.", "attn" if pressing else "ink"))
        for more in words[1:]:
            self.add(plain(theme, f"{more}.", "note", "ink2"), gap=2)
        if to is not None and to.area.standing is Standing.UNCHECKED:
            told = _("Nobody has checked that card. Find the number yourself before you trust it.")
            self.add(plain(theme, told, "note", "ink2"), gap=4)


class TimesSheet(Sheet):
    """Every time limit in force for handovers, and where each comes from."""

    def __init__(self, session: Session, theme: Theme) -> None:
        told = _(
            "None of these is a national rule. They hold on this laptop until your area sets its "
            "own: Settings, Your own questions, a file whose name begins with clocks-."
        )
        super().__init__(theme, _("Where these times come from"), told)
        timers = session.desk.clocks.timers
        self._list(_("Answers that are owed"), [t for t in timers if t.step])
        after = (*REPORTS, MARKERS, FIRST_VISIT)
        self._list(_("After an acceptance"), [t for t in timers if t.id in after])
        self._list(_("Before a case is closed"), [t for t in timers if t.id == OBJECTION])
        self._list(_("Who rings while nobody answers"), [t for t in timers if t.ladder])
        self.foot.add(Primary(theme, _("Go back"), on_click=self.dismiss))

    def _list(self, title: str, timers: list[Timer]) -> None:
        self.body.add(HeadRule(self.theme, title), gap=14)
        for timer in timers:
            name = _("{what}: {length}").format(what=timer.label, length=amount(timer))
            self.body.add(plain(self.theme, name, "strong"), gap=8)
            whose = _("Set by your area") if timer.own else _("The program’s own")
            named = "; ".join(without_address(source) for source in timer.source)
            source = _("{whose}. From: {source}").format(whose=whose, source=named)
            self.body.add(plain(self.theme, source, "note", "ink2"))
            self.body.add(Line(self.theme), gap=6)


def times_link(session: Session, theme: Theme, window: Stack) -> Link:
    """The way to where the times come from."""

    def show() -> None:
        TimesSheet(session, theme).open_in(window)

    link = Link(theme, _("Where these times come from"), on_click=show)
    link.setObjectName("page.handover.times")
    return link
