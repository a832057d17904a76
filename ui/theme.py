"""Colour, type and space: the tokens every window is painted from, and which are in force.

A `Theme` is made once by the wiring and handed to every control as its first argument. Controls
repaint on `changed`. No stylesheets: a palette change costs half as much and does not grow so fast.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QPalette, QPixmap

import app
from ui.icons import IconCupboard

Ink = Literal["ink", "ink2", "accent", "on_accent", "attn", "edge"]
Ground = Literal["paper", "sheet", "shade", "accent", "accent_tint"]
Role = Literal[
    "prompt", "title", "stop", "panel_large", "panel", "answer", "answer_chosen", "lead", "row",
    "button", "strong", "body", "note", "note_strong", "label", "provenance", "key", "tab",
    "tab_chosen", "alias", "clock",
]  # fmt: skip

HALO: Final = 4
"""Pixels every control keeps inside itself for its focus ring; text is indented the same."""
MARGIN: Final = 24
"""Page margin in pixels: with the halo, content stands 28 px from the edge."""
RADIUS: Final = 4
SMALLEST_SCALE: Final = 1.0
LARGEST_SCALE: Final = 2.0
ONE_COLUMN_SCALE: Final = 1.5
FAMILIES: Final = (
    "Atkinson Hyperlegible Next",
    "Noto Sans",
    "One Chance Naskh",
    "Noto Naskh Arabic",
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """One set of colours, as #RRGGBB. `bands` are the map's rings, outermost first."""

    paper: str
    sheet: str
    shade: str
    ink: str
    ink2: str
    accent: str
    on_accent: str
    accent_tint: str
    attn: str
    edge: str
    line: str
    bands: tuple[str, str, str]


LIGHT: Final = Tokens(
    paper="#FBFAF7",
    sheet="#FFFFFF",
    shade="#F1EFEA",
    ink="#1A1E21",
    ink2="#4B5359",
    accent="#0B4F5F",
    on_accent="#FFFFFF",
    accent_tint="#E3EEF0",
    attn="#A32A18",
    edge="#70777D",
    line="#D8D5CD",
    bands=("#F1EFEA", "#F8F6F2", "#FFFFFF"),
)
DARK: Final = Tokens(
    paper="#15181A",
    sheet="#1D2124",
    shade="#22272A",
    ink="#EDEBE6",
    ink2="#B3B9BD",
    accent="#86CBD8",
    on_accent="#0C1F24",
    accent_tint="#1E343A",
    attn="#FFA18D",
    edge="#858D93",
    line="#363C40",
    bands=("#1B1F22", "#22272A", "#2A3034"),
)


@dataclass(frozen=True, slots=True)
class Type:
    """A role's size in pixels at 100 %, weight (400 to 700) and leading (line ÷ size)."""

    px: int
    weight: int
    leading: float


TYPES: Final[dict[Role, Type]] = {
    "prompt": Type(32, 600, 1.22),
    "title": Type(32, 700, 1.22),
    "stop": Type(36, 700, 1.2),
    "panel_large": Type(24, 700, 1.2),
    "panel": Type(20, 700, 1.2),
    "answer": Type(18, 500, 1.25),
    "answer_chosen": Type(18, 600, 1.25),
    "alias": Type(17, 700, 1.4),
    "lead": Type(17, 400, 1.45),
    "row": Type(17, 600, 1.4),
    "button": Type(16, 600, 1.4),
    "strong": Type(16, 600, 1.4),
    "body": Type(16, 400, 1.4),
    "tab": Type(16, 400, 1.4),
    "tab_chosen": Type(16, 600, 1.4),
    "note": Type(15, 400, 1.4),
    "note_strong": Type(15, 600, 1.4),
    "label": Type(14, 600, 1.4),
    "provenance": Type(14, 400, 1.4),
    "key": Type(13, 600, 1.4),
    "clock": Type(64, 400, 1.2),
}


def contrast(one: str, other: str) -> float:
    """How far two #RRGGBB colours stand apart, 1 to 21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def load_fonts(folder: Path | None = None, *, only: str = "", but: str = "") -> tuple[str, ...]:
    """Register the fonts of the windows, found below `folder` (by default the program's own).

    `only` names the one folder of those below to load, whatever it is for; `but` the one to leave
    out. Fonts of single scripts are for cards: `ui.fonts` loads one when it is first needed.
    Needs a QGuiApplication. Without the files Qt falls back to the desktop's font. Family names.
    """
    where = folder if folder is not None else Path(app.__file__).parents[1] / "locale" / "fonts"
    for_cards: frozenset[str] = frozenset()
    if not only:
        from app.domain.lettering import CARD_FOLDERS  # noqa: PLC0415 - not before first paint

        for_cards = CARD_FOLDERS
    names: list[str] = []
    for file in sorted((where / only).rglob("*.[to]tf")):
        if file.parent.name == but or file.parent.name in for_cards:
            continue
        number = QFontDatabase.addApplicationFont(str(file))
        if number >= 0:
            names += QFontDatabase.applicationFontFamilies(number)
    return tuple(dict.fromkeys(names))


class Theme(QObject):
    """The tokens and text size in force. Every kit widget takes one and follows `changed`."""

    changed = Signal()

    def __init__(self, *, dark: bool = False, scale: float = 1.0) -> None:
        super().__init__()
        self._dark = dark
        self._scale = _bounded(scale)
        self._fonts: dict[tuple[Role, int | None], QFont] = {}
        self._letters: dict[Role, float] = {}
        self._keys: dict[str, int] = {}
        self._palettes: dict[bool, QPalette] = {}
        self._cupboard = IconCupboard()

    @property
    def dark(self) -> bool:
        """Whether the dark tokens are in force."""
        return self._dark

    @property
    def scale(self) -> float:
        """Text size, 1.0 to 2.0."""
        return self._scale

    @property
    def one_column(self) -> bool:
        """Whether the text is so large that pages stand in one column."""
        return self._scale >= ONE_COLUMN_SCALE

    @property
    def tokens(self) -> Tokens:
        """The colours in force."""
        return DARK if self._dark else LIGHT

    def set_dark(self, dark: bool) -> None:
        """Change between light and dark; every control repaints."""
        if dark != self._dark:
            self._dark = dark
            self.changed.emit()

    def set_scale(self, scale: float) -> None:
        """Change the text size (held between 1.0 and 2.0); every control lays out again."""
        bounded = _bounded(scale)
        if bounded != self._scale:
            self._scale = bounded
            self._fonts.clear()
            self._letters.clear()
            self._keys.clear()
            self.changed.emit()

    def colour(self, token: Ink | Ground | Literal["line"]) -> QColor:
        """A token as a Qt colour."""
        return QColor(getattr(self.tokens, token))

    def px(self, pixels: float) -> int:
        """Pixels at 100 % grown with the text: icons, key caps, text columns. Not margins."""
        return round(pixels * self._scale)

    def tall(self, pixels: int) -> int:
        """The height of a control of one text line: grows by the line, its margins stay."""
        return pixels + round((self._scale - 1) * 22)

    def font(self, role: Role, weight: int | None = None) -> QFont:
        """The font of a role at the text size in force."""
        known = self._fonts.get((role, weight))
        if known is None:
            kind = TYPES[role]
            known = QFont(list(FAMILIES))
            known.setPixelSize(self.px(kind.px))
            known.setWeight(QFont.Weight(weight or kind.weight))
            known.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            self._fonts[(role, weight)] = known
        return known

    def line_height(self, role: Role) -> int:
        """Pixels from one line of a role to the next."""
        kind = TYPES[role]
        return round(kind.px * kind.leading * self._scale)

    def text_width(self, role: Role, text: str) -> int:
        """Pixels a text takes on one line, rounded up."""
        return int(QFontMetricsF(self.font(role)).horizontalAdvance(text)) + 1

    def key_width(self, key: str) -> int:
        """Pixels of the words on a key cap, of which there are few."""
        known = self._keys.get(key)
        if known is None:
            known = self.text_width("key", key)
            self._keys[key] = known
        return known

    def letter_width(self, role: Role) -> float:
        """Pixels of an average letter: what a measure in characters is counted in."""
        known = self._letters.get(role)
        if known is None:
            known = QFontMetricsF(self.font(role)).averageCharWidth()
            self._letters[role] = known
        return known

    def icon(self, name: str, ink: Ink, size: int) -> QPixmap:
        """An icon `size` pixels wide at 100 %, grown with the text, drawn at twice the detail."""
        return self._cupboard.pixmap(name, getattr(self.tokens, ink), self.px(size))

    def paper_icon(self, name: str, size: int) -> QPixmap:
        """An icon in the paper's colour, to stand on ink (a ticked node)."""
        return self._cupboard.pixmap(name, self.tokens.paper, self.px(size))

    def palette(self) -> QPalette:
        """The palette for the application and for text fields."""
        if self._dark not in self._palettes:
            self._palettes[self._dark] = self._palette()
        return QPalette(self._palettes[self._dark])

    def _palette(self) -> QPalette:
        made = QPalette()
        roles = QPalette.ColorRole
        for role, token in (
            (roles.Window, "paper"), (roles.WindowText, "ink"), (roles.Base, "sheet"),
            (roles.Text, "ink"), (roles.Button, "shade"), (roles.ButtonText, "ink"),
            (roles.AlternateBase, "shade"), (roles.PlaceholderText, "ink2"),
            (roles.Highlight, "accent"), (roles.HighlightedText, "on_accent"),
            (roles.ToolTipBase, "sheet"), (roles.ToolTipText, "ink"), (roles.Link, "accent"),
            (roles.Mid, "line"), (roles.Light, "sheet"), (roles.Dark, "edge"),
        ):  # fmt: skip
            made.setColor(role, QColor(getattr(self.tokens, token)))
        return made


def _bounded(scale: float) -> float:
    return min(LARGEST_SCALE, max(SMALLEST_SCALE, scale))
