"""Draws every sample page to PNG, light and dark, at 100 and 200 %, in the sizes of the look.

Run: python -m tests.desktop.gallery OUT [NAME ...]
"""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from tests.desktop.samples import SAMPLES
from ui.theme import Theme, load_fonts

SHAPES = (
    ("light", False, 1.0, 1366, 696), ("dark", True, 1.0, 1366, 696),
    ("200", False, 2.0, 1366, 696), ("low", False, 1.0, 1280, 648),
    ("wide", False, 1.0, 1600, 900), ("125", False, 1.25, 1366, 696),
)  # fmt: skip


def main(out: Path, names: list[str]) -> None:
    app = QApplication.instance() or QApplication([])
    app.setStyle("Fusion")
    load_fonts(Path(os.environ["FONTS"]) if "FONTS" in os.environ else None)
    out.mkdir(parents=True, exist_ok=True)
    for name in names or list(SAMPLES):
        for label, dark, scale, width, height in SHAPES:
            theme = Theme(dark=dark, scale=scale)
            window = SAMPLES[name](theme)
            window.resize(width, height)
            window.show()
            window.activateWindow()
            app.processEvents()
            if name != "set-up":
                window.focus_page()
            app.processEvents()
            window.grab().save(str(out / f"{name}-{label}.png"))
            window.close()
            window.deleteLater()
            app.processEvents()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
