"""Icons: Lucide drawings coloured with the ink in force and kept at twice the detail.

Files stand in `ui/icon_files`. An icon always comes with a word, so it has no name of its own.
"""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_FOLDER: Final = Path(__file__).parent / "icon_files"
_STROKE: Final = "1.75"
_DETAIL: Final = 2


class IconCupboard:
    """Drawn icons by name, colour and size; a theme or size change only adds to it."""

    def __init__(self, folder: Path = _FOLDER) -> None:
        self._folder = folder
        self._drawn: dict[tuple[str, str, int], QPixmap] = {}

    def pixmap(self, name: str, colour: str, size: int) -> QPixmap:
        """The icon in a colour (#RRGGBB), `size` logical pixels square.

        FileNotFoundError if there is no such file: a wrong name is a fault of ours.
        """
        key = (name, colour, size)
        if key not in self._drawn:
            self._drawn[key] = _draw(
                (self._folder / f"{name}.svg").read_text("utf-8"), colour, size
            )
        return self._drawn[key]


def _draw(svg: str, colour: str, size: int) -> QPixmap:
    inked = svg.replace("currentColor", colour).replace(
        'stroke-width="2"', f'stroke-width="{_STROKE}"'
    )
    picture = QPixmap(size * _DETAIL, size * _DETAIL)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(inked.encode("utf-8"))).render(
        painter, QRectF(0, 0, size * _DETAIL, size * _DETAIL)
    )
    painter.end()
    picture.setDevicePixelRatio(_DETAIL)
    return picture
