"""EarlierAnswer and Quote: words that are hers, beside a bar, with where they come from."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.controls.spread import Spread
from ui.controls.stack import Stack
from ui.text import plain
from ui.theme import HALO, Role, Theme

_BAR: Final = 3
_DOT: Final = "  ·  "


class Barred(Stack):
    """A stack with a 3 px bar at its start."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(margins=(HALO + _BAR + 9, 0, 0, 1))
        self.theme = theme
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The bar."""
        backwards = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        start = self.width() - HALO - _BAR if backwards else HALO
        bar = QRect(start, 0, _BAR, self.height())
        QPainter(self).fillRect(bar, self.theme.colour("edge"))


class EarlierAnswer(Barred):
    """The answer given before: date, author, language and who was present always beside it.

    `differs` says so when today's answer is another; both are kept.
    """

    def __init__(
        self,
        theme: Theme,
        answer: str,
        words: str = "",
        provenance: Sequence[str] = (),
        *,
        differs: str = "",
    ) -> None:
        super().__init__(theme)
        told = f"{answer}  “{words}”" if words else answer
        self.answer = plain(theme, told, "strong")
        self.differs = plain(theme, differs, "note_strong", wrap=False)
        head = Spread(gap=16)
        head.add(self.answer)
        head.add_end(self.differs)
        self.add(head)
        self.differs.setVisible(bool(differs))
        self.provenance = plain(theme, _DOT.join(provenance), "provenance", "ink2", measure=0)
        self.add(self.provenance)
        self.setAccessibleName(f"{told} {', '.join(provenance)}")

    def set_differs(self, words: str) -> None:
        """Say, or stop saying, that today's answer differs."""
        self.differs.setText(words)
        self.differs.setVisible(bool(words))
        parent = self.differs.parentWidget()
        if isinstance(parent, QWidget):
            parent.updateGeometry()


class Quote(Barred):
    """Her words in quotation marks with their provenance, or a thing to remember."""

    def __init__(
        self, theme: Theme, words: str, provenance: str = "", *, strong: bool = True
    ) -> None:
        super().__init__(theme)
        self.add(plain(theme, words, "strong" if strong else "body"))
        if provenance:
            role: Role = "provenance" if words.startswith("“") else "body"
            self.add(plain(theme, provenance, role, "ink2"))
