"""A visit with one more person in it: what a practitioner sees and does, and by which keys."""

from __future__ import annotations

import ast
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

import ui
from app.domain.answers import latest
from app.domain.codes import ActionStatus, Channel, Kind
from app.domain.entry import NoteBody, SettingBody, Value
from app.domain.ids import ItemId
from app.domain.interpreter import LATER, NOT_AGAIN
from app.domain.opening import READ_FIRST
from app.domain.people import parties
from app.domain.plan import actions
from app.domain.visit import visits
from app.services import attention, interpreting, recording, visiting
from app.services.recording import Said
from tests.desktop import clipping, naming
from tests.desktop.a_conversation import a_page, a_topic, say
from tests.desktop.looks import in_four_looks
from tests.desktop.office import (
    a_session,
    a_window,
    click,
    in_a_visit,
    named,
    press,
    seen,
    settle,
    sheet_of,
    type_in,
)
from ui.controls import Sheet
from ui.pages.conversation.after_visit import LaterSheet
from ui.pages.conversation.keys import keys_of
from ui.pages.handover.panels import ToPanel
from ui.pages.home import TodayPage
from ui.pages.people.facts import quotes
from ui.pages.plan import PlanPage
from ui.pages.record.words import told as record_words
from ui.pages.settings.breaks import BreaksPart
from ui.questionnaire import ItemForm
from ui.theme import Theme

GHEG = {"mode": "telephone", "gate": "suitable", "language": "Albanian, Gheg", "reference": "4471"}
"""An interpreter who was checked, on the telephone."""


def interpreted(type_: str = "office", **more):
    session = a_session(alias="E.")
    in_a_visit(session, type_=type_, **{**GHEG, **more})
    return session


def answered(session, item: str):
    return latest(session.case, ItemId(item), session.case.at_risk()).body


# Who can hear


def test_it_is_owed_to_ask_who_can_hear_until_it_was_asked(qtbot, theme) -> None:
    session = interpreted()
    page, window = a_page(qtbot, session, theme, "E4")
    assert named(window, "Ask who can hear").isVisible()
    press(window, Qt.Key.Key_H)
    sheet = window.findChild(Sheet)
    assert sheet.after.text() == "At the start"
    assert not named(window, "Note who can hear").isEnabled()
    click(window, "Nobody else")
    click(window, "Note who can hear")
    setting = session.visit.setting
    assert (setting.places, setting.asked_after, setting.hearing) == (
        ("nobody",),
        "start",
        "nobody",
    )
    assert not page.hearing.isVisible()


def test_a_pause_asks_again_who_can_hear_and_stays_owed_though_something_is_answered(
    qtbot, theme
) -> None:
    session = interpreted(places=("nobody",), hearing="nobody")
    page, window = a_page(qtbot, session, theme, "E4")
    session.desk.clock.step(seconds=30)
    page.minutes.look()
    assert not page.hearing.isVisible()
    session.desk.clock.step(seconds=31)
    page.minutes.look()
    press(window, Qt.Key.Key_1)
    click(window, "Ask again who can hear")
    assert window.findChild(Sheet).after.text() in {"After a pause", "Nothing special"}
    click(window, "In the room")
    assert "Go to the harmless subject." in seen(window)
    click(window, "Nobody else")
    assert "Go to the harmless subject." not in seen(window)
    click(window, "Note who can hear")
    assert not page.hearing.isVisible()


def test_after_a_door_it_is_written_down_why_it_was_asked_and_who_can_hear_makes_it_doubtful(
    qtbot, theme
) -> None:
    session = interpreted(places=("nobody",), hearing="nobody")
    _page, window = a_page(qtbot, session, theme, "E4")
    press(window, Qt.Key.Key_H)
    window.findChild(Sheet).after.choose("door")
    click(window, "A child")
    click(window, "Note who can hear")
    setting = session.visit.setting
    assert (setting.hearing, setting.asked_after) == ("A child", "door")
    assert "No “no” here is established" in seen(window.strip)


def test_someone_came_in_is_one_press_and_the_way_back_leads_past_who_can_hear(
    qtbot, theme
) -> None:
    session = interpreted(places=("nobody",), hearing="nobody")
    a_topic(session, "School forms")
    page, window = a_page(qtbot, session, theme, "E4")
    window.someone_came_in.connect(page.someone_came_in)
    press(window, Qt.Key.Key_F9)
    assert set(seen(page).split("\n")) - {"P"} == {
        "School forms", "Which school form do you have?", "Carry on",
    }  # fmt: skip
    assert set(seen(window).split("\n")) == set(seen(page).split("\n"))  # no tab, alias or line
    press(window, Qt.Key.Key_F9)
    assert len([e for e in session.visit.settings if e.body.asked_after == "came_in"]) == 1
    press(window, Qt.Key.Key_Return)
    assert window.findChild(Sheet).after.text() == "Somebody came in"
    press(window, Qt.Key.Key_Tab)
    window.findChild(Sheet).dismiss()
    assert page.form is None
    press(window, Qt.Key.Key_Return)
    press(window, Qt.Key.Key_Space)  # the first place: nobody else
    click(window, "Note who can hear")
    assert page.form.item.id == "E4"
    assert window.header.isVisible()


def test_a_stop_does_not_come_up_while_the_harmless_topic_is_on_the_screen(
    qtbot, theme, monkeypatch
) -> None:
    session = interpreted()
    a_topic(session, "School forms")
    page, _window = a_page(qtbot, session, theme, "E4")
    page.someone_came_in()
    asked = []
    monkeypatch.setattr(page.acts, "check_stops", lambda: asked.append(1))
    say(session, "E3", "yes")
    assert asked == []


# How an answer came


def test_by_default_an_answer_came_through_the_interpreter_and_one_key_changes_that(
    qtbot, theme
) -> None:
    session = interpreted()
    _page, window = a_page(qtbot, session, theme, "E4")
    press(window, Qt.Key.Key_1)
    assert answered(session, "E4").channel is Channel.INTERPRETED
    expected = [
        (Channel.DIRECT, "English"), (Channel.MIXED, "Albanian, Gheg"),
        (Channel.GESTURE, "Albanian, Gheg"), (Channel.CARD, "Albanian, Gheg"),
        (Channel.INTERPRETED, "Albanian, Gheg"),
    ]  # fmt: skip
    for channel, language in expected:
        press(window, Qt.Key.Key_C)
        window.page.flush()
        body = answered(session, "E4")
        assert (body.channel, body.words_language) == (channel, language)


def test_exact_words_and_what_the_interpreter_said_are_kept_apart(qtbot, theme) -> None:
    session = interpreted()
    page, window = a_page(qtbot, session, theme, "E4")
    type_in(named(window, "As interpreted", QPlainTextEdit), "They said they would kill me.")
    type_in(named(window, "Her exact words", QPlainTextEdit), "Do te vrasim")
    page.flush()
    body = answered(session, "E4")
    assert (body.words, body.interpreted) == ("Do te vrasim", "They said they would kill me.")
    page.arrive("E3")
    page.arrive("E4")
    assert named(window, "As interpreted", QPlainTextEdit).toPlainText() == body.interpreted


def test_what_she_said_in_english_has_no_interpreters_words(qtbot, theme) -> None:
    session = interpreted()
    page, window = a_page(qtbot, session, theme, "E4")
    assert page.form.said.interpreted.isVisible()
    press(window, Qt.Key.Key_C)
    assert not page.form.said.interpreted.isVisible()
    assert "without the interpreter" in seen(window)


def test_a_story_told_through_an_interpreter_has_both_fields(qtbot, theme) -> None:
    session = interpreted()
    page, window = a_page(qtbot, session, theme, "C1")
    type_in(named(window, "As interpreted", QPlainTextEdit), "It began in the spring.")
    page.flush()
    assert answered(session, "C1").interpreted == "It began in the spring."


def test_which_other_way_was_asked_is_kept_and_stands_there_again(qtbot, theme) -> None:
    session = interpreted()
    page, window = a_page(qtbot, session, theme, "E4")
    way = page.form.item.ways[0]
    press(window, Qt.Key.Key_R, Qt.Key.Key_1)
    body = answered(session, "E4")
    assert (body.way, body.asked) == (way.id, way.text)
    page.arrive("E3")
    page.arrive("E4")
    assert page.form.heading.text() == way.text


def test_letters_are_letters_while_somebody_types_in_either_field(qtbot, theme) -> None:
    session = interpreted()
    page, window = a_page(qtbot, session, theme, "E4")
    for name in ("As interpreted", "Her exact words"):
        field = named(window, name, QPlainTextEdit)
        type_in(field, "c i h b t r p 1")
        assert field.toPlainText() == "c i h b t r p 1"
    assert page.form.said.how_said().channel is Channel.INTERPRETED
    assert not window.findChildren(Sheet)


# Saying it back


def test_an_answer_said_back_is_recorded_as_right(qtbot, theme) -> None:
    session = interpreted()
    _page, window = a_page(qtbot, session, theme, "E4")
    press(window, Qt.Key.Key_2, Qt.Key.Key_B)
    click(window, "Said right")
    body = answered(session, "E4")
    assert (body.value.codes, body.checked) == (("no",), "read_back")
    assert "said back: right" in seen(window)


def test_what_is_read_aloud_is_what_she_said_and_nothing_of_how_it_was_marked(qtbot, theme) -> None:
    session = interpreted()
    _page, window = a_page(qtbot, session, theme, "D1")
    click(window, "Says: not afraid")
    type_in(named(window, "As interpreted", QPlainTextEdit), "No, I sleep well")
    press(window, Qt.Key.Key_Escape)
    click(window, "Say it back")
    told = seen(window.findChild(Sheet))
    assert "Not afraid. No, I sleep well." in told
    assert "Says:" not in told
    assert "As interpreted" not in told


def test_an_answer_to_another_way_of_asking_stays_said_back_when_the_prompt_is_left(
    qtbot, theme
) -> None:
    session = interpreted()
    page, window = a_page(qtbot, session, theme, "E4")
    press(window, Qt.Key.Key_R, Qt.Key.Key_2, Qt.Key.Key_B)
    click(window, "Said right")
    written = len(session.case.ordered)
    page.flush()
    press(window, Qt.Key.Key_Space)
    assert answered(session, "E4").checked == "read_back"
    assert len(session.case.ordered) == written


def test_what_she_puts_right_is_recorded_as_corrected_and_both_are_kept(qtbot, theme) -> None:
    session = interpreted()
    _page, window = a_page(qtbot, session, theme, "E4")
    press(window, Qt.Key.Key_2, Qt.Key.Key_B)
    type_in(named(window, "What she put right", QPlainTextEdit), "His brother said it once")
    click(window, "She puts it right")
    press(window, Qt.Key.Key_1)
    body = answered(session, "E4")
    assert (body.value.codes, body.checked) == (("yes",), "corrected")
    notes = [e.body for e in session.case.of(Kind.NOTE) if isinstance(e.body, NoteBody)]
    assert "His brother said it once" in [n.text for n in notes]
    assert "said back: put right" in seen(window)


def test_an_answer_changed_after_it_was_said_back_is_no_longer_called_right(qtbot, theme) -> None:
    session = interpreted()
    _page, window = a_page(qtbot, session, theme, "E4")
    press(window, Qt.Key.Key_2, Qt.Key.Key_B)
    click(window, "Said right")
    press(window, Qt.Key.Key_1)
    assert answered(session, "E4").checked == ""
    assert "said back" not in seen(window)


# Concerns


def test_a_concern_keeps_its_prompt_and_time_and_suggests_what_to_do(qtbot, theme) -> None:
    session = interpreted()
    page, window = a_page(qtbot, session, theme, "E4")
    press(window, Qt.Key.Key_I)
    click(window, "Vague replies")
    assert "Ask the same in another way." in seen(window)
    session.desk.clock.step(minutes=3)
    click(window, "Note it, and ask another way")
    entry = session.visit.settings[-1]
    assert (entry.body.concern, entry.body.item) == ("vague", "E4")
    assert entry.at == session.now()
    assert page.form.heading.text() == page.form.item.ways[0].text
    assert "With concern" in seen(window.strip)


def test_every_concern_of_the_pack_can_be_chosen_and_says_what_to_do(qtbot, theme) -> None:
    session = interpreted()
    _page, window = a_page(qtbot, session, theme, "E4")
    press(window, Qt.Key.Key_I)
    for concern in session.library.interpreting.concerns:
        click(window, concern.label)
        told = seen(window)
        assert concern.do in told
        assert ("no “no” said in it counts as a no" in told) == concern.serious


def a_doubtful_visit(qtbot, theme):
    """She denied a threat and a forced tie, and then the interpreter answered for her."""
    session = interpreted()
    say(session, "E4", "no", words="No.")
    page, window = a_page(qtbot, session, theme, "E4")
    press(window, Qt.Key.Key_I)
    click(window, "Answered for the person")
    click(window, "Note this concern")
    return session, page, window


def test_a_serious_concern_makes_todays_no_not_established_at_once(qtbot, theme) -> None:
    _session, _page, window = a_doubtful_visit(qtbot, theme)
    assert "No “no” here is established" in seen(window.strip)
    assert "No, not established: the conditions were doubtful." in seen(window)


def test_an_earlier_no_of_a_doubtful_visit_is_never_read_back_as_a_no(qtbot, theme) -> None:
    session, _page, _window = a_doubtful_visit(qtbot, theme)
    entry = session.case.answers(ItemId("E4"), session.case.at_risk())[0]
    assert "No, not established" in " ".join(record_words(entry, session.case, session.library))
    visit = session.visit
    assert session.record(lambda desk, case: visiting.end(desk, case, visit))
    session.desk.clock.step(days=2)
    in_a_visit(session, type_="office")
    _page, window = a_page(qtbot, session, theme, "E4")
    told = seen(window)
    assert "Earlier answer: No, not established." in told
    assert "“No.”" not in told


def test_the_record_says_who_could_hear_what_the_concern_was_and_that_it_voids_the_visit(
    qtbot, theme
) -> None:
    session = interpreted(hearing="A child", places=("child",))
    first = session.visit.settings[0]
    title, text = record_words(first, session.case, session.library)
    assert title == "Doubtful: no “no” said in it is established"
    assert "Can hear: A child" in text
    session, _page, _window = a_doubtful_visit(qtbot, theme)
    title, text = record_words(session.visit.settings[-1], session.case, session.library)
    assert "Answered for the person" in text


def test_an_earlier_answer_tells_the_interpreters_words_from_hers(qtbot, theme) -> None:
    session = interpreted()
    page, window = a_page(qtbot, session, theme, "E4")
    type_in(named(window, "As interpreted", QPlainTextEdit), "They want me dead")
    type_in(named(window, "Her exact words", QPlainTextEdit), "Do te vrasim")
    page.flush()
    ended(session)
    session.desk.clock.step(days=2)
    in_a_visit(session, type_="office")
    _page, window = a_page(qtbot, session, theme, "E4")
    assert "As interpreted: “They want me dead”  “Do te vrasim”" in seen(window)


def test_a_bare_no_about_sharing_is_not_quoted_in_the_handover(qtbot, theme) -> None:
    session, _page, _window = a_doubtful_visit(qtbot, theme)
    item = session.library.screening.item("Z5")
    visit = session.visit
    for row, text in (("view", "No."), ("told", "She was told of it")):
        assert session.record(
            lambda desk, case, row=row, text=text: recording.answer(
                desk, case, item, Value(text=text), Said(), row=row, visit=visit.id
            )
        )
    assert ToPanel._view(session.case) == "“She was told of it”"


def test_a_bare_no_of_a_doubtful_visit_is_not_quoted_beside_a_party(qtbot, theme) -> None:
    session = interpreted()
    assert session.record(
        lambda desk, case: recording.add_subject(desk, case, "G.", "brother", to=case.at_risk())[0]
    )
    party = next(p.subject for p in parties(session.case))
    say(session, "H9", words="No.", about=party)
    items = session.library.book.items
    assert quotes(session.case, party, items)
    visit, concern = session.visit, session.library.interpreting.concern("advice")
    assert session.record(
        lambda desk, case: interpreting.raise_concern(desk, case, visit, concern, "H9", "")
    )
    assert quotes(session.case, party, items) == []


def test_a_question_asked_again_at_the_desk_says_that_its_no_is_not_established(
    qtbot, theme
) -> None:
    session, page, _window = a_doubtful_visit(qtbot, theme)
    form = ItemForm(session, theme, page._prompt, None)
    qtbot.addWidget(form)
    form.resize(700, 600)
    form.show()
    assert "No, not established: the conditions were doubtful." in seen(form)


BODY_READERS = {"spots.py", "proof.py"}
"""The form, where what was put down is changed; and the rehearsal's check that nobody else does."""


def test_no_window_reads_what_was_put_down_but_the_form_itself() -> None:
    """`entry.body.value.codes` would read a void "no" as a no; `Account.value` does not."""
    root = Path(ui.__file__).parent
    found = [
        f"{path.name}:{node.lineno}"
        for path in sorted(root.rglob("*.py"))
        if path.name not in BODY_READERS
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr == "value"
        and ast.unparse(node.value).split(".")[-1] == "body"
    ]
    assert found == []


def test_no_window_words_an_answer_by_itself() -> None:
    """The report's words say “not established” for a void no; a screen says which answer it was."""
    root = Path(ui.__file__).parent
    found = [
        path.name
        for path in sorted(root.rglob("*.py"))
        if path.name not in {"words.py", "form.py", "proof.py"}
        and "report_words import answer" in path.read_text(encoding="utf-8")
    ]
    assert found == []


# Breaks


def test_a_break_is_reminded_of_calmly_at_25_and_stronger_at_45_minutes(qtbot, theme) -> None:
    session = interpreted()
    page, window = a_page(qtbot, session, theme, "E4", size=(1600, 900))
    session.desk.clock.step(minutes=25)
    page.minutes.look()
    clock = page.visit_strip.clock
    assert clock.words == "25 min. A short break is due. The interpreter tires first."
    assert (clock.role, clock.ink) == ("note_strong", "ink")
    session.desk.clock.step(minutes=20)
    page.minutes.look()
    assert clock.words.startswith("45 min. Stop for a break now.")
    assert clock.ink == "attn"
    assert not window.findChildren(Sheet)
    press(window, Qt.Key.Key_T)
    assert "0 minutes since the last break" in seen(window.strip)


def test_the_minutes_of_the_reminder_are_ones_own_to_choose(qtbot, theme) -> None:
    session = interpreted()
    part = BreaksPart(session, theme)
    qtbot.addWidget(part)
    part.show()
    assert part.minutes.value() == "25 45"
    click(part, "15, then 30 minutes")
    page, _window = a_page(qtbot, session, theme, "E4", size=(1600, 900))
    session.desk.clock.step(minutes=15)
    page.minutes.look()
    assert "A short break is due" in page.visit_strip.clock.words


# Teach-back


def test_she_says_the_plan_in_her_own_words_and_what_came_of_it_is_kept(qtbot, theme) -> None:
    session = interpreted()
    page, window = a_page(qtbot, session, theme, "Z6")
    page._show_leaving()
    told = seen(window)
    for item in session.library.interpreting.teach_back:
        assert item.ask in told
    box = named(window, "The agreed word")
    box.setFocus()
    press(window, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert answered(session, "teach.word").value.codes == ("right",)
    assert box.hasFocus()


def test_the_plan_page_asks_for_it_too_while_the_visit_is_open(qtbot, theme) -> None:
    session = interpreted()
    page = PlanPage(session, theme)
    window = a_window(qtbot, session, page)
    page.arrive()
    page.teach.fields["teach.police"]._picked("right_after")
    assert answered(session, "teach.police").value.codes == ("right_after",)
    page.teach.fields["teach.police"]._picked("")
    assert answered(session, "teach.police").value.codes == ("not_checked",)
    visit = session.visit
    assert session.record(lambda desk, case: visiting.end(desk, case, visit))
    assert "In her own words" not in seen(window)


# Another interpreter


def test_another_interpreter_puts_the_questions_away_until_they_are_checked(qtbot, theme) -> None:
    session = interpreted()
    page, window = a_page(qtbot, session, theme, "E4")
    page._more("interpreter")
    type_in(window.findChild(Sheet).words.first_focus(), "The line broke for good")
    click(window, "Change, for this reason")
    assert page.form is None
    assert page.strip is None
    assert "E4" not in seen(window)
    went = []
    page.navigate.connect(lambda code, argument: went.append((code, argument)))
    click(window, "Check the interpreter")
    assert went == [("prepare", session.visit.id)]
    again = SettingBody(**{**GHEG, "reference": "5512"})
    visit = session.visit
    assert session.record(lambda desk, case: visiting.note_setting(desk, case, visit.id, again))
    assert page.form.item.id == "E4"


def test_without_a_checked_interpreter_only_the_few_questions_are_asked(qtbot, theme) -> None:
    session = interpreted(gate="override")
    page, _window = a_page(qtbot, session, theme)
    assert {p.item.id for p in page._prompts} <= set(session.library.interpreting.override.items)


# Afterwards


def ended(session) -> None:
    visit = session.visit
    assert session.record(lambda desk, case: visiting.end(desk, case, visit))


def test_the_debrief_is_asked_away_from_her_and_leaves_the_task_to_ask_her_later(
    qtbot, theme
) -> None:
    session = interpreted()
    _page, window = a_page(qtbot, session, theme, "E4")
    ended(session)
    assert "Not debriefed yet." in seen(window)
    click(window, "Debrief the interpreter")
    sheet = window.findChild(Sheet)
    type_in(sheet.asked[0].words.first_focus(), "The word for promise")
    sheet.asked[3].choice._picked("destroyed")
    click(window, "Do not use this interpreter again")
    click(window, "Keep the debrief")
    assert "Write the reason first." in seen(window)
    type_in(sheet.why.first_focus(), "Gave her advice twice")
    click(window, "Keep the debrief")
    assert answered(session, "debrief.unclear").value.text == "The word for promise"
    assert answered(session, "debrief.notes").value.codes == ("destroyed",)
    kept = [e.body for e in session.case.of(Kind.NOTE) if e.body.heading == NOT_AGAIN]
    assert [n.text for n in kept] == ["4471\nGave her advice twice"]
    assert "Not debriefed yet." not in seen(window)
    assert [a.body.row for a in actions(session.case)] == [LATER]


def test_she_is_asked_later_from_the_task_on_today_and_the_task_is_done(qtbot, theme) -> None:
    session = interpreted()
    visit = session.visit
    ended(session)
    script = session.library.interpreting
    assert session.record(lambda desk, case: interpreting.plan_later(desk, case, visit, script))
    attention.refresh(session.desk, session.case, "")
    today = TodayPage(session, theme)
    qtbot.addWidget(today)
    today.resize(1366, 696)
    today.show()
    went = []
    today.navigate.connect(lambda code, argument: went.append((code, argument)))
    today.arrive(None)
    click(today, "E. Ask how the interpreter was. Write what she said")
    assert went == [("case", (session.case.id, "plan"))]
    page = PlanPage(session, theme)
    window = a_window(qtbot, session, page)
    page.arrive()
    click(window, "Write what she said of the interpreter")
    sheet = window.findChild(LaterSheet)
    click(window, "Keep what she said")
    assert "Choose what she said first." in seen(window)
    sheet.asked[0].choice._picked("not_good")
    click(window, "Do not use this interpreter again")
    click(window, "Keep what she said")
    assert answered(session, "later.happy").value.codes == ("not_good",)
    assert [a.body.status for a in actions(session.case)] == [ActionStatus.DONE]
    assert [e.body.heading for e in session.case.of(Kind.NOTE)] == [READ_FIRST, NOT_AGAIN]
    assert "Write what she said of the interpreter" not in seen(window)


def test_an_interpreted_visit_that_was_never_begun_has_nobody_to_debrief(qtbot, theme) -> None:
    session = a_session(alias="E.")
    in_a_visit(session, type_="office")
    ended(session)
    _page, window = a_page(qtbot, session, theme)
    assert "About the interpreter" not in seen(window)
    assert visits(session.case)[-1].ended is not None


# Nobody interprets


def test_where_nobody_interprets_none_of_it_is_to_be_seen(qtbot, theme) -> None:
    session = a_session(alias="E.")
    in_a_visit(session, type_="office")
    page, window = a_page(qtbot, session, theme, "E4")
    told = seen(window)
    for words in ("As interpreted", "How it came", "Interpreter concern"):
        assert words not in told
    press(window, Qt.Key.Key_I, Qt.Key.Key_C)
    assert not window.findChildren(Sheet)
    assert "Another interpreter" not in [item.label for item in page.more._items]
    page._show_leaving()
    assert "In her own words" not in seen(window)
    plan = PlanPage(session, theme)
    qtbot.addWidget(plan)
    plan.arrive()
    assert plan.teach is None
    press(window, Qt.Key.Key_H)
    assert "Who can hear or see?" in seen(window)


# Keys, and the look


def test_every_key_of_the_page_is_on_its_list(qtbot, theme) -> None:
    session = interpreted()
    page, window = a_page(qtbot, session, theme, "E4")
    page._more("keys")
    told = dict(keys_of(window))
    for key in ("T", "I", "H", "C", "B", "R", "P", "Space", "F9"):
        assert key in told
    assert told["C"] == "How it came"
    assert "A letter is a letter while you type in a field." in seen(window)


def test_the_whole_of_it_is_reached_by_keys_alone(qtbot, theme) -> None:
    session = interpreted()
    page, window = a_page(qtbot, session, theme, "E4")
    press(window, Qt.Key.Key_2, Qt.Key.Key_C, Qt.Key.Key_R)
    press(window, Qt.Key.Key_H, Qt.Key.Key_Space)  # nobody else
    sheet = window.findChild(Sheet)
    sheet.done.setFocus()
    press(window, Qt.Key.Key_Return)
    assert session.visit.setting.places == ("nobody",)
    press(window, Qt.Key.Key_I, Qt.Key.Key_3)  # answered for the person
    sheet = sheet_of(window)
    sheet.done.setFocus()
    press(window, Qt.Key.Key_Return)
    assert session.visit.setting.concern == "answered_for_her"
    assert answered(session, "E4").channel is Channel.DIRECT
    assert page.form.first_focus().hasFocus()


@in_four_looks
def test_nothing_is_cut_or_nameless(qtbot, qapp, scale, dark, size) -> None:
    theme = Theme(dark=dark, scale=scale)
    session = interpreted(interpreter_sex="woman")
    page, window = a_page(qtbot, session, theme, "E4", size=size)
    qapp.setPalette(theme.palette())
    page.acts.of_strip("concern", "E4")
    click(window, "Answered for the person")
    looked_at(qapp, window, theme)
    click(window, "Note this concern")
    session.desk.clock.step(minutes=46)
    page.arrive("E4")
    looked_at(qapp, window, theme)
    for open_it in (page.acts.hear, page.acts.say_back, page.acts.show_keys):
        open_it()
        looked_at(qapp, window, theme)
        sheet_of(window).dismiss()
    page._show_leaving()
    looked_at(qapp, window, theme)
    ended(session)
    looked_at(qapp, window, theme)
    click(window, "Debrief the interpreter")
    looked_at(qapp, window, theme)


def looked_at(qapp, window, theme) -> None:
    settle(qapp)
    assert clipping.check(window) == []
    assert naming.check(window) == []
    assert clipping.contrasts(window, theme) == []
