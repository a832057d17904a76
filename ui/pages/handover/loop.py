"""The way back of one delivery, as a line of moments: who and when, or until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.entry import Proof, Step
from app.i18n import N_, _
from ui import when
from ui.controls import Moment
from ui.pages.handover.words import sentence_case

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from app.domain.deliveries import Answer, Delivery

_PLAIN = {
    Step.ARRIVED: N_("Arrived, and proved genuine"),
    Step.READ: N_("Read by a named person"),
}
_AFTER = {
    Step.FIRST_CONTACT: N_("First safe contact"),
    Step.CONFERENCE: N_("Conference told"),
    Step.TRANSFERRED: N_("Responsibility taken over"),
}


def moments(delivery: Delivery, now: datetime) -> tuple[Moment, ...]:
    """Sent, arrived, read, accepted, first contact, released: each as it stands now."""
    return (
        _sent(delivery, now),
        *(_plain(delivery, step, title, now) for step, title in _PLAIN.items()),
        _decision(delivery, now),
        *_after(delivery, now),
        _released(delivery, now),
    )


def late_words(delivery: Delivery, now: datetime) -> str:
    """Two hours and six minutes late; empty while it is not."""
    due = delivery.body.answer_due
    if due is None or not delivery.is_overdue(now):
        return ""
    return sentence_case(_("{length} late").format(length=when.length(now - due)))


def _sent(delivery: Delivery, now: datetime) -> Moment:
    answer = delivery.at(Step.SENT)
    at = answer.entry.at if answer else delivery.entry.at
    by = delivery.entry.by.name
    return Moment(_("Sent"), sentence_case(f"{when.at(at, now)}. {by}"), "done")


def _plain(delivery: Delivery, step: Step, title: str, now: datetime) -> Moment:
    answer = delivery.at(step)
    if answer is not None:
        return Moment(_(title), _who_and_when(answer, now), "done")
    decided = delivery.decision
    if step is Step.ARRIVED and decided is not None and decided.body.proof is Proof.DIGEST:
        shown = _("Not said by itself. Their signed answer shows it")
        return Moment(_(title), shown, "done")
    return Moment(_(title), _("No receipt yet"), "ahead")


def _decision(delivery: Delivery, now: datetime) -> Moment:
    decided = delivery.decision
    if decided is None:
        return _undecided(delivery, now)
    told = _who_and_when(decided, now)
    words = f"{told}. “{decided.body.text}”" if decided.body.text else told
    if decided.body.step is Step.DECLINED:
        return Moment(_("Declined. Somebody else holds it"), words, "late")
    if decided.body.step is Step.ASKED:
        return Moment(_("They asked a question"), words, "waiting")
    return Moment(_("Accepted by name"), words, "done")


def _undecided(delivery: Delivery, now: datetime) -> Moment:
    due = delivery.body.answer_due
    rang = [a.entry.at for a in delivery.answers if a.body.step is Step.CALLED]
    parts: list[str] = []
    if due is not None:
        parts.append(_("Due {when}").format(when=when.at(due, now)))
    late = late_words(delivery, now)
    if late:
        parts.append(late)
    if rang:
        times = _(" and ").join(_time(moment, now) for moment in rang)
        parts.append(_("You rang at {times}").format(times=times))
    if late:
        return Moment(_("Accepted by name: no answer"), ". ".join(parts), "late")
    return Moment(_("Accepted by name"), ". ".join(parts) or _("No answer yet"), "waiting")


def _after(delivery: Delivery, now: datetime) -> Iterator[Moment]:
    for step, title in _AFTER.items():
        answer = delivery.at(step)
        if answer is not None:
            yield Moment(_(title), _who_and_when(answer, now), "done")
        elif step is Step.FIRST_CONTACT:
            yield Moment(_(title), _promised(delivery, now), "ahead")


def _promised(delivery: Delivery, now: datetime) -> str:
    accepted = delivery.at(Step.ACCEPTED)
    if accepted is not None and accepted.body.due is not None:
        return _("Promised by {when}").format(when=when.at(accepted.body.due, now))
    return _("Within a day of acceptance")


def _released(delivery: Delivery, now: datetime) -> Moment:
    answer = delivery.at(Step.RELEASED)
    if answer is not None:
        words = sentence_case(f"{when.at(answer.entry.at, now)}. {answer.entry.by.name}")
        return Moment(_("You are released"), words, "done")
    if delivery.may_release:
        return Moment(_("You are released"), _("You may say so now"), "waiting")
    return Moment(_("You are released"), _("Only when they have signed for it"), "ahead")


def _who_and_when(answer: Answer, now: datetime) -> str:
    body = answer.body
    said = when.at(body.said_at or answer.entry.at, now)
    proof = {
        Proof.DIGEST: _("signed file"),
        Proof.SPOKEN: _("spoken, not proved"),
        Proof.NONE: "",
    }[body.proof]
    return ". ".join(sentence_case(w) for w in (said, body.by, proof) if w)


def _time(moment: datetime, now: datetime) -> str:
    if when.relative_day(moment, now) == _("today"):
        return when.clock(moment)
    return f"{when.clock(moment)} ({when.relative_day(moment, now)})"
