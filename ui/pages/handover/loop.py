"""The way back of one delivery, as a line of moments: who and when, or until when.

Every answer has its own moment: none takes another's place, and what was only spoken says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.coded import number_told
from app.domain.codes import Proof, Step
from app.domain.deliveries import redirect
from app.domain.silence import awaited
from app.i18n import N_, _
from ui import when
from ui.controls import Moment
from ui.pages import notices
from ui.pages.sentences import sentence_case

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from app.domain.deliveries import Answer, Delivery
    from app.domain.entry import Entry
    from app.domain.handover import Receipt
    from app.domain.silence import Clocks, Owed
    from ui.controls.timeline import Passed

_PLAIN = {
    Step.ARRIVED: N_("Arrived, and proved genuine"),
    Step.READ: N_("Read by a named person"),
}
_DECIDED = {
    Step.ACCEPTED: N_("Accepted by name"),
    Step.ASKED: N_("They asked a question"),
    Step.DECLINED: N_("Declined. Somebody else holds it"),
}
_AFTER = {
    Step.FIRST_CONTACT: N_("First safe contact"),
    Step.CONFERENCE: N_("Conference told"),
    Step.TRANSFERRED: N_("Responsibility taken over"),
}


def moments(delivery: Delivery, now: datetime, clocks: Clocks) -> tuple[Moment, ...]:
    """Sent, arrived, read, accepted, first contact, released: each as it stands now."""
    if delivery.is_notice:
        return (
            _sent(delivery, now),
            *(m for step, title in _PLAIN.items() for m in _plain(delivery, step, title, now)),
            *notices.moments(delivery, now, _who_and_when),
        )
    if delivery.is_coded:
        return (_sent(delivery, now), *_coded(delivery, now))
    if delivery.reviewed is not None:
        return (_sent(delivery, now), _reviewed(delivery.reviewed, now))
    return (
        _sent(delivery, now),
        *(m for step, title in _PLAIN.items() for m in _plain(delivery, step, title, now)),
        *_decisions(delivery, now),
        *_after(delivery, now, clocks),
        _released(delivery, now),
    )


def late_words(delivery: Delivery, now: datetime) -> str:
    """Two hours and six minutes late; empty while it is not."""
    due = delivery.due
    if due is None or not delivery.is_overdue(now):
        return ""
    return sentence_case(_("{length} late").format(length=when.length(now - due)))


def came_back(receipt: Receipt, now: datetime) -> str:
    """What is said of an answer that has just been proved; arrived and read are no answer."""
    who, at = receipt.by or receipt.signer, when.at(receipt.created, now)
    if receipt.step is Step.ARRIVED:
        return _("Genuine. It arrived there, {when}. Arrived is not accepted.").format(when=at)
    if receipt.step is Step.READ:
        words = _("Genuine. Read by {who}, {when}. Read is not accepted.")
        return words.format(who=who, when=at)
    return _("Genuine. Answered by {who}, {when}.").format(who=who, when=at)


def who_holds_it(delivery: Delivery, now: datetime) -> str:
    """Who is responsible, in words, as the answers stand; of a notice, what it stands at."""
    if delivery.is_notice:
        return notices.stands(delivery, now)
    if delivery.is_finished:
        return _("You released yourself. They hold it.")
    if delivery.reviewed is not None:
        return _("Your own office reviewed it. Nothing was handed over.")
    holder = delivery.holder
    if holder is not None and holder.body.step is Step.ACCEPTED:
        return _("They have signed for it. You hold it with them until you release yourself.")
    if holder is not None:
        return _("They do not take it. You stay responsible: send it to whoever should have it.")
    if delivery.is_coded:
        return _("A coded copy frees nobody. You stay responsible.")
    if delivery.spoken is not None:
        return _("Somebody said that they accept. You stay responsible until they sign for it.")
    return _("You stay responsible until they sign for it.")


def _of(delivery: Delivery, step: Step) -> list[Answer]:
    return [a for a in delivery.answers if a.body.step is step]


def _sent(delivery: Delivery, now: datetime) -> Moment:
    answer = delivery.at(Step.SENT)
    at = answer.entry.at if answer else delivery.sent
    by = delivery.entry.by.name
    return Moment(_("Sent"), sentence_case(f"{when.at(at, now)}. {by}"), "done")


def _coded(delivery: Delivery, now: datetime) -> Iterator[Moment]:
    """The code told, and the code of its first page read back; then what a file may have said."""
    for told in delivery.tellings:
        at, number = when.at(told.said, now), number_told(told.body.text)
        words = _("{when}. {who}, on {number}").format(when=at, who=told.body.by, number=number)
        yield Moment(_("The code was told"), sentence_case(words), "done")
    if not delivery.tellings:
        told_not = _("Without it nobody can open the file")
        yield Moment(_("The code is not told yet"), told_not, "waiting")
    read = _of(delivery, Step.READ)
    for answer in read:
        yield Moment(_("Read back by a named person"), _who_and_when(answer, now), _state(answer))
    if not read:
        yield _undecided(delivery, now, N_("Read back"), N_("Not read back"))
    for answer in delivery.answers:
        if answer.body.step in _DECIDED:
            words = f"{_who_and_when(answer, now)}{_words(answer)}"
            yield Moment(_(_DECIDED[answer.body.step]), words, _state(answer))
    if delivery.may_release or delivery.is_finished:
        yield _released(delivery, now)


def _plain(delivery: Delivery, step: Step, title: str, now: datetime) -> Iterator[Moment]:
    found = _of(delivery, step)
    for answer in found:
        yield Moment(_(title), _who_and_when(answer, now), _state(answer))
    if found:
        return
    decided = delivery.decision
    if step is Step.ARRIVED and decided is not None and decided.body.proof is Proof.DIGEST:
        shown = _("Not said by itself. Their signed answer shows it")
        yield Moment(_(title), shown, "done")
        return
    yield Moment(_(title), _("No receipt yet"), "ahead")


def _decisions(delivery: Delivery, now: datetime) -> Iterator[Moment]:
    """Every answer that accepts, asks or declines, and what is still waited for."""
    for answer in delivery.answers:
        step = answer.body.step
        if step in _DECIDED:
            told = _who_and_when(answer, now)
            yield Moment(_(_DECIDED[step]), f"{told}{_words(answer)}", _state(answer))
    if delivery.decision is None:
        yield _undecided(delivery, now)


def _words(answer: Answer) -> str:
    """What they wrote, in quotation marks; of one that declines, first who should have it."""
    if not answer.body.text:
        return ""
    to, why = redirect(answer.body) if answer.body.step is Step.DECLINED else ("", "")
    if to:
        return ". " + _("It should go to: {who}. “{why}”").format(who=to, why=why)
    return f". “{answer.body.text}”"


def _reviewed(review: Entry, now: datetime) -> Moment:
    told = sentence_case(f"{when.at(review.at, now)}. {review.by.name}")
    return Moment(_("Reviewed in your own office"), told, "done")


def _undecided(
    delivery: Delivery,
    now: datetime,
    title: str = N_("Accepted by name"),
    silent: str = N_("Accepted by name: no answer"),
) -> Moment:
    due = delivery.due
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
        return Moment(_(silent), ". ".join(parts), "late")
    return Moment(_(title), ". ".join(parts) or _("No answer yet"), "waiting")


def _after(delivery: Delivery, now: datetime, clocks: Clocks) -> Iterator[Moment]:
    owed = {o.step: o for o in awaited(delivery, clocks)}
    for step, title in _AFTER.items():
        found = _of(delivery, step)
        for answer in found:
            yield Moment(_(title), f"{_who_and_when(answer, now)}{_words(answer)}", _state(answer))
        if step in owed and not any(a.body.proof is Proof.DIGEST for a in found):
            yield _owed(owed[step], title, now)
        elif step is Step.FIRST_CONTACT and not found:
            yield Moment(_(title), _("After they have accepted"), "ahead")
    if None in owed:
        yield _owed(owed[None], N_("Another word, as they promised"), now)


def _owed(owed: Owed, title: str, now: datetime) -> Moment:
    if owed.due is None:
        return Moment(_(title), _("Not yet"), "ahead")
    said = _("Promised by {when}") if owed.promised else _("Due {when}")
    told = said.format(when=when.at(owed.due, now))
    if now < owed.due:
        return Moment(_(title), told, "waiting")
    late = sentence_case(_("{length} late").format(length=when.length(now - owed.due)))
    return Moment(_(title), f"{told}. {late}", "late")


def _released(delivery: Delivery, now: datetime) -> Moment:
    answer = delivery.at(Step.RELEASED)
    if answer is not None:
        words = sentence_case(f"{when.at(answer.entry.at, now)}. {answer.entry.by.name}")
        return Moment(_("You are released"), words, "done")
    if delivery.may_release:
        return Moment(_("You are released"), _("You may say so now"), "waiting")
    return Moment(_("You are released"), _("Only when they have signed for it"), "ahead")


def _state(answer: Answer) -> Passed:
    """Done where it is signed and settles something; waiting where it was only said."""
    if answer.body.step is Step.DECLINED:
        return "late"
    spoken = answer.body.proof is Proof.SPOKEN
    return "waiting" if spoken or answer.body.step is Step.ASKED else "done"


def _who_and_when(answer: Answer, now: datetime) -> str:
    body = answer.body
    proof = {
        Proof.DIGEST: _("signed file"),
        Proof.SPOKEN: _("spoken, not proved"),
        Proof.NONE: "",
    }[body.proof]
    said = when.at(answer.said, now)
    return ". ".join(sentence_case(w) for w in (said, body.by, proof) if w)


def _time(moment: datetime, now: datetime) -> str:
    if when.relative_day(moment, now) == _("today"):
        return when.clock(moment)
    return f"{when.clock(moment)} ({when.relative_day(moment, now)})"
