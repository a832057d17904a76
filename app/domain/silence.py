"""The clock on silence: by when each answer is owed, and whom to ring while none comes. Pure.

The times are the timers of the clocks pack, each a local setting with its source; nothing here
has an amount of its own. With no timer for a thing, it is due at once and never later.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from app.domain.codes import Proof, Step
from app.domain.working_days import after_working_days

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from app.domain.deliveries import Loop
    from app.domain.handover import Urgency
    from app.domain.reference import Timer

A_MOMENT = timedelta(minutes=1)
"""What at most lies between the time when an answer was asked for and that of the sending."""

COUNTS_FROM = {"sent": Step.SENT, "accepted": Step.ACCEPTED}
"""What the words under `after` of a timer with a step or a rung may be, and what they mean."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung of the ladder: who has to ring whom, from when on."""

    timer: Timer
    at: datetime  # UTC


@dataclass(frozen=True, slots=True)
class Owed:
    """One answer that a receiving desk still owes. Without a time it is owed all the same."""

    step: Step | None  # none for another word, where they promised one
    due: datetime | None  # UTC
    promised: bool = False  # their own word, and no timer of ours


@dataclass(frozen=True, slots=True)
class Clocks:
    """The time limits in force at a desk, and the days on which its offices are open."""

    timers: tuple[Timer, ...] = ()
    holidays: frozenset[date] = frozenset()

    def after(self, timer: Timer, start: datetime) -> datetime:
        """When a timer that began at `start` runs out, UTC."""
        if timer.unit == "working_days":
            return after_working_days(start, timer.amount, self.holidays)
        unit = timedelta(hours=1) if timer.unit == "hours" else timedelta(days=1)
        return start + timer.amount * unit

    def timer_for(self, step: Step, urgency: Urgency | None = None) -> Timer | None:
        """The timer by which an answer of this step is owed, or none."""
        return next(
            (
                timer
                for timer in self.timers
                if timer.step == step.value
                and (not timer.urgency or (urgency is not None and urgency.value in timer.urgency))
            ),
            None,
        )

    def timer(self, id_: str) -> Timer | None:
        """The timer with this id, or none."""
        return next((timer for timer in self.timers if timer.id == id_), None)

    def ends(self, id_: str, start: datetime) -> datetime | None:
        """When the timer with this id, begun at `start`, runs out, UTC; none without it."""
        timer = self.timer(id_)
        return self.after(timer, start) if timer else None

    def due(self, step: Step, start: datetime) -> datetime | None:
        """By when an answer of this step is owed, UTC; none where no timer says so."""
        timer = self.timer_for(step)
        return self.after(timer, start) if timer else None

    def answer_due(self, sent: datetime, urgency: Urgency) -> datetime:
        """By when somebody must have accepted, asked or declined, UTC."""
        timer = self.timer_for(Step.ACCEPTED, urgency)
        return self.after(timer, sent) if timer else sent

    def ladder(self, sent: datetime, due: datetime | None) -> tuple[Rung, ...]:
        """Who rings whom while nobody answers, the first rung first.

        The rungs count from the sending. One of them falls on the time when the answer was due;
        where that is later, as it is over a weekend, all of them move with it, so that nobody
        rings a head of service before an answer is late. Sealing takes a moment: where only that
        lies between the two, they are one time.
        """
        rungs = sorted((t for t in self.timers if t.ladder), key=lambda t: t.ladder)
        shift = timedelta()
        for timer in rungs:
            if timer.at_due and due is not None and due > self.after(timer, sent) - A_MOMENT:
                shift = due - self.after(timer, sent)
        return tuple(Rung(timer, self.after(timer, sent) + shift) for timer in rungs)


NO_CLOCKS = Clocks()
"""For a desk before its content is read, and for what asks for no time."""


@dataclass(frozen=True, slots=True)
class Chase:
    """Where the ladder has come to: the rung that is reached, and the next one."""

    now: Rung | None
    rang: datetime | None  # UTC: the newest call, if it came since that rung was reached
    next: Rung | None

    @property
    def is_pressing(self) -> bool:
        """Whether somebody has to ring now."""
        return self.now is not None and self.rang is None


def chase(
    sent: datetime, due: datetime | None, rang: datetime | None, clocks: Clocks, now: datetime
) -> Chase:
    """Whom to ring about a delivery that nobody has answered; `rang` is the newest call.

    A call that was logged after a rung was reached answers that rung, and never the delivery.
    """
    rungs = clocks.ladder(sent, due)
    reached = [rung for rung in rungs if rung.at <= now]
    ahead = [rung for rung in rungs if rung.at > now]
    since = reached[-1].at if reached else None
    called = rang if rang is not None and since is not None and rang >= since else None
    return Chase(reached[-1] if reached else None, called, ahead[0] if ahead else None)


@dataclass(frozen=True, slots=True)
class Said:
    """One answer of the receiving desk, as far as the clock asks: signed, or one that decides."""

    step: Step
    at: datetime  # UTC
    due: datetime | None  # UTC: next contact promised


def awaited(loop: Loop, clocks: Clocks) -> tuple[Owed, ...]:
    """What the receiving desk still owes, as the sender can know it. See `owed`."""
    theirs = [a for a in loop.answers if a.is_theirs]
    counted = [a for a in theirs if a.decides or a.body.proof is Proof.DIGEST]
    said = [Said(a.body.step, a.said, a.body.due) for a in counted]
    return owed(said, loop.due, clocks, follows=loop.follows)


def owed(
    said: Sequence[Said], due: datetime | None, clocks: Clocks, *, follows: bool = False
) -> tuple[Owed, ...]:
    """What is still owed after these answers, the oldest first; empty once all is said.

    Until somebody has decided that is one thing: an answer, by the time the sender gave. Once
    they have declined it is nothing. After an acceptance it is the first safe contact, the
    conference and the taking over, each once: for one that `follows` an accepted one they are
    owed with that one. What was promised, and has not been followed by another answer, is owed
    too.
    """
    promise = said[-1].due if said else None
    word = (Owed(None, promise, promised=True),) if promise else ()
    held = [s for s in said if s.step in {Step.ACCEPTED, Step.DECLINED}]
    if not held:
        asked = any(s.step is Step.ASKED for s in said)
        return word if asked else (Owed(Step.ACCEPTED, due),)
    if held[-1].step is Step.DECLINED:
        return ()
    if follows:
        return word
    done = {s.step for s in said}
    start = held[-1].at
    contact: tuple[Owed, ...] = word
    if Step.FIRST_CONTACT not in done:
        timed = clocks.due(Step.FIRST_CONTACT, start)
        contact = (Owed(Step.FIRST_CONTACT, promise or timed, promised=promise is not None),)
    later = (Step.CONFERENCE, Step.TRANSFERRED)
    return (*contact, *(Owed(step, clocks.due(step, start)) for step in later if step not in done))
