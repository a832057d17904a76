"""Translation of the program's own words. `_` is called when text is shown, never at import.

The catalogue is chosen once by the wiring; without one, the English of the source is shown.
"""

import gettext as _gettext
from collections.abc import Callable


class _Chosen:
    """The catalogue in force; one object, so that `_` may be imported by name."""

    catalogue: _gettext.NullTranslations = _gettext.NullTranslations()


def install(catalogue: _gettext.NullTranslations) -> None:
    """Use this catalogue from now on."""
    _Chosen.catalogue = catalogue


def _(message: str) -> str:
    """The message in the program's language."""
    return _Chosen.catalogue.gettext(message)


def ngettext(one: str, many: str, n: int) -> str:
    """The right plural of a message for n."""
    return _Chosen.catalogue.ngettext(one, many, n)


def pgettext(context: str, message: str) -> str:
    """The message in the program's language, told apart by its context."""
    return _Chosen.catalogue.pgettext(context, message)


N_: Callable[[str], str] = str
"""Mark a message for translation without translating it yet."""
