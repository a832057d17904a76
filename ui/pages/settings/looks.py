"""Text size, light or dark, at once in every window; and the language, from the next start on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.i18n import _, catalogue, language
from app.i18n.tongues import is_draft, offered
from ui.controls import AnswerGroup, HeadRule, Option, Secondary, Spread, State
from ui.controls.stack import Stack
from ui.display import Display
from ui.text import plain

if TYPE_CHECKING:
    from ui.theme import Theme

SIZES = (100, 110, 125, 150, 175, 200)
"""Per cent."""


class LooksPart(Stack):
    """Three groups of answers. `start_again()` asks to lock, so that a language takes effect."""

    start_again = Signal()

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
        if isinstance(theme, Display) and len(offered()) > 1:
            self._add_language(theme)
        kept = _(
            "These are kept beside your file on this laptop, and hold for the unlock window too."
        )
        self.add(plain(theme, kept, "note", "ink2"), gap=12)

    def _add_language(self, display: Display) -> None:
        self.add(HeadRule(display, _("Language of the windows")), gap=20)
        tongues = [Option(tongue.tag, tongue.name) for tongue in offered()]
        self.language = AnswerGroup(display, tongues, name=_("Language of the windows"))
        self.language.choose(display.language)
        self.language.chosen.connect(self._language_chosen)
        self.add(self.language, gap=8)
        if (draft := draft_words()) is not None:
            self.add(State(display, "triangle-alert", draft, "attn"), gap=8)
        stays = _(
            "Questions, rules and cards stay in English until they are translated and approved. "
            "So do the papers that go to other desks."
        )
        self.add(plain(display, stays, "note", "ink2"), gap=8)
        self.later = Spread(gap=12)
        note = plain(display, _("It takes effect when the program starts again."), "body")
        again = Secondary(display, _("Lock and start again"), icon="lock")
        again.setObjectName("page.settings.looks.start-again")
        again.clicked.connect(self.start_again)
        self.later.add(note)
        self.later.add_end(again)
        self.later.setVisible(display.language != language())
        self.add(self.later, gap=8)

    def _language_chosen(self, tag: str) -> None:
        if isinstance(self.theme, Display):
            self.theme.set_language(tag)
            self.later.setVisible(tag != language())

    def _size_chosen(self, code: str) -> None:
        self.theme.set_scale(int(code) / 100)

    def _shade_chosen(self, code: str) -> None:
        if isinstance(self.theme, Display):
            self.theme.set_shade(
                "dark" if code == "dark" else "light" if code == "light" else "desktop"
            )
        else:
            self.theme.set_dark(code == "dark")


def draft_words() -> str | None:
    """What is said of words that nobody has reviewed, in both languages; None when they are."""
    if not is_draft(catalogue()):
        return None
    own, english = _("Unreviewed draft"), "Unreviewed draft"
    return own if own == english else f"{own} / {english}"


def _shade(theme: Theme) -> str:
    if isinstance(theme, Display):
        return theme.shade
    return "dark" if theme.dark else "light"
