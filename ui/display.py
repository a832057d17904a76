"""How the windows look on this laptop: light or dark, text size, language, where they stood.

Kept in a small file beside the vaults, because the unlock window is painted before any vault is
open. Nothing of a case is ever in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QByteArray, QSettings, Qt
from PySide6.QtGui import QGuiApplication

from app.i18n import ENGLISH
from ui.start import DISPLAY_FILE, LANGUAGE
from ui.theme import LARGEST_SCALE, SMALLEST_SCALE, Theme

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

Shade = Literal["desktop", "light", "dark"]

_SHADES: dict[str, Shade] = {"desktop": "desktop", "light": "light", "dark": "dark"}


class Display(Theme):
    """A theme that follows the desktop when asked to, and remembers what was chosen."""

    def __init__(self, folder: Path | None = None) -> None:
        """Read `display.ini` in the folder; with none, nothing is remembered."""
        super().__init__()
        self._kept = (
            QSettings(str(folder / DISPLAY_FILE), QSettings.Format.IniFormat) if folder else None
        )
        self._shade: Shade = _SHADES.get(self._read("shade"), "desktop")
        super().set_scale(_number(self._read("scale")))
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._shine)
        self._shine()

    @property
    def shade(self) -> Shade:
        """What was chosen: light, dark, or as the desktop is."""
        return self._shade

    def set_shade(self, shade: Shade) -> None:
        """Choose light, dark, or as the desktop is, and remember it."""
        self._shade = shade
        self._write("shade", shade)
        self._shine()

    def set_scale(self, scale: float) -> None:
        """Change the text size and remember it."""
        super().set_scale(scale)
        self._write("scale", f"{self.scale:.2f}")

    @property
    def language(self) -> str:
        """The tag of the language that was chosen for the next start; English at first."""
        return self._read(LANGUAGE) or ENGLISH

    def set_language(self, tag: str) -> None:
        """Choose the language of the windows from the next start on, and remember it."""
        self._write(LANGUAGE, tag)
        if self._kept:
            self._kept.sync()  # the process may end at once

    def place(self, window: QWidget) -> bool:
        """Put a window where the last one stood; False when nothing is remembered."""
        kept = self._kept.value("geometry") if self._kept else None
        return isinstance(kept, QByteArray) and window.restoreGeometry(kept)

    def note_place(self, window: QWidget) -> None:
        """Remember where a window stands."""
        if self._kept:
            self._kept.setValue("geometry", window.saveGeometry())

    def _shine(self, _scheme: Qt.ColorScheme | None = None) -> None:
        dark = self._shade == "dark"
        if self._shade == "desktop":
            dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        self.set_dark(dark)

    def _read(self, name: str) -> str:
        return str(self._kept.value(name, "")) if self._kept else ""

    def _write(self, name: str, text: str) -> None:
        if self._kept:
            self._kept.setValue(name, text)


def _number(text: str) -> float:
    try:
        found = float(text)
    except ValueError:
        return SMALLEST_SCALE
    return min(LARGEST_SCALE, max(SMALLEST_SCALE, found))
