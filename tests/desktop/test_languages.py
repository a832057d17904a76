"""Qt answers a tag that it does not know with its C locale and no error; none of ours may."""

import pytest
from PySide6.QtCore import QLocale

from tests.unit.stories import the_library

TAGGED = [one for one in the_library().languages.all if one.qt_tag]


@pytest.mark.parametrize("language", TAGGED, ids=lambda one: one.tag)
def test_no_language_falls_to_the_c_locale(language):
    assert QLocale(language.qt_tag).language() != QLocale.Language.C


def test_only_what_has_no_text_may_be_without_a_tag():
    without = [one for one in the_library().languages.all if not one.qt_tag]
    assert not any(one.written for one in without)


def test_the_c_locale_is_what_an_unmapped_tag_would_get():
    assert QLocale("kmr").language() == QLocale.Language.C
