"""What was sent, and every answer that came back: facts with times, none rewriting another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.coded import number_told
from app.domain.codes import Kind, Proof, RestrictionClass, SignoffOn, Step
from app.domain.entry import DisclosureBody, NoteBody, ResponseBody, SignoffBody
from app.domain.headings import REVIEW_BACK

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from app.domain.case import Case
    from app.domain.entry import Entry
    from app.domain.ids import EntryId

CODED = "coded"
SEALED = frozenset({"package", CODED})
"""The manners of leaving that are a delivery: with a signed statement, which can be answered."""

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

REPORT_BACK = "report-back"
CLOSURE_NOTICE = "closure-notice"
NOTICES = frozenset({REPORT_BACK, CLOSURE_NOTICE})
"""Purposes, of the sharing pack, of a delivery that hands nothing over: one answer settles it."""

ADDRESS_KNOWN = "address-compromised"
"""The purpose of a notice that somebody may know where she is; it is sent as a correction."""

SAID_ONCE = NOTICES | {ADDRESS_KNOWN}
"""Purposes of one delivery, which do not go on as the purpose of the next one."""

_OURS = frozenset({Step.SENT, Step.CALLED, Step.RELEASED})
"""What the sender writes down; everything else is said by the receiving desk."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a delivery."""

    entry: Entry
    body: ResponseBody

    @property
    def said(self) -> datetime:
        """When it was said, UTC, by the clock of whoever said it; never later than it was here."""
        at = self.body.said_at
        return self.entry.at if at is None else min(at, self.entry.at)

    @property
    def decides(self) -> bool:
        """Accepted by a signed file, or asked or declined in whatever way."""
        if self.body.step is Step.ACCEPTED:
            return self.body.proof is Proof.DIGEST
        return self.body.step in DECIDING

    @property
    def is_theirs(self) -> bool:
        """Whether the receiving desk said it."""
        return self.body.step not in _OURS

    @property
    def is_call(self) -> bool:
        """Whether somebody rang, whatever was said."""
        return self.body.step is Step.CALLED or self.body.proof is Proof.SPOKEN


@dataclass(frozen=True, slots=True)
class Loop:
    """One delivery and everything that was said of it, seen from either end."""

    digest: str  # SHA-256 of its DELIVERY.txt
    sent: datetime  # UTC; at the receiving desk, when it was first answered there
    due: datetime | None  # UTC: by when an answer is owed
    answers: tuple[Answer, ...]  # oldest first, as they were said
    follows: bool  # an earlier one to the same desk was accepted, and owes what comes after

    def at(self, step: Step) -> Answer | None:
        """The first answer of a step, a signed one before one that was only spoken; or none."""
        found = [a for a in self.answers if a.body.step is step]
        signed = [a for a in found if a.body.proof is not Proof.SPOKEN]
        return next(iter((*signed, *found)), None)

    @property
    def decision(self) -> Answer | None:
        """The newest of accepted (by a signed file), asked and declined, or none."""
        return next((a for a in reversed(self.answers) if a.decides), None)

    @property
    def holder(self) -> Answer | None:
        """The newest of accepted (by a signed file) and declined: who holds it; or none.

        A question after an acceptance hands nothing back.
        """
        found = (a for a in reversed(self.answers) if a.decides)
        return next((a for a in found if a.body.step is not Step.ASKED), None)

    @property
    def is_accepted(self) -> bool:
        """Accepted by a signed file, and not declined since."""
        return self.holder is not None and self.holder.body.step is Step.ACCEPTED

    @property
    def spoken(self) -> Answer | None:
        """The newest acceptance that was only spoken, while no signed one is here; or none."""
        found = [a for a in self.answers if a.body.step is Step.ACCEPTED]
        if any(a.decides for a in found):
            return None
        return found[-1] if found else None

    @property
    def rang(self) -> datetime | None:
        """When somebody last rang about it, UTC, whatever was said; none when nobody has."""
        return max((a.entry.at for a in self.answers if a.is_call), default=None)

    def is_overdue(self, now: datetime) -> bool:
        """No decision came, and its time has passed. Silence is never an answer."""
        return self.decision is None and self.due is not None and now >= self.due


@dataclass(frozen=True, slots=True)
class Delivery(Loop):
    """One sealed package that left, and what came back."""

    entry: Entry
    body: DisclosureBody
    reviewed: Entry | None = None  # what was for the own office: its review, where none answered

    @property
    def is_notice(self) -> bool:
        """Whether it tells, or asks, and hands nothing over."""
        return self.body.purpose in NOTICES

    @property
    def is_coded(self) -> bool:
        """A PDF that a code opens, for somebody with no key: they can answer by voice alone."""
        return self.body.manner == CODED

    @property
    def tellings(self) -> tuple[Answer, ...]:
        """The calls in which the code of a coded copy was told, oldest first."""
        called = (a for a in self.answers if a.body.step is Step.CALLED)
        return tuple(a for a in called if number_told(a.body.text))

    @property
    def opened(self) -> Answer | None:
        """Of a coded copy: the newest call in which its read-back code was said; or none.

        Somebody has it open. It is spoken and proves nothing, and it is all that can be had from
        a receiver with no key: nobody is chased for more, and the sender is not freed.
        """
        read = [a for a in self.answers if a.body.step is Step.READ] if self.is_coded else []
        return read[-1] if read else None

    @property
    def is_waited_for(self) -> bool:
        """Whether an answer is still to come; silence is never one."""
        return self.decision is None and self.opened is None and self.reviewed is None

    def is_overdue(self, now: datetime) -> bool:
        """Nothing came of what can come, and its time has passed."""
        return self.is_waited_for and Loop.is_overdue(self, now)

    @property
    def is_finished(self) -> bool:
        """The sender has been released, by the sender's own entry."""
        return self.at(Step.RELEASED) is not None

    @property
    def may_release(self) -> bool:
        """Accepted by a signed file and not declined since: only then may the sender go."""
        return self.is_accepted and not self.is_finished and not self.is_notice


def deliveries(case: Case, area: str = "") -> tuple[Delivery, ...]:
    """Every package sent, newest first, with its answers; with `area`, what that area sent.

    A case that was handed on holds what the areas before had sent: theirs to chase, not ours.
    """
    answers, reviews = _answers(case), _reviews(case)
    found: list[Delivery] = []
    for e in case.of(Kind.DISCLOSURE, ever=True):
        body = e.body
        if not isinstance(body, DisclosureBody) or body.manner not in SEALED or not body.digests:
            continue
        if area in {"", e.area}:
            digest = body.digests[0]
            said = tuple(a for a in answers.get(digest, ()) if may_say(a, e.area, body.desk))
            follows = _hands_nothing_over(body, e.area, found)
            answered = any(a.decides for a in said)
            seen = (r for r in reviews if not answered and _is_review_of(r, e, body))
            review = next(seen, None)
            found.append(Delivery(digest, e.at, body.answer_due, said, follows, e, body, review))
    return tuple(reversed(found))


def _reviews(case: Case) -> list[Entry]:
    """What says that a reviewer looked at this record, oldest first."""
    signed = [
        e
        for e in case.of(Kind.SIGNOFF)
        if isinstance(e.body, SignoffBody) and e.body.on is SignoffOn.REVIEW
    ]
    noted = [
        e
        for e in case.of(Kind.NOTE)
        if isinstance(e.body, NoteBody) and e.body.heading == REVIEW_BACK
    ]
    return sorted((*signed, *noted), key=lambda e: e.at)


def _is_review_of(review: Entry, sent: Entry, body: DisclosureBody) -> bool:
    """Whether a review settles what was sent: a copy to the own office, which reviewed it since.

    Elsewhere a review is a second pair of eyes, and whoever was asked to take it on still has to
    answer.
    """
    own = body.desk.partition("@")[2] == sent.area
    return own and review.area == sent.area and review.at >= sent.at


def _hands_nothing_over(body: DisclosureBody, area: str, before: list[Delivery]) -> bool:
    """Whether what follows an acceptance is owed with an earlier delivery, or with none.

    It is where that desk accepted one before; for a notice; and for word that goes back to a
    desk by which the case came here, which follows their delivery and none of ours.
    """
    if body.purpose in NOTICES:
        return True
    if any(d.is_accepted and not d.is_notice and _desk(d.body) == _desk(body) for d in before):
        return True
    own = {d.digest for d in before if d.entry.area == area}
    return bool(body.kind and body.previous) and body.previous not in own


def may_say(answer: Answer, sender: str, desk: str) -> bool:
    """Whether an entry counts as an answer to a delivery.

    The sender writes what it imported, heard and released. The receiving desk's own entries, which
    come with its next slice, say what it answered. Nobody else's do, whoever passed them on.
    """
    area = answer.entry.area
    return area == sender or (answer.is_theirs and area == desk.partition("@")[2])


def taken(case: Case, area: str, only_told: Collection[str] = ()) -> tuple[Loop, ...]:
    """Every package that this area answered and took in, newest first, with its answers.

    A desk's own deliveries are not among them, whatever came back to them. `only_told` are digests
    of those that handed nothing over: a notice, or word from a desk that the case went to.
    """
    sent = {d.digest for d in deliveries(case, area)}
    found: list[Loop] = []
    for digest, answers in _answers(case).items():
        ours = tuple(a for a in answers if a.entry.area == area and a.body.area == area)
        if ours and digest not in sent:
            follows = digest in only_told or any(
                loop.is_accepted and loop.digest not in only_told for loop in found
            )
            found.append(Loop(digest, ours[0].said, None, ours, follows))
    return tuple(reversed(found))


def redirect(body: ResponseBody) -> tuple[str, str]:
    """Of an answer that declines: who it should go to, and why. Both in words.

    The first line of its text is who it should go to (FORMAT.md section 10); an answer of one
    line alone gives a reason and nobody.
    """
    first, _, rest = body.text.partition("\n")
    return (first, rest) if rest.strip() else ("", first)


def held_by(body: DisclosureBody) -> str:
    """Whose desk holds what was sent; of a coded copy, and of an older entry, in words alone."""
    return body.desk or f"{body.to}@"


def _desk(body: DisclosureBody) -> str:
    """To whom it went; an older entry knows it in words alone."""
    return body.desk or body.to


def _answers(case: Case) -> dict[str, tuple[Answer, ...]]:
    answers: dict[str, list[Answer]] = {}
    said = case.of(Kind.RESPONSE, ever=True)
    for answer in [Answer(e, e.body) for e in said if isinstance(e.body, ResponseBody)]:
        answers.setdefault(answer.body.delivery, []).append(answer)
    return {d: tuple(sorted(found, key=lambda a: a.said)) for d, found in answers.items()}


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
