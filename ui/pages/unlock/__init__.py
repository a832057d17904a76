"""Getting in: the passphrase, the recovery code, a damaged file, and what is told on the way."""

from ui.pages.unlock.ask import UnlockPage
from ui.pages.unlock.recover import RecoverPage
from ui.pages.unlock.restore import RestorePage
from ui.pages.unlock.told import ToldPage
from ui.pages.unlock.trouble import TroublePage, WaitPage

__all__ = ["RecoverPage", "RestorePage", "ToldPage", "TroublePage", "UnlockPage", "WaitPage"]
