"""Buttons: Primary, Secondary, Quiet (no box), Danger (brick outline) and Link."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPen

from ui.controls.painted import (
    Painted,
    cap_width,
    draw_box,
    draw_cap,
    draw_icon,
    draw_laid,
)
from ui.theme import HALO, Ground, Ink, Role, Theme


@dataclass(frozen=True, slots=True)
class _Look:
    """How one kind of button is painted."""

    fill: Ground | None
    border: Ink | None
    ink: Ink
    height: int
    pad: int = 16
    role: Role = "button"


_PRIMARY = _Look("accent", None, "on_accent", 48)
_SECONDARY = _Look("sheet", "edge", "ink", 44)
_DANGER = _Look("sheet", "attn", "attn", 44)
_QUIET = _Look(None, None, "ink", 44, pad=8)
_LINK = _Look(None, None, "accent", 24, pad=0, role="note_strong")


class Button(Painted):
    """A button with an optional icon before and key cap after its words. Long words wrap.

    `small` sets the words at 15 px, for cards, rows and headers.
    """

    look = _SECONDARY

    def __init__(
        self,
        theme: Theme,
        text: str,
        *,
        icon: str = "",
        key: str = "",
        height: int | None = None,
        small: bool = False,
        on_click: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(theme, text, key=key)
        self.icon_name = icon
        self._height = height or self.look.height
        self._role: Role = "note_strong" if small or self._height <= 40 else self.look.role
        self._cap_shown = True
        if on_click is not None:
            self.clicked.connect(lambda _checked=False: on_click())

    def show_cap(self, shown: bool) -> None:
        """Show or put away the key cap; the key works either way."""
        if shown != self._cap_shown:
            self._cap_shown = shown
            self._follow()

    def _cap(self) -> str:
        return self.key if self._cap_shown else ""

    def _beside(self) -> int:
        """Pixels taken by everything but the words."""
        width = 2 * self.look.pad
        if self.icon_name:
            width += self.theme.px(20) + self.theme.px(8)
        if self._cap():
            width += self.theme.px(12) + cap_width(self.theme, self._cap()) + 4
        return width

    def sizeHint(self) -> QSize:
        """Everything on one line."""
        words = self.typeset.width(self.words, self._role) + 1
        width = words + self._beside() + 2 * HALO
        return QSize(width, self.theme.tall(self._height) + 2 * HALO)

    def minimumSizeHint(self) -> QSize:
        """The longest word on a line."""
        longest = self.typeset.longest(self.words, self._role)
        width = int(longest) + 2 + self._beside() + 2 * HALO
        return QSize(width, self.theme.tall(self._height) + 2 * HALO)

    def heightForWidth(self, width: int) -> int:
        """Taller when the words wrap."""
        role = self._role
        room = width - 2 * HALO - self._beside()
        line = self.theme.line_height(role)
        laid = self.typeset.lay(self.words, role, room)
        return self.theme.tall(self._height) + max(0, laid.height - line) + 2 * HALO

    def inks(self) -> tuple[Ground | None, Ink | None, Ink]:
        """Fill, border and ink as things stand; a disabled button is outlined in second ink."""
        if not self.isEnabled():
            bare = self.look.border is None and self.look.fill is None
            return None, None if bare else "edge", "ink2"
        if self._hovered and self.look.border == "edge":
            return self.look.fill, "ink", self.look.ink
        return self.look.fill, self.look.border, self.look.ink

    def paint(self, painter: QPainter, box: QRect) -> None:
        """Box, icon, words, key cap."""
        fill, border, ink = self.inks()
        if fill is not None or border is not None:
            draw_box(painter, self.theme, box, fill=fill, border=border)
        middle = box.center().y() + 1
        start = box.left() + self.look.pad + self._spare()
        if self.icon_name:
            start += draw_icon(painter, self.theme, self.icon_name, start, middle, 20, ink)
            start += self.theme.px(8)
        start = self._paint_words(painter, box, start, ink)
        if cap := self._cap():
            edge: Ink = ink if self.look.fill == "accent" else "edge"
            draw_cap(painter, self.theme, cap, start + self.theme.px(12), middle, ink, edge)

    def _spare(self) -> int:
        """Half the room a boxed button has to spare: its words stand in the middle."""
        if self.look.fill is None:
            return 0
        return max(0, (self.width() - self.sizeHint().width()) // 2)

    def _paint_words(self, painter: QPainter, box: QRect, start: int, ink: Ink) -> int:
        """The words, centred in height; where they end."""
        room = self.width() - 2 * HALO - self._beside()
        laid = self.typeset.lay(self.words, self._role, room)
        painter.setPen(self.theme.colour(ink))
        top = box.top() + (box.height() - laid.height) / 2
        draw_laid(painter, laid, start, top)
        return start + int(min(laid.width, room))


class Primary(Button):
    """What to do next: one a page, petrol, 48 high."""

    look = _PRIMARY


class Secondary(Button):
    """Another thing that can be done: outlined, 44 high."""

    look = _SECONDARY


class Quiet(Button):
    """A thing that can be done that needs no box: words, with an icon or a key cap."""

    look = _QUIET


class Danger(Button):
    """What stops or takes away: outlined and written in brick."""

    look = _DANGER


class Link(Button):
    """A lesser action within text: petrol, underlined."""

    look = _LINK

    def paint(self, painter: QPainter, box: QRect) -> None:
        """The words and a line under them."""
        super().paint(painter, box)
        _fill, _border, ink = self.inks()
        room = self.width() - 2 * HALO - self._beside()
        laid = self.typeset.lay(self.words, self._role, room)
        start = box.left() + (self.theme.px(28) if self.icon_name else 0)
        top = box.top() + (box.height() - laid.height) / 2
        painter.setPen(QPen(self.theme.colour(ink), max(1, round(self.theme.scale))))
        for number in range(laid.layout.lineCount()):
            row = laid.layout.lineAt(number)
            under = round(top + row.y() + row.ascent() + 3 * self.theme.scale)
            painter.drawLine(start, under, start + int(row.naturalTextWidth()), under)
