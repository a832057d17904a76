"""What can be read in a window: every word that is shown, and what counts as a control."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QWidget

from ui.controls.state import State
from ui.text import Label

if TYPE_CHECKING:
    from collections.abc import Iterator


def is_field(widget: QWidget) -> bool:
    """Whether one can type into it."""
    return isinstance(widget, QLineEdit | QPlainTextEdit)


def is_control(widget: QWidget) -> bool:
    """Whether a person can press it or type into it."""
    return isinstance(widget, QAbstractButton) or is_field(widget)


def texts(window: QWidget) -> Iterator[str]:
    """Every text that stands in something visible, and every visible control's name."""
    for widget in window.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if isinstance(widget, Label):
            yield widget.text()
        elif isinstance(widget, State):
            yield widget.words
        elif isinstance(widget, QPlainTextEdit):
            yield widget.toPlainText()
        elif isinstance(widget, QLineEdit) and widget.echoMode() == QLineEdit.EchoMode.Normal:
            yield widget.text()
        if widget.accessibleName():
            yield widget.accessibleName()
