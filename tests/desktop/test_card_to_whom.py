"""To whom a card speaks, and that an answer to it came by card."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.answers import accounts_at
from app.domain.codes import Channel
from app.domain.ids import ItemId
from app.domain.renderings import Address
from app.domain.shown import seen_in
from app.services import showing
from tests.desktop import clipping, naming
from tests.desktop.cards import interpreted, put_in_force
from tests.desktop.looks import in_four_looks
from tests.desktop.office import a_session, a_window, click, press, seen, settle, type_in
from tests.unit.a_pack import a_pack, rendered
from ui.controls import Menu
from ui.pages.conversation import ConversationPage
from ui.pages.languages.keeping import KeepSheet
from ui.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

TO_HER, TO_HIM, TO_ALL = "هل تملكين مفتاح الباب؟", "هل تملك مفتاح الباب؟", "هل من خطر الآن؟"
BOTH = rendered("F2", TO_HER, address=Address.WOMAN, masculine=TO_HIM)
ALL = rendered("B2", TO_ALL)
CALL = rendered(
    "card.call", "اتصلي على {number}.", address=Address.WOMAN, masculine="اتصل على {number}."
)


@pytest.fixture
def talk(qtbot: QtBot, theme: Theme, tmp_path) -> Callable[..., tuple]:
    def begin(item: str = "F2", *, size=(1366, 696), look: Theme = theme):
        session = a_session(tmp_path, alias="E.")
        put_in_force(session, a_pack(BOTH, ALL, CALL, tag="ar"))
        interpreted(session, "ar")
        page = ConversationPage(session, look)
        window = a_window(qtbot, session, page, size=size)
        page.arrive(item)
        QApplication.processEvents()
        return session, page, window

    return begin


def shown_on(page: ConversationPage) -> str:
    """What the card says; it is put away again."""
    page.card.click()
    card = page.card.card
    words = card.shown.text
    card.leave()
    return words


def say_it_to(page: ConversationPage, window, which: str) -> None:
    page.card.to.click()
    QApplication.processEvents()
    menu = window.findChildren(Menu)[-1]  # one that was put away may not be gone yet
    next(row for row in menu.rows if row.words == which).click()
    QApplication.processEvents()


def test_a_card_speaks_to_whom_the_worker_says_for_the_rest_of_the_session(talk):
    session, page, window = talk()
    assert "The card speaks to a woman" in seen(window)
    assert shown_on(page) == TO_HER
    say_it_to(page, window, "A man")
    assert "The card speaks to a man" in seen(window)
    assert shown_on(page) == TO_HIM
    assert [one.address for one in seen_in(session.case)] == [Address.WOMAN, Address.MAN]
    page.arrive("B2")
    page.arrive("F2")
    assert shown_on(page) == TO_HIM


def test_another_session_begins_with_what_the_last_card_said(talk):
    session, page, window = talk()
    say_it_to(page, window, "A man")
    shown_on(page)
    session._addressed.clear()  # as after a lock
    assert session.address is Address.MAN


def test_words_that_are_the_same_for_all_ask_nothing(talk):
    _session, page, window = talk("B2")
    assert "speaks to" not in seen(window)
    assert shown_on(page) == TO_ALL


def test_without_words_for_them_the_english_is_read(talk):
    session, page, window = talk()
    say_it_to(page, window, "Anybody: only words that are the same for all")
    assert not page.card.isVisible()
    assert "no approved words that are the same for all" in seen(window)
    assert "Read the English" in seen(window)
    QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_F11)
    assert seen_in(session.case) == ()
    page.arrive("B2")  # which has such words
    assert shown_on(page) == TO_ALL
    page.arrive("F2")
    say_it_to(page, window, "A man")
    assert shown_on(page) == TO_HIM


def test_a_card_to_keep_speaks_to_the_same_and_can_be_told_otherwise(talk, qtbot, tmp_path):
    session, page, window = talk()
    say_it_to(page, window, "A man")
    showing.let_keep(session.desk.store, True, "t")
    sheet = KeepSheet(session, page.theme)
    sheet.where = lambda _name: tmp_path / "card.pdf"
    sheet.open_in(window)
    assert sheet.to.value() == "man"
    sheet.language.choose("ar")
    sheet.number.set_text("0800 5999 247")
    sheet.safe.setChecked(True)
    sheet.to.choose("any")
    click(window, "Save the card to be printed")
    assert "no approved words that are the same for all" in seen(window)
    sheet.to.choose("woman")
    click(window, "Save the card to be printed")
    qtbot.waitUntil(lambda: not session.jobs.busy)
    (kept,) = seen_in(session.case)
    assert (kept.address, kept.kept) == (Address.WOMAN, True)
    assert session.address is Address.WOMAN


# By what way an answer came


def channel_of(session, item: str = "F2") -> list[Channel]:
    return [a.body.channel for a in accounts_at(session.case, ItemId(item), session.case.at_risk())]


def test_what_is_answered_after_the_card_came_by_card(talk):
    session, page, window = talk()
    shown_on(page)
    assert "by card" in seen(window)
    assert channel_of(session) == []  # a card by itself answers nothing
    press(window, Qt.Key.Key_1)
    assert channel_of(session) == [Channel.CARD]


def test_the_worker_may_say_that_it_came_otherwise(talk):
    session, page, window = talk()
    shown_on(page)
    click(window, "How it came")
    press(window, Qt.Key.Key_1)
    assert channel_of(session) == [Channel.INTERPRETED]


def test_what_was_answered_before_the_card_stays_as_it_came_until_it_is_answered_anew(talk):
    session, page, window = talk()
    press(window, Qt.Key.Key_3)
    shown_on(page)
    page.flush()
    assert channel_of(session) == [Channel.INTERPRETED]
    press(window, Qt.Key.Key_1)
    assert channel_of(session) == [Channel.CARD]


def test_a_way_that_was_chosen_after_the_card_holds_for_the_next_answer(talk):
    session, page, window = talk()
    press(window, Qt.Key.Key_3)
    shown_on(page)
    page.form.said.change.click()
    QApplication.processEvents()
    page.form.how.channel.choose("mixed")
    page.form.how.changed.emit()
    press(window, Qt.Key.Key_1)
    page.flush()
    assert channel_of(session) == [Channel.MIXED]


def test_the_next_question_begins_with_the_interpreter_again(talk):
    session, page, window = talk()
    shown_on(page)
    page.arrive("B2")
    assert "by card" not in seen(window)
    press(window, Qt.Key.Key_1)
    assert channel_of(session, "B2") == [Channel.INTERPRETED]


def test_words_written_after_the_card_came_by_card_too(talk):
    session, page, _window = talk("D2")
    session.shelf("ar")
    page.form.said.by_card(answered=False)
    type_in(page.form.said.words.first_focus(), "Yes")
    page.flush()
    (account,) = accounts_at(session.case, ItemId("D2"), session.case.at_risk())
    assert (account.body.words, account.body.channel) == ("Yes", Channel.CARD)


@in_four_looks
def test_nothing_is_cut_or_nameless(talk, qapp, fonts, scale, dark, size) -> None:
    del fonts
    look = Theme(dark=dark, scale=scale)
    _session, page, window = talk(size=size, look=look)
    for which in ("A man", "Anybody: only words that are the same for all"):
        say_it_to(page, window, which)
        settle(qapp)
        assert clipping.check(page) == []
        assert naming.check(page) == []
        assert clipping.contrasts(page, look) == []
