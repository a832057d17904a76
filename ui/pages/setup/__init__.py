"""Setting up, once: who you are, a passphrase, the recovery sheet, and the area's key."""

from ui.pages.setup.walk import SetUp

__all__ = ["SetUp"]
