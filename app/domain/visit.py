"""A visit: its settings, and the prompts it goes through, one at a time. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from app.domain import patterns
from app.domain.answers import accounts_at, is_dealt_with, said_in
from app.domain.codes import Kind, VisitStage
from app.domain.entry import NoteBody, SettingBody, VisitBody
from app.domain.established import LITTLE_TIME, NOT_ESTABLISHED
from app.domain.gate import PASSED, gate_state
from app.domain.ids import ItemId
from app.domain.people import ROLE, children, parties, ties
from app.domain.questionnaire import AboutType, ItemType, Place

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from app.domain.case import Case
    from app.domain.conditions import Condition
    from app.domain.entry import Entry
    from app.domain.ids import EntryId, SubjectId, VisitId
    from app.domain.questionnaire import Item, Screening, Section

SHORT_MINUTES = LITTLE_TIME
"""Below this many minutes a visit asks the short set only (rule P23 counts it too)."""

BREAK = "Break"
"""Heading of the note that a break was taken."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit as the record tells it."""

    id: VisitId
    body: VisitBody  # the newest stage's
    planned: datetime | None
    began: datetime | None
    ended: datetime | None
    settings: tuple[Entry, ...]  # oldest first, each after what it follows

    @property
    def is_open(self) -> bool:
        """Begun and not ended."""
        return self.began is not None and self.ended is None

    @property
    def setting(self) -> SettingBody | None:
        """The conditions now, or none before they were noted."""
        bodies = [e.body for e in self.settings if isinstance(e.body, SettingBody)]
        return bodies[-1] if bodies else None

    @property
    def gate_passed(self) -> bool:
        """No interpreter is needed, or one was checked, or life was in danger."""
        return gate_state(self.setting) in PASSED


@dataclass(frozen=True, slots=True)
class Prompt:
    """One screen of the conversation: an item, with all its rows, about one subject."""

    section: Section
    item: Item
    about: SubjectId | None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a section has come, in this visit: words, never a percentage."""

    section: Section
    done: int
    of: int


def visits(case: Case) -> tuple[Visit, ...]:
    """All visits, oldest first."""
    ids = dict.fromkeys(e.visit for e in case.of(Kind.VISIT, ever=True) if e.visit)
    return tuple(_visit(case, id_) for id_ in ids)


def open_visit(case: Case) -> Visit | None:
    """The visit that has begun and not ended, the newest if there are several."""
    found = [v for v in visits(case) if v.is_open]
    return found[-1] if found else None


def setting_of(case: Case, visit: VisitId) -> SettingBody | None:
    """The conditions of a visit now, or none before they were noted."""
    found = [e.body for e in settings_of(case, visit)]
    return next((body for body in reversed(found) if isinstance(body, SettingBody)), None)


def settings_of(case: Case, visit: VisitId) -> tuple[Entry, ...]:
    """The settings of a visit in their order: each after what it follows, else by the clock.

    The clock counts whole seconds and may go back; an interpreter who left in the same second in
    which it was noted who can hear has left all the same.
    """
    waiting = [e for e in case.of(Kind.SETTING, ever=True) if e.visit == visit]
    here = {e.id for e in waiting}
    placed: dict[EntryId, Entry] = {}
    while waiting:
        free = (e for e in waiting if here.intersection(e.follows) <= placed.keys())
        entry = next(free, waiting[0])  # two that follow each other were made up by a stranger
        waiting.remove(entry)
        placed[entry.id] = entry
    return tuple(placed.values())


def prompts(
    case: Case, screening: Screening, visit: Visit | None, today: date
) -> tuple[Prompt, ...]:
    """Every prompt that the conversation has now, in order.

    Items about each child or each party give one prompt for each. A short visit (B2 says "no",
    "unclear", or under ten minutes) has the short set only.
    """
    short = visit is not None and is_short(case, visit)
    holds = patterns.holding(case, today)
    asked_of = _asked_of(case)
    found: list[Prompt] = []
    for section in screening.sections:
        if section.place is not Place.VISIT:
            continue
        asked = [
            prompt
            for item in section.items
            if (item.short or not short) and _is_shown(item, holds)
            for prompt in (Prompt(section, item, about) for about in asked_of[item.about])
        ]
        found.extend(_one_by_one(asked))
    return tuple(found)


def _one_by_one(asked: list[Prompt]) -> list[Prompt]:
    """Keep what is asked of one party or child together, so that one page follows another."""
    ordered: list[Prompt] = []
    for kind, run in groupby(asked, key=lambda p: p.item.about):
        prompts_of = list(run)
        if kind in {AboutType.PARTY, AboutType.CHILD}:
            turn = {p.about: n for n, p in reversed(list(enumerate(prompts_of)))}
            prompts_of.sort(key=lambda p: turn[p.about])
        ordered.extend(prompts_of)
    return ordered


def is_short(case: Case, visit: Visit) -> bool:
    """Tell whether this visit's answer to "is it safe to talk" leaves time for little."""
    about = case.at_risk()
    said = [a for a in accounts_at(case, ItemId("B2"), about) if a.entry.visit == visit.id]
    if not said:
        return False
    value = said[-1].value
    few = value.number is not None and value.number < SHORT_MINUTES
    # "No, it is not safe" makes the visit doubtful, and so reads as not established.
    return few or bool({"no", "unclear", NOT_ESTABLISHED} & set(value.codes))


def progress(case: Case, found: tuple[Prompt, ...], visit: VisitId | None) -> tuple[Progress, ...]:
    """How many prompts of each section are dealt with in this visit."""
    counts: dict[str, tuple[Section, int, int]] = {}
    for prompt in found:
        section, done, of = counts.get(prompt.section.id, (prompt.section, 0, 0))
        dealt = is_dealt(case, prompt, visit)
        counts[section.id] = (section, done + dealt, of + 1)
    return tuple(Progress(*line) for line in counts.values())


def is_dealt(case: Case, prompt: Prompt, visit: VisitId | None) -> bool:
    """Tell whether a prompt needs no more asking in this visit.

    What is only shown needs nothing; links are dealt with once one of their kind stands.
    """
    item, about = prompt.item, prompt.about
    if item.type is ItemType.VIEW:
        return True
    if item.type is ItemType.LINKS and about is not None:
        roles = any(option.code.startswith(ROLE) for option in item.options)
        return any(t.relation.startswith(ROLE) == roles for t in ties(case, about))
    return any(is_dealt_with(a.value) for a in said_in(case, item, about, visit))


def last_break(case: Case, visit: Visit) -> datetime | None:
    """When the visit last had a break, or when it began."""
    taken = [
        e.at
        for e in case.of(Kind.NOTE)
        if e.visit == visit.id and isinstance(e.body, NoteBody) and e.body.heading == BREAK
    ]
    return taken[-1] if taken else visit.began


def _visit(case: Case, id_: VisitId) -> Visit:
    stages: dict[VisitStage, Entry] = {}
    body = VisitBody(VisitStage.PLANNED, "")
    for entry in case.of(Kind.VISIT, ever=True):
        if entry.visit == id_ and isinstance(entry.body, VisitBody):
            stages[entry.body.stage] = entry
            body = entry.body
    planned = stages.get(VisitStage.PLANNED)
    when = planned.body.when if planned and isinstance(planned.body, VisitBody) else None
    return Visit(
        id=id_,
        body=body,
        planned=when,
        began=stages[VisitStage.BEGAN].at if VisitStage.BEGAN in stages else None,
        ended=stages[VisitStage.ENDED].at if VisitStage.ENDED in stages else None,
        settings=settings_of(case, id_),
    )


def _is_shown(item: Item, holds: Callable[[Condition], bool]) -> bool:
    return item.type is ItemType.VIEW or item.show is None or holds(item.show)


def _asked_of(case: Case) -> dict[AboutType, tuple[SubjectId | None, ...]]:
    """About whom the items of each kind are asked, read out of the case once."""
    of_kind: dict[AboutType, tuple[SubjectId | None, ...]] = dict.fromkeys(AboutType, (None,))
    of_kind[AboutType.CHILD] = children(case)
    of_kind[AboutType.PARTY] = tuple(p.subject for p in parties(case))
    of_kind[AboutType.PERSON] = (case.at_risk(),)
    return of_kind
