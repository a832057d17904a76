"""The one form: what a practitioner answers, types and reads, whatever the question is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.answers import latest, text_of
from app.domain.codes import Kind, Nature, Status
from app.domain.entry import LinkBody, Value
from app.domain.ids import ItemId
from app.domain.people import party
from app.domain.questionnaire import ItemType
from app.domain.visit import Prompt
from app.services import recording, visiting
from app.services.recording import Said
from tests.desktop.office import a_session, click, in_a_visit, seen, type_in
from ui.questionnaire import FIELD_FOR_TYPE, ROW_FOR_TYPE, ItemForm
from ui.theme import Theme

if TYPE_CHECKING:
    from app.domain.visit import Visit
    from tests.desktop.office import AnOffice


@pytest.fixture
def theme(qapp) -> Theme:
    return Theme()


def prompt_of(session: AnOffice, item: str, about: object = "her") -> Prompt:
    for section in session.library.screening.sections:
        for one in section.items:
            if one.id == item:
                whom = session.case.at_risk() if about == "her" else about
                return Prompt(section, one, whom)
    raise KeyError(item)


def a_form(qtbot, session: AnOffice, theme: Theme, item: str, visit: Visit | None, about="her"):
    form = ItemForm(session, theme, prompt_of(session, item, about), visit.id if visit else None)
    qtbot.addWidget(form)
    form.resize(760, 700)
    form.show()
    return form


def somebody(session: AnOffice, alias: str, relation: str) -> str:
    made = []

    def change(desk, case):
        after, subject = recording.add_subject(desk, case, alias, relation, to=case.at_risk())
        made.append(subject)
        return after

    assert session.record(change)
    return made[0]


def test_every_item_type_has_a_control_for_a_screen_and_for_a_row() -> None:
    assert set(FIELD_FOR_TYPE) == set(ItemType)
    assert set(ROW_FOR_TYPE) == set(ItemType)


def test_every_question_of_the_packs_can_be_drawn(qtbot, theme) -> None:
    session = a_session(alias="E.")
    visit = in_a_visit(session)
    husband, child = somebody(session, "G.", "husband"), somebody(session, "Child A", "child_of")
    about = {"person": session.case.at_risk(), "party": husband, "child": child, "case": None}
    for section in session.library.screening.sections:
        at = visit.id if section.place == "visit" else None
        for item in section.items:
            form = ItemForm(session, theme, Prompt(section, item, about[item.about]), at)
            qtbot.addWidget(form)
            assert item.heading in form.heading.text()
            assert not form.is_dirty(), item.id
    assert session.refusals == []


def test_a_digit_answers_and_the_answer_is_in_the_record_at_once(qtbot, theme) -> None:
    session = a_session(alias="E.")
    visit = in_a_visit(session)
    form = a_form(qtbot, session, theme, "E3", visit)
    QTest.keyClick(form.first_focus(), Qt.Key.Key_1)
    answer = latest(session.case, ItemId("E3"), session.case.at_risk())
    assert answer is not None
    assert answer.body.value == Value(codes=("yes",))
    assert answer.body.asked == form.item.ask
    assert answer.entry.visit == visit.id


def test_what_is_typed_is_saved_after_a_moment_of_quiet(qtbot, theme) -> None:
    session = a_session(alias="E.")
    form = a_form(qtbot, session, theme, "C1", in_a_visit(session))
    with qtbot.waitSignal(form.saved, timeout=3000):
        type_in(form.first_focus(), "He took the phone.")
    assert text_of(session.case, "C1", session.case.at_risk()) == "He took the phone."


def test_flushing_saves_what_is_still_being_typed(qtbot, theme) -> None:
    session = a_session(alias="E.")
    form = a_form(qtbot, session, theme, "E3", in_a_visit(session))
    type_in(form.words.first_focus(), "Her cousin")
    assert form.is_dirty()
    assert form.flush()
    answer = latest(session.case, ItemId("E3"), session.case.at_risk())
    assert answer.body.words == "Her cousin"
    assert not form.is_dirty()


def test_a_refused_save_keeps_what_was_typed_and_saves_it_later(qtbot, theme, monkeypatch) -> None:
    from app.domain.errors import VaultRefused

    session = a_session(alias="E.")
    form = a_form(qtbot, session, theme, "C1", in_a_visit(session))
    type_in(form.first_focus(), "Do not lose this")
    with monkeypatch.context() as patch:

        def full(_entries: object) -> None:
            raise VaultRefused("vault.full")

        patch.setattr(session.desk.store, "append", full)
        assert not form.flush()
    assert session.refusals == ["vault.full"]
    assert form.fields[0].value().text == "Do not lose this"
    assert form.flush()
    assert text_of(session.case, "C1", session.case.at_risk()) == "Do not lose this"


def test_sentences_typed_at_the_desk_leave_one_account_not_one_for_each_pause(qtbot, theme) -> None:
    session = a_session(alias="E.")
    form = a_form(qtbot, session, theme, "W1", None, about=None)
    for part in ("Control", " of the door", " and the phone"):
        QTest.keyClicks(form.first_focus(), part)
        assert form.flush()
    said = session.case.answers(ItemId("W1"), None, ever=True)
    assert [e.body.value.text for e in said] == ["Control of the door and the phone"]
    assert said[0].body.nature is Nature.ASSESSMENT


def test_an_open_form_writes_nothing_until_something_is_answered(qtbot, theme) -> None:
    session = a_session(alias="E.")
    form = a_form(qtbot, session, theme, "G1", in_a_visit(session))
    before = len(session.case.entries)
    assert form.flush()
    assert len(session.case.entries) == before


def test_now_and_past_are_two_answers_and_the_keyboard_goes_from_one_to_the_other(
    qtbot, theme
) -> None:
    session = a_session(alias="E.")
    form = a_form(qtbot, session, theme, "G1", in_a_visit(session))
    QTest.keyClick(form.first_focus(), Qt.Key.Key_2)
    QTest.keyClick(form.focusWidget(), Qt.Key.Key_1)
    value = latest(session.case, ItemId("G1"), session.case.at_risk()).body.value
    assert (value.codes, value.past) == (("no",), ("yes",))


def test_how_often_keeps_its_trend(qtbot, theme) -> None:
    session = a_session(alias="E.")
    form = a_form(qtbot, session, theme, "F1", in_a_visit(session))
    QTest.keyClick(form.first_focus(), Qt.Key.Key_4)
    field = form.fields[0]
    field.trend.choose("more")
    field.trend.chosen.emit("more")
    value = latest(session.case, ItemId("F1"), session.case.at_risk()).body.value
    assert (value.codes, value.trend) == (("often",), "more")


def test_not_asked_yet_takes_an_answer_back_by_a_new_entry(qtbot, theme) -> None:
    session = a_session(alias="E.")
    form = a_form(qtbot, session, theme, "E3", in_a_visit(session))
    QTest.keyClick(form.first_focus(), Qt.Key.Key_1)
    count = len(session.case.entries)
    QTest.keyClick(form.first_focus(), Qt.Key.Key_6)
    assert len(session.case.entries) > count
    value = latest(session.case, ItemId("E3"), session.case.at_risk()).body.value
    assert value.codes == ("not_asked",)


def test_a_reason_for_no_answer_stands_alone_among_many(qtbot, theme) -> None:
    session = a_session(alias="E.")
    form = a_form(qtbot, session, theme, "E1", in_a_visit(session))
    field = form.fields[0]
    field.group.answers[0].click()
    field.group.answers[1].click()
    declined = next(a for a in field.group.answers if a.option.code == "declined")
    declined.click()
    assert field.value().codes == ("declined",)
    field.group.answers[0].click()
    assert "declined" not in field.value().codes


def test_minutes_are_kept_beside_safe_to_talk(qtbot, theme) -> None:
    session = a_session(alias="E.")
    form = a_form(qtbot, session, theme, "B2", in_a_visit(session))
    QTest.keyClick(form.first_focus(), Qt.Key.Key_1)
    type_in(form.fields[0].minutes.first_focus(), "8")
    form.flush()
    value = latest(session.case, ItemId("B2"), session.case.at_risk()).body.value
    assert (value.codes, value.number) == (("yes",), 8)


def test_each_row_is_an_answer_of_its_own(qtbot, theme) -> None:
    session = a_session(alias="E.")
    form = a_form(qtbot, session, theme, "A7", None, about=None)
    type_in(form.fields[0].first_focus(), "Kurdish, Sorani")
    type_in(form.fields[4].first_focus(), "woman")
    form.flush()
    rows = [row.code for row in form.item.rows]
    assert text_of(session.case, "A7", None, rows[0]) == "Kurdish, Sorani"
    assert text_of(session.case, "A7", None, rows[4]) == "woman"
    assert latest(session.case, ItemId("A7"), None, rows[1]) is None


def test_somebody_can_be_added_while_saying_of_whom_she_is_afraid(qtbot, theme) -> None:
    session = a_session(alias="E.")
    form = a_form(qtbot, session, theme, "D3", in_a_visit(session))
    click(form, "Add somebody")
    type_in(form.fields[0].adder.alias.first_focus(), "Uncle")
    click(form, "Add this person")
    who = latest(session.case, ItemId("D3"), session.case.at_risk()).body.value.who
    assert [session.case.label(s) for s in who] == ["Uncle"]
    assert party(session.case, who[0]).role_open


def test_somebody_not_known_by_name_can_be_added(qtbot, theme) -> None:
    session = a_session(alias="E.")
    form = a_form(qtbot, session, theme, "D3", in_a_visit(session))
    click(form, "Add somebody")
    click(form, "Add somebody not known by name")
    who = latest(session.case, ItemId("D3"), session.case.at_risk()).body.value.who
    assert session.case.label(who[0]) == "Person 1, not known"


def test_a_role_is_recorded_as_a_link_with_how_well_it_is_known(qtbot, theme) -> None:
    session = a_session(alias="E.")
    visit = in_a_visit(session)
    husband = somebody(session, "G.", "husband")
    form = a_form(qtbot, session, theme, "H3", visit, about=husband)
    line = form.fields[0]._lines["role.threatens"]
    line.choose("suspected")
    line.chosen.emit("suspected")
    bodies = [e.body for e in session.case.links("role.threatens", about=husband)]
    assert [(b.status, b.to) for b in bodies if isinstance(b, LinkBody)] == [
        (Status.SUSPECTED, session.case.at_risk())
    ]


def earlier_no(session: AnOffice) -> None:
    first = in_a_visit(session, language="English", present="her husband was in the room")
    item = session.library.screening.item("E4")
    her = session.case.at_risk()
    said = Said(words="No, nothing.", words_language="English")
    assert session.record(
        lambda desk, case: recording.answer(
            desk, case, item, Value(codes=("no",)), said, about=her, visit=first.id
        )
    )
    assert session.record(lambda desk, case: visiting.end(desk, case, first))
    session.desk.clock.step(days=20)


def test_an_earlier_answer_says_who_wrote_it_in_what_language_and_who_was_present(
    qtbot, theme
) -> None:
    session = a_session(alias="E.")
    earlier_no(session)
    form = a_form(qtbot, session, theme, "E4", in_a_visit(session))
    told = seen(form)
    for words in ("Earlier answer: No.", "24 November 2026", "T. Osei, Northmere",
                  "English, no interpreter", "her husband was in the room"):  # fmt: skip
        assert words in told
    assert "Both are kept" not in told
    QTest.keyClick(form.first_focus(), Qt.Key.Key_1)
    assert "Today’s differs. Both are kept." in seen(form)
    said = session.case.answers(ItemId("E4"), session.case.at_risk(), ever=True)
    assert [e.body.value.codes for e in said] == [("no",), ("yes",)]


def test_prompt_only_puts_earlier_answers_away(qtbot, theme) -> None:
    session = a_session(alias="E.")
    earlier_no(session)
    form = a_form(qtbot, session, theme, "E4", in_a_visit(session))
    form.set_prompt_only(True)
    QTest.keyClick(form.first_focus(), Qt.Key.Key_1)
    assert "Earlier answer" not in seen(form)
    assert "supervisor" not in seen(form).replace(form.note.words, "")
    form.set_prompt_only(False)
    assert "Earlier answer" in seen(form)


def test_a_critical_yes_asks_for_todays_calls_and_a_no_does_not(qtbot, theme) -> None:
    session = a_session(alias="E.")
    form = a_form(qtbot, session, theme, "E4", in_a_visit(session))
    QTest.keyClick(form.first_focus(), Qt.Key.Key_2)
    assert "call 999" not in seen(form)
    QTest.keyClick(form.first_focus(), Qt.Key.Key_3)
    assert "call 999" in seen(form)


def test_asking_another_way_keeps_the_words_that_were_asked(qtbot, theme) -> None:
    session = a_session(alias="E.")
    form = a_form(qtbot, session, theme, "E4", in_a_visit(session))
    ways = form.item.ways
    assert form.another_way()
    assert form.heading.text() == ways[0].text
    QTest.keyClick(form.first_focus(), Qt.Key.Key_1)
    answer = latest(session.case, ItemId("E4"), session.case.at_risk())
    assert answer.body.asked == ways[0].text
    for _way in ways:
        form.another_way()
    assert form.heading.text() == form.item.ask


def test_the_language_of_the_words_is_the_settings_and_can_be_changed(qtbot, theme) -> None:
    session = a_session(alias="E.")
    visit = in_a_visit(session, mode="telephone", gate="suitable", language="Albanian, Gheg")
    form = a_form(qtbot, session, theme, "E4", visit)
    assert "Albanian, Gheg  ·  as interpreted" in seen(form)
    QTest.keyClick(form.first_focus(), Qt.Key.Key_1)
    click(form, "Change")
    form.how.channel.choose("direct")
    form.how.channel.chosen.emit("direct")
    form.flush()
    body = latest(session.case, ItemId("E4"), session.case.at_risk()).body
    assert (body.channel, body.words_language) == ("direct", "Albanian, Gheg")


def test_the_field_being_typed_in_is_left_alone_when_the_case_changes(qtbot, theme) -> None:
    session = a_session(alias="E.")
    visit = in_a_visit(session)
    form = a_form(qtbot, session, theme, "C1", visit)
    type_in(form.first_focus(), "She was")
    somebody(session, "G.", "husband")
    assert form.fields[0].value().text == "She was"
    assert session.case.of(Kind.SUBJECT)
