"""The keys of the page: whatever bears a key cap now, and the three that bear none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.i18n import _
from ui.controls import Facts, Painted, Quiet, Sheet
from ui.text import plain

if TYPE_CHECKING:
    from ui.theme import Theme


class KeysSheet(Sheet):
    """A list of keys and what they do, read off the controls of the window."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(theme, _("Keys on this page"), ink="ink")
        self.setObjectName("page.conversation.keys")
        told = [(_("1 to 9"), _("Choose an answer")), (_("Arrows"), _("Go from answer to answer"))]
        told += keys_of(window)
        self.body.add(Facts(theme, told, label_width=120, ruled=True))
        note = _("A letter is a letter while you type in a field. Tab leaves the field.")
        self.body.add(plain(theme, note, "note", "ink2"), gap=8)
        self.foot.add(Quiet(theme, _("Put this away"), on_click=self.dismiss))


def keys_of(window: QWidget) -> list[tuple[str, str]]:
    """Key and words of every control that can be pressed by a key, each once.

    An action that stands under “More” keeps its key, so the strip's own buttons count hidden.
    """
    strip = getattr(window, "strip", None)
    folded = strip.findChildren(Painted) if isinstance(strip, QWidget) else []
    every = [c for c in window.findChildren(Painted) if c.isVisible() or c in folded]
    found = [c for c in every if c.words and c.key and not c.key.isdigit()]
    return list({c.key: (c.key, c.words) for c in found}.values())
