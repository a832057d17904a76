"""Planning a visit: what kind, when, what for; and the visits that are planned."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.domain.visit import visits
from app.i18n import _
from app.services import interpreting, visiting
from ui import when
from ui.controls import (
    ChoiceField,
    DateField,
    HeadRule,
    LineField,
    Link,
    MenuItem,
    Primary,
    Secondary,
    Stack,
    State,
)
from ui.pages.conversation.panels import visit_words
from ui.pages.conversation.sheets import ReasonSheet
from ui.pages.read_first import ReadFirstNotice
from ui.text import plain

if TYPE_CHECKING:
    from app.domain.case import Case
    from app.domain.visit import Visit
    from app.services.desk import Desk
    from ui.session import Session
    from ui.theme import Theme

TYPES = ("home", "office", "telephone", "school", "elsewhere")


class PlanVisitPanel(Stack):
    """`check(visit id)` opens the interpreter gate; `begin(visit id)` begins the conversation."""

    check = Signal(str)
    begin = Signal(str)

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("page.prepare.visit")
        self.session, self.theme = session, theme
        self._planned = Stack()
        self.first = ReadFirstNotice(session, theme)
        self.add(self.first)
        self.add(plain(theme, _("The visit"), "title"))
        self.add(self._planned, gap=8)
        self.add(HeadRule(theme, _("Plan a visit")), gap=16)
        items = [MenuItem(code, visit_words(code)) for code in TYPES]
        self.kind = ChoiceField(theme, _("What kind"), items, value="home")
        self.purpose = LineField(theme, _("What for"), limit=200)
        self.day = DateField(theme, _("Which day"))
        self.time = LineField(theme, _("What time, such as 14:00"), width=140, limit=5)
        self.add(self.kind, self.purpose, gap=8)
        self.add(self.day, self.time, gap=8)
        self.add(Primary(theme, _("Plan this visit"), on_click=self._plan), gap=16)
        self.draw()

    def draw(self) -> None:
        """Show the visits that are planned or open."""
        self._planned.clear()
        case = self.session.case
        if case is not None:
            self.first.show_case(case)
        for visit in visits(case) if case else ():
            if visit.ended is None:
                self._planned.add(self._one(visit), gap=12)

    def _one(self, visit: Visit) -> Stack:
        place = Stack(gap=6)
        kind = visit_words(visit.body.type)
        at = when.at(visit.planned, self.session.now()) if visit.planned else _("no time set")
        place.add(plain(self.theme, _("{kind}, {when}").format(kind=kind, when=at), "panel"))
        if visit.body.purpose:
            place.add(plain(self.theme, visit.body.purpose, "body", "ink2"))
        if visit.is_open:
            place.add(State(self.theme, "clock", _("This visit is open.")))
            place.add(Primary(self.theme, _("Go on with it"), on_click=lambda: self._begin(visit)))
            words = _("Change interpreter")
            place.add(Link(self.theme, words, on_click=lambda: self._change(visit)))
            return place
        self._gate_state(place, visit)
        return place

    def _gate_state(self, place: Stack, visit: Visit) -> None:
        if visit.gate_passed:
            place.add(State(self.theme, "check", _("How you will speak with her is settled.")))
            words = _("Begin the conversation")
            place.add(Primary(self.theme, words, on_click=lambda: self._begin(visit)))
            place.add(
                Link(self.theme, _("Check again"), on_click=lambda: self.check.emit(visit.id))
            )
            return
        setting = visit.setting
        if setting is not None and setting.gate == "not_suitable":
            told = _("The interpreter was not suitable. Book another, then check again.")
        else:
            told = _("How you will speak with her is not settled yet.")
        place.add(State(self.theme, "circle-dashed", told, "attn"))
        words = _("Check the interpreter")
        place.add(Secondary(self.theme, words, on_click=lambda: self.check.emit(visit.id)))

    def _begin(self, visit: Visit) -> None:
        self.begin.emit(visit.id)

    def _change(self, visit: Visit) -> None:
        """Somebody else is to interpret: nothing more is shown before they are checked."""

        def act(reason: str) -> bool:
            return self.session.record(
                lambda desk, case: interpreting.change_interpreter(desk, case, visit, reason)
            )

        title = _("Change the interpreter?")
        body = _("The questions are put away until the next interpreter has been checked.")
        do = _("Change, for this reason")
        ReasonSheet(self.theme, title, body, do, act).open_in(self)

    def _plan(self) -> None:
        at = self._when()
        if at is None and (self.time.text().strip() or self.day.value()):
            self.time.set_problem(_("Write a day and a time, such as 14:00, or neither."))
            return
        self.time.set_problem("")
        purpose, kind = self.purpose.text().strip(), self.kind.value() or "home"
        packs = (f"screening {self.session.library.screening.version}",)

        def change(desk: Desk, case: Case) -> Case:
            return visiting.plan(desk, case, kind, purpose, at, packs)[0]

        if self.session.record(change):
            self.purpose.set_text("")
            self.time.set_text("")
            self.day.set_value("", "unknown")
            self.draw()

    def _when(self) -> datetime | None:
        day, time = self.day.value(), self.time.text().strip()
        if self.day.precision() not in {"day", "about"} or not time:
            return None
        try:
            local = datetime.fromisoformat(f"{day}T{time.replace('.', ':').zfill(5)}")
        except ValueError:
            return None
        return local.replace(tzinfo=when.LONDON).astimezone(UTC)
