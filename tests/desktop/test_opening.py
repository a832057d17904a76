"""What is read aloud first, line by line, and before anybody leaves: seen and done by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.codes import Kind
from app.domain.entry import NoteBody
from app.domain.handover import Mode
from app.domain.opening import READ_FIRST
from app.domain.renderings import State
from app.domain.shown import seen_in
from app.services import interpreting
from tests.desktop import clipping, naming
from tests.desktop.a_conversation import a_page, a_topic
from tests.desktop.cards import put_in_force
from tests.desktop.office import a_session, click, in_a_visit, named, press, seen, settle
from tests.unit.a_pack import a_pack, rendered
from ui.show_card import ShowCard
from ui.theme import Theme

SORANI = {"mode": "telephone", "gate": "suitable", "language": "Sorani", "reference": "4471"}
WHY = "دەمەوێت لەگەڵت باسی سەلامەتیت بکەم."
AGENCY = "من بۆ {agency} کار دەکەم."
SKIP = "Already read: go to the questions"


def begun(**setting):
    session = a_session(alias="E.")
    in_a_visit(session, type_="office", read_first=False, **setting)
    return session


def notes(session) -> list[NoteBody]:
    bodies = [e.body for e in session.case.of(Kind.NOTE)]
    return [b for b in bodies if isinstance(b, NoteBody) and b.heading == READ_FIRST]


def next_line(page, window) -> str:
    press(window, Qt.Key.Key_Space)
    settle(QApplication.instance())
    return page.panel.line.words if page.panel is not None else ""


def read_all(page, window) -> list[str]:
    told = [page.panel.line.words]
    while words := next_line(page, window):
        told.append(words)
    return told


def test_an_interpreted_visit_begins_with_every_line_and_then_the_first_question(
    qtbot, theme
) -> None:
    session = begun(**SORANI)
    a_topic(session, "the school form")
    page, window = a_page(qtbot, session, theme)
    assert page.form is None
    assert "Read this first  ·  first of twenty" in seen(window)
    answers = len(session.case.of(Kind.ANSWER))
    told = read_all(page, window)
    assert told[0] == f"My name is {session.desk.author.name}."
    assert told[1] == f"I work for {session.desk.area_title}."
    assert "The interpreter must tell nobody what we say." in told
    assert "If someone comes in, I will talk about the school form." in told
    assert told[-1] == "Can anyone see this screen?"
    assert page.form.item.id == "B1"
    assert len(session.case.of(Kind.ANSWER)) == answers
    (note,) = notes(session)
    assert (note.text, note.practitioner_only) == ("Read aloud to the end.", True)


def test_with_nobody_interpreting_it_says_nothing_of_an_interpreter_nor_of_an_unagreed_subject(
    qtbot, theme
) -> None:
    page, window = a_page(qtbot, begun(), theme)
    told = read_all(page, window)
    assert len(told) == 13
    assert not [words for words in told if "interpreter" in words or "someone comes in" in words]


def test_the_last_line_says_that_the_questions_begin_and_back_goes_a_line_back(
    qtbot, theme
) -> None:
    page, window = a_page(qtbot, begun(), theme)
    assert not page.back.isVisible()
    assert page.next.words == "Next line"
    next_line(page, window)
    click(window, "Back")
    assert page.panel.line.id == "open.name"
    for _turn in range(12):
        next_line(page, window)
    assert page.next.words == "Begin the questions"
    click(window, "Begin the questions")
    assert page.next.words == "Next prompt"


def test_already_read_goes_past_it_and_it_is_not_offered_again_in_this_visit(qtbot, theme) -> None:
    session = begun(**SORANI)
    page, window = a_page(qtbot, session, theme)
    click(window, SKIP)
    assert page.form.item.id == "B1"
    page.flush()
    fresh, _window = a_page(qtbot, session, theme)
    assert fresh.form.item.id == "B1"
    (note,) = notes(session)
    assert note.text == "Not read aloud now: it had been read already."


def test_it_goes_on_at_the_same_line_after_a_lock(qtbot, theme) -> None:
    session = begun(**SORANI)
    page, window = a_page(qtbot, session, theme)
    for _turn in range(3):
        next_line(page, window)
    left = page.panel.line.id
    page.flush()  # as every lock does
    fresh, window = a_page(qtbot, session, theme)
    assert fresh.panel.line.id == left == "open.both"
    assert notes(session) == []


def test_it_goes_on_at_the_same_line_when_whoever_came_in_has_gone(qtbot, theme) -> None:
    session = begun()
    a_topic(session, "School forms")
    page, window = a_page(qtbot, session, theme)
    next_line(page, window)
    page.someone_came_in()
    assert "I work for" not in seen(window)
    page.arrive()
    assert page.panel.line.id == "open.agency"


def test_a_question_that_is_asked_for_is_shown_and_found_again(qtbot, theme) -> None:
    session = begun(**SORANI)
    page, _window = a_page(qtbot, session, theme, "F2")
    assert page.form.item.id == "F2"
    page.flush()
    fresh, _window = a_page(qtbot, session, theme)
    assert fresh.form.item.id == "F2"


def test_nothing_is_read_before_an_interpreter_who_was_let_in_for_a_few_questions_only(
    qtbot, theme
) -> None:
    session = begun(**{**SORANI, "gate": "override"})
    page, window = a_page(qtbot, session, theme)
    assert page.form is not None
    page._show_leaving()
    assert "Before you part, read aloud" not in seen(window)


def test_who_can_hear_can_be_asked_and_a_change_of_interpreter_puts_the_lines_away(
    qtbot, theme
) -> None:
    session = begun(**SORANI)
    page, window = a_page(qtbot, session, theme)
    assert named(window, "Ask who can hear").isVisible()
    next_line(page, window)
    visit = session.visit
    assert session.record(
        lambda desk, case: interpreting.change_interpreter(desk, case, visit, "the line broke")
    )
    assert "I work for" not in seen(window)


# Cards


def with_pack(**setting):
    session = begun(**{**SORANI, **setting})
    put_in_force(session, a_pack(rendered("open.why", WHY), rendered("open.agency", AGENCY)))
    return session


def test_a_line_with_an_approved_text_is_shown_on_a_card_with_f11_and_written_down(
    qtbot, theme
) -> None:
    session = with_pack()
    page, window = a_page(qtbot, session, theme)
    assert not page.card.isVisible()
    assert "No approved Kurdish, Sorani text." in seen(window)
    next_line(page, window)
    press(window, Qt.Key.Key_F11)
    card = page.card.card
    assert card.isVisible()
    assert session.desk.area_title.replace(" ", "\u00a0") in card.shown.text
    (told,) = seen_in(session.case)
    assert (told.id, told.english) == ("open.agency", f"I work for {session.desk.area_title}.")
    card.leave()
    assert next_line(page, window) == "I want to talk with you about your safety."
    press(window, Qt.Key.Key_F11)
    assert page.card.card.shown.text == WHY
    page.card.card.leave()


def test_a_draft_is_never_shown_in_a_live_vault(qtbot, theme) -> None:
    session = begun(**SORANI)
    put_in_force(session, a_pack(rendered("open.name", WHY, state=State.DRAFT)), Mode.LIVE)
    page, window = a_page(qtbot, session, theme)
    press(window, Qt.Key.Key_F11)
    assert not page.card.isVisible()
    assert window.findChildren(ShowCard) == []


def test_before_you_leave_has_the_closing_lines_with_their_cards(qtbot, theme) -> None:
    session = begun(**SORANI)
    put_in_force(session, a_pack(rendered("close.hide", WHY)))
    page, window = a_page(qtbot, session, theme)
    click(window, SKIP)
    page._show_leaving()
    settle(QApplication.instance())
    told = seen(window)
    for words in (
        *("“What do you want to change in this plan?”", "“Thank you for talking with me.”"),
        *("“You can call this number: …”", "“I will call you on …”"),
    ):
        assert words in told
    assert "Show card: Thank you for talking with me." not in told
    click(window, "Show card: I will hide this screen now.")
    (card,) = window.findChildren(ShowCard)
    assert card.shown.text == WHY
    assert [one.id for one in seen_in(session.case)] == ["close.hide"]
    card.leave()


@pytest.mark.parametrize(
    ("scale", "dark", "size"),
    [
        (1.0, False, (1366, 696)),
        (1.0, True, (1280, 648)),
        (2.0, False, (1366, 696)),
        (2.0, True, (1280, 648)),
    ],
)
def test_nothing_is_cut_or_nameless(qtbot, qapp, scale, dark, size) -> None:
    theme = Theme(dark=dark, scale=scale)
    session = begun(**SORANI)
    put_in_force(session, a_pack(rendered("close.hide", WHY), rendered("open.agency", AGENCY)))
    a_topic(session, "a letter from the council about the windows and the doors of the whole house")
    page, window = a_page(qtbot, session, theme, size=size)
    qapp.setPalette(theme.palette())
    for _turn in range(20):
        if page.panel.line.id in {"open.name", "open.agency", "open.cover", "open.screen"}:
            looked_at(qapp, window, theme)
        if not page.panel.last:
            next_line(page, window)
    click(window, "Begin the questions")
    page._show_leaving()
    looked_at(qapp, window, theme)


def looked_at(qapp, window, theme) -> None:
    settle(qapp)
    assert clipping.check(window) == []
    assert naming.check(window) == []
    assert clipping.contrasts(window, theme) == []
