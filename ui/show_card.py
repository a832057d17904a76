"""The show-card: one sentence in the person's language over the whole screen, and nothing else.

Nothing on it names the case, the program or the question. It is left by holding a key or the
button, so that a brush of a sleeve does not bring the record up; and it goes by itself, with the
window behind it covered, when nobody touches it or another window comes to the front.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.translation import Shown
from app.i18n import _
from ui.card_face import MARGIN, DrawnFace, SetFace
from ui.controls import Line, Painted, Panel, State
from ui.controls.painted import draw_line
from ui.fonts import card_locale, drawn_by_engine
from ui.theme import HALO

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import (
        QHideEvent,
        QKeyEvent,
        QMouseEvent,
        QPainter,
        QShowEvent,
        QWheelEvent,
    )

    from app.domain.errors import Refused
    from app.services.showing import CardDrawer
    from ui.jobs import Jobs
    from ui.theme import Theme

TITLE: Final = "Notes"
IDLE: Final = 60_000
"""Milliseconds without a key or a pointer after which the card goes."""

HOLD: Final = 1_000
"""Milliseconds that a key or the button is held before the card is left."""

TWICE: Final = 600
"""Milliseconds within which a second Esc covers, as in every window."""

_STEP: Final = 50
_HOLD_KEYS: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})
_SCROLL: Final[dict[int, int]] = {
    Qt.Key.Key_Down.value: 1, Qt.Key.Key_Up.value: -1,
    Qt.Key.Key_PageDown.value: 4, Qt.Key.Key_PageUp.value: -4,
}  # fmt: skip


class ShowCard(Panel):
    """One text that `may_show` let through; it takes nothing else.

    `gone(why)` is sent once: `held`, `idle`, `away` (another window came to the front), `esc`
    (Esc twice, or F9), `put_by` (whoever opened it), or `refused` when it could not be drawn.
    """

    gone = Signal(str)

    def __init__(self, theme: Theme, shown: Shown, over: QWidget | None = None) -> None:
        if not isinstance(cast("object", shown), Shown):
            msg = "only what may_show let through comes before a person's eyes"
            raise TypeError(msg)
        super().__init__(theme, "paper")
        self.theme, self.shown = theme, shown
        self.setParent(over, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("card")
        self.setWindowTitle(TITLE)
        self.setPalette(theme.palette())
        # The words are not told to a screen reader: it would say them into the room.
        named = _("Card. Draft, for practice only") if shown.draft else _("Card for the person")
        self.setAccessibleName(named)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.refusal: Refused | None = None
        self._over = False
        self._was_active = False
        self._esc = _timer(self, TWICE, lambda: None)
        self._idle = _timer(self, IDLE, lambda: self.leave("idle"))
        self._build()

    def _build(self) -> None:
        shown, theme = self.shown, self.theme
        self.face = DrawnFace(theme, shown) if drawn_by_engine(shown) else SetFace(theme, shown)
        self.face.setAccessibleName(self.accessibleName())
        self.face.setLocale(card_locale(shown))
        self.band = Panel(theme, "shade")
        around = QVBoxLayout(self.band)
        around.setContentsMargins(24, 14, 24, 14)
        around.addWidget(State(theme, "triangle-alert", draft_words(), "attn", role="strong"))
        self._line = Line(theme, indent=0)
        self.hold = HoldButton(theme)
        self.hold.held.connect(lambda: self.leave("held"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 16)
        column.setSpacing(0)
        for part in (self.band, self._line):
            column.addWidget(part)
        column.addWidget(self.face, 1)
        column.addWidget(self.hold, 0, Qt.AlignmentFlag.AlignHCenter)
        # A drawing brings a band of its own; words that Qt sets have this one.
        for part in (self.band, self._line):
            part.setVisible(shown.draft and isinstance(self.face, SetFace))

    def open(self, drawer: CardDrawer | None = None, jobs: Jobs | None = None) -> None:
        """Stand over the whole screen. `drawer` is needed for a script that Qt draws wrongly."""
        over = self.parentWidget()
        if over is not None:
            self.setGeometry(over.screen().geometry())
        self.showFullScreen()
        self.activateWindow()
        self.setFocus(Qt.FocusReason.ActiveWindowFocusReason)
        self._idle.start()
        if isinstance(self.face, DrawnFace) and drawer is not None and jobs is not None:
            self.face.wanted.connect(partial(self._ask, self.face, drawer, jobs))
            self.face.wanted.emit()

    def _ask(self, face: DrawnFace, drawer: CardDrawer, jobs: Jobs) -> None:
        if not self._over and face.width() > MARGIN * 4:  # it has a place by now
            size = face.size()
            jobs.run(face.work(drawer), lambda drawing: self._drawn(drawing, size), self._not_drawn)

    def _drawn(self, drawing: bytes, size: QSize) -> None:
        if not self._over and isinstance(self.face, DrawnFace) and self.face.size() == size:
            self.face.show_drawing(drawing)

    def _not_drawn(self, refusal: Refused) -> None:
        self.refusal = refusal
        self.leave("refused")

    def leave(self, why: str = "put_by") -> None:
        """Go, once."""
        if self._over:
            return
        self._over = True
        self._idle.stop()
        self.hold.let_go()
        self.hide()
        self.gone.emit(why)
        self.deleteLater()

    # What the person or the worker does

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hold Enter or Space to leave; Esc twice, or F9, covers; arrows move a long text."""
        self._idle.start()
        key = event.key()
        if event.isAutoRepeat() and key not in _SCROLL:
            return
        if key in _HOLD_KEYS:
            self.hold.begin()
        elif key == Qt.Key.Key_F9:  # somebody came in
            self.leave("esc")
        elif key == Qt.Key.Key_Escape:
            if self._esc.isActive():
                self.leave("esc")
            else:
                self._esc.start()
        elif key in _SCROLL:
            self.face.move_by(_SCROLL[key])

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Let go too soon: the card stays."""
        if not event.isAutoRepeat() and event.key() in _HOLD_KEYS:
            self.hold.let_go()

    def mouseMoveEvent(self, _event: QMouseEvent) -> None:
        """Somebody is there."""
        self._idle.start()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Move a long text."""
        self._idle.start()
        self.face.move_by(-1 if event.angleDelta().y() > 0 else 1)

    def showEvent(self, event: QShowEvent) -> None:
        """Count from now."""
        super().showEvent(event)
        self._was_active = self.isActiveWindow()

    def hideEvent(self, event: QHideEvent) -> None:
        """Whatever hid it, it is over."""
        super().hideEvent(event)
        if not self._over and not event.spontaneous():
            self.leave("put_by")

    def changeEvent(self, event: QEvent) -> None:
        """Gone when another window is in front."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange:
            if self.isActiveWindow():
                self._was_active = True
            elif self._was_active and self.isVisible():
                self.leave("away")


def draft_words() -> str:
    """What stands over words that nobody has approved."""
    return _("DRAFT. Not checked by a translator. For practice only, never for a person.")


class HoldButton(Painted):
    """“Hold Enter to leave”: held for a second, with a line under it that grows meanwhile."""

    held = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Hold Enter to leave"))
        self.setObjectName("card.hold")
        self.setAccessibleDescription(_("Hold Enter, Space or this button for a second."))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys are the card's own
        self._held_for = 0
        self._tick = QTimer(self)
        self._tick.setInterval(_STEP)
        self._tick.timeout.connect(self._step)

    def begin(self) -> None:
        """It is being held."""
        if not self._tick.isActive():
            self._tick.start()

    def let_go(self) -> None:
        """It was let go."""
        self._tick.stop()
        self._held_for = 0
        self.update()

    def _step(self) -> None:
        self._held_for += _STEP
        self.update()
        if self._held_for >= HOLD:
            self.let_go()
            self.held.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Hold it with the pointer."""
        super().mousePressEvent(event)
        self.begin()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go too soon."""
        super().mouseReleaseEvent(event)
        self.let_go()

    def sizeHint(self) -> QSize:
        """The words, with room to hit."""
        width = self.typeset.width(self.words, "note") + 2 * self.theme.px(16) + 2 * HALO
        return QSize(width, self.theme.tall(44) + 2 * HALO)

    def heightForWidth(self, _width: int) -> int:
        """One line always."""
        return self.sizeHint().height()

    def paint(self, painter: QPainter, box: QRect) -> None:
        """The words, and how long it has been held."""
        pad = self.theme.px(16)
        words = box.adjusted(pad, 0, -pad, 0)
        draw_line(painter, self.theme, self.words, "note", "ink2", words, typeset=self.typeset)
        if self._held_for:
            wide = words.width() * self._held_for // HOLD
            painter.fillRect(words.left(), box.bottom() - 5, wide, 2, self.theme.colour("ink2"))


def _timer(parent: QWidget, after: int, then: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(after)
    timer.timeout.connect(then)
    return timer
