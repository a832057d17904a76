"""Notice: a quiet band of text on shade, with what can be done about it at its end."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from ui.controls.painted import Panel, inner
from ui.controls.spread import Spread
from ui.controls.stack import Stack
from ui.controls.state import State
from ui.text import plain
from ui.theme import HALO, Ink, Theme


class Notice(Panel):
    """A band on shade, `.acts` for buttons; `because` above the text and `then` below it."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        *,
        icon: str = "",
        ink: Ink = "ink",
        because: str = "",
        then: str = "",
    ) -> None:
        super().__init__(theme, "shade")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.acts = Spread(gap=12)
        words = Stack()
        if because:
            words.add(plain(theme, because, "label", "ink2"))
        self.state = State(theme, icon, text, ink, role="strong")
        words.add(self.state)
        if then:
            words.add(plain(theme, then, "label", "ink2"), gap=2)
        row = Spread(gap=24, line_gap=8)
        row.add(words)
        row.add_end(self.acts)
        around = QHBoxLayout(self)
        around.setContentsMargins(20, 16, 16, 16)
        around.addWidget(row)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The band stands in line with the edges of controls."""
        band = inner(self).adjusted(0, -HALO, 0, HALO)
        QPainter(self).fillRect(band, self._theme.colour(self.ground))
