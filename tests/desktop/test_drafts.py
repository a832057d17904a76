"""What somebody types in a sheet outlives a lock, a cover and “Someone came in”; in no file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.services import closing, drafts
from tests.desktop.an_office import an_office
from tests.desktop.exchanged import fill, two_desks
from tests.desktop.office import click, in_a_visit, press, settle
from ui.controls import LineField, PassphraseField, Sheet, TextField
from ui.drafts import QUIET
from ui.pages.asking_why import WhySheet
from ui.pages.record.closing import ProposeSheet

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.domain.ids import CaseId
    from tests.desktop.office import AnOffice
    from ui.office import Office
    from ui.theme import Theme

REASON = "Her sister rang the school"


@pytest.fixture
def session() -> AnOffice:
    return two_desks().sender


def a_case(session: AnOffice) -> CaseId:
    assert session.case is not None
    return session.case.id


def in_the_case(qtbot: QtBot, session: AnOffice, theme: Theme, folder: Path) -> Office:
    office = an_office(qtbot, session, theme, folder)
    assert office.session.open(a_case(session), "resumed")
    office.go("record", None)
    return office


def text_in(office: Office) -> str:
    settle(QApplication.instance())  # type: ignore[arg-type]
    (sheet,) = office.shell.sheets()
    fields = [*sheet.findChildren(TextField), *sheet.findChildren(LineField)]
    return " / ".join(f.text() for f in fields)


def propose(office: Office, theme: Theme) -> ProposeSheet:
    sheet = ProposeSheet(office.session, theme)
    sheet.open_in(office.shell)
    return sheet


def test_the_reason_for_opening_a_case_is_there_again_after_a_lock(
    qtbot, session, theme, tmp_path
) -> None:
    office = an_office(qtbot, session, theme, tmp_path)
    office.go("case", a_case(session))
    (sheet,) = office.shell.sheets()
    assert isinstance(sheet, WhySheet)
    click(office.shell, "Another reason")
    fill(office.shell, "The reason, in a line", REASON)
    office.lock()
    again = an_office(qtbot, session, theme, tmp_path)
    again.go("case", a_case(session))
    assert text_in(again) == REASON


def test_what_was_typed_about_one_case_is_not_offered_for_another(
    qtbot, session, theme, tmp_path
) -> None:
    first = a_case(session)
    assert session.begin("F.", "A school told us")
    office = an_office(qtbot, session, theme, tmp_path)
    office.go("case", first)
    click(office.shell, "Another reason")
    fill(office.shell, "The reason, in a line", REASON)
    office.lock()
    again = an_office(qtbot, session, theme, tmp_path)
    again.go("case", a_case(session))
    assert text_in(again) == ""


def test_reasons_for_closing_outlive_a_lock_and_are_in_no_file(
    qtbot, session, theme, tmp_path
) -> None:
    office = in_the_case(qtbot, session, theme, tmp_path)
    propose(office, theme)
    fill(office.shell, propose_field(office), REASON)
    office.lock()
    assert list(tmp_path.rglob("*")) == []
    again = in_the_case(qtbot, session, theme, tmp_path)
    propose(again, theme)
    assert REASON in text_in(again)


def propose_field(office: Office) -> str:
    (sheet,) = office.shell.sheets()
    field = sheet.findChildren(TextField)[0]
    return field.editor.accessibleName()


@pytest.mark.parametrize("how", ["cover", "someone", "escape", "quiet"])
def test_and_a_cover_somebody_coming_in_and_a_power_cut(
    qtbot, session, theme, tmp_path, how
) -> None:
    in_a_visit(session)
    office = in_the_case(qtbot, session, theme, tmp_path)
    office.go("conversation", None)
    propose(office, theme)
    fill(office.shell, propose_field(office), REASON)
    if how == "cover":
        office.shell.cover_now()
    elif how == "someone":
        office.shell.someone_came_in.emit()
    elif how == "escape":
        press(office.shell, Qt.Key.Key_Escape, Qt.Key.Key_Escape)
        assert office.shell.is_covered()
    else:
        kept = session.desk.store
        qtbot.waitUntil(lambda: REASON in kept.setting("drafts"), timeout=10 * QUIET)
    again = in_the_case(qtbot, session, theme, tmp_path)  # with no lock before it
    propose(again, theme)
    assert REASON in text_in(again)


def test_a_sheet_that_was_left_on_purpose_or_done_with_keeps_nothing(
    qtbot, session, theme, tmp_path
) -> None:
    office = in_the_case(qtbot, session, theme, tmp_path)
    propose(office, theme)
    fill(office.shell, propose_field(office), REASON)
    office.flush()
    click(office.shell, "Leave it")
    assert drafts.drafts(session.desk.store, session.now()) == ()


def test_a_passphrase_is_never_kept(qtbot, session, theme, tmp_path) -> None:
    office = in_the_case(qtbot, session, theme, tmp_path)
    sheet = Sheet(theme, "Another passphrase")
    field = PassphraseField(theme, "The new passphrase")
    sheet.body.add(field)
    sheet.open_in(office.shell)
    fill(office.shell, "The new passphrase", "quiet rope lantern")
    office.lock()
    assert "lantern" not in session.desk.store.setting("drafts")


def test_erasing_a_case_takes_its_drafts_along(qtbot, session, theme, tmp_path) -> None:
    office = in_the_case(qtbot, session, theme, tmp_path)
    propose(office, theme)
    fill(office.shell, propose_field(office), REASON)
    office.flush()
    assert REASON in session.desk.store.setting("drafts")
    closing.erase(session.desk, session.desk.store, session.case, "Opened by mistake", "D. Marsh")
    assert REASON not in session.desk.store.setting("drafts")


def test_a_draft_that_nobody_came_back_to_is_let_go(qtbot, session, theme, tmp_path) -> None:
    office = in_the_case(qtbot, session, theme, tmp_path)
    propose(office, theme)
    fill(office.shell, propose_field(office), REASON)
    office.flush()
    session.desk.clock.step(minutes=31 * 24 * 60)
    assert drafts.drafts(session.desk.store, session.now()) == ()
