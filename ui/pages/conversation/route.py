"""Finding the way through the prompts: which is next, and what a place is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.interpreter import askable
from app.domain.visit import is_dealt, progress, prompts
from app.i18n import _
from ui import when
from ui.controls import MenuItem, Section
from ui.questionnaire.words import ordinal

if TYPE_CHECKING:
    from datetime import date

    from app.domain.case import Case
    from app.domain.ids import VisitId
    from app.domain.questionnaire import Screening
    from app.domain.visit import Prompt
    from ui.controls import Sections
    from ui.session import Session


class Way:
    """What there is to ask, read out of each case once, as long as it stands."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._read: tuple[VisitId | None, date] | None = None
        self._case: Case | None = None
        self.prompts: tuple[Prompt, ...] = ()

    def read(self, case: Case, visit: VisitId | None) -> bool:
        """Read what there is to ask; False when it was read already."""
        session = self._session
        read = (visit, session.today())
        if case is self._case and read == self._read:
            return False
        self._case, self._read = case, read
        every = prompts(case, session.library.screening, session.visit, session.today())
        now, script = session.visit, session.library.interpreting
        self.prompts = askable(every, now.setting, script) if now is not None else every
        return True

    def forget(self) -> None:
        """The case was put away."""
        self._case, self._read, self.prompts = None, None, ()


def sections_of(case: Case, prompts: tuple[Prompt, ...], visit: VisitId | None) -> list[Section]:
    """The list of sections with how far each has come in this visit."""
    return [
        Section(p.section.id, p.section.title, p.done, p.of) for p in progress(case, prompts, visit)
    ]


def menu_of(sections: Sections) -> list[MenuItem]:
    """The same list as a menu, for where it has no room at the side."""
    of = [(row.section, row.current) for row in sections.rows]
    return [MenuItem(s.code, s.label, s.progress, current) for s, current in of]


def where_words(case: Case, prompts: tuple[Prompt, ...], prompt: Prompt) -> str:
    """Control and freedom · third of nine; with the alias of a party or a child between them."""
    of = [p for p in prompts if p.section.id == prompt.section.id]
    at = of.index(prompt) + 1 if prompt in of else 1
    other = prompt.about is not None and prompt.about != case.at_risk()
    whom = case.label(prompt.about) if other and prompt.about else ""
    nth = _("{nth} of {all}").format(nth=ordinal(at), all=when.number(len(of)))
    return "  ·  ".join(t for t in (prompt.section.title, whom, nth) if t)


def first_open(case: Case, prompts: tuple[Prompt, ...], visit: VisitId | None) -> Prompt:
    """The first prompt that needs asking in this visit, or the very first."""
    return next((p for p in prompts if not is_dealt(case, p, visit)), prompts[0])


def into(
    case: Case | None, prompts: tuple[Prompt, ...], code: str, visit: VisitId | None
) -> Prompt | None:
    """Where a section is entered: its first prompt that needs asking, or its very first."""
    of = [p for p in prompts if p.section.id == code]
    fresh = (p for p in of if case is not None and not is_dealt(case, p, visit))
    return next(fresh, of[0] if of else None)


def beside(screening: Screening, prompts: tuple[Prompt, ...], prompt: Prompt, by: int) -> int:
    """The place after a prompt (`by` 1) or before it (-1), also when it is asked no longer."""
    if prompt in prompts:
        return prompts.index(prompt) + by
    gap = nearest(screening, prompts, prompt)  # an answer took it out: beside where it stood
    return gap if by > 0 else gap - 1


def nearest(screening: Screening, prompts: tuple[Prompt, ...], prompt: Prompt) -> int:
    """Where the conversation goes on when a prompt is no longer asked."""
    every = [i.id for s in screening.sections for i in s.items]
    mine = every.index(prompt.item.id)
    later = (n for n, p in enumerate(prompts) if every.index(p.item.id) > mine)
    return next(later, len(prompts))
