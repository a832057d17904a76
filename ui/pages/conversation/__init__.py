"""The conversation: one prompt a screen, what it raises beside it, and the way out at its end."""

from ui.pages.conversation.page import ConversationPage
from ui.pages.conversation.stop import StopSheet

__all__ = ["ConversationPage", "StopSheet"]
