"""How far the closing of a case has come, who has to be asked first, and whether it is held."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.codes import ActionStatus, CaseEvent, Kind, Proof, Step
from app.domain.deliveries import CLOSURE_NOTICE, deliveries, held_by
from app.domain.entry import CaseBody
from app.domain.people import workers
from app.domain.plan import actions
from app.domain.working_days import after_working_days

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from app.domain.case import Case
    from app.domain.deliveries import Answer, Delivery
    from app.domain.entry import Entry
    from app.domain.holders import Holder
    from app.domain.reference import Timer

OBJECTION = "clock.objection"
"""The timer that gives every holder time to object to a closure (review, paragraph 49m)."""


NO_OBJECTION = "No objection."
"""The first line of an acceptance that says so. Taking a notice in does not say it by itself."""


class Word(StrEnum):
    """What a holder has said about the closing."""

    NOT_TOLD = "not_told"  # no notice has gone to them
    WAITING = "waiting"  # their time has not ended
    ASKED = "asked"  # ... and they have a question
    NO_OBJECTION = "no_objection"
    OBJECTED = "objected"  # signed, or spoken: either stops it
    SILENT = "silent"  # their time has ended. It is no agreement


@dataclass(frozen=True, slots=True)
class Heard:
    """One holder, and its word on the closing."""

    desk: str  # duty@area.example
    to: str  # how the record names it; may be empty
    word: Word
    until: datetime | None = None  # UTC: how long they may object
    answer: Answer | None = None  # what says so

    @property
    def area(self) -> str:
        """The area of the desk."""
        return self.desk.partition("@")[2]


class Stage(StrEnum):
    """How far the closing has come."""

    OPEN = "open"
    PROPOSED = "proposed"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Closing:
    """Where the case stands, told by entries that stand and never by their order."""

    stage: Stage
    entry: Entry | None  # the proposal or the closing
    held: Entry | None


def closing(case: Case, area: str = "") -> Closing:
    """Where the case stands; with `area`, as that area left it.

    An area closes its own work and nobody else's: what another area says of its own, which came
    here with a notice or a later slice, closes nothing here and proposes nothing here.
    """
    closed = _standing(case, CaseEvent.CLOSED, area)
    proposed = _standing(case, CaseEvent.CLOSURE_PROPOSED, area)
    held = _standing(case, CaseEvent.HELD, area)
    if closed is not None:
        return Closing(Stage.CLOSED, closed, held)
    if proposed is not None:
        return Closing(Stage.PROPOSED, proposed, held)
    return Closing(Stage.OPEN, None, held)


def to_consult(case: Case, own_area: str) -> tuple[str, ...]:
    """Everybody with an open interest: other areas, desks sent to, owners of actions, workers."""
    areas = [e.area for e in case.ordered if e.area != own_area]
    desks = [d.body.to for d in deliveries(case)]
    owners = [
        ", ".join(filter(None, (a.body.owner.strip(), a.body.agency)))
        for a in actions(case)
        if a.has_owner and a.body.status is not ActionStatus.NOT_NEEDED
    ]
    named = [case.label(tie.to) for tie in workers(case) if tie.to is not None]
    return tuple(dict.fromkeys(filter(None, (*areas, *desks, *owners, *named))))


def objections_until(
    proposed: Entry, timers: Iterable[Timer], holidays: frozenset[date]
) -> datetime:
    """Until when every holder may object, UTC; the moment of proposing when no timer says."""
    for timer in timers:
        if timer.id == OBJECTION:
            return after_working_days(proposed.at, timer.amount, holidays)
    return proposed.at


def heard(case: Case, area: str, found: Iterable[Holder], now: datetime) -> tuple[Heard, ...]:
    """What each holder has said of the closing that is proposed; nothing when none is.

    A notice counts when this area sent it after its own proposal: both are by the clock of the
    area that closes. What was never said to have been sent, was not.
    """
    proposed = closing(case, area)
    if proposed.stage is not Stage.PROPOSED or proposed.entry is None:
        return ()
    since = proposed.entry.at
    sent = [
        d for d in deliveries(case, area) if d.body.purpose == CLOSURE_NOTICE and d.sent >= since
    ]
    told = {held_by(d.body): d for d in reversed(sent)}  # the newest to each
    return tuple(_heard(h, told.get(h.desk), now) for h in found)


def _heard(holder: Holder, told: Delivery | None, now: datetime) -> Heard:
    if told is None:
        return Heard(holder.desk, holder.to, Word.NOT_TOLD)
    said = [(word, a) for a in told.answers if (word := word_of(a)) is not None]
    word, answer = said[-1] if said else (Word.WAITING, None)
    if word in {Word.WAITING, Word.ASKED} and told.due is not None and now >= told.due:
        word = Word.SILENT
    return Heard(holder.desk, holder.to or told.body.to, word, told.due, answer)


def word_of(answer: Answer) -> Word | None:
    """What one answer to a notice says of the closing; none for those that say nothing of it.

    Only a signed acceptance that says it in its first line is no objection. Whatever objects,
    signed or read over a telephone, objects.
    """
    body = answer.body
    if body.step is Step.DECLINED:
        return Word.OBJECTED
    if body.step is Step.ASKED:
        return Word.ASKED
    agreed = body.step is Step.ACCEPTED and body.proof is Proof.DIGEST
    return Word.NO_OBJECTION if agreed and _first_line(body.text) == NO_OBJECTION else None


def window_ends(
    proposed: Entry, found: Iterable[Heard], timers: Iterable[Timer], holidays: frozenset[date]
) -> datetime | None:
    """Until when others may object, UTC; none once every holder has said that none of them does.

    With nobody to tell, or somebody who cannot be told by a file, the time runs from the
    proposal; with notices, until the last of them ends.
    """
    every = tuple(found)
    if every and all(one.word is Word.NO_OBJECTION for one in every):
        return None
    ends = [one.until for one in every if one.until is not None]
    if not every or any(one.word is Word.NOT_TOLD for one in every):
        ends.append(objections_until(proposed, timers, holidays))
    return max(ends)


def _first_line(text: str) -> str:
    return text.partition("\n")[0].strip()


def elsewhere(case: Case, own_area: str) -> tuple[tuple[str, Closing], ...]:
    """Other areas that mean to close the case, or have closed it, each as it left it."""
    areas = dict.fromkeys(e.area for e in case.of(Kind.CASE) if e.area != own_area)
    found = ((area, closing(case, area)) for area in areas)
    return tuple((area, one) for area, one in found if one.stage is not Stage.OPEN)


def _standing(case: Case, event: CaseEvent, area: str) -> Entry | None:
    found = [
        e
        for e in case.of(Kind.CASE)
        if isinstance(e.body, CaseBody) and e.body.event is event and area in {"", e.area}
    ]
    return found[-1] if found else None
