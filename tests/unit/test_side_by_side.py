"""What a delivery changes, and what then stands in two ways."""

from app.domain.case import Case, fold
from app.domain.codes import Proof, Step
from app.domain.entry import Entry, NoteBody, ResponseBody
from app.domain.side_by_side import changes, conflicts
from tests.builders import CASE, an_answer, an_entry

CALDERBY = "calderby.example"


def case_of(*entries: Entry) -> Case:
    return fold(CASE, entries)


def test_two_areas_that_say_different_things_stand_side_by_side() -> None:
    case = case_of(an_answer(1, "F2", "yes"), an_answer(2, "F2", "no", area=CALDERBY))
    (found,) = conflicts(case)
    assert found.address == ("F2", None, "")
    assert [a.entry.area for a in found.accounts] == ["northmere.example", CALDERBY]


def test_the_same_said_twice_is_no_conflict_and_silence_is_none() -> None:
    same = case_of(an_answer(1, "F2", "yes"), an_answer(2, "F2", "yes", area=CALDERBY))
    assert conflicts(same) == ()
    unasked = case_of(an_answer(1, "F2", "yes"), an_answer(2, "F2", "not_asked", area=CALDERBY))
    assert conflicts(unasked) == ()


def test_one_that_follows_the_other_has_taken_its_place() -> None:
    first, then = an_answer(1, "F2", "yes"), an_answer(2, "F2", "no", follows=(1,))
    assert conflicts(case_of(first, then)) == ()
    assert len(conflicts(case_of(first, an_answer(2, "F2", "no")))) == 1


def test_what_follows_in_a_doubtful_visit_is_known_to_differ_already() -> None:
    from app.domain.codes import Reliability
    from app.domain.entry import SettingBody
    from app.domain.ids import VisitId
    from tests.builders import an_id

    visit = VisitId(an_id(70))
    doubt = an_entry(9, SettingBody(reliability=Reliability.DOUBTFUL), visit=visit)
    first = an_answer(1, "F2", "yes")
    then = an_answer(2, "F2", "unclear", visit=visit, follows=(1,))
    assert conflicts(case_of(doubt, first, then)) == ()


def test_what_is_new_wrong_and_replaced_is_told_apart() -> None:
    stood, asked = an_entry(1, NoteBody("Call", "Larkfield")), an_answer(2, "F2", "yes")
    before = case_of(stood, asked)
    after = case_of(
        stood,
        asked,
        an_entry(3, NoteBody("Recorded wrongly", "His brother"), corrects=(1,)),
        an_answer(4, "F2", "no", follows=(2,)),
        an_answer(5, "F2", "unclear", area=CALDERBY),
        an_entry(6, ResponseBody("d" * 64, Step.SENT, proof=Proof.NONE)),
    )
    found = changes(before, after)
    assert [e.id[-1] for e in found.fresh] == ["3", "4", "5"]
    assert [e.id[-1] for e in found.put_right] == ["1"]
    assert [e.id[-1] for e in found.replaced] == ["2"]
    assert len(found.conflicts) == 1
    assert not found.are_none


def test_the_same_entries_change_nothing_and_an_old_conflict_is_not_new() -> None:
    case = case_of(an_answer(1, "F2", "yes"), an_answer(2, "F2", "no", area=CALDERBY))
    assert changes(case, case).are_none
