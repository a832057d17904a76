"""Writing what the program showed, and signing what a person has judged."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.codes import ActionStatus, Kind, SignoffOn
from app.domain.entry import Author, FindingBody, SignoffBody
from app.domain.errors import RecordRefused
from app.domain.judgement import gaps, signed_over
from app.domain.plan import actions
from app.domain.weighing import lowering_owed
from app.services.recording import append, make, write

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.domain.case import Case
    from app.domain.entry import Entry
    from app.domain.ids import VisitId
    from app.domain.patterns import Finding
    from app.domain.questionnaire import Screening
    from app.services.desk import Desk


PROGRAM = Author("program", "One Chance", "program")
"""Who writes findings: they say what the worker was shown, and no worker said them."""


def show(desk: Desk, case: Case, findings: tuple[Finding, ...], visit: VisitId | None) -> Case:
    """Record findings when they are first shown, or shown with other evidence or urgency."""
    known = {
        (e.body.rule, e.body.rule_version, e.body.urgency, frozenset(e.body.evidence))
        for e in case.of(Kind.FINDING, ever=True)
        if isinstance(e.body, FindingBody)
    }
    last = case.ordered[-1] if case.ordered else None
    program = replace(desk, author=PROGRAM)
    fresh: list[Entry] = []
    for f in findings:
        if (f.rule, f.version, f.urgency, frozenset(f.evidence)) in known:
            continue
        body = FindingBody(f.rule, f.version, f.urgency.value, tuple(sorted(f.evidence)))
        earlier = shown(case, f.rule)
        follows = [earlier.id] if earlier else []
        fresh.append(make(program, case.id, body, last=last, visit=visit, follows=follows))
    return append(desk, case, tuple(fresh)) if fresh else case


def shown(case: Case, rule: str) -> Entry | None:
    """The newest record that a rule's card was shown."""
    found = [
        e for e in case.of(Kind.FINDING) if isinstance(e.body, FindingBody) and e.body.rule == rule
    ]
    return found[-1] if found else None


def sign_judgement(
    desk: Desk, case: Case, screening: Screening, reasons: str, findings: Iterable[Finding]
) -> Case:
    """Put this worker's name to the judgement as it stands, over the findings they were shown.

    Raises:
        RecordRefused: `judgement.gaps`, with how many things are still owed;
            `judgement.lowering` when a second named person has to sign first (NO2).
    """
    owed = gaps(case, screening)
    if owed:
        raise RecordRefused("judgement.gaps", count=len(owed), first=owed[0].item)
    if lowering_owed(case, screening) is not None:
        raise RecordRefused("judgement.lowering")
    over = signed_over(case, screening, findings)
    return write(desk, case, SignoffBody(SignoffOn.JUDGEMENT, over, "signed", reasons))


def sign_lowering(desk: Desk, case: Case, screening: Screening, second: str, reasons: str) -> Case:
    """A second named person agrees to a less pressing level; without one it is never signed.

    Raises:
        RecordRefused: `judgement.second-name` when nobody, or the worker alone, is named.
        RecordRefused: `judgement.no-reasons`.
    """
    owed = lowering_owed(case, screening)
    if owed is None:
        return case
    if not second.strip() or second.strip() == desk.author.name:
        raise RecordRefused("judgement.second-name")
    if not reasons.strip():
        raise RecordRefused("judgement.no-reasons")
    body = SignoffBody(SignoffOn.LOWERING, owed.over, second.strip(), reasons.strip())
    return write(desk, case, body)


def sign_plan(desk: Desk, case: Case, reasons: str) -> Case:
    """Put this worker's name to the plan as it stands; every open action needs its owner.

    Raises:
        RecordRefused: `plan.no-owner`, with how many open actions have no named owner.
    """
    found = actions(case)
    unowned = [a for a in found if a.is_open and not a.has_owner]
    if unowned:
        raise RecordRefused("plan.no-owner", count=len(unowned))
    over = tuple(a.entry.id for a in found if a.body.status is not ActionStatus.LAPSED)
    return write(desk, case, SignoffBody(SignoffOn.PLAN, over, "signed", reasons))
