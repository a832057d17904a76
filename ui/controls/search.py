"""SearchField: the one field whose words stand inside it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent

from ui.controls.fields import PAD, LineField
from ui.theme import HALO, Theme


class SearchField(LineField):
    """A search: the one field whose words stand inside it."""

    searched = Signal(str)

    def __init__(self, theme: Theme, words: str) -> None:
        super().__init__(theme, words, placeholder=words, icon="search")
        self._words = words
        self._head.hide()
        self.editor.textEdited.connect(self.searched)
        theme.changed.connect(self._place_words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The words go above where they would be cut inside."""
        super().resizeEvent(event)
        self._place_words()

    def _place_words(self) -> None:
        wide = QFontMetrics(self.theme.font("body")).horizontalAdvance(self._words)
        inside = wide <= self.width() - 2 * HALO - 2 * PAD - self.theme.px(20) - 8
        self._head.setVisible(not inside)
        self.editor.setPlaceholderText(self._words if inside else "")
