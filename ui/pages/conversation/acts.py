"""What somebody does from the conversation: each act opens its sheet, or writes one note."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from app.domain.gate import GateState, gate_state
from app.i18n import _
from app.services import interpreting
from ui.controls import MenuItem, Sheet
from ui.pages.conversation import sheets, stop
from ui.pages.conversation.concern import ConcernSheet
from ui.pages.conversation.hearing import HearSheet, why_now
from ui.pages.conversation.keys import KeysSheet
from ui.pages.conversation.read_back import SayBackSheet
from ui.questionnaire import AddPerson
from ui.questionnaire.how import is_interpreted

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from app.domain.entry import SettingBody
    from app.domain.ids import VisitId
    from app.domain.reference import Rule
    from app.domain.stops import OpenStop
    from ui.questionnaire import ItemForm
    from ui.session import Session
    from ui.theme import Theme


class Front(Protocol):
    """What an act needs of the page it is done on."""

    form: ItemForm | None

    def flush(self) -> None:
        """Save what is typed."""
        ...

    def window(self) -> QWidget:
        """Where a sheet opens."""
        ...

    def isVisible(self) -> bool:
        """Whether it can be seen."""
        ...


class Acts:
    """The acts of one page. What is being typed is flushed before each of them.

    `heard` is called each time it was asked who can hear.
    """

    def __init__(
        self, session: Session, theme: Theme, page: Front, heard: Callable[[], None]
    ) -> None:
        self._session, self._theme, self._page = session, theme, page
        self._heard = heard
        self._stops_left: set[str] = set()

    def of_strip(self, code: str, item: str) -> None:
        """A break, a concern about the interpreter, or who can hear."""
        self._page.flush()
        visit = self._session.visit
        if visit is None:
            return
        if code == "break":
            self._session.record(lambda desk, case: interpreting.take_break(desk, case, visit))
        elif code == "concern":
            sheet = ConcernSheet(self._session, self._theme, visit, item)
            sheet.then.connect(self._of_concern)
            sheet.open_in(self._page.window())
        else:
            self.hear()

    def _of_concern(self, code: str) -> None:
        """What was suggested with a concern is done at once."""
        if code == "rephrase":
            self.reword()
        elif code == "change":
            self.change_interpreter()
        else:
            self.of_strip(code, "")

    def hear(self, then: Callable[[], None] | None = None) -> None:
        """Ask who can hear, and go on with `then` once that is written down."""
        visit, case = self._session.visit, self._session.case
        if visit is None or case is None:
            return
        script = self._session.library.interpreting
        after = why_now(case, visit, self._session.now(), script.breaks)
        sheet = HearSheet(self._session, self._theme, visit, after)
        sheet.noted.connect(self._heard)
        if then is not None:
            sheet.noted.connect(then)
        sheet.open_in(self._page.window())

    def change_interpreter(self) -> None:
        """Somebody else is to interpret: nothing more is shown before they are checked."""
        self._page.flush()
        visit = self._session.visit
        if visit is None:
            return

        def act(reason: str) -> bool:
            return self._session.record(
                lambda desk, case: interpreting.change_interpreter(desk, case, visit, reason)
            )

        title = _("Change the interpreter?")
        body = _("The questions are put away until the next interpreter has been checked.")
        do = _("Change, for this reason")
        sheets.ReasonSheet(self._theme, title, body, do, act).open_in(self._page.window())

    def reword(self) -> None:
        """Ask the prompt on screen in another of its approved ways."""
        if self._page.form is not None:
            self._page.form.another_way()

    def say_back(self) -> None:
        """Read today's answer back to her."""
        form, visit = self._page.form, self._session.visit
        if form is None or visit is None or not form.flush():
            return
        SayBackSheet(self._session, self._theme, visit, form).open_in(self._page.window())

    def show_keys(self) -> None:
        """Every key that does something here."""
        KeysSheet(self._theme, self._page.window()).open_in(self._page.window())

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
        sheet.open_in(self._page.window())

    def plan(self, rule: str) -> None:
        """Add what a finding asks for to the plan."""
        self._page.flush()
        found = self._rule(rule)
        sheets.PlanSheet(self._session, self._theme, found).open_in(self._page.window())

    def set_aside(self, rule: str) -> None:
        """Set a finding aside, with a reason."""
        self._page.flush()
        finding = next(f for f in self._session.findings if f.rule == rule)
        sheet = sheets.aside_sheet(self._session, self._theme, finding, self._rule(rule))
        sheet.open_in(self._page.window())

    def _rule(self, rule: str) -> Rule:
        return next(r for r in self._session.library.book.rules if r.id == rule)

    def of_menu(self, code: str, visit: VisitId | None) -> None:
        """What was picked from the menu of the visit."""
        if code == "interpreter":
            self.change_interpreter()
        elif code == "keys":
            self.show_keys()
        else:
            self.add_person(visit, child=code == "child")

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
        sheet.open_in(self._page.window())

    def forget(self) -> None:
        """Another case begins."""
        self._stops_left.clear()


def only_words(*, prompt_only: bool) -> str:
    """What the key `P` does: bring what is put away, or put it away."""
    return _("Bring earlier answers and cards") if prompt_only else _("Prompt only")


def more_of(setting: SettingBody | None) -> list[MenuItem]:
    """What can be done with a visit besides asking.

    Nobody is added while an unchecked voice may hear: only the few questions are asked then.
    """
    people = [MenuItem("person", _("Add a person")), MenuItem("child", _("Add a child"))]
    another = [MenuItem("interpreter", _("Another interpreter"))]
    return [
        *([] if gate_state(setting) is GateState.OVERRIDDEN else people),
        *(another if is_interpreted(setting) else []),
        MenuItem("keys", _("Keys on this page")),
        MenuItem("end", _("End the visit")),
    ]
