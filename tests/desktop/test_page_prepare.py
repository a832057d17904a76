"""Preparing a visit: what is known, the visit itself, and the interpreter gate."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from app.domain.answers import codes_of, text_of
from app.domain.codes import Kind, Reliability
from app.domain.interpreter import card_of
from app.domain.plan import actions
from app.domain.visit import visits
from app.services import interpreting
from tests.desktop import clipping, naming
from tests.desktop.looks import in_four_looks
from tests.desktop.office import a_session, a_window, click, named, press, seen, settle, type_in
from ui.controls import Sheet
from ui.pages.prepare import PreparePage
from ui.theme import Theme


def a_page(qtbot, session, theme, argument=None, size=(1366, 696)):
    page = PreparePage(session, theme)
    page.asked = []
    page.navigate.connect(lambda code, what: page.asked.append((code, what)))
    window = a_window(qtbot, session, page, size=size)
    page.arrive(argument)
    window.focus_page()
    return page, window


def planned(qtbot, theme):
    """The gate of a home visit that has just been planned."""
    session = a_session(alias="E.")
    page, window = a_page(qtbot, session, theme)
    click(window, "Plan this visit")
    click(window, "Check the interpreter")
    return session, page, window


def choose(window, *keys) -> None:
    for key in keys:
        press(window, key, Qt.Key.Key_Space)


def test_the_list_leads_through_what_is_to_be_prepared(qtbot, theme) -> None:
    session = a_session(alias="E.")
    page, window = a_page(qtbot, session, theme, "A9")
    press(window, Qt.Key.Key_2)
    assert codes_of(session.case, "A9") == ("no",)
    row = next(r for r in page.items.rows if r.section.code == "A9")
    assert row.section.whole
    press(window, Qt.Key.Key_Space)
    assert page.form.item.id == "A10"
    click(window, "Back")
    assert page.form.item.id == "A9"


def test_words_still_being_typed_are_saved_when_another_item_is_picked(qtbot, theme) -> None:
    session = a_session(alias="E.")
    page, _window = a_page(qtbot, session, theme, "A8")
    type_in(page.form.fields[4].first_focus(), "School places")
    page.items.picked.emit("A1")
    assert text_of(session.case, "A8", None, "topic") == "School places"


def test_a_visit_is_planned_with_its_day_and_time(qtbot, theme) -> None:
    session = a_session(alias="E.")
    page, window = a_page(qtbot, session, theme)
    type_in(page.panel.purpose.first_focus(), "To listen, alone")
    for part, text in (("day", "1"), ("month", "7"), ("year", "2027")):
        type_in(getattr(page.panel.day, part).first_focus(), text)
    type_in(page.panel.time.first_focus(), "14:30")
    click(window, "Plan this visit")
    visit = visits(session.case)[-1]
    assert visit.planned.isoformat() == "2027-07-01T13:30:00+00:00"
    assert visit.body.packs == (f"screening {session.library.screening.version}",)
    assert "Home visit, 1 July 2027 at 14:30" in seen(window)


def test_a_time_that_is_none_is_said_and_nothing_is_planned(qtbot, theme) -> None:
    session = a_session(alias="E.")
    page, window = a_page(qtbot, session, theme)
    type_in(page.panel.time.first_focus(), "teatime")
    click(window, "Plan this visit")
    assert visits(session.case) == ()
    assert "Write a day and a time" in seen(window)


def test_a_suitable_interpreter_in_five_steps(qtbot, theme) -> None:
    session, page, window = planned(qtbot, theme)
    type_in(page.panel.reference.first_focus(), "4471")
    type_in(page.panel.language.first_focus(), "Albanian, Gheg")
    page.first_focus().setFocus()
    choose(window, *[Qt.Key.Key_1] * 5)
    assert "The interpreter is suitable" in seen(window)
    type_in(page.panel.present.first_focus(), "Only E. and me")
    click(window, "Begin the conversation")
    setting = session.visit.setting
    assert (setting.gate, setting.mode, setting.reference) == ("suitable", "telephone", "4471")
    assert (setting.language, setting.present) == ("Albanian, Gheg", "Only E. and me")
    assert setting.reliability is Reliability.SOUND
    assert "Ties: No ties" in setting.why
    assert page.asked == [("conversation", None)]
    assert session.desk.store.setting("gate") == ""


def test_an_interpreter_nearby_is_suitable_with_a_concern(qtbot, theme) -> None:
    session, _page, window = planned(qtbot, theme)
    choose(window, Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_1, Qt.Key.Key_1, Qt.Key.Key_1)
    click(window, "Begin the conversation")
    assert session.visit.setting.gate == "concern"
    assert session.visit.setting.reliability is Reliability.CONCERN


@pytest.mark.parametrize("step", range(5))
def test_no_step_can_be_passed_with_an_answer_that_stops(qtbot, theme, step) -> None:
    session, page, window = planned(qtbot, theme)
    choose(window, *[Qt.Key.Key_1] * step)
    press(window, Qt.Key.Key_3)
    assert "This interpreter cannot be used." in seen(window)
    before = page.gate.step
    click(window, "Next step")
    assert page.gate.step == before
    click(window, "Not suitable: stop and rebook")
    assert "Your draft of the visit stays as it is." in seen(window)
    click(window, "Stop, and keep the draft")
    assert session.visit is None
    visit = visits(session.case)[-1]
    assert visit.setting.gate == "not_suitable"
    assert not visit.gate_passed
    assert "Book another, then check again." in seen(window)
    assert page.asked == []


def test_a_step_without_an_answer_is_not_passed(qtbot, theme) -> None:
    _session, page, window = planned(qtbot, theme)
    click(window, "Next step")
    assert page.gate.step == 0
    assert "Choose an answer first." in seen(window)


def test_while_the_gate_is_open_no_name_address_or_area_is_on_the_screen(qtbot, theme) -> None:
    session = a_session(alias="E.")
    page, window = a_page(qtbot, session, theme, "A8")
    type_in(page.form.fields[0].first_focus(), "14 Station Road, Northmere")
    page.arrive(None)
    page.show_item("visit")
    type_in(page.panel.purpose.first_focus(), "Mrs Example at Station Road")
    click(window, "Plan this visit")
    click(window, "Check the interpreter")
    for _step in range(5):
        told = seen(window).lower()
        assert "give no name, address or area until this is finished" in told
        for word in ("station road", "mrs example", "northmere"):
            assert word not in told
        choose(window, Qt.Key.Key_1)


def test_the_gate_is_found_again_where_it_was_left(qtbot, theme) -> None:
    session, page, window = planned(qtbot, theme)
    type_in(page.panel.language.first_focus(), "Kurdish, Badini")
    page.first_focus().setFocus()
    choose(window, Qt.Key.Key_1)
    type_in(page.panel.words.first_focus(), "Office in another county")
    page.flush()
    again, _window = a_page(qtbot, session, theme, visits(session.case)[-1].id)
    assert again.gate.step == 1
    assert again.gate.language == "Kurdish, Badini"
    assert again.panel.words.text() == "Office in another county"


def test_saved_is_not_said_when_the_gate_could_not_be_kept(qtbot, theme, monkeypatch) -> None:
    from app.domain.errors import VaultRefused

    def full(*_given: object) -> None:
        raise VaultRefused("vault.full")

    session, page, window = planned(qtbot, theme)
    monkeypatch.setattr(session.desk.store, "set_setting", full)
    type_in(page.panel.language.first_focus(), "Kurdish, Badini")
    page.flush()
    assert session.refusals == ["vault.full"]
    assert "Saved" not in seen(window)
    assert page.panel.language.text() == "Kurdish, Badini"


def test_no_interpreter_needed_goes_straight_to_the_conversation(qtbot, theme) -> None:
    session, _page, window = planned(qtbot, theme)
    choose(window, Qt.Key.Key_2)
    assert "No interpreter is needed" in seen(window)
    click(window, "Begin the conversation")
    assert session.visit.setting.mode == "none"
    assert session.visit.setting.reliability is Reliability.SOUND


def test_life_in_danger_goes_on_with_a_reason_and_a_task(qtbot, theme) -> None:
    session, page, window = planned(qtbot, theme)
    click(window, "Life in danger now: go on without")
    click(window, "Go on now")
    assert session.visit is None
    sheet = window.findChild(Sheet)
    type_in(sheet.words.first_focus(), "He is outside with a knife")
    click(window, "Go on now")
    assert "Only for danger to life." in seen(window)
    assert session.visit is None
    click(window, "Yes: a life is in danger now")
    click(window, "Go on now")
    setting = session.visit.setting
    assert setting.gate == "override"
    assert setting.reliability is Reliability.DOUBTFUL
    assert setting.why.startswith("He is outside with a knife")
    assert [a.body.text for a in actions(session.case)] == [
        "Interview again, with an independent interpreter"
    ]
    assert page.asked == [("conversation", None)]


def test_a_language_without_its_variety_is_asked_about(qtbot, theme) -> None:
    _session, page, window = planned(qtbot, theme)
    type_in(page.panel.language.first_focus(), "Kurdish")
    assert "Which variety?" in seen(window)
    type_in(page.panel.language.first_focus(), ", Sorani")
    assert "Which variety?" not in seen(window)


@pytest.mark.parametrize(
    ("broad", "variety"),
    [("Kurdish", "Kurdish, Sorani"), ("arabic", "Arabic, Sudanese"), ("Punjabi", "Punjabi, India")],
)
def test_each_variety_of_a_broad_name_is_one_press_away(qtbot, theme, broad, variety) -> None:
    session, page, window = planned(qtbot, theme)
    type_in(page.panel.language.first_focus(), broad)
    click(window, f"The variety is {variety}")
    assert page.panel.language.text() == variety
    assert "Which variety?" not in seen(window)
    assert "The variety is" not in "".join(b.accessibleName() for b in offered(page))
    page.flush()
    page.arrive(visits(session.case)[-1].id)  # drawn anew from what was kept
    assert page.panel.language.text() == variety


def test_the_varieties_of_a_name_that_is_typed_come_into_view(qtbot, qapp, fonts, theme) -> None:
    del fonts
    _session, page, window = planned(qtbot, theme)
    type_in(page.panel.language.first_focus(), "Kurdish")
    settle(qapp)
    bottom = page.panel.varieties.mapTo(window, page.panel.varieties.rect().bottomLeft()).y()
    assert bottom < page.next.mapTo(window, page.next.rect().topLeft()).y()


def offered(page) -> list:
    return [b for b in page.panel.varieties.findChildren(QAbstractButton) if b.isVisible()]


def test_the_band_says_after_which_step_it_opens_with_an_interpreter_and_without(
    qtbot, theme
) -> None:
    _session, page, window = planned(qtbot, theme)
    every = len(page.session.library.gate.steps) + 1
    assert band(page) == f"The conversation opens after step {every}"
    assert f"Step 1 of {every}" in seen(window)
    press(window, Qt.Key.Key_2)  # they share a language
    assert band(page) == "The conversation opens after step 2"
    assert "Step 1 of 2" in seen(window)
    assert "Ties" not in seen(page.steps)
    press(window, Qt.Key.Key_Space)
    assert band(page) == "The conversation opens after step 2"
    click(window, "Back")
    press(window, Qt.Key.Key_1)
    assert band(page) == f"The conversation opens after step {every}"
    assert "Ties" in seen(page.steps)


def band(page) -> str:
    return page.strip.clock.words


def test_a_line_of_the_language_card_that_is_cleared_is_cleared_in_the_record(qtbot, theme) -> None:
    session = a_session(alias="E.")
    page, _window = a_page(qtbot, session, theme, "A7")
    script = session.library.interpreting
    type_in(page.form.fields["region"].first_focus(), "Kirkuk")
    page.flush()
    assert card_of(session.case, script)["region"].words == "Kirkuk"
    page.form.fields["region"].set_text("")
    assert page.form.flush()
    assert card_of(session.case, script) == {}
    assert "Kirkuk" not in str([e.body for e in session.case.of(Kind.ANSWER)])
    before = len(session.case.ordered)
    assert page.form.flush()
    assert len(session.case.ordered) == before
    page.arrive("A8")
    page.arrive("A7")
    assert page.form.fields["region"].text() == ""


def test_what_somebody_else_cleared_is_gone_from_the_card_on_the_screen(qtbot, qapp, theme) -> None:
    session = a_session(alias="E.")

    def written(words: str) -> None:
        card = {"region": words}
        session.record(lambda d, c: interpreting.record_card(d, c, session.library, card))

    written("Kirkuk")
    page, _window = a_page(qtbot, session, theme, "A7")
    settle(qapp)
    assert page.form.fields["region"].text() == "Kirkuk"
    written("")
    assert page.form.fields["region"].text() == ""


@in_four_looks
def test_nothing_is_cut_or_nameless(qtbot, qapp, fonts, scale, dark, size) -> None:
    del fonts  # drawn in our own, whatever else is on this machine
    theme = Theme(dark=dark, scale=scale)
    session = a_session(alias="E.")
    page, window = a_page(qtbot, session, theme, size=size)
    click(window, "Plan this visit")
    for step in ("A1", "A3", "A7", "visit", visits(session.case)[-1].id):
        page.arrive(step)
        settle(qapp)
        assert clipping.check(page) == []
        assert naming.check(page) == []
        assert clipping.contrasts(page, theme) == []
    assert named(window, "Next step").isEnabled()
