"""The receiver's side: what is said before accepting, what is owed after it, and who may close."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.closing import Stage, closing
from app.domain.codes import ActionStatus, Kind, RestrictionClass, Step
from app.domain.deliveries import deliveries
from app.domain.entry import ActionBody, AnswerBody, NoteBody, Value
from app.domain.ids import ItemId
from app.domain.plan import actions
from app.domain.visit import open_visit, visits
from app.services import attention, handing_over, inbox, recording, replying, visiting
from app.services.receiving import Reply
from tests.desktop import clipping, naming
from tests.desktop.exchanged import Two, done, entries_of, fill, kept, sealed, two_desks
from tests.desktop.looks import in_four_looks
from tests.desktop.office import a_window, click, named, seen, settle, sheet_of
from ui.controls import Notice
from ui.pages.handover import HandoverPage
from ui.pages.home import TodayPage
from ui.pages.package import PackagePage
from ui.pages.package.steps import step_items
from ui.pages.prepare import PreparePage
from ui.pages.record import RecordPage
from ui.text import Label
from ui.theme import Theme

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.desktop.office import AnOffice
    from ui.shell import Shell


def answers(session: AnOffice, item: str, *codes: str, text: str = "", words: str = "") -> None:
    body = AnswerBody(ItemId(item), 1, "", "", Value(codes=codes, text=text), words)
    assert session.record(lambda d, c: recording.write(d, c, body))


@pytest.fixture
def two() -> Two:
    """A record with fear and a denial in it, at the desk that sends."""
    desks = two_desks()
    answers(desks.sender, "D1", "very", words="He will find me")
    answers(desks.sender, "D2", text="That he takes the children abroad")
    desks.clock.step(minutes=5)
    answers(desks.sender, "V2", text="Told the new team that all is well")
    answers(desks.sender, "Z2", text="By the midwife only")
    return desks


def rested() -> None:
    settle(QApplication.instance())


def package_page(
    qtbot: QtBot, session: AnOffice, folder: Path, file: bytes, theme: Theme | None = None,
    **size: object,
) -> tuple[PackagePage, Shell]:  # fmt: skip
    page = PackagePage(session, theme or Theme())
    page.choose_file = lambda name: folder / name
    shell = a_window(qtbot, session, page, **size)  # type: ignore[arg-type]
    page.arrive((file, "HO-1.age"))
    done(qtbot, session)
    rested()
    return page, shell


def accepted(two: Two) -> None:
    """Calderby accepts, the answer reaches Northmere, and Calderby has the case open."""
    there, file = two.receiver, sealed(two)
    package = there.post.papers().open(file, two.clock.now())
    line = inbox.keep(there.desk, package, file, "HO-1.age")
    reply = Reply(Step.ACCEPTED, "DS K. Lowe")
    _line, answer, case = replying.reply(there.desk, there.post, package, line, reply)
    sent = [d.digest for d in deliveries(two.sender.case)]
    receipt = two.sender.post.papers().open_receipt(answer.content, two.clock.now(), sent)
    assert two.sender.record(lambda d, c: handing_over.import_receipt(d, c, receipt))
    assert case is not None
    assert there.open(case.id, "my-case")
    two.clock.step(minutes=1)


def give(qtbot: QtBot, session: AnOffice, page: PackagePage, reply: Reply) -> None:
    page.answers.give(reply, lambda _refusal: None)
    done(qtbot, session)
    rested()


def bring_back(qtbot: QtBot, session: AnOffice, folder: Path) -> Shell:
    """The newest file of a folder, opened on the sender's Handover page; the folder is emptied."""
    page = HandoverPage(session, Theme())
    shell = a_window(qtbot, session, page)
    page.arrive(None)
    newest = max(folder.glob("*.age"), key=lambda p: p.stat().st_mtime_ns)
    page.arrive((newest.read_bytes(), newest.name))
    done(qtbot, session)
    rested()
    for file in folder.glob("*.age"):
        file.unlink()
    return shell


def a_page(
    kind: type[HandoverPage | RecordPage | PreparePage | TodayPage],
    qtbot: QtBot, session: AnOffice, folder: Path, theme: Theme | None = None, **size: object,
) -> tuple[HandoverPage | RecordPage | PreparePage | TodayPage, Shell]:  # fmt: skip
    page = kind(session, theme or Theme())
    page.choose_file = lambda name: folder / name  # type: ignore[union-attr]
    shell = a_window(qtbot, session, page, **size)  # type: ignore[arg-type]
    page.arrive(None)
    rested()
    return page, shell


def press(window: QWidget, name: str) -> None:
    """A control by its own name."""
    found = [w for w in window.findChildren(QWidget, name) if w.isVisible()]
    assert found, name
    found[-1].click()  # type: ignore[attr-defined]
    rested()


# Before anything is stored


def test_before_accepting_it_says_what_is_owed_from_then_on_and_stores_nothing(
    qtbot, two, tmp_path
):
    page, shell = package_page(qtbot, two.receiver, tmp_path, sealed(two))
    words = seen(shell)
    for said in (
        "If you accept it",
        "First safe contact: due tomorrow, 12:05",
        "Four markers to set: due tonight, 0:05",
        "A warning marker on the address where she lives now.",
        "She may deny: read this first",
    ):
        assert said in words or said.split(": due")[0] in words, said
    before = kept(two.receiver)
    press(shell, "page.package.read_first")
    assert "He will find me" in seen(sheet_of(shell))
    assert "I have read it" not in seen(sheet_of(shell))  # nobody holds it yet
    assert kept(two.receiver) == before
    assert entries_of(two.receiver, page.package.slices[0].case) == 0


def test_after_an_answer_is_saved_what_happened_stands_above_what_comes_next(qtbot, two, tmp_path):
    page, shell = package_page(qtbot, two.receiver, tmp_path, sealed(two))
    give(qtbot, two.receiver, page, Reply(Step.ACCEPTED, "DS K. Lowe"))
    notice = shell.findChild(Notice, "page.package.told")
    assert notice is not None
    happened = notice.state.mapTo(shell, notice.state.rect().topLeft()).y()
    (then,) = [w for w in notice.findChildren(Label) if w.text().startswith("Send it back")]
    assert happened < then.mapTo(shell, then.rect().topLeft()).y()


# After it


def test_what_is_owed_stands_beside_the_case_until_each_is_done(qtbot, two, tmp_path):
    accepted(two)
    _page, shell = a_page(HandoverPage, qtbot, two.receiver, tmp_path)
    words = seen(shell)
    assert "What you owe her here" in words
    assert "Four markers to set" in words
    assert "First report back" in words
    assert "Second report back" in words
    press(shell, "page.handover.markers")
    press(shell, "marker.set.mark.address")
    click(shell, "It is set")
    assert "Write a name." in seen(shell)
    fill(shell, "Who set it, by name", "PC Hall")
    fill(shell, "Where: the system, and its reference", "Command system, 4471")
    click(shell, "It is set")
    assert "Set by PC Hall. Command system, 4471" in seen(shell)
    press(shell, "marker.not.mark.person")
    fill(shell, "Who tried, by name", "PC Hall")
    fill(shell, "Because", "Her number is not known here")
    click(shell, "It cannot be set here")
    rested()
    ours = {a.body.row: a.body.status for a in actions(two.receiver.case)}
    assert ours == {
        "mark.address": ActionStatus.DONE,
        "mark.person": ActionStatus.NOT_NEEDED,
    }
    click(sheet_of(shell), "Go back")
    assert "Two markers to set" in seen(shell)


def test_a_report_back_is_a_signed_file_to_whoever_sent_her(qtbot, two, tmp_path):
    accepted(two)
    page, shell = a_page(HandoverPage, qtbot, two.receiver, tmp_path)
    two.clock.step(days=8)
    page._tick()
    rested()
    assert "Due yesterday" in seen(shell)
    assert "late" in seen(shell)
    press(shell, "page.handover.report.clock.report-7")
    click(shell, "Seal the report and save the file")
    assert "Choose whether she was seen" in seen(shell)
    click(shell, "Seen, alone")
    click(shell, "Still where we placed her")
    fill(shell, "The danger now, and how you know", "The brother asked at the school")
    click(shell, "Seal the report and save the file")
    done(qtbot, two.receiver)
    rested()
    assert "First report back: sent" in seen(shell)
    (file,) = tmp_path.glob("*.age")
    opened = two.sender.post.papers().open(file.read_bytes(), two.clock.now())
    assert opened.delivery.purpose == "report-back"
    (note,) = [
        e.body
        for s in opened.slices
        for e in s.entries
        if isinstance(e.body, NoteBody) and e.body.heading == "First report back"
    ]
    assert note.text == "Seen, alone.\nThe brother asked at the school\nStill at the same place."
    _page, theirs = package_page(qtbot, two.sender, tmp_path, file.read_bytes())
    assert "They report back how she is" in seen(theirs)
    assert named(theirs, "Take it in").isVisible()
    assert "If you accept it" not in seen(theirs)


@pytest.mark.parametrize("kind", [PreparePage, RecordPage])
def test_at_the_top_of_a_received_case_stands_what_to_read_first(qtbot, two, tmp_path, kind):
    accepted(two)
    page, shell = a_page(kind, qtbot, two.receiver, tmp_path)
    assert "She may deny: read this first" in seen(shell)
    press(shell, "page.read_first")
    words = seen(sheet_of(shell))
    for said in (
        "What she feared",
        "He will find me",
        "Where it was denied",
        "Told the new team that all is well",
        "A no at the door ends nothing",
        "Who must not be told, and who must not interpret",
        "How and where she can be reached safely",
        "By the midwife only",
    ):
        assert said in words, said
    click(sheet_of(shell), "I have read it: k.lowe")
    rested()
    notes = [e for e in two.receiver.case.of(Kind.NOTE) if isinstance(e.body, NoteBody)]
    (read,) = [e for e in notes if e.body.heading.startswith("Earlier accounts read")]
    assert read.by.name == "k.lowe"
    page.arrive(None)
    assert "She may deny" not in seen(shell)


def test_it_is_never_on_the_page_while_a_visit_is_open(qtbot, two, tmp_path):
    accepted(two)
    session = two.receiver
    assert session.record(lambda d, c: visiting.plan(d, c, "home", "", None, ())[0])
    visit = visits(session.case)[-1]
    assert session.record(lambda d, c: visiting.begin(d, c, visit))
    _page, shell = a_page(RecordPage, qtbot, session, tmp_path)
    assert "She may deny" not in seen(shell)


def test_a_visit_before_anybody_read_it_asks_why_and_goes_on(qtbot, two, tmp_path):
    accepted(two)
    page, shell = a_page(PreparePage, qtbot, two.receiver, tmp_path)
    click(shell, "Plan this visit")
    click(shell, "Check the interpreter")
    assert page.gate is None
    assert "Nobody here has read what she said before" in seen(shell)
    click(sheet_of(shell), "Begin with this reason")
    assert "Write it first. It stays in the record." in seen(shell)
    fill(shell, "The reason", "She rang from the street")
    click(sheet_of(shell), "Begin with this reason")
    rested()
    assert page.gate is not None  # nothing is blocked
    notes = [e.body for e in two.receiver.case.of(Kind.NOTE) if isinstance(e.body, NoteBody)]
    assert "She rang from the street" in [n.text for n in notes]


def test_from_there_it_can_be_read_instead(qtbot, two, tmp_path):
    accepted(two)
    page, shell = a_page(PreparePage, qtbot, two.receiver, tmp_path)
    click(shell, "Plan this visit")
    click(shell, "Check the interpreter")
    click(sheet_of(shell), "Read it first")
    rested()
    click(sheet_of(shell), "I have read it: k.lowe")
    rested()
    click(shell, "Check the interpreter")
    assert page.gate is not None
    assert open_visit(two.receiver.case) is None


def test_today_says_what_is_owed_with_its_time_and_the_late_first(qtbot, two, tmp_path):
    accepted(two)
    session = two.receiver
    attention.refresh(session.desk, session.case, "Calderby")
    session.put_away()
    _page, shell = a_page(TodayPage, qtbot, session, tmp_path)
    words = seen(shell)
    assert "She may deny: read this first" in words
    assert "Four markers to set where she is now" in words
    assert "Report back to whoever sent her" in words
    assert "First safe contact is yours to make" in words
    two.clock.step(hours=13)
    _page.arrive(None)
    rested()
    late = [line for line in attention.today(session.desk) if line.weight == 0]
    assert [line.need.code for line in late] == ["markers-owed"]
    assert seen(shell).index("Four markers to set") < seen(shell).index("Report back to whoever")


# Closing


def propose(two: Two, qtbot: QtBot, folder: Path) -> tuple[RecordPage, Shell]:
    page, shell = a_page(RecordPage, qtbot, two.sender, folder)
    click(shell, "Propose to close")
    sheet = sheet_of(shell)
    sheet.grounds.answers[0].click()
    fill(shell, "What has changed about each of them", "All five are ruled out")
    click(sheet, "Propose it")
    rested()
    return page, shell  # type: ignore[return-value]


def noticed(qtbot: QtBot, two: Two, folder: Path) -> bytes:
    """The notice of closing that Northmere seals to everybody who holds the case."""
    _page, shell = a_page(HandoverPage, qtbot, two.sender, folder)
    assert "does not know that you mean to close it" in seen(shell)
    press(shell, "page.handover.owed.closing")
    assert "They may object until" in seen(shell)
    why = "Why it is to be closed: what has changed about each of them"
    fill(shell, why, "All five are ruled out")
    click(shell, "Seal the notice and save the files")
    done(qtbot, two.sender)
    rested()
    assert "does not know that you mean to close it" not in seen(shell)
    (file,) = folder.glob("*.age")
    return file.read_bytes()


def object_to(qtbot: QtBot, two: Two, folder: Path, file: bytes) -> None:
    """Calderby opens the notice, and objects."""
    _page, shell = package_page(qtbot, two.receiver, folder, file)
    words = seen(shell)
    assert "They intend to close this case. Object until" in words
    assert "All five are ruled out" in words
    assert named(shell, "No objection").isVisible()
    click(shell, "Object")
    click(sheet_of(shell), "Object and save the answer")
    assert "Write this first. They act on it." in seen(shell)
    fill(shell, "Why it must stay open", "He was released on Monday")
    click(sheet_of(shell), "Object and save the answer")
    done(qtbot, two.receiver)
    rested()
    assert "Objected to closing" in seen(shell)
    assert "until it arrives there, they have not heard it" in seen(shell).lower()


def test_closing_asks_everybody_who_holds_it_and_an_objection_stops_it(qtbot, two, tmp_path):
    accepted(two)
    record, shell = propose(two, qtbot, tmp_path)
    assert "Closing: proposed, and not closed." in seen(shell)
    assert "Not told yet" in seen(shell)
    object_to(qtbot, two, tmp_path, noticed(qtbot, two, tmp_path))
    assert "Objects" in seen(bring_back(qtbot, two.sender, tmp_path))
    record.arrive(None)
    rested()
    assert "He was released on Monday" in seen(shell)
    assert "Objects to closing: k.lowe" in seen(shell)
    two.clock.step(days=9)
    click(shell, "Close the case")
    sheet = sheet_of(shell)
    fill(shell, "Who decided it: a supervisor, by name", "J. Hale")
    fill(shell, "Reasons: what has changed about each party", "All five are ruled out")
    click(sheet, "Close it")
    rested()
    assert two.sender.refusals[-1:] == ["closure.objected"]
    assert closing(two.sender.case).stage is Stage.PROPOSED


def test_no_objection_is_signed_and_can_still_be_taken_back(qtbot, two, tmp_path):
    accepted(two)
    propose(two, qtbot, tmp_path)
    file = noticed(qtbot, two, tmp_path)
    there, theirs = package_page(qtbot, two.receiver, tmp_path, file)
    click(theirs, "No objection")
    click(sheet_of(theirs), "Say it and save the answer")
    done(qtbot, two.receiver)
    rested()
    assert "No objection to closing" in seen(theirs)
    codes = [item.code for item in step_items(there.package, taken=True)]
    assert codes == [Step.DECLINED.value, Step.ASKED.value]  # they may still object
    back = bring_back(qtbot, two.sender, tmp_path)
    assert "No objection" in seen(back)
    assert "You may say so now" not in seen(back)  # there is nothing to be released from
    assert not deliveries(two.sender.case)[0].may_release


def test_today_names_who_means_to_close_and_who_objects(qtbot, two, tmp_path):
    accepted(two)
    propose(two, qtbot, tmp_path)
    sender = two.sender
    attention.refresh(sender.desk, sender.case, "Northmere")
    sender.put_away()
    page, shell = a_page(TodayPage, qtbot, sender, tmp_path)
    assert "One desk does not know that you mean to close" in seen(shell)
    assert inbox.to_answer(two.sender.desk) == ()
    assert page.isVisible()


# How it looks


@in_four_looks
def test_nothing_is_cut_and_everything_has_a_name(qtbot, two, tmp_path, scale, dark, size):
    accepted(two)
    theme = Theme(scale=scale, dark=dark)
    _page, shell = a_page(HandoverPage, qtbot, two.receiver, tmp_path, theme, size=size)
    for name in ("page.handover.markers", "page.handover.report.clock.report-7"):
        press(shell, name)
        assert not clipping.check(shell), name
        assert not naming.check(shell), name
        sheet_of(shell).dismiss()
        rested()
    page, shell = a_page(PreparePage, qtbot, two.receiver, tmp_path, theme, size=size)
    assert not clipping.check(shell)
    press(shell, "page.read_first")
    assert not clipping.check(shell)
    assert not naming.check(shell)
    assert page.isVisible()


def test_classes_of_markers_keep_where_she_lives_apart(two):
    rows = {m.id: m.rc for m in two.receiver.desk.receiving.markers}
    assert rows["mark.address"] is RestrictionClass.RC2
    assert rows["mark.parties"] is RestrictionClass.RC3
    assert ActionBody("x").status is ActionStatus.OPEN
