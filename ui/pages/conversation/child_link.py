"""From a prompt about a child to that child's own page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.questionnaire import AboutType
from app.i18n import _
from ui.controls import Link

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

    from app.domain.case import Case
    from app.domain.ids import SubjectId
    from app.domain.visit import Prompt
    from ui.theme import Theme


class ChildLink(Link):
    """Shown beside a prompt that is about a child; `navigate` is the page's own signal."""

    def __init__(self, theme: Theme, navigate: SignalInstance) -> None:
        super().__init__(theme, _("This child’s page"), on_click=self._open)
        self.setObjectName("page.conversation.child")
        self._navigate = navigate
        self._child: SubjectId | None = None
        self.hide()

    def show_for(self, case: Case | None, prompt: Prompt | None) -> None:
        """Show the way to the child that a prompt is about; hide it when it is about none."""
        asked_of_child = prompt is not None and prompt.item.about is AboutType.CHILD
        self._child = prompt.about if prompt is not None and asked_of_child else None
        if case is not None and self._child is not None:
            self.set_words(_("The page of {child}").format(child=case.label(self._child)))
        self.setVisible(self._child is not None)

    def _open(self) -> None:
        if self._child is not None:
            self._navigate.emit("child", self._child)
