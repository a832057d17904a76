"""The way back of a notice: it hands nothing over, and one answer settles it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.closing import NO_OBJECTION, Word, word_of
from app.domain.codes import Step
from app.domain.deliveries import CLOSURE_NOTICE, redirect
from app.i18n import N_, _
from ui import when
from ui.controls import Moment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from app.domain.deliveries import Answer, Delivery
    from ui.controls.timeline import Passed

WORDS = {
    Word.NOT_TOLD: N_("Not told yet"),
    Word.WAITING: N_("Has time to object"),
    Word.ASKED: N_("Asked a question"),
    Word.NO_OBJECTION: N_("No objection"),
    Word.OBJECTED: N_("Objects"),
    Word.SILENT: N_("Silent. That is not agreement"),
}
"""What a holder has said about a closing."""

_TITLES = {
    Step.ACCEPTED: N_("Taken in"),
    Step.ASKED: N_("They asked a question"),
    Step.DECLINED: N_("Declined"),
}

_STATES: dict[Step, Passed] = {
    Step.ACCEPTED: "done",
    Step.ASKED: "waiting",
    Step.DECLINED: "late",
}


def moments(
    delivery: Delivery, now: datetime, said_at: Callable[[Answer, datetime], str]
) -> Iterator[Moment]:
    """Every answer that says something, and until when one may come."""
    asks = delivery.body.purpose == CLOSURE_NOTICE
    for answer in delivery.answers:
        if answer.body.step not in _TITLES:
            continue
        word = word_of(answer) if asks else None
        title = _(WORDS[word]) if word else _(_TITLES[answer.body.step])
        words = words_in(answer)
        told = f"{said_at(answer, now)}. “{words}”" if words else said_at(answer, now)
        yield Moment(title, told, _STATES[answer.body.step])
    if delivery.decision is None and delivery.due is not None:
        yield _open(delivery, delivery.due, now, asks=asks)


def _open(delivery: Delivery, due: datetime, now: datetime, *, asks: bool) -> Moment:
    at = when.at(due, now)
    if asks:
        if delivery.is_overdue(now):
            told = _("Nothing came until {when}. That is not agreement").format(when=at)
            return Moment(_("Silent"), told, "late")
        return Moment(_("An objection may come"), _("Until {when}").format(when=at), "waiting")
    late = delivery.is_overdue(now)
    title = _("Not taken in yet")
    return Moment(title, _("Due {when}").format(when=at), "late" if late else "waiting")


def words_in(answer: Answer) -> str:
    """What they wrote, without the line that only says what it is."""
    body = answer.body
    if body.step is Step.DECLINED:
        to, why = redirect(body)
        return f"{to}. {why}" if to else why
    return body.text.removeprefix(NO_OBJECTION).strip()


def stands(delivery: Delivery, now: datetime) -> str:
    """Where a notice stands, in one sentence."""
    decision = delivery.decision
    if delivery.body.purpose != CLOSURE_NOTICE:
        taken = decision is not None and decision.body.step is Step.ACCEPTED
        return _("They have taken it in.") if taken else _("Nobody there has taken it in yet.")
    said = [word for a in delivery.answers if (word := word_of(a)) is not None]
    if said and said[-1] is not Word.ASKED:
        return f"{_(WORDS[said[-1]])}."
    if delivery.is_overdue(now):
        return f"{_(WORDS[Word.SILENT])}."
    return f"{_(WORDS[said[-1] if said else Word.WAITING])}."
