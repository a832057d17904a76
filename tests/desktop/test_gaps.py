"""How much work a key costs in a long case: counted, since no test asks how long anything took."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication

from app.domain import patterns, states
from app.domain.visit import prompts
from storage.memory import MemoryCaseStore
from tests.desktop.gaps import a_full_case, calls
from tests.desktop.kit import fonts, shown, theme  # noqa: F401
from tests.desktop.office import a_session, a_window, in_a_visit, press, settle
from ui import text
from ui.controls import ListRow, Quiet, SearchField, Spread
from ui.controls.sections import SectionRow
from ui.pages.conversation import ConversationPage, route
from ui.pages.conversation.rail import FindingRail
from ui.pages.home.finder import AT_ONCE, Finder
from ui.questionnaire import ItemForm
from ui.text import plain


@pytest.fixture
def talking(qtbot, theme, qapp):  # noqa: F811 - the kit's fixture
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
