"""What stands in place of a prompt: no visit yet, the end of one, or a gate that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.domain.interpreter import askable
from app.domain.plan import missing_before_leaving
from app.domain.visit import is_dealt, prompts, visits
from app.i18n import _
from app.services import visiting
from ui import when
from ui.controls import HeadRule, Link, Primary, Secondary, Stack, State, TaskRow
from ui.pages.conversation.after_visit import AfterVisit
from ui.pages.conversation.opening import ClosingLines
from ui.pages.conversation.sheets import ReasonSheet, add_rows
from ui.pages.conversation.teach_back import TeachBack
from ui.pages.languages.keeping import KeepLink
from ui.pages.read_first import before_visit
from ui.questionnaire.how import is_interpreted
from ui.text import plain

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

    from app.domain.ids import VisitId
    from app.domain.visit import Prompt, Visit
    from ui.session import Session
    from ui.theme import Theme


def visit_words(type_: str) -> str:
    """The kind of a visit."""
    return {
        "home": _("Home visit"),
        "office": _("At our office"),
        "telephone": _("By telephone"),
        "school": _("At a school"),
        "elsewhere": _("Somewhere else"),
    }.get(type_, _("Visit"))


class NoVisitPanel(Stack):
    """No visit is open: begin one that is planned and prepared, or prepare one."""

    def __init__(self, session: Session, theme: Theme, navigate: SignalInstance) -> None:
        super().__init__()
        self.navigate = navigate
        self.setObjectName("page.conversation.no-visit")
        self.session, self.theme = session, theme
        every = visits(session.case) if session.case else ()
        planned = [v for v in every if v.began is None]
        ended = [v for v in every if v.ended is not None]
        self.add(plain(theme, _("No visit is open"), "title"))
        if ended and ended[-1].ended:
            last = when.at(ended[-1].ended, session.now())
            told = _("The last visit ended {when}. Write the judgement while it is fresh.")
            self.add(plain(theme, told.format(when=last), "lead", "ink2"), gap=8)
            self.add(Link(theme, _("Write the judgement"), on_click=self._judge), gap=4)
            self.add(AfterVisit(session, theme), gap=12)
        for visit in planned:
            self.add(self._planned(visit), gap=16)
        words = _("Prepare a visit") if not planned else _("Prepare another visit")
        button = Secondary if planned else Primary
        self.add(button(theme, words, on_click=lambda: self._prepare(None)), gap=24)

    def _prepare(self, visit: VisitId | None) -> None:
        self.navigate.emit("prepare", visit)

    def _judge(self) -> None:
        self.navigate.emit("judgement", None)

    def _planned(self, visit: Visit) -> Stack:
        place = Stack(gap=8)
        kind = visit_words(visit.body.type)
        at = when.at(visit.planned, self.session.now()) if visit.planned else _("no time set")
        place.add(HeadRule(self.theme, _("{kind}, {when}").format(kind=kind, when=at)))
        if visit.body.purpose:
            place.add(plain(self.theme, visit.body.purpose, "body", "ink2"))
        if visit.gate_passed:
            begin = Primary(self.theme, _("Begin this visit"))
            begin.clicked.connect(lambda: self._begin(visit))
            place.add(begin)
        else:
            missing = _("How you will speak with her is not settled yet.")
            place.add(State(self.theme, "circle-dashed", missing, "attn"))
            check = Secondary(self.theme, _("Check the interpreter first"))
            check.clicked.connect(lambda: self._prepare(visit.id))
            place.add(check)
        return place

    def _begin(self, visit: Visit) -> None:
        session = self.session

        def begin() -> None:
            session.record(lambda desk, case: visiting.begin(desk, case, visit))

        before_visit(session, self.theme, self, visit.id, begin)


class LeavingPanel(Stack):
    """Before anybody leaves: what is missing, said first; then the end of the visit."""

    go_to = Signal(str)  # an item id
    stop = Signal()
    ended = Signal()

    def __init__(self, session: Session, theme: Theme, visit: Visit) -> None:
        super().__init__()
        self.setObjectName("page.conversation.leaving")
        self.session, self.theme, self.visit = session, theme, visit
        self._above, self._below = Stack(), Stack()
        self.add(self._above)
        if is_interpreted(visit.setting):  # kept while the rest is drawn anew
            self.add(TeachBack(session, theme, visit), gap=20)
        self.add(ClosingLines(session, theme, visit), gap=20)
        self.add(self._below)
        self.draw()

    def draw(self) -> None:
        """Say what is missing, from the record as it is now."""
        self._above.clear()
        self._below.clear()
        case = self.session.case
        if case is None:
            return
        lacking = missing_before_leaving(case)
        self._above.add(plain(self.theme, _("Before you leave"), "title"))
        if self.session.stops:
            self._task(_("Two calls are still to be made."), _("See why"), self.stop.emit)
        if lacking:
            self._above.add(HeadRule(self.theme, _("Not in the plan yet")), gap=16)
            for row in lacking:
                self._row(row)
        self._unasked()
        self.keep = KeepLink(self.session, self.theme, self)
        self._above.add(self.keep, gap=16)
        self._end(lacking)

    def _row(self, row: str) -> None:
        text = self.session.library.plan.row(row).action
        button = Secondary(self.theme, _("Add to plan"), on_click=lambda: self._add(row))
        button.setAccessibleName(_("Add to plan: {row}").format(row=text))
        missing = _("Missing")
        self._above.add(
            TaskRow(self.theme, "circle-dashed", missing, text, "", ink="attn", action=button)
        )

    def _add(self, row: str) -> None:
        add_rows(self.session, [row])

    def _task(self, text: str, action: str, act: object) -> None:
        button = Secondary(self.theme, action, on_click=act)  # type: ignore[arg-type]
        self._above.add(
            TaskRow(self.theme, "octagon-alert", "", text, "", ink="attn", action=button), gap=12
        )

    def _unasked(self) -> None:
        left = self._left()
        if not left:
            self._above.add(
                State(self.theme, "check", _("Everything here was asked or answered.")), gap=16
            )
            return
        self._above.add(HeadRule(self.theme, _("Not asked yet")), gap=20)
        for prompt in left[:8]:
            link = Link(self.theme, prompt.item.label)
            link.clicked.connect(lambda _checked=False, to=prompt.item.id: self.go_to.emit(to))
            self._above.add(link)
        if len(left) > 8:
            more = _("and {n} more, in their sections").format(n=len(left) - 8)
            self._above.add(plain(self.theme, more, "note", "ink2"))

    def _left(self) -> list[Prompt]:
        case, session = self.session.case, self.session
        if case is None:
            return []
        every = prompts(case, session.library.screening, session.visit, session.today())
        every = askable(every, self.visit.setting, session.library.interpreting)
        # What must not be left without comes first, then the critical markers.
        left = [p for p in every if not is_dealt(case, p, self.visit.id)]
        return sorted(left, key=lambda p: (p.section.id != "Z", not p.item.critical))

    def _end(self, lacking: tuple[str, ...]) -> None:
        self.end_button = Primary(self.theme, _("End the visit"), on_click=self._finish)
        self._below.add(self.end_button, gap=24)
        if not lacking:
            return
        why = _("Nobody leaves without these four in the plan.")
        self.end_button.setEnabled(False)
        self.end_button.set_reason(why)
        self._below.add(plain(self.theme, why, "note_strong", "attn"), gap=4)
        self._below.add(
            Link(self.theme, _("I have to leave now: say why"), on_click=self._leave), gap=4
        )

    def _finish(self) -> None:
        if self.session.record(lambda desk, case: visiting.end(desk, case, self.visit)):
            self.ended.emit()

    def _leave(self) -> None:
        case = self.session.case
        lacking = missing_before_leaving(case) if case else ()

        def act(reason: str) -> bool:
            done = self.session.record(
                lambda desk, now: visiting.leave_without(desk, now, self.visit, lacking, reason)
            )
            if done:
                self.ended.emit()
            return done

        body = _("Your supervisor sees this reason. Do what is missing by telephone, today.")
        title = _("Leave without a first plan?")
        sheet = ReasonSheet(self.theme, title, body, _("End the visit with this reason"), act)
        sheet.open_in(self)


class GatePanel(Stack):
    """The gate is open again: nothing of her may be on the screen before it is passed."""

    def __init__(self, theme: Theme, navigate: SignalInstance, visit: VisitId | None) -> None:
        super().__init__()
        self.setObjectName("page.conversation.gate")
        self.add(plain(theme, _("Check the interpreter first"), "title"))
        told = _("The questions come back when the interpreter has been checked.")
        self.add(plain(theme, told, "lead", "ink2"), gap=8)
        words = _("Check the interpreter")
        self.button = Primary(theme, words, on_click=lambda: navigate.emit("prepare", visit))
        self.add(self.button, gap=24)
