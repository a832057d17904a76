"""What was told by word of mouth: to whom, what for, and what of the record it was."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.codes import RestrictionClass
from app.domain.consent import NO_RELEASE
from app.i18n import _
from ui.controls import Check, ChoiceField, LineField, MenuItem, Primary, Quiet, Sheet, Stack
from ui.pages.handover.consenting import ReleaseFields
from ui.pages.handover.words import part_title
from ui.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.pages.handover.drafting import Chosen
    from ui.session import Session
    from ui.theme import Theme

NOT_TOLD = "not-needed"
"""The ground for a part that was not spoken of."""


class SpokenSheet(Sheet):
    """Written down after a call or a meeting; what she was told of it is asked next."""

    def __init__(
        self, session: Session, theme: Theme, chosen: Chosen, act: Callable[[str, Chosen], None]
    ) -> None:
        """Begin with nothing ticked: only what was said is put down."""
        told = _("A call or a meeting shares as much as a file does. It stands in the register.")
        super().__init__(theme, _("What was told?"), told)
        self._chosen, self._act = chosen, act
        self.to = LineField(theme, _("Who was told, by name and desk"), width=460, limit=120)
        lists = session.library.sharing
        self.purpose = ChoiceField(
            theme,
            _("What for"),
            [MenuItem(t.code, t.label) for t in lists.purposes],
            value=chosen.purpose,
        )
        self.basis = ChoiceField(
            theme,
            _("Legal ground"),
            [MenuItem(t.code, t.label) for t in lists.bases],
            value=chosen.basis,
        )
        self.body.add(self.to, self.purpose, self.basis, gap=10)
        self.body.add(plain(theme, _("What was it about?"), "note_strong"), gap=14)
        self.parts = {rc: Check(theme, part_title(rc)) for rc in RestrictionClass}
        self.problem = plain(theme, _("Tick at least one."), "note_strong", "attn")
        self.problem.hide()
        ticks = Stack()
        ticks.add(*self.parts.values())
        self.release = ReleaseFields(theme, NO_RELEASE)
        self.release.hide()
        self.parts[RestrictionClass.RC4].toggled.connect(self.release.setVisible)
        self.body.add(ticks, self.problem, self.release, gap=4)
        self.foot.add(
            Primary(theme, _("Go on"), on_click=self._go_on),
            Quiet(theme, _("Leave it"), on_click=self.dismiss),
        )

    def _go_on(self) -> None:
        to = self.to.text().strip()
        self.to.set_problem("" if to else _("Write who was told."))
        for field in (self.purpose, self.basis):
            field.set_problem("" if field.value() else _("Choose one."))
        told = {rc for rc, tick in self.parts.items() if tick.isChecked()}
        self.problem.setVisible(not told)
        status = RestrictionClass.RC4 in told
        release = self.release.written() if status else NO_RELEASE
        if not (to and told and self.purpose.value() and self.basis.value()) or release is None:
            return
        self.close_sheet()
        self._act(
            to,
            replace(
                self._chosen,
                purpose=self.purpose.value(),
                basis=self.basis.value(),
                grounds={rc: NOT_TOLD for rc in RestrictionClass if rc not in told},
                preset="",
                release=release,
            ),
        )
