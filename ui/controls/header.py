"""Header: alias, tabs (or one named menu when room is short), and what is always at hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.i18n import _
from ui.controls.buttons import Button, Quiet, Secondary
from ui.controls.menu import MenuButton, MenuItem
from ui.controls.painted import Painted, Panel, draw_line
from ui.controls.stack import turned
from ui.text import plain
from ui.theme import HALO, Ink, Role, Theme

_HEIGHT: Final = 56
_UNDERLINE: Final = 4
_NARROW: Final = 1100


@dataclass(frozen=True, slots=True)
class Tab:
    """One place to go: its code and its words."""

    code: str
    label: str


class TabButton(Painted):
    """One tab; the chosen one is in 700 with a petrol line under it."""

    def __init__(self, theme: Theme, tab: Tab) -> None:
        super().__init__(theme, tab.label)
        self.tab = tab
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """As wide as the words in 700, so that choosing moves nothing."""
        width = self.typeset.width(self.words, "tab_chosen")
        return QSize(width + 2 * HALO, self.theme.tall(_HEIGHT) - 1)

    def heightForWidth(self, _width: int) -> int:
        """All the header has."""
        return self.theme.tall(_HEIGHT) - 1

    def box(self) -> QRect:
        """The words' rectangle."""
        return self.rect().adjusted(HALO, HALO + 4, -HALO, -HALO - 4)

    def paint(self, painter: QPainter, box: QRect) -> None:
        """Words, and the line when chosen."""
        chosen = self.isChecked()
        role: Role = "tab_chosen" if chosen else "tab"
        ink: Ink = "ink" if chosen or self._hovered else "ink2"
        draw_line(painter, self.theme, self.words, role, ink, box, typeset=self.typeset)
        if chosen:
            top = self.height() - _UNDERLINE
            under = QRect(HALO, top, self.width() - 2 * HALO, _UNDERLINE)
            painter.fillRect(under, self.theme.colour("accent"))


class Header(Panel):
    """56 high. `tab_picked(code)`, `lock_asked`, `someone_came_in` and `hide_asked` are sent."""

    tab_picked = Signal(str)
    lock_asked = Signal()
    someone_came_in = Signal()
    hide_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "paper")
        self.theme = theme
        self.setAccessibleName(_("Where you are"))
        self.alias = plain(theme, "", "panel", wrap=False)
        self.tabs: list[TabButton] = []
        self._all: tuple[Tab, ...] = ()
        self._current = ""
        self.menu = MenuButton(theme, "", [], name=_("Where to go"))
        self.menu.picked.connect(self.tab_picked)
        self.lock = Quiet(theme, _("Lock"), icon="lock", on_click=self.lock_asked.emit)
        self.someone = Quiet(
            theme, _("Someone came in"), icon="door-open", key="F9",
            on_click=self.someone_came_in.emit,
        )  # fmt: skip
        self.hide_button = Secondary(
            theme, _("Hide"), icon="eye-off", key="Esc Esc", height=40,
            on_click=self.hide_asked.emit,
        )  # fmt: skip
        self._build()
        theme.changed.connect(self.arrange)

    def _build(self) -> None:
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(*turned(self, 24, 0, 20, 1))
        self._row.setSpacing(12)
        self._row.addWidget(self.alias)
        self._gap = QWidget()
        self._gap.setFixedSize(1, 1)
        self._gap.hide()
        self._row.addWidget(self._gap)
        self._row.addWidget(self.menu)
        self._row.addStretch(1)
        for button in (self.lock, self.someone, self.hide_button):
            self._row.addWidget(button)
        self.alias.hide()
        self.lock.hide()
        self.someone.hide()
        self.menu.hide()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.arrange()

    def set_tabs(self, alias: str, tabs: Sequence[Tab], current: str) -> None:
        """Where the person can go, and where they are."""
        self.alias.setText(alias)
        self.alias.setVisible(bool(alias))
        self._gap.setVisible(bool(alias))
        if tuple(tabs) != self._all:
            self._make(tabs)
        self.set_current(current)

    def _make(self, tabs: Sequence[Tab]) -> None:
        for old in self.tabs:
            old.hide()
            old.deleteLater()
        self._all = tuple(tabs)
        self.tabs = [TabButton(self.theme, tab) for tab in tabs]
        for number, button in enumerate(self.tabs):
            button.clicked.connect(self._pressed)
            self._row.insertWidget(2 + number, button)

    def set_current(self, code: str) -> None:
        """Mark where the person is."""
        self._current = code
        for button in self.tabs:
            button.setAutoExclusive(False)
            button.setChecked(button.tab.code == code)
            button.setAutoExclusive(True)
        self._rove()
        self.menu.set_words(next((t.label for t in self._all if t.code == code), _("Go to")))
        self.menu.set_items([MenuItem(t.code, t.label, "", t.code == code) for t in self._all])
        self.arrange()

    def _rove(self) -> None:
        stop = next((b for b in self.tabs if b.isChecked()), self.tabs[0] if self.tabs else None)
        for button in self.tabs:
            wanted = Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(wanted)

    def _pressed(self) -> None:
        button = self.sender()
        if isinstance(button, TabButton):
            self.set_current(self._current)
            self.tab_picked.emit(button.tab.code)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows walk the tabs."""
        backwards = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        sideways = -1 if backwards else 1
        step = {Qt.Key.Key_Right.value: sideways, Qt.Key.Key_Left.value: -sideways}.get(event.key())
        at = next((n for n, b in enumerate(self.tabs) if b.hasFocus()), None)
        if step is None or at is None:
            event.ignore()
        elif 0 <= at + step < len(self.tabs):
            self.tabs[at + step].setFocus(Qt.FocusReason.OtherFocusReason)

    # Room

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tabs or menu, key caps or not."""
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Show what there is room for."""
        self.setFixedHeight(self.theme.tall(_HEIGHT))
        folded = self.theme.one_column or self.window().width() < _NARROW
        trials = [(True, not self.theme.one_column), (True, False)]
        if not folded:
            trials = [(False, True), (False, False), *trials]
        for menu, caps in trials:
            self._show(menu=menu, caps=caps)
            if self._needed() <= self.width():
                return

    def _show(self, *, menu: bool, caps: bool) -> None:
        for button in self.tabs:
            button.setVisible(not menu)
        self.menu.setVisible(menu and bool(self.tabs))
        self.someone.show_cap(caps)
        self.hide_button.show_cap(caps)

    def _needed(self) -> int:
        every: list[QWidget] = [
            self.alias, self.menu, *self.tabs, self.lock, self.someone, self.hide_button
        ]  # fmt: skip
        shown = [w for w in every if not w.isHidden()]
        return sum(w.sizeHint().width() + 12 for w in shown) + 24 + 20 + 26

    def buttons(self) -> list[Button]:
        """What bears a key cap here."""
        return [b for b in (self.someone, self.hide_button) if b.isVisible() and b.isEnabled()]
