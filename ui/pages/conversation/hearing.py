"""Who can hear: asked at the start, and again after a door, a noise, a pause, or somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal

from app.domain.entry import SettingBody
from app.domain.interpreter import CAME_IN, hearing_owed, paused
from app.i18n import _
from app.services import interpreting
from ui.controls import (
    AnswerGroup,
    ChoiceField,
    Link,
    MenuItem,
    Option,
    Primary,
    Quiet,
    Sheet,
    TextField,
)
from ui.questionnaire.said_part import SideBySide
from ui.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from app.domain.case import Case
    from app.domain.ids import VisitId
    from app.domain.interpreting import Breaks
    from app.domain.visit import Visit
    from ui.session import Session
    from ui.theme import Theme

NOBODY = "nobody"
"""Code of the place where nobody is."""


def why_now(case: Case, visit: Visit, now: datetime, breaks: Breaks) -> str:
    """Why it must be asked now, as a code of the pack; empty when nothing asks for it."""
    if hearing_owed(visit):
        came_in = visit.setting is not None and visit.setting.asked_after == CAME_IN
        return CAME_IN if came_in else "start"
    return "pause" if paused(case, visit, now, breaks) else ""


class HearingLine(Link):
    """Says beside the prompt's section that it is owed to ask who can hear, and why.

    A pause stays owed though something was written since: nobody has looked round yet.
    """

    def __init__(self, theme: Theme, on_click: Callable[[], object]) -> None:
        super().__init__(theme, _("Ask who can hear"), on_click=on_click)
        self.setObjectName("page.conversation.hearing")
        self._quiet: VisitId | None = None
        self._away = False
        self.hide()

    def set_away(self, *, away: bool) -> None:
        """Stay out of sight while no prompt is on the screen."""
        self._away = away
        if away:
            self.hide()

    def asked(self) -> None:
        """It was asked just now."""
        self._quiet = None
        self.hide()

    def show_for(self, case: Case, visit: Visit, now: datetime, breaks: Breaks) -> None:
        """Say what is owed now, or nothing."""
        why = why_now(case, visit, now, breaks)
        if why == "pause":
            self._quiet = visit.id
        elif not why and self._quiet == visit.id:
            why = "pause"
        words = {
            "start": _("Ask who can hear"),
            CAME_IN: _("Somebody came in: who can hear?"),
            "pause": _("Ask again who can hear"),
        }.get(why, "")
        if words:
            self.set_words(words)
        self.setVisible(bool(words) and not self._away)


class HearSheet(Sheet):
    """Where somebody can hear or see: a new setting each time. `noted()` once it is written."""

    noted = Signal()

    def __init__(self, session: Session, theme: Theme, visit: Visit, after: str) -> None:
        body = _("Ask it, and look and listen: the room, the next one, the telephone.")
        super().__init__(theme, _("Who can hear or see?"), body)
        self.setObjectName("page.conversation.hear")
        self._session, self._visit = session, visit
        self._script = session.library.interpreting
        shown = [Option(spot.id, spot.label) for spot in self._script.places]
        self.answers = AnswerGroup(theme, shown, name=_("Who can hear"), multiple=True)
        self.answers.chosen.connect(self._chosen)
        self.body.add(self.answers)
        self.told = plain(theme, "", "strong")
        self.told.hide()
        self.body.add(self.told, gap=8)
        self.words = TextField(theme, _("Who is present, and where"), lines=2)
        self.words.set_text((visit.setting or SettingBody()).present)
        whys = [MenuItem("", _("Nothing special"))]
        whys += [MenuItem(why.code, why.label) for why in self._script.again]
        self.after = ChoiceField(theme, _("Why it is asked now"), whys, value=after)
        self.body.add(SideBySide(theme, (self.words, self.after)), gap=10)
        self.done = Primary(theme, _("Note who can hear"), on_click=self._note)
        self.done.setEnabled(False)
        self.done.set_reason(_("Choose where somebody is, or “Nobody else”."))
        self.foot.add(self.done, Quiet(theme, _("Leave it"), on_click=self.dismiss))

    def _chosen(self, code: str) -> None:
        kept = self.answers.values()
        if code == NOBODY and code in kept:
            self.answers.choose(code)
        elif NOBODY in kept:
            self.answers.choose(*(c for c in kept if c != NOBODY))
        chosen = self.answers.values()
        known = [spot for code in chosen if (spot := self._script.place(code)) is not None]
        self.told.setText("\n".join(dict.fromkeys(spot.do for spot in known)))
        self.told.setVisible(bool(known))
        QTimer.singleShot(0, self, lambda: self._scroll.bring(self.foot))  # it has moved down
        self.done.setEnabled(bool(chosen))
        self.done.set_reason("" if chosen else _("Choose where somebody is, or “Nobody else”."))

    def _note(self) -> None:
        places, present = self.answers.values(), self.words.text().strip()
        after = self.after.value()
        done = self._session.record(
            lambda desk, case: interpreting.who_can_hear(
                desk, case, self._visit, places, present, after=after, script=self._script
            )
        )
        if done:
            self.close_sheet()
            self.noted.emit()
