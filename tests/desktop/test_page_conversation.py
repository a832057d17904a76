"""The conversation by keyboard and mouse: what a practitioner does in one visit."""

from __future__ import annotations

import json

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from app.domain import reference
from app.domain.answers import latest, text_of
from app.domain.codes import Kind, Reliability, SignoffOn
from app.domain.entry import NoteBody, SignoffBody
from app.domain.ids import ItemId
from app.domain.opening import READ_FIRST
from app.domain.plan import BEFORE_LEAVING, actions, set_aside
from app.domain.visit import visits
from app.services import recording, visiting
from tests.desktop import clipping, naming
from tests.desktop.a_conversation import a_page, a_topic, say
from tests.desktop.looks import in_four_looks
from tests.desktop.office import (
    a_session,
    click,
    in_a_visit,
    named,
    press,
    seen,
    settle,
    type_in,
)
from ui.controls import Sheet
from ui.pages.conversation import StopSheet
from ui.pages.conversation.sheets import add_rows
from ui.theme import Theme


def office_visit(theme=None, **setting):
    session = a_session(alias="E.")
    in_a_visit(session, type_="office", **setting)
    return session


def codes(session, item: str) -> tuple[str, ...]:
    answer = latest(session.case, ItemId(item), session.case.at_risk())
    return answer.body.value.codes if answer else ()


def test_a_visit_begins_at_its_first_prompt(qtbot, theme) -> None:
    session = office_visit()
    page, window = a_page(qtbot, session, theme)
    assert page.form.item.id == "B1"
    assert "first of seven" in seen(window)


def test_a_digit_answers_and_space_goes_on(qtbot, theme) -> None:
    session = office_visit()
    page, window = a_page(qtbot, session, theme, "E3")
    press(window, Qt.Key.Key_1, Qt.Key.Key_Space)
    assert codes(session, "E3") == ("yes",)
    assert page.form.item.id == "E4"
    press(window, Qt.Key.Key_2)
    click(window, "Back")
    assert page.form.item.id == "E3"
    assert page.form.fields[0].value().codes == ("yes",)


def test_words_still_being_typed_are_saved_when_the_prompt_is_left(qtbot, theme) -> None:
    session = office_visit()
    _page, window = a_page(qtbot, session, theme, "C1")
    type_in(window.focusWidget(), "It began in the spring.")
    click(window, "Next prompt")
    assert text_of(session.case, "C1", session.case.at_risk()) == "It began in the spring."


def test_words_still_being_typed_are_saved_by_the_flush_before_covering_and_locking(
    qtbot, theme
) -> None:
    session = office_visit()
    page, window = a_page(qtbot, session, theme, "E3")
    window.covered.connect(page.flush)
    type_in(page.form.words.first_focus(), "My cousin, in 2019")
    press(window, Qt.Key.Key_Escape, Qt.Key.Key_Escape)
    assert window.is_covered()
    answer = latest(session.case, ItemId("E3"), session.case.at_risk())
    assert answer.body.words == "My cousin, in 2019"


def test_saved_is_said_only_when_it_is_so_and_a_refusal_keeps_the_prompt(
    qtbot, theme, monkeypatch
) -> None:
    from app.domain.errors import VaultRefused

    def full(_entries: object) -> None:
        raise VaultRefused("vault.full")

    session = office_visit()
    page, window = a_page(qtbot, session, theme, "C1")
    with monkeypatch.context() as patch:
        patch.setattr(session.desk.store, "append", full)
        type_in(window.focusWidget(), "Keep me")
        click(window, "Next prompt")
        assert page.form.item.id == "C1"
        assert "Saved" not in seen(window)
    click(window, "Next prompt")
    assert page.form.item.id == "C2"
    assert text_of(session.case, "C1", session.case.at_risk()) == "Keep me"


def test_keys_of_letters_are_text_while_somebody_types(qtbot, theme) -> None:
    session = office_visit()
    page, _window = a_page(qtbot, session, theme, "E3")
    type_in(page.form.words.first_focus(), "r p t i h 1 2")
    assert page.form.words.text() == "r p t i h 1 2"
    assert codes(session, "E3") == ()
    assert page.form.heading.text() == page.form.item.ask


def test_a_sections_count_grows_and_a_press_goes_to_its_first_open_prompt(qtbot, theme) -> None:
    session = office_visit()
    page, _window = a_page(qtbot, session, theme, "E1")
    say(session, "F1", "often")
    row = next(r for r in page.sections.rows if r.section.code == "F")
    assert row.section.progress == "1 of 9"
    row.click()
    assert page.form.item.id == "F2"


def test_r_asks_another_way(qtbot, theme) -> None:
    session = office_visit()
    page, window = a_page(qtbot, session, theme, "E3")
    press(window, Qt.Key.Key_R)
    assert page.form.heading.text() == page.form.item.ways[0].text


def test_a_home_visit_starts_with_everything_put_away_and_p_brings_it(qtbot, theme) -> None:
    session = a_session(alias="E.")
    first = in_a_visit(session)
    say(session, "E4", "no", words="No, nothing.")
    assert session.record(lambda desk, case: visiting.end(desk, case, first))
    session.desk.clock.step(days=20)
    in_a_visit(session, type_="home", mode="telephone", gate="suitable", language="Gheg",
               reference="4471")  # fmt: skip
    say(session, "F1", "often")
    page, window = a_page(qtbot, session, theme, "E4")
    told = seen(window)
    for kept_away in ("No, nothing.", "4471", "Gheg  ·  ", "Raised by"):
        assert kept_away not in told.replace("Gheg  ·  as interpreted", "")
    assert not page.findings.isVisible()
    press(window, Qt.Key.Key_P)
    told = seen(window)
    assert "No, nothing." in told
    assert "reference 4471" in told
    assert page.findings.isVisible()
    press(window, Qt.Key.Key_P)
    assert "No, nothing." not in seen(window)


def test_when_someone_comes_in_only_the_harmless_topic_is_on_the_screen(qtbot, theme) -> None:
    session = office_visit(language="Gheg", mode="telephone", gate="suitable")
    a_topic(session, "School places for September")
    page, window = a_page(qtbot, session, theme, "E4")
    press(window, Qt.Key.Key_1)
    page.someone_came_in()
    shown = set(seen(page).split("\n")) - {"P"}
    assert shown == {"School places for September", "Carry on"}
    assert not page.visit_strip.isVisible()
    assert session.visit.setting.asked_after == "came_in"
    press(window, Qt.Key.Key_Return)
    assert page.form is None  # nothing comes back before it was asked who can hear
    click(window, "Nobody else")
    click(window, "Note who can hear")
    assert page.form.item.id == "E4"
    assert not page.findings.isVisible()


def test_when_someone_comes_in_and_no_topic_was_agreed_the_window_is_covered(qtbot, theme) -> None:
    session = office_visit()
    page, window = a_page(qtbot, session, theme, "C1")
    type_in(window.focusWidget(), "half a sent")
    page.someone_came_in()
    assert window.is_covered()
    assert text_of(session.case, "C1", session.case.at_risk()) == "half a sent"


def test_minutes_since_the_break_are_said_louder_at_25_and_45_and_t_begins_again(
    qtbot, theme
) -> None:
    session = office_visit()
    page, window = a_page(qtbot, session, theme)
    for minutes, role, ink in ((18, "note", "ink"), (7, "note_strong", "ink"),
                               (20, "note_strong", "attn")):  # fmt: skip
        session.desk.clock.step(minutes=minutes)
        page._show_strip()
        assert (page.visit_strip.clock.role, page.visit_strip.clock.ink) == (role, ink)
    assert "45 minutes since the last break" in seen(window)
    press(window, Qt.Key.Key_T)
    assert "0 minutes since the last break" in seen(window)
    notes = [e.body for e in session.case.of(Kind.NOTE)]
    assert [n.heading for n in notes if isinstance(n, NoteBody)] == [READ_FIRST, "Break"]


def test_a_serious_concern_says_what_it_does_and_makes_the_visit_doubtful(qtbot, theme) -> None:
    session = office_visit(mode="telephone", gate="suitable", language="Gheg")
    say(session, "E4", "no")
    _page, window = a_page(qtbot, session, theme, "E4")
    press(window, Qt.Key.Key_I)
    click(window, "Answered for the person")
    assert "no “no” said in it counts as a no" in seen(window)
    click(window, "Note this concern")
    setting = session.visit.setting
    assert setting.reliability is Reliability.DOUBTFUL
    assert (setting.concern, setting.item) == ("answered_for_her", "E4")
    assert "No “no” here is established" in seen(window.strip)
    assert latest(session.case, ItemId("E4"), session.case.at_risk()).not_established


def test_a_lesser_concern_is_noted_and_nothing_becomes_doubtful(qtbot, theme) -> None:
    session = office_visit(mode="telephone", gate="suitable")
    _page, window = a_page(qtbot, session, theme, "E4")
    press(window, Qt.Key.Key_I)
    click(window, "A bad line")
    assert "doubtful" not in seen(window)
    click(window, "Note this concern")
    assert session.visit.setting.reliability is Reliability.CONCERN


def test_h_notes_who_can_hear(qtbot, theme) -> None:
    session = office_visit()
    _page, window = a_page(qtbot, session, theme, "E4")
    press(window, Qt.Key.Key_H)
    click(window, "Nobody else")
    click(window, "Note who can hear")
    assert session.visit.setting.hearing == "nobody"
    press(window, Qt.Key.Key_H)
    click(window, "A child")
    click(window, "Note who can hear")
    assert session.visit.setting.hearing == "A child"
    assert len(session.visit.settings) == 3


def test_b_says_it_back_and_keeps_whether_it_was_right(qtbot, theme) -> None:
    session = office_visit()
    _page, window = a_page(qtbot, session, theme, "C1")
    type_in(window.focusWidget(), "The key is with his mother")
    window.page.setFocus()
    named(window, "Say it back").click()
    assert "The key is with his mother." in seen(window)
    click(window, "Said right")
    answer = latest(session.case, ItemId("C1"), session.case.at_risk())
    assert answer.body.checked == "read_back"
    assert "said back: right" in seen(window)


def test_a_card_says_why_and_adds_its_rows_to_the_plan(qtbot, theme) -> None:
    session = office_visit()
    _page, window = a_page(qtbot, session, theme, "E4")
    press(window, Qt.Key.Key_1)
    finding = session.findings[0]
    rule = next(r for r in session.library.book.rules if r.id == finding.rule)
    told = seen(window)
    for words in (rule.name, rule.why, rule.do[0], f"Rule {rule.id}"):
        assert words in told
    click(window, "Add to plan")
    click(window, "Add these to the plan")
    assert {a.body.row for a in actions(session.case)} == set(rule.plan)


def test_a_card_is_set_aside_only_with_a_reason_and_stays_in_sight(qtbot, theme) -> None:
    session = office_visit()
    page, window = a_page(qtbot, session, theme, "E4")
    press(window, Qt.Key.Key_1)
    rule = session.findings[0].rule
    click(window, "Set aside, say why")
    click(window, "Set aside with this reason")
    assert set_aside(session.case) == {}
    sheet = window.findChild(Sheet)
    type_in(sheet.words.first_focus(), "Referred by the police yesterday")
    click(window, "Set aside with this reason")
    assert set_aside(session.case)[rule].body.reasons == "Referred by the police yesterday"
    assert "Set aside" in seen(page)


def test_what_is_never_safe_to_infer_stands_beside_its_prompt(qtbot, theme) -> None:
    session = office_visit()
    _page, window = a_page(qtbot, session, theme, "D6")
    assert "Saying there is no danger does not mean that there is none." in seen(window)


def test_a_short_visit_asks_the_short_set_only(qtbot, theme) -> None:
    session = office_visit()
    page, window = a_page(qtbot, session, theme, "B2")
    press(window, Qt.Key.Key_2)
    press(window, Qt.Key.Key_Space)
    assert page.form.item.short
    assert {p.item.short for p in page._prompts} == {True}


def test_back_from_a_prompt_that_is_no_longer_asked_goes_to_the_one_before(qtbot, theme) -> None:
    session = office_visit()
    page, window = a_page(qtbot, session, theme, "B4")
    say(session, "B2", "no")
    click(window, "Back")
    assert page.form.item.id == "B3"


def test_people_added_during_the_visit_get_their_own_prompts(qtbot, theme) -> None:
    session = office_visit()
    page, window = a_page(qtbot, session, theme, "C1")
    page._more("person")
    sheet = window.findChild(Sheet)
    type_in(
        sheet.findChild(type(named(window, "A short alias, no name", object_of("QLineEdit")))), "G."
    )
    click(window, "Add this person")
    page._to_section("H")
    assert page.form.item.id == "H1"
    assert "G." in seen(window)


def object_of(name: str):
    from PySide6 import QtWidgets

    return getattr(QtWidgets, name)


def test_the_same_prompt_is_found_again_after_a_lock(qtbot, theme) -> None:
    session = office_visit()
    left, _window = a_page(qtbot, session, theme, "F2")
    left.flush()  # as every lock does
    place = json.loads(session.desk.store.setting("place"))
    assert place["page"] == "conversation"
    fresh, _window = a_page(qtbot, session, theme)
    assert fresh.form.item.id == "F2"
    fresh.flush()
    left, _window = a_page(qtbot, session, theme, "F3")
    left.flush()
    again, _window = a_page(qtbot, session, theme)
    assert again.form.item.id == "F3"


def two_calls() -> reference.Stop:
    return reference.Stop(
        ("P02", "P24"), "Do not leave yet", "Two gaps at once.",
        ("Police control room", "Supervisor"), ("test",),
    )  # fmt: skip


def a_stopped_visit(monkeypatch):
    """A visit whose next critical "yes" brings two rules of a stop together."""
    from dataclasses import replace

    session = office_visit()
    book = replace(session.library.book, stops=(two_calls(),))
    session.library = replace(session.library, book=book)
    assert session.record(
        lambda desk, case: recording.add_subject(desk, case, "G.", "husband", to=case.at_risk())[0]
    )
    return session


def test_a_stop_covers_the_page_until_both_calls_are_recorded(qtbot, theme, monkeypatch) -> None:
    session = a_stopped_visit(monkeypatch)
    _page, window = a_page(qtbot, session, theme, "E4")
    press(window, Qt.Key.Key_1)
    told = seen(window.findChild(StopSheet))
    assert "Do not leave without speaking to the police control room and the supervisor." in told
    click(window, "I have spoken to them: record it")
    sheet = window.findChild(StopSheet)
    click(window, "Record the call: Police control room")
    assert not calls(session)
    type_in(sheet.fields[0].first_focus(), "Inspector Hale, log 212")
    type_in(sheet.fields[1].first_focus(), "Sue, at 12:10")
    click(window, "Record the call: Police control room")
    assert sheet.isVisible()
    assert sheet.fields[0].text() == "Sue, at 12:10"
    click(window, "Record the call: Supervisor")
    assert not sheet.isVisible()
    assert calls(session) == ["Inspector Hale, log 212", "Sue, at 12:10"]


def test_going_on_with_her_first_does_not_close_a_stop(qtbot, theme, monkeypatch) -> None:
    session = a_stopped_visit(monkeypatch)
    page, window = a_page(qtbot, session, theme, "E4")
    press(window, Qt.Key.Key_1)
    click(window, "Go on with her first")
    press(window, Qt.Key.Key_Space)
    assert page.form.item.id == "E5"
    page._show_leaving()
    assert "Two calls are still to be made." in seen(window)
    page.open_stop()
    click(window, "I have spoken to them: record it")
    sheet = next(s for s in window.findChildren(StopSheet) if s.isVisible())
    type_in(sheet.reason.first_focus(), "Sue Bell: police are in the house")
    click(window, "Record the reason")
    assert calls(session) == ["Sue Bell: police are in the house"]
    assert not sheet.isVisible()


def calls(session) -> list[str]:
    bodies = [e.body for e in session.case.of(Kind.SIGNOFF)]
    return [b.reasons for b in bodies if isinstance(b, SignoffBody) and b.on is SignoffOn.STOP]


def test_a_visit_ends_only_with_a_first_plan(qtbot, theme) -> None:
    session = office_visit()
    page, window = a_page(qtbot, session, theme, "Z6")
    page._show_leaving()
    told = seen(window)
    for row in BEFORE_LEAVING:
        assert session.library.plan.row(row).action in told
    assert not named(window, "End the visit").isEnabled()
    assert add_rows(session, list(BEFORE_LEAVING))
    click(window, "End the visit")
    assert session.visit is None
    assert "No visit is open" in seen(window)
    assert "ended today at 12:00" in seen(window)


def test_somebody_who_has_to_go_says_why(qtbot, theme) -> None:
    session = office_visit()
    page, window = a_page(qtbot, session, theme)
    page._show_leaving()
    click(window, "I have to leave now: say why")
    sheet = window.findChild(Sheet)
    type_in(sheet.words.first_focus(), "His brother came home")
    click(window, "End the visit with this reason")
    assert visits(session.case)[-1].ended is not None
    bodies = [e.body for e in session.case.of(Kind.SIGNOFF)]
    assert {b.reasons for b in bodies} == {"His brother came home"}


def test_the_last_prompt_leads_to_what_is_missing(qtbot, theme) -> None:
    session = office_visit()
    page, window = a_page(qtbot, session, theme, "Z7")
    press(window, Qt.Key.Key_Space)
    click(window, "Next prompt") if page.form else None
    assert "Before you leave" in seen(window)


def test_with_no_visit_a_prepared_one_is_begun_here(qtbot, theme) -> None:
    from app.domain.entry import SettingBody

    session = a_session(alias="E.")
    assert session.record(
        lambda desk, case: visiting.plan(desk, case, "home", "To listen", None, ())[0]
    )
    page, window = a_page(qtbot, session, theme)
    asked = []
    page.navigate.connect(lambda code, argument: asked.append((code, argument)))
    click(window, "Check the interpreter first")
    planned = visits(session.case)[-1]
    assert asked == [("prepare", planned.id)]
    assert session.record(
        lambda desk, case: visiting.note_setting(desk, case, planned.id, SettingBody(mode="none"))
    )
    click(window, "Begin this visit")
    assert session.visit is not None
    click(window, "Already read: go to the questions")
    assert page.form.item.id == "B1"


@in_four_looks
def test_nothing_is_cut_or_nameless(qtbot, qapp, scale, dark, size) -> None:
    theme = Theme(dark=dark, scale=scale)
    session = office_visit(language="Kurdish, Badini, from the mountains", mode="telephone",
                           gate="suitable", interpreter_sex="woman", reference="4471")  # fmt: skip
    page, window = a_page(qtbot, session, theme, "E4", size=size)
    qapp.setPalette(theme.palette())
    press(window, Qt.Key.Key_1)
    for item in ("E4", "G1", "H1", "Z2"):
        page.arrive(item)
        settle(qapp)
        assert clipping.check(page) == []
        assert naming.check(page) == []
        assert clipping.contrasts(page, theme) == []


def test_a_key_that_nobody_uses_is_left_to_the_shell(qtbot, theme) -> None:
    session = office_visit()
    page, _window = a_page(qtbot, session, theme, "E3")
    event = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_X, Qt.KeyboardModifier.NoModifier, "x")
    assert not page.handle_key(event)
