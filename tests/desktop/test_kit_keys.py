"""The kit by keyboard alone: answers, key caps, menus, sheets, the cover."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.kit import fonts, shown, theme
from tests.desktop.samples import CASE, SIX, Conversation, strip
from ui.controls import (
    AnswerGroup,
    ChoiceField,
    DateField,
    LineField,
    Menu,
    MenuItem,
    Primary,
    Sheet,
    Stack,
    TextField,
)  # fmt: skip
from ui.shell import Shell
from ui.theme import Theme

__all__ = ["fonts", "shown", "theme"]
Show = Callable[..., QWidget]


class Watch:
    """A local clock that stands still until moved."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 24, 14, 32, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def visit(theme: Theme, shown: Show, watch: Watch) -> Shell:
    """A conversation, with the keyboard on the chosen answer."""
    window = Shell(theme, watch)
    window.set_case("E.", CASE, "conversation")
    window.set_strip(strip(theme))
    window.show_page(Conversation(theme))
    shown(window)
    window.focus_page()
    return window


def _page(window: Shell) -> Conversation:
    assert isinstance(window.page, Conversation)
    return window.page


def _type(window: QWidget, key: Qt.Key) -> None:
    QTest.keyClick(window.focusWidget() or window, key)
    QApplication.processEvents()


def test_the_keyboard_begins_on_the_chosen_answer(visit: Shell) -> None:
    assert visit.focusWidget() is _page(visit).answers.answers[1]


def test_arrows_move_without_choosing_and_digits_choose(visit: Shell, qtbot: QtBot) -> None:
    answers = _page(visit).answers
    said: list[str] = []
    answers.chosen.connect(said.append)
    _type(visit, Qt.Key.Key_Right)
    _type(visit, Qt.Key.Key_Down)
    assert visit.focusWidget() is answers.answers[5]
    assert answers.value() == "no"
    assert said == []
    _type(visit, Qt.Key.Key_4)
    assert answers.value() == "declined"
    assert said == ["declined"]


def test_space_chooses_and_then_goes_on(visit: Shell) -> None:
    page = _page(visit)
    gone: list[bool] = []
    page.next.clicked.connect(lambda: gone.append(True))
    _type(visit, Qt.Key.Key_Left)
    _type(visit, Qt.Key.Key_Space)
    assert page.answers.value() == "yes"
    assert gone == []
    _type(visit, Qt.Key.Key_Space)
    assert gone == [True]


def test_several_answers_can_be_chosen_when_the_prompt_allows_it(theme: Theme, shown: Show) -> None:
    group = AnswerGroup(theme, SIX, name="Who knows", multiple=True)
    shown(group)
    group.first_focus().setFocus()
    _type(group, Qt.Key.Key_1)
    _type(group, Qt.Key.Key_3)
    assert group.values() == ("yes", "unclear")
    _type(group, Qt.Key.Key_1)
    assert group.values() == ("unclear",)


def test_setting_an_answer_from_the_record_sends_nothing(theme: Theme, qtbot: QtBot) -> None:
    group = AnswerGroup(theme, SIX, name="Key")
    qtbot.addWidget(group)
    said: list[str] = []
    group.chosen.connect(said.append)
    group.choose("unclear")
    assert group.value() == "unclear"
    group.clear()
    assert group.value() is None
    assert said == []


def test_single_letters_are_off_while_typing(visit: Shell) -> None:
    done: list[str] = []
    assert visit.strip is not None
    visit.strip.acted.connect(done.append)
    page = _page(visit)
    page.words.first_focus().setFocus()
    before = page.words.text()
    _type(visit, Qt.Key.Key_T)
    _type(visit, Qt.Key.Key_1)
    assert done == []
    assert page.answers.value() == "no"
    assert len(page.words.text()) == len(before) + 2
    page.answers.first_focus().setFocus()
    _type(visit, Qt.Key.Key_T)
    assert done == ["break"]


def test_strip_keys_work_under_more_at_200_per_cent(visit: Shell, theme: Theme) -> None:
    theme.set_scale(2.0)
    QApplication.processEvents()
    assert visit.strip is not None
    done: list[str] = []
    visit.strip.acted.connect(done.append)
    _page(visit).answers.first_focus().setFocus()
    assert visit.strip.more.isVisible()
    _type(visit, Qt.Key.Key_H)
    assert done == ["hear"]


def test_f9_tells_that_someone_came_in_even_while_typing(visit: Shell) -> None:
    told: list[bool] = []
    visit.someone_came_in.connect(lambda: told.append(True))
    _page(visit).words.first_focus().setFocus()
    _type(visit, Qt.Key.Key_F9)
    assert told == [True]


@pytest.mark.parametrize("where", ["answer", "field", "menu", "sheet"])
def test_esc_esc_covers_from_anywhere_and_one_does_not(
    visit: Shell, theme: Theme, watch: Watch, where: str
) -> None:
    page = _page(visit)
    if where == "field":
        page.words.first_focus().setFocus()
    elif where == "menu":
        Menu(theme, [MenuItem("a", "A")], name="Menu").open_at(page.next)
    elif where == "sheet":
        sheet = Sheet(theme, "Say why")
        sheet.body.add(LineField(theme, "Why"))
        sheet.open_in(visit)
    _type(visit, Qt.Key.Key_Escape)
    assert not visit.is_covered()
    _type(visit, Qt.Key.Key_Escape)
    assert visit.is_covered()
    assert not page.isVisible()


def test_two_slow_escs_do_not_cover(visit: Shell, watch: Watch) -> None:
    _type(visit, Qt.Key.Key_Escape)
    watch.at += timedelta(seconds=2)
    _type(visit, Qt.Key.Key_Escape)
    assert not visit.is_covered()


def test_the_cover_hides_a_sheet_and_gives_it_back(visit: Shell, theme: Theme) -> None:
    sheet = Sheet(theme, "Say why", stays=True)
    field = LineField(theme, "Why")
    sheet.body.add(field)
    sheet.open_in(visit)
    field.set_text("half a sentence")
    visit.cover_now()
    QApplication.processEvents()
    top = visit.childAt(visit.width() // 2, visit.height() // 2)
    assert top is not None
    assert visit.cover is top or visit.cover.isAncestorOf(top)
    visit.uncover()
    assert field.isVisible()
    assert field.text() == "half a sentence"


def test_typing_on_the_cover_brings_the_field_and_enter_sends_it(visit: Shell) -> None:
    sent: list[str] = []
    visit.cover.passphrase.connect(sent.append)
    visit.cover_now()
    assert not visit.cover.field.isVisible()
    QTest.keyClicks(visit.focusWidget(), "c")
    QTest.keyClicks(visit.focusWidget(), "orrect")
    assert visit.cover.field.isVisible()
    assert visit.cover.field.editor.echoMode() == QLineEdit.EchoMode.Password
    _type(visit, Qt.Key.Key_Return)
    assert sent == ["correct"]
    visit.uncover()
    assert visit.cover.field.text() == ""
    assert visit.focusWidget() is _page(visit).answers.first_focus()


def test_the_title_says_notes_and_nothing_else(visit: Shell) -> None:
    assert visit.windowTitle() == "Notes"


def test_tab_goes_round_inside_a_sheet(visit: Shell, theme: Theme) -> None:
    sheet = Sheet(theme, "Say why")
    one, two = LineField(theme, "Why"), Primary(theme, "Record the reason")
    sheet.body.add(one)
    sheet.foot.add(two)
    sheet.open_in(visit)
    seen = []
    for _turn in range(4):
        seen.append(visit.focusWidget())
        _type(visit, Qt.Key.Key_Tab)
    assert seen == [one.editor, two, one.editor, two]
    gone: list[bool] = []
    sheet.dismissed.connect(lambda: gone.append(True))
    _type(visit, Qt.Key.Key_Escape)
    assert gone == [True]
    assert visit.focusWidget() is _page(visit).answers.first_focus()


def test_every_control_can_be_reached_by_tab(visit: Shell) -> None:
    reached = set()
    for _turn in range(60):
        _type(visit, Qt.Key.Key_Tab)
        reached.add(visit.focusWidget())
    page = _page(visit)
    assert visit.strip is not None
    wanted = {
        page.next, page.words.editor, page.answers.first_focus(), visit.header.hide_button,
        visit.header.someone, page.card.plan_button, page.card.aside_button,
    }  # fmt: skip
    assert wanted <= reached


def test_a_menu_is_walked_with_arrows_and_picked_with_enter(visit: Shell, theme: Theme) -> None:
    field = ChoiceField(
        theme, "Who told you", [MenuItem("her", "She did"), MenuItem("school", "School")]
    )
    _page(visit).body.add(field)
    QApplication.processEvents()
    said: list[str] = []
    field.chosen.connect(said.append)
    field.first_focus().setFocus()
    _type(visit, Qt.Key.Key_Return)
    _type(visit, Qt.Key.Key_Down)
    _type(visit, Qt.Key.Key_Return)
    assert said == ["school"]
    assert field.value() == "school"
    assert visit.focusWidget() is field.first_focus()


def test_tabs_become_one_named_menu_when_the_text_is_large(visit: Shell, theme: Theme) -> None:
    assert all(t.isVisible() for t in visit.header.tabs)
    theme.set_scale(1.5)
    QApplication.processEvents()
    assert not any(t.isVisible() for t in visit.header.tabs)
    assert visit.header.menu.isVisible()
    assert visit.header.menu.words == "Conversation"


def test_one_column_puts_buttons_note_and_cards_below(visit: Shell, theme: Theme) -> None:
    page = _page(visit)
    theme.set_scale(2.0)
    for _turn in range(4):
        QApplication.processEvents()
    tops = [
        w.mapTo(page._inside, w.rect().topLeft()).y()
        for w in (page.top, page.body, page.foot, page.note, page.rail)
    ]
    assert tops == sorted(tops)
    theme.set_scale(1.0)
    for _turn in range(4):
        QApplication.processEvents()
    assert page.foot.mapTo(page, page.foot.rect().topLeft()).y() > page.height() - 90


def test_a_date_is_as_precise_as_it_is_known(theme: Theme, qtbot: QtBot) -> None:
    field = DateField(theme, "When it happened")
    qtbot.addWidget(field)
    assert (field.value(), field.precision()) == ("", "unknown")
    field.set_value("2026")
    assert (field.value(), field.precision()) == ("2026", "year")
    field.set_value("2026-02", "about")
    assert (field.value(), field.precision()) == ("2026-02", "about")
    field.set_value("2026-02-31")
    assert field.value() == ""
    assert field.fault() == "That month has no such day."


def test_a_whole_day_is_one_of_which_year_month_and_day_are_known(
    theme: Theme, qtbot: QtBot
) -> None:
    field = DateField(theme, "Due")
    qtbot.addWidget(field)
    told = []
    for value in ("", "2026", "2026-02", "2026-02-31", "2026-02-28"):
        field.set_value(value)
        told.append(field.whole_day())
    assert told == [None, None, None, None, date(2026, 2, 28)]


def test_a_field_turns_for_right_to_left_words(theme: Theme, qtbot: QtBot) -> None:
    field = TextField(theme, "Her exact words")
    qtbot.addWidget(field)
    field.set_text("ئایا سەلامەتە؟")
    option = field.editor.document().defaultTextOption()
    assert option.textDirection() == Qt.LayoutDirection.RightToLeft
    assert option.alignment() & Qt.AlignmentFlag.AlignRight
    field.set_text("Yes")
    option = field.editor.document().defaultTextOption()
    assert option.textDirection() == Qt.LayoutDirection.LeftToRight


def test_a_field_tells_once_when_it_is_left_after_a_change(theme: Theme, shown: Show) -> None:
    stack = Stack()
    one, two = TextField(theme, "One"), LineField(theme, "Two")
    stack.add(one, two)
    shown(stack, 600, 400)
    told: list[str] = []
    one.finished.connect(told.append)
    one.first_focus().setFocus()
    QTest.keyClicks(one.editor, "said")
    two.first_focus().setFocus()
    one.first_focus().setFocus()
    two.first_focus().setFocus()
    assert told == ["said"]
