"""Walking through the interpreter gate: step by step, to a conversation or to a kind stop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QTimer

from app.domain.gate import PASSED, Leads, gate_state
from app.domain.interpreter import Verdict
from app.domain.plan import missing_before_leaving
from app.i18n import _, in_english
from app.services import interpreting, visiting
from ui.controls import Step
from ui.pages.conversation.sheets import ReasonSheet
from ui.pages.prepare import gate as gates
from ui.pages.prepare.desk_items import visit_of
from ui.pages.prepare.gate_view import StepPanel
from ui.pages.prepare.outcome import DetailsPanel, StopPanel
from ui.pages.prepare.override import OverrideSheet

if TYPE_CHECKING:
    from app.domain.gate import GateStep
    from app.domain.visit import Visit
    from ui.pages.prepare.gate import Gate
    from ui.pages.prepare.page import PreparePage

QUIET = 400
"""Milliseconds without a key before the gate's words are kept."""


class GateWalk:
    """One gate in hand, shown on the Prepare page. `gate` is None while there is none."""

    def __init__(self, page: PreparePage) -> None:
        self._page, self._session, self._theme = page, page.session, page.theme
        self.gate: Gate | None = None
        self._new = False
        self._stopping = False
        self._keeping = QTimer(page)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(QUIET)
        self._keeping.timeout.connect(self.keep)

    @property
    def visit(self) -> Visit | None:
        """The visit whose interpreter is checked."""
        return visit_of(self._session, self.gate.visit) if self.gate is not None else None

    @property
    def can_leave(self) -> bool:
        """Whether the check may be put down: not in the middle of a visit that waits for it."""
        visit = self.visit
        return visit is None or not visit.is_open or gate_state(visit.setting) in PASSED

    @property
    def stopping(self) -> bool:
        """Whether the words for a kind stop are on the screen."""
        return self._stopping

    # Showing

    def open(self, visit: Visit) -> None:
        """Open the gate of a visit, where it was left; from now on nothing of her is shown."""
        self.gate = gates.kept(self._session, visit.id)
        self._stopping = False
        if not self.gate.language and visit.setting is not None:
            self.gate.language = visit.setting.language
        self._session.check(visit.id)
        self.show()

    def show(self) -> None:
        """Draw the step in hand, the details after the last, or the words for a stop."""
        gate, library = self.gate, self._session.library
        if gate is None:
            return
        script, pack = library.gate, library.interpreting
        panel: StepPanel | DetailsPanel | StopPanel
        if self._stopping:
            panel = StopPanel(self._theme, gate, script, pack)
            panel.stopped.connect(self._refuse)
        elif gate.step >= len(self._asked()):
            visit = self.visit
            fresh = visit is not None and not visit.is_open
            panel = DetailsPanel(self._theme, gate, script, pack, can_begin=fresh)
            panel.begin.connect(self._pass)
        else:
            panel = StepPanel(
                self._theme, gate, script, gate.step, library.languages, sign=pack.hand_signal
            )
        panel.edited.connect(self._edited)
        self._page.put_gate(panel)

    def steps(self) -> list[Step]:
        """The list beside the step: what was answered, where one is, and what is ahead."""
        gate = self.gate
        if gate is None:
            return []
        shown: list[Step] = []
        for number, step in enumerate(self._asked()):
            labels = {answer.code: answer.label for answer in step.answers}
            done = number < gate.step
            said = labels.get(gate.answers.get(step.id, ""), "") if done else ""
            shown.append(Step(step.title, said or step.short, _state(number, gate.step)))
        last = _state(len(shown), gate.step)
        told = _("Number, registration, how chosen") if gate.needs_interpreter else _("Who is here")
        shown.append(Step(_("Details"), told, last))
        return shown

    def _asked(self) -> tuple[GateStep, ...]:
        """The steps that are asked: where nobody interprets, the first alone."""
        steps = self._session.library.gate.steps
        return steps if self.gate is None or self.gate.needs_interpreter else steps[:1]

    # Keeping

    def _edited(self) -> None:
        self._page.show_steps()  # whether anybody interprets may have been said just now
        self._new = True
        self._keeping.start()

    def keep(self) -> None:
        """Keep what was answered and typed, at once."""
        self._keeping.stop()
        if self.gate is None or not self._new:
            return
        if gates.keep(self._session, self.gate):
            self._new = False
            self._page.told_saved()

    def forget(self) -> None:
        """The case was put away; what was kept stays in the vault."""
        self.gate, self._stopping = None, False

    # Moving

    def next(self) -> None:
        """On to the next step, when this one is answered and does not stop."""
        gate, panel = self.gate, self._page.panel
        if isinstance(panel, DetailsPanel):
            panel.begin.emit()
        if gate is None or not isinstance(panel, StepPanel):
            return
        outcome = gate.leads(panel.step)
        if outcome is None:
            panel.problem.show_state("circle-dashed", _("Choose an answer first."), "attn")
            panel.problem.show()
        elif outcome is Leads.STOP:
            self._page.unsuitable.setFocus()
        else:
            self._go_to(gate.step + 1)

    def back(self) -> None:
        """To the step before; from the first one, out of the check where that may be."""
        gate = self.gate
        if gate is None:
            return
        if self._stopping:
            self._stopping = False
            gate.stops = []
            self.show()
        elif gate.step == 0:
            self.leave()
        else:
            self._go_to(gate.step - 1)

    def _go_to(self, step: int) -> None:
        assert self.gate is not None  # noqa: S101 - the callers asked
        self.gate.step = step
        self._new = True
        self.keep()
        self.show()

    def leave(self) -> None:
        """Put the check down as it stands."""
        if not self.can_leave:
            return
        self.keep()
        self._put_down()

    def _put_down(self) -> None:
        self.forget()
        self._session.check(None)
        if self._session.veiled:  # life in danger: the few questions go on
            self._page.navigate.emit("conversation", None)
        else:
            self._page.show_visit()

    # How it ends

    def _pass(self) -> None:
        gate, script = self.gate, self._session.library.gate
        found = gate.found(script) if gate is not None else None
        visit = self.visit
        if gate is None or visit is None or found in {None, Verdict.NOT_SUITABLE}:
            return
        assert found is not None  # noqa: S101 - said above
        who = gate.interpreter(script)
        if self._session.record(
            lambda desk, case: interpreting.pass_gate(desk, case, visit, who, found)
        ):
            self._begin(visit)

    def stop(self) -> None:
        """Show what may be said to end it, and what rules this interpreter out."""
        self._stopping = True
        self.show()

    def _refuse(self) -> None:
        gate, visit, library = self.gate, self.visit, self._session.library
        if gate is None or visit is None:
            return
        said = next((e.say for e in library.interpreting.excuses if e.id == gate.excuse), "")
        with in_english():  # it goes into the record
            told = _("Ended with: {words}").format(words=said) if said else ""
        who = gate.interpreter(library.gate, told)
        met = gate.met(library.gate)
        if not self._session.record(
            lambda desk, case: interpreting.refuse(
                desk, case, visit, who, met, library.interpreting
            )
        ):
            return
        gates.drop(self._session)
        if visit.is_open:  # she is still there: the next one is checked, or the visit ends
            self.open(visit)
        else:
            self._put_down()

    def override(self) -> None:
        """Ask whether a life is in danger, and why."""

        def act(reason: str) -> bool:
            gate, visit, library = self.gate, self.visit, self._session.library
            if gate is None or visit is None:
                return False
            who = gate.interpreter(library.gate)
            done = self._session.record(
                lambda desk, case: interpreting.override(
                    desk, case, visit, who, reason, library.interpreting
                )
            )
            if done:
                self._begin(visit)
            return done

        OverrideSheet(self._session, self._theme, act).open_in(self._page)

    def _begin(self, visit: Visit) -> None:
        gates.drop(self._session)
        self.forget()
        begun = self._page.begin(visit.id, show=False)
        self._session.check(None)
        if begun:
            self._page.show_at_next_arrival()
            self._page.navigate.emit("conversation", None)
        else:
            self._page.show_visit()

    def end_visit(self) -> None:
        """End the visit that waits for an interpreter; what is missing in the plan is told why."""

        def act(reason: str) -> bool:
            visit, case = self.visit, self._session.case
            if visit is None or case is None:
                return False
            lacking = missing_before_leaving(case)
            done = self._session.record(
                lambda desk, now: visiting.leave_without(desk, now, visit, lacking, reason)
            )
            if done:
                gates.drop(self._session)
                self._put_down()
            return done

        title = _("End this visit without an interpreter?")
        body = _("Your supervisor sees this reason. Do what is missing by telephone, today.")
        ReasonSheet(self._theme, title, body, _("End the visit with this reason"), act).open_in(
            self._page
        )


def _state(number: int, at: int) -> Literal["done", "now", "ahead"]:
    return "now" if number == at else "done" if number < at else "ahead"
