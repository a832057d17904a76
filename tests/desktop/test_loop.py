"""An answer on its way back: offered, given, owed, read out; and nothing quiet until it is here."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from app.domain import spoken_code
from app.domain.codes import Proof, Step
from app.domain.deliveries import deliveries
from app.services import inbox, replying
from app.services.receiving import Reply
from tests.desktop import clipping, naming
from tests.desktop.exchanged import Two, done, fill, sealed, two_desks
from tests.desktop.looks import in_four_looks
from tests.desktop.office import a_window, click, named, seen, settle
from tests.desktop.post_office import a_practice_session
from ui.controls import Link
from ui.pages.handover import HandoverPage
from ui.pages.home import TodayPage
from ui.pages.package import PackagePage
from ui.pages.record.words import told
from ui.theme import Theme

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ui.shell import Shell

NUMBER = "01632 960 123"


@pytest.fixture
def two() -> Two:
    return two_desks()


def package_page(
    qtbot: QtBot, two: Two, folder: Path, file: bytes, theme: Theme | None = None, **size: object
) -> tuple[PackagePage, Shell]:
    page = PackagePage(two.receiver, theme or Theme())
    page.choose_file = lambda name: folder / name
    shell = a_window(qtbot, two.receiver, page, **size)  # type: ignore[arg-type]
    page.arrive((file, "HO-1.age"))
    done(qtbot, two.receiver)
    settle(QApplication.instance())
    return page, shell


def handover_page(qtbot: QtBot, two: Two, *, theirs: bool = False) -> tuple[HandoverPage, Shell]:
    session = two.receiver if theirs else two.sender
    page = HandoverPage(session, Theme())
    shell = a_window(qtbot, session, page)
    page.arrive(None)
    settle(QApplication.instance())
    return page, shell


def accept(qtbot: QtBot, two: Two, page: PackagePage) -> None:
    page.answers.give(Reply(Step.ACCEPTED, "DS K. Lowe"), lambda _refusal: None)
    done(qtbot, two.receiver)
    settle(QApplication.instance())


def press(shell: Shell, name: str) -> None:
    """A link that stands once for each answer, by its own name."""
    link = shell.findChild(Link, name)
    assert link is not None, name
    link.click()
    settle(QApplication.instance())


def code_of(two: Two, step: Step) -> str:
    return spoken_code.code_of(deliveries(two.sender.case)[0].digest, step)


# At the receiver


def test_that_it_arrived_is_signed_as_soon_as_it_is_proved_and_offered_as_a_file(
    qtbot, two, tmp_path
):
    page, shell = package_page(qtbot, two, tmp_path, sealed(two))
    assert "What you owe Northmere Children and Families" in seen(shell)
    assert "Arrived, and proved genuine" in seen(shell)
    assert list(tmp_path.iterdir()) == []  # nobody is made to send it
    press(shell, "page.package.save.arrived")
    (file,) = tmp_path.glob("*.age")
    digests = [d.digest for d in deliveries(two.sender.case)]
    receipt = two.sender.post.papers().open_receipt(file.read_bytes(), two.clock.now(), digests)
    assert (receipt.step, receipt.by, receipt.signer) == (
        Step.ARRIVED,
        "",
        "k.lowe@calderby.example",
    )
    page.arrive((file_again(two, page), "HO-1.age"))
    done(qtbot, two.receiver)
    assert len(inbox.arrived(two.receiver.desk)[0].given) == 1  # opened again, not signed again


def file_again(two: Two, page: PackagePage) -> bytes:
    return inbox.content_of(two.receiver.desk, page.line)


def test_under_each_answer_stands_the_code_that_says_it(qtbot, two, tmp_path):
    page, shell = package_page(qtbot, two, tmp_path, sealed(two))
    arrived, accepted = code_of(two, Step.ARRIVED), code_of(two, Step.ACCEPTED)
    assert f"If no file can be sent, read this out: {arrived}" in seen(shell)
    assert accepted not in seen(shell)  # nobody has said it
    accept(qtbot, two, page)
    assert f"If no file can be sent, read this out: {accepted}" in seen(shell)
    press(shell, "page.package.aloud.accepted")
    assert spoken_code.aloud(accepted) in seen(shell)
    assert "01632 960 114" in seen(shell)
    assert "It is spoken, not proved" in seen(shell)


def test_what_follows_an_acceptance_is_given_from_the_list_of_what_is_owed(qtbot, two, tmp_path):
    page, shell = package_page(qtbot, two, tmp_path, sealed(two))
    accept(qtbot, two, page)
    assert "Due tomorrow at 12:00" in seen(shell)  # the first contact, a day after
    for name, words in (
        ("first_contact", "How she is"),
        ("conference", "Which conference, and when"),
        ("transferred", "Anything they should know"),
    ):
        press(shell, f"page.package.give.{name}")
        fill(shell, words, "As agreed")
        click(shell, "Sign and save the answer")
        done(qtbot, two.receiver)
        settle(QApplication.instance())
    assert "Nothing more is owed for this one." in seen(shell)
    assert len(list(tmp_path.glob("*.age"))) == 4  # that it arrived was not asked for


def test_reading_is_a_named_persons_and_has_its_own_answer(qtbot, two, tmp_path):
    _page, shell = package_page(qtbot, two, tmp_path, sealed(two))
    press(shell, "page.package.give.read")
    fill(shell, "Who read it, by name", "")
    click(shell, "Sign and save the answer")
    done(qtbot, two.receiver)
    assert "An answer needs the name of the person" in seen(shell)
    fill(shell, "Who read it, by name", "DS K. Lowe")
    click(shell, "Sign and save the answer")
    done(qtbot, two.receiver)
    settle(QApplication.instance())
    line = inbox.arrived(two.receiver.desk)[0]
    assert [one.step for one in line.given] == ["arrived", "read"]
    assert not line.is_decided
    assert "An answer: accept, ask or decline" in seen(shell)


def test_the_case_that_was_made_says_what_is_owed_and_leads_back_to_the_package(
    qtbot, two, tmp_path
):
    file = sealed(two)
    page, _shell = package_page(qtbot, two, tmp_path, file)
    accept(qtbot, two, page)
    assert two.receiver.open(two.sender.case.id, "resumed")
    there, shell = handover_page(qtbot, two, theirs=True)
    assert "What you owe Northmere Children and Families" in seen(shell)
    assert "First safe contact" in seen(shell)
    assert "Sent to" not in seen(shell)  # what they sent is theirs to chase
    two.clock.step(hours=30)
    there._tick()
    assert "Six hours late" in seen(shell)
    went: list[tuple[str, object]] = []
    there.navigate.connect(lambda place, to: went.append((place, to)))
    click(shell, "Open the package from Northmere Children and Families to answer")
    assert went == [("package", (file, "HO-1.age"))]


def test_an_answer_that_is_late_here_is_said_here_and_first(qtbot, two, tmp_path):
    package_page(qtbot, two, tmp_path, sealed(two))
    two.clock.step(hours=6)
    page = TodayPage(two.receiver, Theme())
    shell = a_window(qtbot, two.receiver, page)
    page.arrive(None)
    settle(QApplication.instance())
    assert "Northmere Children and Families has had no answer from you" in seen(shell)
    assert "An answer was due today at 16:00, two hours ago." in seen(shell)
    went: list[str] = []
    page.navigate.connect(lambda place, _to: went.append(place))
    click(shell, "E. Northmere Children and Families has had no answer from you. Open the package")
    assert went == ["package"]


def test_a_page_that_stands_open_turns_late_by_itself(qtbot, two, tmp_path):
    package_page(qtbot, two, tmp_path, sealed(two))
    page = TodayPage(two.receiver, Theme())
    shell = a_window(qtbot, two.receiver, page)
    page.arrive(None)
    settle(QApplication.instance())
    assert "Northmere Children and Families waits for your answer" in seen(shell)
    button = shell.findChild(object, "page.today.package-unanswered.E.")
    button.setFocus()
    two.clock.step(hours=6)
    page._tick()
    settle(QApplication.instance())
    assert "has had no answer from you" in seen(shell)
    assert page.focusWidget().objectName() == "page.today.package-unanswered.E."


def test_an_answer_for_a_stick_that_was_pulled_out_is_kept_here_and_saved_later(
    qtbot, two, tmp_path
):
    page, shell = package_page(qtbot, two, tmp_path, sealed(two))
    page.choose_file = lambda name: tmp_path / "stick" / name
    accept(qtbot, two, page)
    assert two.receiver.refusals == ["file.unwritable"]
    assert "The answer is signed and kept here. It is not in a file yet." in seen(shell)
    page.choose_file = lambda name: tmp_path / name
    press(shell, "page.package.save.accepted")
    assert len(list(tmp_path.glob("*.age"))) == 1


def test_where_nobody_has_said_that_it_arrived_a_person_can_without_a_name(qtbot, two, tmp_path):
    file = sealed(two)
    page, shell = package_page(qtbot, two, tmp_path, file)
    line = inbox.arrived(two.receiver.desk)[0]
    page.line = inbox.keep_line(two.receiver.desk, replace(line, given=()))
    page.show_owing()
    assert "Not said by itself yet" in seen(shell)
    press(shell, "page.package.give.arrived")
    assert "It accepts nothing." in seen(shell)
    click(shell, "Sign and save the answer")
    done(qtbot, two.receiver)
    settle(QApplication.instance())
    assert len(list(tmp_path.glob("*.age"))) == 1


# At the sender


def test_the_sender_reads_who_is_responsible_and_whom_to_ring(qtbot, two):
    sealed(two)
    page, shell = handover_page(qtbot, two)
    assert "You stay responsible until they sign for it." in seen(shell)
    assert "Ring now" not in seen(shell)
    two.clock.step(hours=2)
    page._tick()
    assert "Ring now. Telephone the duty desk. The number on their card is" in seen(shell)
    click(shell, "Log a call")
    fill(shell, "What was said", "Nobody answered")
    click(shell, "Log this call")
    assert "You rang today at 14:00" in seen(shell)
    two.clock.step(hours=2)
    page._tick()
    assert "Ring now. Supervisor telephones supervisor" in seen(shell)


def test_a_code_is_known_while_they_are_still_on_the_line(qtbot, two):
    sealed(two)
    _page, shell = handover_page(qtbot, two)
    click(shell, "Log a call")
    code = code_of(two, Step.ACCEPTED)
    fill(shell, "The code they read out", code[:-1] + ("0" if code[-1] != "0" else "1"))
    assert "That is no code. A letter was misheard, or two changed places." in seen(shell)
    other = spoken_code.code_of("0" * 64, Step.ACCEPTED)
    fill(shell, "The code they read out", other)
    assert "The code is for no handover of this case." in seen(shell)
    fill(shell, "The code they read out", code.lower().replace("-", " "))
    assert "It fits this handover: they accept it. Spoken, not proved." in seen(shell)


def test_a_code_is_kept_with_who_and_which_number_and_frees_nobody(qtbot, two):
    sealed(two)
    page, shell = handover_page(qtbot, two)
    click(shell, "Log a call")
    fill(shell, "The code they read out", code_of(two, Step.ACCEPTED))
    click(shell, "Log this call")
    assert "Write who read it out." in seen(shell)
    assert "Write the number you spoke on." in seen(shell)
    fill(shell, "Whom you spoke to", "K. Lowe")
    fill(shell, "On which number", NUMBER)
    click(shell, "Log this call")
    answer = deliveries(two.sender.case)[0].at(Step.ACCEPTED)
    assert (answer.body.proof, answer.body.by) == (Proof.SPOKEN, "K. Lowe")
    assert NUMBER in answer.body.text
    assert "Somebody said that they accept. You stay responsible" in seen(shell)
    assert "Spoken, not proved" in seen(shell)
    assert not page.buttons.release.isVisible()
    two.clock.step(hours=5)
    page._tick()
    assert "Accepted by name: no answer" in seen(shell)  # spoken words do not silence the clock
    title, _text = told(answer.entry, two.sender.case, two.sender.library)
    assert title == "Accepted (spoken, not proved): K. Lowe"  # nor does the record
    two.sender.put_away()
    home = TodayPage(two.sender, Theme())
    shell = a_window(qtbot, two.sender, home)
    home.arrive(None)
    settle(QApplication.instance())
    assert "Somebody said on the telephone that they accept: spoken, not proved." in seen(shell)
    assert "has not answered" in seen(shell)


def test_a_code_that_does_not_fit_is_not_kept(qtbot, two):
    sealed(two)
    _page, shell = handover_page(qtbot, two)
    before = two.sender.case
    click(shell, "Log a call")
    fill(shell, "Whom you spoke to", "K. Lowe")
    fill(shell, "On which number", NUMBER)
    fill(shell, "The code they read out", spoken_code.code_of("0" * 64, Step.ACCEPTED))
    click(shell, "Log this call")
    assert "The code is right in itself, and not for this handover." in seen(shell)
    assert two.sender.case is before


def test_a_code_for_an_earlier_handover_says_which(qtbot, two):
    sealed(two)
    first = deliveries(two.sender.case)[0]
    two.clock.step(hours=1)
    sealed(two)
    _page, shell = handover_page(qtbot, two)
    click(shell, "Log a call")
    fill(shell, "The code they read out", spoken_code.code_of(first.digest, Step.READ))
    assert "The code is for another handover: to Calderby" in seen(shell)


def test_every_answer_keeps_its_own_moment(qtbot, two, tmp_path):
    file = sealed(two)
    there = two.receiver
    package = there.post.papers().open(file, two.clock.now())
    line = inbox.keep(there.desk, package, file, "HO-1.age")
    page, shell = handover_page(qtbot, two)
    for reply in (
        Reply(Step.ASKED, "K. Lowe", "Which school?"),
        Reply(Step.ASKED, "K. Lowe", "Which uncle?"),
        Reply(Step.ACCEPTED, "K. Lowe", "", two.clock.now() + timedelta(hours=2)),
        Reply(Step.FIRST_CONTACT, "K. Lowe", "She is well"),
    ):
        two.clock.step(minutes=5)
        _, answer, _ = replying.reply(there.desk, there.post, package, line, reply)
        page.open_receipt(answer.content, "RE-1.age")
        done(qtbot, two.sender)
    words = seen(shell)
    assert "“Which school?”" in words
    assert "“Which uncle?”" in words
    assert "“She is well”" in words
    assert "They have signed for it. You hold it with them until you release yourself." in words


@pytest.mark.parametrize(
    ("step", "words"),
    [(Step.ARRIVED, "Arrived is not accepted."), (Step.READ, "Read is not accepted.")],
)
def test_arrived_and_read_are_never_called_an_answer(qtbot, two, step, words):
    file = sealed(two)
    there = two.receiver
    package = there.post.papers().open(file, two.clock.now())
    line = inbox.keep(there.desk, package, file, "HO-1.age")
    _, answer, _ = replying.reply(there.desk, there.post, package, line, Reply(step, "K. Lowe"))
    page, shell = handover_page(qtbot, two)
    page.open_receipt(answer.content, "RE-1.age")
    done(qtbot, two.sender)
    assert words in seen(shell)
    assert "You stay responsible until they sign for it." in seen(shell)


def test_a_promise_that_is_not_kept_turns_late_at_the_sender(qtbot, two):
    file = sealed(two)
    there = two.receiver
    package = there.post.papers().open(file, two.clock.now())
    line = inbox.keep(there.desk, package, file, "HO-1.age")
    reply = Reply(Step.ACCEPTED, "K. Lowe", "", two.clock.now() + timedelta(hours=2))
    _, answer, _ = replying.reply(there.desk, there.post, package, line, reply)
    page, shell = handover_page(qtbot, two)
    page.open_receipt(answer.content, "RE-1.age")
    done(qtbot, two.sender)
    assert "Promised by today at 14:00" in seen(shell)
    two.clock.step(hours=3)
    page._tick()
    assert "Promised by today at 14:00. One hour late" in seen(shell)
    two.sender.put_away()
    home = TodayPage(two.sender, Theme())
    shell = a_window(qtbot, two.sender, home)
    home.arrive(None)
    settle(QApplication.instance())
    assert "First safe contact: Calderby" in seen(shell)
    assert "Nothing has come back. Ring, and ask whether she was reached." in seen(shell)


def test_an_answer_by_an_area_it_never_went_to_is_refused_in_words(qtbot, two):
    file = sealed(two)
    estover = a_practice_session("estover.example", "p.hart", clock=two.clock, first_id=9_000)
    package = two.receiver.post.papers().open(file, two.clock.now())
    line = inbox.keep(estover.desk, package, file, "HO-1.age")
    reply = Reply(Step.ACCEPTED, "P. Hart")
    _, answer, _ = replying.reply(estover.desk, estover.post, package, line, reply)
    page, shell = handover_page(qtbot, two)
    page.open_receipt(answer.content, "RE-1.age")
    done(qtbot, two.sender)
    assert two.sender.refusals == ["receipt.another-area"]
    assert "You stay responsible until they sign for it." in seen(shell)


def test_the_times_say_where_they_come_from(qtbot, two):
    sealed(two)
    _page, shell = handover_page(qtbot, two)
    click(shell, "Where these times come from")
    words = seen(shell)
    assert "Acceptance by name, with a critical marker or an immediate finding: four hours" in words
    assert "The program’s own. From: Bolton" in words
    assert "None of these is a national rule." in words


def test_an_areas_own_time_is_used_and_shown_with_its_own_source(qtbot, two):
    own = tuple(
        replace(t, amount=2, source=("Northmere protocol 2026",), own="clocks-own-n.toml")
        if t.id == "clock.accept-critical"
        else t
        for t in two.sender.library.timers
    )
    clocks = replace(two.sender.desk.clocks, timers=own)
    two.sender.desk = replace(two.sender.desk, clocks=clocks)
    sealed(two)
    page, shell = handover_page(qtbot, two)
    assert "Today at 14:00" in seen(shell)  # by when an answer will be asked of the next one
    click(shell, "Choose whom it goes to, what for and by when")
    assert "Answer within two hours." in named(shell, "Today").accessibleDescription()
    click(shell, "Leave it")
    page.loop.findChild(Link, "page.handover.times").click()
    settle(QApplication.instance())
    assert "Set by your area. From: Northmere protocol 2026" in seen(shell)


@in_four_looks
def test_every_word_fits_and_every_control_has_a_name(
    qtbot, two, fonts, tmp_path, scale, dark, size
):
    del fonts
    theme = Theme(scale=scale, dark=dark)
    page, shell = package_page(qtbot, two, tmp_path, sealed(two), theme, size=size)
    accept(qtbot, two, page)
    two.clock.step(days=2)
    page.show_owing()
    settle(QApplication.instance())
    assert clipping.check(shell) == []
    assert clipping.contrasts(shell, theme) == []
    assert naming.check(shell) == []
