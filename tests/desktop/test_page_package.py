"""A file that came: proved genuine and answered by name, or refused with nothing shown or kept."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from app.domain.codes import Kind, RestrictionClass, Step
from app.domain.deliveries import deliveries
from app.domain.entry import NoteBody
from app.domain.errors import PackageRefused, Refused
from app.services import closing, inbox, receiving, recording
from app.services.receiving import Reply
from tests.desktop import clipping, exchanged, naming
from tests.desktop.exchanged import Two, done, fill, kept, pick, sealed, two_desks, write_note
from tests.desktop.office import click, named, seen, settle
from tests.desktop.post_office import a_practice_session, a_reader
from tests.format.test_vectors import read_vector
from ui.errors import explain, finding_words
from ui.pages.package import PackagePage
from ui.theme import Theme

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ui.shell import Shell

a_page = partial(exchanged.a_page, PackagePage)

REFUSED = "This file cannot be trusted, so nothing in it has been shown."
ELSEWHERE = "This file is for another desk, so nothing in it can be shown."


@pytest.fixture
def two() -> Two:
    return two_desks()


def opened(
    qtbot: QtBot, two: Two, theme: Theme, folder: Path, file: bytes
) -> tuple[PackagePage, Shell]:
    page, shell = a_page(qtbot, two.receiver, theme, folder)
    page.arrive((file, "HO-1.age"))
    done(qtbot, two.receiver)
    return page, shell


def answered(qtbot: QtBot, two: Two, page: PackagePage, by: str) -> Refused | None:
    """Accept what is shown; what the sheet would be told."""
    told: list[Refused | None] = []
    page.answers.give(Reply(Step.ACCEPTED, by), told.append)
    done(qtbot, two.receiver)
    settle(QApplication.instance())
    return told[0]


def test_genuine_says_by_whom_what_is_withheld_and_that_nobody_reviewed_it(
    qtbot, two, theme, tmp_path
):
    write_note(two.sender, "Call", "The school rang")
    file = sealed(two, {RestrictionClass.RC4: "no-consent"})
    _page, shell = opened(qtbot, two, theme, tmp_path, file)
    words = seen(shell)
    assert "Genuine. Sealed by t.osei@northmere.example (P-1), Northmere Children" in words
    assert "24 November 2026, 12:00" in words
    assert "One part withheld, with its reason." in words
    assert "Immigration and money" in words
    assert "She did not agree" in words
    assert finding_words("slice.unreviewed") in words
    assert "E. Two minutes" in words
    assert two.receiver.desk.store.cases() == ()  # shown, and not yet among the cases here


def test_the_record_can_be_read_part_by_part_before_anybody_accepts(qtbot, two, theme, tmp_path):
    _page, shell = opened(qtbot, two, theme, tmp_path, sealed(two))
    pick(shell, "Read the record", "Who wrote it")
    assert "t.osei" in seen(shell)
    assert "E. Two minutes" not in seen(shell)
    click(shell, "Back to two minutes")
    assert "E. Two minutes" in seen(shell)


def test_accepted_by_name_the_record_joins_and_the_answer_frees_the_sender(
    qtbot, two, theme, tmp_path
):
    file = sealed(two)
    page, shell = opened(qtbot, two, theme, tmp_path, file)
    click(shell, "Accept by name")
    fill(shell, "Who takes it, by name", " ")
    click(shell, "Accept and save the answer")
    done(qtbot, two.receiver)
    settle(QApplication.instance())
    assert "An answer needs the name of the person" in seen(shell)
    assert two.receiver.desk.store.entries(two.sender.case.id) == ()
    fill(shell, "Who takes it, by name", "DS K. Lowe")
    fill(shell, "What you do first", "I ring her by the safe way")
    pick(shell, "Next contact, at the latest", "today at 17:00")
    click(shell, "Accept and save the answer")
    done(qtbot, two.receiver)
    settle(QApplication.instance())
    (answer,) = tmp_path.glob("*.age")
    assert f"The answer is signed and saved as {answer.name}." in seen(shell)
    assert [c.label for c in two.receiver.desk.store.cases()] == ["E."]
    assert two.receiver.vault.anchored == 1
    digests = [d.digest for d in deliveries(two.sender.case)]
    receipt = two.sender.post.papers().open_receipt(answer.read_bytes(), two.clock.now(), digests)
    assert (receipt.step, receipt.by) == (Step.ACCEPTED, "DS K. Lowe")
    assert receipt.due is not None
    assert receipt.due.isoformat() == "2026-11-24T17:00:00+00:00"
    went: list[tuple[str, object]] = []
    page.navigate.connect(lambda place, to: went.append((place, to)))
    click(shell, "Open the case")
    assert went[0][0] == "case"
    assert went[0][1] == two.sender.case.id


@pytest.mark.parametrize(
    ("button", "field", "do", "step"),
    [
        ("Ask a question", "The question", "Ask and save the answer", Step.ASKED),
        (
            "Decline, say who holds it",
            "Why it is not yours",
            "Decline and save the answer",
            Step.DECLINED,
        ),
    ],
)
def test_asking_and_declining_need_words_and_take_nothing_in(
    qtbot, two, theme, tmp_path, button, field, do, step
):
    _page, shell = opened(qtbot, two, theme, tmp_path, sealed(two))
    click(shell, button)
    click(shell, do)
    done(qtbot, two.receiver)
    settle(QApplication.instance())
    assert "Write this first. They act on it." in seen(shell)
    fill(shell, field, "Estover has her since Monday")
    if step is Step.DECLINED:
        click(shell, do)
        assert "Write this first. They act on it." in seen(shell)  # and to whom it should go
        fill(shell, "Who it should go to", "Estover duty desk")
    click(shell, do)
    done(qtbot, two.receiver)
    settle(QApplication.instance())
    assert inbox.arrived(two.receiver.desk)[0].step == step.value
    assert two.receiver.desk.store.entries(two.sender.case.id) == ()
    assert len(list(tmp_path.glob("*.age"))) == 1


def test_an_answer_that_was_not_saved_can_be_saved_later(qtbot, two, theme, tmp_path):
    page, shell = opened(qtbot, two, theme, tmp_path, sealed(two))
    page.choose_file = lambda _name: None
    assert answered(qtbot, two, page, "DS K. Lowe") is None
    assert "It is not in a file yet." in seen(shell)
    page.choose_file = lambda name: tmp_path / name
    click(shell, "Save the answer")
    assert len(list(tmp_path.glob("*.age"))) == 1


def test_the_same_handover_again_says_when_and_takes_nothing_in_twice(qtbot, two, theme, tmp_path):
    file = sealed(two)
    page, shell = opened(qtbot, two, theme, tmp_path, file)
    assert answered(qtbot, two, page, "DS K. Lowe") is None
    before = kept(two.receiver)
    two.clock.step(hours=3)
    page.arrive((file, "HO-again.age"))
    done(qtbot, two.receiver)
    assert "This very handover was taken in here today at 12:00." in seen(shell)
    assert "Nothing was taken in twice." in seen(shell)
    assert not page.accept.isVisible()
    refusal = answered(qtbot, two, page, "Somebody else")
    assert isinstance(refusal, PackageRefused)
    assert refusal.code == "package.replayed"
    assert kept(two.receiver) == before


def test_later_answers_are_kept_in_the_case_as_well(qtbot, two, theme, tmp_path):
    page, shell = opened(qtbot, two, theme, tmp_path, sealed(two))
    assert answered(qtbot, two, page, "DS K. Lowe") is None
    pick(shell, "More", "First safe contact made")
    fill(shell, "How she is", "Safe, and tired")
    click(shell, "Sign and save the answer")
    done(qtbot, two.receiver)
    settle(QApplication.instance())
    case = receiving.preview(page.package)
    entries = two.receiver.desk.store.entries(case.id)
    said = [getattr(e.body, "step", None) for e in entries if e.kind is Kind.RESPONSE]
    assert Step.FIRST_CONTACT in said


def test_an_unchecked_sender_needs_a_reason_before_anything_is_read(qtbot, two, theme, tmp_path):
    estover = a_practice_session("estover.example", "p.hart", clock=two.clock, first_id=9_000)
    two.receiver = estover  # knows Northmere by voice, Calderby not
    calderby = a_practice_session("calderby.example", "k.lowe", clock=two.clock, alias="J.")
    file = sealed(Two(two.clock, calderby, estover), to="estover.example")
    page, shell = opened(qtbot, two, theme, tmp_path, file)
    assert "Before you read it" in seen(shell)
    assert finding_words("area.unchecked") in seen(shell)
    assert "J. Two minutes" not in seen(shell)
    assert inbox.arrived(estover.desk)[0].state == "opened"
    click(shell, "Read it with this reason")
    assert "J. Two minutes" not in seen(shell)
    fill(shell, "Why you read on", "I rang their switchboard")
    click(shell, "Read it with this reason")
    done(qtbot, estover)
    assert "J. Two minutes" in seen(shell)
    assert inbox.arrived(estover.desk)[0].reason == "I rang their switchboard"
    assert answered(qtbot, two, page, "P. Hart") is None
    entries = estover.desk.store.entries(calderby.case.id)
    notes = [e.body.text for e in entries if isinstance(e.body, NoteBody)]
    assert "I rang their switchboard" in notes


def test_a_receipt_opened_here_goes_to_the_case_it_answers(qtbot, two, theme, tmp_path):
    file = sealed(two)
    package = two.receiver.post.papers().open(file, two.clock.now())
    reply = Reply(Step.ACCEPTED, "DS K. Lowe")
    receipt = receiving.answer(two.receiver.desk, two.receiver.post, package, reply)
    page, shell = a_page(qtbot, two.sender, theme, tmp_path)
    went: list[tuple[str, object]] = []
    page.navigate.connect(lambda place, to: went.append((place, to)))
    page.open_file(receipt.content, "RE-1.age")
    done(qtbot, two.sender)
    assert went == [("case", (two.sender.case.id, "handover", (receipt.content, "RE-1.age")))]
    assert REFUSED not in seen(shell)


def test_a_receipt_for_nothing_sent_here_is_refused(qtbot, two, theme, tmp_path):
    file = sealed(two)
    package = two.receiver.post.papers().open(file, two.clock.now())
    reply = Reply(Step.ACCEPTED, "DS K. Lowe")
    receipt = receiving.answer(two.receiver.desk, two.receiver.post, package, reply)
    other = a_practice_session("northmere.example", "s.grant", clock=two.clock)
    page, shell = a_page(qtbot, other, theme, tmp_path)
    page.open_file(receipt.content, "RE-1.age")
    done(qtbot, other)
    assert REFUSED in seen(shell)
    assert "It answers a handover that was not sent from this laptop." in seen(shell)


HOSTILE = {
    "age-flip": "damaged on the way",
    "age-cut": "truncated",
    "age-other-key": "not for us",
    "say-to-key": "sealed to us, addressed to another",
    "cert-expired": "expired",
    "trust-serial": "revoked",
    "sig-receipt": "wrong role",
    "trust-unknown": "unknown area",
    "trust-changed": "a known area with another root",
    "say-version-2": "too new",
    "mode-demo": "demo in live",
    "mode-live": "live in demo",
    "say-pdf": "another PDF",
    "zip-bomb": "a bomb",
    "zip-dotdot": "a name that climbs out",
    "age-empty": "nothing at all",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_words_and_leaves_nothing_behind(qtbot, theme, tmp_path, name):
    facts, content = read_vector(name)
    session = a_reader(facts["trust"], facts["arrived"])
    page, shell = a_page(qtbot, session, theme, tmp_path)
    before = kept(session)
    page.open_file(content, "HO-evil\u202e.age")
    done(qtbot, session)
    words = seen(shell)
    said = explain(PackageRefused(facts["expect"]))
    assert (ELSEWHERE if facts["expect"] == "package.not-for-us" else REFUSED) in words
    assert said.what in words
    assert said.next in words
    assert facts["expect"] in words  # for their log
    assert "\u202e" not in words
    assert "Genuine" not in words
    assert not page.accept.isVisible()
    assert kept(session) == before
    acts = [(line.act, line.object) for line in session.desk.store.log_lines(1)]
    assert acts[0][0] == "package refused"
    assert facts["expect"] in acts[0][1]


GENUINE = ["find-late", "find-author", "find-stale", "find-returned"]


@pytest.mark.parametrize("name", GENUINE)
def test_what_must_be_weighed_is_said_of_a_genuine_file(qtbot, theme, tmp_path, name):
    facts, content = read_vector(name)
    session = a_reader(facts["trust"], facts["arrived"])
    page, shell = a_page(qtbot, session, theme, tmp_path)
    page.open_file(content, "HO-1.age")
    done(qtbot, session)
    words = seen(shell)
    assert "Genuine. Sealed by" in words
    for code in facts["findings"].split():
        assert finding_words(code) in words
    asks = bool(set(facts["findings"].split()) & inbox.NEED_REASON)
    assert ("Before you read it" in words) is asks
    assert page.accept.isVisible() is not asks


def test_parts_too_new_to_read_are_genuine_and_their_pages_can_be_saved(qtbot, theme, tmp_path):
    facts, content = read_vector("find-parts-2")
    session = a_reader(facts["trust"], facts["arrived"])
    page, shell = a_page(qtbot, session, theme, tmp_path)
    page.open_file(content, "HO-1.age")
    done(qtbot, session)
    assert "Genuine. Sealed by" in seen(shell)
    assert finding_words("parts.too-new") in seen(shell)
    assert not page.accept.isVisible()
    pick(shell, "More", "Save their printed pages")
    assert (tmp_path / "notes.pdf").read_bytes() == page.package.pdf
    assert session.desk.store.log_lines(1)[0].act == "saved their pages"


def test_a_file_that_cannot_be_read_is_not_called_false(qtbot, two, theme, tmp_path):
    page, shell = a_page(qtbot, two.receiver, theme, tmp_path)
    page.find_file = lambda: tmp_path / "missing.age"
    click(shell, "Choose the file")
    assert "That file could not be read." in seen(shell)
    assert REFUSED not in seen(shell)


def test_an_entry_that_is_here_with_other_words_stops_the_acceptance_unsigned(
    qtbot, two, theme, tmp_path
):
    file = sealed(two)
    page, shell = opened(qtbot, two, theme, tmp_path, file)
    theirs = receiving.preview(page.package).ordered[0]
    here = replace(theirs, body=NoteBody("Call", "Other words"))
    two.receiver.desk.store.append([here])
    click(shell, "Accept by name")
    click(shell, "Accept and save the answer")
    done(qtbot, two.receiver)
    settle(QApplication.instance())
    assert "Two different entries bear the same number." in seen(shell)
    assert list(tmp_path.iterdir()) == []
    assert inbox.arrived(two.receiver.desk)[0].answered == ""
    assert two.receiver.desk.store.entries(theirs.case) == (here,)
    acts = {line.act for line in two.receiver.desk.store.log_lines()}
    assert "reply accepted" not in acts


def test_somebody_who_erased_the_case_is_told_when_and_why_before_answering(
    qtbot, two, theme, tmp_path
):
    file = sealed(two)
    page, shell = opened(qtbot, two, theme, tmp_path, file)
    click(shell, "Accept by name")
    click(shell, "Accept and save the answer")
    done(qtbot, two.receiver)
    settle(QApplication.instance())
    desk = two.receiver.desk
    case = recording.load(desk, page.package.slices[0].case)
    closing.erase(desk, desk.store, case, "Sent to us by mistake", "D. Marsh")
    desk.clock.step(days=2)
    again = sealed(two)
    page.arrive((again, "HO-2.age"))
    done(qtbot, two.receiver)
    words = seen(shell)
    assert "This case was erased here on 24 November 2026 by k.lowe." in words
    assert "On the word of D. Marsh: Sent to us by mistake." in words
    assert not page.accept.isVisible()  # it would be refused
    assert page.decline.isVisible()
    assert page.ask.isVisible()


def test_a_case_that_was_never_erased_says_nothing_of_it(qtbot, two, theme, tmp_path):
    page, shell = opened(qtbot, two, theme, tmp_path, sealed(two))
    assert "erased here" not in seen(shell)
    assert page.accept.isVisible()


def test_a_call_about_a_refused_file_is_kept(qtbot, theme, tmp_path):
    session = a_reader("all", "2026-03-10T12:00:00Z")
    page, shell = a_page(qtbot, session, theme, tmp_path)
    page.open_file(b"not a package", "HO-1.age")
    done(qtbot, session)
    click(shell, "Log the call")
    fill(shell, "What was said", "They send it again")
    click(shell, "Log this call")
    assert "Write the number you rang." in seen(shell)
    fill(shell, "The number you rang", "01603 111 222")
    click(shell, "Log this call")
    call = inbox.calls(session.desk)[0]
    assert (call.code, call.words) == ("package.not-age", "They send it again")


def test_a_laptop_without_keys_is_sent_to_settings(qtbot, theme, tmp_path):
    session = a_practice_session("northmere.example", enrolled=False)
    page, shell = a_page(qtbot, session, theme, tmp_path)
    went: list[str] = []
    page.navigate.connect(lambda place, _to: went.append(place))
    page.open_file(b"anything", "HO-1.age")
    click(shell, "Open Settings")
    assert went == ["settings"]


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
    file = sealed(two, {RestrictionClass.RC4: "no-consent"})
    theme = Theme(dark=dark, scale=scale)
    page, shell = a_page(qtbot, two.receiver, theme, tmp_path, size=size)
    for content in (file, b"not a package"):
        page.open_file(content, "HO-1.age")
        done(qtbot, two.receiver)
        settle(QApplication.instance())
        assert clipping.check(page) == []
        assert naming.check(shell) == []
        assert clipping.contrasts(page, theme) == []
    assert named(shell, "Open another file")
