"""The canary once more: a whole folder of files, answers and reviews that came back, and cards.

`test_canary` says what the canary is, and shows that it sings. Here its words come from others: in
the name of a file, in an answer, in a reviewer's reasons and remarks, and as an area's title.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from app.domain.codes import Step
from app.domain.review import Comment
from app.services import handing_over, inbox, replying, reviewing
from app.services.practice_areas import load_areas
from app.services.receiving import Reply
from storage.handover import trust
from tests.desktop.exchanged import done, sealed, two_desks
from tests.desktop.office import a_window, seen, settle
from tests.desktop.post_office import AREAS
from tests.desktop.reviewed import a_review, an_area, opened_by, sealed_to
from tests.desktop.test_canary import Canary, everything_typed, hostile, looked_through
from ui.pages.contacts import ContactsPage
from ui.pages.directory import make_page
from ui.pages.handover import HandoverPage
from ui.pages.package import PackagePage
from ui.pages.reviewing import ReviewPage
from ui.pages.supervision import SupervisionPage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ui.theme import Theme

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="asks the kernel through inotify"),
]


@pytest.fixture(autouse=True)
def nobody_chooses_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    for ask in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, ask, lambda *_given: ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_given: "")


@pytest.fixture
def canary(tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Canary]:
    """The picture lies in the folder we are in, so that a name without a slash finds it too."""
    monkeypatch.chdir(tmp_path)
    made = Canary(tmp_path)
    yield made
    made.close()


def test_a_folder_of_files_opens_nothing_that_they_or_their_names_name(
    qtbot: QtBot, theme: Theme, qapp: QApplication, canary: Canary, tmp_path: Path
) -> None:
    two, stick = two_desks(), tmp_path / "stick"
    stick.mkdir()
    hostile(two.sender, canary.text)
    name = '<img src="c.png">'
    (stick / f"{name}.age").write_bytes(sealed(two))
    (stick / f"{name}2.age").write_bytes(b"age-encryption.org/v1\n" + canary.text.encode())
    page = SupervisionPage(two.receiver, theme)
    window = a_window(qtbot, two.receiver, page)
    page.arrive(None)
    page.find_folder = lambda: stick
    page.folder.begin(stick)
    qtbot.waitUntil(lambda: not page.folder.reading.busy, timeout=20_000)
    done(qtbot, two.receiver)
    settle(qapp)
    assert f"{name}2.age" in seen(window)
    looked_through(window, page, qapp)
    qtbot.waitUntil(lambda: not page.folder.reading.busy, timeout=20_000)
    done(qtbot, two.receiver)
    assert not canary.sang()


def test_no_answer_opens_what_it_names(
    qtbot: QtBot, theme: Theme, qapp: QApplication, canary: Canary
) -> None:
    two = two_desks()
    file, there, words = sealed(two), two.receiver, canary.text
    package = there.post.papers().open(file, two.clock.now())
    line = inbox.keep(there.desk, package, file, "HO-1.age")
    due = two.clock.now().replace(microsecond=0) + timedelta(days=1)
    for answer in (
        Reply(Step.ASKED, words, words),
        Reply(Step.DECLINED, words, words, goes_to=words),
        Reply(Step.ACCEPTED, words, words, due),
    ):
        line, made, _ = replying.reply(there.desk, there.post, package, line, answer)
        sent = [package.delivery.digest]
        papers = two.sender.post.papers()
        receipt = papers.open_receipt(made.content, two.clock.now(), sent)
        assert two.sender.record(lambda d, c, r=receipt: handing_over.import_receipt(d, c, r))
        two.clock.step(minutes=1)
        page = PackagePage(two.sender, theme)
        window = a_window(qtbot, two.sender, page)
        page.arrive((made.content, f"RE-{words}.age"))
        done(qtbot, two.sender)
        looked_through(window, page, qapp)
    for session, code in ((two.sender, "handover"), (two.sender, "today"), (there, "today")):
        page = make_page(code, session, theme)
        window = a_window(qtbot, session, page)
        page.arrive(None)
        settle(qapp)
        read = looked_through(window, page, qapp)
        assert code == "today" or words in read
        done(qtbot, session)
    assert not canary.sang()


def test_no_review_that_came_back_opens_what_it_names(
    qtbot: QtBot, theme: Theme, qapp: QApplication, canary: Canary
) -> None:
    area = an_area()
    there, content = area.supervisor, sealed_to(area)
    package = opened_by(there, content)
    first = next(e.id for one in package.slices for e in one.entries)
    review = replace(
        a_review(package, reasons=canary.text),
        comments=(Comment(first, canary.text),),
    )
    prepared = reviewing.prepare(there.desk, there.post, package, review, there.library.checks)
    made = reviewing.sign(prepared, there.post.papers())
    reviewing.keep(there.desk, made)
    page = HandoverPage(area.worker, theme)
    window = a_window(qtbot, area.worker, page)
    page.arrive(None)
    page.reviews.open(made.files[-1].content)
    done(qtbot, area.worker)
    settle(qapp)
    assert canary.text in looked_through(window, page, qapp)
    record = make_page("record", area.worker, theme)
    window = a_window(qtbot, area.worker, record)
    record.arrive(None)
    settle(qapp)
    assert canary.text in looked_through(window, record, qapp)
    mine = ReviewPage(there, theme)
    window = a_window(qtbot, there, mine)
    mine.arrive((content, "HO-1.age"))
    for _turn in range(3):
        done(qtbot, there)
    assert canary.text in everything_typed(mine) + looked_through(window, mine, qapp)
    assert not canary.sang()


def test_no_area_opens_what_its_title_names(
    qtbot: QtBot, theme: Theme, qapp: QApplication, canary: Canary, tmp_path: Path
) -> None:
    two, title = two_desks(), '<img src="c.png"><b>Police</b>'
    root = replace(load_areas(AREAS.name, AREAS.read_bytes())["estover.example"], title=title)
    now = two.clock.now().replace(microsecond=0)
    card = trust.pack_card(*trust.write_card(root, now, now.replace(year=now.year + 1)))
    (tmp_path / "card.age").write_bytes(card)
    page = ContactsPage(two.sender, theme)
    page.choose_file = lambda name: tmp_path / name
    page.find_file = lambda: tmp_path / "card.age"
    window = a_window(qtbot, two.sender, page)
    page.arrive(None)
    settle(qapp)
    read = looked_through(window, page, qapp)  # one of the buttons takes the card in
    assert title in read + seen(window)
    assert not canary.sang()
