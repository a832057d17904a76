"""The Qt we ship does not wear the interpreter out (docs/decisions/0016)."""

import sys

from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

CALLS = 400


def test_calling_qt_takes_no_reference_from_none(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    option = QTextOption()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        widget.setAccessibleName("a")
        widget.updateGeometry()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
    assert abs(sys.getrefcount(None) - before) < CALLS // 4
