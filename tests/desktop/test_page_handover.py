"""Handover: a case leaves under a seal, says what it lacks, and waits for a name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from app.domain.answers import text_of
from app.domain.codes import Kind, RestrictionClass, Step
from app.domain.completeness import reasons
from app.domain.deliveries import deliveries
from app.domain.entry import AnswerBody, DisclosureBody, NoteBody, Value
from app.domain.ids import ItemId
from app.services import receiving, recording
from app.services.receiving import Reply
from tests.desktop import clipping, exchanged, naming
from tests.desktop.exchanged import Two, done, fill, kept, pick, sealed, two_desks, write_note
from tests.desktop.office import click, named, seen, settle
from tests.desktop.post_office import a_practice_session
from tests.journeys import practice
from ui.pages.handover import HandoverPage, drafting
from ui.theme import Theme

if TYPE_CHECKING:
    from app.domain.handover import Sealed
    from tests.desktop.office import AnOffice
    from ui.shell import Shell

a_page = partial(exchanged.a_page, HandoverPage)


@pytest.fixture
def two() -> Two:
    return two_desks()


def choose(shell: Shell, desk: str = "Calderby Safeguarding Hub, hub", person: str = "") -> None:
    click(shell, "Choose whom it goes to, what for and by when")
    click(shell, desk)
    fill(shell, "The person there", person)
    pick(shell, "What for", "To keep somebody safe where she is now")
    pick(shell, "Legal ground", "To protect somebody’s life (UK GDPR 6(1)(d), 9(2)(c))")
    click(shell, "Keep this")
    click(shell, "What she was told, and who decided")
    click(shell, "Told, and agreed")
    pick(shell, "Can she decide this?", "She can decide this for herself")
    fill(shell, "Why this is needed, and why no less would do", "They take over tonight")
    click(shell, "Keep this")


def decided(session: AnOffice, area: str = "calderby.example", desk: str = "hub") -> None:
    """Everything chosen in an earlier sitting, as the vault keeps it."""
    chosen = drafting.Chosen(
        area, desk, "", "safeguarding", "vital-interests", consent=practice.CONSENT
    )
    drafting.keep(session, session.case, chosen)


def address(session: AnOffice, text: str) -> None:
    body = AnswerBody(ItemId("B3"), 1, "people", "", Value(text=text))
    rc = RestrictionClass.RC2
    assert session.record(lambda d, c: recording.write(d, c, body, about=c.at_risk(), rc=rc))


def answered(two: Two, file: bytes, step: Step, words: str = "", by: str = "DS K. Lowe") -> Sealed:
    there = two.receiver
    package = there.post.papers().open(file, two.clock.now())
    to = "Estover duty desk" if step is Step.DECLINED else ""
    return receiving.answer(there.desk, there.post, package, Reply(step, by, words, goes_to=to))


def test_what_is_missing_is_said_first_and_a_reason_stays_with_it(qtbot, two, theme, tmp_path):
    _page, shell = a_page(qtbot, two.sender, theme, tmp_path)
    assert "things are missing" in seen(shell)
    click(shell, "Say why: A signed judgement")
    click(shell, "Give this reason")
    assert "Write the reason first." in seen(shell)
    fill(shell, "Why it is sealed without this", "The supervisor signs on Monday")
    click(shell, "Give this reason")
    assert reasons(two.sender.case)["judgement-not-signed"] == "The supervisor signs on Monday"
    assert "The supervisor signs on Monday" in seen(shell)
    assert named(shell, "Reason given: A signed judgement")


def test_what_is_missing_can_be_put_right_instead(qtbot, two, theme, tmp_path):
    page, shell = a_page(qtbot, two.sender, theme, tmp_path)
    went: list[tuple[str, object]] = []
    page.navigate.connect(lambda place, to: went.append((place, to)))
    click(shell, "Say why: A safe way to reach her")
    click(shell, "Put it right instead")
    assert went == [("conversation", "Z2")]


def test_nothing_is_sealed_until_somebody_says_to_whom_and_on_what_ground(
    qtbot, two, theme, tmp_path
):
    _page, shell = a_page(qtbot, two.sender, theme, tmp_path)
    click(shell, "Seal and save the file")
    assert "Choose whom it goes to." in seen(shell)
    assert "Choose one before it is sealed." in seen(shell)
    assert deliveries(two.sender.case) == ()


def test_sealed_saved_read_back_and_waiting_for_a_name(qtbot, two, theme, tmp_path):
    write_note(two.sender, "Call", "The school rang")
    _page, shell = a_page(qtbot, two.sender, theme, tmp_path)
    choose(shell, person="DS K. Lowe")
    assert "Key checked by voice, 24 November 2026" in seen(shell)
    assert "have your data protection officer confirm" in seen(shell)
    click(shell, "Seal and save the file")
    done(qtbot, two.sender)
    (file,) = tmp_path.glob("*.age")
    assert f"Sealed and saved as {file.name}" in seen(shell)
    delivery = deliveries(two.sender.case)[0]
    assert delivery.body.to == "Calderby Safeguarding Hub, hub, DS K. Lowe"
    assert two.sender.vault.anchored == 1
    again = drafting.kept(two.sender, two.sender.case)  # after a lock it is still there
    assert (again.area, again.person) == ("calderby.example", "DS K. Lowe")
    opened = two.receiver.post.papers().open(file.read_bytes(), two.clock.now())
    assert opened.delivery.digest == delivery.digest
    assert "E. Two minutes" in opened.pdf.decode()
    assert "Accepted by name\nDue today at 16:00" in seen(shell)


def test_no_place_chosen_means_nothing_sealed(qtbot, two, theme, tmp_path):
    decided(two.sender)
    page, shell = a_page(qtbot, two.sender, theme, tmp_path)
    page.choose_file = lambda _name: None
    click(shell, "Seal and save the file")
    done(qtbot, two.sender)
    assert "Nothing was sealed or saved" in seen(shell)
    assert deliveries(two.sender.case) == ()


def test_a_disk_that_will_not_write_is_said_and_the_file_can_be_saved_again(
    qtbot, two, theme, tmp_path
):
    decided(two.sender)
    page, shell = a_page(qtbot, two.sender, theme, tmp_path)
    page.choose_file = lambda name: tmp_path / "gone" / name
    click(shell, "Seal and save the file")
    done(qtbot, two.sender)
    assert "The file could not be saved there." in seen(shell)
    page.choose_file = lambda name: tmp_path / name
    click(shell, "Save the file again")
    (file,) = tmp_path.glob("*.age")
    two.receiver.post.papers().open(file.read_bytes(), two.clock.now())


def test_a_withheld_address_in_text_that_goes_is_shown_and_stops_the_seal(
    qtbot, two, theme, tmp_path
):
    address(two.sender, "7 Larch Way")
    write_note(two.sender, "Call", "She is at 7 Larch Way now")
    decided(two.sender)
    _page, shell = a_page(qtbot, two.sender, theme, tmp_path)
    assert "No word that is held back" in seen(shell)
    click(shell, "Where she is, code words: Inside. Change")
    click(shell, "Withheld: They do not need it to keep her safe")
    click(shell, "Keep this")
    assert "One held-back word stands in text that would go" in seen(shell)
    assert "“7 Larch Way”" in seen(shell)
    click(shell, "Seal and save the file")
    assert "stand in text that would go: 1" in seen(shell)
    assert not list(tmp_path.iterdir())
    assert deliveries(two.sender.case) == ()


def test_a_withheld_part_does_not_leave(qtbot, two, theme, tmp_path):
    address(two.sender, "7 Larch Way")
    decided(two.sender)
    page, shell = a_page(qtbot, two.sender, theme, tmp_path)
    click(shell, "Where she is, code words: Inside. Change")
    click(shell, "Withheld: They do not need it to keep her safe")
    click(shell, "Keep this")
    click(shell, "Seal and save the file")
    done(qtbot, two.sender)
    (file,) = tmp_path.glob("*.age")
    opened = two.receiver.post.papers().open(file.read_bytes(), two.clock.now())
    there = receiving.preview(opened)
    assert text_of(there, "B3", there.at_risk(), "people") == ""
    assert RestrictionClass.RC2 not in page.chosen.parts_in


def test_a_desk_nobody_has_rung_needs_a_reason_that_is_kept(qtbot, two, theme, tmp_path):
    decided(two.sender, "estover.example", "duty")
    _page, shell = a_page(qtbot, two.sender, theme, tmp_path)
    assert "Key NOT CHECKED. Nobody has rung them" in seen(shell)
    click(shell, "Seal and save the file")
    click(shell, "Seal all the same")
    assert deliveries(two.sender.case) == ()
    fill(shell, "Why it cannot wait", "She travels tonight")
    click(shell, "Seal all the same")
    done(qtbot, two.sender)
    assert len(deliveries(two.sender.case)) == 1
    notes = [e.body for e in two.sender.case.of(Kind.NOTE) if isinstance(e.body, NoteBody)]
    assert any(n.text == "She travels tonight" and "Estover" in n.heading for n in notes)


def test_a_laptop_without_its_areas_key_is_told_where_to_get_it(qtbot, theme, tmp_path):
    session = a_practice_session("northmere.example", alias="E.", enrolled=False)
    page, shell = a_page(qtbot, session, theme, tmp_path)
    went: list[str] = []
    page.navigate.connect(lambda place, _to: went.append(place))
    click(shell, "Seal and save the file")
    assert "Sealing needs your area’s key, and it is not here yet." in seen(shell)
    click(shell, "Open Settings")
    assert went == ["settings"]


def test_silence_turns_into_words_with_a_length_and_the_calls_made(qtbot, two, theme, tmp_path):
    sealed(two)
    page, shell = a_page(qtbot, two.sender, theme, tmp_path)
    two.clock.step(hours=5, minutes=20)
    click(shell, "Log a call")
    fill(shell, "What was said", "Nobody answered")
    click(shell, "Log this call")
    two.clock.step(minutes=46)
    page._tick()
    assert "Accepted by name: no answer" in seen(shell)
    assert "Due today at 16:00. Two hours and six minutes late. You rang at 17:20" in seen(shell)
    assert deliveries(two.sender.case)[0].decision is None  # a call is not an answer


def test_the_answer_comes_back_and_only_then_the_sender_is_free(qtbot, two, theme, tmp_path):
    file = sealed(two)
    receipt = answered(two, file, Step.ACCEPTED, "Ours from now")
    page, shell = a_page(qtbot, two.sender, theme, tmp_path)
    assert not page.buttons.release.isVisible()
    saved = tmp_path / "RE-1.age"
    saved.write_bytes(receipt.content)
    page.find_file = lambda: saved
    click(shell, "Open a receipt file")
    done(qtbot, two.sender)
    assert "Genuine. Answered by DS K. Lowe, today at 12:00." in seen(shell)
    assert two.sender.desk.store.blob(deliveries(two.sender.case)[0].body.digests[1]) == file
    click(shell, "Release yourself")
    click(shell, "I am released")
    assert deliveries(two.sender.case)[0].is_finished
    assert not page.buttons.release.isVisible()


def test_a_receipt_may_be_dropped_on_the_page(qtbot, two, theme, tmp_path):
    receipt = answered(two, sealed(two), Step.READ)
    page, _shell = a_page(qtbot, two.sender, theme, tmp_path)
    saved = tmp_path / "RE-1.age"
    saved.write_bytes(receipt.content)
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(str(saved))])
    copy, nothing = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    left = Qt.MouseButton.LeftButton
    QApplication.sendEvent(page, QDragEnterEvent(QPoint(9, 9), copy, dragged, left, nothing))
    QApplication.sendEvent(page, QDropEvent(QPointF(9, 9), copy, dragged, left, nothing))
    done(qtbot, two.sender)
    assert deliveries(two.sender.case)[0].at(Step.READ) is not None


@pytest.mark.parametrize("harm", ["altered", "cut", "another kind", "a PDF"])
def test_a_receipt_that_is_not_whole_changes_nothing(qtbot, two, theme, tmp_path, harm):
    good = answered(two, sealed(two), Step.ACCEPTED).content
    bad = {
        "altered": good[:-20] + bytes([good[-20] ^ 1]) + good[-19:],
        "cut": good[: len(good) // 2],
        "another kind": b"{\\rtf1",
        "a PDF": b"%PDF-1.7",
    }[harm]
    page, shell = a_page(qtbot, two.sender, theme, tmp_path)
    before = kept(two.sender)
    page.open_receipt(bad, "RE-1.age")
    done(qtbot, two.sender)
    words = {"another kind": "It is not a file of this program", "a PDF": "a PDF proves nothing"}
    assert words.get(harm, "cut short") in seen(shell)
    assert kept(two.sender) == before
    assert not deliveries(two.sender.case)[0].may_release


def test_a_receipt_for_another_case_goes_to_that_case(qtbot, two, theme, tmp_path):
    receipt = answered(two, sealed(two), Step.ACCEPTED)
    first = two.sender.case.id
    assert two.sender.begin("J.", "another family")
    page, _shell = a_page(qtbot, two.sender, theme, tmp_path)
    went: list[tuple[str, object]] = []
    page.navigate.connect(lambda place, to: went.append((place, to)))
    page.open_receipt(receipt.content, "RE-1.age")
    done(qtbot, two.sender)
    assert went == [("case", (first, "handover", (receipt.content, "RE-1.age")))]
    assert deliveries(two.sender.case) == ()


def test_declined_is_said_in_brick_and_frees_nobody(qtbot, two, theme, tmp_path):
    receipt = answered(two, sealed(two), Step.DECLINED, "Estover holds it")
    page, shell = a_page(qtbot, two.sender, theme, tmp_path)
    page.open_receipt(receipt.content, "RE-1.age")
    done(qtbot, two.sender)
    assert "Declined. Somebody else holds it" in seen(shell)
    assert "It should go to: Estover duty desk. “Estover holds it”" in seen(shell)
    assert "You stay responsible: send it to whoever should have it." in seen(shell)
    assert not deliveries(two.sender.case)[0].may_release
    assert "Estover holds it" in seen(shell)
    assert not page.buttons.release.isVisible()


def test_a_reading_copy_is_logged_before_it_is_saved(qtbot, two, theme, tmp_path):
    decided(two.sender)
    _page, shell = a_page(qtbot, two.sender, theme, tmp_path)
    click(shell, "Save a reading copy for the record system")
    click(shell, "Save the pages")
    assert "Write who or what it is for." in seen(shell)
    fill(shell, "Who or what it is for", "Our record system, restricted folder")
    click(shell, "Save the pages")
    done(qtbot, two.sender)
    assert (tmp_path / "notes.pdf").read_bytes().startswith(b"%PDF-1.7 E.")
    body = two.sender.case.of(Kind.DISCLOSURE)[0].body
    assert isinstance(body, DisclosureBody)
    assert (body.manner, body.to) == ("reading_copy", "Our record system, restricted folder")
    assert "Reading copy, three parts" in seen(shell)


def test_it_can_be_read_as_they_will_before_it_is_sealed(qtbot, two, theme, tmp_path):
    decided(two.sender)
    _page, shell = a_page(qtbot, two.sender, theme, tmp_path)
    click(shell, "Read it as they will")
    assert "E. Two minutes" in seen(shell)
    assert "Calderby Safeguarding Hub, hub" in seen(shell)
    assert "Not recorded. Ask the sender." in seen(shell)
    click(shell, "Go back")
    assert two.sender.case.of(Kind.DISCLOSURE) == ()


def test_a_spoilt_draft_is_a_fresh_start(two):
    two.sender.desk.store.set_setting("place.handover", "{broken")
    assert drafting.kept(two.sender, two.sender.case) == drafting.Chosen()


@pytest.mark.parametrize(
    ("scale", "dark", "size"),
    [
        (1.0, True, (1280, 648)),
        (2.0, False, (1366, 696)),
    ],
)
def test_every_word_fits_and_every_control_has_a_name(
    qtbot, two, fonts, tmp_path, scale, dark, size
):
    del fonts
    address(two.sender, "7 Larch Way")
    sealed(two)
    theme = Theme(dark=dark, scale=scale)
    page, shell = a_page(qtbot, two.sender, theme, tmp_path, size=size)
    settle(QApplication.instance())
    assert clipping.check(page) == []
    assert naming.check(shell) == []
    assert clipping.contrasts(page, theme) == []
