"""What the pages before and around opening have in common: one calm column in the middle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.controls import Page

if TYPE_CHECKING:
    from ui.theme import Theme

COLUMN = 820
"""Pixels: as wide as a refusal's page."""


class DoorPage(Page):
    """A page with nothing at its sides, its column in the middle of the window."""

    def __init__(self, theme: Theme, *, name: str) -> None:
        super().__init__(theme, name=name)

    def _margins(self, *, side: bool) -> None:
        super()._margins(side=side)
        spare = (self.width() - COLUMN) // 2
        kept = self._column.contentsMargins()
        if self.fit != "single" and spare > kept.left():
            self._column.setContentsMargins(spare, kept.top(), spare, kept.bottom())
            self._foot_holder.set_margins(spare, 4, spare, 8)
