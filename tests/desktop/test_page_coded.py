"""A coded copy at the window: made for a school, its code read out over a telephone, read back;
and the attachment opened at a desk that has the program."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from app.domain.deliveries import deliveries
from app.domain.handover import DeliveryKind, Urgency
from app.services import coding, correcting
from app.services.following_up import FollowUp
from storage.handover import coded_pdf
from tests.desktop import clipping, exchanged, naming
from tests.desktop.exchanged import Two, done, fill, pick, two_desks, write_note
from tests.desktop.looks import in_four_looks
from tests.desktop.office import click, named, seen, settle
from tests.desktop.test_page_copies import made_for
from tests.format.faults.coded import a_page as a_pdf_page
from tests.journeys import practice
from ui.pages.handover import HandoverPage, drafting
from ui.pages.handover.panels import reader_state
from ui.pages.package import PackagePage
from ui.text import Label
from ui.theme import Theme

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.domain.report import Report
    from ui.shell import Shell

a_page = partial(exchanged.a_page, HandoverPage)
SCHOOL, NUMBER = "Hillside School, Ms Lee", "01632 960 111"


def decided(two: Two, **more: object) -> None:
    """Everything chosen for a school in an earlier sitting, as the vault keeps it."""
    session = two.sender
    row = session.library.recipients.of("school")
    given = {"basis": "vital-interests", "consent": practice.CONSENT, "preset": row.code}
    given |= {"purpose": row.purpose, "grounds": dict(row.out)}
    drafting.keep(session, session.case, drafting.Chosen(**(given | more)))  # type: ignore[arg-type]


class Pages:
    """Draws one empty page, and keeps what it was asked to draw."""

    def __init__(self) -> None:
        self.asked: list[Report] = []

    def handover(self, report: Report) -> bytes:
        self.asked.append(report)
        return a_pdf_page()


@pytest.fixture
def two() -> Two:
    found = two_desks()
    found.sender.post.printer = Pages()  # type: ignore[assignment]
    return found


def make(qtbot: QtBot, two: Two, shell: Shell) -> None:
    """A coded PDF for the school, from the page as it stands."""
    fill(shell, "Who is to have it", SCHOOL)
    fill(shell, "The number you will ring", NUMBER)
    click(shell, "Make it and save the file")
    if "What was she told of this?" in seen(shell):
        click(shell, "Told, and agreed")
        pick(shell, "Can she decide this?", "She can decide this for herself")
        fill(shell, "Why this is needed, and why no less would do", "They must know tonight")
        fill(shell, "Who decided to share it", practice.CONSENT.by)
        fill(shell, "Their rank or post", practice.CONSENT.rank)
        click(shell, "Keep this")
    done(qtbot, two.sender)


def made(qtbot: QtBot, two: Two, theme: Theme, folder: Path, **look: object):
    """The page with a coded copy just made for a school; its code is on the screen."""
    decided(two)
    page, shell = a_page(qtbot, two.sender, theme, folder, **look)
    click(shell, "Make a coded PDF")
    make(qtbot, two, shell)
    return page, shell


def newest(two: Two):
    return deliveries(two.sender.case)[0]


def kept(two: Two):
    found = coding.kept(two.sender.desk, newest(two).digest)
    assert found is not None
    return found


def shown_code(shell: Shell) -> str:
    start = "page.handover.code."
    labels = [w for w in shell.findChildren(Label) if w.objectName().startswith(start)]
    return "".join(w.text() for w in labels if w.isVisible())


def tell(shell: Shell, who: str = "Ann Lee") -> None:
    click(shell, "I have told it")
    fill(shell, "Whom you told it", who)
    click(shell, "Keep this")


def test_a_copy_for_a_school_is_made_and_its_code_shown_to_be_read_out(qtbot, two, theme, tmp_path):
    _page, shell = made(qtbot, two, theme, tmp_path)
    (path,) = tmp_path.glob("DEMO-HO-*.pdf")
    code = shown_code(shell)
    assert code == kept(two).codes.code
    assert coded_pdf.attached(path.read_bytes(), code).startswith(b"PK")
    assert f"Ring {SCHOOL}" in seen(shell)
    assert NUMBER in seen(shell)
    assert "Tell the code by telephone alone" in seen(shell)
    assert newest(two).body.to == SCHOOL
    assert newest(two).body.preset == "school"
    inner, covered = sorted(two.sender.post.printer.asked, key=lambda r: r.cover is not None)
    assert inner.cover is None
    assert covered.cover is not None
    assert covered.cover.code == kept(two).codes.read_back
    assert SCHOOL in " ".join(line.text for line in covered.control)


def test_each_letter_is_shown_as_it_is_said(qtbot, two, theme, tmp_path):
    from app.domain.spoken_code import groups_aloud

    _page, shell = made(qtbot, two, theme, tmp_path)
    for group in groups_aloud(kept(two).codes.code):
        assert " ".join(group) in seen(shell)


def test_that_it_was_told_is_kept_with_the_number_and_the_code_is_not(qtbot, two, theme, tmp_path):
    _page, shell = made(qtbot, two, theme, tmp_path)
    click(shell, "I have told it")
    click(shell, "Keep this")
    assert "Write whom you told it." in seen(shell)
    fill(shell, "Whom you told it", "Ann Lee")
    fill(shell, "On which number", "by e-mail")
    click(shell, "Keep this")
    assert "Write the number you spoke on." in seen(shell)
    fill(shell, "On which number", NUMBER)
    click(shell, "Keep this")
    (told,) = newest(two).tellings
    assert told.body.by == "Ann Lee"
    assert NUMBER in told.body.text
    said = seen(shell)
    assert "The code was told" in said
    assert kept(two).codes.code not in said
    click(shell, "Show the code again")
    assert shown_code(shell) == kept(two).codes.code


def test_until_it_is_told_the_page_says_so_and_the_code_can_be_shown(qtbot, two, theme, tmp_path):
    _page, shell = made(qtbot, two, theme, tmp_path)
    click(shell, "Not told yet")
    assert shown_code(shell) == ""
    assert "The code is not told yet. Ring them" in seen(shell)
    assert "A coded copy frees nobody. You stay responsible." in seen(shell)
    click(shell, "Show the code to read out")
    assert shown_code(shell) == kept(two).codes.code
    lines = [line.act for line in two.sender.desk.store.log_lines()]
    assert lines.count("code shown") == 2


def test_the_code_of_the_first_page_read_back_is_logged_as_spoken(qtbot, two, theme, tmp_path):
    page, shell = made(qtbot, two, theme, tmp_path)
    tell(shell)
    assert "Read back" in seen(shell)
    click(shell, "Log a call")
    assert "The six letters and figures of the first page" in seen(shell)
    fill(shell, "Whom you spoke to", "Ann Lee")
    fill(shell, "On which number", NUMBER)
    fill(shell, "The code they read out", kept(two).codes.read_back.lower())
    QApplication.processEvents()
    assert "It fits this handover: a named person has read it. Spoken, not proved." in seen(shell)
    click(shell, "Log this call")
    assert newest(two).opened is not None
    assert "Read back by a named person" in seen(shell)
    assert not page.buttons.release.isVisible()
    two.clock.step(hours=60)
    page.arrive(None)
    assert " late" not in seen(page.loop)


def test_silence_turns_red_as_for_any_other(qtbot, two, theme, tmp_path):
    page, shell = made(qtbot, two, theme, tmp_path)
    tell(shell)
    two.clock.step(hours=60)
    page.arrive(None)
    assert "Not read back" in seen(page.loop)
    assert " late" in seen(page.loop)


def test_what_is_not_written_is_asked_for(qtbot, two, theme, tmp_path):
    decided(two, purpose="", consent=practice.Consent())
    _page, shell = a_page(qtbot, two.sender, theme, tmp_path)
    click(shell, "Make a coded PDF")
    fill(shell, "Who is to have it", "")
    click(shell, "Make it and save the file")
    assert "Write who is to have it." in seen(shell)
    assert "Write the number you will ring." in seen(shell)
    assert "Choose one." in seen(shell)
    pick(shell, "What for", two.sender.library.sharing.purposes[0].label)
    make(qtbot, two, shell)
    assert newest(two).body.decided_by == "D. Marsh, team manager"


def test_sealing_for_a_reader_with_no_key_makes_a_coded_copy(qtbot, two, theme, tmp_path):
    decided(two, preset="")
    _page, shell = a_page(qtbot, two.sender, theme, tmp_path)
    made_for(shell, "School, designated lead")
    click(shell, "Seal and save the file")
    assert "Make a coded PDF" in seen(shell)
    make(qtbot, two, shell)
    assert newest(two).is_coded


def test_nobody_says_where_it_goes_and_nothing_is_kept(qtbot, two, theme, tmp_path):
    decided(two)
    page, shell = a_page(qtbot, two.sender, theme, tmp_path)
    page.choose_file = lambda _name: None
    click(shell, "Make a coded PDF")
    make(qtbot, two, shell)
    assert deliveries(two.sender.case) == ()
    assert shown_code(shell) == ""
    page.choose_file = lambda _name: tmp_path / "no such folder" / "x.pdf"
    click(shell, "Make a coded PDF")
    make(qtbot, two, shell)
    assert shown_code(shell) == ""
    assert coding.kept(two.sender.desk, newest(two).digest) is not None  # to be saved again


def test_the_file_can_be_saved_again_under_a_name_that_says_nothing(qtbot, two, theme, tmp_path):
    page, shell = made(qtbot, two, theme, tmp_path)
    click(shell, "Not told yet")
    page.choose_file = lambda name: tmp_path / f"again-{name}"
    click(shell, "Save the file again")
    (again,) = tmp_path.glob("again-HO-*.pdf")
    assert again.read_bytes().startswith(b"%PDF-2.0")


def test_a_correction_goes_to_whoever_has_a_coded_copy_and_has_a_code_of_its_own(
    qtbot, two, theme, tmp_path
):
    write_note(two.sender, "Call", "Her brother fetches her")
    wrong = two.sender.case.ordered[-1]
    page, shell = made(qtbot, two, theme, tmp_path)
    first = kept(two).codes.code
    tell(shell)
    two.clock.step(hours=1)
    two.sender.record(lambda d, c: correcting.put_right(d, c, wrong, "It was her cousin"))
    page.arrive(None)
    assert "One desk holds something that has been put right since" in seen(shell)
    assert "A coded copy: they have no key, so ring them" in seen(shell)
    click(shell, "Tell them")
    assert reader_state(coding.NoKey(SCHOOL, NUMBER))[1].endswith(f"Ring {NUMBER}")
    fill(shell, "What was wrong, in words that each of them may read", "Not her brother")
    click(shell, "Seal the correction and save the files")
    done(qtbot, two.sender)
    assert newest(two).body.kind == DeliveryKind.CORRECTION.value
    assert shown_code(shell) == kept(two).codes.code != first
    assert FollowUp(DeliveryKind.CORRECTION, Urgency.TODAY).heading


def test_the_attachment_opens_and_says_that_it_names_nobody(qtbot, two, theme, tmp_path):
    _page, _shell = made(qtbot, two, theme, tmp_path)
    (path,) = tmp_path.glob("DEMO-HO-*.pdf")
    pdf = path.read_bytes()
    hop = coded_pdf.attached(pdf, kept(two).codes.code)
    there, shell = exchanged.a_page(PackagePage, qtbot, two.receiver, theme, tmp_path)
    there.open_file(pdf, path.name)
    done(qtbot, two.receiver)
    assert "a PDF proves nothing" in seen(shell)
    assert "save its attachment, handover.hop" in seen(shell)
    there.open_file(hop, "handover.hop")
    done(qtbot, two.receiver)
    assert "It came as a coded copy: it is addressed to nobody’s key." in seen(shell)
    assert "It came as a coded copy, addressed to nobody’s key." in seen(shell)
    assert there.package is not None
    assert named(shell, "Accept by name").isVisible()
    assert not two.receiver.desk.store.entries(there.package.slices[0].case)


@in_four_looks
def test_every_word_fits_and_every_control_has_a_name(
    qtbot, two, fonts, tmp_path, scale, dark, size
):
    del fonts
    decided(two)
    theme = Theme(scale=scale, dark=dark)
    _page, shell = a_page(qtbot, two.sender, theme, tmp_path, size=size)
    click(shell, "Make a coded PDF")
    fits(shell)
    make(qtbot, two, shell)
    fits(shell)
    click(shell, "I have told it")
    fits(shell)
    fill(shell, "Whom you told it", "Ann Lee")
    click(shell, "Keep this")
    fits(shell)


def fits(shell: Shell) -> None:
    settle(QApplication.instance())
    assert clipping.check(shell) == []
    assert naming.check(shell) == []
