"""Closing a case: what everybody who holds it has said, and the gate before it is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.closing import Word, closing, window_ends
from app.i18n import _
from app.services import closing as closings
from ui import when
from ui.controls import LineField, Primary, Quiet, Sheet, Spread, Stack, State, TextField
from ui.pages.notices import WORDS, words_in
from ui.pages.sentences import sentence_case
from ui.pages.times import times_link
from ui.text import plain

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.case import Case
    from app.domain.closing import Heard
    from app.domain.entry import Entry
    from ui.session import Session
    from ui.theme import Ink, Theme

_LOOK: dict[Word, tuple[str, Ink]] = {
    Word.NOT_TOLD: ("circle-dashed", "attn"),
    Word.WAITING: ("hourglass", "ink"),
    Word.ASKED: ("message-circle-question-mark", "attn"),
    Word.NO_OBJECTION: ("check", "ink"),
    Word.OBJECTED: ("triangle-alert", "attn"),
    Word.SILENT: ("ear", "attn"),
}


def until(session: Session, case: Case, proposed: Entry) -> datetime | None:
    """Until when somebody may object, UTC; none once all have said that they do not."""
    library, found = session.library, closings.heard(session.desk, case)
    return window_ends(proposed, found, library.timers, library.holidays)


class HeardPanel(Stack):
    """Each holder with its word on the closing, and until when others may be heard."""

    def __init__(self, session: Session, theme: Theme, proposed: Entry) -> None:
        super().__init__()
        self.setObjectName("page.record.heard")
        case = session.case
        if case is None:
            return
        ends = until(session, case, proposed)
        told = _("Everybody has answered, and nobody objects.")
        if ends is not None:
            at = when.at(ends, session.now())
            told = _("Everybody may object until {when}.").format(when=at)
        self.add(plain(theme, told, "note", "ink2"))
        line = Spread()
        line.add(times_link(session, theme, self))
        self.add(line)
        found = closings.heard(session.desk, case)
        for one in found:
            icon, ink = _LOOK[one.word]
            said = f"{one.to or one.desk}. {_(WORDS[one.word])}"
            self.add(State(theme, icon, said, ink), gap=6)
            for words in _more(session, one):
                self.add(plain(theme, words, "note", "ink2"))
        if any(one.word is Word.NOT_TOLD for one in found):
            words = _("Tell them on the Handover page: each gets a notice and time to object.")
            self.add(plain(theme, words, "note_strong", "attn"), gap=6)


def _more(session: Session, one: Heard) -> list[str]:
    """Who said it and when, and in what words; or until when they may."""
    now = session.now()
    if one.answer is not None:
        body = one.answer.body
        at = sentence_case(when.at(one.answer.said, now))
        said = ". ".join(filter(None, (sentence_case(body.by), at)))
        words = words_in(one.answer)
        return [f"{said}. “{words}”" if words else f"{said}."]
    if one.until is None:
        return []
    at = when.at(one.until, now)
    if one.word is Word.SILENT:
        return [_("They had until {when}.").format(when=at)]
    return [_("Until {when}.").format(when=at)]


class CloseSheet(Sheet):
    """The gate: a supervisor by name, everybody asked, and reasons."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(theme, _("Close the case"), _("Everybody here has to be asked first."))
        self._session = session
        case = session.case
        now = closing(case, session.desk.area) if case else None
        if now is not None and now.entry is not None:
            self.body.add(HeardPanel(session, theme, now.entry))
        who = _("Who decided it: a supervisor, by name")
        self.supervisor = LineField(theme, who, limit=120)
        self.body.add(self.supervisor, gap=10)
        self.asked: dict[str, TextField] = {}
        found = closings.heard(session.desk, case) if case else ()
        asked = closings.to_ask(case, session.desk.area, found) if case else ()
        for name in asked:
            field = TextField(theme, _("What they said, and when"), lines=1)
            words = _("{who}: what they said, and when").format(who=name)
            field.editor.setAccessibleName(words)
            self.asked[name] = field
            self.body.add(plain(theme, name, "strong"), gap=10)
            self.body.add(field)
        if not asked and not found:
            words = _("The record names nobody else with an open interest.")
            self.body.add(plain(theme, words, "note", "ink2"), gap=8)
        self.reasons = TextField(theme, _("Reasons: what has changed about each party"), lines=3)
        self.body.add(self.reasons, gap=8)
        self.problem = plain(theme, "", "note_strong", "attn")
        self.body.add(self.problem, gap=4)
        self.foot.add(
            Primary(theme, _("Close it"), on_click=self._do),
            Quiet(theme, _("Leave it"), on_click=self.dismiss),
        )

    def _do(self) -> None:
        case = self._session.case
        now = closing(case, self._session.desk.area) if case else None
        if case is None or now is None or now.entry is None:
            return
        said = {who: field.text().strip() for who, field in self.asked.items()}
        for who, field in self.asked.items():
            field.set_problem("" if said[who] else _("Not asked yet."))
        supervisor, reasons = self.supervisor.text(), self.reasons.text().strip()
        own = supervisor.strip() in {"", self._session.desk.author.name}
        told = _("Somebody other than you has to be named.") if own else ""
        self.supervisor.set_problem(told)
        self.reasons.set_problem("" if reasons else _("Write what has changed, and how you know."))
        if own or not reasons or not all(said.values()):
            return
        ends = until(self._session, case, now.entry)
        if ends is not None and self._session.now() < ends:
            words = _("Others may still object until {when}. Close it after that.")
            self.problem.setText(words.format(when=when.at(ends, self._session.now())))
            return
        done = self._session.record(
            lambda d, c: closings.close(d, c, supervisor, said, reasons, ends)
        )
        if done:
            self.close_sheet()
