"""The translation desk: from the English to two signed files, by keyboard, with every refusal."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.entry import Author
from app.domain.renderings import State
from app.domain.translation import Shown, with_rendering
from app.services import translating
from tests.desktop import clipping, naming
from tests.desktop.an_office import an_office
from tests.desktop.office import a_session, a_window, click, fill, named, press, seen, settle
from tests.desktop.post_office import a_practice_session
from tests.desktop.test_page_languages import EVERY, Seal
from tests.unit.a_pack import LEAD, R1, T1
from tests.unit.test_translating import BETTER, a_sheet, row
from ui.native import NativeText
from ui.pages.translating import TranslatingPage
from ui.pages.translating.import_sheet import ImportSheet
from ui.pages.translating.page import AT_ONCE
from ui.pages.translating.people_sheet import PeopleSheet
from ui.pages.translating.sign_sheet import SignSheet
from ui.pages.translating.text_sheet import TextSheet
from ui.theme import Theme

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


class Desk:
    """The page in a window, as a content lead has it."""

    def __init__(self, qtbot: QtBot, theme: Theme, tmp_path: Path, tag: str, size) -> None:
        self.session = a_session(tmp_path)
        self.session.post = Seal()
        author = Author(LEAD, "A. Lead", "content lead")
        self.session.desk = replace(self.session.desk, author=author)
        self.page = TranslatingPage(self.session, theme)
        self.window = a_window(qtbot, self.session, self.page, size=size)
        self.desk = self.page.desk
        self.arrive(tag)

    def arrive(self, tag: str) -> None:
        self.page.arrive(tag)
        self.settle()

    def settle(self) -> None:
        settle(QApplication.instance())
        fill()

    def people(self, tag: str = "ckb") -> None:
        for person in (T1, R1):
            translating.name_person(self.desk, tag, person)

    def show(self, code: str) -> None:
        self.page.narrow.choose(code)
        self.page.narrow.chosen.emit(code)
        self.settle()

    def work_on(self, id_: str) -> TextSheet:
        self.page._open(id_)
        QApplication.processEvents()
        return [s for s in self.window.findChildren(TextSheet) if s.isVisible()][-1]


@pytest.fixture
def begin(qtbot, fonts, tmp_path):
    def made(tag: str = "ckb", theme: Theme | None = None, size=(1366, 696)) -> Desk:
        return Desk(qtbot, theme or Theme(), tmp_path, tag, size)

    return made


def test_every_text_stands_beside_its_english_and_what_was_read_in_it(begin):
    at = begin()
    told = seen(at.window)
    assert "My name is {worker}." in told
    assert "Machine draft, checked by nobody" in told
    assert "Word for word the English: look again" in told
    assert f"66 of {EVERY} texts have words. 0 are approved and current." in told
    assert f"Shown: 1 to {AT_ONCE} of {EVERY}." in told
    words = [said.text() for said in at.page.table.findChildren(NativeText)]
    assert "ناوم {worker}ە." in words


def test_the_list_goes_on_and_back(begin):
    at = begin()
    click(at.window, "Further texts")
    at.settle()
    assert f"Shown: {AT_ONCE + 1} to {2 * AT_ONCE} of {EVERY}." in seen(at.window)
    click(at.window, "Texts before")
    at.settle()
    assert f"Shown: 1 to {AT_ONCE}" in seen(at.window)


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("none", f"of {EVERY - 66}."),
        ("machine_draft", "of 66."),
        ("approved", None),
        ("stale", None),
    ],
)
def test_the_list_is_narrowed_by_state(begin, code, found):
    at = begin()
    at.show(code)
    told = seen(at.window)
    if found is None:
        assert "No text is as you asked. Choose “All texts”." in told
    else:
        assert found in told


def test_a_language_with_no_text_at_all_says_so(begin):
    at = begin("pl")
    assert f"0 of {EVERY} texts have words." in seen(at.window)
    sheet = at.work_on("B2")
    assert "No text yet. Export the language" in seen(sheet)


def test_a_stale_text_is_said_to_be_out_of_date(begin):
    at = begin()
    pack = translating.working(at.desk, "ckb")
    old = replace(pack.renderings["B2"], source_sha256="0" * 64)
    translating._keep(at.desk, with_rendering(pack, old))
    at.show("stale")
    assert "Out of date: the English has changed" in seen(at.window)


def test_somebody_is_named_with_a_qualification_and_its_last_day(begin):
    at = begin()
    click(at.window, "People")
    (sheet,) = at.window.findChildren(PeopleSheet)
    assert "Nobody is named yet." in seen(sheet)
    click(at.window, "Name this person")
    assert "An id is needed." in seen(sheet)
    sheet.id.set_text("T-014")
    sheet.qualification.set_text("Diploma in Public Service Interpreting")
    sheet.until.set_value("2027-01", "month")
    click(at.window, "Name this person")
    assert "needs day, month and year" in seen(sheet)
    sheet.until.set_value("2027-01-31", "day")
    click(at.window, "Name this person")
    assert "Diploma in Public Service Interpreting, until 2027-01-31" in seen(sheet)
    (person,) = translating.working(at.desk, "ckb").people
    assert (person.id, person.until.isoformat()) == ("T-014", "2027-01-31")


@pytest.mark.parametrize(
    ("button", "name"), [("Export XLIFF", "ckb.xlf"), ("Export a sheet", "ckb.csv")]
)
def test_a_language_goes_out_as_a_file(begin, tmp_path, button, name):
    at = begin()
    at.page.where = lambda proposed: tmp_path / proposed
    click(at.window, button)
    assert (tmp_path / name).read_bytes()
    assert f"Saved as {name}." in seen(at.window)


def test_a_file_that_cannot_be_saved_is_said(begin, tmp_path):
    at = begin()
    at.page.where = lambda _name: tmp_path / "no folder" / "x.csv"
    click(at.window, "Export a sheet")
    assert at.page.state.isVisible()
    assert at.page.state.ink == "attn"
    at.page.where = lambda _name: None
    click(at.window, "Export a sheet")


def the_import(at: Desk) -> ImportSheet:
    click(at.window, "Import")
    return next(s for s in at.window.findChildren(ImportSheet) if s.isVisible())


def test_a_translators_sheet_is_taken_in(begin, tmp_path):
    at = begin()
    at.people()
    path = tmp_path / "back.csv"
    path.write_bytes(a_sheet(row("B2", BETTER)))
    sheet = the_import(at)
    sheet.choose_file = lambda: path
    click(at.window, "Choose the file")
    assert "Say first whose work it is." in seen(sheet)
    sheet.translator.choose("T-1")
    click(at.window, "Choose the file")
    assert "1 text is new. The rest came back as it went out." in seen(sheet)
    assert translating.working(at.desk, "ckb").renderings["B2"].text == BETTER


def test_the_faults_of_a_file_are_listed_by_id_and_rule_and_nothing_is_kept(begin, tmp_path):
    at = begin()
    at.people()
    path = tmp_path / "back.csv"
    path.write_bytes(a_sheet(row("B2", BETTER), row("D1", "Hello 0800")))
    sheet = the_import(at)
    sheet.choose_file = lambda: path
    sheet.translator.choose("T-1")
    click(at.window, "Choose the file")
    told = seen(sheet)
    assert "Nothing of back.csv was kept: 2 faults. Send it back with this list." in told
    assert "D1" in told
    assert "LP05: more than nine letters in ten" in told
    assert "LP10: no number" in told
    assert translating.working(at.desk, "ckb").renderings["B2"].text != BETTER


def test_a_file_that_is_none_is_refused_by_name(begin, tmp_path):
    at = begin()
    at.people()
    path = tmp_path / "back.xlf"
    path.write_bytes(b"<!DOCTYPE x><xliff/>")
    sheet = the_import(at)
    sheet.choose_file = lambda: path
    sheet.translator.choose("T-1")
    click(at.window, "Choose the file")
    assert "back.xlf" in sheet.state.words
    assert "LP01" in sheet.state.words


def test_a_dropped_file_waits_until_it_is_said_whose_it_is(begin):
    at = begin()
    at.people()
    at.page._dropped(a_sheet(row("B2", BETTER)), "back.csv")
    (sheet,) = at.window.findChildren(ImportSheet)
    assert "Say first whose work back.csv is." in seen(sheet)
    sheet.translator.choose("T-1")
    click(at.window, "Take in back.csv")
    assert "1 text is new." in seen(sheet)
    sheet.put(a_sheet(row("D1", BETTER)), "again.csv")
    assert "1 text is new." in seen(sheet)


def test_with_nobody_named_the_import_says_what_comes_first(begin):
    at = begin()
    assert "Name the people first" in seen(the_import(at))


def move(at: Desk, sheet: TextSheet, button: str, by: str = "") -> None:
    if by:
        sheet.by.choose(by)
    click(at.window, button)
    QApplication.processEvents()


def test_from_a_machines_draft_to_two_signed_files_in_use(begin, tmp_path):
    at = begin()
    at.people()
    sheet = at.work_on("B2")
    move(at, sheet, "Mark as translated")
    assert "Say first who does it." in seen(sheet)
    move(at, sheet, "Mark as translated", "T-1")
    sheet.back.set_text("Is talking without danger now?")
    move(at, sheet, "Write it down")
    move(at, sheet, "Mark as reviewed", "R-1")
    assert "Translated by T-1, 2026-11-2" in seen(sheet)
    move(at, sheet, "Approve: it says what the English says")
    assert "Approved by a.lead+content@northmere.example." in seen(sheet)
    assert translating.working(at.desk, "ckb").renderings["B2"].state is State.APPROVED
    click(at.window, "Back to the list")
    assert "1 are approved and current." in seen(at.window)
    click(at.window, "Sign the approved texts")
    (signing,) = at.window.findChildren(SignSheet)
    signing.choose_folder = lambda: tmp_path
    click(at.window, "Sign and save both files")
    assert sorted(p.name for p in tmp_path.glob("ckb*")) == ["ckb.toml", "ckb.toml.sig"]
    assert "Signed, saved and in use here: ckb.toml and ckb.toml.sig. Send both." in seen(at.window)
    assert isinstance(at.session.shelf("ckb").may_show("ckb", "B2"), Shown)


def test_one_person_cannot_be_both_and_the_rule_says_so(begin):
    at = begin()
    at.people()
    sheet = at.work_on("B2")
    move(at, sheet, "Mark as translated", "T-1")
    move(at, sheet, "Mark as reviewed", "T-1")
    assert "LP14" in sheet.state.words
    assert translating.working(at.desk, "ckb").renderings["B2"].state is State.TRANSLATED


def test_somebody_who_is_no_content_lead_cannot_approve(begin):
    at = begin()
    at.people()
    sheet = at.work_on("B2")
    sheet._desk = replace(at.desk, who="t.osei@northmere.example")
    move(at, sheet, "Mark as translated", "T-1")
    sheet.back.set_text("Is it safe to talk?")
    move(at, sheet, "Write it down")
    move(at, sheet, "Mark as reviewed", "R-1")
    move(at, sheet, "Approve: it says what the English says")
    assert "LP15" in sheet.state.words


def test_a_text_is_withdrawn_and_begins_again_as_a_draft(begin):
    at = begin()
    at.people()
    sheet = at.work_on("B2")
    move(at, sheet, "Withdraw")
    assert "Withdrawn" in seen(sheet)
    move(at, sheet, "Take over as a draft", "T-1")
    assert "Draft by a person" in seen(sheet)


def test_signing_with_nothing_approved_is_refused_in_words(begin, tmp_path):
    at = begin()
    click(at.window, "Sign the approved texts")
    (signing,) = at.window.findChildren(SignSheet)
    signing.choose_folder = lambda: None
    click(at.window, "Sign and save both files")
    signing.choose_folder = lambda: tmp_path
    click(at.window, "Sign and save both files")
    assert "LP18" in signing.state.words
    assert not list(tmp_path.glob("*.sig"))


def test_one_text_leads_to_the_next_of_the_list(begin):
    at = begin()
    at.work_on("open.name")
    click(at.window, "Next text")
    QApplication.processEvents()
    assert "Text open.agency" in seen(at.window)


def test_words_to_a_man_that_are_not_there_are_said_to_be_missing(begin):
    at = begin("ur")
    assert "To a man" in seen(at.window)
    assert "No words yet." in seen(at.window)


def test_the_way_back_to_the_settings(begin, qtbot):
    at = begin()
    with qtbot.waitSignal(at.page.navigate) as went:
        click(at.window, "Back to the settings")
    assert went.args == ["settings", "languages"]


def test_a_text_is_reached_and_worked_on_by_keyboard_alone(begin):
    at = begin()
    at.people()
    at.window.focus_page()
    assert at.window.focusWidget() is at.page.language.first_focus()
    wanted = named(at.window, "Work on open.name")
    for _ in range(30):
        if at.window.focusWidget() is wanted:
            break
        press(at.window, Qt.Key.Key_Tab)
    press(at.window, Qt.Key.Key_Return)
    (sheet,) = [s for s in at.window.findChildren(TextSheet) if s.isVisible()]
    assert sheet.isAncestorOf(at.window.focusWidget())
    press(at.window, Qt.Key.Key_Escape)
    assert not [s for s in at.window.findChildren(TextSheet) if s.isVisible()]


def test_another_language_is_chosen_from_the_menu(begin):
    at = begin()
    at.page.language.choose("so")
    at.page.language.chosen.emit("so")
    at.settle()
    assert at.page.tag == "so"
    words = [said.text() for said in at.page.table.findChildren(NativeText)]
    assert any("Magacaygu" in said or "waa" in said for said in words)


@pytest.mark.parametrize(
    ("tag", "scale", "dark", "size"),
    [("ur", 1.0, False, (1366, 696)), ("bn-BD", 2.0, True, (1280, 648))],
)
def test_nothing_is_cut_or_nameless(begin, tag, scale, dark, size):
    theme = Theme(dark=dark, scale=scale)
    at = begin(tag, theme, size)
    for open_ in (lambda: None, lambda: at.work_on("open.hear"), at.page._people, at.page._import):
        open_()
        at.settle()
        assert not clipping.check(at.window)
        assert not naming.check(at.window)
        assert not clipping.contrasts(at.window, theme)


def test_the_desk_is_reached_from_the_settings_and_the_way_back_works(qtbot, theme, tmp_path):
    session = a_practice_session("northmere.example")
    office = an_office(qtbot, session, theme, tmp_path)
    office.go("settings", "languages")
    settle(QApplication.instance())
    click(office.shell, "Work on the texts of Urdu")
    settle(QApplication.instance())
    fill()
    assert "Translation desk" in seen(office.shell)
    assert office.shell.page.tag == "ur"
    click(office.shell, "Back to the settings")
    settle(QApplication.instance())
    fill()
    assert "Cards to keep" in seen(office.shell)
