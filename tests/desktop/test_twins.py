"""The rehearsal's eyes read a window in another language as if it were English."""

from __future__ import annotations

import gettext
from typing import TYPE_CHECKING

import pytest

from app import i18n
from app.i18n import _, ngettext
from ui.rehearsal.twins import Twins, remembering

if TYPE_CHECKING:
    from collections.abc import Iterator

WELSH = {
    "Open": "Agor",
    "Close": "Cau",
    "Shut": "Cau",
    "{who}: {state}": "{state}, sef {who}",
    "missing": "ar goll",
    "{n} day": "{n} diwrnod",
    "The plan": "y cynllun",
}


class Welsh(gettext.NullTranslations):
    def gettext(self, message: str) -> str:
        return WELSH.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:  # noqa: ARG002
        return WELSH[msgid1]

    def pgettext(self, context: str, message: str) -> str:  # noqa: ARG002
        return WELSH.get(message, message)


@pytest.fixture
def twins() -> Iterator[Twins]:
    i18n.install(Welsh(), "cy")
    with remembering() as made:
        assert made is not None
        yield made
    i18n.install(i18n._Chosen.english)


def test_what_was_looked_up_is_read_back(twins: Twins) -> None:
    assert twins.english(_("Open"))[0] == "Open"
    assert twins.english("Never seen") == ("Never seen",)


def test_one_word_for_two_is_read_both_ways(twins: Twins) -> None:
    assert _("Close") == _("Shut")
    assert {"Close", "Shut"} <= set(twins.english("Cau"))


def test_what_was_filled_in_is_read_back_with_its_parts(twins: Twins) -> None:
    told = _("{who}: {state}").format(who="Teacher", state=_("missing"))
    assert told == "ar goll, sef Teacher"
    assert "Teacher: missing" in twins.english(told)
    by_map = _("{who}: {state}").format_map({"who": "A.", "state": "B."})
    assert "A.: B." in twins.english(by_map)


def test_a_plural_is_read_back_as_the_english_one(twins: Twins) -> None:
    assert "3 days" in twins.english(ngettext("{n} day", "{n} days", 3).format(n=3))


def test_what_a_page_put_together_is_read_back_part_by_part(twins: Twins) -> None:
    told = f"Husband, B.: {_('missing')} · {_('Open')}"
    assert "Husband, B.: missing · Open" in twins.english(told)
    assert twins.english("Agored")[0] == "Agored"  # another word that begins so


def test_a_first_letter_that_a_page_made_large_does_not_matter(twins: Twins) -> None:
    told = _("The plan")
    assert "The plan" in twins.english(told[:1].upper() + told[1:])


def test_in_english_nothing_is_put_before_the_catalogue() -> None:
    with remembering() as made:
        assert made is None
    assert type(i18n.catalogue()) is gettext.NullTranslations
