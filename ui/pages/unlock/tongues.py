"""The other languages of the windows, each by its own name, before any vault is open.

Offered only once the heavy libraries are there, so that the first window does not wait for it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.i18n import language
from app.i18n.tongues import offered
from ui.controls import Link
from ui.display import Display

if TYPE_CHECKING:
    from ui.controls import Page
    from ui.start import Start

OFFERED_ON = frozenset({"page.unlock", "page.setup.1"})
"""Pages on which nothing is lost when the program starts again."""


def offer_languages(page: Page | None, start: Start) -> None:
    """Put a link for each language but the one in force at the end of a page, once."""
    if page is None or page.objectName() not in OFFERED_ON or page.findChild(Link, _name("")):
        return
    display = page.theme
    if not isinstance(display, Display):
        return
    others = [tongue for tongue in offered() if tongue.tag != language()]
    for place, tongue in enumerate(others):
        link = Link(display, tongue.name, on_click=partial(_choose, display, start, tongue.tag))
        link.setObjectName(_name("" if not place else tongue.tag))
        page.body.add(link, gap=24)


def _name(tag: str) -> str:
    return f"page.unlock.language.{tag}" if tag else "page.unlock.language"


def _choose(display: Display, start: Start, tag: str) -> None:
    """Remember it and start again: the words are chosen before the first window."""
    display.set_language(tag)
    start.restart()
    start.leave(0)
