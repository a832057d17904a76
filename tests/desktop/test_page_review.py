"""One package under review: two minutes, the checks, remarks, a comparison, and the decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.errors import PackageRefused
from app.domain.handover import DeliveryKind
from app.domain.review import Answered, Mark, Verdict, signed_off
from app.services import inbox, reviewing
from tests.desktop import clipping, naming
from tests.desktop.exchanged import CALDERBY, done, fill, pick, write_note
from tests.desktop.office import a_window, click, named, seen, settle
from tests.desktop.post_office import a_practice_session
from tests.desktop.reviewed import a_review, an_area, opened_by, sealed_to
from ui.pages.handover import HandoverPage
from ui.pages.package import PackagePage
from ui.pages.reviewing import ReviewPage
from ui.pages.reviewing.opening import wanted
from ui.pages.supervision.asked import Other, Wanted
from ui.theme import Theme

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.desktop.office import AnOffice
    from tests.desktop.reviewed import Area
    from ui.shell import Shell

Opened = tuple[ReviewPage, "Shell"]


@pytest.fixture
def area() -> Area:
    return an_area()


def opened(qtbot: QtBot, at: AnOffice, theme: Theme, what: object) -> Opened:
    """The page with a file open, as far as it lets itself be opened."""
    page = ReviewPage(at, theme)
    shell = a_window(qtbot, at, page)
    page.arrive(what)
    rest(qtbot, at)
    return page, shell


def asked(path: Path, *others: Path) -> Wanted:
    """A file of the worklist with others of its case beside it."""
    return Wanted(path.name, path, b"", tuple(Other(o.name, None, o) for o in others))


def rest(qtbot: QtBot, at: AnOffice) -> None:
    """Until no job is running and everything is drawn; a job may begin another."""
    for _turn in range(3):
        done(qtbot, at)
        settle(QApplication.instance())


def show_all(shell: Shell) -> None:
    click(shell, "All 32 checks")
    settle(QApplication.instance())


def went_from(page: ReviewPage | HandoverPage | PackagePage) -> list[tuple[str, object]]:
    went: list[tuple[str, object]] = []
    page.navigate.connect(lambda place, to: went.append((place, to)))
    return went


# ----------------------------------------------------------------------------- reading it


def test_it_opens_on_two_minutes_with_the_checks_filled_in_from_the_record(qtbot, area, theme):
    page, shell = opened(qtbot, area.supervisor, theme, (sealed_to(area), "HO-1.age"))
    said = seen(shell)
    assert "E. Two minutes" in said
    assert "Genuine. Sealed by t.osei@northmere.example" in said
    assert "of the 32 need you" in said
    assert named(shell, "3 Each child seen and heard").accessibleDescription() == "Not met"
    assert page.review.answer("check.17").mark is Mark.NOT_APPLICABLE
    assert "17 No closure without the others" not in said


def test_a_check_stands_beside_what_it_looks_at_and_says_what_the_record_tells(qtbot, area, theme):
    page, shell = opened(qtbot, area.supervisor, theme, (sealed_to(area), "HO-1.age"))
    click(shell, "15 Markers set and linked")
    said = seen(shell)
    assert "Check 15 of 32" in said
    assert "The record says: For at least one party, no marker" in said
    assert "Systems checked: School" in said
    assert page._beside.count()
    click(shell, "Next check")
    assert "Check 16 of 32" in seen(shell)
    click(shell, "Check before")
    click(shell, "Back to the checks")
    assert "E. Two minutes" in seen(shell)


def test_an_answer_and_its_reason_are_kept_whatever_comes_after(qtbot, area, theme):
    content = sealed_to(area)
    page, shell = opened(qtbot, area.supervisor, theme, (content, "HO-1.age"))
    show_all(shell)
    click(shell, "8 A move, weighed by itself")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_4)
    fill(shell, "Why", "She does not move")
    page.flush()
    kept = reviewing.find(area.supervisor.desk, opened_by(area.supervisor, content))
    assert kept is not None
    assert kept.review.answer("check.08") == Answered(
        "check.08", Mark.NOT_APPLICABLE, "She does not move"
    )
    again, _shell = opened(qtbot, area.supervisor, theme, (content, "HO-1.age"))
    assert again.review == kept.review
    row = named(shell, "Back to the checks")
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    said = named(shell, "8 A move, weighed by itself").accessibleDescription()
    assert said == "Does not apply. She does not move"


def test_does_not_apply_wants_a_reason(qtbot, area, theme):
    _page, shell = opened(qtbot, area.supervisor, theme, (sealed_to(area), "HO-1.age"))
    show_all(shell)
    click(shell, "8 A move, weighed by itself")
    click(shell, "Does not apply")
    click(shell, "Back to the checks")
    said = named(shell, "8 A move, weighed by itself").accessibleDescription()
    assert said == "Does not apply: say why"


def test_a_remark_is_made_changed_and_taken_back(qtbot, area, theme):
    page, shell = opened(qtbot, area.supervisor, theme, (sealed_to(area), "HO-1.age"))
    pick(shell, "Read the record", "Every entry")
    settle(QApplication.instance())
    first = page.read.case.ordered[0]
    make = [w for w in names(shell) if w.startswith("Make a remark: ")]
    assert make
    click(shell, make[0])
    fill(shell, "Your remark", "When was this?")
    click(shell, "Keep the remark")
    settle(QApplication.instance())
    assert page.review.comment(first.id) == "When was this?"
    assert "When was this?" in seen(shell)
    click(shell, make[0].replace("Make a remark", "Change the remark"))
    fill(shell, "Your remark", " ")
    click(shell, "Keep the remark")
    assert page.review.comments == ()
    click(shell, "15 Markers set and linked")
    settle(QApplication.instance())
    link = next(w for w in names(shell) if w.startswith("Make a remark: "))
    click(shell, link)
    fill(shell, "Your remark", "Linked to whom?")
    click(shell, "Keep the remark")
    settle(QApplication.instance())
    assert [c.words for c in page.review.comments] == ["Linked to whom?"]
    assert "Linked to whom?" in seen(shell)


def names(shell: Shell) -> list[str]:
    from PySide6.QtWidgets import QAbstractButton

    settle(QApplication.instance())
    return [w.accessibleName() for w in shell.findChildren(QAbstractButton) if w.isVisible()]


def test_every_part_of_the_record_can_be_read_and_more_entries_are_asked_for(qtbot, area, theme):
    page, shell = opened(qtbot, area.supervisor, theme, (sealed_to(area), "HO-1.age"))
    pick(shell, "Read the record", "Patterns raised")
    assert "Patterns raised" in seen(shell)
    pick(shell, "Read the record", "Every entry")
    settle(QApplication.instance())
    more = next(w for w in names(shell) if w.startswith("Show "))
    before = len([w for w in names(shell) if w.startswith("Make a remark")])
    click(shell, more)
    settle(QApplication.instance())
    assert len([w for w in names(shell) if w.startswith("Make a remark")]) > before
    pick(shell, "Read the record", "Two minutes")
    assert "E. Two minutes" in seen(shell)
    went = went_from(page)
    click(shell, "Back to the list")
    assert went == [("supervision", None)]


# ------------------------------------------------------------------------- what is refused


def test_a_file_that_is_not_genuine_shows_nothing_of_itself(qtbot, area, theme, tmp_path):
    bad = tmp_path / "HO-1.age"
    bad.write_bytes(sealed_to(area)[:-40])
    page, shell = opened(qtbot, area.supervisor, theme, asked(bad))
    said = seen(shell)
    assert "This file cannot be trusted, so nothing in it has been shown." in said
    assert "Two minutes" not in said
    assert page.read is None
    click(shell, "Log the call")
    assert "Cancel" in seen(shell) or "Leave it" in seen(shell)


def test_a_stick_that_is_not_there_any_more_says_so(qtbot, area, theme, tmp_path):
    _page, shell = opened(qtbot, area.supervisor, theme, asked(tmp_path / "HO-1.age"))
    assert "That file could not be read." in seen(shell)


def test_with_something_to_weigh_nothing_is_read_before_a_reason_is_written(qtbot, area, theme):
    content = sealed_to(area, to=CALDERBY)
    there = a_practice_session(CALDERBY, "ds+supervisor", clock=area.clock, first_id=90_000)
    there.desk.store.set_setting(
        "trust", there.desk.store.setting("trust").replace(" checked ", " unchecked ")
    )
    _page, shell = opened(qtbot, there, theme, (content, "HO-1.age"))
    assert "Two minutes" not in seen(shell)
    assert "Before you read it" in seen(shell)
    fill(shell, "Why you read on", "It cannot wait")
    click(shell, "Read it with this reason")
    rest(qtbot, there)
    assert "E. Two minutes" in seen(shell)
    package = opened_by(there, content)
    kept = reviewing.find(there.desk, package)
    assert kept is not None
    assert kept.review.read_because == "It cannot wait"
    _again, shell = opened(qtbot, there, theme, (content, "HO-1.age"))
    assert "E. Two minutes" in seen(shell)


def test_a_laptop_with_no_key_opens_nothing_and_nothing_open_says_so(
    qtbot, area, theme, monkeypatch
):
    page, shell = opened(qtbot, area.supervisor, theme, None)
    assert "Nothing is open. Choose a package in Supervision." in seen(shell)

    def none() -> object:
        raise PackageRefused("handover.not-enrolled")

    monkeypatch.setattr(area.supervisor.post, "papers", none)
    page.arrive((b"anything", "HO-1.age"))
    assert "Sealing needs your area’s key" in seen(shell)
    assert wanted("a word") is None


def test_who_may_not_sign_reads_and_checks_all_the_same(qtbot, area, theme):
    content = sealed_to(area)
    _page, shell = opened(qtbot, area.worker, theme, (content, "HO-1.age"))
    decide = named(shell, "Decide and sign")
    assert not decide.isEnabled()
    assert "Your certificate does not let you sign reviews." in decide.accessibleDescription()


# ------------------------------------------------------------------------------ comparing


def two_of_a_case(area: Area, at: Path) -> tuple[Path, Path]:
    one, two = at / "HO-1.age", at / "HO-2.age"
    one.write_bytes(sealed_to(area))
    area.clock.step(hours=3)
    write_note(area.worker, "Call", "School rang: A. was not collected")
    two.write_bytes(sealed_to(area))
    return one, two


def test_an_earlier_one_stands_beside_it_thing_by_thing(qtbot, area, theme, tmp_path):
    one, two = two_of_a_case(area, tmp_path)
    page, shell = opened(qtbot, area.supervisor, theme, asked(two, one))
    pick(shell, "Compare with an earlier one", "In the folder: HO-1.age")
    rest(qtbot, area.supervisor)
    said = seen(shell)
    assert "Beside the one of 24 November 2026, 12:00" in said
    assert "School rang: A. was not collected" in said
    assert "Not asked again: " in said
    click(shell, "Back to two minutes")
    assert "E. Two minutes" in seen(shell)
    here = area.supervisor
    inbox.keep(here.desk, opened_by(here, one.read_bytes()), one.read_bytes(), one.name)
    page.arrive(asked(two))
    rest(qtbot, here)
    pick(shell, "Compare with an earlier one", "Received here")
    rest(qtbot, here)
    assert "Beside the one of 24 November 2026, 12:00" in seen(shell)


def test_an_addendum_is_read_with_the_handover_it_follows(qtbot, area, theme, tmp_path):
    one, two, other = (tmp_path / f"HO-{n}.age" for n in (1, 2, 9))
    one.write_bytes(sealed_to(area))
    first = opened_by(area.supervisor, one.read_bytes())
    write_note(area.worker, "Call", "School rang: A. was not collected")
    two.write_bytes(
        sealed_to(
            area,
            kind=DeliveryKind.ADDENDUM,
            previous=first.delivery.digest,
            has=frozenset(e.id for s in first.slices for e in s.entries),
        )
    )
    other.write_bytes(b"nothing")
    page, shell = opened(qtbot, area.supervisor, theme, asked(two))
    assert "What it follows is not here: find it first." in seen(shell)
    assert page.review.answers == ()
    page, shell = opened(qtbot, area.supervisor, theme, asked(two, other, one))
    assert "Read together with the handover of 24 November 2026" in seen(shell)
    assert page.review.answers


def test_a_file_of_another_case_has_nothing_to_be_compared(qtbot, area, theme, tmp_path):
    one, _two = two_of_a_case(area, tmp_path)
    page, shell = opened(qtbot, area.supervisor, theme, asked(one))
    assert area.worker.begin("J.", "A call")
    other = tmp_path / "HO-3.age"
    other.write_bytes(sealed_to(area))
    page.find_file = lambda: None
    pick(shell, "Compare with an earlier one", "Choose a file")
    assert "E. Two minutes" in seen(shell)
    page.find_file = lambda: other
    pick(shell, "Compare with an earlier one", "Choose a file")
    rest(qtbot, area.supervisor)
    assert "That file is about another case" in seen(shell)
    page.find_file = lambda: one
    pick(shell, "Compare with an earlier one", "Choose a file")
    rest(qtbot, area.supervisor)
    assert "Not asked again: " in seen(shell)


# ------------------------------------------------------------------------------- deciding


def decided(qtbot: QtBot, area: Area, theme: Theme, at: Path) -> tuple[Opened, Path]:
    """A review with every check answered, signed through the sheet; and its file."""
    content = sealed_to(area)
    here = area.supervisor
    package = opened_by(here, content)
    review = a_review(package, Verdict.RETURN, "See A. alone first.")
    reviewing.keep_draft(here.desk, package, review)
    page, shell = opened(qtbot, here, theme, (content, "HO-1.age"))
    file = at / "RV-1.age"
    page.choose_file = lambda _name: file
    click(shell, "Decide and sign")
    click(shell, "Sign and save the file")
    rest(qtbot, here)
    return (page, shell), file


def test_nothing_is_signed_while_something_is_owed(qtbot, area, theme):
    page, shell = opened(qtbot, area.supervisor, theme, (sealed_to(area), "HO-1.age"))
    click(shell, "Decide and sign")
    click(shell, "Sign and save the file")
    assert "These checks still need an answer, or a reason: 8, " in seen(shell)
    click(shell, "Go back")
    package = page.package
    page.review = a_review(package)
    page.review = type(page.review)(page.review.answers)
    click(shell, "Decide and sign")
    click(shell, "Sign and save the file")
    assert "Choose a decision first." in seen(shell)
    click(shell, "Send it back")
    click(shell, "Sign and save the file")
    assert "Write the reasons. They go back with the decision." in seen(shell)


def test_a_signed_review_is_saved_and_read_back_and_opens_at_the_author(
    qtbot, area, theme, tmp_path
):
    (page, shell), file = decided(qtbot, area, theme, tmp_path)
    assert "Signed, saved as RV-1.age, and read back from the disk." in seen(shell)
    author = HandoverPage(area.worker, theme)
    window = a_window(qtbot, area.worker, author)
    author.arrive((file.read_bytes(), file.name))
    rest(qtbot, area.worker)
    said = seen(window)
    assert "Genuine. Reviewed by sue+supervisor@northmere.example" in said
    assert "Sent back to its author." in said
    assert "See A. alone first." in said
    assert [one.verdict for one in signed_off(area.worker.case)] == [Verdict.RETURN]
    page.arrive((sealed_to(area), "HO-2.age"))
    rest(qtbot, area.supervisor)
    assert "Sent back by sue+supervisor@northmere.example." in seen(shell)
    assert "Why you read on" not in seen(shell)  # who may sign it off reads it again to do so
    assert "Signed off" in seen(shell)
    assert "See A. alone first." in seen(shell)


def test_a_signed_one_says_so_when_it_is_opened_again(qtbot, area, theme, tmp_path):
    (page, shell), _file = decided(qtbot, area, theme, tmp_path)
    page.arrive((page._want.content, "HO-1.age"))
    rest(qtbot, area.supervisor)
    assert "You signed this today at 12:00. Signing again takes its place." in seen(shell)


def test_without_a_place_nothing_is_signed_and_a_full_disk_is_said(
    qtbot, area, theme, tmp_path, monkeypatch
):
    content = sealed_to(area)
    here = area.supervisor
    package = opened_by(here, content)
    reviewing.keep_draft(here.desk, package, a_review(package))
    page, shell = opened(qtbot, here, theme, (content, "HO-1.age"))
    page.choose_file = lambda _name: None
    click(shell, "Decide and sign")
    click(shell, "Sign and save the file")
    rest(qtbot, here)
    assert "Nothing was signed or saved." in seen(shell)
    kept = reviewing.find(here.desk, package)
    assert kept is not None
    assert kept.signed is None
    page.choose_file = lambda _name: tmp_path / "nowhere" / "RV-1.age"
    click(shell, "Decide and sign")
    click(shell, "Sign and save the file")
    rest(qtbot, here)
    assert "The file could not be saved there." in seen(shell)

    def gone() -> object:
        raise PackageRefused("handover.not-enrolled")

    monkeypatch.setattr(here.post, "papers", gone)
    click(shell, "Decide and sign")
    click(shell, "Sign and save the file")
    rest(qtbot, here)
    assert "Sealing needs your area’s key" in seen(shell)


# --------------------------------------------------------------------------- at the author


def a_review_file(area: Area) -> bytes:
    content = sealed_to(area)
    here = area.supervisor
    package = opened_by(here, content)
    review = a_review(package)
    prepared = reviewing.prepare(here.desk, here.post, package, review, here.library.checks)
    return reviewing.sign(prepared, here.post.papers()).files[-1].content


def test_a_review_of_another_case_is_opened_on_that_case(qtbot, area, theme):
    content, of = a_review_file(area), area.worker.case.id
    assert area.worker.begin("J.", "A call")
    page = HandoverPage(area.worker, theme)
    a_window(qtbot, area.worker, page)
    went = went_from(page)
    page.arrive((content, "RV-1.age"))
    rest(qtbot, area.worker)
    assert went == [("case", (of, "handover", (content, "RV-1.age")))]


def test_a_review_that_nobody_here_asked_for_is_refused(qtbot, area, theme):
    content = a_review_file(area)
    other = a_practice_session("northmere.example", "al", clock=area.clock, alias="J.")
    page = HandoverPage(other, theme)
    shell = a_window(qtbot, other, page)
    page.arrive((content, "RV-1.age"))
    rest(qtbot, other)
    assert "It is a review of something that was not sealed on this laptop." in seen(shell)


def test_a_review_dropped_on_the_package_page_goes_to_its_case(qtbot, area, theme):
    content, of = a_review_file(area), area.worker.case.id
    page = PackagePage(area.worker, theme)
    a_window(qtbot, area.worker, page)
    went = went_from(page)
    page.arrive((content, "RV-1.age"))
    rest(qtbot, area.worker)
    assert went == [("case", (of, "handover", (content, "RV-1.age")))]
    stranger = a_practice_session("northmere.example", "al", clock=area.clock)
    other = PackagePage(stranger, theme)
    window = a_window(qtbot, stranger, other)
    other.arrive((content, "RV-1.age"))
    rest(qtbot, stranger)
    assert "It is a review of something that was not sealed on this laptop." in seen(window)


def test_a_package_that_came_to_this_desk_can_be_reviewed_from_its_own_page(qtbot, area, theme):
    content = sealed_to(area)
    page = PackagePage(area.supervisor, theme)
    shell = a_window(qtbot, area.supervisor, page)
    went = went_from(page)
    page.arrive((content, "HO-1.age"))
    rest(qtbot, area.supervisor)
    pick(shell, "More", "Review it, check by check")
    assert went == [("review", (content, "HO-1.age"))]


@pytest.mark.parametrize(
    ("scale", "dark", "size"), [(1.0, True, (1280, 648)), (2.0, False, (1366, 696))]
)
def test_every_word_fits_and_every_control_has_a_name(
    qtbot, area, fonts, tmp_path, scale, dark, size
):
    del fonts
    one, two = two_of_a_case(area, tmp_path)
    theme = Theme(dark=dark, scale=scale)
    page = ReviewPage(area.supervisor, theme)
    shell = a_window(qtbot, area.supervisor, page, size=size)
    page.arrive(asked(two, one))
    rest(qtbot, area.supervisor)

    def fits() -> None:
        settle(QApplication.instance())
        assert clipping.check(shell) == []
        assert naming.check(shell) == []
        assert clipping.contrasts(shell, theme) == []

    fits()
    click(shell, "15 Markers set and linked")
    fits()
    click(shell, "Back to the checks")
    pick(shell, "Compare with an earlier one", "In the folder: HO-1.age")
    rest(qtbot, area.supervisor)
    fits()
    click(shell, "Decide and sign")
    fits()
