"""The judgement page, as a practitioner uses it at the office by keyboard and mouse."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.answers import codes_of, latest, text_of
from app.domain.codes import SignoffOn
from app.domain.entry import When
from app.domain.ids import ItemId
from app.domain.judgement import signed
from tests.desktop import a_case, clipping, naming
from tests.desktop.a_case import after_a_visit, say
from tests.desktop.office import click, press, seen, sheet_of, type_in
from ui.pages.judgement import JudgementPage
from ui.theme import Theme

a_page = partial(a_case.a_page, JudgementPage)


def write_everything(session, level="critical"):
    """All that a judgement owes, told straight to the record."""
    for item in ("W1", "W4", "W5", "W8", "W9"):
        say(session, item, text=f"Written for {item}", about=None)
    say(session, "W2", text="They move A. first", about=None, row="first")
    say(session, "W3", "escalation", about=None)
    say(session, "W6", level, words="No key, no phone.", about=None)
    say(session, "W10", "marac_judgement", about=None)
    say(session, "W11", about=None, when=When(2026, 12, 1))
    child = next(e.about for e in session.case.subjects() if e.body.label == "A.")
    say(session, "L9", text="She is quiet at school", about=child)


def test_a_digit_chooses_the_level_and_the_reasons_are_saved(qtbot, theme) -> None:
    session = after_a_visit()
    page, window = a_page(qtbot, session, theme)
    page.first_focus().setFocus()
    press(window, Qt.Key.Key_2)
    assert codes_of(session.case, "W6") == ("critical",)
    type_in(page.forms["W6"].words.editor, "She does not hold her key.")
    page.flush()
    assert latest(session.case, ItemId("W6")).body.words == "She does not hold her key."
    assert "Written by T. Osei" in seen(window)
    assert "Not signed" in seen(window)


def test_the_five_levels_are_the_packs_words_and_none_of_them_is_low(qtbot, theme) -> None:
    session = after_a_visit()
    page, window = a_page(qtbot, session, theme)
    shown = [answer.option.label for answer in page.level.group.answers]
    assert shown == [o.label for o in session.library.screening.item("W6").options]
    assert "Concern, keep under review" in seen(window)


def test_a_digit_in_another_list_never_changes_the_level(qtbot, theme) -> None:
    session = after_a_visit()
    page, window = a_page(qtbot, session, theme)
    page.first_focus().setFocus()
    press(window, Qt.Key.Key_1)
    page.forms["W3"].first_focus().setFocus()
    press(window, Qt.Key.Key_4)
    assert codes_of(session.case, "W6") == ("immediate",)


def test_what_is_owed_is_said_first_and_each_leads_to_its_place(qtbot, theme) -> None:
    session = after_a_visit()
    page, window = a_page(qtbot, session, theme)
    assert "Still to be written before you can sign" in seen(window)
    click(window, "Specialist advice")
    assert page.forms["W8"].isAncestorOf(window.focusWidget())
    with qtbot.waitSignal(page.navigate) as gone:
        click(window, "A.: What it means")
    assert gone.args[0] == "child"


def test_it_cannot_be_signed_while_something_is_owed(qtbot, theme) -> None:
    session = after_a_visit()
    _page, window = a_page(qtbot, session, theme)
    click(window, "Sign this judgement")
    assert session.refusals == ["judgement.gaps"]
    assert signed(session.case) is None


def test_once_everything_is_written_it_is_signed_and_says_who_and_when(qtbot, theme) -> None:
    session = after_a_visit()
    write_everything(session)
    _page, window = a_page(qtbot, session, theme)
    assert "Still to be written" not in seen(window)
    click(window, "Sign this judgement")
    assert signed(session.case).body.reasons == "No key, no phone."
    assert "Signed by T. Osei, today at 12:45" in seen(window)
    assert "Judgements that were signed" in seen(window)


def test_a_change_after_signing_is_said_and_the_earlier_judgement_stays(qtbot, theme) -> None:
    session = after_a_visit()
    write_everything(session, "serious")
    page, window = a_page(qtbot, session, theme)
    click(window, "Sign this judgement")
    page.first_focus().setFocus()
    press(window, Qt.Key.Key_1)
    assert "What there is to judge has changed since" in seen(window)
    assert "Judgements that were signed" in seen(window)
    assert "Serious" in seen(page.earlier)


def test_a_less_pressing_level_needs_a_second_named_person(qtbot, theme) -> None:
    session = after_a_visit()
    write_everything(session)
    page, window = a_page(qtbot, session, theme)
    click(window, "Sign this judgement")
    page.first_focus().setFocus()
    press(window, Qt.Key.Key_4)
    assert "is less pressing than the “Critical” you signed" in seen(window)
    click(window, "Sign this judgement")
    sheet = sheet_of(window)
    type_in(sheet.second.editor, "T. Osei")
    type_in(sheet.reasons.editor, "He is in custody, says the police.")
    click(window, "Record that they agree")
    assert sheet.isVisible()
    sheet.second.set_text("R. Malik")
    click(window, "Record that they agree")
    assert not sheet.isVisible()
    assert signed(session.case, SignoffOn.LOWERING).body.decision == "R. Malik"
    click(window, "Sign this judgement")
    assert session.refusals == []
    assert "R. Malik agreed to a less pressing level" in seen(window)


def test_a_more_pressing_level_needs_nobody_else(qtbot, theme) -> None:
    session = after_a_visit()
    write_everything(session)
    page, window = a_page(qtbot, session, theme)
    click(window, "Sign this judgement")
    page.first_focus().setFocus()
    press(window, Qt.Key.Key_1)
    click(window, "Sign this judgement")
    assert session.refusals == []
    assert "Immediate danger" in seen(page.earlier)


@pytest.mark.parametrize("grade", ["standard", "medium"])
def test_a_grade_that_says_less_than_the_worker_is_said_in_words(qtbot, theme, grade) -> None:
    session = after_a_visit()
    say(session, "W6", "critical", about=None)
    page, window = a_page(qtbot, session, theme)
    assert "Say why the two differ" not in seen(window)
    say(session, "W7", grade, about=None)
    QApplication.processEvents()
    assert f"The grade says “{grade.title()}”; you wrote “Critical”" in seen(window)
    say(session, "W7", "high", about=None)
    assert "Say why the two differ" not in seen(page.blocks["W7"].after)


def test_what_is_weighed_stands_beside_it_and_is_never_counted(qtbot, theme) -> None:
    session = after_a_visit()
    page, window = a_page(qtbot, session, theme)
    told = seen(page.weighing)
    assert "A key person’s part is not established" in told
    assert "Supervisor: not spoken to yet." in told
    assert "No total is made of any of this" in seen(window)
    say(session, "W9", text="R. Malik, 15:20", about=None)
    assert "Supervisor: R. Malik, 15:20" in seen(page.weighing)


def test_what_was_typed_stays_when_another_answer_comes(qtbot, theme) -> None:
    session = after_a_visit()
    page, _window = a_page(qtbot, session, theme)
    field = page.forms["W1"].fields[0].field
    type_in(field.editor, "His mother dec")
    say(session, "F2", "yes")
    assert field.text() == "His mother dec"
    page.flush()
    assert text_of(session.case, "W1") == "His mother dec"


@pytest.mark.parametrize(
    ("dark", "scale", "size"),
    [(False, 1.0, (1366, 696)), (True, 1.0, (1280, 648)), (False, 2.0, (1366, 696))],
)
def test_every_word_fits_and_every_control_has_a_name(qtbot, fonts, dark, scale, size) -> None:
    session = after_a_visit()
    say(session, "W6", "critical", about=None)
    say(session, "W7", "standard", about=None)
    theme = Theme(dark=dark, scale=scale)
    _page, window = a_page(qtbot, session, theme, size)
    settle()
    assert clipping.check(window) == []
    assert clipping.contrasts(window, theme) == []
    assert naming.check(window) == []


def settle() -> None:
    for _turn in range(4):
        QTest.qWait(5)
