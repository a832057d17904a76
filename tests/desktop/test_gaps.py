"""How much work a key costs in a long case: counted, since no test asks how long anything took."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain import patterns, states
from app.domain.entry import ActionBody
from app.domain.plan import actions
from app.domain.visit import prompts
from app.services import planning
from storage.memory import MemoryCaseStore
from tests.desktop.a_case import after_a_visit, say, somebody
from tests.desktop.exchanged import two_desks
from tests.desktop.gaps import a_full_case, calls
from tests.desktop.kit import shown  # noqa: F401
from tests.desktop.office import a_session, a_window, in_a_visit, press, settle
from ui import slices, text
from ui.controls import ListRow, Painted, Quiet, SearchField, Spread
from ui.controls.sections import SectionRow
from ui.idle import IDLE_LOCK, IdleWatch
from ui.pages.conversation import ConversationPage, route
from ui.pages.conversation.rail import FindingRail
from ui.pages.directory import CASE_PAGES, make_page
from ui.pages.home.finder import AT_ONCE, Finder
from ui.pages.home.today import TodayPage
from ui.pages.judgement import JudgementPage
from ui.pages.plan import PlanPage
from ui.pages.plan.row import Title
from ui.pages.record import RecordPage
from ui.pages.record.rows import PAGE, Rows
from ui.questionnaire import ItemForm
from ui.slices import Slices
from ui.text import Label, plain


@pytest.fixture
def talking(qtbot, theme, qapp):
    """The conversation over a case of some four hundred entries, everything on screen."""
    session = a_session(alias="E.")
    a_full_case(session)
    assert len(session.case.ordered) >= 400
    in_a_visit(session)
    page = ConversationPage(session, theme)
    window = a_window(qtbot, session, page)
    page.arrive("F2")
    page._set_prompt_only(only=False)
    settle(qapp)
    return session, page, window


def test_an_answer_is_judged_once_and_lays_out_little_again(talking, qapp):
    session, _page, window = talking
    press(window, Qt.Key.Key_1)
    settle(qapp)
    before = len(session.case.ordered)
    with (
        calls(patterns, "evaluate") as judged,
        calls(route, "prompts") as asked,
        calls(text, "lay_out") as laid,
        calls(SectionRow, "__init__") as rows,
    ):
        press(window, Qt.Key.Key_2)
        settle(qapp)
    assert len(session.case.ordered) > before, "the answer was saved"
    assert judged.count == 1, "the rules are read once for each change"
    assert asked.count == 1, "and so is what there is to ask"
    assert rows.count == 0, "the list of sections is filled again, not made again"
    assert laid.count <= 130, "little but the words of the cards that came and went"


def test_the_next_prompt_reads_nothing_again(talking, qapp):
    _session, page, _window = talking
    page._next()
    settle(qapp)
    page.flush()
    with (
        calls(patterns, "evaluate") as judged,
        calls(route, "prompts") as asked,
        calls(FindingRail, "_draw") as rail,
        calls(ItemForm, "__init__") as forms,
        calls(MemoryCaseStore, "set_setting") as kept,
        calls(text, "lay_out") as laid,
    ):
        page._next()
        settle(qapp)
        page.flush()
    assert judged.count == 0
    assert asked.count == 0, "the case is as it was, and so is what there is to ask"
    assert rail.count == 0, "the cards are as they were"
    assert forms.count == 1
    assert kept.count == 1, "the place is kept with one write"
    assert laid.count <= 110


def test_what_there_is_to_ask_reads_the_case_once(talking):
    session, _page, _window = talking
    case, today = session.case, session.today()
    with calls(states.Record, "__init__") as read:
        found = prompts(case, session.library.screening, session.visit, today)
    assert len(found) > 100
    assert read.count == 1


def test_words_that_stay_as_they_are_are_laid_out_once(theme, shown, qapp):  # noqa: F811
    label = plain(theme, "He keeps the key.")
    shown(label, 400, 80)
    with calls(text, "lay_out") as laid:
        for width in (300, 320, 300, 320):
            label.heightForWidth(width)
        label.setText("He keeps the key.")
        label.repaint()
        settle(qapp)
    assert laid.count == 2, "once for each width"
    theme.set_scale(2.0)
    tall = label.heightForWidth(300)
    theme.set_scale(1.0)
    assert tall > label.heightForWidth(300), "another text size is another layout"


class Counting(Spread):
    """A Spread that says how often its lines were worked out."""

    worked = 0

    def _height(self, width: int) -> int:
        self.worked += 1
        return super()._height(width)


def test_a_row_of_buttons_works_out_its_lines_once_a_width(theme, shown, qapp):  # noqa: F811
    row = Counting()
    row.add(*(Quiet(theme, words) for words in ("Back", "Ask another way", "Say it back")))
    shown(row, 600, 60)
    one, other = row.heightForWidth(600), row.heightForWidth(120)
    row.worked = 0
    assert (row.heightForWidth(600), row.heightForWidth(120)) == (one, other)
    assert row.worked == 0
    row.resizeEvent(QResizeEvent(row.size(), row.size()))
    assert row.worked == 0


def test_a_row_of_buttons_follows_words_that_grow(theme, shown, qapp):  # noqa: F811
    row = Spread()
    buttons = [Quiet(theme, words) for words in ("Back", "On")]
    row.add(*buttons)
    shown(row, 300, 60)
    one = row.heightForWidth(300)
    wide = row.sizeHint().width()
    buttons[1].set_words("Say why nobody could be asked this")
    settle(qapp)
    assert row.sizeHint().width() > wide
    assert row.heightForWidth(300) > one, "the second falls to a line of its own"
    row.hide()
    buttons[1].set_words("On")
    assert row.heightForWidth(300) == one, "also when nobody is looking"
    row.show()
    QApplication.processEvents()
    assert row.heightForWidth(300) == one


def test_a_long_list_of_cases_comes_a_screenful_at_a_time(qtbot, theme, shown, qapp):  # noqa: F811
    session = a_session()
    for n in range(2 * AT_ONCE + 3):
        session.begin(f"{n}.", "A school told us")
        session.summarise()
    finder = Finder(session, theme, limit=200)
    shown(finder, 800, 600)
    with calls(ListRow, "__init__") as rows:
        finder.refresh()
        assert rows.count == AT_ONCE, "a screenful at once"
        qtbot.waitUntil(lambda: rows.count == 2 * AT_ONCE + 3)
        finder.refresh()
        settle(qapp)
    assert rows.count == 2 * AT_ONCE + 3, "the same cases are not drawn again"
    assert isinstance(finder.search, SearchField)


def test_a_saved_answer_rebuilds_nothing_of_the_pages_that_are_not_shown(
    qtbot,
    theme,
    qapp,
):
    session = two_desks().sender
    somebody(session, "A.", "child_of")
    in_a_visit(session)
    pages = {code: make_page(code, session, theme) for code in CASE_PAGES}
    window = a_window(qtbot, session, pages["prepare"])
    for page in pages.values():
        page.arrive(None)
        window.show_page(page)
        settle(qapp)
    pages["child"].hide()
    settle(qapp)
    with (
        calls(Label, "__init__") as labels,
        calls(Painted, "__init__") as buttons,
        calls(text, "lay_out") as laid,
    ):
        say(session, "F2", "yes", words="He keeps the key")
        settle(qapp)
    assert (labels.count, buttons.count, laid.count) == (0, 0, 0)


def test_the_level_stands_at_once_and_the_rest_of_the_judgement_follows(
    qtbot,
    theme,
    qapp,
    monkeypatch,
):
    monkeypatch.setattr(slices, "SLICE", 0.0)
    session = after_a_visit()
    page = JudgementPage(session, theme)
    page.arrive(None)
    assert list(page.forms) == ["W6"], "one form at a time, and the level first"
    a_window(qtbot, session, page)
    settle(qapp)
    assert len(page.forms) == 11
    other = JudgementPage(session, theme)
    qtbot.addWidget(other)
    other.arrive("W11")
    assert "W11" in other.forms, "what was asked for is there, whatever it takes"


def test_what_is_typed_in_a_page_that_is_still_growing_is_kept(
    qtbot,
    theme,
    qapp,
    monkeypatch,
):
    monkeypatch.setattr(slices, "SLICE", 0.0)
    session = after_a_visit()
    page = JudgementPage(session, theme)
    page.arrive(None)
    a_window(qtbot, session, page)
    page.forms["W6"].words.editor.setFocus()
    QTest.keyClicks(page.forms["W6"].words.editor, "No key")
    settle(qapp)
    assert page.forms["W6"].words.editor.hasFocus()
    assert page.forms["W6"].words.text() == "No key"


def test_a_change_to_one_action_makes_one_row(qtbot, theme, qapp):
    session = after_a_visit()
    for words in ("A key of her own", "A second telephone", "A word with the school"):
        assert session.record(lambda desk, case, w=words: planning.add(desk, case, ActionBody(w)))
    page = PlanPage(session, theme)
    page.arrive(None)
    window = a_window(qtbot, session, page)
    first, *_others = actions(session.case)
    body = ActionBody("A key of her own", owner="T. Osei")
    with calls(Title, "__init__") as titles:
        assert session.record(lambda desk, case: planning.change(desk, case, first, body))
        settle(qapp)
        assert titles.count == 1
        page.arrive(None)
        settle(qapp)
    assert titles.count == 1, "coming back draws nothing again"
    rows = sorted(page.table.findChildren(Title), key=lambda t: t.mapTo(window, t.pos()).y())
    chain, at = [], window.nextInFocusChain()
    while at is not window:
        chain += [at] if at in rows else []
        at = at.nextInFocusChain()
    assert chain == rows, "the keyboard goes down the rows"


def test_earlier_entries_are_added_below_and_the_newer_stay(qtbot, theme, qapp):
    session = a_session(alias="E.")
    a_full_case(session, 3 * PAGE)
    page = RecordPage(session, theme)
    with calls(Rows, "_add") as rows:
        page.arrive(None)
        a_window(qtbot, session, page)
        settle(qapp)
        assert rows.count == PAGE
        page.rows._more()
        settle(qapp)
    assert rows.count == 2 * PAGE


def test_the_list_line_is_written_only_after_a_change():
    session = a_session(alias="E.")
    with calls(MemoryCaseStore, "summarise") as written:
        session.summarise()
        session.summarise()
        session.put_away()
    assert written.count == 1


def test_a_key_pressed_before_the_next_page_stands_is_that_pages(
    qtbot,
    theme,
    qapp,
):
    session = a_session(alias="E.")
    in_a_visit(session)
    page, record = ConversationPage(session, theme), RecordPage(session, theme)
    record.arrive(None)
    window = a_window(qtbot, session, record)
    qtbot.addWidget(page)
    page.arrive("F2")
    window.show_soon(page)
    assert not record.isVisible()
    assert window.page is record
    before = len(session.case.ordered)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_1)
    assert window.page is page
    assert page.isVisible()
    assert len(session.case.ordered) > before, "the digit chose an answer of the new page"


def test_a_page_that_goes_with_its_case_before_the_next_one_stands_breaks_nothing(
    qtbot,
    theme,
    qapp,
):
    session = a_session(alias="E.")
    case, office = RecordPage(session, theme), TodayPage(session, theme)
    case.arrive(None)
    window = a_window(qtbot, session, case)
    session.put_away()
    office.arrive(None)
    window.show_soon(office)
    case.deleteLater()  # what the office does with every page of a case that was left
    qapp.sendPostedEvents(case, QEvent.Type.DeferredDelete)
    window.show_coming()
    assert window.page is office
    assert office.isVisible()


def test_nobody_listens_to_every_event_to_know_that_somebody_is_there(
    qtbot,
    theme,
    qapp,
):
    session = after_a_visit()
    locked = []
    with calls(QApplication, "installEventFilter") as everywhere:
        watch = IdleWatch(lambda: locked.append(1))
    assert everywhere.count == 0
    watch._tick.stop()
    page = RecordPage(session, theme)
    page.arrive(None)
    window = a_window(qtbot, session, page)
    page.search.first_focus().setFocus()
    watch._left = 1
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_A)
    assert watch._left == IDLE_LOCK, "a key begins the count again"
    watch._left = 1
    QTest.mouseMove(window.windowHandle(), window.rect().center())
    settle(qapp)
    assert watch._left == IDLE_LOCK, "and so does the pointer"
    watch._second()
    assert not locked


def test_a_row_of_buttons_nobody_sees_yet_is_worked_out_once(theme):
    row = Counting()
    buttons = [Quiet(theme, words) for words in ("Back", "On")]
    row.add(*buttons)
    one = row.heightForWidth(300)
    assert (row.heightForWidth(300), row.worked) == (one, 1)
    buttons[1].set_words("Say why nobody could be asked this")
    assert row.heightForWidth(120) > one
    assert row.heightForWidth(300) >= one
    assert row.worked == 3, "other words are other lines"


def test_work_in_slices_ends_when_something_newer_begins(qapp, monkeypatch):
    monkeypatch.setattr(slices, "SLICE", 0.0)
    done = []

    def steps(name):
        for number in range(3):
            done.append(f"{name}{number}")
            yield

    owner = QObject()
    work = Slices(owner)
    work.begin(steps("a"))
    assert done == ["a0"]
    work.begin(steps("b"))
    work.finish()
    assert done == ["a0", "b0", "b1", "b2"]
    assert not work.busy
