"""The translation desk: from our English to a signed pack, text by text."""

from ui.pages.translating.page import TranslatingPage

__all__ = ["TranslatingPage"]
