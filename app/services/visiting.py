"""Planning, beginning and ending a visit, and noting the conditions it is held under."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.codes import Kind, SignoffOn, VisitStage
from app.domain.entry import NoteBody, SettingBody, SignoffBody, VisitBody
from app.domain.ids import VisitId
from app.domain.visit import BREAK
from app.services.recording import write

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.case import Case
    from app.domain.visit import Visit
    from app.services.desk import Desk


def plan(
    desk: Desk, case: Case, type_: str, purpose: str, when: datetime | None, packs: tuple[str, ...]
) -> tuple[Case, VisitId]:
    """Plan a visit; an open visit later goes on with the packs it was planned with."""
    visit = VisitId(desk.ids.new())
    body = VisitBody(VisitStage.PLANNED, type_, purpose, when, packs)
    return write(desk, case, body, visit=visit), visit


def begin(desk: Desk, case: Case, visit: Visit) -> Case:
    """The visit begins."""
    return write(desk, case, replace(visit.body, stage=VisitStage.BEGAN, when=None), visit=visit.id)


def end(desk: Desk, case: Case, visit: Visit) -> Case:
    """The visit ends; nothing more is asked under it."""
    return write(desk, case, replace(visit.body, stage=VisitStage.ENDED, when=None), visit=visit.id)


def note_setting(desk: Desk, case: Case, visit: VisitId, setting: SettingBody) -> Case:
    """Note new conditions: a new entry that follows the last, never an edit of it."""
    last = [e.id for e in case.of(Kind.SETTING) if e.visit == visit]
    return write(desk, case, setting, visit=visit, follows=last)


def take_break(desk: Desk, case: Case, visit: Visit) -> Case:
    """Note that a break was taken; the minutes are counted from here."""
    return write(desk, case, NoteBody(BREAK, ""), visit=visit.id)


def note(desk: Desk, case: Case, visit: Visit | None, heading: str, text: str) -> Case:
    """Note something that happened, during a visit or at the desk."""
    return write(desk, case, NoteBody(heading, text), visit=visit.id if visit else None)


def leave_without(desk: Desk, case: Case, visit: Visit, lacking: tuple[str, ...], why: str) -> Case:
    """End a visit though plan rows that nobody should leave without are lacking; say why."""
    for row in lacking:
        body = SignoffBody(SignoffOn.MISSING, (), f"before-leaving:{row}", why)
        case = write(desk, case, body, visit=visit.id)
    return end(desk, case, visit)
