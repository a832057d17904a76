"""Settings: how it looks, how it locks, copies, the area's key, content, and what this is."""

from ui.pages.settings.page import SettingsPage

__all__ = ["SettingsPage"]
