"""What has just happened on a page, in one notice at its top: saved, sent, genuine or refused."""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING

from ui.controls import Notice, Stack
from ui.errors import explain
from ui.text import plain

if TYPE_CHECKING:
    from app.domain.errors import Refused
    from ui.controls import Page
    from ui.theme import Ink

_GOOD = frozenset({"check", "badge-check"})


class Told(Stack):
    """The newest notice of a page, or none; the page is seen from its top when it comes."""

    def __init__(self, page: Page, *, over_headline: bool = False) -> None:
        """Nothing is told. `over_headline` keeps an empty line between it and a headline."""
        super().__init__()
        self._page: Page = weakref.proxy(page)  # a page that goes with its case goes at once
        self._over_headline = over_headline

    def tell(self, words: str, *, icon: str = "check", because: str = "", then: str = "") -> Notice:
        """Say it, in brick unless the icon is a good one; what was told before is put away.

        `because` stands above what is said, and `then`, what to do next, under it.
        """
        self.clear()
        page = self._page
        ink: Ink = "ink" if icon in _GOOD else "attn"
        notice = Notice(page.theme, words, icon=icon, ink=ink, because=because, then=then)
        notice.setObjectName(f"{page.objectName()}.told")
        self.add(notice)
        if self._over_headline:
            self.add(plain(page.theme, "", "label"))
            page.show_top()
        else:
            page.scroll_to_top()
        return notice

    def refuse(self, refusal: Refused) -> Notice:
        """Say why something was refused, what to do next, and above it what is safe."""
        said = explain(refusal)
        words = " ".join(part for part in (said.what, said.next) if part)
        return self.tell(words, icon="circle-x", because=said.safe)
