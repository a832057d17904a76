"""Who holds what, what each lacks, and who goes by something that was put right."""

from datetime import timedelta

from app.domain.case import Case, fold
from app.domain.codes import Proof, RestrictionClass, Step
from app.domain.deliveries import deliveries
from app.domain.entry import DisclosureBody, Entry, NoteBody, ResponseBody
from app.domain.handover import DeliveryKind
from app.domain.headings import READ_ON, UNCHECKED
from app.domain.holders import (
    Brought,
    Holder,
    How,
    Slice,
    holders,
    is_paperwork,
    owed_correction,
    wrong_since,
)
from app.domain.ids import EntryId
from tests.builders import CASE, NOON, an_entry, an_id

NORTHMERE, CALDERBY, ESTOVER = "northmere.example", "calderby.example", "estover.example"
RC1, RC2 = RestrictionClass.RC1, RestrictionClass.RC2
ALL = tuple(RestrictionClass)


def a_note(n: int, **given: object) -> Entry:
    return an_entry(n, NoteBody("Call", f"text {n}"), **given)  # type: ignore[arg-type]


def sent(n: int, digest: str, slices: tuple[str, ...] = (), **given: object) -> Entry:
    """A package to Calderby's hub, or as `desk` says."""
    area = str(given.pop("area", NORTHMERE))
    minutes = int(given.pop("minutes", n))  # type: ignore[call-overload]
    said: dict[str, object] = {"desk": "hub@calderby.example", "parts_in": ALL, **given}
    body = DisclosureBody("package", "Hub", "p", "b", (digest,), slices=slices, **said)  # type: ignore[arg-type]
    return an_entry(n, body, area=area, at=NOON + timedelta(minutes=minutes))


def a_slice(digest: str, *ids: int, area: str = NORTHMERE) -> Slice:
    return Slice(digest, area, frozenset(EntryId(an_id(i)) for i in ids))


def brought(digest: str, *slices: str, area: str = NORTHMERE) -> Brought:
    sender, kind = f"t.osei@{area}", DeliveryKind.HANDOVER
    return Brought(digest, area, "duty", sender, kind, "p", "b", NOON, NOON, "", slices)


def case_of(*entries: Entry) -> Case:
    return fold(CASE, entries)


def one(found: tuple[Holder, ...]) -> Holder:
    (holder,) = found
    return holder


def ids(entries: tuple[Entry, ...]) -> list[str]:
    return [e.id for e in entries]


def test_nobody_holds_what_was_never_sent() -> None:
    assert holders(case_of(a_note(1)), NORTHMERE, (), ()) == ()


def test_a_desk_has_the_slices_it_was_sent_and_lacks_what_came_after() -> None:
    case = case_of(a_note(1), a_note(2), sent(3, "d" * 64, ("s",)))
    holder = one(holders(case, NORTHMERE, [a_slice("s", 1)], ()))
    assert (holder.how, holder.by, holder.area) == (How.SENT, NORTHMERE, CALDERBY)
    assert ids(holder.news) == [an_id(2)], "and not that it was sent"
    assert holder.wants_news
    assert holder.previous == "d" * 64


def test_why_a_file_was_sealed_or_read_all_the_same_is_no_news_of_her() -> None:
    why = (
        NoteBody(f"{UNCHECKED}Estover Police, duty", "She travels tonight"),
        NoteBody(READ_ON, "Their number was rung"),
    )
    case = case_of(
        a_note(1), sent(2, "d" * 64, ("s",)), *(an_entry(3 + n, b) for n, b in enumerate(why))
    )
    assert one(holders(case, NORTHMERE, [a_slice("s", 1)], ())).news == ()
    assert [e.id for e in case.ordered if not is_paperwork(e)] == [an_id(1)]


def test_a_part_that_is_held_back_is_neither_held_nor_news() -> None:
    case = case_of(
        a_note(1),
        a_note(2, rc=RC2),
        sent(3, "d", ("s",), parts_in=(RC1,), parts_out=((RC2, "no"),)),
    )
    holder = one(holders(case, NORTHMERE, [a_slice("s", 1, 2)], ()))
    assert an_id(2) not in holder.has
    assert holder.news == ()
    assert holder.grounds == {RC2: "no"}
    assert RC2 not in holder.parts_in


def test_an_older_entry_that_names_no_slices_means_all_that_was_written_by_then() -> None:
    early, late = a_note(1), a_note(2, at=NOON + timedelta(hours=1))
    case = case_of(early, late, sent(3, "d", desk=""))
    holder = one(holders(case, NORTHMERE, (), ()))
    assert holder.desk == "Hub@"
    assert holder.area == ""
    assert early.id in holder.has
    assert ids(holder.news) == [late.id]


def test_who_sent_it_to_us_has_what_it_sent_and_gets_the_same_classes_back() -> None:
    theirs, ours = a_note(1, area=CALDERBY), a_note(2)
    case = case_of(theirs, ours)
    came = brought("d" * 64, "s", "lost", area=CALDERBY)
    known = [Slice("s", CALDERBY, frozenset({theirs.id}), parts=frozenset({RC1}))]
    holder = one(holders(case, NORTHMERE, known, [came]))
    assert (holder.desk, holder.how, holder.by) == ("duty@calderby.example", How.BROUGHT, "")
    assert holder.parts_in == {RC1}
    assert ids(holder.news) == [ours.id]
    assert (holder.previous, holder.purpose, holder.preset) == ("d" * 64, "p", "")


def test_what_another_holder_passed_on_is_known_from_its_own_entries() -> None:
    case = case_of(a_note(1), sent(3, "d", ("s",), area=CALDERBY, desk="duty@estover.example"))
    found = holders(case, NORTHMERE, [a_slice("s", 1)], ())
    assert (one(found).how, one(found).by, one(found).previous) == (How.PASSED, CALDERBY, "")
    ours = sent(4, "e", desk=f"duty@{NORTHMERE}", area=CALDERBY)
    assert len(holders(case_of(*case.ordered, ours), NORTHMERE, [a_slice("s", 1)], ())) == 1


def test_an_area_whose_record_came_by_another_is_named_though_no_desk_is_known() -> None:
    case = case_of(a_note(1, area=ESTOVER), a_note(2))
    known = [a_slice("s", 1, area=ESTOVER)]
    holder = one(holders(case, NORTHMERE, known, [brought("d", "s", area=ESTOVER)]))
    assert holder.how is How.BROUGHT
    holder = one(holders(case, NORTHMERE, known, ()))
    assert (holder.desk, holder.how, holder.purpose) == ("@estover.example", How.WROTE, "")


def test_what_was_put_right_is_owed_until_they_hold_what_says_so() -> None:
    wrong = a_note(1)
    right = a_note(2, corrects=(1,), at=NOON + timedelta(hours=2))
    first = sent(3, "d", ("s",))
    case = case_of(wrong, right, first)
    known = [a_slice("s", 1), a_slice("t", 2)]
    found = holders(case, NORTHMERE, known, ())
    assert ids(one(owed_correction(found)).wrong) == [wrong.id]
    assert wrong_since(case, found) == right.at
    told = case_of(*case.ordered, sent(4, "e", ("t",), kind="correction"))
    found = holders(told, NORTHMERE, known, ())
    assert owed_correction(found) == ()
    assert wrong_since(told, found) is None


def test_a_covering_note_says_it_of_another_areas_words() -> None:
    wrong = a_note(1, area=CALDERBY)
    right = a_note(2, area=CALDERBY, corrects=(1,), rc=RC2)
    told = a_note(5, follows=(1,))
    case = case_of(
        wrong, right, told, sent(3, "d", ("s",), parts_in=(RC1,), desk="x@estover.example")
    )
    known = [a_slice("s", 1, 2, area=CALDERBY), a_slice("t", 5)]
    assert one(holders(case, NORTHMERE, known, ())[:1]).wrong
    both = case_of(*case.ordered, sent(6, "e", ("t",), parts_in=(RC1,), desk="x@estover.example"))
    assert not holders(both, NORTHMERE, known, ())[0].wrong


def test_who_declined_or_had_it_taken_back_is_not_sent_what_is_new() -> None:
    first = sent(3, "d" * 64, ("s",))
    declined = an_entry(4, ResponseBody("d" * 64, Step.DECLINED, proof=Proof.DIGEST))
    case = case_of(a_note(1), a_note(2), first, declined)
    holder = one(holders(case, NORTHMERE, [a_slice("s", 1)], ()))
    assert holder.declined
    assert holder.news
    assert not holder.wants_news
    back = sent(5, "e" * 64, ("s",), kind="withdrawal")
    case = case_of(a_note(1), a_note(2), first, back)
    holder = one(holders(case, NORTHMERE, [a_slice("s", 1)], ()))
    assert holder.withdrawn
    assert not holder.wants_news
    assert not holder.declined


def test_nobody_else_can_answer_for_a_desk_or_release_its_sender() -> None:
    digest = "d" * 64
    first = sent(3, digest, ("s",))

    def said(n: int, step: Step, area: str) -> Entry:
        return an_entry(n, ResponseBody(digest, step, proof=Proof.DIGEST), area=area)

    forged = said(4, Step.ACCEPTED, ESTOVER)
    (delivery,) = deliveries(case_of(a_note(1), first, forged), NORTHMERE)
    assert delivery.decision is None
    released = said(5, Step.RELEASED, CALDERBY)
    (delivery,) = deliveries(case_of(a_note(1), first, released), NORTHMERE)
    assert not delivery.is_finished
    theirs = said(6, Step.ACCEPTED, CALDERBY)
    (delivery,) = deliveries(case_of(a_note(1), first, theirs), NORTHMERE)
    assert delivery.may_release
