"""Sheet: what stands over a page in place of a dialog.

Drawn inside the window, so that the cover covers it and nothing pops up over a prompt.
"""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.controls.painted import Painted, Panel
from ui.controls.scrolling import Scrolling
from ui.controls.spread import Spread
from ui.controls.stack import Stack, turned
from ui.controls.state import State
from ui.text import Label, plain
from ui.theme import HALO, MARGIN, Ink, Role, Theme

_FORM_WIDTH: Final = 680
_AIRY: Final = 700
"""Pixels of height from which a sheet begins further down."""


class Sheet(Panel):
    """A sheet over the page: a line above in brick, a title, words, parts and buttons.

    Put fields into `body` and buttons into `foot`. Esc puts it by (unless `stays`) and sends
    `dismissed`; the keyboard stays inside until it is closed.
    """

    dismissed = Signal()
    column_width = 820
    """Pixels at 100 % that the column takes where there is room."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        body: str = "",
        *,
        icon: str = "",
        lead: str = "",
        ink: Ink = "attn",
        stop: bool = False,
        stays: bool = False,
    ) -> None:
        super().__init__(theme, "paper")
        self.theme = theme
        self._stays = stays
        self.about = ""  # what it is about, where no case is open: tells its drafts apart
        self.was_put_by = False
        self._back_to: QWidget | None = None
        self.setAccessibleName(title)
        self.body, self.foot = Stack(), Spread(gap=10, line_gap=4)
        self._column = Stack()
        if lead:
            self._column.add(State(theme, icon, lead, ink, role="strong"))
        role: Role = "stop" if stop else "title"
        self.title = plain(theme, title, role, measure=0)
        self._column.add(self.title, gap=6)
        if body:
            self._column.add(plain(theme, body, "lead", "ink2"), gap=8)
        self._column.add(self.body, gap=16)
        self._column.add(self.foot, gap=16)
        self._column.stretch()
        inside = QWidget()
        self._centre = QHBoxLayout(inside)
        self._centre.setContentsMargins(MARGIN, 60, MARGIN, 24)
        self._centre.addWidget(self._column)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        self._scroll = Scrolling(inside)
        around.addWidget(self._scroll)
        self._scroll.barred.connect(self._hold)
        theme.changed.connect(self._follow)
        self.hide()

    # Opening and closing

    def open_in(self, window: QWidget) -> None:
        """Open over the page of `window` (below its header, if it has one)."""
        top = window.window()
        self._back_to = top.focusWidget()
        self.setParent(top)
        top.installEventFilter(self)
        self._cover(top)
        self.show()
        self.raise_()
        first = self.first_focus()
        if first is not None:
            first.setFocus(Qt.FocusReason.PopupFocusReason)
        _tell(top, "sheet_opened", self)

    def first_focus(self) -> QWidget | None:
        """The first field, or the first button."""
        return next(iter(self._stops()), None)

    def close_sheet(self) -> None:
        """Take the sheet away; the keyboard goes back where it was."""
        parent = self.parentWidget()
        if parent is not None:
            parent.removeEventFilter(self)
            _tell(parent, "sheet_closed", self)
        self.hide()
        back = self._back_to
        self._back_to = None
        try:
            if back is not None and back.isVisible() and back.isEnabled():
                back.setFocus(Qt.FocusReason.PopupFocusReason)
        except RuntimeError:  # the widget went with its page
            pass
        self._let_go(parent)
        self.deleteLater()

    def _let_go(self, window: QWidget | None) -> None:
        """What opened the sheet may be gone: the keyboard must not stay in what is hidden."""
        if window is None or not self.isAncestorOf(_focused(window) or window):
            return
        begin = getattr(window, "focus_page", None)
        if callable(begin):
            begin()

    def dismiss(self) -> None:
        """Close without doing anything."""
        self.close_sheet()
        self.dismissed.emit()

    def put_by(self) -> None:
        """Close for now: what was typed is kept, and is there when the sheet is opened again."""
        self.was_put_by = True
        self.dismiss()

    # Room

    def _cover(self, window: QWidget) -> None:
        area = getattr(window, "sheet_area", None)
        place = area() if callable(area) else window.rect()
        if isinstance(place, QRect):
            self.setGeometry(place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self._cover(watched)
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hold the column to its width and in the middle."""
        super().resizeEvent(event)
        self._hold()

    def _follow(self) -> None:
        """The text has another size: so has the column it stands in."""
        self._hold()
        self._scroll.settle_soon()

    def _hold(self) -> None:
        spare = max(MARGIN, (self.width() - self.theme.px(self.column_width)) // 2)
        airy = self.height() > _AIRY and not self.theme.one_column
        top, foot = (60, 24) if airy else (20, 16)
        self._centre.setContentsMargins(*turned(self, spare, top, spare - self._scroll.bar, foot))
        form = self.theme.px(self.column_width - 820 + _FORM_WIDTH)
        self.body.setMaximumWidth(form + 2 * HALO + 140)

    # Keys

    def _stops(self) -> list[QWidget]:
        return [
            w
            for w in self.findChildren(QWidget)
            if w.focusPolicy() & Qt.FocusPolicy.TabFocus
            and not isinstance(w, Label)
            and w.isVisibleTo(self)
            and w.isEnabled()
            and w.focusProxy() is None
        ]

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes round inside the sheet."""
        stops = self._stops()
        now = self.focusWidget()
        if not stops:
            return True
        at = stops.index(now) if now in stops else (-1 if forward else 0)
        to = stops[(at + (1 if forward else -1)) % len(stops)]
        to.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
        self._scroll.bring(to)
        return True

    def pressable(self) -> list[Painted]:
        """The visible, enabled controls that bear a key cap."""
        found = self.findChildren(Painted)
        return [c for c in found if c.key and c.isVisibleTo(self) and c.isEnabled()]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts the sheet by, and is passed on so that Esc Esc still covers."""
        if event.key() == Qt.Key.Key_Escape and not self._stays:
            self.put_by()
        event.ignore()


def _tell(window: QWidget, name: str, sheet: Sheet) -> None:
    """Send a signal of the window, if it is one that listens to its sheets."""
    signal = getattr(window, name, None)
    if signal is not None:
        signal.emit(sheet)


def _focused(window: QWidget) -> QWidget | None:
    """What has the keyboard in a window, or None, which Qt's own types leave out."""
    return window.focusWidget()
