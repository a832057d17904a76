"""Step four: the area's key, now or later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import _
from ui.pages.enrolling import AreaKey
from ui.pages.setup.frame import KEY, StepPage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.services.post import Post
    from ui.theme import Theme


class AreaKeyPage(StepPage):
    """The request, the answer, and going on without either."""

    def __init__(self, theme: Theme, post: Post) -> None:
        super().__init__(
            theme,
            KEY,
            _("Your area’s key"),
            _("Until it is here visits work; sealing what you hand over does not."),
            _("Go on, the key comes later"),
        )
        self.key = AreaKey(theme, post)
        self.key.came.connect(lambda: self.go.set_words(_("Begin")))
        self.body.add(self.key, gap=16)

    def first_focus(self) -> QWidget:
        """The staff number."""
        return self.key.reference.first_focus()
