"""Languages in the settings: what a pack's state is, taking one in, and pointing at a language."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFontInfo, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.content.interview_writer import write_pack
from app.content.spoken import sources_of
from app.domain.errors import PackageRefused
from app.domain.handover import Mode
from app.domain.renderings import State
from app.domain.shown import seen_in
from app.services import language_packs, showing
from tests.desktop import clipping, naming
from tests.desktop.cards import Pen, put_in_force
from tests.desktop.office import (
    a_session,
    a_window,
    click,
    fill,
    in_a_visit,
    named,
    seen,
    settle,
    the_library,
)
from tests.desktop.post_office import a_practice_session
from tests.unit.a_pack import PROOF, Seals, a_pack, rendered
from ui.controls import Check
from ui.fonts import name_font
from ui.pages.conversation.panels import LeavingPanel
from ui.pages.languages.keeping import KeepSheet
from ui.pages.languages.pointing import PointingScreen
from ui.pages.plan import PlanPage
from ui.pages.settings import SettingsPage
from ui.theme import Theme

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.desktop.office import AnOffice
    from ui.pages.languages.part import LanguagesPart


CALL = "دەتوانیت تەلەفۆن بۆ {number} بکەیت."
EVERY = len(sources_of(the_library()))
"""How many texts there are."""


FEW = replace(
    the_library().languages,
    all=tuple(the_library().languages.get(tag) for tag in ("ckb", "ur", "phr", "syl", "bn-BD")),
)
"""A part of the registry, for tests that ask nothing of the rest."""


class Seal(Seals):
    """Signs and proves, and draws with a pen."""

    printer = Pen()


def the_part(session: AnOffice, theme: Theme, qtbot: QtBot) -> tuple[LanguagesPart, SettingsPage]:
    page = SettingsPage(session, theme)
    page.window_of_it = a_window(qtbot, session, page)
    page.arrive("languages")
    fill()
    return page._part, page


@pytest.fixture
def live(tmp_path, theme, qtbot):
    session = a_session(tmp_path)
    session.post = Seal()
    session.library = replace(session.library, languages=FEW)
    return session, *the_part(session, theme, qtbot)


def two_files(folder: Path, pack=None, signature: bytes | None = None) -> Path:
    content = write_pack(pack or a_pack(), sources_of(the_library()))
    path = folder / "ckb.toml"
    path.write_bytes(content)
    sign = Seals().sign_interview(content) if signature is None else signature
    if sign:
        (folder / "ckb.toml.sig").write_bytes(sign)
    return path


def row(page, tag: str) -> str:
    fill()
    rows = page.findChildren(QWidget, f"page.settings.languages.{tag}")
    return "\n".join(seen(one) for one in rows if one.isVisible())


def test_each_language_says_where_it_stands_and_what_people_call_it(live):
    _session, _part, page = live
    told = seen(page)
    for language in FEW.all:
        assert language.english in told
    assert "No texts. The English is read aloud." in row(page, "ckb")
    assert "Sorani" in row(page, "ckb")
    assert "Spoken. Some read Urdu: ask." in row(page, "phr")


def test_in_practice_the_drafts_are_called_drafts(theme, qtbot):
    session = a_practice_session("northmere.example")
    _part, page = the_part(session, theme, qtbot)
    assert "66 drafts of" in row(page, "ckb")
    assert "checked by nobody" in row(page, "ckb")


def test_a_signed_pack_is_taken_in_and_let_go(live, tmp_path):
    session, part, page = live
    part.choose_file = lambda: two_files(tmp_path)
    click(page, "Take in a language pack")
    assert "proved, checked and in use" in part.state.words
    told = f"1 of {EVERY} approved. Version 1, signed by a.lead+content@northmere.example."
    assert told in row(page, "ckb")
    assert session.shelf("ckb").packs["ckb"].version == 1
    fill()
    click(page, "Use the pack of Kurdish, Sorani no longer")
    assert "No texts." in row(page, "ckb")
    assert language_packs.tags(session.unlocked.store) == ()
    assert session.shelf("ckb").packs == {}


@pytest.mark.parametrize("which", [["ckb.toml"], ["ckb.toml.sig"], ["ckb.toml", "ckb.toml.sig"]])
def test_a_pack_may_be_dropped_by_either_of_its_files(live, tmp_path, which):
    session, part, _page = live
    two_files(tmp_path)
    given = QMimeData()
    given.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in which])
    at, button = QPointF(5, 5), Qt.MouseButton.LeftButton
    for make in (QDragEnterEvent, QDropEvent):
        spot = at.toPoint() if make is QDragEnterEvent else at
        event = make(spot, Qt.DropAction.CopyAction, given, button, Qt.KeyboardModifier.NoModifier)
        assert QApplication.sendEvent(part, event)
    assert language_packs.tags(session.unlocked.store) == ("ckb",)


def test_two_files_that_are_no_pair_are_left_alone(live, tmp_path):
    session, part, _page = live
    two_files(tmp_path)
    given = QMimeData()
    given.setUrls([QUrl.fromLocalFile(str(tmp_path / n)) for n in ("ckb.toml", "ur.toml.sig")])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, given, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    part._drop.eventFilter(part, event)
    assert language_packs.tags(session.unlocked.store) == ()


@pytest.mark.parametrize(
    ("pack", "signature", "words"),
    [
        (None, b"", "ckb.toml.sig is not beside ckb.toml"),
        (None, b"nonsense", "signature"),
        ("XX", None, "ckb.toml, at XX"),
        (a_pack(rendered("B2", "Hello")), None, "LP05"),
    ],
)
def test_what_is_wrong_with_a_pack_is_said_by_name_id_and_rule(
    live, tmp_path, pack, signature, words
):
    session, part, page = live
    if pack == "XX":
        path = two_files(tmp_path)
        content = path.read_bytes().replace(b'[text."B2"]', b'[text."XX"]')
        path.write_bytes(content)
        (tmp_path / "ckb.toml.sig").write_bytes(Seals().sign_interview(content))
    else:
        path = two_files(tmp_path, pack, signature)
    part.choose_file = lambda: path
    click(page, "Take in a language pack")
    assert words in part.state.words
    assert language_packs.tags(session.unlocked.store) == ()


def test_choosing_no_file_does_nothing(live):
    _session, part, page = live
    part.choose_file = lambda: None
    click(page, "Take in a language pack")
    assert part.state.isHidden()


@pytest.mark.parametrize(
    ("proof", "words"),
    [
        (replace(PROOF, revoked=True), "Off: the pack is signed by a content lead of an area"),
        (None, "Off: "),
    ],
)
def test_a_pack_whose_signer_is_believed_no_more_is_off_and_says_why(live, tmp_path, proof, words):
    session, part, page = live
    part.choose_file = lambda: two_files(tmp_path)
    click(page, "Take in a language pack")
    if proof is None:

        def forgotten(*_given):
            raise PackageRefused("package.unknown-area", area="northmere.example")

        session.post.prove_interview = forgotten
    else:
        session.post.proof = proof
    page.arrive("languages")
    QApplication.processEvents()
    assert words in row(page, "ckb")
    assert "The English is read aloud." in row(page, "ckb")


def test_the_desk_is_opened_for_a_language_or_for_none(live, qtbot):
    _session, _part, page = live
    fill()
    for name, argument in (
        ("Open the translation desk", None),
        ("Work on the texts of Urdu", "ur"),
    ):
        with qtbot.waitSignal(page.navigate) as went:
            named(page, name).click()
        assert went.args == ["translating", argument]


@pytest.mark.parametrize(
    ("scale", "dark", "size"), [(1.0, False, (1366, 696)), (2.0, True, (1280, 648))]
)
def test_nothing_is_cut_or_nameless(qtbot, fonts, scale, dark, size):
    theme = Theme(dark=dark, scale=scale)
    session = a_practice_session("northmere.example")
    page = SettingsPage(session, theme)
    window = a_window(qtbot, session, page, size=size)
    page.arrive("languages")
    settle(QApplication.instance())
    assert not clipping.check(window)
    assert not naming.check(window)
    assert not clipping.contrasts(window, theme)


# Cards to keep


def test_cards_to_keep_are_off_until_somebody_turns_them_on(live):
    session, _part, page = live
    tick = named(page, "Cards to keep may be printed here", Check)
    assert not tick.isChecked()
    tick.click()
    assert showing.may_keep(session.desk.store)
    page.arrive("languages")
    assert named(page, "Cards to keep may be printed here", Check).isChecked()


@pytest.fixture
def keep(tmp_path, theme, qtbot):
    session = a_session(tmp_path, alias="E.")
    pack = a_pack(rendered("card.call", CALL))
    put_in_force(session, pack)
    page = PlanPage(session, theme)
    window = a_window(qtbot, session, page)
    page.arrive(None)
    return session, page, window, tmp_path / "card.pdf"


def sheet_of(keep) -> KeepSheet:
    session, page, window, path = keep
    showing.let_keep(session.desk.store, True, "t")
    page.arrive(None)
    click(window, "A card to keep")
    (sheet,) = window.findChildren(KeepSheet)
    sheet.where = lambda _name: path
    return sheet


def test_the_plan_offers_no_card_while_they_are_off(keep):
    _session, page, _window, _path = keep
    assert page.keep.isHidden()


def test_a_card_is_saved_only_when_she_says_it_is_safe_and_the_record_says_so(keep, qtbot):
    session, _page, _window, path = keep
    sheet = sheet_of(keep)
    sheet.number.set_text("0800 5999 247")
    sheet.save.click()
    assert "safe to have" in sheet.state.words
    assert session.post.printer.drawn == []
    sheet.safe.setChecked(True)
    sheet.save.click()
    qtbot.waitUntil(path.exists)
    (told,) = seen_in(session.case)
    assert told.kept
    assert told.english == "You can call 0800 5999 247."
    assert "0800 5999 247" in told.words


@pytest.mark.parametrize(
    ("tag", "number", "words"),
    [
        ("ur", "0800 5999 247", "no approved text"),
        ("ckb", "", "is empty"),
    ],
)
def test_without_a_text_or_a_number_there_is_no_card(keep, qtbot, tag, number, words):
    session, _page, _window, path = keep
    sheet = sheet_of(keep)
    sheet.language.choose(tag)
    sheet.number.set_text(number)
    sheet.safe.setChecked(True)
    sheet.save.click()
    qtbot.waitUntil(lambda: not session.jobs.busy)
    assert not path.exists()
    assert sheet.state.isVisible()
    assert words in sheet.state.words or words == "is empty"


# Pointing


@pytest.fixture
def pointing(theme, shown):
    screen = PointingScreen(the_library().languages, theme)
    screen.setPalette(theme.palette())
    return shown(screen)


@pytest.fixture
def shown(qtbot):
    def show(window, width=1366, height=696):
        qtbot.addWidget(window)
        window.resize(width, height)
        window.show()
        window.activateWindow()
        qtbot.waitExposed(window)
        QApplication.processEvents()
        return window

    return show


def test_only_native_names_are_to_be_seen(pointing):
    languages = the_library().languages
    native = {one.native for one in languages.all if one.native}
    assert {tile.words for tile in pointing.tiles} == native
    assert {line for line in seen(pointing).splitlines() if line} == native


def test_a_press_of_the_pointer_says_which(pointing, qtbot):
    with qtbot.waitSignal(pointing.chosen) as chosen:
        QTest.mouseClick(named(pointing, "اردو, Urdu"), Qt.MouseButton.LeftButton)
    assert chosen.args == ["ur"]


def test_arrows_walk_and_enter_says_which(pointing, qtbot):
    pointing.first_focus().setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Up):
        QTest.keyClick(pointing.focusWidget(), key)
    with qtbot.waitSignal(pointing.chosen) as chosen:
        QTest.keyClick(pointing.focusWidget(), Qt.Key.Key_Return)
    assert chosen.args == [pointing.tiles[1].tag]
    QTest.keyClick(pointing.focusWidget(), Qt.Key.Key_Down)
    assert pointing.focusWidget() is pointing.tiles[1 + pointing._columns]


def test_escape_leaves_without_a_choice(pointing, qtbot):
    pointing.first_focus().setFocus()
    with qtbot.waitSignal(pointing.left):
        QTest.keyClick(pointing.focusWidget(), Qt.Key.Key_Escape)


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize(("dark", "size"), [(False, (1366, 696)), (True, (1280, 648))])
def test_every_name_fits_at_every_size(shown, fonts, scale, dark, size):
    theme = Theme(dark=dark, scale=scale)
    screen = PointingScreen(the_library().languages, theme)
    screen.setPalette(theme.palette())
    shown(screen, *size)
    assert not clipping.check(screen)
    assert not naming.check(screen)


def test_a_name_is_written_in_letters_that_its_own_face_has(fonts):
    for language in the_library().languages.all:
        if language.native:
            font = name_font(language, 30)
            assert QFontInfo(font).family() == font.families()[0]
            metrics = QFontMetrics(font)
            assert all(metrics.inFontUcs4(ord(c)) for c in language.native), language.tag


@pytest.mark.parametrize("allowed", [True, False])
def test_the_end_of_a_conversation_offers_a_card_where_they_are_allowed(
    tmp_path, theme, qtbot, allowed
):
    session = a_session(tmp_path, alias="E.")
    showing.let_keep(session.desk.store, allowed, "t")
    panel = LeavingPanel(session, theme, in_a_visit(session))
    qtbot.addWidget(panel)
    assert panel.keep.isHidden() is not allowed


def test_in_practice_a_card_to_keep_is_a_draft_that_says_so(theme, qtbot, tmp_path):
    pen = Pen()
    session = a_practice_session("northmere.example", alias="E.")
    put_in_force(session, a_pack(rendered("card.call", CALL, state=State.DRAFT)), Mode.DEMO)
    session.post.printer = pen
    showing.let_keep(session.desk.store, True, "t")
    sheet = KeepSheet(session, theme)
    qtbot.addWidget(sheet)
    sheet.where = lambda _name: tmp_path / "card.pdf"
    sheet.number.set_text("0800 5999 247")
    sheet.safe.setChecked(True)
    sheet.save.click()
    qtbot.waitUntil(lambda: bool(seen_in(session.case)))
    assert [one.draft for one in pen.drawn] == [True]
    assert [one.draft for one in seen_in(session.case)] == [True]
