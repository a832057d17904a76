"""Copies on the Handover page: for whom, what she was told, reading it first, and the register."""

from __future__ import annotations

from functools import partial
from threading import Event
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from app.domain.codes import Kind, RestrictionClass
from app.domain.deliveries import deliveries
from app.domain.entry import AnswerBody, DisclosureBody, NoteBody, Value
from app.domain.errors import Refused
from app.domain.ids import ItemId
from app.services import recording
from tests.desktop import clipping, exchanged, naming
from tests.desktop.exchanged import Two, done, fill, pick, two_desks, write_note
from tests.desktop.office import a_window, click, named, seen, settle
from tests.journeys import practice
from ui.controls import Link
from ui.pages.handover import HandoverPage, drafting
from ui.pages.record import RecordPage
from ui.pages.register import RegisterSheet
from ui.theme import Theme

if TYPE_CHECKING:
    from tests.desktop.office import AnOffice
    from ui.shell import Shell

a_page = partial(exchanged.a_page, HandoverPage)
RC = RestrictionClass
NEEDED = "Why this is needed, and why no less would do"


@pytest.fixture
def two() -> Two:
    return two_desks()


def says(session: AnOffice, item: str, row: str, text: str, rc: RestrictionClass) -> None:
    body = AnswerBody(ItemId(item), 1, row, "", Value(text=text))
    assert session.record(lambda d, c: recording.write(d, c, body, about=c.at_risk(), rc=rc))


def decided(session: AnOffice, **more: object) -> None:
    """Everything chosen in an earlier sitting, as the vault keeps it."""
    given = {"purpose": "safeguarding", "basis": "vital-interests", "consent": practice.CONSENT}
    chosen = drafting.Chosen("calderby.example", "hub", **(given | more))  # type: ignore[arg-type]
    drafting.keep(session, session.case, chosen)


def made_for(shell: Shell, label: str) -> None:
    click(shell, "Choose by who reads it")
    click(shell, label)
    click(shell, "Keep this")


def test_who_reads_it_sets_what_goes_and_what_stays(qtbot, two, theme, tmp_path):
    decided(two.sender)
    page, shell = a_page(qtbot, two.sender, theme, tmp_path)
    assert "Put together by hand" in seen(shell)
    made_for(shell, "School, designated lead")
    assert page.chosen.parts_in == {RC.RC1}
    assert "Made for: School, designated lead. They have no key: a coded PDF" in seen(shell)
    assert named(shell, "Where she is, code words: Withheld. Change")
    assert "It goes by another way, to a named person" in seen(shell)
    again = drafting.kept(two.sender, two.sender.case)
    assert (again.preset, again.purpose) == ("school", "safeguarding")


def test_what_is_changed_by_hand_is_said(qtbot, two, theme, tmp_path):
    says(two.sender, "H1", "name", "Karwan Testname", RC.RC3)
    decided(two.sender)
    _page, shell = a_page(qtbot, two.sender, theme, tmp_path)
    made_for(shell, "Receiving police")
    assert "Made for: Receiving police." in seen(shell)
    assert "changed by hand" not in seen(shell)
    click(shell, "People behind the threat: Inside. Change")
    click(shell, "Withheld: Police decide who has it")
    click(shell, "Keep this")
    assert "Made for: Receiving police, changed by hand." in seen(shell)


def test_there_is_none_for_immigration_enforcement(qtbot, two, theme, tmp_path):
    _page, shell = a_page(qtbot, two.sender, theme, tmp_path)
    click(shell, "Choose by who reads it")
    assert "There is none for immigration enforcement." in seen(shell)
    assert "Home Office, for placement and safety" in seen(shell)
    click(shell, "Leave it")


def test_a_reader_of_another_kind_is_not_covered_by_what_she_was_told_of_the_first(
    qtbot, two, theme, tmp_path
):
    decided(two.sender)
    _page, shell = a_page(qtbot, two.sender, theme, tmp_path)
    assert "Told, and agreed. Decided by D. Marsh, team manager" in seen(shell)
    made_for(shell, "Housing or refuge")
    assert "Not written yet" in seen(shell)
    click(shell, "Seal and save the file")
    done(qtbot, two.sender)
    assert deliveries(two.sender.case) == ()


def test_the_seal_waits_until_it_is_written_what_she_was_told(qtbot, two, theme, tmp_path):
    decided(two.sender, consent=drafting.Consent())
    _page, shell = a_page(qtbot, two.sender, theme, tmp_path)
    click(shell, "Seal and save the file")
    assert "What was she told of this?" in seen(shell)
    click(shell, "Keep this")
    assert seen(shell).count("Choose one.") == 2
    assert "Write it before anything is shared." in seen(shell)
    click(shell, "Not told: telling her now is not safe")
    pick(
        shell,
        "Can she decide this?",
        "She can decide, and is not free to: pressed, watched or afraid",
    )
    fill(shell, NEEDED, "They take over tonight")
    click(shell, "Keep this")
    assert "Write it before anything is shared." in seen(shell)
    fill(shell, "What makes it unsafe, and when it is looked at again", "He reads her post")
    click(shell, "Keep this")
    done(qtbot, two.sender)
    (left,) = two.sender.case.of(Kind.DISCLOSURE)
    assert isinstance(left.body, DisclosureBody)
    assert left.body.told == "not-told-unsafe"
    assert "He reads her post" in left.body.reasons
    assert left.body.decided_by == "t.osei, social worker"


def test_the_immigration_part_goes_only_when_somebody_has_decided(qtbot, two, theme, tmp_path):
    decided(two.sender)
    page, shell = a_page(qtbot, two.sender, theme, tmp_path)
    click(shell, "Visa, status and money: Withheld. Change")
    click(shell, "It goes")
    click(shell, "Keep this")
    assert RC.RC4 not in page.chosen.parts_in
    assert "Write it before this part goes." in seen(shell)
    fill(shell, "Who decided that it goes", "K. Lowe")
    fill(shell, "Rank or post", "detective inspector")
    fill(shell, "Why it has to go", "Her placement hangs on it")
    click(shell, "Keep this")
    assert RC.RC4 in page.chosen.parts_in
    click(shell, "Seal and save the file")
    done(qtbot, two.sender)
    notes = [e for e in two.sender.case.of(Kind.NOTE) if e.rc is RC.RC4]
    assert [n.body.text for n in notes if isinstance(n.body, NoteBody)] == [
        "Her placement hangs on it\nDecided by K. Lowe, detective inspector."
    ]
    click(shell, "Visa, status and money: Inside. Change")
    click(shell, "Withheld: They do not need it to keep her safe")
    click(shell, "Keep this")
    assert page.chosen.release == drafting.NO_RELEASE


class TestReadingItFirst:
    def test_every_entry_of_every_part_that_goes_and_the_ground_of_each_that_stays(
        self, qtbot, two, theme, tmp_path
    ):
        write_note(two.sender, "Call", "The school rang about the girls")
        says(two.sender, "Z2", "number", "07700 900 381", RC.RC2)
        decided(two.sender)
        _page, shell = a_page(qtbot, two.sender, theme, tmp_path)
        made_for(shell, "School, designated lead")
        click(shell, "Read it as they will")
        assert "Made for: School, designated lead, who is given pages." in seen(shell)
        assert "For the designated safeguarding lead alone." in seen(shell)
        assert "No word that is held back stands in the parts that go." in seen(shell)
        click(shell, "Read it: What is feared, and the plan")
        assert "The school rang about the girls" in seen(shell)
        assert "07700 900 381" not in seen(shell)
        assert "Left out" in seen(shell)
        assert "Police decide who has it" in seen(shell)
        click(shell, "Go back")
        assert two.sender.case.of(Kind.DISCLOSURE) == ()

    def test_a_word_that_may_not_go_is_shown_beside_it_with_the_way_there(
        self, qtbot, two, theme, tmp_path
    ):
        says(two.sender, "Z2", "number", "07700 900 381", RC.RC2)
        write_note(two.sender, "Call", "She rang from 07700 900381")
        decided(two.sender)
        page, shell = a_page(qtbot, two.sender, theme, tmp_path)
        made_for(shell, "School, designated lead")
        went: list[tuple[str, object]] = []
        page.navigate.connect(lambda place, to: went.append((place, to)))
        click(shell, "Read it as they will")
        assert "One held-back word stands in text that would go" in seen(shell)
        found = [
            w.accessibleName()
            for w in shell.findChildren(Link)
            if w.accessibleName().startswith("Look at 07700")
        ]
        click(shell, found[0])
        assert went[0][0] == "record"

    def test_a_name_and_her_address_for_one_sheet_stop_the_seal(self, qtbot, two, theme, tmp_path):
        says(two.sender, "H1", "name", "Karwan Testname", RC.RC3)
        says(two.sender, "Z2", "third_person", "Hang up if Karwan Testname answers", RC.RC2)
        decided(two.sender)
        page, shell = a_page(qtbot, two.sender, theme, tmp_path)
        page.choose(page.chosen.withholding(RC.RC3, ""))
        assert "Printed apart, with people behind the threat" in seen(shell)
        click(shell, "Seal and save the file")
        assert "would stand on one printed sheet: 1." in seen(shell)
        assert not list(tmp_path.iterdir())

    def test_a_long_part_is_shown_bit_by_bit(self, qtbot, two, theme, tmp_path):
        for n in range(30):
            write_note(two.sender, "Call", f"Number {n} of them")
        decided(two.sender)
        _page, shell = a_page(qtbot, two.sender, theme, tmp_path)
        click(shell, "Read it as they will")
        click(shell, "Read it: What is feared, and the plan")
        assert "Number 0 of them" in seen(shell)
        assert "Number 29 of them" not in seen(shell)
        click(shell, "Show more of this part")
        assert "Number 29 of them" in seen(shell)

    def test_the_pages_are_saved_from_there_for_somebody_named(self, qtbot, two, theme, tmp_path):
        decided(two.sender, preset="doctor", grounds={
            rc: "not-needed" for rc in RC if rc is not RC.RC5
        })  # fmt: skip
        _page, shell = a_page(qtbot, two.sender, theme, tmp_path)
        click(shell, "Read it as they will")
        assert "For the surgery’s safeguarding lead" in seen(shell)
        click(shell, "Save the pages")
        click(shell, "Save the pages")
        done(qtbot, two.sender)
        (left,) = two.sender.case.of(Kind.DISCLOSURE)
        assert isinstance(left.body, DisclosureBody)
        assert (left.body.manner, left.body.to) == ("reading_copy", "Doctor’s surgery")
        assert left.body.parts_in == (RC.RC5,)
        assert left.body.preset == "doctor"
        pages = (tmp_path / "notes.pdf").read_bytes().decode()
        assert "For the surgery" in pages


class TestByWordOfMouth:
    def test_what_was_told_stands_in_the_register_like_any_copy(self, qtbot, two, theme, tmp_path):
        _page, shell = a_page(qtbot, two.sender, theme, tmp_path)
        click(shell, "Write down what was told")
        click(shell, "Go on")
        assert "Write who was told." in seen(shell)
        assert "Tick at least one." in seen(shell)
        fill(shell, "Who was told, by name and desk", "PC R. Amin, Calderby duty desk")
        pick(shell, "What for", "To keep somebody safe where she is now")
        pick(shell, "Legal ground", "To protect somebody’s life (UK GDPR 6(1)(d), 9(2)(c))")
        click(shell, "What is feared, and the plan")
        click(shell, "Visa, status and money")
        click(shell, "Go on")
        assert two.sender.case.of(Kind.DISCLOSURE) == ()
        fill(shell, "Who decided that it goes", "K. Lowe")
        fill(shell, "Rank or post", "detective inspector")
        fill(shell, "Why it has to go", "The bed depends on it")
        click(shell, "Go on")
        click(shell, "Told, and agreed")
        pick(shell, "Can she decide this?", "She can decide this for herself")
        fill(shell, NEEDED, "A car has to be sent at once")
        click(shell, "Keep this")
        (left,) = two.sender.case.of(Kind.DISCLOSURE)
        assert isinstance(left.body, DisclosureBody)
        assert (left.body.manner, left.body.parts_in) == ("spoken", (RC.RC1, RC.RC4))
        click(shell, "Disclosure register")
        assert "Told by word of mouth" in seen(shell)
        assert "PC R. Amin, Calderby duty desk" in seen(shell)


class TestRegister:
    def test_it_is_reached_from_the_handover_and_from_the_record(self, qtbot, two, theme, tmp_path):
        exchanged.sealed(two)
        _page, shell = a_page(qtbot, two.sender, theme, tmp_path)
        click(shell, "Disclosure register")
        assert "Calderby Safeguarding Hub, hub, DS K. Lowe" in seen(shell)
        assert "Decided by D. Marsh, team manager" in seen(shell)
        click(shell, "Go back")
        record = RecordPage(two.sender, theme)
        shell = a_window(qtbot, two.sender, record)
        record.arrive(None)
        QApplication.processEvents()
        click(shell, "Disclosure register")
        assert "Told, and agreed" in seen(shell)

    def test_it_is_saved_as_pages_and_that_is_chained(self, qtbot, two, theme, tmp_path):
        exchanged.sealed(two)
        page, shell = a_page(qtbot, two.sender, theme, tmp_path)
        page.copies.choose_register = lambda name: tmp_path / name
        click(shell, "Disclosure register")
        click(shell, "Save the register as pages")
        done(qtbot, two.sender)
        assert (tmp_path / "register.pdf").read_bytes().startswith(b"%PDF")
        assert "Saved as register.pdf." in seen(shell)
        assert two.sender.desk.store.log_lines(1)[0].act == "export"

    @pytest.mark.parametrize("why", ["no place", "no disk", "not drawn", "put away"])
    def test_what_was_not_saved_is_not_said_to_be(self, qtbot, two, theme, tmp_path, why):
        exchanged.sealed(two)
        page, shell = a_page(qtbot, two.sender, theme, tmp_path)
        places = {"no place": None, "no disk": tmp_path / "gone" / "r.pdf"}
        page.copies.choose_register = lambda name: places.get(why, tmp_path / name)
        wait = Event()
        if why in {"not drawn", "put away"}:
            two.sender.post.printer = _Engine(wait, broken=why == "not drawn")
        click(shell, "Disclosure register")
        click(shell, "Save the register as pages")
        if why == "put away":
            click(shell, "Go back")
        wait.set()
        done(qtbot, two.sender)
        assert "Saved as" not in seen(shell)
        assert not list(tmp_path.iterdir())
        if why in {"no disk", "not drawn"}:
            sheet = shell.findChild(RegisterSheet)
            assert sheet is not None
            assert sheet.said.isVisible()
            assert sheet.save.isEnabled()


class _Engine:
    """Draws when it is told to go on, or fails to."""

    def __init__(self, wait: Event, *, broken: bool) -> None:
        self.wait, self.broken = wait, broken

    def handover(self, _report: object) -> bytes:
        assert self.wait.wait(20)
        if self.broken:
            raise Refused("report.no-engine")
        return b"%PDF-1.7"


@pytest.mark.parametrize(
    ("scale", "dark", "size"), [(1.0, True, (1280, 648)), (2.0, False, (1366, 696))]
)
@pytest.mark.parametrize(
    "way",
    ["Choose by who reads it", "What she was told, and who decided", "Read it as they will",
     "Visa, status and money: Inside. Change", "Disclosure register", "Write down what was told"],
)  # fmt: skip
def test_every_word_fits_and_every_control_has_a_name(
    qtbot, two, fonts, tmp_path, scale, dark, size, way
):
    del fonts
    says(two.sender, "H1", "name", "Karwan Testname", RC.RC3)
    exchanged.sealed(two)
    decided(two.sender, preset="police")
    theme = Theme(dark=dark, scale=scale)
    page, shell = a_page(qtbot, two.sender, theme, tmp_path, size=size)
    page.choose(page.chosen.withholding(RC.RC4, ""))
    click(shell, way)
    settle(QApplication.instance())
    assert clipping.check(shell) == []
    assert naming.check(shell) == []
