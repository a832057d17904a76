"""What the record tells of a check where no closed operator can: one function for each.

Counting agencies, asking it of every child, and reading what came back for a delivery need more
than the condition of one answer. Everything else is a condition in `packs/checks.toml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain import people
from app.domain.answers import accounts_at, is_answered
from app.domain.codes import Step
from app.domain.deliveries import deliveries
from app.domain.handover import ReviewRole
from app.domain.ids import ItemId
from app.domain.plan import actions

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.case import Case
    from app.domain.ids import EntryId, SubjectId

LEAST_AGENCIES = 3
"""Agencies that own an action before a plan is the work of several (review ¶49d)."""

POLICE = "POL"

FINDING_OUT = "pl.K2"
"""The row of the plan that settles each party's part, entry by entry."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is told: `mark` is a value of `review.Mark`, or empty where a person has to say."""

    mark: str
    code: str
    words: str = ""  # aliases, codes: what the sentence of the code is about
    evidence: tuple[EntryId, ...] = ()


def _children(case: Case, _signed: frozenset[ReviewRole]) -> Told | None:
    """Each child seen and heard: only the children that the record knows of can be asked about."""
    found = people.children(case)
    if not found:
        return Told("", "no-child")
    heard = {child: _said(case, child, "L1", "L3", "L9") for child in found}
    silent = [child for child in found if not _said(case, child, "L3", "L9")]
    if not silent:
        return None
    words = ", ".join(case.label(child) for child in silent)
    evidence = tuple(i for said in heard.values() for i in said)
    mark = "not_met" if len(silent) == len(found) else "partly"
    return Told(mark, "children-unheard", words, evidence)


def _agencies(case: Case, _signed: frozenset[ReviewRole]) -> Told | None:
    """Whether several agencies own what is to be done, and not the police alone."""
    owned = [a for a in actions(case) if a.has_owner and a.body.agency.strip()]
    found = sorted({a.body.agency.strip() for a in owned})
    evidence = tuple(a.entry.id for a in owned)
    if len(found) >= LEAST_AGENCIES:
        return None
    if not found or found == [POLICE]:
        return Told("not_met", "agencies-none" if not found else "police-alone", "", evidence)
    return Told("partly", "agencies-few", ", ".join(found), evidence)


def _roles(case: Case, _signed: frozenset[ReviewRole]) -> Told | None:
    """Whether every party's part is settled, or at least somebody's to settle by a day."""
    every = people.parties(case)
    unsettled = [p for p in every if p.role_open]
    if not every:
        return None
    if not unsettled:
        ties = tuple(tie.entry for p in every for tie in p.roles)
        return Told("", "roles-settled", "", ties)
    words = ", ".join(p.label for p in unsettled)
    evidence = tuple(tie.entry for p in unsettled for tie in (*p.relations, *p.roles))
    finding_out = [a for a in actions(case) if a.body.row == FINDING_OUT]
    owned = any(a.has_owner and a.has_date for a in finding_out)
    return Told("partly" if owned else "not_met", "roles-open", words, evidence)


def _signatures(_case: Case, signed: frozenset[ReviewRole]) -> Told | None:
    """Whose signatures stand under what is reviewed."""
    wanted = (ReviewRole.POLICE, ReviewRole.CARE)
    lacking = [role.value for role in wanted if role not in signed]
    if not lacking:
        return Told("met", "cosigned")
    mark = "not_met" if len(lacking) == len(wanted) else "partly"
    return Told(mark, "not-cosigned", " ".join(lacking))


def _acceptance(case: Case, _signed: frozenset[ReviewRole]) -> Told | None:
    """What came back for each handover that was sent from where this record was made."""
    every = deliveries(case)
    if not every:
        return Told("", "nothing-sent")
    accepted = [d for d in every if any(a.decides for a in d.answers)]
    contacted = [d for d in accepted if d.at(Step.FIRST_CONTACT)]
    evidence = tuple(a.entry.id for d in every for a in d.answers if a.body.step is not Step.SENT)
    if len(contacted) == len(every):
        return Told("met", "all-contacted", "", evidence)
    return Told("partly" if accepted else "not_met", "not-all-answered", "", evidence)


def _unknowns(case: Case, _signed: frozenset[ReviewRole]) -> Told | None:
    """Whether what is still to be done has somebody's name and a day."""
    loose = [a for a in actions(case) if a.is_open and not (a.has_owner and a.has_date)]
    if not loose:
        return None
    return Told("partly", "actions-loose", str(len(loose)), tuple(a.entry.id for a in loose))


FACTS: dict[str, Callable[[Case, frozenset[ReviewRole]], Told | None]] = {
    "check.03": _children,
    "check.04": _agencies,
    "check.06": _roles,
    "check.20": _signatures,
    "check.27": _acceptance,
    "check.31": _unknowns,
}
"""Written out: which checks are told by code."""


def _said(case: Case, child: SubjectId, *items: str) -> tuple[EntryId, ...]:
    return tuple(
        a.entry.id
        for item in items
        for address in case.by_address
        if address[0] == item and address[1] == child
        for a in accounts_at(case, ItemId(item), child, address[2])
        if is_answered(a.value) or a.body.words
    )
