"""Doing what is owed after an acceptance: setting markers, and reading before the first visit."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from app.domain import after_accepting as owed
from app.domain import headings
from app.domain.codes import ActionStatus
from app.domain.entry import ActionBody, NoteBody
from app.domain.errors import RecordRefused
from app.services import carrying
from app.services.recording import write

if TYPE_CHECKING:
    from app.domain.after_accepting import MarkerState
    from app.domain.case import Case
    from app.domain.deliveries import Loop
    from app.domain.ids import VisitId
    from app.services.desk import Desk

SEEN = MappingProxyType(
    {
        "alone": "Seen, alone.",
        "not_alone": "Seen, not alone.",
        "spoken": "Spoken to, not seen.",
        "no": "Neither seen nor spoken to.",
    }
)
PLACE = MappingProxyType(
    {
        "here": "Still at the same place.",
        "moving": "About to move.",
        "moved": "Moved on.",
        "unknown": "It is not known whether she is still there.",
    }
)
"""What a report back says, in English: it is read at another desk."""


def reported(seen: str, danger: str, place: str, moves: str) -> str:
    """The words of a report back; `seen` and `place` are codes of the lists above."""
    words = (SEEN[seen], danger.strip(), PLACE[place], moves.strip())
    return "\n".join(filter(None, words))


def holding(desk: Desk, case: Case) -> Loop | None:
    """The delivery by which this desk holds the case, or none."""
    return owed.holding(case, desk.area, carrying.told_here(desk, case.id))


def settle_marker(
    desk: Desk, case: Case, state: MarkerState, who: str, when: str, where: str, *, done: bool
) -> Case:
    """Say who set a marker, when and where; or, not `done`, why it cannot be set here.

    It stands in the plan as this area's own action, in the marker's class. Said again, the newer
    word stands and the earlier one is kept.

    Raises:
        RecordRefused: `marker.who`, `marker.where`.
    """
    if not who.strip():
        raise RecordRefused("marker.who")
    if not where.strip():
        raise RecordRefused("marker.where")
    marker = state.marker
    parts = (where.strip(), when.strip())
    body = ActionBody(
        text=marker.label,
        row=marker.id,
        row_version=desk.receiving.version,
        agency=marker.agency,
        owner=who.strip(),
        status=ActionStatus.DONE if done else ActionStatus.NOT_NEEDED,
        evidence=". ".join(part for part in parts if part),
    )
    follows = [state.action.entry.id] if state.action else []
    return write(desk, case, body, rc=marker.rc, follows=follows)


def to_read(desk: Desk, case: Case) -> Loop | None:
    """The delivery whose earlier accounts nobody at this desk has read yet, or none."""
    loop = holding(desk, case)
    if loop is None or owed.is_read(case, desk.area, owed.began(loop)) is not None:
        return None
    return loop


def read(desk: Desk, case: Case) -> Case:
    """Somebody confirms that they read it: who and when are the entry's own."""
    if to_read(desk, case) is None:
        return case
    words = f"Read as version {desk.receiving.version} of the list puts it together."
    return write(desk, case, NoteBody(headings.EARLIER_READ, words, practitioner_only=True))


def may_begin(desk: Desk, case: Case, visit: VisitId) -> bool:
    """Whether a visit may begin without asking why nobody has read the earlier accounts."""
    return to_read(desk, case) is None or owed.went_unread(case, desk.area, visit)


def begin_unread(desk: Desk, case: Case, visit: VisitId, reason: str) -> Case:
    """Say why a visit begins before anybody read them. It is kept, and nothing is blocked.

    Raises:
        RecordRefused: `first-visit.no-reason`.
    """
    if not reason.strip():
        raise RecordRefused("first-visit.no-reason")
    body = NoteBody(headings.EARLIER_UNREAD, reason.strip(), practitioner_only=True)
    return write(desk, case, body, visit=visit)
