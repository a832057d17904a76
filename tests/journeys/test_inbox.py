"""Packages that arrived: what waits, what was answered, and what goes when a case is erased."""

from dataclasses import replace

import pytest

from app.domain.case import Case
from app.domain.codes import Proof, Step
from app.domain.deliveries import deliveries
from app.domain.entry import NoteBody, ResponseBody
from app.domain.errors import PackageRefused
from app.domain.handover import PolicyFinding, Verified
from app.services import closing, handing_over, hearing_back, inbox, receiving, recording, replying
from app.services.handing_over import Made
from app.services.hearing_back import Call
from app.services.receiving import Reply
from storage.memory import MemoryCaseStore
from tests.builders import SteppingClock
from tests.journeys.practice import PDF, Practice, a_draft, practice, send


def opened(receiver: Practice, made: Made) -> Verified:
    return receiver.post.papers().open(made.sealed.content, receiver.desk.clock.now())


def kept(receiver: Practice, made: Made) -> tuple[Verified, inbox.Arrived]:
    package = opened(receiver, made)
    return package, inbox.keep(receiver.desk, package, made.sealed.content, made.sealed.name)


def a_package(northmere: Practice) -> tuple[Case, Made]:
    return send(northmere, recording.open_case(northmere.desk, "E.", "the school rang"))


def test_a_package_waits_until_somebody_decides(northmere: Practice, calderby: Practice) -> None:
    _, made = a_package(northmere)
    package, line = kept(calderby, made)
    assert (line.state, line.label, line.area) == ("opened", "E.", "northmere.example")
    assert line.due() == made.draft.answer_by
    assert replace(line, answer_by="").due() is None
    assert line.opened_at() == calderby.desk.clock.now()
    assert inbox.keep(calderby.desk, package, made.sealed.content, "again.age") == line
    assert inbox.content_of(calderby.desk, line) == made.sealed.content
    assert inbox.waiting(calderby.desk) == (line,)
    read = inbox.mark_read(calderby.desk, line)
    assert read.state == "read"
    assert inbox.mark_read(calderby.desk, read) is read
    asked, _, case = replying.reply(
        calderby.desk, calderby.post, package, read, Reply(Step.ASKED, "K. Lowe", "Which school?")
    )
    assert case is None
    assert (asked.state, asked.is_decided) == ("answered", True)
    assert inbox.waiting(calderby.desk) == ()
    assert inbox.find(calderby.desk, "0" * 64) is None


def test_accepting_takes_the_record_in_once_and_later_answers_join_it(
    northmere: Practice, calderby: Practice
) -> None:
    _, made = a_package(northmere)
    package, line = kept(calderby, made)
    accept = Reply(Step.ACCEPTED, "K. Lowe")
    line = inbox.mark_read(calderby.desk, line, "Rang the desk")
    line, _, case = replying.reply(calderby.desk, calderby.post, package, line, accept)
    assert case is not None
    assert isinstance(case.ordered[-1].body, NoteBody)
    assert [s.case for s in calderby.desk.store.cases()] == [case.id]
    with pytest.raises(PackageRefused) as refused:
        replying.reply(calderby.desk, calderby.post, package, line, accept)
    assert refused.value.code == "package.replayed"
    contact = Reply(Step.FIRST_CONTACT, "K. Lowe", "Seen")
    _, _, case = replying.reply(calderby.desk, calderby.post, package, line, contact)
    assert case is not None
    said = [e.body for e in case.ordered if isinstance(e.body, ResponseBody)]
    assert Step.FIRST_CONTACT in [b.step for b in said]


def test_accepting_with_nothing_doubtful_needs_no_reason(
    northmere: Practice, calderby: Practice
) -> None:
    _, made = a_package(northmere)
    package, line = kept(calderby, made)
    assert inbox.needs_reason(package) == ()
    doubtful = replace(package, findings=(PolicyFinding("area.unchecked"),))
    assert inbox.needs_reason(doubtful) == ("area.unchecked",)
    _, _, case = replying.reply(
        calderby.desk, calderby.post, package, line, Reply(Step.ACCEPTED, "K. Lowe")
    )
    assert case is not None
    assert not [e for e in case.ordered if isinstance(e.body, NoteBody)]


def test_a_package_we_cannot_read_yet_has_no_alias(northmere: Practice, calderby: Practice) -> None:
    _, made = a_package(northmere)
    package = opened(calderby, made)
    empty = replace(package, slices=tuple(replace(s, entries=()) for s in package.slices))
    line = inbox.keep(calderby.desk, empty, made.sealed.content, "a.age")
    assert line.label == ""
    nobody = replace(
        package, slices=tuple(replace(s, entries=s.entries[:1]) for s in package.slices)
    )
    with pytest.raises(PackageRefused):
        receiving.preview(empty)
    with pytest.raises(PackageRefused):
        receiving.joined(empty, ())
    assert receiving.preview(nobody).at_risk() is None
    other = practice("calderby.example", "a.other", SteppingClock(), 8_000)
    assert inbox.keep(other.desk, nobody, made.sealed.content, "a.age").label == ""


def test_a_receipt_tells_which_delivery_it_answers_and_another_file_tells_nothing(
    northmere: Practice, calderby: Practice, clock: SteppingClock
) -> None:
    _, made = a_package(northmere)
    package, line = kept(calderby, made)
    _, sealed, _ = replying.reply(
        calderby.desk, calderby.post, package, line, Reply(Step.ASKED, "K. Lowe", "Which school?")
    )
    papers = northmere.post.papers()
    assert inbox.answers_to(papers, sealed.content, clock.now()) == made.sealed.digest
    assert inbox.answers_to(papers, b"not a receipt", clock.now()) == ""


def test_a_refused_file_leaves_its_digest_and_a_call_about_it(calderby: Practice) -> None:
    inbox.note_refused(calderby.desk, "package.signature", "a" * 64)
    line = calderby.desk.store.log_lines(1)[0]
    assert line.object == f"{'a' * 64} package.signature"
    call = inbox.Call("a" * 64, "package.signature", "2026-11-24", "Jo", "01632", "Sent again")
    assert inbox.calls(calderby.desk) == ()
    inbox.log_call(calderby.desk, call)
    inbox.log_call(calderby.desk, replace(call, words="And again"))
    assert [c.words for c in inbox.calls(calderby.desk)] == ["And again", "Sent again"]


def test_erasing_the_case_takes_its_package_its_line_and_its_settings_along(
    northmere: Practice, calderby: Practice
) -> None:
    _, made = a_package(northmere)
    package, line = kept(calderby, made)
    _, _, case = replying.reply(
        calderby.desk, calderby.post, package, line, Reply(Step.ACCEPTED, "K. Lowe")
    )
    assert case is not None
    assert receiving.already_taken(calderby.desk, package)
    store = calderby.desk.store
    assert isinstance(store, MemoryCaseStore)
    closing.erase(calderby.desk, store, case, "kept long enough", "K. Lowe")
    assert inbox.arrived(calderby.desk) == ()
    assert receiving.already_taken(calderby.desk, package) == ""
    erased = receiving.erased_here(calderby.desk, package)
    assert erased is not None  # whoever opens it again is told when and on whose word
    with pytest.raises(KeyError):
        store.blob(line.file)
    assert case.id not in str(store._settings)


def test_the_sender_too_forgets_what_it_sent_of_an_erased_case(northmere: Practice) -> None:
    case, made = a_package(northmere)
    assert handing_over.case_of_delivery(northmere.desk, made.sealed.digest) == case.id
    store = northmere.desk.store
    assert isinstance(store, MemoryCaseStore)
    closing.erase(northmere.desk, store, case, "kept long enough", "T. Osei")
    assert handing_over.case_of_delivery(northmere.desk, made.sealed.digest) == ""
    assert case.id not in str(store._settings)


def test_a_call_to_the_desk_is_recorded_and_is_no_acceptance(northmere: Practice) -> None:
    case, _ = a_package(northmere)
    case = hearing_back.log_call(
        northmere.desk, case, deliveries(case)[0], Call("Ann", words="They have it")
    )
    answers = deliveries(case)[0].answers
    assert (answers[-1].body.step, answers[-1].body.proof) == (Step.CALLED, Proof.SPOKEN)
    assert deliveries(case)[0].decision is None


def test_the_same_record_to_the_same_desk_is_an_addendum_without_a_new_slice(
    northmere: Practice, calderby: Practice
) -> None:
    case, _ = a_package(northmere)
    draft = a_draft(northmere, "calderby.example")
    prepared = handing_over.prepare(northmere.desk, case, northmere.post, draft)
    fresh = replace(prepared, fresh=())
    made = handing_over.seal(fresh, northmere.post.papers(), PDF)
    assert made.slice is None
    handing_over.keep(northmere.desk, case, made)
    assert opened(calderby, made).delivery.previous == prepared.previous
