"""The answers a receiving desk gives, each by a named person: accept, ask, decline, and more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from shiboken6 import isValid

from app.domain.codes import Step
from app.i18n import N_, _
from app.services.receiving import Reply
from ui import when
from ui.controls import ChoiceField, LineField, MenuItem, Primary, Quiet, Sheet, TextField
from ui.errors import sentence
from ui.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.errors import Refused
    from ui.session import Session
    from ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Kind:
    """How one answer is asked for."""

    title: str
    told: str
    name: str
    words: str
    do: str
    need_words: bool = False
    goes_to: str = ""  # the label of who it should go to, where that has to be said


KINDS = {
    Step.ACCEPTED: Kind(
        N_("Accept by name"),
        N_("From this answer on your desk holds it. The record joins the cases here."),
        N_("Who takes it, by name"),
        N_("What you do first"),
        N_("Accept and save the answer"),
    ),
    Step.ASKED: Kind(
        N_("Ask a question"),
        N_("They stay responsible until you accept."),
        N_("Who asks, by name"),
        N_("The question"),
        N_("Ask and save the answer"),
        need_words=True,
    ),
    Step.DECLINED: Kind(
        N_("Decline, say who holds it"),
        N_("Say who has it instead. They stay responsible until somebody accepts."),
        N_("Who declines, by name"),
        N_("Why it is not yours"),
        N_("Decline and save the answer"),
        need_words=True,
        goes_to=N_("Who it should go to"),
    ),
    Step.ARRIVED: Kind(
        N_("Say that it arrived"),
        N_("It says that the file came and was proved genuine. It accepts nothing."),
        "",
        N_("Anything they should know"),
        N_("Sign and save the answer"),
    ),
    Step.READ: Kind(
        N_("Say that it was read"),
        N_("It says that a named person has read it. It accepts nothing."),
        N_("Who read it, by name"),
        N_("Anything they should know"),
        N_("Sign and save the answer"),
    ),
    Step.FIRST_CONTACT: Kind(
        N_("First safe contact made"),
        N_("She was reached by the safe way, and by nobody else’s telephone."),
        N_("Who reached her, by name"),
        N_("How she is"),
        N_("Sign and save the answer"),
        need_words=True,
    ),
    Step.CONFERENCE: Kind(
        N_("Conference told"),
        N_("Say which one, and when it meets."),
        N_("Who told it, by name"),
        N_("Which conference, and when"),
        N_("Sign and save the answer"),
        need_words=True,
    ),
    Step.TRANSFERRED: Kind(
        N_("Responsibility taken over"),
        N_("Everything that was theirs is yours now."),
        N_("Who says so, by name"),
        N_("Anything they should know"),
        N_("Sign and save the answer"),
    ),
}


ON_CLOSING = {
    Step.ACCEPTED: Kind(
        N_("No objection to closing"),
        N_("It says so, signed. The notice joins the case here, and nothing of it is closed here."),
        N_("Who says so, by name"),
        N_("Anything they should know"),
        N_("Say it and save the answer"),
    ),
    Step.DECLINED: Kind(
        N_("Object to closing"),
        N_("It stops the closing there until they have talked to you."),
        N_("Who objects, by name"),
        N_("Why it must stay open"),
        N_("Object and save the answer"),
        need_words=True,
    ),
}
"""The answers to a notice that a case is to be closed; every other one is as for a handover."""


class ReplySheet(Sheet):
    """One answer. `act` signs it, and calls back with a refusal, or with None when it is done."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        step: Step,
        act: Callable[[Reply, Callable[[Refused | None], None]], None],
        *,
        on_closing: bool = False,
    ) -> None:
        kind = ON_CLOSING.get(step, KINDS[step]) if on_closing else KINDS[step]
        super().__init__(theme, _(kind.title), _(kind.told))
        self._session, self._step, self._kind, self._act = session, step, kind, act
        self._on_closing = on_closing
        self.name = LineField(theme, _(kind.name) if kind.name else "", width=460, limit=80)
        self.name.set_text(session.desk.author.name)
        self.words = TextField(theme, _(kind.words), lines=3)
        self.due = ChoiceField(theme, _("Next contact, at the latest"), self._times())
        self.problem = plain(theme, "", "note_strong", "attn")
        self.problem.hide()
        goes_to = _(kind.goes_to) if kind.goes_to else ""
        self.goes_to = LineField(theme, goes_to, width=460, limit=120)
        asked = (
            (self.name, kind.name),
            (self.goes_to, kind.goes_to),
            (self.due, step not in {Step.ARRIVED, Step.DECLINED} and not on_closing),
        )
        for field, wanted in asked:
            if not wanted:
                field.hide()
        self.body.add(self.name, self.goes_to, self.words, self.due, self.problem, gap=8)
        self.do = Primary(theme, _(kind.do), on_click=self._do)
        self.foot.add(
            self.do,
            Quiet(theme, _("Leave it"), on_click=self.dismiss),
        )

    def _times(self) -> list[MenuItem]:
        return [
            MenuItem("", _("Not said")),
            *(
                MenuItem(moment.isoformat(), when.at(moment, self._session.now()))
                for moment in next_contacts(self._session.now())
            ),
        ]

    def _do(self) -> None:
        words, goes_to = self.words.text().strip(), self.goes_to.text().strip()
        told = _("Write this first. They act on it.")
        for field, needed in (
            (self.words, self._kind.need_words),
            (self.goes_to, self._kind.goes_to),
        ):
            field.set_problem(told if needed and not field.text().strip() else "")
        if (self._kind.need_words and not words) or (self._kind.goes_to and not goes_to):
            return
        due = self.due.value()
        reply = Reply(
            self._step,
            self.name.text().strip(),
            words,
            datetime.fromisoformat(due) if due else None,
            goes_to,
            on_closing=self._on_closing,
        )
        self.do.setEnabled(False)  # one answer is signed once
        self._act(reply, self._told)

    def _told(self, refusal: Refused | None) -> None:
        if not isValid(self) or self.isHidden():  # it was left; the answer goes its way
            if refusal is not None:
                self._session.refused.emit(refusal)
            return
        self.do.setEnabled(True)
        if refusal is None:
            self.close_sheet()
        elif refusal.code == "reply.no-name":
            self.name.set_problem(sentence(refusal))
        else:
            self.problem.setText(sentence(refusal))
            self.problem.show()


def next_contacts(now: datetime) -> tuple[datetime, ...]:
    """Times that may be promised: two and four hours on, the noons and evenings to come; UTC."""
    soon = [(now + timedelta(hours=hours)).replace(second=0, microsecond=0) for hours in (2, 4)]
    today = now.astimezone(when.LONDON).date()
    fixed = [
        datetime.combine(today + timedelta(days=days), time(hour), when.LONDON).astimezone(UTC)
        for days in (0, 1, 2, 3)
        for hour in (12, 17)
    ]
    return tuple(sorted({*soon, *(moment for moment in fixed if moment > now)}))
