"""Scrolling: a frameless scroll area over whatever ground is behind it."""

from typing import Final

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLayout, QScrollArea, QWidget

from ui.controls.spread import Spread

_MARGIN: Final = 24
"""What begins no lower than this stands at the top with its margin."""

_WITH_LABEL: Final = 40
"""Pixels kept in view above and below the box of a field."""


class Scrolling(QScrollArea):
    """Scrolls one widget. Has no focus of its own; what is focused inside is brought into view.

    `barred` is sent when the bar comes or goes. Whoever lays out what is inside takes `bar` from
    the end margin, so that nothing moves and everything ends where the buttons below it end.
    """

    barred = Signal()

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # A window of our own to look through: Qt's would first have to be found out about.
        sight = QWidget()
        self.setViewport(sight)
        self.setWidget(inside)
        sight.setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        self._was_barred = False
        self.verticalScrollBar().rangeChanged.connect(self._look)

    @property
    def bar(self) -> int:
        """Pixels that the bar takes from the width; 0 while there is nothing to scroll."""
        bar = self.verticalScrollBar()
        return bar.sizeHint().width() if bar.maximum() > 0 else 0

    def _look(self, _least: int, most: int) -> None:
        if (most > 0) is not self._was_barred:
            self._was_barred = most > 0
            self.barred.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys belong to what is inside, or to the page; a scroll area takes none."""
        event.ignore()

    def settle_soon(self) -> None:
        """Lay out again from nothing once every part has taken its new font.

        A change of text size reaches the parts one by one; heights kept from before the last of
        them would leave words cut.
        """
        QTimer.singleShot(0, self, self._settle)

    def _settle(self) -> None:
        inside = self.widget()
        if inside is None:
            return
        for layout in inside.findChildren(QLayout):
            layout.invalidate()
        parts = inside.findChildren(QWidget)
        for part in parts:
            if isinstance(part, Spread):
                part.forget()
        for part in reversed(parts):
            part.updateGeometry()
        own = inside.layout()
        if own is not None:
            own.invalidate()
        QApplication.postEvent(inside, QEvent(QEvent.Type.LayoutRequest))
        # The area asks its widget's height anew only when it is itself told to lay out.
        QApplication.postEvent(self, QEvent(QEvent.Type.LayoutRequest))

    def bring(self, widget: QWidget | None) -> None:
        """Scroll until `widget` is in view, if it stands inside."""
        inside = self.widget()
        if widget is not None and inside is not None and inside.isAncestorOf(widget):
            around = widget.parentWidget()
            if around is not None and around.focusProxy() is widget:  # a field: its box and label
                self.ensureWidgetVisible(around, 4, _WITH_LABEL)
            else:
                self.ensureWidgetVisible(widget, 4, 16)

    def begin_with(self, widget: QWidget) -> None:
        """Scroll until `widget` stands at the top, as far as there is something to scroll."""
        inside = self.widget()
        if inside is not None and inside.isAncestorOf(widget):
            top = widget.mapTo(inside, QPoint(0, 0)).y()
            self.verticalScrollBar().setValue(top if top > _MARGIN else 0)
