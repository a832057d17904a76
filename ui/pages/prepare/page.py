"""The Prepare page: what is known before the visit, the visit itself, and the interpreter gate.

While the gate is open nothing else of the case is on the page: no name, no address, no area.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.domain.interpreter import CARD
from app.i18n import _
from app.services import visiting
from ui import when
from ui.controls import Danger, Link, Primary, Quiet, Sections, Stack, Steps, Strip
from ui.pages.conversation.strip import StripPage, give
from ui.pages.prepare.card import LanguageCard
from ui.pages.prepare.desk_items import VISIT, codes, desk_prompts, lines, visit_of
from ui.pages.prepare.gate_view import StepPanel
from ui.pages.prepare.outcome import DetailsPanel, StopPanel
from ui.pages.prepare.planning import PlanVisitPanel
from ui.pages.prepare.walk import GateWalk
from ui.pages.read_first import before_visit
from ui.questionnaire import ItemForm
from ui.text import plain

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from app.domain.case import Case
    from app.domain.visit import Prompt, Visit
    from ui.controls import Fit, Step
    from ui.pages.prepare.gate import Gate
    from ui.session import Session
    from ui.theme import Theme


class PreparePage(StripPage):
    """`strip` is the shell's to show while the gate is open; None otherwise."""

    navigate = Signal(str, object)

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(theme, name=_("Prepare"), side_width=336, side_stays=True)
        self.setObjectName("page.prepare")
        self.session = session
        self.form: ItemForm | LanguageCard | None = None
        self.panel: Stack | None = None
        self._at = VISIT
        self._steps: list[Step] = []  # of the gate, as they are listed
        self.walk = GateWalk(self)
        self._warning = Strip(theme)
        self._warning.setObjectName("page.prepare.warning")
        words = _("Give no name, address or area until this is finished.")
        self._warning.set_mode("hand", words, "attn")
        self._make()
        session.changed.connect(self._changed)
        session.closed.connect(self._put_away)

    @property
    def strip(self) -> Strip | None:
        """The warning, while the gate is open."""
        return self._warning if self.gate is not None else None

    @property
    def gate(self) -> Gate | None:
        """The gate in hand, if there is one."""
        return self.walk.gate

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
        self.danger.clicked.connect(self.walk.override)
        self.end = Link(self.theme, _("End this visit"), on_click=self.walk.end_visit)
        self._walk.add(self.steps)
        self._walk.add(self.danger, gap=32)
        self._walk.add(self.end)
        self.side.add(self.items, self._walk)
        self.back = Quiet(self.theme, _("Back"), icon="arrow-left", on_click=self._back)
        self.unsuitable = Danger(
            self.theme, _("Not suitable: stop and rebook"), key="I", on_click=self.walk.stop
        )
        self.saved = plain(self.theme, "", "note", "ink2", wrap=False)
        self.next = Primary(self.theme, _("Next"), key="Space", on_click=self._next)
        self.stop = Danger(self.theme, _("Stop, and keep the draft"), on_click=self._stop)
        self.foot.add(self.back, self.unsuitable, self.stop)
        self.foot.add_end(self.saved, self.next)

    def fitted(self, fit: Fit) -> None:
        """In one column the steps stand under the page, at its own margin."""
        self._walk.set_margins(*((0, 14, 0, 0) if fit == "single" else (24, 14, 12, 0)))

    # What the shell asks

    def arrive(self, argument: object = None) -> None:
        """Show an item by its id, the gate of a visit by the visit's id, or the visit itself.

        While nothing of the person may be shown, that is the gate, whatever was asked for.
        """
        wanted = str(argument or "")
        visit = visit_of(self.session, wanted)
        veiled = self._veiled_visit()
        if self.gate is None and veiled is not None:
            self.open_gate(veiled)
        elif visit is not None and not self.session.veiled:
            self.open_gate(visit)
        elif self.gate is not None and self.session.veiled:
            self.walk.show()
        else:
            self.show_item(wanted if wanted in codes(self.session) else self._at)

    def _veiled_visit(self) -> Visit | None:
        """The visit for whose interpreter everything waits."""
        if not self.session.veiled:
            return None
        return visit_of(self.session, self.session.checking or "") or self.session.visit

    def flush(self) -> None:
        """Save what was typed, at once."""
        if self.form is not None:
            self.form.flush()
        self.walk.keep()

    def first_focus(self) -> QWidget | None:
        """The first answer, the list's line in hand, or the first field."""
        if isinstance(self.panel, StepPanel | StopPanel | DetailsPanel):
            return self.panel.first_focus()
        return self.form.first_focus() if self.form is not None else super().first_focus()

    def handle_key(self, event: QKeyEvent) -> bool:
        """Digits choose."""
        if isinstance(self.panel, StepPanel | StopPanel):
            return self.panel.handle_key(event)
        return self.form is not None and self.form.handle_key(event)

    # Items of the office

    def show_visit(self) -> None:
        """Show the visit itself."""
        self.show_item(VISIT)
        give(self, None)

    def show_at_next_arrival(self) -> None:
        """The visit is what is drawn when somebody comes back."""
        self._at = VISIT
        give(self, None)

    def show_item(self, code: str) -> None:
        """Show one thing to prepare."""
        if self.form is not None and not self.form.flush():
            return
        self._at = code
        found = next((p for p in desk_prompts(self.session) if p.item.id == code), None)
        if found is None:
            panel = PlanVisitPanel(self.session, self.theme)
            panel.check.connect(self._check)
            panel.begin.connect(self._begin)
            self._put(panel)
        else:
            form = self._form_of(found)
            self._put(form)
            self.form = form
        self.where.setText(found.section.title if found else _("Before the visit"))
        self._refresh()
        self.scroll_to_top()

    def _form_of(self, prompt: Prompt) -> ItemForm | LanguageCard:
        if prompt.item.id == CARD:
            form: ItemForm | LanguageCard = LanguageCard(self.session, self.theme, prompt)
        else:
            form = ItemForm(self.session, self.theme, prompt, None)
        form.saved.connect(self.told_saved)
        form.follow.connect(lambda item="": self.navigate.emit("conversation", item))
        return form

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
        self.stop.setVisible(isinstance(self.panel, StopPanel))
        self.next.setVisible(not isinstance(self.panel, StopPanel))
        done = self.panel.do if isinstance(self.panel, DetailsPanel) else ""
        self.next.set_words(done or (_("Next step") if in_gate else _("Next")))
        if in_gate:
            self._refresh_gate()
        else:
            if self._at == VISIT:
                self.next.hide()
            self.back.setVisible(codes(self.session).index(self._at) > 0)
            self.back.set_words(_("Back"))
            self.items.set_sections(lines(self.session))
            self.items.set_current(self._at)

    def _refresh_gate(self) -> None:
        gate, visit = self.walk.gate, self.walk.visit
        first = gate is not None and gate.step == 0 and not self.walk.stopping
        self.back.set_words(_("Leave the check") if first else _("Back"))
        self.back.setVisible(not first or self.walk.can_leave)
        self.end.setVisible(visit is not None and visit.is_open)
        self.show_steps()

    # The gate

    def show_steps(self) -> None:
        """List the steps that are asked, and say after which of them the conversation opens."""
        steps = self.walk.steps()
        if steps == self._steps:
            return
        self._steps = steps
        self.steps.set_steps(steps)
        after = _("The conversation opens after step {n}").format(n=len(steps))
        self._warning.set_clock("", after)

    def _check(self, name: str) -> None:
        visit = visit_of(self.session, name)
        if visit is not None:
            before_visit(self.session, self.theme, self, visit.id, lambda: self.open_gate(visit))

    def open_gate(self, visit: Visit) -> None:
        """Open the interpreter gate of a visit, where it was left."""
        if self.form is not None and not self.form.flush():
            return
        self.walk.open(visit)

    def put_gate(self, panel: Stack) -> None:
        """Show a part of the gate, and nothing else."""
        self._put(panel)
        self._refresh()
        self.scroll_to_top()
        give(self, self.strip)
        self._focus()

    def _next(self) -> None:
        if self.gate is not None:
            self.walk.next()
            return
        every = codes(self.session)
        at = every.index(self._at)
        if at + 1 < len(every):
            self.show_item(every[at + 1])
            self._focus()

    def _back(self) -> None:
        if self.gate is not None:
            self.walk.back()
            return
        every = codes(self.session)
        self.show_item(every[max(0, every.index(self._at) - 1)])
        self._focus()

    def _stop(self) -> None:
        if isinstance(self.panel, StopPanel):
            self.panel.stop()

    def _begin(self, name: str) -> None:
        """Begin a visit; where nobody read the earlier accounts, it is asked why first."""
        visit = visit_of(self.session, name)
        if visit is not None and not visit.is_open:
            before_visit(self.session, self.theme, self, visit.id, lambda: self.begin(name))
        else:
            self.begin(name)

    def begin(self, name: str, *, show: bool = True) -> bool:
        """Begin a visit, or go on with it; `show` goes to the conversation at once."""
        visit = visit_of(self.session, name)
        if visit is None:
            return False
        begun = visit.is_open or self.session.record(
            lambda desk, case: visiting.begin(desk, case, visit)
        )
        if begun and show:
            self.navigate.emit("conversation", None)
        return begun

    # What changes

    def _focus(self) -> None:
        focus = self.first_focus()
        if focus is not None and self.isVisible():
            focus.setFocus()

    def told_saved(self) -> None:
        """Say when it was saved; only after it was."""
        self.saved.setText(_("Saved {time}").format(time=when.clock(self.session.now())))
        self.saved.show()

    def _changed(self, _case: Case) -> None:
        if self.gate is None and self.panel is not None and not self.isHidden():
            if self.session.veiled:
                return  # the office brings the gate
            self.items.set_sections(lines(self.session))
            self.items.set_current(self._at)
            if isinstance(self.panel, PlanVisitPanel):
                self.panel.draw()

    def _put_away(self) -> None:
        self.walk.forget()
        self._at = VISIT
        self._place.clear()
        self.form, self.panel = None, None
