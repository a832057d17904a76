"""Recording what a full-screen stop demands: each call, or a supervisor's reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.codes import SignoffOn
from app.domain.entry import SignoffBody
from app.domain.stops import REASON, decision_of
from app.services.recording import write

if TYPE_CHECKING:
    from app.domain.case import Case
    from app.domain.ids import VisitId
    from app.domain.stops import OpenStop
    from app.services.desk import Desk


def record_call(
    desk: Desk, case: Case, stop: OpenStop, call: int, told: str, visit: VisitId | None
) -> Case:
    """A call was made: `told` says to whom, when, and what was agreed. `call` counts from 0."""
    return _sign(desk, case, stop, str(call), told, visit)


def record_reason(
    desk: Desk, case: Case, stop: OpenStop, reason: str, visit: VisitId | None
) -> Case:
    """The supervisor, named in `reason`, says why the calls need not be made."""
    return _sign(desk, case, stop, REASON, reason, visit)


def _sign(
    desk: Desk, case: Case, stop: OpenStop, part: str, words: str, visit: VisitId | None
) -> Case:
    over = tuple(sorted({i for f in stop.findings for i in f.evidence}))
    body = SignoffBody(SignoffOn.STOP, over, decision_of(stop.stop, part), words)
    return write(desk, case, body, visit=visit)
