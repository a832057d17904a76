"""The way the record went, and where she has been placed: each with who, when, and until when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Signal

from app.domain.codes import Status
from app.domain.legs import Reached, legs
from app.i18n import N_, _
from ui import when
from ui.controls import Link, Moment, Spread, State, Timeline
from ui.pages.areas import area_title
from ui.pages.handover.holding import REACHED
from ui.pages.handover.panels import Panel
from ui.pages.sentences import sentence_case
from ui.text import plain

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.case import Case
    from app.domain.holders import Slice
    from app.domain.legs import Hop, Leg
    from ui.session import Session
    from ui.theme import Theme

_KINDS = {
    "handover": N_("{by} sent it to {to}"),
    "addendum": N_("{by} sent what was new to {to}"),
    "correction": N_("{by} sent a correction to {to}"),
    "withdrawal": N_("{by} took it back from {to}"),
}


class WayPanel(Panel):
    """Who sent the record to whom, and where she was when. Both as far as is known here."""

    place = Signal()

    def __init__(self, session: Session, theme: Theme) -> None:
        """Empty until it is shown."""
        super().__init__(session, theme)

    def show_case(self, case: Case, hops: tuple[Hop, ...], slices: tuple[Slice, ...]) -> None:
        """The way as it is known, whose record it is, and the legs."""
        now = self.session.now()
        way = [_hop(self.session, hop, now) for hop in hops]
        wrote = list(dict.fromkeys(_wrote(self.session, one) for one in slices))
        stays = [_leg(leg, now) for leg in legs(case)]
        self.redraw((way, wrote, stays), lambda: self._draw(way, wrote, stays))

    def _draw(self, way: list[Moment], wrote: list[str], stays: list[Moment]) -> None:
        theme = self.theme
        head = Spread(gap=12, line_gap=2)
        head.add(plain(theme, _("Where she has been placed"), "panel"))
        link = Link(theme, _("Write down a stay"), icon="plus", on_click=self.place.emit)
        link.setObjectName("page.handover.place")
        head.add_end(link)
        self.add(head, gap=24)
        if stays:
            self.add(Timeline(theme, stays), gap=10)
        else:
            words = _("No stay is written down. Part 2 holds it: named people only.")
            self.add(plain(theme, words, "note", "ink2"), gap=4)
        if way:
            self.add(plain(theme, _("The way the record went"), "panel"), gap=24)
            told = _("As far as is known here. Passed on is not received.")
            self.add(plain(theme, told, "note", "ink2"), gap=2)
            self.add(Timeline(theme, way), gap=10)
        if wrote:
            self.add(plain(theme, _("Whose record it is"), "note_strong"), gap=12)
        for words in wrote:
            self.add(State(theme, "file-text", words, role="note"), gap=2)


def _wrote(session: Session, one: Slice) -> str:
    """One slice: who signed it, and when, where that is known."""
    area = area_title(session, one.area)
    if one.created is None:
        return _("{area}, signed by {who}").format(area=area, who=one.author)
    day, time = when.day(one.created), when.clock(one.created)
    words = _("{area}, signed by {who}, {day}, {time}")
    return words.format(area=area, who=one.author, day=day, time=time)


def _hop(session: Session, hop: Hop, now: datetime) -> Moment:
    desk, _at, area = hop.desk.partition("@")
    to = hop.to or ", ".join(w for w in (area_title(session, area), desk) if w)
    words = _(_KINDS.get(hop.kind, _KINDS["handover"]))
    title = words.format(by=area_title(session, hop.by), to=to)
    parts = [sentence_case(when.at(hop.at, now)), _(REACHED[hop.reached])]
    if hop.answer is not None and hop.answer.body.by:
        parts[-1] = f"{parts[-1]}: {hop.answer.body.by}"
    others = [area_title(session, a) for a in hop.areas if a != hop.by]
    if others:
        parts.append(_("With the record of {areas}").format(areas=", ".join(others)))
    return Moment(title, ". ".join(parts), _state(hop.reached))


def _state(reached: Reached) -> Literal["done", "waiting", "late"]:
    if reached is Reached.ACCEPTED:
        return "done"
    return "late" if reached is Reached.DECLINED else "waiting"


def _leg(leg: Leg, now: datetime) -> Moment:
    body = leg.body
    since = _("From {day}").format(day=when.known(body.since)) if body.since else ""
    until = _("until {day}").format(day=when.known(body.until)) if body.until else ""
    span = " ".join(w for w in (since, until) if w) or _("Nobody said since when")
    by = _("Placed by {who}").format(who=body.placed_by) if body.placed_by else ""
    sure = "" if body.status is Status.ESTABLISHED else _("Not established")
    over = leg.ends is not None and leg.ends < now
    said = ". ".join(sentence_case(w) for w in (span, by, body.basis, sure) if w)
    return Moment(leg.place, said, "done" if over else "waiting")
