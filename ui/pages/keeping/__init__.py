"""Keeping an area's root: who is certified, who no longer is, and for whom the area vouches."""

from ui.pages.keeping.page import KeepingPage

__all__ = ["KeepingPage"]
