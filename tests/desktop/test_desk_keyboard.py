"""The keyboard at the supervisor's desk and on the sheets of a handover, and what is said first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.handover import Decision
from app.services import worklist
from app.services.worklist import Standing
from tests.desktop.exchanged import done, sealed, two_desks, write_note
from tests.desktop.office import a_window, click, named, press, settle, sheet_of
from tests.desktop.reviewed import an_area, opened_by, sealed_to
from ui.controls import ListRow, Sheet
from ui.pages.handover import HandoverPage
from ui.pages.package.genuine import weighed_words
from ui.pages.reviewing import ReviewPage
from ui.pages.supervision import SupervisionPage, words
from ui.pages.supervision.asked import Wanted

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.desktop.reviewed import Area
    from ui.shell import Shell
    from ui.theme import Theme

CHECK = "15 Markers set and linked"


@pytest.fixture
def area() -> Area:
    return an_area()


def a_review(qtbot: QtBot, area: Area, theme: Theme, content: bytes) -> tuple[ReviewPage, Shell]:
    page = ReviewPage(area.supervisor, theme)
    shell = a_window(qtbot, area.supervisor, page)
    page.arrive(Wanted("HO-1.age", None, content))
    for _turn in range(3):
        done(qtbot, area.supervisor)
        settle(QApplication.instance())
    shell.activateWindow()
    shell.focus_page()
    return page, shell


def has(shell: Shell) -> str:
    """What the keyboard is on, as a screen reader calls it."""
    widget = shell.focusWidget()
    return widget.accessibleName() if widget is not None else ""


def round_(shell: Shell, stops: int) -> list[str]:
    """Where Tab goes, one stop after another."""
    names = []
    for _stop in range(stops):
        QTest.keyClick(shell.focusWidget(), Qt.Key.Key_Tab)
        names.append(has(shell))
    return names


def test_a_review_begins_at_the_checks_and_comes_back_to_the_one_that_was_open(
    qtbot, area, theme
) -> None:
    _page, shell = a_review(qtbot, area, theme, sealed_to(area))
    assert has(shell) == "1 Who they are, and what we assume"
    click(shell, CHECK)
    assert has(shell) in {"Met", "Partly", "Not met", "Does not apply"}
    assert round_(shell, 3) == ["Why", "Check before", "Next check"]
    press(shell, Qt.Key.Key_Space)
    click(shell, "Back to the checks")
    assert has(shell).startswith("16 ")


def test_a_refused_file_has_the_window_to_itself_and_its_first_act_the_keyboard(
    qtbot, area, theme
) -> None:
    content = sealed_to(area)
    page, shell = a_review(qtbot, area, theme, content[:-40])
    assert has(shell) == "Log the call"
    assert not page._rail_panel.isVisible()
    page.arrive(Wanted("HO-1.age", None, content))
    for _turn in range(3):
        done(qtbot, area.supervisor)
        settle(QApplication.instance())
    assert page._rail_panel.isVisible()


def test_the_decision_is_made_from_the_keyboard_and_escape_leaves_it(qtbot, area, theme) -> None:
    _page, shell = a_review(qtbot, area, theme, sealed_to(area))
    decide = named(shell, "Decide and sign")
    decide.setFocus()
    press(shell, Qt.Key.Key_Return)
    assert has(shell) == "Approve"
    assert round_(shell, 5) == [
        "Reasons, and what must be done",
        "You sign as",
        "Sign and save the file",
        "Go back",
        "Approve",
    ]
    press(shell, Qt.Key.Key_2)
    assert sheet_of(shell).verdict.value() == "approved_with_actions"  # type: ignore[attr-defined]
    press(shell, Qt.Key.Key_Escape)
    assert not [sheet for sheet in shell.findChildren(Sheet) if sheet.isVisible()]
    assert has(shell) == "Decide and sign"


def test_a_call_is_logged_in_the_order_in_which_it_is_spoken(qtbot, theme) -> None:
    two = two_desks()
    sealed(two)
    page = HandoverPage(two.sender, theme)
    shell = a_window(qtbot, two.sender, page)
    page.arrive(None)
    settle(QApplication.instance())
    shell.activateWindow()
    click(shell, "Log a call")
    assert [has(shell), *round_(shell, 5)] == [
        "Whom you spoke to",
        "On which number",
        "The code they read out",
        "What was said",
        "Log this call",
        "Leave it",
    ]
    press(shell, Qt.Key.Key_Escape)
    assert has(shell) == "Log a call"


# -------------------------------------------------------------------- what is said first


def test_what_is_late_says_so_first_and_what_was_decided_here_comes_last(
    qtbot, area, theme, tmp_path: Path
) -> None:
    content = sealed_to(area)
    now = area.supervisor.now()
    line = worklist.read(
        area.supervisor.post.papers(), area.supervisor.library, content, "HO-1.age", now
    )
    assert words.state_words(line, None, now)[::2] == ("badge-check", "ink")
    area.clock.step(hours=6)
    now = area.supervisor.now()
    icon, said, ink = words.state_words(line, None, now)
    assert (icon, ink) == ("clock-alert", "attn")
    assert said.startswith("Answer was due today at 16:00, two hours ago. Genuine")
    assert "Answer" not in words.note_words(line, None, now)
    replaced = replace(line, standing=Standing.REPLACED)
    assert words.state_words(replaced, None, now)[2] == "ink"
    assert "Answer was due" in words.note_words(replaced, None, now)
    del qtbot, theme, tmp_path


def test_a_file_decided_here_stands_below_those_that_wait(qtbot, area, theme, tmp_path) -> None:
    from tests.desktop.gallery_supervisor import a_stick, read_out
    from tests.desktop.posing import Look

    page = SupervisionPage(area.supervisor, theme)
    shell = a_window(qtbot, area.supervisor, page)
    page.arrive(None)
    stick = a_stick(area, tmp_path, Look("100"))
    page.find_folder = lambda: stick
    click(shell, "Open a folder")
    read_out(page, area)
    rows = [w for w in shell.findChildren(ListRow) if w.isVisible()]
    told = [w.accessibleDescription() for w in rows]
    assert ["by you" in one for one in told] == [False, False, False, True]
    assert "Answer was due today at 16:00, one hour ago" in told[0]


def test_a_package_that_is_signed_off_in_part_says_how_far(area) -> None:
    area.clock.step(hours=1)
    content = sealed_to(area)
    package = opened_by(area.supervisor, content)
    now = area.supervisor.now()
    (one,) = package.slices
    assert "has not been signed off" in weighed_words("slice.unreviewed", package, now)
    write_note(area.worker, "Call", "The man rang again")
    note = area.worker.case.ordered[-1]
    good = replace_review(one)
    later = replace(one, created=now, entries=(note,), reviews=())
    both = replace(package, slices=(replace(one, reviews=(good,)), later))
    assert weighed_words("slice.unreviewed", both, now) == (
        "Signed off as it stood today at 13:00. Written after that, and not signed off: one entry."
    )
    line = worklist.Line("HO-1.age", Standing.UNREVIEWED, reviewers=("sue@northmere.example",))
    assert words.state_words(line, None, now)[1] == (
        "Genuine. sue@northmere.example signed off what came before, and nobody what was written "
        "since"
    )
    empty = replace(both, slices=(both.slices[0], replace(later, entries=(sent_of(area),))))
    assert "Nothing was written after that" in weighed_words("slice.unreviewed", empty, now)


def replace_review(one):
    from app.domain.handover import ReviewFacts, ReviewRole

    return ReviewFacts(
        one.digest, "sue", ReviewRole.SUPERVISOR, Decision.APPROVED, one.created, "", ""
    )


def sent_of(area: Area):
    from app.domain.codes import Kind

    return area.worker.case.of(Kind.DISCLOSURE)[0]
