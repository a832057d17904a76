"""What follows a handover: who holds it, what is new, what was wrong, and her address known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from app.domain.codes import Kind, Proof, RestrictionClass, Step
from app.domain.deliveries import deliveries
from app.domain.entry import NoteBody, ResponseBody
from app.domain.errors import PackageRefused
from app.domain.handover import DeliveryKind, Urgency
from app.domain.legs import legs
from app.services import correcting, following_up, moving, receiving, recording
from app.services.receiving import Reply
from tests.desktop import clipping, naming
from tests.desktop.exchanged import Two, done, fill, sealed, two_desks, write_note
from tests.desktop.office import a_window, click, named, seen
from ui.pages.handover import HandoverPage

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.desktop.office import AnOffice
    from ui.shell import Shell
    from ui.theme import Theme


@pytest.fixture
def two() -> Two:
    return two_desks()


def a_page(
    qtbot: QtBot, session: AnOffice, theme: Theme, folder: Path, **size: object
) -> tuple[HandoverPage, Shell]:
    page = HandoverPage(session, theme)
    page.choose_file = lambda name: folder / name
    shell = a_window(qtbot, session, page, **size)  # type: ignore[arg-type]
    page.arrive(None)
    QApplication.processEvents()
    return page, shell


def taken(two: Two, file: bytes) -> None:
    """The receiver accepts what came."""
    there = two.receiver
    package = there.post.papers().open(file, two.clock.now())
    receiving.take_in(there.desk, package, file, Reply(Step.ACCEPTED, "K. Lowe"))


def opened(two: Two, folder: Path):
    (file,) = folder.glob("*.age")
    return two.receiver.post.papers().open(file.read_bytes(), two.clock.now())


def opens(two: Two, file: Path) -> bool:
    """Whether the receiver's desk is the one that a file is sealed to."""
    try:
        two.receiver.post.papers().open(file.read_bytes(), two.clock.now())
    except PackageRefused:
        return False
    return True


def put_right(session: AnOffice, heading: str) -> None:
    wrong = next(
        e
        for e in session.case.of(Kind.NOTE)
        if isinstance(e.body, NoteBody) and e.body.heading == heading
    )
    assert session.record(lambda d, c: correcting.put_right(d, c, wrong, "It was not so"))


def test_nobody_holds_it_until_it_was_sent(qtbot, two, theme, tmp_path):
    _page, shell = a_page(qtbot, two.sender, theme, tmp_path)
    assert "Nobody but this desk, as far as is known here." in seen(shell)


def test_what_is_new_goes_to_everybody_who_lacks_it(qtbot, two, theme, tmp_path):
    sealed(two)
    _page, shell = a_page(qtbot, two.sender, theme, tmp_path)
    assert "Has everything that goes to them" in seen(shell)
    two.clock.step(minutes=5)
    write_note(two.sender, "Call", "The man rang again")
    assert "Lacks one thing written since" in seen(shell)
    click(shell, "Send what is new to all")
    click(shell, "Seal it and save the files")
    done(qtbot, two.sender)
    assert "Sealed and saved as" in seen(shell)
    package = opened(two, tmp_path)
    assert package.delivery.kind is DeliveryKind.ADDENDUM
    texts = [e.body.text for s in package.slices for e in s.entries if isinstance(e.body, NoteBody)]
    assert "The man rang again" in texts
    assert "Has everything that goes to them" in seen(shell)
    assert len(deliveries(two.sender.case)) == 2


def test_what_was_put_right_must_be_told_and_is(qtbot, two, theme, tmp_path):
    write_note(two.sender, "Call", "He lives in Larkfield")
    sealed(two)
    _page, shell = a_page(qtbot, two.sender, theme, tmp_path)
    two.clock.step(minutes=5)
    put_right(two.sender, "Call")
    assert "One desk holds something that has been put right since" in seen(shell)
    click(shell, "Correct")
    click(shell, "Seal the correction and save the files")
    done(qtbot, two.sender)
    assert "put right since" not in seen(shell)
    assert opened(two, tmp_path).delivery.kind is DeliveryKind.CORRECTION


def test_her_address_is_known_says_what_it_does_and_needs_what_happened(
    qtbot, two, theme, tmp_path
):
    sealed(two)
    _page, shell = a_page(qtbot, two.sender, theme, tmp_path)
    click(shell, "Her address is known")
    assert "ring each of them too" in seen(shell)
    click(shell, "Tell them all now")
    assert "Write what they are to go by, or why. They act on it." in seen(shell)
    fill(shell, "What happened, and who may know. Do not write the address", "A cousin rang there")
    click(shell, "Tell them all now")
    done(qtbot, two.sender)
    package = opened(two, tmp_path)
    assert package.delivery.purpose == "address-compromised"
    assert package.delivery.urgency is Urgency.IMMEDIATE


def test_words_that_may_not_go_stop_it_and_are_not_in_the_record(qtbot, two, theme, tmp_path):
    rc = RestrictionClass.RC2
    note = NoteBody("Where she is", "14 Larch Way")
    assert two.sender.record(lambda d, c: recording.write(d, c, note, rc=rc))
    sealed(two, {rc: "not-needed"})
    _page, shell = a_page(qtbot, two.sender, theme, tmp_path)
    click(shell, "Her address is known")
    words = "What happened, and who may know. Do not write the address"
    fill(shell, words, "Somebody was seen at 14 Larch Way")
    click(shell, "Tell them all now")
    assert "stand in text that would go: 1" in seen(shell)
    assert len(two.sender.case.of(Kind.NOTE)) == 2, "the address, and the part that was released"
    assert not list(tmp_path.iterdir())
    fill(shell, words, "Somebody was seen where she lives")
    click(shell, "Tell them all now")
    done(qtbot, two.sender)
    assert len(list(tmp_path.iterdir())) == 1


def test_a_disk_that_will_not_write_is_said_and_the_file_is_saved_again(
    qtbot, two, theme, tmp_path
):
    sealed(two)
    page, shell = a_page(qtbot, two.sender, theme, tmp_path)
    write_note(two.sender, "Call", "The man rang again")
    page.choose_file = lambda name: tmp_path / "gone" / name
    click(shell, "Send what is new to all")
    click(shell, "Seal it and save the files")
    done(qtbot, two.sender)
    assert "The file could not be saved there." in seen(shell)
    assert len(deliveries(two.sender.case)) == 2, "it is sealed, and kept"
    page.choose_file = lambda name: tmp_path / name
    click(shell, "Save the file again")
    assert opened(two, tmp_path).delivery.kind is DeliveryKind.ADDENDUM


def test_two_desks_get_a_file_each_beside_each_other(qtbot, two, theme, tmp_path):
    sealed(two)
    sealed(two, to="estover.example")
    write_note(two.sender, "Call", "The man rang again")
    _page, shell = a_page(qtbot, two.sender, theme, tmp_path)
    click(shell, "Send what is new to all")
    fill(shell, "Why it cannot wait until their key is checked", "She travels tonight")
    click(shell, "Seal it and save the files")
    done(qtbot, two.sender)
    assert "Two files are sealed, saved beside each other and read back from the disk." in seen(
        shell
    )
    assert len(deliveries(two.sender.case)) == 4
    files = set(tmp_path.glob("*.age"))
    (here,) = (file for file in files if opens(two, file))
    (there,) = files - {here}
    assert f"{here.name} is for Calderby Safeguarding Hub, hub" in seen(shell)
    assert f"{there.name} is for Estover Police, duty" in seen(shell)


def test_what_can_be_done_is_that_of_the_handover_that_was_picked(qtbot, two, theme, tmp_path):
    sealed(two)
    two.clock.step(minutes=1)
    write_note(two.sender, "Call", "The man rang again")
    sealed(two)
    first = deliveries(two.sender.case)[-1]
    accepted = ResponseBody(
        first.digest, Step.ACCEPTED, proof=Proof.DIGEST, by="K. Lowe", area="calderby.example"
    )
    assert two.sender.record(lambda d, case: recording.write(d, case, accepted))
    page, _shell = a_page(qtbot, two.sender, theme, tmp_path)
    assert not page.buttons.release.isVisible()
    shown = (w for w in page.loop.findChildren(QAbstractButton) if w.isVisible())
    other = next(w for w in shown if w.accessibleName().startswith("Calderby Safeguarding Hub"))
    QTest.mouseClick(other, Qt.MouseButton.LeftButton)
    assert page.buttons.release.isVisible()


def test_taking_back_is_for_whoever_is_chosen(qtbot, two, theme, tmp_path):
    sealed(two)
    _page, shell = a_page(qtbot, two.sender, theme, tmp_path)
    click(shell, "Withdraw")
    fill(shell, "Why it is taken back", "It went to the wrong desk")
    click(shell, "Take it back and save the files")
    assert "Choose who is to have it." in seen(shell)
    assert not list(tmp_path.iterdir())
    click(shell, "Calderby Safeguarding Hub, hub, DS K. Lowe")
    click(shell, "Take it back and save the files")
    done(qtbot, two.sender)
    assert opened(two, tmp_path).delivery.kind is DeliveryKind.WITHDRAWAL
    assert "Taken back today at 12:00" in seen(shell)


def test_no_place_chosen_means_nothing_was_sent(qtbot, two, theme, tmp_path):
    sealed(two)
    page, shell = a_page(qtbot, two.sender, theme, tmp_path)
    write_note(two.sender, "Call", "The man rang again")
    page.choose_file = lambda _name: None
    click(shell, "Send what is new to all")
    click(shell, "Seal it and save the files")
    done(qtbot, two.sender)
    assert "Nothing was sealed or saved" in seen(shell)
    assert len(deliveries(two.sender.case)) == 1


def test_a_key_nobody_has_checked_needs_a_reason_that_is_kept(qtbot, two, theme, tmp_path):
    sealed(two, to="estover.example")
    write_note(two.sender, "Call", "The man rang again")
    _page, shell = a_page(qtbot, two.sender, theme, tmp_path)
    click(shell, "Send what is new to all")
    click(shell, "Seal it and save the files")
    assert len(deliveries(two.sender.case)) == 1
    fill(shell, "Why it cannot wait until their key is checked", "She travels tonight")
    click(shell, "Seal it and save the files")
    done(qtbot, two.sender)
    assert len(deliveries(two.sender.case)) == 2
    notes = [e.body.text for e in two.sender.case.of(Kind.NOTE) if isinstance(e.body, NoteBody)]
    assert "She travels tonight" in notes


def test_what_one_desk_has_and_has_not(qtbot, two, theme, tmp_path):
    sealed(two, {RestrictionClass.RC5: "not-needed"})
    write_note(two.sender, "Call", "The man rang again")
    _page, shell = a_page(qtbot, two.sender, theme, tmp_path)
    click(shell, "What Calderby Safeguarding Hub, hub, DS K. Lowe has, and what not")
    words = seen(shell)
    assert "Written since, and not with them" in words
    assert "They do not need it to keep her safe" in words
    click(shell, "Go back")


def test_a_stay_is_written_down_and_asks_for_the_next_step(qtbot, two, theme, tmp_path):
    file = sealed(two)
    taken(two, file)
    there = two.receiver
    there.case = None
    assert there.open(two.sender.case.id, "duty")
    _page, shell = a_page(qtbot, there, theme, tmp_path)
    assert "No stay is written down" in seen(shell)
    click(shell, "Write down a stay")
    click(shell, "Keep this stay")
    assert "Write where it is, as it may be said on the telephone." in seen(shell)
    fill(shell, "Place or organisation", "Refuge, south")
    fill(shell, "Until, if it is for a time: Day", "4")
    fill(shell, "Until, if it is for a time: Month", "12")
    fill(shell, "Until, if it is for a time: Year", "2026")
    click(shell, "Keep this stay")
    (leg,) = legs(there.case)
    assert leg.place == "Refuge, south"
    assert leg.entry.rc is RestrictionClass.RC2
    words = seen(shell)
    assert "She is here until 4 December 2026, and the next step is not recorded" in words
    assert "Northmere Children and Families sent it to" in words
    assert moving.next_hop(there.desk, there.case) is not None


def test_every_control_of_a_follow_up_has_a_name_and_fits(qtbot, two, theme, tmp_path):
    sealed(two)
    write_note(two.sender, "Call", "The man rang again")
    _page, shell = a_page(qtbot, two.sender, theme, tmp_path)
    assert following_up.holders(two.sender.desk, two.sender.case)
    for name in ("Send what is new to all", "Correct", "Withdraw", "Her address is known"):
        click(shell, name)
        assert naming.check(shell) == []
        assert clipping.check(shell) == []
        click(shell, "Leave it")
    assert named(shell, "Send what is new to all")
