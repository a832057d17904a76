"""What somebody does from the conversation: each act opens its sheet, or writes one note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import _
from app.services import visiting
from ui.controls import Sheet
from ui.pages.conversation import sheets, stop
from ui.questionnaire import AddPerson

if TYPE_CHECKING:
    from app.domain.ids import VisitId
    from app.domain.reference import Rule
    from app.domain.stops import OpenStop
    from ui.pages.conversation.page import ConversationPage
    from ui.questionnaire import ItemForm
    from ui.session import Session
    from ui.theme import Theme


class Acts:
    """The acts of one page. What is being typed is flushed before each of them."""

    def __init__(self, session: Session, theme: Theme, page: ConversationPage) -> None:
        self._session, self._theme, self._page = session, theme, page
        self._stops_left: set[str] = set()

    def of_strip(self, code: str, item: str) -> None:
        """A break, a concern about the interpreter, or who can hear."""
        self._page.flush()
        visit = self._session.visit
        if visit is None:
            return
        if code == "break":
            self._session.record(lambda desk, case: visiting.take_break(desk, case, visit))
        elif code == "concern":
            sheets.ConcernSheet(self._session, self._theme, visit, item).open_in(self._page)
        else:
            sheets.HearSheet(self._session, self._theme, visit).open_in(self._page)

    def say_back(self, form: ItemForm) -> None:
        """Read today's answer back to her."""
        visit = self._session.visit
        if visit is None or not form.flush():
            return
        told = form.told() or _("Nothing is written for this prompt yet.")
        sheet = sheets.SayBackSheet(self._session, self._theme, visit, form.item.label, told)
        sheet.open_in(self._page)

    def add_person(self, visit: VisitId | None, *, child: bool) -> None:
        """Add somebody of the network, or a child."""
        self._page.flush()
        title = _("Add a child") if child else _("Add a person")
        body = _("Use an alias. The name is asked later, and kept apart.")
        sheet = Sheet(self._theme, title, body)
        adder = AddPerson(self._session, self._theme, visit, child=child)
        adder.added.connect(lambda _subject="": sheet.close_sheet())
        adder.left.connect(sheet.dismiss)
        sheet.body.add(adder)
        sheet.open_in(self._page)

    def plan(self, rule: str) -> None:
        """Add what a finding asks for to the plan."""
        self._page.flush()
        sheets.PlanSheet(self._session, self._theme, self._rule(rule)).open_in(self._page)

    def set_aside(self, rule: str) -> None:
        """Set a finding aside, with a reason."""
        self._page.flush()
        finding = next(f for f in self._session.findings if f.rule == rule)
        sheet = sheets.aside_sheet(self._session, self._theme, finding, self._rule(rule))
        sheet.open_in(self._page)

    def _rule(self, rule: str) -> Rule:
        return next(r for r in self._session.library.book.rules if r.id == rule)

    # The full-screen stop

    def check_stops(self) -> None:
        """Show a stop that has just come about; one that was left first is not shown again."""
        every = self._session.stops
        fresh = [s for s in every if stop.key_of(s) not in self._stops_left]
        open_now = [s for s in self._page.window().findChildren(stop.StopSheet) if s.isVisible()]
        if fresh and self._page.isVisible() and not open_now:
            self._open(fresh[0])

    def open_stop(self) -> None:
        """Show the stop that still holds."""
        found = self._session.stops
        if found:
            self._open(found[0])

    def _open(self, found: OpenStop) -> None:
        sheet = stop.StopSheet(self._session, self._theme, found)
        self._stops_left.add(stop.key_of(found))
        sheet.open_in(self._page)

    def forget(self) -> None:
        """Another case begins."""
        self._stops_left.clear()
