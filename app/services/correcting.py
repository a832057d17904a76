"""Putting right what was recorded wrongly: a new entry that names the old one, with the reason."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.codes import Kind
from app.domain.entry import NoteBody, SettingBody
from app.domain.errors import RecordRefused
from app.domain.headings import WRONG
from app.domain.looking_back import may_correct
from app.services.recording import append, make

if TYPE_CHECKING:
    from app.domain.case import Case
    from app.domain.codes import RestrictionClass
    from app.domain.entry import Body, Entry
    from app.services.desk import Desk


def put_right(
    desk: Desk,
    case: Case,
    entry: Entry,
    reason: str,
    right: Body | None = None,
    *,
    held_with: RestrictionClass | None = None,
) -> Case:
    """Take an entry out of the accounts, with the reason; `right` is what it should have said.

    History keeps it. What it had taken the place of stands again. A setting is only ever put
    right by a setting, so for one `right` is needed and carries the reason. With `held_with` the
    correction is of that class, and a copy without the class leaves the wrong words out as well.

    Raises:
        RecordRefused: `record.not-ours` when it is another area's, or of a kind that stays.
    """
    if not may_correct(case, entry, desk.area):
        raise RecordRefused("record.not-ours")
    last = case.ordered[-1] if case.ordered else None
    about, visit = entry.about, entry.visit
    if entry.kind is Kind.SETTING:
        setting = right if isinstance(right, SettingBody) else entry.body
        assert isinstance(setting, SettingBody)  # noqa: S101 - the kind says so
        body = replace(setting, why=reason)
        told = make(desk, case.id, body, last=last, visit=visit, corrects=[entry.id])
        return append(desk, case, (told,))
    told = make(
        desk,
        case.id,
        NoteBody(WRONG, reason),
        last=last,
        about=about,
        visit=visit,
        rc=held_with or entry.rc,
        corrects=[entry.id],
    )
    if right is None:
        return append(desk, case, (told,))
    anew = make(desk, case.id, right, last=last, about=about, visit=visit, rc=entry.rc)
    return append(desk, case, (told, anew))
