"""What was sent, and every answer that came back: facts with times, none rewriting another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.entry import DisclosureBody, Kind, Proof, ResponseBody, RestrictionClass, Step

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.case import Case
    from app.domain.entry import Entry
    from app.domain.ids import EntryId

LADDER = (
    Step.SENT,
    Step.ARRIVED,
    Step.READ,
    Step.ACCEPTED,
    Step.FIRST_CONTACT,
    Step.CONFERENCE,
    Step.TRANSFERRED,
    Step.RELEASED,
)
"""The order a handover goes through; any step may be missing, and none stands for another."""

DECIDING = (Step.ACCEPTED, Step.ASKED, Step.DECLINED)
"""What counts as an answer. Arrived and read do not."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a delivery."""

    entry: Entry
    body: ResponseBody

    @property
    def decides(self) -> bool:
        """Accepted by a signed file, or asked or declined in whatever way."""
        if self.body.step is Step.ACCEPTED:
            return self.body.proof is Proof.DIGEST
        return self.body.step in DECIDING


@dataclass(frozen=True, slots=True)
class Delivery:
    """One sealed package that left, and what came back."""

    entry: Entry
    body: DisclosureBody
    digest: str  # SHA-256 of its DELIVERY.txt
    answers: tuple[Answer, ...]  # oldest first

    def at(self, step: Step) -> Answer | None:
        """The first answer of a step, or none."""
        return next((a for a in self.answers if a.body.step is step), None)

    @property
    def decision(self) -> Answer | None:
        """The newest of accepted (by a signed file), asked and declined, or none."""
        return next((a for a in reversed(self.answers) if a.decides), None)

    def is_overdue(self, now: datetime) -> bool:
        """No decision came, and its time has passed. Silence is never an answer."""
        due = self.body.answer_due
        return self.decision is None and due is not None and now > due

    @property
    def is_finished(self) -> bool:
        """The sender has been released, by the sender's own entry."""
        return self.at(Step.RELEASED) is not None

    @property
    def may_release(self) -> bool:
        """Accepted by a signed file: only then may the sender be released."""
        accepted = any(a.decides for a in self.answers if a.body.step is Step.ACCEPTED)
        return accepted and not self.is_finished


def deliveries(case: Case) -> tuple[Delivery, ...]:
    """Every package sent, newest first, with its answers."""
    answers: dict[str, list[Answer]] = {}
    said = case.of(Kind.RESPONSE, ever=True)
    for answer in [Answer(e, e.body) for e in said if isinstance(e.body, ResponseBody)]:
        answers.setdefault(answer.body.delivery, []).append(answer)
    found = [
        Delivery(e, e.body, e.body.digests[0], tuple(answers.get(e.body.digests[0], ())))
        for e in case.of(Kind.DISCLOSURE, ever=True)
        if isinstance(e.body, DisclosureBody) and e.body.manner == "package" and e.body.digests
    ]
    return tuple(reversed(found))


def entries_in(case: Case, classes: frozenset[RestrictionClass], area: str) -> tuple[Entry, ...]:
    """This area's entries in the given classes.

    A correction in a class left out takes its target out too, so that a smaller copy never
    carries what is known to be wrong.
    """
    wrong = taken_out(case, classes)
    return tuple(
        e for e in case.ordered if e.area == area and e.rc in classes and e.id not in wrong
    )


def taken_out(case: Case, classes: frozenset[RestrictionClass]) -> frozenset[EntryId]:
    """Entries that a correction in a class left out takes out of a copy with these classes.

    What such an entry had itself put right goes out with it, or the copy would have the first
    wrong words stand again. A correction that takes nothing out here (another area's, one of a
    doubtful visit) takes nothing out of a copy either.
    """
    gone: set[EntryId] = set()
    left_out = [e for e in case.ordered if e.rc not in classes]
    while left_out:
        wrong = {*left_out.pop().corrects} - case.accounts - gone
        gone |= wrong
        left_out += [case.entries[i] for i in wrong if i in case.entries]
    return frozenset(gone)
