"""The catalogue of the windows' words can be changed while the program runs."""

import gettext
from collections.abc import Iterator

import pytest

from app import i18n


class Shouting(gettext.NullTranslations):
    def gettext(self, message: str) -> str:
        return message.upper()

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return (msgid1 if n == 1 else msgid2).upper()

    def pgettext(self, context: str, message: str) -> str:
        return f"{context}: {message}".upper()


@pytest.fixture
def _shouted() -> Iterator[None]:
    i18n.install(Shouting())
    yield
    i18n.install(gettext.NullTranslations())


@pytest.mark.usefixtures("_shouted")
def test_words_come_from_the_catalogue_that_was_chosen_last() -> None:
    assert i18n._("Open") == "OPEN"
    assert i18n.ngettext("one case", "more cases", 2) == "MORE CASES"
    assert i18n.pgettext("verb", "open") == "VERB: OPEN"


def test_without_a_catalogue_the_words_are_english() -> None:
    assert i18n.ngettext("one case", "more cases", 1) == "one case"
    assert i18n.pgettext("verb", "open") == "open"
