"""No longer standing by somebody's certificate: since when, and why."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.domain.trusting import Withdrawal
from app.i18n import _
from ui.controls import (
    AnswerGroup,
    Danger,
    DateField,
    Facts,
    LineField,
    Option,
    Quiet,
    Sheet,
    State,
)
from ui.pages.roles import why_words
from ui.text import plain
from ui.when import LONDON, clock, day

if TYPE_CHECKING:
    from app.services.root_kept import Answered
    from ui.controls.tables import Fact
    from ui.theme import Theme


class WithdrawSheet(Sheet):
    """What it does is said before it is done: it cannot be taken back."""

    chosen = Signal(object, str)  # since when (UTC), and the reason's code

    def __init__(self, theme: Theme, one: Answered, now: datetime) -> None:
        told = _(
            "Every laptop that gets the new list refuses what this key signs, whatever date it "
            "bears. What others sent on from before that time is shown with a warning."
        )
        super().__init__(theme, _("Withdraw this certificate?"), told)
        self._now = now
        facts: list[Fact] = [
            (_("Signs as"), one.principal),
            (_("Certificate"), _("{n}, answered {day}").format(n=one.serial, day=day(one.at))),
        ]
        self.body.add(Facts(theme, facts, label_width=130))
        self.body.add(plain(theme, _("Why"), "note_strong"), gap=14)
        options = [Option(why.value, why_words(why)) for why in Withdrawal]
        self.why = AnswerGroup(theme, options, name=_("Why"), shape="lines")
        self.why.setObjectName("page.keeping.why")
        self.unsaid = State(theme, "circle-alert", _("Say why."), "attn")
        self.unsaid.hide()
        self.body.add(self.why, self.unsaid, gap=4)
        self.since = DateField(theme, _("Since when it counts for nothing"))
        self.since.setObjectName("page.keeping.since")
        self.since.about.hide()
        self.since.set_value(now.astimezone(LONDON).date().isoformat())
        self.at = LineField(theme, _("At what time, such as 14:30"), width=160, limit=5)
        self.at.setObjectName("page.keeping.at")
        self.at.set_text(clock(now))
        self.at.set_note(_("When it was last surely in the right hands. It may lie in the past."))
        self.body.add(self.since, self.at, gap=12)
        again = _("It cannot be taken back. Whoever should keep theirs asks for a new one.")
        self.body.add(plain(theme, again, "note", "ink2"), gap=10)
        self.foot.add(
            Danger(theme, _("Withdraw it"), on_click=self._do),
            Quiet(theme, _("Leave it"), on_click=self.dismiss),
        )

    def _do(self) -> None:
        why, since = self.why.value(), self._moment()
        self.unsaid.setVisible(not why)
        if why and since is not None:
            self.close_sheet()
            self.chosen.emit(since, why)

    def _moment(self) -> datetime | None:
        """The moment that was typed, UTC; None when it is no moment, or one to come."""
        on, at = self.since.whole_day(), _time(self.at.text().strip())
        if on is None or at is None:
            self.at.set_problem(_("Write a whole day, and a time such as 14:30."))
            return None
        moment = datetime.combine(on, at, LONDON).astimezone(UTC)
        if moment > self._now:
            self.at.set_problem(_("That is still to come. Write a time that has passed."))
            return None
        self.at.set_problem("")
        return moment


def _time(text: str) -> time | None:
    try:
        return time.fromisoformat(text) if len(text) == len("14:30") else None
    except ValueError:
        return None
