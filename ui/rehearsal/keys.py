"""Keys by their names, and what has the keyboard."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QPlainTextEdit, QWidget

from ui.controls.answers import Answer
from ui.rehearsal import eyes

_NAMED: Final = {
    "Space": Qt.Key.Key_Space,
    "Enter": Qt.Key.Key_Return,
    "Esc": Qt.Key.Key_Escape,
    "Tab": Qt.Key.Key_Tab,
    "Down": Qt.Key.Key_Down,
    "Right": Qt.Key.Key_Right,
}


def keeps(focus: QWidget, cap: str) -> bool:
    """Whether what has the keyboard would use this key itself."""
    if eyes.is_field(focus):
        return True
    answered = isinstance(focus, Answer) and focus.isChecked() and focus.autoExclusive()
    return cap == "Space" and isinstance(focus, QAbstractButton) and not answered


def focused(window: QWidget | None = None) -> QWidget | None:
    """What has the keyboard, in a window or anywhere; None, which Qt's own types leave out."""
    return QApplication.focusWidget() if window is None else window.focusWidget()


def code(key: str) -> Qt.Key:
    """A key by its name, or by what stands on it."""
    return _NAMED.get(key) or Qt.Key[f"Key_{key.upper()}"]


def target(field: QWidget) -> QWidget:
    """The part of a field that takes presses."""
    return field.viewport() if isinstance(field, QPlainTextEdit) else field
