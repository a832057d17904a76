"""Page: where the parts of a page stand, at every window and text size.

    side | top, note, body (scroll) | rail
         | foot (stays)             |

In one column everything scrolls: top, body, foot, note, rail.
"""

from typing import Final, Literal

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.controls.painted import Line, Painted, Panel
from ui.controls.scrolling import Scrolling
from ui.controls.spread import Spread
from ui.controls.stack import Stack, turned
from ui.text import Label
from ui.theme import HALO, MARGIN, Ground, Theme

Fit = Literal["wide", "normal", "low", "single"]

WIDE: Final = 1600
NARROW: Final = 1100
LOW: Final = QSize(1366, 690)
_WIDEST_MIDDLE: Final = 868
_WIDE_RAIL: Final = 400


def fit_of(window: QSize, theme: Theme) -> Fit:
    """How a page stands in a window of this size (pixels) at the theme's text size."""
    if theme.one_column or window.width() < NARROW:
        return "single"
    if window.width() >= WIDE:
        return "wide"
    least = LOW * theme.scale
    if window.width() < least.width() or window.height() < least.height():
        return "low"
    return "normal"


class Page(Panel):
    """The base of every page.

    Put parts into `top`, `note`, `body`, `foot`, `side`, `rail` and `rail_foot`; the page moves
    them about. `fit_changed(fit)` follows each change of shape.

    `rail_width` and `side_width` are pixels, 0 for none. `side_stays` keeps the side in a low
    window. `centred` holds the middle to 860 px in a wide window.
    """

    fit_changed = Signal(str)

    def __init__(
        self,
        theme: Theme,
        *,
        name: str,
        rail_width: int = 0,
        side_width: int = 0,
        side_ground: Ground = "paper",
        side_stays: bool = False,
        centred: bool = True,
    ) -> None:
        super().__init__(theme, "paper")
        self.theme = theme
        self.setAccessibleName(name)
        self.fit: Fit = "normal"
        self._arranged: tuple[Fit, int] | None = None
        self._rail_width, self._side_width = rail_width, side_width
        self._side_stays, self._centred = side_stays, centred
        self._bare = False
        self._ends = MARGIN, MARGIN  # pixels kept free at the start and end of the middle
        self.top, self.note, self.body = Stack(), Stack(), Stack()
        self.foot = Spread(gap=4, line_gap=4)
        self.rail, self.rail_foot, self.side = Stack(), Stack(gap=2), Stack()
        self._build(side_ground)
        theme.changed.connect(self._follow)

    def _build(self, side_ground: Ground) -> None:
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setSpacing(0)
        self._scroll = Scrolling(self._inside)
        self._foot_holder = Stack()
        self._rail_line = Line(self.theme)
        self._rail_line.hide()
        middle = Stack()
        middle.add(self._scroll, self._foot_holder)
        self._middle = middle
        self._side_panel = Panel(self.theme, side_ground)
        self._side_column = QVBoxLayout(self._side_panel)
        self._side_column.setContentsMargins(0, 0, 0, 0)
        self._side_scroll = Scrolling(QWidget())
        self._side_line = _UprightLine(self.theme)
        self._rail_panel = Panel(self.theme, "shade")
        self._rail_inside = QWidget()
        self._rail_column = QVBoxLayout(self._rail_inside)
        start = 22 if self._rail_width < _WIDE_RAIL else 26
        self._rail_scroll = Scrolling(self._rail_inside)
        self._rail_scroll.barred.connect(self._keep_edges)
        self._scroll.barred.connect(self._keep_edges)
        rail_around = QVBoxLayout(self._rail_panel)
        rail_around.setContentsMargins(0, 0, 0, 0)
        rail_around.setSpacing(0)
        rail_around.addWidget(self._rail_scroll, 1)
        self._rail_foot_holder = Stack(margins=(start, 8, 18, 8))
        rail_around.addWidget(self._rail_foot_holder)
        self._lay_across()

    def _lay_across(self) -> None:
        inside = QWidget()
        self._side_inside = QVBoxLayout(inside)
        self._side_inside.setContentsMargins(0, 14, 0, 8)
        self._side_scroll.setWidget(inside)
        inside.setAutoFillBackground(False)
        self._side_column.addWidget(self._side_scroll)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._side_panel)
        across.addWidget(self._side_line)
        across.addWidget(self._middle, 1)
        across.addWidget(self._rail_panel)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._bring)

    def _bring(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isVisible():
            for scroll in (self._scroll, self._rail_scroll, self._side_scroll):
                scroll.bring(now)

    # For page authors

    def first_focus(self) -> QWidget | None:
        """Where the keyboard begins: a page with answers gives the chosen or first answer."""
        return next(
            (
                w
                for part in (self._middle, self._rail_panel, self._side_panel)
                for w in part.findChildren(QWidget)
                if w.focusPolicy() & Qt.FocusPolicy.TabFocus
                and not isinstance(w, Label)
                and w.isVisibleTo(self)
                and w.isEnabled()
            ),
            None,
        )

    def take_keyboard(self) -> None:
        """Put the keyboard where the page begins, when what had it has gone.

        What was just put into a layout is not shown before the next turn, and Qt gives no focus
        to what is not shown: then it is tried once more.
        """
        self._focus_first()
        QTimer.singleShot(0, self, self._settle_focus)

    def _focus_first(self) -> None:
        first = self.first_focus()
        if first is not None and self.isVisible():
            first.setFocus()

    def _settle_focus(self) -> None:
        if not self.isAncestorOf(self.window().focusWidget()):  # nor when nothing has it
            self._focus_first()

    def show_top(self) -> None:
        """The top is seen, once the keyboard has come to rest too."""
        self.scroll_to_top()
        QTimer.singleShot(0, self, self.scroll_to_top)

    def fitted(self, fit: Fit) -> None:
        """Override to change a page's own parts with its shape."""

    def handle_key(self, event: QKeyEvent) -> bool:
        """Override for keys that no button bears; whether the key was used."""
        del event
        return False

    def pressable(self) -> list[Painted]:
        """The visible, enabled controls that bear a key cap, in order."""
        found = self.findChildren(Painted)
        return [c for c in found if c.key and c.isVisibleTo(self) and c.isEnabled()]

    def scroll_to_top(self) -> None:
        """Begin again at the top, as a new prompt does."""
        self._scroll.verticalScrollBar().setValue(0)

    def begin_at_top(self) -> None:
        """The keyboard goes to the first control, and the headline is seen all the same."""
        self.take_keyboard()
        self.show_top()

    def clear_sides(self, *, empty: bool) -> None:
        """Whether nothing stands in side and rail now: then the middle has the window to itself."""
        if self._bare == empty:
            return
        self._bare = empty
        self._rail_line.setVisible(self.fit == "single" and self._rail_width > 0 and not empty)
        self._arrange(restack=False)

    def begin_with(self, part: QWidget) -> None:
        """A part is read from its own beginning, once the keyboard has come to rest in it."""

        def begin() -> None:
            for scroll in (self._scroll, self._rail_scroll):
                scroll.begin_with(part)

        QTimer.singleShot(0, part, begin)

    def page_by(self, pages: int) -> None:
        """Scroll the middle by whole pages."""
        bar = self._scroll.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep())

    # Shape

    def _follow(self) -> None:
        """The text has another size."""
        self._refit()
        for scroll in (self._scroll, self._rail_scroll, self._side_scroll):
            scroll.settle_soon()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The window has another size."""
        super().resizeEvent(event)
        self._refit()

    def showEvent(self, event: QShowEvent) -> None:
        """The page may have been made before its window had a size."""
        super().showEvent(event)
        self._refit()

    def _refit(self) -> None:
        fit = fit_of(self.window().size(), self.theme)
        before, self.fit = self.fit, fit
        if self._arranged != (fit, self.width()):
            restack = self._arranged is None or (before == fit) is False
            self._arranged = (fit, self.width())
            self._arrange(restack=restack)
        if before != fit:
            self.fitted(fit)
            self.fit_changed.emit(fit)

    def _arrange(self, *, restack: bool) -> None:
        single = self.fit == "single"
        side = bool(self._side_width) and not single
        side = side and not self._bare and (self._side_stays or self.fit != "low")
        self._side_panel.setVisible(side)
        self._side_line.setVisible(side and self._side_panel.ground == "paper")
        self._side_panel.setFixedWidth(self.theme.px(self._side_width))
        self._rail_panel.setVisible(self._has_rail)
        wide = self.fit == "wide" and self._rail_width < _WIDE_RAIL
        self._rail_panel.setFixedWidth(_WIDE_RAIL if wide else self._rail_width)
        self._margins(side=side)
        if restack:
            self._restack()

    @property
    def _has_rail(self) -> bool:
        return bool(self._rail_width) and self.fit != "single" and not self._bare

    def _margins(self, *, side: bool) -> None:
        start = 32 if side else MARGIN
        end = 32 if self._has_rail else MARGIN
        if self.fit == "wide" and self._centred:
            taken = self._side_panel.width() + 1 if side else 0
            taken += self._rail_panel.width() if self._has_rail else 0
            spare = max(0, self.width() - taken - _WIDEST_MIDDLE) // 2
            start, end = max(start, spare), max(end, spare)
        self._ends = start, end
        over, under = (0, 0) if self.foot.is_empty else (4, 8)
        self._foot_holder.set_margins(start, over, end, under)
        self._keep_edges()

    def _keep_edges(self) -> None:
        """What scrolls ends where the rest ends, whether its bar is there or not."""
        start, end = self._ends
        top = 12 if self.fit in {"low", "single"} else 20
        end = max(HALO, end - self._scroll.bar)
        self._column.setContentsMargins(*turned(self, start, top, end, 8))
        start = 22 if self._rail_width < _WIDE_RAIL else 26
        end = 18 - self._rail_scroll.bar
        self._rail_column.setContentsMargins(*turned(self, start, 16, end, 4))

    def _restack(self) -> None:
        """Put each part where it stands in this shape, keeping the keyboard where it is."""
        had = self.focusWidget()
        _empty(self._column)
        self._rail_line.hide()
        order: list[QWidget] = [self.top, self.note, self.body]
        if self.fit == "single":
            order = [self.top, self.body, self.foot, self.note]
            order += [self.rail, self.rail_foot] if self._rail_width else []
            order += [self.side] if self._side_width and self._side_stays else []
        elif self.fit == "wide" and self._centred:
            order.append(self.foot)
        self._fill(order)
        if self.foot not in order:
            self._foot_holder.add(self.foot)
        self._fill_sides(order)
        self._foot_holder.setVisible(self.foot not in order)
        for scroll in (self._scroll, self._rail_scroll, self._side_scroll):
            scroll.settle_soon()
        if self.isAncestorOf(had):  # no, when nothing had the keyboard
            had.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, order: list[QWidget]) -> None:
        for part in order:
            if part is self.foot:
                self._column.addSpacing(24 if self.fit == "wide" else 16)
            if part is self.rail:
                self._column.addSpacing(20)
                self._column.addWidget(self._rail_line)
                self._column.addSpacing(20)
                self._rail_line.setVisible(not self._bare)
            self._column.addWidget(part)
        self._column.addStretch(1)

    def _fill_sides(self, order: list[QWidget]) -> None:
        if self.rail not in order:
            _empty(self._rail_column)
            self._rail_column.addWidget(self.rail)
            self._rail_column.addStretch(1)
            self._rail_foot_holder.add(self.rail_foot)
        if self.side not in order:
            _empty(self._side_inside)
            self._side_inside.addWidget(self.side)
            self._side_inside.addStretch(1)


def _empty(column: QVBoxLayout) -> None:
    """Take everything out.

    By `removeWidget`, which lets the item go: an item left over from `takeAt` stays the widget's
    own, and the next one would keep its first height for ever.
    """
    while column.count():
        item = column.itemAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            column.removeWidget(widget)
        else:
            column.takeAt(0)


class _UprightLine(QWidget):
    """A hairline between the side and the middle."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedWidth(1)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        QPainter(self).fillRect(self.rect(), self._theme.colour("line"))
