"""The card that a person reads: hers alone, large, held to leave; and nothing else ever on it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.entry import Value
from app.domain.errors import ReportRefused
from app.domain.handover import Mode
from app.domain.interpreter import CARD as LANGUAGE_CARD
from app.domain.renderings import State
from app.domain.shown import seen_in
from app.services import interpreting, recording, showing
from app.services.recording import Said
from app.services.report_interpreting import interpreters_part
from app.services.report_source import CORE, Source, cut
from tests.desktop import clipping, naming
from tests.desktop.cards import Pen, interpreted, put_in_force
from tests.desktop.office import a_session, a_window, named, seen
from tests.showing import SAMPLES
from tests.showing import shown as made
from tests.unit.a_pack import SORANI, a_pack, rendered
from ui.card_face import LEAST
from ui.controls import Menu, Panel
from ui.jobs import Jobs
from ui.pages.conversation import ConversationPage
from ui.pages.languages.keeping import KeepSheet
from ui.show_card import HOLD, ShowCard, draft_words
from ui.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

FIVE = ["ckb", "ur", "ar", "bn-BD", "so"]
SIZES = [(1366, 768), (1280, 648)]


def opened(qtbot: QtBot, theme: Theme, tag: str = "ckb", *, draft: bool = False) -> ShowCard:
    card = ShowCard(theme, made(tag, draft=draft))
    qtbot.addWidget(card)
    card.open(Pen(), None)  # type: ignore[arg-type]
    card.showNormal()
    card.resize(1366, 768)
    qtbot.waitExposed(card)
    QApplication.processEvents()
    return card


def held_down(card: ShowCard, key: Qt.Key) -> None:
    QTest.keyPress(card, key)
    for _ in range(HOLD // card.hold._tick.interval()):
        card.hold._tick.timeout.emit()


# Leaving it


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Enter])
def test_it_is_left_by_holding_a_key_for_a_second(qtbot, theme, key):
    card = opened(qtbot, theme)
    with qtbot.waitSignal(card.gone) as gone:
        held_down(card, key)
    assert gone.args == ["held"]


def test_a_tap_of_the_key_leaves_it_where_it_is(qtbot, theme):
    card = opened(qtbot, theme)
    for _ in range(5):
        QTest.keyPress(card, Qt.Key.Key_Return)
        card.hold._tick.timeout.emit()
        QTest.keyRelease(card, Qt.Key.Key_Return)
    assert card.isVisible()
    assert not card.hold._tick.isActive()


def test_it_is_left_by_holding_the_button_with_the_pointer(qtbot, theme):
    card = opened(qtbot, theme)
    QTest.mousePress(card.hold, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(card.gone, timeout=3 * HOLD) as gone:
        pass
    assert gone.args == ["held"]


@pytest.mark.parametrize("key", [Qt.Key.Key_A, Qt.Key.Key_F11, Qt.Key.Key_Tab, Qt.Key.Key_Escape])
def test_no_other_key_brings_the_record_up(qtbot, theme, key):
    card = opened(qtbot, theme)
    QTest.keyClick(card, key)
    assert card.isVisible()


def test_it_goes_when_nobody_touches_it_for_a_minute(qtbot, theme):
    card = opened(qtbot, theme)
    assert (card._idle.interval(), card._idle.isActive()) == (60_000, True)
    with qtbot.waitSignal(card.gone) as gone:
        card._idle.timeout.emit()
    assert gone.args == ["idle"]


def test_it_goes_when_another_window_comes_to_the_front(qtbot, theme):
    card = opened(qtbot, theme)
    card.activateWindow()
    qtbot.waitUntil(card.isActiveWindow)
    other = Panel(theme)
    qtbot.addWidget(other)
    with qtbot.waitSignal(card.gone) as gone:
        other.show()
        other.activateWindow()
    assert gone.args == ["away"]


# What is on it


@pytest.mark.parametrize("tag", FIVE)
@pytest.mark.parametrize(("scale", "dark"), [(1.0, False), (2.0, True)])
@pytest.mark.parametrize("size", SIZES)
def test_nothing_on_it_names_the_case_the_program_or_the_question(
    qtbot, fonts, tag, scale, dark, size
):
    theme = Theme(dark=dark, scale=scale)
    card = opened(qtbot, theme, tag, draft=True)
    card.resize(*size)
    QApplication.processEvents()
    assert card.windowTitle() == "Notes"
    told = f"{seen(card)} {card.accessibleName()} {card.face.accessibleName()}"
    for word in ("E.", "sample", "One Chance", "question", "Question", "case"):
        assert word not in told
    assert not clipping.check(card)
    assert not naming.check(card)
    assert not clipping.contrasts(card, theme)


@pytest.mark.parametrize("tag", ["ckb", "ar", "bn-BD", "so"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_words_are_as_large_as_there_is_room_for_and_never_small(qtbot, fonts, tag, scale):
    card = opened(qtbot, Theme(scale=scale), tag)
    face = card.face
    assert face.pixels >= LEAST  # 40 points
    assert face.laid.width <= face.width()
    assert face.tall() <= face.height()
    backwards = face.laid.layout.textOption().textDirection() == Qt.LayoutDirection.RightToLeft
    assert backwards == (tag in {"ckb", "ar"})


def test_a_very_long_text_scrolls_before_it_gets_small(qtbot, theme):
    card = ShowCard(theme, made("so", " ".join([SAMPLES["so"].split("?")[0]] * 9), {}))
    qtbot.addWidget(card)
    card.open()
    card.showNormal()
    card.resize(700, 400)
    QApplication.processEvents()
    face = card.face
    assert face.pixels == LEAST
    assert face.tall() > face.height()
    before = face.top()
    QTest.keyClick(card, Qt.Key.Key_Down)
    assert face.top() < before
    QTest.keyClick(card, Qt.Key.Key_PageUp)
    assert face.top() == before


def test_urdu_is_drawn_by_the_engine_in_a_job_and_again_when_the_window_changes(qtbot, theme):
    pen, jobs = Pen(), Jobs()
    card = ShowCard(theme, made("ur", draft=False))
    qtbot.addWidget(card)
    card.open(pen, jobs)
    card.showNormal()
    card.resize(1366, 768)
    qtbot.waitUntil(lambda: card.face.is_drawn and not jobs.busy)
    assert {one.tag for one in pen.drawn} == {"ur"}
    before = len(pen.drawn)
    card.resize(1100, 700)
    qtbot.waitUntil(lambda: len(pen.drawn) > before and not jobs.busy)
    assert card.face.is_drawn


def test_urdu_that_cannot_be_drawn_is_not_shown_at_all(qtbot, theme):
    class Broken(Pen):
        def card_svg(self, _shown, _look):
            raise ReportRefused("report.no-fonts")

    card, jobs = ShowCard(theme, made("ur", draft=False)), Jobs()
    qtbot.addWidget(card)
    with qtbot.waitSignal(card.gone) as gone:
        card.open(Broken(), jobs)
        card.resize(1366, 768)
    assert gone.args == ["refused"]
    assert card.refusal.code == "report.no-fonts"


def test_a_draft_has_its_band_and_an_approved_text_has_none(qtbot, theme):
    assert draft_words() in seen(opened(qtbot, theme, draft=True))
    assert draft_words() not in seen(opened(qtbot, theme))


@pytest.mark.parametrize("other", ["words", None, rendered()])
def test_a_card_takes_nothing_but_what_the_door_let_through(theme, other):
    with pytest.raises(TypeError):
        ShowCard(theme, other)


# From the conversation


@pytest.fixture
def talk(qtbot: QtBot, theme: Theme, tmp_path) -> Callable[..., tuple]:
    def begin(language: str = "Sorani", item: str = "B2", **pack):
        session = a_session(tmp_path, alias="E.")
        put_in_force(session, pack.pop("pack", a_pack()), pack.pop("mode", Mode.LIVE))
        interpreted(session, language)
        page = ConversationPage(session, theme)
        window = a_window(qtbot, session, page)
        page.arrive(item)
        QApplication.processEvents()
        return session, page, window

    return begin


def test_f11_shows_an_approved_text_and_the_record_says_so(talk):
    session, page, window = talk()
    assert page.card.isVisible()
    QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_F11)
    card = page.card.card
    assert card.isVisible()
    assert (card.shown.text, card.shown.draft) == (SORANI, False)
    (told,) = seen_in(session.case)
    assert (told.tag, told.id, told.version, told.state) == ("ckb", "B2", 1, State.APPROVED)
    assert told.target_sha256 == rendered().target_sha256
    assert told.english == "Is it safe to talk now?"
    assert told.entry.visit == session.visit.id
    card.leave()


def test_the_button_does_the_same(talk):
    _session, page, window = talk()
    QTest.mouseClick(named(window, "Show card"), Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    assert page.card.card.isVisible()
    page.card.card.leave()


@pytest.mark.parametrize("why", ["idle", "away", "esc"])
def test_a_card_that_goes_by_itself_leaves_the_cover_behind(talk, why):
    _session, page, window = talk()
    page.card.click()
    page.card.card.leave(why)
    assert window.is_covered()


def test_a_card_that_was_held_to_leave_brings_the_conversation_back(talk):
    _session, page, window = talk()
    page.card.click()
    held_down(page.card.card, Qt.Key.Key_Return)
    assert not window.is_covered()


def test_somebody_came_in_covers_from_the_card_too(talk):
    _session, page, window = talk()
    page.card.click()
    QTest.keyClick(page.card.card, Qt.Key.Key_F9)
    assert window.is_covered()


def test_escape_twice_on_the_card_covers(talk):
    _session, page, window = talk()
    page.card.click()
    card = page.card.card
    QTest.keyClick(card, Qt.Key.Key_Escape)
    assert card.isVisible()
    QTest.keyClick(card, Qt.Key.Key_Escape)
    assert window.is_covered()


def test_covering_the_window_takes_the_card_away(talk):
    _session, page, window = talk()
    page.card.click()
    card = page.card.card
    window.cover_now()
    assert not card.isVisible()


@pytest.mark.parametrize(
    ("pack", "language"),
    [
        (a_pack(rendered("D1")), "Sorani"),
        (a_pack(rendered(state=State.REVIEWED)), "Kurdish, Sorani"),
        (a_pack(proof=None), "Sorani, from Sulaymaniyah"),
    ],
)
def test_without_an_approved_text_one_calm_line_says_what_to_do(talk, pack, language):
    _session, page, window = talk(language, pack=pack)
    assert not page.card.isVisible()
    line = "No approved Kurdish, Sorani text. Read the English; the interpreter will say it."
    assert line in seen(window)
    QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_F11)
    assert page.card.card is None


@pytest.mark.parametrize("language", ["Kurdish", "Kurdish, from Iraq"])
def test_what_they_read_is_asked_where_it_is_not_what_they_speak(talk, language):
    session, page, window = talk(language)
    page.card.click()
    assert page.card.card is None
    QApplication.processEvents()
    (menu,) = window.findChildren(Menu)
    assert [row.words for row in menu.rows] == ["Kurdish, Sorani"]
    menu.rows[0].click()
    assert page.card.card.shown.tag == "ckb"
    assert len(seen_in(session.case)) == 1
    page.card.card.leave()


def test_nothing_is_said_of_cards_where_english_is_spoken(talk):
    _session, page, window = talk("English")
    assert not page.card.isVisible()
    assert "approved" not in seen(window)


def test_what_cannot_be_asked_yet_is_not_shown_either(talk, qtbot):
    session, page, _window = talk()
    session.record(
        lambda desk, case: interpreting.change_interpreter(
            desk, case, session.visit, "The line broke"
        )
    )
    page.card.show_for(page.form)
    assert not page.card.isVisible()


def test_another_way_of_asking_has_a_card_of_its_own_or_none(talk):
    _session, page, _window = talk()
    if page.form.item.ways:
        page.acts.reword()
        page.card.show_for(page.form)
        assert not page.card.isVisible()


def test_somebody_who_does_not_read_is_shown_nothing(talk):
    session, page, window = talk()
    item = session.library.book.items[LANGUAGE_CARD]
    session.record(
        lambda desk, case: recording.answer(
            desk, case, item, Value(text="Does not read"), Said(), row="reads"
        )
    )
    page.card.show_for(page.form)
    assert not page.card.isVisible()
    assert "does not read" in seen(window)


def test_a_vault_that_cannot_be_written_shows_no_card(talk, monkeypatch):
    session, page, _window = talk()
    monkeypatch.setattr(session, "record", lambda _change: False)
    page.card.click()
    assert page.card.card is None


def test_the_pages_of_the_record_say_what_was_shown(talk):
    session, page, _window = talk()
    page.card.click()
    page.card.card.leave()
    core = Source(cut(session.case, frozenset({CORE})), session.library, session.now())
    (pairs,) = [b for b in interpreters_part(core).blocks if hasattr(b, "pairs")]
    (pair,) = pairs.pairs
    assert (pair.english, pair.words, pair.language, pair.band) == (
        "Is it safe to talk now?", SORANI, "ckb", "",
    )  # fmt: skip
    assert "approved, version 1" in pair.note
    assert "Reviewer R-1." in pair.note


def test_the_pages_say_that_nothing_was_shown(talk):
    session, _page, _window = talk()
    core = Source(cut(session.case, frozenset({CORE})), session.library, session.now())
    assert "interpreted aloud from the English" in str(interpreters_part(core).blocks)


def test_a_card_is_gone_as_soon_as_its_signer_is_trusted_no_more(talk):
    session, page, _window = talk()
    assert page.card.isVisible()
    session.unlocked.store.set_setting("trust", "another book")
    page.card.show_for(page.form)
    assert not page.card.isVisible()


# Show 2: whatever lies in a live vault, by every path

STATES = st.sampled_from(list(State))
FAULTS = st.sampled_from(["", "stale", "altered", "unsigned", "revoked", "same-person", "script"])
WRONG_SCRIPT = "Is it Latin?"


def a_vault_with(state: State, fault: str) -> tuple[object, bool]:
    """A pack with a fault, and whether its text may be shown all the same."""
    text = rendered("B2", WRONG_SCRIPT if fault == "script" else SORANI, state=state)
    call = "Ring {number}." if fault == "script" else "دەتوانیت تەلەفۆن بۆ {number} بکەیت."
    keep = rendered("card.call", call, state=state)
    pack_facts: dict[str, object] = {}
    changes = {
        "stale": {"source_sha256": "0" * 64},
        "altered": {"target_sha256": "0" * 64},
        "same-person": {"reviewed_by": "T-1"},
    }.get(fault, {})
    text, keep = replace(text, **changes), replace(keep, **changes)
    pack = a_pack(text, keep)
    if fault == "unsigned":
        pack_facts["proof"] = None
    if fault == "revoked":
        pack_facts["proof"] = replace(pack.proof, revoked=True)
    pack = replace(pack, **pack_facts)
    return pack, state is State.APPROVED and not fault


@settings(
    max_examples=25, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(state=STATES, fault=FAULTS)
def test_in_a_live_vault_only_what_is_approved_and_current_reaches_anybody(
    qtbot, theme, tmp_path, state, fault
):
    pack, good = a_vault_with(state, fault)
    session = a_session(tmp_path, alias="E.")
    put_in_force(session, pack)
    interpreted(session)
    showing.let_keep(session.desk.store, True, "t")
    page = ConversationPage(session, theme)
    window = a_window(qtbot, session, page)
    page.arrive("B2")
    words = [text.text.partition("{")[0].strip() for text in pack.renderings.values()]
    paper = tmp_path / "card.pdf"
    paper.unlink(missing_ok=True)

    # The screen: by the key and by the button, however often.
    QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_F11)
    page.card.click()
    cards = window.findChildren(ShowCard)
    assert bool(cards) is good
    # Print: the card to keep.
    sheet = KeepSheet(session, theme)
    sheet.where = lambda _name: paper
    sheet.open_in(window)
    sheet.number.set_text("0800 5999 247")
    sheet.safe.setChecked(True)
    sheet.save.click()
    qtbot.waitUntil(lambda: not session.jobs.busy)
    assert bool(session.post.printer.drawn) is good
    assert paper.exists() is good
    # Windows and clipboard; the record, of which a package and the printed pages are made.
    everything = seen(window) + QApplication.clipboard().text()
    told = "\n".join(
        entry.body.text for entry in session.case.ordered if hasattr(entry.body, "text")
    )
    for word in words:
        assert word not in everything
        assert (word in told) is good
    assert len(seen_in(session.case)) == (len(cards) + 1 if good else 0)
    for card in cards:
        card.leave()
    window.hide()
