"""The shell: one window titled “Notes” with header, strip and pages, and the cover over them.

It moves the keyboard and the pages about and knows nothing of cases. The title never changes, so
that a taskbar, a photograph or a shared screen tells nothing.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from app.i18n import _
from ui.controls.buttons import Link
from ui.controls.dialog import Sheet
from ui.controls.header import Header, Tab
from ui.controls.menu import Menu, MenuRow
from ui.controls.page import Page
from ui.controls.painted import Line, Painted, Panel
from ui.controls.stack import turned
from ui.controls.state import State
from ui.controls.strip import Strip
from ui.cover import Cover
from ui.theme import Ink, Theme

TITLE: Final = "Notes"
LEAST: Final = QSize(800, 480)
TWICE: Final = 600
"""Milliseconds within which the second Esc covers."""


class Band(Panel):
    """One line across the window: the demo band, the stop line, or what is going on."""

    def __init__(self, theme: Theme, icon: str, ink: Ink, link: str = "") -> None:
        super().__init__(theme, "shade")
        self._icon = icon
        self._ink: Ink = ink
        self.state = State(theme, icon, "", ink, role="note_strong")
        self.link = Link(theme, link)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(*turned(self, 24, 4, 20, 4))
        across.addWidget(self.state, 1)
        across.addWidget(self.link)
        self.link.setVisible(bool(link))
        column.addWidget(row)
        column.addWidget(Line(theme, indent=0))
        self.hide()

    def offer(self, words: str, act: Callable[[], object]) -> None:
        """Put a link at the end of the line."""
        self.link.set_words(words)
        self.link.clicked.connect(lambda _on=False: act())
        self.link.show()

    def say(self, words: str) -> None:
        """Show a line; an empty one takes the band away."""
        self.state.show_state(self._icon, words, self._ink)
        self.setVisible(bool(words))


class Shell(QWidget):
    """The window. See docs/ui-kit.md for what pages and the wiring may ask of it."""

    tab_picked = Signal(str)
    lock_asked = Signal()
    someone_came_in = Signal()
    covered = Signal()
    uncovered = Signal()
    stop_opened = Signal()
    closing = Signal()
    sheet_opened = Signal(object)
    sheet_closed = Signal(object)

    def __init__(self, theme: Theme, local_now: Callable[[], datetime]) -> None:
        super().__init__()
        self.theme = theme
        self.setWindowTitle(TITLE)
        self.setAccessibleName(TITLE)
        self.setMinimumSize(LEAST)
        self.header = Header(theme)
        self.header.tab_picked.connect(self.tab_picked)
        self.header.lock_asked.connect(self.lock_asked)
        self.header.someone_came_in.connect(self.someone_came_in)
        self.header.hide_asked.connect(self.cover_now)
        self.strip: Strip | None = None
        self.cover = Cover(theme, local_now)
        self.band = Band(theme, "triangle-alert", "attn")
        self.stop = Band(theme, "octagon-alert", "attn", _("See why"))
        self.stop.link.clicked.connect(self.stop_opened)
        self.mark = Band(theme, "triangle-alert", "attn")
        self.doing = Band(theme, "hourglass", "ink")
        self.told = Band(theme, "circle-alert", "attn", _("Put away"))
        self.told.link.clicked.connect(lambda: self.tell(""))
        self.page: Page | None = None
        self._coming: Page | None = None
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self.show_coming)
        self._esc_at: datetime | None = None
        self._had: QWidget | None = None
        self._held: QWidget | None = None  # what had the keyboard last
        self._now = local_now
        self._build()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)
        theme.changed.connect(self._follow)
        self._follow()

    def _build(self) -> None:
        self._front = Panel(self.theme)
        column = QVBoxLayout(self._front)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._head_line = Line(self.theme, indent=0)
        self._strip_place = QVBoxLayout()
        self._pages = QVBoxLayout()
        self._head = Panel(self.theme)
        head = QVBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(0)
        for part in (self.header, self._head_line, self.mark, self.stop, self.told, self.doing):
            head.addWidget(part)
        column.addWidget(self._head)
        column.addLayout(self._strip_place)
        column.addLayout(self._pages, 1)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.setSpacing(0)
        around.addWidget(self.band)
        # First the place, then what stands in it: a stack with no window yet shows its first page.
        self._two = QStackedLayout()
        around.addLayout(self._two, 1)
        self._two.addWidget(self._front)
        self._two.addWidget(self.cover)

    def _follow(self) -> None:
        self.setPalette(self.theme.palette())
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setPalette(self.theme.palette())

    # What stands in the window

    def set_office(self, tabs: Sequence[Tab], current: str) -> None:
        """The office: no alias, Lock at hand."""
        self.header.set_tabs("", tabs, current)
        self.set_actions(lock=True, someone=False)

    def set_case(self, alias: str, tabs: Sequence[Tab], current: str) -> None:
        """A case: its alias and its tabs."""
        self.header.set_tabs(alias, tabs, current)
        self.set_actions(lock=False, someone=True)

    def set_actions(self, *, lock: bool, someone: bool) -> None:
        """Which of Lock and “Someone came in” are at hand. Hide always is."""
        self.header.lock.setVisible(lock)
        self.header.someone.setVisible(someone)
        self.header.arrange()

    def set_bare(self, bare: bool) -> None:
        """No header at all: set-up and unlocking."""
        self.header.setVisible(not bare)
        self._head_line.setVisible(not bare)

    def set_harmless(self, harmless: bool) -> None:
        """Nothing but the page, while somebody may be reading: no tab, no alias and no line."""
        self._head.setVisible(not harmless)

    def set_strip(self, strip: Strip | None) -> None:
        """Put a strip under the header, or take it away. The shell keeps no old strip."""
        if self.strip is strip:
            return
        if self.strip is not None:
            self.strip.hide()
            self._strip_place.removeWidget(self.strip)
            self.strip.setParent(None)
        self.strip = strip
        if strip is not None:
            self._strip_place.addWidget(strip)
            strip.show()

    def set_stop(self, words: str) -> None:
        """The stop line at the top of every page until it is answered; empty takes it away."""
        self.stop.say(words)

    def set_mark(self, words: str) -> None:
        """A line on every page of a case, for good; empty for a case that has none."""
        self.mark.say(words)

    def set_band(self, words: str) -> None:
        """A band above everything, the cover too (the wiring says what)."""
        self.band.say(words)

    def busy_with(self, words: str) -> None:
        """What is going on, in words; empty when it is done."""
        self.doing.say(words)

    def tell(self, words: str) -> None:
        """Something was refused, in a sentence; it stays until put away or said otherwise."""
        self.told.say(words)

    def count_down(self, seconds: int) -> None:
        """How long until this window locks by itself; nought when somebody is there again."""
        words = _("Locking in {seconds} seconds. Everything is saved.").format(seconds=seconds)
        self.tell(words if seconds else "")

    def show_soon(self, page: Page) -> None:
        """Show another page at the next turn of the loop: making it was one wait, this another.

        A key pressed before then is the new page's, and brings it at once.
        """
        if self.page is page:
            self.show_page(page)
            return
        if not self.is_covered():
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # not some tab, when its place goes
        if self.page is not None:
            self.page.hide()
        self._coming = page
        self._turn.start()

    def show_coming(self) -> None:
        """Show at once what `show_soon` was given."""
        if self._coming is not None:
            self.show_page(self._coming)

    def show_page(self, page: Page) -> None:
        """Show another page; the one before is hidden and stays its maker's."""
        self._turn.stop()
        self._coming = None
        if self.page is not page:
            self._put_page_away()
            self.page = page
            self._pages.addWidget(page)
        page.show()
        self.focus_page()

    def _put_page_away(self) -> None:
        page, self.page = self.page, None
        with suppress(RuntimeError):  # it went with its case while the next one was coming
            if page is not None:
                page.hide()
                self._pages.removeWidget(page)

    def focus_page(self) -> None:
        """Put the keyboard where the page begins."""
        first = self.page.first_focus() if self.page is not None else None
        if first is not None and not self.is_covered():
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def sheet_area(self) -> QRect:
        """Where a sheet may stand: below the header and the stop line."""
        top = self.band.height() if self.band.isVisible() else 0
        for part in (self.header, self.mark, self.stop):
            if part.isVisible():
                top = part.mapTo(self, QPoint(0, part.height())).y()
        return QRect(0, top + 1, self.width(), self.height() - top - 1)

    def sheets(self) -> list[Sheet]:
        """The sheets open, the topmost last."""
        return [s for s in self.findChildren(Sheet) if s.isVisible()]

    # Covering

    def is_covered(self) -> bool:
        """Whether the cover is up."""
        return self._two.currentWidget() is self.cover

    def cover_now(self) -> None:
        """Cover at once. Menus close; sheets and what was typed in them are kept beneath."""
        if self.is_covered():
            return
        for menu in self.findChildren(Menu):
            if menu.isVisible():
                menu.close_menu()
        self._had = self.focusWidget()
        for sheet in self.sheets():
            sheet.lower()
        self._two.setCurrentWidget(self.cover)
        self.cover.raise_()
        self.cover.setFocus(Qt.FocusReason.OtherFocusReason)
        self.repaint()
        self.covered.emit()

    def uncover(self) -> None:
        """Carry on where the person was."""
        if not self.is_covered():
            return
        self._two.setCurrentWidget(self._front)
        for sheet in self.sheets():
            sheet.raise_()
        had, self._had = self._had, None
        try:
            if had is not None and had.isVisible():
                had.setFocus(Qt.FocusReason.OtherFocusReason)
        except RuntimeError:  # its page went while the cover was up
            self.focus_page()
        self.uncovered.emit()

    # Keys

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Where a thing went away under the keyboard, the keyboard stays on the page.

        Qt gives it to the next in order: after the last thing of a page that is Lock, and the
        next Enter would press it. A header that somebody went to themselves keeps it.
        """
        held, self._held = self._held, now if now is not None else self._held
        if now is None or held is None or held is now or not self.header.isAncestorOf(now):
            return
        there = isValid(held) and held.isVisible() and held.isEnabled()
        if not there and not isinstance(held, MenuRow):  # a menu gives it back to what opened it
            self.focus_page()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys nobody used: Esc Esc, then key caps of the sheet, page, strip and header."""
        if self._coming is not None and not self.is_covered():
            self.show_coming()
            if self.focusWidget() not in {None, self}:
                QApplication.sendEvent(self.focusWidget(), event)
                return
        if event.key() == Qt.Key.Key_Escape:
            self._escape(event)
        elif self.is_covered():
            self.cover.keyPressEvent(event)
        elif not self._pressed(event):
            super().keyPressEvent(event)

    def _escape(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat():
            return
        now = self._now()
        before, self._esc_at = self._esc_at, now
        if before is not None and abs((now - before).total_seconds()) * 1000 <= TWICE:
            self._esc_at = None
            self.cover_now()

    def _pressed(self, event: QKeyEvent) -> bool:
        """Whether a key cap answered to the key."""
        header: list[Painted] = list(self.header.buttons())
        sheets = self.sheets()
        typing = isinstance(self.focusWidget(), QLineEdit | QPlainTextEdit)
        if typing and event.text().isprintable() and event.text():
            return False
        if sheets:
            return _press([*sheets[-1].pressable(), *header], event)
        if self.page is not None:
            if self.page.handle_key(event) or _press(self.page.pressable(), event):
                return True
            if event.key() in {Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}:
                self.page.page_by(1 if event.key() == Qt.Key.Key_PageDown else -1)
                return True
        if self.strip is not None and self.strip.handle_key(event):
            return True
        return _press(header, event)


def _press(controls: Sequence[Painted], event: QKeyEvent) -> bool:
    for control in controls:
        if control.answers_to(event):
            control.click()
            return True
    return False
