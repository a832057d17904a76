"""The people of a case: parties, children, roles and their status, and how near they are.

Views over the record. Nobody is left out because they are abroad, in custody or ruled out,
and somebody named but not yet linked is listed as not yet placed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.answers import value_of
from app.domain.codes import Kind, Status, SubjectType
from app.domain.entry import AnswerBody, Entry, LinkBody, SettingBody
from app.domain.ids import ItemId

if TYPE_CHECKING:
    from app.domain.case import Case
    from app.domain.ids import EntryId, SubjectId

ROLE = "role."
ROLE_UNKNOWN = "role.unknown"
WORKER = "worker."
AT_RISK = "at_risk"
CHILD_OF = "child_of"
SAME_AS = "same_as"
WENT_BACK = "went_back"
HELP = frozenset({"shelters", "sheltered_by", "fellow_victim", "supporter", WENT_BACK})
PLACES = frozenset(
    {"lives_at", "moved_to", "placed_at", "proposed_for", "school", "surgery", "works_at"}
)

_NOT_NETWORK = HELP | PLACES | {AT_RISK, CHILD_OF, SAME_AS}
_THOUGHT = frozenset({Status.ESTABLISHED, Status.SUSPECTED})
_PLACE = ItemId("H4")


class Ring(StrEnum):
    """How near a party is, as the map of people draws it; nearest first."""

    NEAR = "near"
    UK = "uk"
    ABROAD = "abroad"
    UNKNOWN = "unknown"


_RING_OF = {
    "neighbourhood": Ring.NEAR,
    "this_area": Ring.NEAR,
    "elsewhere_uk": Ring.UK,
    "abroad": Ring.ABROAD,
}


@dataclass(frozen=True, slots=True)
class Tie:
    """One relation or role of a party, and the entry that says so."""

    relation: str
    status: Status
    to: SubjectId | None
    entry: EntryId


@dataclass(frozen=True, slots=True)
class Party:
    """One member of the network."""

    subject: SubjectId
    label: str
    relations: tuple[Tie, ...]
    roles: tuple[Tie, ...]
    ring: Ring

    @property
    def role_open(self) -> bool:
        """Whether nobody knows what part they have.

        None is established or suspected, and not every part has been ruled out. One part ruled
        out settles nothing about the others.
        """
        known = (tie for tie in self.roles if tie.relation != ROLE_UNKNOWN)
        return not self.ruled_out and not any(tie.status in _THOUGHT for tie in known)

    @property
    def ruled_out(self) -> bool:
        """Whether every role that was thought of has been ruled out, and there was one."""
        return bool(self.roles) and all(t.status is Status.RULED_OUT for t in self.roles)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many people, and how many whose role nobody has established."""

    parties: int
    role_open: int
    ruled_out: int
    children: int
    unplaced: int


def parties(case: Case) -> tuple[Party, ...]:
    """Everybody tied to the person at risk by a relation or a role, in the order recorded."""
    her = case.at_risk()
    return tuple(
        party(case, s)
        for s in _persons(case)
        if s != her and any(_is_network(e) for e in case.links_of(s))
    )


def party(case: Case, subject: SubjectId) -> Party:
    """One person's ties, roles and place."""
    found = ties(case, subject)
    return Party(
        subject=subject,
        label=case.label(subject),
        relations=tuple(t for t in found if not t.relation.startswith(ROLE)),
        roles=tuple(t for t in found if t.relation.startswith(ROLE)),
        ring=ring(case, subject),
    )


def ties(case: Case, subject: SubjectId) -> tuple[Tie, ...]:
    """Every link that stands today about a subject, whatever its status."""
    return tuple(
        Tie(e.body.relation, e.body.status, e.body.to, e.id)
        for e in case.links_of(subject)
        if isinstance(e.body, LinkBody)
    )


def children(case: Case) -> tuple[SubjectId, ...]:
    """Everybody linked as a child, in the order recorded."""
    found = (e for e in case.links(CHILD_OF) if _stands(e))
    return tuple(dict.fromkeys(e.about for e in found if e.about is not None))


def unplaced(case: Case) -> tuple[SubjectId, ...]:
    """People the record names and nobody has linked to anything yet; interpreters apart."""
    interpreters = {
        e.body.interpreter
        for e in case.of(Kind.SETTING, ever=True)
        if isinstance(e.body, SettingBody)
    }
    pointed_at = {e.body.to for e in case.of(Kind.LINK) if isinstance(e.body, LinkBody)}
    return tuple(
        s
        for s in _persons(case)
        if s not in interpreters and s not in pointed_at and not ties(case, s)
    )


def workers(case: Case) -> tuple[Tie, ...]:
    """Links that name a professional and are not ruled out."""
    return tuple(
        Tie(e.body.relation, e.body.status, e.about, e.id)
        for e in case.of(Kind.LINK)
        if isinstance(e.body, LinkBody) and e.body.relation.startswith(WORKER) and _stands(e)
    )


def role_open(case: Case, subject: SubjectId) -> bool:
    """Whether no current role link about them is established, suspected or ruled out."""
    return party(case, subject).role_open


def ring(case: Case, subject: SubjectId) -> Ring:
    """The nearest place any account of today gives them; no account puts them further off."""
    found = {
        _RING_OF.get(code, Ring.UNKNOWN)
        for e in case.answers(_PLACE, subject)
        if isinstance(e.body, AnswerBody)
        for code in value_of(case, e).codes
    }
    return next((r for r in Ring if r in found), Ring.UNKNOWN)


def same_person(case: Case) -> dict[SubjectId, SubjectId]:
    """For each subject said to be another, one name for the two; so that none is counted twice.

    The lowest id stands for all, whichever way round the links were written.
    """
    stands_for: dict[SubjectId, SubjectId] = {}

    def root(subject: SubjectId) -> SubjectId:
        while subject in stands_for:
            subject = stands_for[subject]
        return subject

    said = (e for e in case.links(SAME_AS) if _stands(e))
    pairs = [(e.about, e.body.to) for e in said if isinstance(e.body, LinkBody)]
    for one, other in [(a, b) for a, b in pairs if a and b]:
        low, high = sorted((root(one), root(other)))
        if low != high:
            stands_for[high] = low
    return {subject: root(subject) for subject in stands_for}


def counts(case: Case) -> Counts:
    """The numbers beside the map of people."""
    found = parties(case)
    return Counts(
        parties=len(found),
        role_open=sum(p.role_open for p in found),
        ruled_out=sum(p.ruled_out for p in found),
        children=len(children(case)),
        unplaced=len(unplaced(case)),
    )


def _persons(case: Case) -> tuple[SubjectId, ...]:
    found = (e.about for e in case.subjects(SubjectType.PERSON))
    return tuple(dict.fromkeys(s for s in found if s is not None))


def _is_network(entry: Entry) -> bool:
    # A relation ruled out ("not the brother") still leaves somebody who was spoken of.
    body = entry.body
    return (
        isinstance(body, LinkBody)
        and body.relation not in _NOT_NETWORK
        and not body.relation.startswith(WORKER)
    )


def _stands(entry: Entry) -> bool:
    return isinstance(entry.body, LinkBody) and entry.body.status is not Status.RULED_OUT
