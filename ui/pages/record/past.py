"""The record as it stood on another day, and what differed since."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.domain.case import known_by
from app.domain.looking_back import differences, unknown_then
from app.i18n import _, ngettext
from ui import when
from ui.controls import (
    AnswerGroup,
    DateField,
    Line,
    Notice,
    Option,
    Primary,
    Quiet,
    Secondary,
    Sheet,
    Stack,
    State,
)
from ui.questionnaire.words import told as answer_words
from ui.text import plain
from ui.when import LONDON

if TYPE_CHECKING:
    from app.domain.case import Case
    from app.domain.looking_back import Difference
    from ui.session import Session
    from ui.theme import Theme

RECORDED, KNOWN = "recorded", "known"


class PastSheet(Sheet):
    """Which past: recorded by a day, or known on this laptop by a day. `asked(way, moment)`."""

    asked = Signal(str, object)

    def __init__(self, theme: Theme) -> None:
        words = _("What was written on a day, and what was known here on it, are two pasts.")
        super().__init__(theme, _("As it stood on …"), words)
        self.way = AnswerGroup(
            theme,
            [
                Option(RECORDED, _("Recorded by then"), _("By anybody, here or elsewhere")),
                Option(KNOWN, _("Known here by then"), _("What had reached this laptop")),
            ],
            name=_("Which past"),
            shape="lines",
        )
        self.way.choose(RECORDED)
        self.day = DateField(theme, _("By the end of"))
        self.day.about.hide()
        self.body.add(self.way)
        self.body.add(self.day, gap=12)
        self.problem = plain(theme, "", "note_strong", "attn")
        self.body.add(self.problem, gap=4)
        self.foot.add(
            Primary(theme, _("Show the record of that day"), on_click=self._ask),
            Quiet(theme, _("Leave it"), on_click=self.dismiss),
        )

    def _ask(self) -> None:
        day = self.day.whole_day()
        if day is None:
            self.problem.setText(_("Write day, month and year."))
            return
        end = datetime.combine(day, time(23, 59, 59), LONDON)
        self.asked.emit(self.way.value() or RECORDED, end.astimezone(UTC))
        self.close_sheet()


class Past(Stack):
    """What is being looked at, and what differed. `back()` to go to today."""

    back = Signal()

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session, self._theme = session, theme
        self.setObjectName("page.record.past")

    def show_past(self, now: Case, way: str, moment: datetime) -> Case:
        """Draw what differed, and return the case as it stood."""
        arrived = self._session.desk.store.arrivals(now.id) if way == KNOWN else None
        then = known_by(now, moment, arrived)
        self.clear()
        words = (
            _("The record as it was known here by the end of {day}.")
            if way == KNOWN
            else _("The record as it was written by the end of {day}.")
        ).format(day=when.day(moment))
        notice = Notice(self._theme, words, icon="clock")
        notice.acts.add(Secondary(self._theme, _("Back to today"), on_click=self.back.emit))
        self.add(notice)
        self._add_differences(then, now)
        self.show()
        return then

    def _add_differences(self, then: Case, now: Case) -> None:
        later = unknown_then(then, now)
        if not later:
            words = _("Nothing has been added since. It read as it reads today.")
            self.add(State(self._theme, "check", words), gap=10)
            return
        told = ngettext("One entry has come since.", "{n} entries have come since.", len(later))
        self.add(
            plain(self._theme, told.format(n=when.number(len(later)).capitalize()), "strong"),
            gap=10,
        )
        found = differences(then, now)
        if not found:
            self.add(plain(self._theme, _("No answer reads otherwise today."), "note"), gap=2)
            return
        self.add(plain(self._theme, _("These read otherwise today:"), "note"), gap=2)
        for difference in found:
            self._add(difference, then, now)

    def _add(self, difference: Difference, then: Case, now: Case) -> None:
        item_id, about, row = difference.address
        items = self._session.library.book.items
        item = items.get(item_id)
        label = item.label if item else str(item_id)
        rows = {r.code: r.label for r in item.rows} if item else {}
        who = now.label(about) if about else ""
        title = ": ".join(filter(None, (who, label, rows.get(row, ""))))
        nothing = _("nothing was recorded")
        before = "; ".join(answer_words(a, items, then) for a in difference.then) or nothing
        today = "; ".join(answer_words(a, items, now) for a in difference.now) or nothing
        self.add(plain(self._theme, title, "note_strong"), gap=8)
        self.add(plain(self._theme, _("Then: {answer}").format(answer=before), "note"))
        self.add(plain(self._theme, _("Now: {answer}").format(answer=today), "note"))
        self.add(Line(self._theme), gap=6)
