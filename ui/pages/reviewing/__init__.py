"""The Review page: one package read, checked, compared with an earlier one, and decided."""

from ui.pages.reviewing.page import ReviewPage

__all__ = ["ReviewPage"]
