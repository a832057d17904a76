"""A handover is finished when it has been answered: the loop, with no window and no disk."""

import pytest

from app.domain.answers import text_of
from app.domain.case import Case, case_digest
from app.domain.codes import Proof, RestrictionClass, Step
from app.domain.deliveries import deliveries
from app.domain.entry import AnswerBody, Entry, NoteBody, Value
from app.domain.errors import PackageRefused
from app.domain.ids import EntryId, ItemId
from app.services import correcting, handing_over, receiving, recording
from app.services.handing_over import Made
from app.services.receiving import Reply
from storage.codec import encode
from tests.builders import SteppingClock
from tests.journeys.practice import Practice, a_draft, practice, send

REPLY = Reply(Step.ACCEPTED, "DS K. Lowe", "Ours from now")


def address(desk: Practice, case: Case, text: str, rc: RestrictionClass) -> Case:
    body = AnswerBody(ItemId("B3"), 1, "people", "", Value(text=text))
    return recording.write(desk.desk, case, body, about=case.at_risk(), rc=rc)


def test_accepted_by_name_the_answer_frees_the_sender_and_not_before(
    northmere: Practice, calderby: Practice, clock: SteppingClock
) -> None:
    case = recording.open_case(northmere.desk, "E.", "the school rang")
    case, made = send(northmere, case)
    sent = deliveries(case)[0]
    assert not sent.is_overdue(clock.now())
    clock.step(hours=5)
    assert sent.is_overdue(clock.now())
    with pytest.raises(PackageRefused):
        handing_over.release(northmere.desk, case, sent)

    package = calderby.post.papers().open(made.sealed.content, clock.now())
    receipt = receiving.answer(calderby.desk, calderby.post, package, REPLY)
    receiving.take_in(calderby.desk, package, made.sealed.content, REPLY)

    digests = [d.digest for d in deliveries(case)]
    found = northmere.post.papers().open_receipt(receipt.content, clock.now(), digests)
    case = handing_over.import_receipt(northmere.desk, case, found)
    again = handing_over.import_receipt(northmere.desk, case, found)
    assert again is case
    answered = deliveries(case)[0]
    accepted = answered.at(Step.ACCEPTED)
    assert accepted is not None
    assert (accepted.body.by, accepted.body.proof) == ("DS K. Lowe", Proof.DIGEST)
    case = handing_over.release(northmere.desk, case, answered)
    assert deliveries(case)[0].is_finished


def test_the_receivers_case_is_the_senders_case(
    northmere: Practice, calderby: Practice, clock: SteppingClock
) -> None:
    case = recording.open_case(northmere.desk, "E.", "why")
    case = address(northmere, case, "at his mother's", RestrictionClass.RC2)
    before = case
    _, made = send(northmere, case)
    package = calderby.post.papers().open(made.sealed.content, clock.now())
    taken = receiving.preview(package)
    assert case_digest(taken, encode) == case_digest(before, encode)


def test_a_withheld_class_does_not_travel_and_is_said_to_be_withheld(
    northmere: Practice, calderby: Practice, clock: SteppingClock
) -> None:
    case = recording.open_case(northmere.desk, "E.", "why")
    case = address(northmere, case, "7 Larch Way", RestrictionClass.RC2)
    _, made = send(northmere, case, {RestrictionClass.RC2: "not-needed"})
    package = calderby.post.papers().open(made.sealed.content, clock.now())
    assert text_of(receiving.preview(package), "B3", case.at_risk(), "people") == ""
    assert [w.rc for w in package.slices[0].withheld] == [RestrictionClass.RC2]


def test_a_withheld_address_in_a_note_that_stays_in_stops_the_seal(northmere: Practice) -> None:
    case = recording.open_case(northmere.desk, "E.", "why")
    case = address(northmere, case, "7 Larch Way", RestrictionClass.RC2)
    note = NoteBody("Call", "She is at 7 LARCH way now")
    case = recording.write(northmere.desk, case, note)
    with pytest.raises(PackageRefused) as refused:
        send(northmere, case, {RestrictionClass.RC2: "not-needed"})
    assert refused.value.code == "handover.leak"
    send(northmere, case)  # with the class inside there is nothing to leak


def entries_sent(calderby: Practice, made: Made, clock: SteppingClock) -> dict[EntryId, Entry]:
    package = calderby.post.papers().open(made.sealed.content, clock.now())
    return {e.id: e for s in package.slices for e in s.entries}


WITHOUT_PLACE = {RestrictionClass.RC2: "not-needed"}


def test_what_was_signed_before_it_was_put_right_is_not_in_a_copy_without_the_correction(
    northmere: Practice, calderby: Practice, clock: SteppingClock
) -> None:
    """Her address was written down for everybody, sent, and then put where it belongs."""
    case = recording.open_case(northmere.desk, "E.", "why")
    case = recording.write(northmere.desk, case, NoteBody("Call", "She is at 7 Larch Way"))
    wrong = case.ordered[-1]
    case, first = send(northmere, case)
    assert wrong.id in entries_sent(calderby, first, clock)
    clock.step(hours=1)
    case = correcting.put_right(
        northmere.desk, case, wrong, "Her address: 7 Larch Way", held_with=RestrictionClass.RC2
    )
    told = case.ordered[-1]

    smaller, copy = send(northmere, case, WITHOUT_PLACE)
    received = entries_sent(calderby, copy, clock)
    assert {wrong.id, told.id}.isdisjoint(received)
    goes = {e.id for e in case.ordered if e.rc is not RestrictionClass.RC2}
    assert goes - {wrong.id} == {*received}

    clock.step(hours=1)
    whole, everything = send(northmere, smaller)
    assert {wrong.id, told.id} <= entries_sent(calderby, everything, clock).keys()
    _, again = send(northmere, whole, WITHOUT_PLACE)
    assert {wrong.id, told.id}.isdisjoint(entries_sent(calderby, again, clock))


def test_a_slice_that_holds_nothing_wrong_goes_on_as_it_was_signed(
    northmere: Practice, calderby: Practice, clock: SteppingClock
) -> None:
    case = recording.open_case(northmere.desk, "E.", "why")
    case, first = send(northmere, case)
    clock.step(hours=1)
    case = address(northmere, case, "7 Larch Way", RestrictionClass.RC1)
    wrong = case.ordered[-1]
    case, _ = send(northmere, case)
    clock.step(hours=1)
    case = correcting.put_right(
        northmere.desk, case, wrong, "It was never hers", held_with=RestrictionClass.RC2
    )
    _, copy = send(northmere, case, WITHOUT_PLACE)
    package = calderby.post.papers().open(copy.sealed.content, clock.now())
    earlier = calderby.post.papers().open(first.sealed.content, clock.now())
    assert len(package.slices) == 2, "the first as it was signed, and the second signed anew"
    assert package.slices[0].digest == earlier.slices[0].digest
    assert package.slices[1].follows == earlier.slices[0].digest


def test_a_withheld_class_keeps_its_mistakes_and_the_slice_stays_as_it_was_signed(
    northmere: Practice, calderby: Practice, clock: SteppingClock
) -> None:
    case = recording.open_case(northmere.desk, "E.", "why")
    case = address(northmere, case, "7 Larch Way", RestrictionClass.RC2)
    wrong = case.ordered[-1]
    case, first = send(northmere, case)
    clock.step(hours=1)
    case = correcting.put_right(northmere.desk, case, wrong, "She never lived there")
    _, copy = send(northmere, case, WITHOUT_PLACE)
    slices = calderby.post.papers().open(copy.sealed.content, clock.now()).slices
    before = calderby.post.papers().open(first.sealed.content, clock.now()).slices
    assert slices[0].digest == before[0].digest
    assert wrong.id not in entries_sent(calderby, copy, clock)


def test_what_came_after_the_first_seal_goes_out_as_a_second_slice(
    northmere: Practice, calderby: Practice, clock: SteppingClock
) -> None:
    case = recording.open_case(northmere.desk, "E.", "why")
    case, _ = send(northmere, case)
    clock.step(hours=1)
    case = recording.write(northmere.desk, case, NoteBody("Call", "The man rang again"))
    case, made = send(northmere, case)
    package = calderby.post.papers().open(made.sealed.content, clock.now())
    assert len(package.slices) == 2
    assert package.slices[1].follows == package.slices[0].digest
    notes = [e for e in ids_of(package.slices[1].entries) if e.endswith("note")]
    assert notes


def ids_of(entries: tuple[Entry, ...]) -> list[str]:
    return [f"{e.id}{e.kind}" for e in entries]


def test_an_answer_needs_a_name(
    northmere: Practice, calderby: Practice, clock: SteppingClock
) -> None:
    case = recording.open_case(northmere.desk, "E.", "why")
    _, made = send(northmere, case)
    package = calderby.post.papers().open(made.sealed.content, clock.now())
    with pytest.raises(PackageRefused) as refused:
        receiving.answer(calderby.desk, calderby.post, package, Reply(Step.ACCEPTED, "  "))
    assert refused.value.code == "reply.no-name"


def test_a_receipt_for_something_never_sent_is_refused(
    northmere: Practice, calderby: Practice, clock: SteppingClock
) -> None:
    case = recording.open_case(northmere.desk, "E.", "why")
    other = recording.open_case(northmere.desk, "J.", "why")
    case, made = send(northmere, case)
    package = calderby.post.papers().open(made.sealed.content, clock.now())
    receipt = receiving.answer(calderby.desk, calderby.post, package, REPLY)
    found = northmere.post.papers().open_receipt(receipt.content, clock.now(), [made.sealed.digest])
    with pytest.raises(PackageRefused) as refused:
        handing_over.import_receipt(northmere.desk, other, found)
    assert refused.value.code == "receipt.not-sent-here"


def test_a_laptop_that_no_area_has_certified_cannot_seal(clock: SteppingClock) -> None:
    desk = practice("northmere.example", "t.osei", clock, 0)
    case = recording.open_case(desk.desk, "E.", "why")
    draft = a_draft(desk, "calderby.example")
    desk.desk.store._secrets.clear()  # type: ignore[attr-defined]
    with pytest.raises(PackageRefused) as refused:
        handing_over.prepare(desk.desk, case, desk.post, draft)
    assert refused.value.code == "handover.not-enrolled"
