"""Finds controls a screen reader could not name: for any window, in any test."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget


def check(window: QWidget) -> list[str]:
    """Every visible, focusable control with no name or no role, one line each."""
    nameless = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        if widget.focusProxy() is not None:
            continue
        spoken = QAccessible.queryAccessibleInterface(widget)
        if spoken is None or not spoken.text(QAccessible.Text.Name).strip():
            nameless.append(f"{type(widget).__name__}: no name")
        elif spoken.role() in {QAccessible.Role.NoRole, QAccessible.Role.Client}:
            nameless.append(f"{type(widget).__name__}: no role")
    return nameless
