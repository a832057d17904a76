"""Why a case is opened: asked once in a session, answered with one key, kept in the chain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.i18n import _
from ui.controls import AnswerGroup, LineField, Option, Primary, Quiet, Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from app.domain.questionnaire import Option as Reason
    from ui.theme import Theme

OTHER = "other"


class WhySheet(Sheet):
    """Asks for one of the reasons, or a line of one's own. `said(why)` when it is given."""

    said = Signal(str)

    def __init__(self, theme: Theme, reasons: Sequence[Reason]) -> None:
        """Offer the reasons of the content pack and one more."""
        super().__init__(
            theme,
            _("Why are you opening this?"),
            _("Asked once each time you unlock. Your name, the time and the reason are kept."),
        )
        self.setObjectName("why")
        own = Option(OTHER, _("Another reason"), _("Say it in a line"))
        options = [*(Option(r.code, r.label, r.note) for r in reasons), own]
        self.reasons = AnswerGroup(theme, options, name=_("Why"), shape="lines")
        self.reasons.chosen.connect(self._chosen)
        self.words = LineField(theme, _("The reason, in a line"), limit=120)
        self.words.setVisible(False)
        self.body.add(self.reasons)
        self.body.add(self.words, gap=12)
        self.go = Primary(theme, _("Open the case"), key="Space", on_click=self._go)
        self.foot.add(self.go, Quiet(theme, _("Leave it"), on_click=self.close_sheet))

    def handle_key(self, event: QKeyEvent) -> bool:
        """Digits choose."""
        return self.reasons.handle_key(event)

    def _chosen(self, code: str) -> None:
        self.words.setVisible(code == OTHER)
        if code == OTHER:
            self.words.first_focus().setFocus()

    def _go(self) -> None:
        code = self.reasons.value()
        why = self.words.text().strip() if code == OTHER else code
        if not why:
            self.words.set_problem(_("Say why, in a word or two.") if code == OTHER else "")
            self.reasons.first_focus().setFocus()
            return
        self.close_sheet()
        self.said.emit(why)
