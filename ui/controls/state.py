"""State: an icon and its words, for every condition a thing can be in. No pill, no colour alone."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.controls.painted import draw_icon, draw_laid, smooth
from ui.lines import Laid
from ui.text import Typeset
from ui.theme import HALO, Ink, Role, Theme


class State(QWidget):
    """An 18 px icon, 7 px, and words; the words wrap beside the icon. An empty icon is left out."""

    stamp = 0  # another number after each change of size

    def __init__(
        self,
        theme: Theme,
        icon: str,
        words: str,
        ink: Ink = "ink",
        *,
        role: Role = "note_strong",
        size: int = 18,
        gap: int = 7,
        wrap: bool = True,
        words_ink: Ink | None = None,
    ) -> None:
        super().__init__()
        self.theme = theme
        self.role: Role = role
        self._size = size
        self._gap = gap
        self._wrap = wrap
        self._icon, self._words = icon, words
        self.ink: Ink = ink
        self._shown = (icon, words, ink, role)
        self._set = Typeset(theme)
        self._words_ink: Ink | None = words_ink
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(words)
        theme.changed.connect(self._follow)

    @property
    def words(self) -> str:
        """The words shown."""
        return self._words

    def show_state(self, icon: str, words: str, ink: Ink = "ink") -> None:
        """Show another state."""
        shown = (icon, words, ink, self.role)
        if shown == self._shown:
            return
        self._shown = shown
        self._icon, self._words, self.ink = icon, words, ink
        self.setAccessibleName(words)
        self._follow()

    def updateGeometry(self) -> None:
        """Tell whoever holds this; the mark is for a Spread that cannot be seen."""
        self.stamp += 1
        super().updateGeometry()

    def _follow(self) -> None:
        self.updateGeometry()
        self.update()

    def _start(self) -> int:
        beside = self.theme.px(self._size) + self.theme.px(self._gap) if self._icon else 0
        return HALO + beside

    def _lay(self, width: int) -> Laid:
        room = width - self._start() - HALO
        return self._set.lay(self._words, self.role, room)

    def heightForWidth(self, width: int) -> int:
        """Pixels for the words or the icon."""
        return max(self._lay(width).height, self.theme.px(self._size) if self._icon else 0)

    def sizeHint(self) -> QSize:
        """Words on one line."""
        width = self._start() + self._set.width(self._words, self.role) + 1 + HALO
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """The longest word, or all of them when they may not wrap."""
        if not self._wrap:
            return self.sizeHint()
        longest = self._set.longest(self._words, self.role)
        return QSize(self._start() + int(longest) + 2 + HALO, self.theme.line_height(self.role))

    def text_fits(self) -> bool:
        """Whether all the words are inside (the clipping test asks)."""
        laid = self._lay(self.width())
        return laid.height <= self.height() and laid.width <= self.width() - self._start() + 1

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Icon beside the first line, then the words."""
        painter = smooth(self)
        laid = self._lay(self.width())
        top = max(0.0, (self.height() - laid.height) / 2) if laid.layout.lineCount() <= 1 else 0.0
        if self._icon:
            line = self.theme.line_height(self.role)
            middle = round(top + line / 2)
            draw_icon(painter, self.theme, self._icon, HALO, middle, self._size, self.ink)
        painter.setPen(self.theme.colour(self._words_ink or self.ink))
        draw_laid(painter, laid, self._start(), top)
