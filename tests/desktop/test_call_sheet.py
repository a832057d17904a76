"""A telephone call about her is written down on the record page, and who lacks it is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QTest

from app.domain.codes import Kind, RestrictionClass
from app.domain.entry import NoteBody
from app.domain.headings import CALL
from tests.desktop import a_case, clipping, naming
from tests.desktop.exchanged import Two, fill, pick, sealed, two_desks
from tests.desktop.office import click, seen, sheet_of
from ui.pages.record import RecordPage
from ui.theme import Theme

if TYPE_CHECKING:
    from app.domain.entry import Entry
    from tests.desktop.office import AnOffice

WORDS = "What was said, word for word"


@pytest.fixture
def two() -> Two:
    return two_desks()


def calls(session: AnOffice) -> list[Entry]:
    case = session.case
    assert case is not None
    notes = [e for e in case.of(Kind.NOTE) if isinstance(e.body, NoteBody)]
    return [e for e in notes if e.body.heading == CALL]


def test_a_call_stands_in_the_record_as_it_was_said(qtbot, two, theme):
    _page, window = a_case.a_page(RecordPage, qtbot, two.sender, theme)
    click(window, "Write down a call")
    fill(window, "Who rang", "She herself")
    fill(window, WORDS, "He has my new number.")
    click(window, "Keep this call")
    (entry,) = calls(two.sender)
    assert entry.body.text == "She herself\nHe has my new number."
    assert entry.rc is RestrictionClass.RC1
    assert "The call stands in the record." in seen(window)
    assert "He has my new number." in seen(window)


def test_without_a_name_and_in_another_part_it_is_kept_too(qtbot, two, theme):
    _page, window = a_case.a_page(RecordPage, qtbot, two.sender, theme)
    click(window, "Write down a call")
    click(window, "Keep this call")
    assert "Write what was said first." in seen(window)
    assert calls(two.sender) == []
    fill(window, WORDS, "She has left the refuge.")
    pick(window, "Which part it belongs to", "Where she is and how she is reached")
    click(window, "Keep this call")
    (entry,) = calls(two.sender)
    assert (entry.body.text, entry.rc) == ("She has left the refuge.", RestrictionClass.RC2)


def test_who_holds_the_case_and_does_not_know_is_said_with_the_way_to_tell_them(qtbot, two, theme):
    sealed(two)
    page, window = a_case.a_page(RecordPage, qtbot, two.sender, theme)
    went: list[tuple[str, object]] = []
    page.navigate.connect(lambda place, to: went.append((place, to)))
    click(window, "Write down a call")
    fill(window, WORDS, "He has my new number.")
    click(window, "Keep this call")
    assert "One desk holds this case and does not know of the call" in seen(window)
    click(window, "Send what is new")
    assert went == [("handover", None)]
    page.arrive(None)
    assert "does not know of the call" not in seen(window), "said once; Handover says it from here"


@pytest.mark.parametrize(("dark", "scale"), [(False, 1.0), (True, 2.0)])
def test_its_words_fit_and_every_control_has_a_name(qtbot, fonts, two, dark, scale):
    theme = Theme(dark=dark, scale=scale)
    sealed(two)
    _page, window = a_case.a_page(RecordPage, qtbot, two.sender, theme)
    click(window, "Write down a call")
    sheet = sheet_of(window)
    assert clipping.check(sheet) == []
    assert naming.check(sheet) == []
    fill(window, WORDS, "He has my new number.")
    click(window, "Keep this call")
    for _turn in range(5):  # the rows are put together in slices
        QTest.qWait(5)
    assert clipping.check(window) == []
    assert naming.check(window) == []
