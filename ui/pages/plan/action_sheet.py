"""One action in full: who owns it, by when, what it may cause, her view, and whether it is done."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from app.domain.codes import ActionStatus
from app.domain.entry import ActionBody
from app.i18n import _
from app.services import planning
from ui.controls import (
    AnswerGroup,
    DateField,
    LineField,
    Option,
    Primary,
    Quiet,
    Sheet,
    Spread,
    Stack,
    TextField,
)
from ui.text import plain
from ui.when import LONDON

if TYPE_CHECKING:
    from app.domain.case import Case
    from app.domain.plan import Action
    from app.services.desk import Desk
    from ui.session import Session
    from ui.theme import Theme

END_OF_DAY = time(17, 0)
"""When something is due that has a day and no time (London)."""


class ActionSheet(Sheet):
    """Write an action, or change one. Nothing is lost: the earlier wording stays in the record."""

    def __init__(self, session: Session, theme: Theme, action: Action | None = None) -> None:
        title = _("Write an action") if action is None else _("Change this action")
        super().__init__(theme, title)
        self._session, self._action = session, action
        self._make()
        self._show(action.body if action else ActionBody(""))
        self._shown = self._typed()

    def _make(self) -> None:
        theme = self.theme
        self.text = TextField(theme, _("What is done"), lines=2)
        self.owner = LineField(theme, _("Who owns it: a named person"), limit=120)
        self.agency = LineField(theme, _("Their agency"), limit=200)
        self.day = DateField(theme, _("Due"))
        self.day.about.hide()
        self.time = LineField(theme, _("Time, such as 15:15"), width=160, limit=5)
        self.words = LineField(theme, _("Or in words, such as: before travel"), limit=80)
        self.triggers = TextField(theme, _("Look again if"), lines=1)
        self.effects = TextField(theme, _("What it may cause"), lines=1)
        self.view = TextField(theme, _("Her view, in her words"), lines=1)
        self.status = AnswerGroup(
            theme,
            [
                Option("open", _("To be done")),
                Option("done", _("Done")),
                Option("lapsed", _("Lapsed")),
            ],
            name=_("Where it stands"),
        )
        self.status.chosen.connect(self._say_evidence)
        self.evidence = TextField(theme, "", lines=1)
        self.time.label.set_role("provenance")
        beside = Stack()  # the time stands level with day, month and year
        beside.add(plain(theme, "", "note_strong"), self.time)
        due = Spread(gap=16)
        due.add(self.day, beside)
        self.body.add(self.text, self.owner, self.agency, due, self.words)
        self.body.add(self.triggers, self.effects, self.view)
        self.body.add(self.status, gap=12)
        self.body.add(self.evidence, gap=4)
        self.save = Primary(theme, _("Save this action"), on_click=self._save)
        self.foot.add(self.save, Quiet(theme, _("Leave it"), on_click=self.dismiss))

    def _show(self, body: ActionBody) -> None:
        self.text.set_text(body.text)
        self.owner.set_text(body.owner)
        self.agency.set_text(body.agency)
        if body.due is not None:
            local = body.due.astimezone(LONDON)
            self.day.set_value(f"{local:%Y-%m-%d}")
            self.time.set_text(f"{local:%H:%M}")
        self.words.set_text(body.due_words)
        self.triggers.set_text(body.triggers)
        self.effects.set_text(body.side_effects)
        self.view.set_text(body.her_view)
        kept = body.status if body.status is not ActionStatus.NOT_NEEDED else ActionStatus.OPEN
        self.status.choose(kept.value)
        self.evidence.set_text(body.evidence if kept is not ActionStatus.OPEN else "")
        self._say_evidence()

    def _say_evidence(self, _code: str = "") -> None:
        status = self.status.value() or "open"
        labels = {
            "done": _("How it is known to be done"),
            "lapsed": _("Why it lapsed, and what covers it now"),
        }
        self.evidence.setVisible(status in labels)
        self.evidence.set_label(labels.get(status, _("How it is known")))

    def _due(self) -> tuple[bool, datetime | None]:
        """Whether date and time can be read, and the moment, UTC."""
        self.time.set_problem("")
        day = self.day.whole_day()
        typed = [self.day.day, self.day.month, self.day.year]
        if not any(part.text().strip() for part in typed):
            return True, None
        if day is None:
            self.time.set_problem(_("Write day, month and year."))
            return False, None
        clock = self.time.text().strip()
        if clock and not re.fullmatch(r"([01]?\d|2[0-3]):[0-5]\d", clock, re.ASCII):
            self.time.set_problem(_("Write the time as 15:15."))
            return False, None
        hour, _colon, minute = clock.partition(":")
        at = time(int(hour), int(minute)) if clock else END_OF_DAY
        local = datetime.combine(day, at, LONDON)
        return True, local.astimezone(UTC)

    def _save(self) -> None:
        readable, due = self._due()
        status = ActionStatus(self.status.value() or "open")
        evidence = self.evidence.text().strip() if status is not ActionStatus.OPEN else ""
        needs_text = not self.text.text().strip()
        needs_evidence = status is not ActionStatus.OPEN and not evidence
        self.text.set_problem(_("Write what is done.") if needs_text else "")
        told = _("Write it first: the next person has to be able to rely on it.")
        self.evidence.set_problem(told if needs_evidence else "")
        if not readable or needs_text or needs_evidence:
            return
        before = self._action.body if self._action else ActionBody("")
        body = replace(
            before,
            text=self.text.text().strip(),
            owner=self.owner.text().strip(),
            agency=self.agency.text().strip(),
            due=due,
            due_words="" if due else self.words.text().strip(),
            triggers=self.triggers.text().strip(),
            side_effects=self.effects.text().strip(),
            her_view=self.view.text().strip(),
            status=status,
            evidence=evidence,
        )
        if self._session.record(lambda desk, case: self._write(desk, case, body)):
            self.close_sheet()

    def keep(self) -> None:
        """Save what was typed, if it can be saved as it is: the page is left, covered or locked."""
        if self.isVisible() and self._typed() != self._shown:
            self._save()

    def _typed(self) -> tuple[str | None, ...]:
        fields = (self.text, self.owner, self.agency, self.time, self.words, self.triggers)
        more = (self.effects, self.view, self.evidence)
        return (*(f.text() for f in (*fields, *more)), self.day.value(), self.status.value())

    def _write(self, desk: Desk, case: Case, body: ActionBody) -> Case:
        if self._action is None:
            return planning.add(desk, case, body)
        return planning.change(desk, case, self._action, body)
