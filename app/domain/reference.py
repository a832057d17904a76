"""What the reference packs declare: rules, cards, prohibitions, plan rows, links, checks, clocks.

Only shapes and look-ups. The words are in `app/content/packs`; the evaluator is `patterns`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.codes import RestrictionClass
    from app.domain.conditions import Condition
    from app.domain.questionnaire import Item


class Urgency(StrEnum):
    """What a finding demands, in the order in which findings are shown."""

    IMMEDIATE = "I"  # police control room now, or the duty team
    SAME_DAY = "S"  # supervisor and specialist advice today
    REQUIRED = "R"  # a gap that somebody must own


@dataclass(frozen=True, slots=True)
class Raise:
    """Makes a finding more urgent, when a condition holds or one of other rules also fired."""

    to: Urgency
    when: Condition | None
    also: tuple[str, ...]  # rule ids; any of them


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern rule. It can only raise concern; no rule can take anything away."""

    id: str
    version: int
    name: str
    urgency: Urgency
    when: Condition
    why: str  # why it matters
    ask: tuple[str, ...]  # words to say aloud
    do: tuple[str, ...]
    plan: tuple[str, ...]  # plan row ids to think about
    source: tuple[str, ...]
    raises: tuple[Raise, ...] = ()
    waive: tuple[str, ...] = ()  # wording rules waived, each with its reason


@dataclass(frozen=True, slots=True)
class Stop:
    """Rules that together demand a full-screen stop before anybody leaves."""

    rules: tuple[str, ...]
    title: str
    words: str
    calls: tuple[str, ...]  # what must be recorded before it can be left
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """Something that is never safe to infer, shown beside the items and rules it belongs to."""

    id: str
    text: str
    because: str
    items: tuple[str, ...]
    rules: tuple[str, ...]
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prohibition:
    """Something the program must never do, and how that is known (`linter:…`, `test:…` …)."""

    id: str
    text: str
    check: str
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One action of the plan library. Due is a code such as `now`, `24h`, `3wd`, `standing`."""

    id: str
    version: int
    section: str
    action: str
    for_whom: str  # person, each_child, each_party, household
    owner: tuple[str, ...]  # agency codes of the plan pack
    due: str
    triggers: tuple[str, ...]  # what brings its review forward
    side_effects: str
    rc: RestrictionClass
    rules: tuple[str, ...]  # rules that suggest it
    interim: bool  # nobody is left without it
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanSection:
    """A part of the plan library, with what brings every review in it forward."""

    id: str
    title: str
    triggers: tuple[str, ...]
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agency:
    """An owner code of the plan library and what it stands for."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole plan library."""

    agencies: tuple[Agency, ...]
    standing: tuple[str, ...]  # review triggers of every row
    sections: tuple[PlanSection, ...]
    rows: tuple[PlanRow, ...]

    def row(self, id_: str) -> PlanRow:
        """The row with this id; `KeyError` when there is none."""
        for row in self.rows:
            if row.id == id_:
                return row
        raise KeyError(id_)


class RelationSort(StrEnum):
    """What a relation says of the one it is about; people and organisations alike."""

    CASE = "case"  # at risk, child of, same as
    FAMILY = "family"
    COMMUNITY = "community"
    HELP = "help"  # shelters her, is sheltered by her, a fellow victim
    WORKER = "worker"
    PLACE = "place"  # lives at, moved to, school, surgery


@dataclass(frozen=True, slots=True)
class Relation:
    """How one subject stands to another. `partner` and `head` are read by rule P02."""

    code: str
    label: str
    sort: RelationSort
    partner: bool = False
    head: bool = False


@dataclass(frozen=True, slots=True)
class Role:
    """A part somebody plays in the threat; its code begins with `role.`."""

    code: str
    label: str
    note: str


@dataclass(frozen=True, slots=True)
class Links:
    """The links pack."""

    relations: tuple[Relation, ...]
    roles: tuple[Role, ...]

    def label(self, code: str) -> str:
        """The words for a relation or role; the code itself when the pack is older than it."""
        known: tuple[Relation | Role, ...] = (*self.relations, *self.roles)
        return next((link.label for link in known if link.code == code), code)

    def partners_and_heads(self) -> frozenset[str]:
        """Codes of partners, former partners and heads of the family."""
        return frozenset(r.code for r in self.relations if r.partner or r.head)

    def partners(self) -> frozenset[str]:
        """Codes of partners and former partners."""
        return frozenset(r.code for r in self.relations if r.partner)


@dataclass(frozen=True, slots=True)
class Check:
    """One question of the supervisor's checklist, with the places that answer it.

    The conditions say what the record tells by itself; the first that holds is a suggestion.
    Where `person` holds, and where none does, a person has to say.
    """

    id: str
    title: str  # a few words, for lists
    text: str
    items: tuple[str, ...]
    rules: tuple[str, ...]
    plan: tuple[str, ...]
    source: tuple[str, ...]
    when: Condition | None = None  # while it does not hold, nothing written means nothing
    person: Condition | None = None
    not_applicable: Condition | None = None
    not_met: Condition | None = None
    partly: Condition | None = None
    met: Condition | None = None
    by_person: bool = False  # how a thing is written or done, which no record tells

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Every condition it has."""
        every = (self.when, self.person, self.not_applicable, self.not_met, self.partly, self.met)
        return tuple(c for c in every if c is not None)


@dataclass(frozen=True, slots=True)
class Timer:
    """A default time limit. Every one of them is a local setting, none a national rule."""

    id: str
    label: str
    amount: int
    unit: str  # hours, days, working_days
    after: str
    source: tuple[str, ...]
    step: str = ""  # the answer that is owed by then
    urgency: tuple[str, ...] = ()  # for these alone; for every one when there are none
    ladder: int = 0  # the rung of the chase ladder, from 1; 0 for none
    at_due: bool = False  # this rung falls on the time when the answer was due, if that is later
    own: str = ""  # the file by which an organisation set its own amount


@dataclass(frozen=True, slots=True)
class Book:
    """What the evaluator reads beside the case: rules, stops, links, and the items' words."""

    rules: tuple[Rule, ...]
    stops: tuple[Stop, ...]
    links: Links
    items: Mapping[str, Item]


EMPTY = Book((), (), Links((), ()), MappingProxyType({}))
"""No rules and no words: for conditions that read nothing but the record."""
