"""The record page, as a practitioner uses it by keyboard and mouse."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from PySide6.QtTest import QTest

from app.domain.answers import codes_of
from app.domain.closing import Stage, closing
from app.domain.codes import Kind, RestrictionClass
from app.domain.entry import ActionBody, AnswerBody, NoteBody
from app.domain.errors import RecordRefused
from app.domain.opening import READ_FIRST
from app.domain.papers import papers
from app.services import closing as closings
from app.services import planning, recording
from tests.builders import an_id
from tests.desktop import a_case, clipping, naming
from tests.desktop.a_case import after_a_visit, say
from tests.desktop.office import (
    click,
    in_a_visit,
    named,
    seen,
    sheet_of,
    type_day,
    type_in,
)
from ui.controls import Sheet
from ui.pages.record import RecordPage
from ui.theme import Theme

PDF = b"%PDF-1.7 an order"


a_page = partial(a_case.a_page, RecordPage)


def the_answer(session, item):
    return next(e for e in session.case.of(Kind.ANSWER, ever=True) if e.body.item == item)


def a_day_later(session):
    session.desk.clock.step(days=1)
    visit = in_a_visit(session)
    say(session, "F2", "yes", words="I have it now", visit=visit.id)


def from_elsewhere(session, body):
    """An entry of another area, as it arrives with a package."""
    entry = recording.make(session.desk, session.case.id, body)
    there = replace(
        entry,
        id=an_id(9_000),
        area="westmarch.example",
        by=replace(entry.by, name="P. Quinn", principal="p.quinn@westmarch.example"),
    )
    assert session.record(lambda desk, case: recording.append(desk, case, (there,)))
    return there


def test_each_entry_says_when_who_where_and_what(qtbot, theme) -> None:
    session = after_a_visit()
    _page, window = a_page(qtbot, session, theme)
    told = seen(window)
    assert "Tuesday 24 November 2026" in told
    assert "12:10  ·  Answer  ·  E.  ·  T. Osei, social worker, Northmere" in told
    assert "No. “The key is with his mother.”" in told


def test_the_newest_stands_first_and_an_earlier_account_says_it_is_kept(qtbot, theme) -> None:
    session = after_a_visit()
    a_day_later(session)
    _page, window = a_page(qtbot, session, theme)
    told = seen(window)
    assert told.index("Wednesday 25 November") < told.index("Tuesday 24 November")
    assert "Said then, and kept. Written again since by T. Osei" in told


def test_the_record_is_searched_and_filtered(qtbot, theme) -> None:
    session = after_a_visit()
    page, window = a_page(qtbot, session, theme)
    type_in(page.search.editor, "mother")
    page.search.entered.emit()
    assert "House key" in seen(page.rows)
    assert "Person: B." not in seen(page.rows)
    page.search.set_text("")
    page.kind.choose("subject")
    page.kind.chosen.emit("subject")
    assert "House key" not in seen(page.rows)
    assert "Person: B." in seen(page.rows)
    page.search.set_text("nobody wrote this")
    page.search.entered.emit()
    assert "Nothing in the record is like that." in seen(window)


def test_the_record_as_it_was_written_on_another_day(qtbot, theme) -> None:
    session = after_a_visit()
    a_day_later(session)
    page, window = a_page(qtbot, session, theme)
    click(window, "As it stood on …")
    sheet = sheet_of(window)
    click(window, "Show the record of that day")
    assert "Write day, month and year." in seen(sheet)
    type_day(sheet.day, "24", "11", "2026")
    click(window, "Show the record of that day")
    assert "The record as it was written by the end of 24 November 2026." in seen(page.past)
    assert "Then: No." in seen(page.past)
    assert "Now: Yes." in seen(page.past)
    assert "Wednesday 25 November" not in seen(page.rows)
    click(window, "Back to today")
    assert "Wednesday 25 November" in seen(page.rows)


def test_what_was_written_elsewhere_was_not_known_here_until_it_came(qtbot, theme) -> None:
    session = after_a_visit()
    first = session.now()
    session.desk.clock.step(days=3)
    body = NoteBody("A call", "She is in no danger")
    entry = recording.make(session.desk, session.case.id, body)
    early = replace(entry, id=an_id(9_100), area="westmarch.example", at=first)
    assert session.record(lambda desk, case: recording.append(desk, case, (early,)))
    page, _window = a_page(qtbot, session, theme)
    page.show_then("recorded", first + timedelta(hours=8))
    assert "She is in no danger" in seen(page.rows)
    page.show_then("known", first + timedelta(hours=8))
    assert "She is in no danger" not in seen(page.rows)


def test_a_slip_is_put_right_with_a_reason_and_stays_in_the_history(qtbot, theme) -> None:
    session = after_a_visit()
    page, window = a_page(qtbot, session, theme)
    page._correct(the_answer(session, "F3"))
    click(window, "Record that it was wrong")
    assert codes_of(session.case, "F3", session.case.at_risk()) == ("yes",)
    type_in(sheet_of(window).reason.editor, "She said no. I pressed the wrong key.")
    click(window, "Record that it was wrong")
    assert codes_of(session.case, "F3", session.case.at_risk()) == ()
    told = seen(page.rows)
    assert "Recorded wrongly, says T. Osei. Kept here, and counted nowhere" in told
    assert "She said no. I pressed the wrong key." in told


def test_what_another_area_wrote_cannot_be_put_right_here(qtbot, theme) -> None:
    session = after_a_visit()
    there = from_elsewhere(session, NoteBody("A call", "She rang"))
    page, window = a_page(qtbot, session, theme)
    assert "P. Quinn, social worker, Westmarch" in seen(window)
    names = [
        w.accessibleName() for w in window.findChildren(type(named(window, "Add a paper")).__base__)
    ]
    assert not any(name.startswith("Put right: A call") for name in names)
    page._correct(there)
    type_in(sheet_of(window).reason.editor, "It was not her")
    click(window, "Record that it was wrong")
    assert session.refusals == ["record.not-ours"]


def test_a_note_is_put_right_with_what_it_should_have_said(qtbot, theme) -> None:
    session = after_a_visit()
    assert session.record(
        lambda desk, case: recording.write(desk, case, NoteBody("Call", "She rang at nine"))
    )
    page, window = a_page(qtbot, session, theme)
    page._correct(session.case.of(Kind.NOTE)[-1])
    sheet = sheet_of(window)
    type_in(sheet.reason.editor, "The telephone says ten")
    sheet.right.set_text("She rang at ten")
    click(window, "Record that it was wrong")
    noted = [e.body for e in session.case.of(Kind.NOTE)]
    standing = {note.text for note in noted if note.heading != READ_FIRST}
    assert standing == {"The telephone says ten", "She rang at ten"}


def test_a_paper_is_kept_with_its_class_and_given_out_again(qtbot, theme, tmp_path) -> None:
    session = after_a_visit()
    page, window = a_page(qtbot, session, theme)
    source = tmp_path / "order.pdf"
    source.write_bytes(PDF)
    page.papers.add_from(source)
    sheet = sheet_of(window)
    click(window, "Keep this paper")
    assert "Write where the original is." in seen(sheet)
    type_in(sheet.title_field.editor, "Non-molestation order")
    sheet.rc.choose("RC6")
    type_in(sheet.where.editor, "Family court")
    click(window, "Keep this paper")
    (paper,) = papers(session.case)
    assert paper.rc is RestrictionClass.RC6
    assert "Legal statements. Original: Family court." in seen(page.papers)
    page.papers.save_to(paper, tmp_path / "out.pdf")
    assert (tmp_path / "out.pdf").read_bytes() == PDF
    assert session.desk.store.log_lines(1)[0].act == "export"


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"MZ a program", "paper.kind"), (b"%PDF-" + b"x" * (8 * 1024 * 1024), "file.too-large")],
)
def test_a_file_that_cannot_be_a_paper_is_refused(qtbot, theme, tmp_path, content, code) -> None:
    session = after_a_visit()
    page, window = a_page(qtbot, session, theme)
    source = tmp_path / "file"
    source.write_bytes(content)
    page.papers.add_from(source)
    for sheet in [s for s in window.findChildren(Sheet) if s.isVisible()]:
        type_in(sheet.title_field.editor, "A file")
        type_in(sheet.where.editor, "Nowhere")
        click(window, "Keep this paper")
    assert session.refusals == [code]
    assert papers(session.case) == ()


def test_quiet_alone_is_no_reason_to_close(qtbot, theme) -> None:
    session = after_a_visit()
    page, window = a_page(qtbot, session, theme)
    click(window, "Propose to close")
    sheet = sheet_of(window)
    assert "Quiet is not safe. Not ruled out: G., B." in seen(sheet)
    sheet.grounds.answers[-1].click()
    type_in(sheet.reasons.editor, "Nothing since October")
    click(window, "Propose it")
    assert closing(session.case).stage is Stage.OPEN
    assert "is no reason by itself" in seen(sheet)
    with pytest.raises(RecordRefused, match=r"closure\.quiet"):
        closings.propose(session.desk, session.case, ("quiet",), "Nothing since October")
    sheet.grounds.answers[0].click()
    click(window, "Propose it")
    assert closing(session.case).stage is Stage.PROPOSED
    assert "P22" in {finding.rule for finding in session.findings}
    assert "Closing: proposed, and not closed." in seen(page.keeping)


def proposed():
    session = after_a_visit()
    action = ActionBody("A key", owner="DC L. Marsh", agency="police")
    assert session.record(lambda desk, case: planning.add(desk, case, action))
    assert session.record(lambda d, c: closings.propose(d, c, ("changed",), "They left"))
    return session


def test_a_case_is_closed_by_a_named_supervisor_after_everybody_was_asked(qtbot, theme) -> None:
    session = proposed()
    session.desk.clock.step(days=5)
    page, window = a_page(qtbot, session, theme)
    click(window, "Close the case")
    sheet = sheet_of(window)
    click(window, "Close it")
    assert "Not asked yet." in seen(sheet)
    assert "DC L. Marsh, police" in seen(sheet)
    type_in(sheet.supervisor.editor, "R. Malik")
    type_in(sheet.reasons.editor, "Both are ruled out")
    click(window, "Close it")
    assert closing(session.case).stage is Stage.PROPOSED
    type_in(sheet.asked["DC L. Marsh, police"].editor, "Agreed by telephone, Friday")
    click(window, "Close it")
    assert closing(session.case).stage is Stage.CLOSED
    assert "Closed." in seen(page.keeping)
    assert "Agreed by R. Malik" in seen(page.rows)


def test_nobody_closes_a_case_while_others_may_still_object(qtbot, theme) -> None:
    session = proposed()
    _page, window = a_page(qtbot, session, theme)
    click(window, "Close the case")
    sheet = sheet_of(window)
    type_in(sheet.supervisor.editor, "R. Malik")
    type_in(sheet.asked["DC L. Marsh, police"].editor, "Agreed")
    type_in(sheet.reasons.editor, "Both are ruled out")
    click(window, "Close it")
    assert "Others may still object until" in seen(sheet)
    assert closing(session.case).stage is Stage.PROPOSED
    with pytest.raises(RecordRefused, match=r"closure\.too-early"):
        closings.close(
            session.desk,
            session.case,
            "R. Malik",
            {"DC L. Marsh, police": "Agreed"},
            "Both are ruled out",
            session.now() + timedelta(days=2),
        )


def test_the_gate_itself_refuses_whoever_was_not_asked(qtbot, theme) -> None:
    session = proposed()
    now = session.now()
    with pytest.raises(RecordRefused, match=r"closure\.not-consulted"):
        closings.close(session.desk, session.case, "R. Malik", {}, "Reasons", now)
    with pytest.raises(RecordRefused, match=r"closure\.supervisor"):
        closings.close(session.desk, session.case, "T. Osei", {}, "Reasons", now)


def test_a_held_case_cannot_be_erased_until_the_hold_is_lifted(qtbot, theme) -> None:
    session = after_a_visit()
    page, window = a_page(qtbot, session, theme)
    click(window, "Hold it: nothing may be erased")
    type_in(sheet_of(window).words.editor, "The review has asked for it")
    click(window, "Hold it, with this reason")
    assert "Held, so it cannot be erased: The review has asked for it" in seen(page.keeping)
    click(window, "Erase this case here")
    assert "It is held, so nothing can be erased" in seen(sheet_of(window))
    click(window, "Back to the record")
    click(window, "Lift the hold")
    type_in(sheet_of(window).words.editor, "The review is over")
    click(window, "Lift it, with this reason")
    assert session.unlocked.store.hold(session.case.id) == ""
    assert "Held" not in seen(page.keeping)


def test_erasing_says_what_goes_and_what_stays_and_asks_on_whose_word(qtbot, theme) -> None:
    session = after_a_visit()
    gone = session.case.id
    page, window = a_page(qtbot, session, theme)
    click(window, "Erase this case here")
    sheet = sheet_of(window)
    assert "Goes: all" in seen(sheet)
    assert "Stays: that a case was erased" in seen(sheet)
    click(window, "Erase it here for good")
    assert session.case is not None
    type_in(sheet.why.editor, "Kept in the council's system")
    type_in(sheet.authority.editor, "R. Malik, team manager")
    type_in(sheet.sure.editor, "erase")
    with qtbot.waitSignal(page.navigate) as went:
        click(window, "Erase it here for good")
    assert went.args[0] == "today"
    assert session.case is None
    left = session.desk.store.entries(gone)
    assert [e.kind for e in left] == [Kind.ERASED]


def test_the_log_shows_what_was_done_and_never_any_content(qtbot, theme) -> None:
    session = after_a_visit()
    _page, window = a_page(qtbot, session, theme)
    click(window, "Show the log of this laptop")
    told = seen(sheet_of(window))
    assert "Written" in told
    assert "t.osei@northmere.example" in told
    assert "mother" not in told


@pytest.mark.parametrize(
    ("dark", "scale", "size"),
    [(False, 1.0, (1366, 696)), (True, 1.0, (1280, 648)), (False, 2.0, (1366, 696))],
)
def test_every_word_fits_and_every_control_has_a_name(qtbot, fonts, dark, scale, size) -> None:
    session = proposed()
    theme = Theme(dark=dark, scale=scale)
    page, window = a_page(qtbot, session, theme, size)
    settle()
    assert clipping.check(window) == []
    assert clipping.contrasts(window, theme) == []
    assert naming.check(window) == []
    page.keeping._close()
    settle()
    assert clipping.check(sheet_of(window)) == []
    assert naming.check(sheet_of(window)) == []


def settle() -> None:
    for _turn in range(5):
        QTest.qWait(5)


def test_every_kind_of_answer_can_be_told(qtbot, theme) -> None:
    session = after_a_visit()
    page, _window = a_page(qtbot, session, theme)
    told = seen(page.rows)
    for entry in session.case.of(Kind.ANSWER):
        assert isinstance(entry.body, AnswerBody)
        assert session.library.book.items[entry.body.item].label in told
