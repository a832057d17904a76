"""Life in danger: going on without a checked interpreter, for a reason, with few questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import _
from ui.controls import Check, HeadRule, Primary, Quiet, Sheet, State, TextField
from ui.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.session import Session
    from ui.theme import Theme


class OverrideSheet(Sheet):
    """Confirms that a life is in danger, and says what that allows and what it leaves behind."""

    def __init__(self, session: Session, theme: Theme, act: Callable[[str], bool]) -> None:
        pack = session.library.interpreting.override
        super().__init__(theme, pack.confirm, pack.note)
        self.setObjectName("page.prepare.override")
        self._act = act
        self.sure = Check(theme, _("Yes: a life is in danger now"))
        self.problem = State(theme, "circle-dashed", "", "attn")
        self.problem.hide()
        self.sure.clicked.connect(self.problem.hide)
        self.body.add(self.sure, self.problem)
        self.words = TextField(theme, _("The reason"), lines=2)
        self.body.add(self.words, gap=8)
        self.body.add(HeadRule(theme, _("Only these may be asked")), gap=12)
        for item in pack.items:
            found = session.library.book.items.get(item)
            if found is not None:
                self.body.add(plain(theme, found.heading, "body"), gap=2)
        task = _("Put into the plan by itself: {task}.").format(task=pack.task)
        self.body.add(State(theme, "clock", task, "ink2", role="note"), gap=10)
        self.foot.add(
            Primary(theme, _("Go on now"), on_click=self._do),
            Quiet(theme, _("Leave it"), on_click=self.dismiss),
        )

    def _do(self) -> None:
        if not self.sure.isChecked():
            words = _("Only for danger to life. If it can wait, stop and book another interpreter.")
            self.problem.show_state("circle-dashed", words, "attn")
            self.problem.show()
            return
        reason = self.words.text().strip()
        if not reason:
            self.words.set_problem(_("Write the reason first. It stays in the record."))
            return
        if self._act(reason):
            self.close_sheet()
