"""What a desk owes once it has accepted: markers to set, word to the sender, and reading first.

Everything is told by entries of the receiving area, so that both ends see the same. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from app.domain import headings
from app.domain.closing import Stage, closing
from app.domain.codes import ActionStatus, Kind, Step
from app.domain.deliveries import REPORT_BACK, deliveries, taken
from app.domain.entry import NoteBody
from app.domain.people import children
from app.domain.plan import actions

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from app.domain.case import Case
    from app.domain.deliveries import Loop
    from app.domain.entry import Entry
    from app.domain.ids import VisitId
    from app.domain.plan import Action
    from app.domain.receiving import Marker, Receiving
    from app.domain.silence import Clocks

MARKERS = "clock.markers"
FIRST_VISIT = "clock.first-visit"
REPORTS = MappingProxyType(
    {"clock.report-7": headings.REPORT_FIRST, "clock.report-28": headings.REPORT_SECOND}
)
"""The timers of the reports back, and the heading under which each is written."""


@dataclass(frozen=True, slots=True)
class MarkerState:
    """One marker, and the action that says it was set, or why it could not be; or none."""

    marker: Marker
    action: Action | None

    @property
    def is_set(self) -> bool:
        """Somebody set it."""
        return self.action is not None and self.action.body.status is ActionStatus.DONE

    @property
    def is_settled(self) -> bool:
        """It was set, or somebody said why it could not be."""
        return self.action is not None and not self.action.is_open


@dataclass(frozen=True, slots=True)
class Report:
    """One report back to the sender."""

    timer: str
    heading: str
    due: datetime  # UTC
    note: Entry | None  # what was reported
    sent: bool  # whether it went out; at the sender's desk, whether it came

    @property
    def is_done(self) -> bool:
        """Written, and on its way."""
        return self.note is not None and self.sent


def holding(case: Case, area: str, only_told: Collection[str] = ()) -> Loop | None:
    """The delivery by which this area holds the case, or none; `only_told` as for `taken`.

    None once the case is closed, and once the area released itself from having passed it on.
    """
    if closing(case, area).stage is Stage.CLOSED:
        return None
    found = [loop for loop in taken(case, area, only_told) if loop.is_accepted and not loop.follows]
    if not found:
        return None
    since = began(found[0])
    passed_on = (d for d in deliveries(case, area) if d.is_finished and not d.is_notice)
    return None if any(d.sent >= since for d in passed_on) else found[0]


def began(loop: Loop) -> datetime:
    """When a delivery that was accepted was accepted, UTC: what every clock after it counts from.

    That is the first acceptance after the newest refusal, if there was one: saying it twice
    gives nobody more time.
    """
    start: datetime | None = None
    for answer in (a for a in loop.answers if a.decides):
        if answer.body.step is Step.DECLINED:
            start = None
        elif answer.body.step is Step.ACCEPTED and start is None:
            start = answer.said
    return start or loop.sent


def markers(case: Case, area: str, receiving: Receiving) -> tuple[MarkerState, ...]:
    """The markers that this case asks for, each as this area left it; the newest word counts."""
    ours = [a for a in actions(case) if a.entry.area == area]
    asked = [m for m in receiving.markers if not m.children or children(case)]
    return tuple(
        MarkerState(m, next((a for a in reversed(ours) if a.body.row == m.id), None)) for m in asked
    )


def reports(case: Case, area: str, start: datetime, clocks: Clocks) -> tuple[Report, ...]:
    """The reports that `area` owes for what it accepted at `start`, the first due first.

    One is done when its note is in the record and, for our own, a file went out with or after it.
    Without a timer there is none.
    """
    sent = [d.sent for d in deliveries(case, area) if d.body.purpose == REPORT_BACK]
    found: list[Report] = []
    for timer, heading in REPORTS.items():
        due = clocks.ends(timer, start)
        if due is None:
            continue
        note = _noted(case, area, heading, start)
        out = note is not None and any(at >= note.at for at in sent)
        found.append(Report(timer, heading, due, note, out))
    return tuple(sorted(found, key=lambda one: one.due))


def is_read(case: Case, area: str, start: datetime) -> Entry | None:
    """Who of this area read the earlier accounts since it accepted at `start`, or none."""
    return _noted(case, area, headings.EARLIER_READ, start)


def went_unread(case: Case, area: str, visit: VisitId) -> bool:
    """Whether somebody said why a visit begins before the earlier accounts were read."""
    return any(e.visit == visit for e in _notes(case, area, headings.EARLIER_UNREAD))


def _notes(case: Case, area: str, heading: str) -> list[Entry]:
    return [
        e
        for e in case.of(Kind.NOTE)
        if e.area == area and isinstance(e.body, NoteBody) and e.body.heading == heading
    ]


def _noted(case: Case, area: str, heading: str, start: datetime) -> Entry | None:
    found = [e for e in _notes(case, area, heading) if e.at >= start]
    return found[-1] if found else None
