"""Full-screen stops: findings that came together, and whether their calls were made. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.codes import Kind, SignoffOn
from app.domain.entry import SignoffBody

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.domain.case import Case
    from app.domain.entry import Entry
    from app.domain.patterns import Finding
    from app.domain.reference import Stop

REASON = "reason"
"""Decision of a supervisor who says in writing why the calls need not be made."""


@dataclass(frozen=True, slots=True)
class OpenStop:
    """A stop that still holds, what brought it about, and the calls made so far."""

    stop: Stop
    findings: tuple[Finding, ...]
    made: tuple[Entry | None, ...]  # one for each call of the stop, in its order


def name_of(stop: Stop) -> str:
    """How signatures name a stop: its rules."""
    return "+".join(stop.rules)


def decision_of(stop: Stop, part: str) -> str:
    """How one call of a stop, or a reason given for it, is filed."""
    return f"{name_of(stop)}:{part}"


def open_stops(
    case: Case, stops: Iterable[Stop], findings: tuple[Finding, ...]
) -> tuple[OpenStop, ...]:
    """The stops that hold: neither all calls recorded nor a supervisor's reason given.

    What was recorded counts for the evidence there was, and for what the same visit adds to it;
    news of another day opens the stop again.
    """
    found: list[OpenStop] = []
    for stop in stops:
        because = tuple(f for f in findings if f.rule in stop.rules)
        parts = [str(n) for n in range(len(stop.calls))]
        made = tuple(_recorded(case, decision_of(stop, part), because) for part in parts)
        excused = _recorded(case, decision_of(stop, REASON), because)
        if excused is None and not all(made):
            found.append(OpenStop(stop, because, made))
    return tuple(found)


def _recorded(case: Case, decision: str, findings: tuple[Finding, ...]) -> Entry | None:
    signed = [
        e
        for e in case.of(Kind.SIGNOFF)
        if isinstance(e.body, SignoffBody)
        and e.body.on is SignoffOn.STOP
        and e.body.decision == decision
    ]
    if not signed:
        return None
    last = signed[-1]
    evidence = [case.entries[i] for f in findings for i in f.evidence if i in case.entries]
    fresh = [e for e in evidence if e.at > last.at and e.visit != last.visit]
    return None if fresh else last
