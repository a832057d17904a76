"""What is prepared at the desk: the office items but the judgement's, and how far each has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.answers import accounts_at, is_answered
from app.domain.questionnaire import Place
from app.domain.visit import Prompt, visits
from app.i18n import _
from ui.controls import Section

if TYPE_CHECKING:
    from app.domain.visit import Visit
    from ui.session import Session

VISIT = "visit"
"""The last line of the list: the visit itself."""

JUDGEMENT = "W"
"""The office section that has a page of its own."""


def desk_prompts(session: Session) -> tuple[Prompt, ...]:
    """Every item to prepare, in order."""
    return tuple(
        Prompt(section, item, None)
        for section in session.library.screening.sections
        if section.place is Place.OFFICE and section.id != JUDGEMENT
        for item in section.items
    )


def codes(session: Session) -> list[str]:
    """The list's codes: items, then the visit."""
    return [*(str(p.item.id) for p in desk_prompts(session)), VISIT]


def lines(session: Session) -> list[Section]:
    """The list with its counts: how many lines of each item are answered."""
    case = session.case
    found: list[Section] = []
    for prompt in desk_prompts(session):
        rows = [row.code for row in prompt.item.rows] or [""]
        done = sum(
            any(is_answered(a.value) for a in accounts_at(case, prompt.item.id, None, row))
            for row in rows
            if case is not None
        )
        found.append(Section(prompt.item.id, prompt.item.label, done, len(rows)))
    passed = sum(v.gate_passed for v in visits(case)) if case else 0
    return [*found, Section(VISIT, _("The visit and the interpreter"), min(1, passed), 1)]


def visit_of(session: Session, name: str) -> Visit | None:
    """A visit that has not ended, by its id."""
    found = visits(session.case) if session.case else ()
    return next((v for v in found if v.id == name and v.ended is None), None)
