"""Today and Cases: what needs somebody, found by what one remembers of it."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.codes import Step
from app.domain.deliveries import deliveries
from app.domain.entry import ActionBody, DisclosureBody, NoteBody, ResponseBody
from app.domain.ids import CaseId
from app.services import attention, planning, recording
from tests.desktop import clipping, naming
from tests.desktop.office import AnOffice, a_session
from ui.controls import Sheet, TaskRow
from ui.controls.rows import ListRow
from ui.pages.home import CasesPage, TodayPage
from ui.text import Label
from ui.theme import Theme

SIZES = [(1366, 696, 1.0), (1280, 648, 1.0), (1366, 696, 2.0)]


def shown(qtbot: QtBot, session: AnOffice, theme: Theme | None = None) -> TodayPage:
    page = TodayPage(session, theme or Theme())
    qtbot.addWidget(page)
    page.resize(1366, 640)
    page.arrive(None)
    page.show()
    return page


def read(page: TodayPage) -> str:
    QApplication.processEvents()  # what has just been added is shown by the event loop
    return "\n".join(label.text() for label in page.findChildren(Label) if label.isVisible())


def put_away(session: AnOffice) -> None:
    session.put_away()


def sent(session: AnOffice, hours: int) -> None:
    due = session.now() + timedelta(hours=hours)
    body = DisclosureBody("package", "Calderby Hub, hub", "p", "b", ("a" * 64,), answer_due=due)
    assert session.record(lambda desk, case: recording.write(desk, case, body))


def test_an_empty_laptop_says_so_and_says_how_to_begin(qtbot: QtBot) -> None:
    page = shown(qtbot, a_session())
    assert "Nothing is waiting for you on this laptop." in read(page)


def test_silence_after_a_handover_turns_late_and_stands_first(qtbot: QtBot) -> None:
    session = a_session(alias="E.")
    session.record(lambda desk, case: planning.add(desk, case, ActionBody("Lock", owner="A. B.")))
    sent(session, hours=4)
    put_away(session)
    page = shown(qtbot, session)
    assert "Waiting for Calderby Hub, hub" in read(page)
    session.desk.clock.step(hours=6, minutes=6)  # type: ignore[attr-defined]
    page.arrive(None)
    assert "two hours and six minutes ago" in read(page)
    assert attention.today(session.desk)[0].need.code == "delivery-unanswered"
    first = next(row for row in page.findChildren(TaskRow) if row.isVisible())
    words = [label.text() for label in first.findChildren(Label)]
    assert "Calderby Hub, hub has not answered" in words


def test_arrived_and_read_do_not_silence_the_clock_but_a_question_does(qtbot: QtBot) -> None:
    session = a_session(alias="E.")
    sent(session, hours=1)
    for step in (Step.ARRIVED, Step.READ):
        answer = ResponseBody("a" * 64, step)
        session.record(lambda desk, case, b=answer: recording.write(desk, case, b))
    session.desk.clock.step(hours=2)  # type: ignore[attr-defined]
    assert session.case is not None
    assert deliveries(session.case)[0].is_overdue(session.now())
    asked = ResponseBody("a" * 64, Step.ASKED, "Who may collect the boy?")
    session.record(lambda desk, case: recording.write(desk, case, asked))
    put_away(session)
    assert "has a question" in read(shown(qtbot, session))


def test_a_case_is_found_by_words_in_it_in_either_spelling(qtbot: QtBot) -> None:
    session = a_session(alias="E.")
    note = NoteBody(
        "Call", "His cousin is called \u0643\u0631\u064a\u0645 and rings on 07700 900 123"
    )
    session.record(lambda desk, case: recording.write(desk, case, note))
    put_away(session)
    page = shown(qtbot, session)
    for typed in ("\u06a9\u0631\u06cc\u0645", "07700900123", "cousin"):
        page.finder.search.first_focus().setFocus()
        page.finder.search.set_text(typed)
        page.finder.refresh()
        QApplication.processEvents()
        rows = [r for r in page.findChildren(ListRow) if r.isVisible()]
        assert [r.objectName() for r in rows] == ["page.home.found.E."], typed


def test_a_new_case_looks_for_the_person_first_and_needs_an_alias_and_a_reason(
    qtbot: QtBot,
) -> None:
    session = a_session(alias="E.")
    note = NoteBody("Call", "She calls herself Elira")
    session.record(lambda desk, case: recording.write(desk, case, note))
    put_away(session)
    page = shown(qtbot, session)
    qtbot.mouseClick(page.new_case, Qt.MouseButton.LeftButton)
    sheet = page.window().findChild(Sheet)
    assert sheet is not None
    qtbot.keyClicks(sheet.look.first_focus(), "elira")  # type: ignore[attr-defined]
    QApplication.processEvents()
    found = [r for r in sheet.findChildren(ListRow) if r.isVisible()]
    assert len(found) == 1
    qtbot.mouseClick(sheet.go, Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]
    assert session.case is None
    qtbot.keyClicks(sheet.alias.first_focus(), "K.")  # type: ignore[attr-defined]
    qtbot.keyClicks(sheet.reason.first_focus(), "A neighbour rang")  # type: ignore[attr-defined]
    with qtbot.waitSignal(page.navigate) as moved:
        qtbot.mouseClick(sheet.go, Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]
    assert moved.args == ["prepare", None]
    assert session.case is not None


def test_opening_somebody_already_here_makes_no_second_record(qtbot: QtBot) -> None:
    session = a_session(alias="E.")
    put_away(session)
    page = CasesPage(session, Theme())
    qtbot.addWidget(page)
    page.arrive(None)
    page.show()
    QApplication.processEvents()
    row = page.findChild(ListRow, "page.home.case.E.")
    assert row is not None
    with qtbot.waitSignal(page.navigate) as moved:
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert moved.args == ["case", session.desk.store.cases()[0].case]


def test_a_line_that_leads_to_no_case_says_so_and_leaves_the_open_case_open(qtbot: QtBot) -> None:
    session = a_session(alias="E.")
    before = session.case
    assert not session.open(CaseId("f" * 32), "resumed")
    assert session.refusals == ["case.unknown"]
    assert session.case is before
    assert CaseId("f" * 32) not in session.consulted


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(("width", "height", "scale"), SIZES)
def test_nothing_is_cut_or_faint_or_nameless(
    qtbot: QtBot, width: int, height: int, scale: float, *, dark: bool
) -> None:
    session = a_session(alias="A long alias, for once")
    sent(session, hours=-3)
    put_away(session)
    page = shown(qtbot, session, Theme(dark=dark, scale=scale))
    page.resize(width, height)
    qtbot.wait(20)
    assert clipping.check(page) == []
    assert clipping.contrasts(page, page.theme) == []
    assert naming.check(page) == []
