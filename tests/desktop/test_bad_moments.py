"""A stick pulled out midway, two copies of one package, a clock that is wrong: each in plain words.

Nothing is stored that was not verified, and nothing is lost.
"""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from app.domain.codes import Kind, RestrictionClass, Step
from app.domain.deliveries import deliveries
from app.domain.entry import NoteBody
from app.services import inbox, recording
from app.services.receiving import Reply
from tests.desktop.exchanged import (
    CALDERBY,
    ESTOVER,
    Two,
    done,
    entries_of,
    sealed,
    two_desks,
    write_note,
)
from tests.desktop.office import a_window, click, seen, settle
from ui.pages.handover import HandoverPage
from ui.pages.package import PackagePage
from ui.theme import Theme

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.shell import Shell

RC = RestrictionClass


@pytest.fixture
def two() -> Two:
    return two_desks()


def opened(qtbot: QtBot, two: Two, folder: Path, file: bytes) -> tuple[PackagePage, Shell]:
    page = PackagePage(two.receiver, Theme())
    page.choose_file = lambda name: folder / name
    shell = a_window(qtbot, two.receiver, page)
    page.arrive((file, "HO-1.age"))
    done(qtbot, two.receiver)
    settle(QApplication.instance())
    return page, shell


def accept(qtbot: QtBot, two: Two, page: PackagePage) -> None:
    page.answers.give(Reply(Step.ACCEPTED, "DS K. Lowe"), lambda _refusal: None)
    done(qtbot, two.receiver)
    settle(QApplication.instance())


class Gone(type(Path())):  # type: ignore[misc] # the platform's own kind of path
    """A file that is in the folder, and whose stick is pulled out while it is read."""

    def read_bytes(self) -> bytes:
        raise OSError(5, "Input/output error")


def test_a_stick_pulled_out_while_a_package_is_read_leaves_nothing_and_says_so(
    qtbot, two, tmp_path
):
    stick = tmp_path / "HO-1.age"
    stick.write_bytes(sealed(two))
    page = PackagePage(two.receiver, Theme())
    shell = a_window(qtbot, two.receiver, page)
    page.arrive(None)
    page.find_file = lambda: Gone(stick)
    click(shell, "Choose the file")
    settle(QApplication.instance())
    assert "That file could not be read." in seen(shell)
    assert inbox.arrived(two.receiver.desk) == ()


def test_half_of_a_package_is_damaged_and_nothing_of_it_is_kept(qtbot, two, tmp_path):
    file = sealed(two)
    _page, shell = opened(qtbot, two, tmp_path, file[: len(file) // 2])
    assert "Genuine" not in seen(shell)
    assert inbox.arrived(two.receiver.desk) == ()
    _page, whole = opened(qtbot, two, tmp_path, file)  # the whole of it is opened all the same
    assert "Genuine" in seen(whole)


def test_a_stick_pulled_out_between_two_files_keeps_both_and_says_where_they_are(
    qtbot, two, tmp_path
):
    sealed(two)
    two.sender.post.check_by_voice(ESTOVER, "01632 960 999")
    sealed(two, to=ESTOVER)
    two.clock.step(minutes=5)
    write_note(two.sender, "Call", "The man rang again")
    stick = tmp_path / "stick"
    stick.mkdir()
    page = HandoverPage(two.sender, Theme())
    shell = a_window(qtbot, two.sender, page)

    def pulled_out(name: str) -> Path:
        shutil.rmtree(stick)
        return stick / name

    page.choose_file = pulled_out
    page.arrive(None)
    settle(QApplication.instance())
    click(shell, "Send what is new to all")
    click(shell, "Seal it and save the files")
    done(qtbot, two.sender)
    settle(QApplication.instance())
    assert "could not be saved" in seen(shell) or "could not be written" in seen(shell)
    found = deliveries(two.sender.case)
    assert {d.body.desk.partition("@")[2] for d in found[:2]} == {CALDERBY, ESTOVER}
    for one in found[:2]:  # each file is here, as it was sealed
        assert two.sender.desk.store.blob(one.body.digests[1])
    page.choose_file = lambda name: tmp_path / name
    click(shell, "Save the file again")
    assert len(list(tmp_path.glob("*.age"))) == 1


def test_two_copies_of_one_package_with_different_parts_are_one_case(qtbot, two, tmp_path):
    assert two.sender.record(
        lambda d, c: recording.write(d, c, NoteBody("Who came by", "His brother"), rc=RC.RC3)
    )
    write_note(two.sender, "Call", "The school rang")
    small = sealed(two, {RC.RC3: "police-decision"})
    two.clock.step(minutes=5)
    whole = sealed(two)
    page, shell = opened(qtbot, two, tmp_path, small)
    accept(qtbot, two, page)
    case = page.package.slices[0].case
    before = entries_of(two.receiver, case)
    page, shell = opened(qtbot, two, tmp_path, whole)
    assert "Who came by" in seen(shell)  # what the second copy has and the first had not
    accept(qtbot, two, page)
    notes = [
        e.body.text
        for e in recording.load(two.receiver.desk, case).of(Kind.NOTE)
        if isinstance(e.body, NoteBody)
    ]
    assert notes.count("The school rang") == 1
    assert notes.count("His brother") == 1
    assert entries_of(two.receiver, case) > before


def test_a_clock_that_is_wrong_is_said_before_anything_is_read(qtbot, two, tmp_path):
    file = sealed(two)
    two.clock.at -= timedelta(days=2)  # this laptop believes that it is the day before yesterday
    page, shell = opened(qtbot, two, tmp_path, file)
    assert "Before you read it" in seen(shell)
    assert "clock" in seen(shell)
    assert page.report is None
    assert entries_of(two.receiver, page.package.slices[0].case) == 0
