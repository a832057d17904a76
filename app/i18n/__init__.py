"""Translation of the program's own words. `_` is called when text is shown, never at import.

The catalogue is chosen once by the wiring; without one, the English of the source is shown.
Papers stay English whatever the windows speak (`in_english`): they are read at other desks, and
a draft of a translation must not stand in a record.
"""

import gettext as _gettext
from collections.abc import Callable, Generator
from contextlib import contextmanager
from contextvars import ContextVar

ENGLISH = "en"


class _Chosen:
    """The catalogue in force; one object, so that `_` may be imported by name."""

    english = _gettext.NullTranslations()
    catalogue: _gettext.NullTranslations = english
    language = ENGLISH
    right_to_left = False


_for_a_paper: ContextVar[bool] = ContextVar("for_a_paper", default=False)


def install(
    catalogue: _gettext.NullTranslations, language: str = ENGLISH, *, right_to_left: bool = False
) -> None:
    """Use this catalogue from now on; `language` is its tag, such as cy."""
    _Chosen.catalogue, _Chosen.language = catalogue, language
    _Chosen.right_to_left = right_to_left


def language() -> str:
    """The tag of the language in force."""
    return _Chosen.language


def right_to_left() -> bool:
    """Whether the windows are mirrored."""
    return _Chosen.right_to_left


def catalogue() -> _gettext.NullTranslations:
    """The catalogue in force here: English within `in_english`."""
    return _Chosen.english if _for_a_paper.get() else _Chosen.catalogue


@contextmanager
def in_english() -> Generator[None]:
    """Within this, on this thread, words are English: for what leaves the windows as a paper."""
    before = _for_a_paper.set(True)
    try:
        yield
    finally:
        _for_a_paper.reset(before)


def _(message: str) -> str:
    """The message in the program's language."""
    return catalogue().gettext(message) if message else ""


def ngettext(one: str, many: str, n: int) -> str:
    """The right plural of a message for n."""
    return catalogue().ngettext(one, many, n)


def pgettext(context: str, message: str) -> str:
    """The message in the program's language, told apart by its context."""
    return catalogue().pgettext(context, message)


N_: Callable[[str], str] = str
"""Mark a message for translation without translating it yet."""
