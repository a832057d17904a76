"""Text size, and light or dark. Takes effect at once, in every window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import _
from ui.controls import AnswerGroup, HeadRule, Option
from ui.controls.stack import Stack
from ui.display import Display
from ui.text import plain

if TYPE_CHECKING:
    from ui.theme import Theme

SIZES = (100, 110, 125, 150, 175, 200)
"""Per cent."""


class LooksPart(Stack):
    """Two groups of answers."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.add(HeadRule(theme, _("Text size")))
        sizes = [Option(str(n), _("{n} %").format(n=n)) for n in SIZES]
        self.text_size = AnswerGroup(theme, sizes, name=_("Text size"))
        self.text_size.choose(str(min(SIZES, key=lambda n: abs(n - theme.scale * 100))))
        self.text_size.chosen.connect(self._size_chosen)
        self.add(self.text_size, gap=8)
        self.add(HeadRule(theme, _("Light or dark")), gap=20)
        shades = [
            Option("desktop", _("As the desktop is")),
            Option("light", _("Light")),
            Option("dark", _("Dark")),
        ]
        self.shade = AnswerGroup(theme, shades, name=_("Light or dark"))
        self.shade.choose(_shade(theme))
        self.shade.chosen.connect(self._shade_chosen)
        self.add(self.shade, gap=8)
        kept = _(
            "Both are kept beside your file on this laptop, and hold for the unlock window too."
        )
        self.add(plain(theme, kept, "note", "ink2"), gap=12)

    def _size_chosen(self, code: str) -> None:
        self.theme.set_scale(int(code) / 100)

    def _shade_chosen(self, code: str) -> None:
        if isinstance(self.theme, Display):
            self.theme.set_shade(
                "dark" if code == "dark" else "light" if code == "light" else "desktop"
            )
        else:
            self.theme.set_dark(code == "dark")


def _shade(theme: Theme) -> str:
    if isinstance(theme, Display):
        return theme.shade
    return "dark" if theme.dark else "light"
