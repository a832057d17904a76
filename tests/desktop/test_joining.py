"""What a follow-up changes is said before it is taken in, and what comes before is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from app.domain.codes import Kind, Step
from app.domain.entry import AnswerBody, Value
from app.domain.handover import DeliveryKind, Urgency
from app.domain.ids import ItemId
from app.services import correcting, following_up, receiving, recording
from app.services.following_up import FollowUp, address_known
from app.services.receiving import Reply
from tests.desktop import clipping, naming
from tests.desktop.exchanged import Two, done, sealed, two_desks, write_note
from tests.desktop.office import a_window, click, named, seen, settle
from ui.controls.rows import ListRow
from ui.pages.package import PackagePage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.desktop.office import AnOffice
    from ui.shell import Shell
    from ui.theme import Theme

NEWS = FollowUp(DeliveryKind.ADDENDUM, Urgency.TODAY)


@pytest.fixture
def two() -> Two:
    return two_desks()


def a_page(qtbot: QtBot, session: AnOffice, theme: Theme) -> tuple[PackagePage, Shell]:
    page = PackagePage(session, theme)
    return page, a_window(qtbot, session, page)


def taken(two: Two, file: bytes) -> None:
    there = two.receiver
    package = there.post.papers().open(file, two.clock.now())
    receiving.take_in(there.desk, package, file, Reply(Step.ACCEPTED, "K. Lowe"))


def followed(two: Two, follow: FollowUp) -> bytes:
    """A follow-up to everybody who holds the case, as the sender seals it."""
    here = two.sender
    two.clock.step(minutes=5)
    found = following_up.recipients(here.desk, here.case, here.post)
    assert here.record(lambda d, c: following_up.say(d, c, follow, [r.holder for r in found]))
    found = following_up.recipients(here.desk, here.case, here.post)
    prepared = following_up.prepare(here.desk, here.case, here.post, follow, found)
    (made,) = following_up.seal(prepared, here.post.papers(), lambda _one: b"%PDF-1.7 pages")
    assert here.record(lambda d, c: following_up.keep(d, c, [made]))
    return made.sealed.content


def answered(session: AnOffice, code: str) -> None:
    body = AnswerBody(ItemId("F2"), 1, "", "", Value(codes=(code,)))
    assert session.record(lambda d, c: recording.write(d, c, body, about=c.at_risk()))


def show(qtbot: QtBot, page: PackagePage, two: Two, file: bytes) -> None:
    page.arrive((file, "HO-1.age"))
    done(qtbot, two.receiver)


def test_a_first_handover_changes_nothing_that_is_here(qtbot, two, theme):
    page, shell = a_page(qtbot, two.receiver, theme)
    show(qtbot, page, two, sealed(two))
    assert "What it changes in the case that is here" not in seen(shell)


def test_what_is_new_and_what_was_wrong_is_said_before_it_is_taken_in(qtbot, two, theme):
    write_note(two.sender, "Call", "He lives in Larkfield")
    taken(two, sealed(two))
    wrong = next(e for e in two.sender.case.of(Kind.NOTE) if e.body.heading == "Call")
    assert two.sender.record(lambda d, c: correcting.put_right(d, c, wrong, "His brother does"))
    write_note(two.sender, "Second call", "The man rang again")
    file = followed(two, FollowUp(DeliveryKind.CORRECTION, Urgency.TODAY, "One call was wrong"))
    page, shell = a_page(qtbot, two.receiver, theme)
    show(qtbot, page, two, file)
    words = seen(shell)
    assert "It puts right what was sent before" in words
    assert "One thing you go by was recorded wrongly. It stays in the history." in words
    assert "The man rang again" in words
    assert "E. Two minutes" in words, "read together with what is here"
    held = two.receiver.desk.store.entries(two.sender.case.id)
    assert wrong.id in {e.id for e in held}
    settle(QApplication.instance())
    assert naming.check(shell) == []
    assert clipping.check(shell) == []


def test_two_areas_accounts_stand_side_by_side(qtbot, two, theme):
    taken(two, sealed(two))
    there = two.receiver
    assert there.open(two.sender.case.id, "duty")
    answered(there, "no")
    answered(two.sender, "yes")
    file = followed(two, NEWS)
    page, shell = a_page(qtbot, there, theme)
    show(qtbot, page, two, file)
    words = seen(shell)
    assert "One thing is told in two ways. Both are kept, side by side." in words
    assert "Northmere Children and Families, 24 November 2026" in words
    assert "Calderby Safeguarding Hub, 24 November 2026" in words
    assert naming.check(shell) == []


def test_without_the_earlier_part_it_says_so_and_asks_for_it(qtbot, two, theme):
    sealed(two)
    write_note(two.sender, "Call", "The man rang again")
    file = followed(two, NEWS)
    page, shell = a_page(qtbot, two.receiver, theme)
    show(qtbot, page, two, file)
    assert "The earlier part is not here. Ask for it." in seen(shell)
    click(shell, "Ask for the earlier part")
    sheet = shell.findChildren(type(page.answers))  # the page lives; the sheet is over it
    assert sheet
    assert "The question" in seen(shell)


def test_an_earlier_part_that_nobody_took_in_is_pointed_to(qtbot, two, theme):
    first = sealed(two)
    write_note(two.sender, "Call", "The man rang again")
    file = followed(two, NEWS)
    page, shell = a_page(qtbot, two.receiver, theme)
    show(qtbot, page, two, first)
    show(qtbot, page, two, file)
    assert "The earlier part came here, and nobody has taken it in yet." in seen(shell)


def test_that_her_address_is_known_comes_before_everything(qtbot, two, theme):
    taken(two, sealed(two))
    file = followed(two, address_known("A cousin rang the refuge"))
    page, shell = a_page(qtbot, two.receiver, theme)
    show(qtbot, page, two, file)
    words = seen(shell)
    assert "Somebody may know where she is" in words
    assert "A cousin rang the refuge" in words


def test_what_is_taken_back_says_not_to_go_by_it(qtbot, two, theme):
    taken(two, sealed(two))
    file = followed(two, FollowUp(DeliveryKind.WITHDRAWAL, Urgency.TODAY, "Sent by mistake"))
    page, shell = a_page(qtbot, two.receiver, theme)
    show(qtbot, page, two, file)
    assert "It takes back what was sent before: do not go by that any more" in seen(shell)


def test_the_record_shows_what_is_told_in_two_ways(qtbot, two, theme):
    from ui.pages.record.page import RecordPage

    taken(two, sealed(two))
    there = two.receiver
    assert there.open(two.sender.case.id, "duty")
    answered(there, "no")
    page = RecordPage(there, theme)
    shell = a_window(qtbot, there, page)
    page.arrive(None)
    assert "told in two ways" not in seen(shell)
    answered(two.sender, "yes")
    taken(two, followed(two, NEWS))
    assert there.open(two.sender.case.id, "duty")
    page.arrive(None)
    assert "One thing is told in two ways" in seen(shell)
    click(shell, "Show them side by side")
    assert "never take the newer one for the truth" in seen(shell)
    assert naming.check(shell) == []
    click(shell, "Go back")


def test_the_list_says_what_came_later_and_keeps_both(qtbot, two, theme):
    from ui.pages.supervision import SupervisionPage

    page, _shell = a_page(qtbot, two.receiver, theme)
    show(qtbot, page, two, sealed(two))
    back = FollowUp(DeliveryKind.WITHDRAWAL, Urgency.TODAY, "Sent by mistake")
    show(qtbot, page, two, followed(two, back))
    desk = SupervisionPage(two.receiver, theme)
    window = a_window(qtbot, two.receiver, desk)
    desk.arrive(None)
    rows = [row.accessibleDescription() for row in window.findChildren(ListRow)]
    assert len(rows) == 2
    assert any("Taken back by its sender, today at 12:05. Do not go by it" in r for r in rows)


def test_home_says_that_a_desk_goes_by_what_was_put_right(qtbot, two, theme):
    from ui.pages.home import TodayPage

    write_note(two.sender, "Call", "He lives in Larkfield")
    sealed(two)
    wrong = next(e for e in two.sender.case.of(Kind.NOTE) if e.body.heading == "Call")
    assert two.sender.record(lambda d, c: correcting.put_right(d, c, wrong, "His brother does"))
    two.clock.step(minutes=1)
    two.sender.put_away()
    page = TodayPage(two.sender, theme)
    shell = a_window(qtbot, two.sender, page)
    page.arrive(None)
    assert "One desk goes by something that was put right" in seen(shell)
    assert named(shell, "E. One desk goes by something that was put right. Tell them")
