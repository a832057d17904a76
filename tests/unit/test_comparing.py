"""Two packages of one case side by side: what is new, put right, gone, and not asked again."""

from app.domain.case import Case, fold
from app.domain.codes import Reliability, RestrictionClass
from app.domain.comparing import Change, Compared, compare
from app.domain.entry import Entry, FindingBody, NoteBody, SettingBody
from app.domain.ids import VisitId
from tests.builders import CASE, an_answer, an_entry

FEAR, DOOR = "F2", "F1"


def a_case(*entries: Entry) -> Case:
    return fold(CASE, entries)


def changes(before: Case, after: Case, **given: frozenset[RestrictionClass]) -> list[str]:
    return [f"{c.change} {len(c.before)}-{len(c.after)}" for c in compare(before, after, **given)]


def only(before: Case, after: Case) -> Compared:
    (found,) = compare(before, after)
    return found


def test_two_of_the_same_differ_in_nothing_and_say_what_nobody_asked_again():
    case = a_case(an_answer(1, FEAR, "yes"))
    assert changes(case, case) == ["not_again 1-1"]


def test_an_answer_that_was_not_there_is_new():
    found = only(a_case(), a_case(an_answer(1, FEAR, "yes")))
    assert (found.change, found.before, len(found.after)) == (Change.NEW, (), 1)


def test_asked_again_stands_beside_what_was_said_then():
    first, second = an_answer(1, FEAR, "yes"), an_answer(2, FEAR, "no", follows=(1,))
    found = only(a_case(first), a_case(first, second))
    assert found == Compared(Change.AGAIN, (first,), (second,))


def test_asked_again_with_the_same_answer_says_so():
    first, second = an_answer(1, FEAR, "yes"), an_answer(2, FEAR, "yes", follows=(1,))
    assert only(a_case(first), a_case(first, second)).change is Change.SAME


def test_what_had_been_recorded_wrongly_is_corrected():
    first, second = an_answer(1, FEAR, "yes"), an_answer(2, FEAR, "no", corrects=(1,))
    found = only(a_case(first), a_case(first, second))
    assert found == Compared(Change.CORRECTED, (first,), (second,))


def test_cleared_is_no_longer_current():
    first = an_answer(1, FEAR, "yes")
    cleared = an_answer(2, FEAR, follows=(1,))
    assert only(a_case(first), a_case(first, cleared)).change is Change.NO_LONGER


def test_what_this_copy_does_not_carry_is_not_called_gone():
    first = an_answer(1, FEAR, "yes")
    found = only(a_case(first), a_case())
    assert found == Compared(Change.NOT_HERE, (first,), ())


def test_an_address_where_nothing_was_ever_answered_is_not_told():
    assert compare(a_case(an_answer(1, FEAR, "not_asked")), a_case()) == ()


def test_notes_and_actions_stand_beside_what_they_follow_or_correct():
    one, two = an_entry(1, NoteBody("Call", "A")), an_entry(2, NoteBody("Call", "B"), follows=(1,))
    three = an_entry(3, NoteBody("Call", "C"), corrects=(1,))
    assert only(a_case(one), a_case(one, two)) == Compared(Change.AGAIN, (one,), (two,))
    assert only(a_case(one), a_case(one, three)) == Compared(Change.CORRECTED, (one,), (three,))
    assert only(a_case(), a_case(one)).change is Change.NEW
    assert only(a_case(one), a_case()).change is Change.NOT_HERE


def test_a_note_that_a_doubt_taken_back_takes_out_is_no_longer_current():
    visit = VisitId("a" * 32)
    one = an_entry(1, NoteBody("Call", "A"))
    two = an_entry(2, NoteBody("Call", "B"), visit=visit, follows=(1,))
    unsafe = an_entry(3, SettingBody(reliability=Reliability.DOUBTFUL), visit=visit)
    sound = an_entry(4, SettingBody(), visit=visit, corrects=(3,))
    before = a_case(one, two, unsafe)
    found = compare(before, a_case(one, two, unsafe, sound))
    assert [(c.change, c.before) for c in found] == [
        (Change.CORRECTED, (unsafe,)),
        (Change.NO_LONGER, (one,)),
    ]


def test_findings_are_not_compared_for_they_follow_what_was_said():
    shown = an_entry(1, FindingBody("P01", 1, "S", ()))
    assert compare(a_case(), a_case(shown)) == ()


def test_what_was_held_back_then_is_not_called_new_now():
    place = an_entry(1, NoteBody("Safe place", "With her aunt"), rc=RestrictionClass.RC2)
    held = frozenset({RestrictionClass.RC2})
    assert changes(a_case(), a_case(place), held_back=held) == []
    assert changes(a_case(), a_case(place)) == ["new 0-1"]


def test_what_was_put_right_is_told_first_and_what_was_sent_last():
    old, old2 = an_answer(1, FEAR, "yes"), an_answer(2, DOOR, "often")
    fresh = an_answer(3, FEAR, "no", corrects=(1,))
    note = an_entry(4, NoteBody("Call", "A"))
    found = changes(a_case(old, old2), a_case(old, old2, fresh, note))
    assert [f.partition(" ")[0] for f in found] == ["corrected", "new", "not_again"]
