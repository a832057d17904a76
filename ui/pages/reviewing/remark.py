"""A remark on one entry. Without words there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import _
from ui.controls import Primary, Quiet, Sheet, TextField

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.theme import Theme


class RemarkSheet(Sheet):
    """Write, change or take back a remark."""

    def __init__(self, theme: Theme, words: str, say: Callable[[str], None]) -> None:
        """With the remark as it stands."""
        told = _("It goes back to the author with your decision, and stays beside the entry.")
        super().__init__(theme, _("A remark on this entry"), told)
        self._say = say
        self.words = TextField(theme, _("Your remark"), lines=3, limit=2_000)
        self.words.set_text(words)
        self.body.add(self.words)
        self.foot.add(
            Primary(theme, _("Keep the remark"), on_click=self._keep),
            Quiet(theme, _("Leave it"), on_click=self.dismiss),
        )

    def _keep(self) -> None:
        self._say(self.words.text().strip())
        self.close_sheet()
