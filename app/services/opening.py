"""Noting that the opening was read, or had been read already: one small note of the visit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.answers import text_of
from app.domain.entry import NoteBody
from app.domain.opening import ALREADY, READ_FIRST, noted
from app.services.recording import write

if TYPE_CHECKING:
    from app.domain.case import Case
    from app.domain.visit import Visit
    from app.services.desk import Desk


def done(desk: Desk, case: Case, visit: Visit, *, read: bool) -> Case:
    """Note it for practitioners, once; again, and nothing is written.

    Raises:
        VaultRefused: it could not be saved; the case is as before.
    """
    if noted(case, visit):
        return case
    told = "Read aloud to the end." if read else ALREADY
    body = NoteBody(READ_FIRST, told, practitioner_only=True)
    return write(desk, case, body, visit=visit.id)


def values(desk: Desk, case: Case) -> dict[str, str]:
    """What fills the lines: who speaks, for whom, and the harmless subject if one was agreed."""
    topic = text_of(case, "A8", None, "topic")
    return {"worker": desk.author.name, "agency": desk.area_title, "cover_topic": topic}
