"""The recovery sheet straight to a printer: drawn here, and never a file of ours on the way.

What the system's own print queue keeps, and for how long, is the system's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen

from app.i18n import _
from ui.theme import FAMILIES

if TYPE_CHECKING:
    from PySide6.QtGui import QPagedPaintDevice
    from PySide6.QtWidgets import QWidget

    from app.domain.report import RecoverySheet

MARGIN, WIDTH = 24.0, 162.0
"""Millimetres: A4 with a margin on either side."""

INCH = 25.4


def print_with_dialog(parent: QWidget, sheet: RecoverySheet) -> bool:
    """Ask which printer, with the desktop's own dialog, and print; False when it was left."""
    # Only here: opening it looks for printers, which takes time that nothing else needs.
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(_("Sheet"))  # it stands in the queue, where others read it
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(_("Print the sheet"))
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return False
    return draw(sheet, printer)


def draw(sheet: RecoverySheet, device: QPagedPaintDevice) -> bool:
    """Draw the sheet on one page; False when the printer would not begin."""
    painter = QPainter()
    if not painter.begin(device):
        return False
    try:
        # One unit is a millimetre from here on, whatever the printer's resolution.
        painter.scale(device.logicalDpiX() / INCH, device.logicalDpiY() / INCH)
        _draw(sheet, painter)
    finally:
        ended = painter.end()
    return ended


def _draw(sheet: RecoverySheet, painter: QPainter) -> None:
    at = MARGIN
    if sheet.band:
        at = _text(painter, sheet.band, at, 4.2, bold=True) + 4
    at = _text(painter, sheet.title, at, 8.5, bold=True) + 2
    at = _text(painter, sheet.made_for, at, 4.2) + 4
    at = _rule(painter, at, 0.5) + 6
    for number, group in enumerate(sheet.groups, 1):
        _text(painter, str(number), at + 3, 4.2)
        at = _text(painter, group, at, 9.2, bold=True, start=MARGIN + 14, spread=108) + 5
    at = _rule(painter, at + 1, 0.2) + 4
    for line in sheet.advice:
        at = _text(painter, line, at, 4.2) + 2


def _text(
    painter: QPainter,
    words: str,
    top: float,
    size: float,
    *,
    bold: bool = False,
    start: float = MARGIN,
    spread: int = 100,
) -> float:
    """Draw words, `size` millimetres high; the foot of what was drawn."""
    face = QFont(list(FAMILIES))
    face.setBold(bold)
    face.setPixelSize(100)  # a font cannot be smaller than one unit: it is drawn large, and shrunk
    face.setLetterSpacing(QFont.SpacingType.PercentageSpacing, spread)
    painter.save()
    painter.translate(start, top)
    painter.scale(size / 100, size / 100)
    painter.setFont(face)
    room = QRectF(0, 0, (MARGIN + WIDTH - start) * 100 / size, 100_000)
    drawn = painter.drawText(room, Qt.TextFlag.TextWordWrap, words)
    painter.restore()
    return top + drawn.height() * size / 100


def _rule(painter: QPainter, at: float, width: float) -> float:
    painter.setPen(QPen(Qt.GlobalColor.black, width))
    painter.drawLine(QPointF(MARGIN, at), QPointF(MARGIN + WIDTH, at))
    return at + width
