"""The one tree of refusals. An error carries a stable code and facts; the words live in the UI.

Facts hold no case text: only file names, numbers, dates and identifiers that may be shown
beside the sentence for the code.
"""


class Refused(Exception):
    """The user's world said no: a file, a passphrase, a disk, a pack. Nothing was changed."""

    def __init__(self, code: str, **facts: str | int) -> None:
        """Take a stable code such as `vault.wrong-passphrase` and the facts for its sentence."""
        super().__init__(code)
        self.code = code
        self.facts = facts


class RecordRefused(Refused):
    """An entry does not have the shape the record demands."""


class ContentRefused(Refused):
    """A content or language pack breaks a rule; facts name the file, the id and the rule."""


class VaultRefused(Refused):
    """The vault cannot be opened, read or written."""


class PackageRefused(Refused):
    """A package, receipt or card is not accepted; nothing in it has been shown or stored."""


class ReportRefused(Refused):
    """A report cannot be drawn as it stands; nothing has been printed or saved."""
