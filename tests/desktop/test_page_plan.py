"""The plan page, as a practitioner uses it by keyboard and mouse."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.codes import ActionStatus, Kind, SignoffOn
from app.domain.entry import ActionBody
from app.domain.judgement import signed
from app.domain.plan import actions, missing_before_leaving
from app.services import planning
from tests.desktop import a_case, clipping, naming
from tests.desktop.a_case import after_a_visit
from tests.desktop.office import click, press, seen, sheet_of, type_day, type_in
from ui.pages.plan import PlanPage
from ui.pages.plan.library_sheet import suggested
from ui.theme import Theme

a_page = partial(a_case.a_page, PlanPage)


def plan(session, text="A key of her own", **facts):
    assert session.record(lambda desk, case: planning.add(desk, case, ActionBody(text, **facts)))


def settle() -> None:
    for _turn in range(4):
        QTest.qWait(5)


def test_an_empty_plan_says_what_nobody_leaves_without(qtbot, theme) -> None:
    session = after_a_visit()
    page, window = a_page(qtbot, session, theme)
    assert "Nothing is planned yet." in seen(window)
    assert "Nobody leaves without these" in seen(window)
    row = session.library.plan.row("pl.P2")
    click(window, f"Add: {row.action}")
    assert "pl.P2" not in missing_before_leaving(session.case)
    assert row.action not in seen(page.lacking)
    assert row.action in seen(page.table)


def test_what_a_row_lacks_is_said_in_words(qtbot, theme) -> None:
    session = after_a_visit()
    plan(session)
    _page, window = a_page(qtbot, session, theme)
    told = seen(window)
    for words in ("No date", "No owner", "Nobody is named yet", "Not asked yet"):
        assert words in told
    assert "1 action. 1 has no owner. 1 has no date." in told


def test_her_view_stands_in_her_words_and_a_late_action_says_so(qtbot, theme) -> None:
    session = after_a_visit()
    late = session.now() - timedelta(hours=1)
    plan(session, owner="T. Bell", due=late, her_view="Not his brother.")
    _page, window = a_page(qtbot, session, theme)
    assert "“Not his brother.”" in seen(window)
    assert "Late: today at 11:45" in seen(window)


def test_an_action_is_changed_by_keyboard_and_the_earlier_wording_is_kept(qtbot, theme) -> None:
    session = after_a_visit()
    plan(session)
    _page, window = a_page(qtbot, session, theme)
    click(window, "Change: A key of her own")
    sheet = sheet_of(window)
    type_in(sheet.owner.editor, "T. Bell")
    type_day(sheet.day, "25", "11", "2026")
    type_in(sheet.time.editor, "15:15")
    type_in(sheet.view.editor, "Yes.")
    sheet.save.setFocus()
    press(window, Qt.Key.Key_Return)
    assert not sheet.isVisible()
    (action,) = actions(session.case)
    assert action.body.owner == "T. Bell"
    assert action.body.due == datetime(2026, 11, 25, 15, 15, tzinfo=UTC)
    kept = [e.body.owner for e in session.case.of(Kind.ACTION, ever=True)]
    assert kept == ["", "T. Bell"]
    assert "Tomorrow by 15:15" in seen(window)


def test_a_time_nobody_can_read_is_kept_and_said(qtbot, theme) -> None:
    session = after_a_visit()
    plan(session)
    _page, window = a_page(qtbot, session, theme)
    click(window, "Change: A key of her own")
    sheet = sheet_of(window)
    type_in(sheet.day.day.editor, "25")
    click(window, "Save this action")
    assert sheet.isVisible()
    assert "Write day, month and year." in seen(window)
    assert actions(session.case)[0].body.due is None


def test_done_needs_to_say_how_it_is_known(qtbot, theme) -> None:
    session = after_a_visit()
    plan(session, owner="T. Bell")
    _page, window = a_page(qtbot, session, theme)
    click(window, "Change: A key of her own")
    sheet = sheet_of(window)
    sheet.status.answers[1].click()
    click(window, "Save this action")
    assert sheet.isVisible()
    type_in(sheet.evidence.editor, "She showed me the key")
    click(window, "Save this action")
    (action,) = actions(session.case)
    assert action.body.status is ActionStatus.DONE
    assert "Done, 12:45" in seen(window)


def test_an_action_of_ones_own_is_written(qtbot, theme) -> None:
    session = after_a_visit()
    _page, window = a_page(qtbot, session, theme)
    click(window, "Write an action")
    sheet = sheet_of(window)
    click(window, "Save this action")
    assert "Write what is done." in seen(window)
    type_in(sheet.text.editor, "Meet her at the library")
    click(window, "Save this action")
    assert [a.body.text for a in actions(session.case)] == ["Meet her at the library"]


def test_an_action_half_written_is_saved_when_the_page_is_covered_or_locked(qtbot, theme) -> None:
    session = after_a_visit()
    page, window = a_page(qtbot, session, theme)
    click(window, "Write an action")
    type_in(sheet_of(window).text.editor, "Meet her at the library")
    page.flush()
    assert [a.body.text for a in actions(session.case)] == ["Meet her at the library"]
    page.flush()
    assert len(actions(session.case)) == 1


def test_a_suggestion_says_which_rule_asks_for_it_and_is_added(qtbot, theme) -> None:
    session = after_a_visit()
    page, window = a_page(qtbot, session, theme)
    first = next(
        s for s in suggested(session) if s.row.id not in missing_before_leaving(session.case)
    )
    assert "Suggested, because:" in seen(page.band)
    assert first.row.action in seen(page.band)
    click(window, "Add to the plan")
    assert first.row.id in {a.body.row for a in actions(session.case)}
    assert first.row.action not in seen(page.band)


def test_a_suggestion_is_left_out_only_with_a_reason(qtbot, theme) -> None:
    session = after_a_visit()
    page, window = a_page(qtbot, session, theme)
    before = len(suggested(session))
    click(window, "Not needed, say why")
    click(window, "Leave it out, with this reason")
    assert len(suggested(session)) == before
    type_in(sheet_of(window).words.editor, "Done by the school in October")
    click(window, "Leave it out, with this reason")
    assert len(suggested(session)) == before - 1
    assert "Done by the school in October" in seen(page.left_out)


def test_the_library_is_searched_and_a_row_is_added_for_each_child(qtbot, theme) -> None:
    session = after_a_visit()
    _page, window = a_page(qtbot, session, theme)
    click(window, "Add from the library")
    sheet = sheet_of(window)
    row = next(r for r in session.library.plan.rows if r.for_whom == "each_child")
    sheet.search.set_text(" ".join(row.action.split()[:6]))
    sheet.search.searched.emit(sheet.search.text())
    told = seen(sheet)
    assert f"What it may cause: {row.side_effects}" in told
    click(sheet, f"Add: {row.action}")
    (action,) = [a for a in actions(session.case) if a.body.row == row.id]
    assert session.case.label(action.entry.about) == "A."
    assert "In the plan" in seen(sheet)


def test_every_row_of_the_library_can_be_shown(qtbot, theme) -> None:
    session = after_a_visit()
    _page, window = a_page(qtbot, session, theme)
    click(window, "Add from the library")
    sheet = sheet_of(window)
    shown: list[str] = []
    for section in session.library.plan.sections:
        sheet.section.choose(section.id)
        shown += [row.id for row in sheet._shown()]
    assert sorted(shown) == sorted(r.id for r in session.library.plan.rows)


def test_the_plan_is_signed_when_every_action_has_somebody_and_says_when_it_changes(
    qtbot, theme
) -> None:
    session = after_a_visit()
    plan(session)
    _page, window = a_page(qtbot, session, theme)
    click(window, "Sign this plan")
    assert session.refusals == ["plan.no-owner"]
    (action,) = actions(session.case)
    assert session.record(
        lambda desk, case: planning.change(
            desk, case, action, ActionBody("A key of her own", owner="T. Bell")
        )
    )
    click(window, "Sign this plan")
    assert signed(session.case, SignoffOn.PLAN) is not None
    assert "Signed by T. Osei, today at 12:45" in seen(window)
    plan(session, "Another")
    assert "The plan has changed since." in seen(window)


def test_what_brings_every_action_back_is_said_without_codes(qtbot, theme) -> None:
    session = after_a_visit()
    _page, window = a_page(qtbot, session, theme)
    assert "28 days have passed" in seen(window)
    assert "P05" not in seen(window)


@pytest.mark.parametrize(
    ("dark", "scale", "size"),
    [(False, 1.0, (1366, 696)), (True, 1.0, (1280, 648)), (False, 2.0, (1366, 696))],
)
def test_every_word_fits_and_every_control_has_a_name(qtbot, fonts, dark, scale, size) -> None:
    session = after_a_visit()
    plan(session)
    plan(session, "A code word " * 9, owner="T. Bell", agency="children's social care" * 2)
    theme = Theme(dark=dark, scale=scale)
    page, window = a_page(qtbot, session, theme, size)
    settle()
    assert clipping.check(window) == []
    assert clipping.contrasts(window, theme) == []
    assert naming.check(window) == []
    page._open(actions(session.case)[0])
    settle()
    assert clipping.check(sheet_of(window)) == []
    assert naming.check(sheet_of(window)) == []
