"""Supervision: what came and was proved waits in a list until somebody answers it by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from app.domain.codes import Step
from app.domain.entry import ErasedBody
from app.services import inbox, recording, replying
from app.services.receiving import Reply
from tests.desktop import clipping, naming
from tests.desktop.exchanged import Two, sealed, two_desks
from tests.desktop.office import a_window, click, named, seen, settle
from ui.pages.supervision import SupervisionPage
from ui.theme import Theme

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.inbox import Arrived


@pytest.fixture
def two() -> Two:
    return two_desks()


def arrived(two: Two, file: bytes) -> Arrived:
    package = two.receiver.post.papers().open(file, two.clock.now())
    return inbox.keep(two.receiver.desk, package, file, "HO-1.age")


def test_an_empty_desk_says_so(qtbot, two, theme):
    page = SupervisionPage(two.receiver, theme)
    shell = a_window(qtbot, two.receiver, page)
    page.arrive(None)
    assert "Nothing waits for an answer from this desk." in seen(shell)


def test_what_waits_says_from_whom_since_when_and_how_late(qtbot, two, theme):
    file = sealed(two)
    arrived(two, file)
    two.clock.step(hours=6, minutes=6)
    page = SupervisionPage(two.receiver, theme)
    shell = a_window(qtbot, two.receiver, page)
    page.arrive(None)
    name = "E. from Northmere Children and Families"
    description = named(shell, name).accessibleDescription()
    assert "Handover. Arrived today at 12:00" in description
    assert "Answer was due today at 16:00. Two hours and six minutes late." in description
    went: list[tuple[str, object]] = []
    page.navigate.connect(lambda place, to: went.append((place, to)))
    click(shell, name)
    assert went == [("package", (file, "HO-1.age"))]


def test_opening_it_again_adds_no_second_line_and_answered_moves_down(two):
    file = sealed(two)
    line = arrived(two, file)
    assert arrived(two, file) == line
    assert [one.state for one in inbox.waiting(two.receiver.desk)] == ["opened"]
    line = inbox.mark_read(two.receiver.desk, line)
    assert inbox.waiting(two.receiver.desk)[0].state == "read"
    package = two.receiver.post.papers().open(file, two.clock.now())
    there = two.receiver
    replying.reply(there.desk, there.post, package, line, Reply(Step.ARRIVED, "K. Lowe"))
    assert len(inbox.waiting(there.desk)) == 1  # arrived decides nothing
    replying.reply(there.desk, there.post, package, line, Reply(Step.ACCEPTED, "K. Lowe"))
    assert inbox.waiting(there.desk) == ()
    assert inbox.arrived(there.desk)[0].state == "answered"


def test_the_most_pressing_comes_first(two):
    sealed_late = sealed(two)
    arrived(two, sealed_late)
    two.clock.step(hours=1)
    assert two.sender.begin("J.", "another")
    arrived(two, sealed(two))
    assert [one.label for one in inbox.waiting(two.receiver.desk)] == ["E.", "J."]


def test_a_case_that_is_erased_takes_its_file_and_its_line_along(two):
    file = sealed(two)
    line = arrived(two, file)
    there = two.receiver
    package = there.post.papers().open(file, two.clock.now())
    replying.reply(there.desk, there.post, package, line, Reply(Step.ACCEPTED, "K. Lowe"))
    case = recording.load(there.desk, package.slices[0].case)
    body = ErasedBody(tuple(sorted(case.entries)), "review done", "head of service")
    gone = recording.make(there.desk, case.id, body)
    there.desk.store.erase(case.id, "review done", "head of service", gone)
    assert inbox.arrived(there.desk) == ()
    with pytest.raises(KeyError):
        there.desk.store.blob(line.file)


def test_a_file_chosen_here_is_opened_on_its_own_page(qtbot, two, theme, tmp_path: Path):
    page = SupervisionPage(two.receiver, theme)
    shell = a_window(qtbot, two.receiver, page)
    page.arrive(None)
    page.find_file = lambda: tmp_path / "missing.age"
    click(shell, "Open a package")
    assert "That file could not be read." in seen(shell)
    (tmp_path / "HO-2.age").write_bytes(b"anything")
    page.find_file = lambda: tmp_path / "HO-2.age"
    went: list[tuple[str, object]] = []
    page.navigate.connect(lambda place, to: went.append((place, to)))
    click(shell, "Open a package")
    assert went == [("package", (b"anything", "HO-2.age"))]


@pytest.mark.parametrize(
    ("scale", "dark", "size"), [(1.0, True, (1280, 648)), (2.0, False, (1366, 696))]
)
def test_every_word_fits_and_every_control_has_a_name(qtbot, two, fonts, scale, dark, size):
    del fonts
    arrived(two, sealed(two))
    two.clock.step(hours=6)
    inbox.log_call(
        two.receiver.desk,
        inbox.Call("ab" * 32, "package.damaged", two.clock.now().isoformat(), "K.", "101", "Sent"),
    )
    theme = Theme(dark=dark, scale=scale)
    page = SupervisionPage(two.receiver, theme)
    shell = a_window(qtbot, two.receiver, page, size=size)
    page.arrive(None)
    settle(QApplication.instance())
    assert "File check ABABABAB" in seen(shell)
    assert clipping.check(page) == []
    assert naming.check(shell) == []
    assert clipping.contrasts(page, theme) == []
