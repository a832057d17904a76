"""Fixtures that every test of a window may ask for by name."""

from tests.desktop.kit import fonts, theme

__all__ = ["fonts", "theme"]
