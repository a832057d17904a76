"""A folder on a shared drive or a stick as the supervisor's worklist."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from app.domain.errors import PackageRefused, Refused
from app.domain.review import Verdict
from app.services import inbox, reviewing, worklist
from tests.desktop import clipping, naming
from tests.desktop.exchanged import kept, write_note
from tests.desktop.office import a_window, click, named, seen, settle
from tests.desktop.reviewed import a_review, an_area, opened_by, sealed_to
from ui import files
from ui.pages.supervision import SupervisionPage, folder, words
from ui.pages.supervision.asked import Wanted
from ui.theme import Theme

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.desktop.reviewed import Area
    from ui.shell import Shell

ROW = "E. from Northmere Children and Families"


@pytest.fixture
def area() -> Area:
    return an_area()


def a_page(qtbot: QtBot, area: Area, theme: Theme, at: Path) -> tuple[SupervisionPage, Shell]:
    page = SupervisionPage(area.supervisor, theme)
    shell = a_window(qtbot, area.supervisor, page)
    page.arrive(None)
    page.find_folder = lambda: at
    return page, shell


def listed(qtbot: QtBot, area: Area, theme: Theme, at: Path) -> tuple[SupervisionPage, Shell]:
    """The page with a folder read to its end."""
    page, shell = a_page(qtbot, area, theme, at)
    click(shell, "Open a folder")
    read_out(qtbot, page, area)
    return page, shell


def read_out(qtbot: QtBot, page: SupervisionPage, area: Area) -> None:
    reading = page.folder.reading
    qtbot.waitUntil(lambda: not reading.busy and not area.supervisor.jobs.busy, timeout=20_000)
    settle(QApplication.instance())


def test_each_file_is_proved_and_listed_and_nothing_of_it_is_kept(qtbot, area, theme, tmp_path):
    (tmp_path / "HO-1.age").write_bytes(sealed_to(area))
    (tmp_path / "HO-2.age").write_bytes(b"nothing of ours")
    (tmp_path / "letter.txt").write_bytes(b"a letter")
    before, chain = kept(area.supervisor), area.supervisor.desk.store.head()
    _page, shell = listed(qtbot, area, theme, tmp_path)
    said = seen(shell)
    assert "1 file is genuine. 1 is refused. Nothing of them is kept." in said
    assert "HO-2.age" in said
    assert "letter.txt" not in said
    told = named(shell, ROW).accessibleDescription()
    assert "Genuine. Nobody has signed it off yet" in told
    assert "Handover. Today. By t.osei@northmere.example" in told
    assert "Answer due today at 16:00" in told
    assert "things are missing" in told
    assert (kept(area.supervisor), area.supervisor.desk.store.head()) == (before, chain)


def test_a_row_opens_its_file_for_review_and_names_the_others_of_the_case(
    qtbot, area, theme, tmp_path
):
    (tmp_path / "HO-1.age").write_bytes(sealed_to(area))
    area.clock.step(hours=5)
    write_note(area.worker, "Call", "School rang")
    (tmp_path / "HO-2.age").write_bytes(sealed_to(area))
    page, shell = listed(qtbot, area, theme, tmp_path)
    assert "A newer one in this folder replaces it" in seen_rows(shell)
    went: list[tuple[str, object]] = []
    page.navigate.connect(lambda place, to: went.append((place, to)))
    click(shell, ROW)
    ((place, wanted),) = went
    assert isinstance(wanted, Wanted)
    assert (place, wanted.path) == ("review", tmp_path / "HO-2.age")
    assert [(o.name, o.path) for o in wanted.others] == [("HO-1.age", tmp_path / "HO-1.age")]


def seen_rows(shell: Shell) -> str:
    QApplication.processEvents()
    from ui.controls import ListRow

    rows = [w for w in shell.findChildren(ListRow) if w.isVisible()]
    return "\n".join(f"{w.accessibleName()}: {w.accessibleDescription()}" for w in rows)


def test_what_this_desk_has_done_with_a_file_stands_beside_it(qtbot, area, theme, tmp_path):
    content = sealed_to(area)
    (tmp_path / "HO-1.age").write_bytes(content)
    there = area.supervisor
    package = opened_by(there, content)
    reviewing.keep_draft(there.desk, package, a_review(package))
    page, shell = listed(qtbot, area, theme, tmp_path)
    assert "Your review is begun" in seen_rows(shell)
    review = a_review(package, Verdict.RETURN)
    prepared = reviewing.prepare(there.desk, there.post, package, review, there.library.checks)
    reviewing.keep(there.desk, reviewing.sign(prepared, there.post.papers()))
    page.arrive(None)
    assert "Sent back to its author, by you, today at 12:00" in seen_rows(shell)
    inbox.keep(there.desk, package, content, "HO-1.age")
    page.arrive(None)
    settle(QApplication.instance())
    assert "At this desk" in seen(shell)


def test_a_late_one_says_how_late_and_one_received_before_says_so(qtbot, area, theme, tmp_path):
    content = sealed_to(area)
    (tmp_path / "HO-1.age").write_bytes(content)
    inbox.keep(area.supervisor.desk, opened_by(area.supervisor, content), content, "HO-1.age")
    area.clock.step(hours=6)
    _page, shell = listed(qtbot, area, theme, tmp_path)
    assert "Answer was due today at 16:00, two hours ago" in seen_rows(shell)
    assert "received at this desk before" in seen_rows(shell)


def test_a_stick_pulled_out_midway_loses_nothing_and_is_read_again(
    qtbot, area, theme, tmp_path, monkeypatch
):
    stick = tmp_path / "stick"
    stick.mkdir()
    content = sealed_to(area)
    for n in range(3):
        (stick / f"HO-{n}.age").write_bytes(content)
    read = files.read_sealed

    def pulled_out(path: Path) -> bytes:
        if path.name == "HO-1.age":
            stick.rename(tmp_path / "gone")
        return read(path)

    monkeypatch.setattr(files, "read_sealed", pulled_out)
    page, shell = listed(qtbot, area, theme, stick)
    said = seen(shell)
    assert "The folder went away while it was read. Was the stick pulled out? 1 of 3" in said
    assert "Nothing is lost: put it back and read it again." in said
    assert ROW in said
    monkeypatch.undo()
    (tmp_path / "gone").rename(stick)
    click(shell, "Read it again")
    read_out(qtbot, page, area)
    assert "3 files are genuine." in seen(shell)


def test_one_file_that_cannot_be_read_does_not_end_the_list(qtbot, area, theme, tmp_path):
    os.mkfifo(tmp_path / "HO-0.age")  # a pipe would never end
    (tmp_path / "HO-1.age").write_bytes(sealed_to(area))
    _page, shell = listed(qtbot, area, theme, tmp_path)
    assert "1 file is genuine. 1 is refused." in seen(shell)
    assert "It could not be read. That file could not be read." in seen(shell)


def test_a_folder_with_no_sealed_file_and_one_that_is_not_there(qtbot, area, theme, tmp_path):
    page, shell = listed(qtbot, area, theme, tmp_path)
    assert "There is no sealed file in it." in seen(shell)
    click(shell, "Put the folder away")
    assert not page.folder.is_open
    assert "At this desk" not in seen(shell)
    page.find_folder = lambda: tmp_path / "nowhere"
    click(shell, "Open a folder")
    read_out(qtbot, page, area)
    assert "That folder cannot be read." in seen(shell)
    page.find_folder = lambda: None
    click(shell, "Open a folder")
    assert not page.folder.is_open


def test_a_folder_can_be_dropped_on_the_page(qtbot, area, theme, tmp_path):
    (tmp_path / "HO-1.age").write_bytes(sealed_to(area))
    page, shell = a_page(qtbot, area, theme, tmp_path)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    left, nothing = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    QApplication.sendEvent(page, QDragEnterEvent(QPoint(9, 9), copy, data, left, nothing))
    QApplication.sendEvent(page, QDropEvent(QPointF(9, 9), copy, data, left, nothing))
    read_out(qtbot, page, area)
    assert "1 file is genuine." in seen(shell)


def test_a_key_that_was_withdrawn_says_since_when():
    refusal = PackageRefused("package.revoked", signer="jo@a.example", since="2026-03-02")
    what, why = words.refused_words(worklist.unread(refusal, "HO-1.age"))
    assert what == "Signed with a key that was withdrawn"
    assert why.endswith("Withdrawn since 2 March 2026.")


def test_reading_can_be_stopped_and_what_was_read_stays(qtbot, area, theme, tmp_path, monkeypatch):
    for n in range(3):
        (tmp_path / f"HO-{n}.age").write_bytes(b"age-encryption.org/v1\n")
    monkeypatch.setattr("ui.pages.supervision.reading.MOMENT", 0)
    page, shell = a_page(qtbot, area, theme, tmp_path)
    told: list[int] = []

    def stop_after_one(listing: object) -> None:
        told.append(len(listing.lines))  # type: ignore[attr-defined]
        if told[-1] == 1 and page.folder.reading.busy:
            page.folder.reading.stop()

    page.folder.reading.progressed.connect(stop_after_one)
    click(shell, "Open a folder")
    read_out(qtbot, page, area)
    assert max(told) == 1
    assert "1 is refused. 2 were not read." in seen(shell)


def test_a_long_list_is_drawn_a_part_at_a_time(qtbot, area, theme, tmp_path, monkeypatch):
    content = sealed_to(area)
    for n in range(4):
        (tmp_path / f"HO-{n}.age").write_bytes(content)
    monkeypatch.setattr(folder, "AT_ONCE", 3)
    _page, shell = listed(qtbot, area, theme, tmp_path)
    assert seen_rows(shell).count(ROW) == 3
    click(shell, "Show 1 more")
    settle(QApplication.instance())
    assert seen_rows(shell).count(ROW) == 4


def test_a_laptop_with_no_key_of_its_own_says_so(qtbot, area, theme, tmp_path, monkeypatch):
    def none() -> object:
        raise PackageRefused("handover.not-enrolled")

    monkeypatch.setattr(area.supervisor.post, "papers", none)
    _page, shell = listed(qtbot, area, theme, tmp_path)
    assert "Sealing needs your area’s key" in seen(shell)


def test_no_more_of_a_file_is_read_than_is_needed(tmp_path):
    big, other = tmp_path / "big.age", tmp_path / "other.age"
    big.write_bytes(b"age-encryption.org/" + b"x" * 100)
    other.write_bytes(b"another kind")
    with pytest.raises(Refused, match="too-large"):
        files.read_sealed(big, most=50)
    with pytest.raises(Refused, match="not-age"):
        files.read_sealed(other)
    with pytest.raises(Refused, match="unreadable"):
        files.read_sealed(tmp_path / "none.age")
    assert files.read_sealed(big) == big.read_bytes()
    attached = tmp_path / "zz.hop"
    attached.write_bytes(b"PK\3\4 and more")
    assert files.read_sealed(attached) == attached.read_bytes()
    found, more = files.sealed_in(tmp_path, most=1)
    assert ([path.name for path in found], more) == (["big.age"], 2)


@pytest.mark.parametrize(
    ("scale", "dark", "size"), [(1.0, True, (1280, 648)), (2.0, False, (1366, 696))]
)
def test_every_word_fits_and_every_control_has_a_name(
    qtbot, area, fonts, tmp_path, scale, dark, size
):
    del fonts
    (tmp_path / "HO-1.age").write_bytes(sealed_to(area))
    (tmp_path / "HO-2.age").write_bytes(b"nothing of ours")
    theme = Theme(dark=dark, scale=scale)
    page = SupervisionPage(area.supervisor, theme)
    shell = a_window(qtbot, area.supervisor, page, size=size)
    page.arrive(None)
    page.find_folder = lambda: tmp_path
    click(shell, "Open a folder")
    read_out(qtbot, page, area)
    assert clipping.check(page) == []
    assert naming.check(shell) == []
    assert clipping.contrasts(page, theme) == []
