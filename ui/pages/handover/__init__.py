"""The Handover page: how a case leaves, and what comes back."""

from ui.pages.handover.page import HandoverPage

__all__ = ["HandoverPage"]
