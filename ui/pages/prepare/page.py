"""The Prepare page: what is known before the visit, the visit itself, and the interpreter gate.

While the gate is open nothing else of the case is on the page: no name, no address, no area.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal

from app.domain.gate import Leads
from app.i18n import _
from app.services import visiting
from ui import when
from ui.controls import (
    Danger,
    Link,
    Primary,
    Quiet,
    Sections,
    Stack,
    Step,
    Steps,
    Strip,
)
from ui.pages.conversation.sheets import ReasonSheet
from ui.pages.conversation.strip import StripPage, give
from ui.pages.prepare import gate as gates
from ui.pages.prepare.desk_items import VISIT, codes, desk_prompts, lines, visit_of
from ui.pages.prepare.gate_view import DonePanel, StepPanel
from ui.pages.prepare.planning import PlanVisitPanel
from ui.questionnaire import ItemForm
from ui.text import plain

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from app.domain.case import Case
    from app.domain.entry import SettingBody
    from app.domain.visit import Visit
    from ui.pages.prepare.gate import Gate
    from ui.session import Session
    from ui.theme import Theme

QUIET = 400
"""Milliseconds without a key before the gate's words are kept."""


class PreparePage(StripPage):
    """`strip` is the shell's to show while the gate is open; None otherwise."""

    navigate = Signal(str, object)

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(theme, name=_("Prepare"), side_width=336, side_stays=True)
        self.setObjectName("page.prepare")
        self.session = session
        self.form: ItemForm | None = None
        self.panel: Stack | None = None
        self.gate: Gate | None = None
        self._gate_new = False
        self._at = VISIT
        self._warning = Strip(theme)
        self._warning.setObjectName("page.prepare.warning")
        words = _("Give no name, address or area until this is finished.")
        self._warning.set_mode("hand", words, "attn")
        self._warning.set_clock("", _("The conversation opens after step 5"))
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(QUIET)
        self._keeping.timeout.connect(self._keep)
        self._make()
        session.changed.connect(self._changed)
        session.closed.connect(self._put_away)

    @property
    def strip(self) -> Strip | None:
        """The warning, while the gate is open."""
        return self._warning if self.gate is not None else None

    def _make(self) -> None:
        self.where = plain(self.theme, "", "label", "ink2")
        self.top.add(self.where)
        self._place = Stack()
        self.body.add(self._place)
        self.items = Sections(self.theme, [])
        self.items.picked.connect(self.show_item)
        self.steps = Steps(self.theme, _("Interpreter"), "", [])
        self._walk = Stack(margins=(24, 14, 12, 0))
        self.danger = Link(self.theme, _("Life in danger now: go on without"))
        self.danger.clicked.connect(self._override)
        self._walk.add(self.steps)
        self._walk.add(self.danger, gap=32)
        self.side.add(self.items, self._walk)
        self.back = Quiet(self.theme, _("Back"), icon="arrow-left", on_click=self._back)
        self.unsuitable = Danger(
            self.theme, _("Not suitable: stop and rebook"), key="I", on_click=self._refuse
        )
        self.saved = plain(self.theme, "", "note", "ink2", wrap=False)
        self.next = Primary(self.theme, _("Next"), key="Space", on_click=self._next)
        self.foot.add(self.back, self.unsuitable)
        self.foot.add_end(self.saved, self.next)

    # What the shell asks

    def arrive(self, argument: object = None) -> None:
        """Show an item by its id, the gate of a visit by the visit's id, or the visit itself."""
        wanted = str(argument or "")
        visit = visit_of(self.session, wanted)
        if visit is not None:
            self.open_gate(visit)
        elif wanted in codes(self.session):
            self.show_item(wanted)
        elif self.gate is not None:
            self._show_step()
        else:
            self.show_item(self._at)

    def flush(self) -> None:
        """Save what was typed, at once."""
        if self.form is not None:
            self.form.flush()
        self._keep()

    def first_focus(self) -> QWidget | None:
        """The first answer, the list's line in hand, or the first field."""
        if isinstance(self.panel, StepPanel):
            return self.panel.first_focus()
        return self.form.first_focus() if self.form is not None else super().first_focus()

    def handle_key(self, event: QKeyEvent) -> bool:
        """Digits choose."""
        if isinstance(self.panel, StepPanel):
            return self.panel.handle_key(event)
        return self.form is not None and self.form.handle_key(event)

    # Items of the office

    def show_item(self, code: str) -> None:
        """Show one thing to prepare."""
        if self.form is not None and not self.form.flush():
            return
        self.gate = None
        self._at = code
        found = next((p for p in desk_prompts(self.session) if p.item.id == code), None)
        if found is None:
            panel = PlanVisitPanel(self.session, self.theme)
            panel.check.connect(self._check)
            panel.begin.connect(self._begin)
            self._put(panel)
        else:
            form = ItemForm(self.session, self.theme, found, None)
            form.saved.connect(self._told_saved)
            form.follow.connect(lambda item="": self.navigate.emit("conversation", item))
            self._put(form)
            self.form = form
        self.where.setText(found.section.title if found else _("Before the visit"))
        self._refresh()
        self.scroll_to_top()

    def _put(self, widget: Stack) -> None:
        if self.form is not None:
            self.form.hide()
        self.form, self.panel = None, widget
        self._place.clear()
        self._place.add(widget)
        self.saved.setText("")
        self.saved.hide()

    def _refresh(self) -> None:
        in_gate = self.gate is not None
        self.items.setVisible(not in_gate)
        self._walk.setVisible(in_gate)
        self.where.setVisible(not in_gate)
        self.unsuitable.setVisible(isinstance(self.panel, StepPanel))
        self.next.setVisible(in_gate or self._at != VISIT)
        self.next.set_words(_("Next step") if in_gate else _("Next"))
        if isinstance(self.panel, DonePanel):
            self.next.hide()
        self.back.setVisible(in_gate or codes(self.session).index(self._at) > 0)
        if not in_gate:
            self.items.set_sections(lines(self.session))
            self.items.set_current(self._at)

    # The gate

    def _check(self, name: str) -> None:
        visit = visit_of(self.session, name)
        if visit is not None:
            self.open_gate(visit)

    def open_gate(self, visit: Visit) -> None:
        """Open the interpreter gate of a visit, where it was left."""
        if self.form is not None and not self.form.flush():
            return
        self.gate = gates.kept(self.session, visit.id)
        if not self.gate.language and visit.setting is not None:
            self.gate.language = visit.setting.language
        self._show_step()

    def _show_step(self) -> None:
        gate = self.gate
        if gate is None:
            return
        steps = self.session.library.gate.steps
        if gate.step >= len(steps) or (gate.step and not gate.needs_interpreter):
            visit = visit_of(self.session, gate.visit)
            done = DonePanel(
                self.theme,
                gate,
                self.session.library.gate,
                can_begin=visit is not None and not visit.is_open,
            )
            done.begin.connect(self._pass)
            panel: StepPanel | DonePanel = done
        else:
            panel = StepPanel(self.theme, gate, self.session.library.gate, gate.step)
        panel.edited.connect(self._gate_edited)
        self._put(panel)
        self._draw_steps()
        self._refresh()
        self.scroll_to_top()
        give(self, self.strip)
        focus = self.first_focus()
        if focus is not None and self.isVisible():
            focus.setFocus()

    def _draw_steps(self) -> None:
        gate = self.gate
        if gate is None:
            return
        shown: list[Step] = []
        for number, step in enumerate(self.session.library.gate.steps):
            state = "now" if number == gate.step else "done" if number < gate.step else "ahead"
            shown.append(Step(step.title, self._step_note(gate, number), state))  # type: ignore[arg-type]
        self.steps.set_steps(shown)

    def _step_note(self, gate: Gate, number: int) -> str:
        step = self.session.library.gate.steps[number]
        if number >= gate.step:
            return step.short
        labels = {answer.code: answer.label for answer in step.answers}
        return labels.get(gate.answers.get(step.id, ""), step.short)

    def _gate_edited(self) -> None:
        self._gate_new = True
        self._keeping.start()

    def _keep(self) -> None:
        self._keeping.stop()
        if self.gate is None or not self._gate_new:
            return
        if gates.keep(self.session, self.gate):
            self._gate_new = False
            self._told_saved()

    def _next(self) -> None:
        if self.gate is not None:
            self._next_step(self.gate)
            return
        every = codes(self.session)
        at = every.index(self._at)
        if at + 1 < len(every):
            self.show_item(every[at + 1])
            self._focus()

    def _next_step(self, gate: Gate) -> None:
        panel = self.panel
        if not isinstance(panel, StepPanel):
            return
        outcome = gate.leads(panel.step)
        if outcome is None:
            panel.problem.show_state("circle-dashed", _("Choose an answer first."), "attn")
            panel.problem.show()
        elif outcome is Leads.STOP:
            self.unsuitable.setFocus()
        else:
            gate.step += 1
            self._gate_new = True
            self._keep()
            self._show_step()

    def _back(self) -> None:
        gate = self.gate
        if gate is None:
            every = codes(self.session)
            self.show_item(every[max(0, every.index(self._at) - 1)])
            self._focus()
        elif gate.step == 0:
            self._keep()
            self._leave_gate()
        else:
            gate.step -= 1
            self._gate_new = True
            self._keep()
            self._show_step()

    def _leave_gate(self) -> None:
        self.gate = None
        self.show_item(VISIT)
        give(self, None)

    def _pass(self) -> None:
        gate = self.gate
        if gate is None or not gate.finished(self.session.library.gate):
            return
        self._settle(gate.setting(self.session.library.gate), begin=True)

    def _settle(self, setting: SettingBody, *, begin: bool, override: bool = False) -> bool:
        visit = visit_of(self.session, self.gate.visit) if self.gate else None
        if visit is None:
            return False
        action = gates.again() if override else None
        if not self.session.record(
            lambda desk, case: visiting.pass_gate(desk, case, visit, setting, action)
        ):
            return False
        gates.drop(self.session)
        self._leave_gate()
        if begin:
            self._begin(visit.id)
        return True

    def _refuse(self) -> None:
        if self.gate is not None:
            self._settle(self.gate.refused(self.session.library.gate), begin=False)

    def _override(self) -> None:
        body = _(
            "Only for danger to life. Ask the fewest safety questions. Every “no” is doubtful, "
            "the record says so on every page, and a new interview is put into the plan."
        )

        def act(reason: str) -> bool:
            gate = self.gate
            return gate is not None and self._settle(
                gate.overridden(self.session.library.gate, reason), begin=True, override=True
            )

        sheet = ReasonSheet(
            self.theme, _("Life in danger: go on without the check?"), body, _("Go on now"), act
        )
        sheet.open_in(self)

    def _begin(self, name: str) -> None:
        visit = visit_of(self.session, name)
        if visit is None:
            return
        if visit.is_open or self.session.record(
            lambda desk, case: visiting.begin(desk, case, visit)
        ):
            self.navigate.emit("conversation", None)

    # What changes

    def _focus(self) -> None:
        focus = self.first_focus()
        if focus is not None and self.isVisible():
            focus.setFocus()

    def _told_saved(self) -> None:
        self.saved.setText(_("Saved {time}").format(time=when.clock(self.session.now())))
        self.saved.show()

    def _changed(self, _case: Case) -> None:
        if self.gate is None and self.panel is not None:
            self.items.set_sections(lines(self.session))
            self.items.set_current(self._at)
            if isinstance(self.panel, PlanVisitPanel):
                self.panel.draw()

    def _put_away(self) -> None:
        self.gate, self._at = None, VISIT
        self._place.clear()
        self.form, self.panel = None, None
