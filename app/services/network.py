"""The people behind the threat: adding them, saying their part, and who is to find it out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.codes import RestrictionClass, Status
from app.domain.entry import ActionBody, LinkBody, Value
from app.domain.people import ROLE_UNKNOWN, party
from app.domain.plan import Action, actions
from app.services import planning, recording

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.case import Case
    from app.domain.ids import SubjectId, VisitId
    from app.domain.questionnaire import Item
    from app.services.desk import Desk
    from app.services.recording import Said


def add_party(
    desk: Desk,
    case: Case,
    label: str,
    relation: str,
    *,
    place: tuple[Item, str, Said] | None = None,
    visit: VisitId | None = None,
) -> tuple[Case, SubjectId]:
    """Add somebody by an alias. Without a relation they are tied by a part nobody has established.

    `place` is the item that asks where they live, the code answered, and how that was said.
    """
    if place is not None and visit is not None:
        recording.require_askable(case, visit, place[0])  # before anything is written
    sure = Status.ESTABLISHED if relation else Status.NOT_ESTABLISHED
    case, subject = recording.add_subject(
        desk, case, label, relation or ROLE_UNKNOWN, to=case.at_risk(), status=sure, visit=visit
    )
    if place is not None:
        item, code, said = place
        value = Value(codes=(code,))
        case = recording.answer(desk, case, item, value, said, about=subject, visit=visit)
    return case, subject


def rule_out(
    desk: Desk,
    case: Case,
    subject: SubjectId,
    basis: str,
    *,
    visit: VisitId | None = None,
    rc: RestrictionClass = RestrictionClass.RC1,
) -> Case:
    """Say that somebody has no part in it: every role that stands is ruled out, on this basis."""
    roles = party(case, subject).roles
    found = {(tie.relation, tie.to) for tie in roles} or {(ROLE_UNKNOWN, case.at_risk())}
    for relation, to in sorted(found, key=str):
        body = LinkBody(to, relation, Status.RULED_OUT, basis)
        case = recording.link(desk, case, subject, body, visit=visit, rc=rc)
    return case


def finding_out(case: Case, subject: SubjectId) -> Action | None:
    """The open action by which somebody is to find out what part a person has."""
    found = [a for a in actions(case) if a.is_open and a.entry.about == subject and not a.body.row]
    return found[-1] if found else None


def name_to_find_out(
    desk: Desk, case: Case, subject: SubjectId, owner: str, due: datetime | None, text: str
) -> Case:
    """Put it into the plan that a named person finds out a part; whoever was named is followed."""
    named = finding_out(case, subject)
    if named is None:
        return planning.add(desk, case, ActionBody(text, owner=owner, due=due), about=subject)
    return planning.change(desk, case, named, replace(named.body, owner=owner, due=due))
