"""The record: what stands, in whatever order and on whatever clock it arrived."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.case import Case, case_digest, fold, known_by
from app.domain.codes import Kind, Reliability, RestrictionClass
from app.domain.entry import Entry, SettingBody
from app.domain.errors import RecordRefused
from app.domain.ids import EntryId, ItemId, VisitId
from storage.codec import encode
from tests.builders import CASE, NOON, an_answer, an_entry, an_id

VISIT = VisitId("e" * 32)
OTHER_VISIT = VisitId("f" * 32)
F2 = ItemId("F2")


def codes(case: Case, *, ever: bool = False) -> list[str]:
    return [e.body.value.codes[0] for e in case.answers(F2, ever=ever)]  # type: ignore[union-attr]


def test_an_answer_asked_again_leaves_todays_view_and_stays_an_account() -> None:
    case = fold(CASE, [an_answer(1, "F2", "yes"), an_answer(2, "F2", "no", follows=(1,))])
    assert codes(case) == ["no"]
    assert codes(case, ever=True) == ["yes", "no"]


def test_an_answer_recorded_wrongly_leaves_the_accounts_too_and_stays_in_the_history() -> None:
    case = fold(CASE, [an_answer(1, "F2", "yes"), an_answer(2, "F2", "no", corrects=(1,))])
    assert codes(case, ever=True) == ["no"]
    assert len(case.ordered) == 2


def test_two_accounts_that_never_saw_each_other_stand_side_by_side() -> None:
    case = fold(
        CASE, [an_answer(1, "F2", "yes"), an_answer(2, "F2", "no", area="calderby.example")]
    )
    assert codes(case) == ["yes", "no"]


def test_nobody_corrects_another_areas_entry() -> None:
    theirs = an_answer(2, "F2", "no", area="calderby.example", corrects=(1,))
    assert codes(fold(CASE, [an_answer(1, "F2", "yes"), theirs]), ever=True) == ["yes", "no"]


def test_a_loop_of_corrections_removes_nothing_but_what_hangs_off_it() -> None:
    case = fold(
        CASE,
        [
            an_answer(1, "F2", "yes", corrects=(2,)),
            an_answer(2, "F2", "no", corrects=(1, 3)),
            an_answer(3, "F2", "unclear"),
        ],
    )
    assert sorted(codes(case, ever=True)) == ["no", "yes"]


def test_an_entry_that_names_itself_is_not_taken_out() -> None:
    case = fold(CASE, [an_answer(1, "F2", "yes", corrects=(1,), follows=(1,))])
    assert codes(case) == ["yes"]


def test_following_by_a_mistaken_entry_does_not_count() -> None:
    case = fold(
        CASE,
        [
            an_answer(1, "F2", "yes"),
            an_answer(2, "F2", "no", follows=(1,)),
            an_answer(3, "F2", "unclear", corrects=(2,)),
        ],
    )
    assert codes(case) == ["yes", "unclear"]


def doubtful(n: int, visit: VisitId, **links: tuple[int, ...]) -> Entry:
    return an_entry(n, SettingBody(reliability=Reliability.DOUBTFUL), visit=visit, **links)


def test_what_was_said_through_a_doubtful_interpreter_takes_nothing_out() -> None:
    case = fold(
        CASE,
        [
            an_answer(1, "F2", "yes", visit=VISIT),
            doubtful(9, OTHER_VISIT),
            an_answer(2, "F2", "no", visit=OTHER_VISIT, follows=(1,), corrects=(1,)),
        ],
    )
    assert codes(case) == ["yes", "no"]
    assert case.is_doubtful(case.entries[EntryId(an_id(2))])


def test_a_slip_of_the_hand_in_a_doubtful_visit_can_be_corrected_in_it() -> None:
    case = fold(
        CASE,
        [
            doubtful(9, VISIT),
            an_answer(1, "F2", "yes", visit=VISIT),
            an_answer(2, "F2", "no", visit=VISIT, corrects=(1,)),
        ],
    )
    assert codes(case) == ["no"]


def test_a_new_interpreter_does_not_heal_a_visit_but_a_correction_does() -> None:
    sound = SettingBody(reliability=Reliability.SOUND)
    followed = [doubtful(9, VISIT), an_entry(10, sound, visit=VISIT, follows=(9,))]
    corrected = [doubtful(9, VISIT), an_entry(10, sound, visit=VISIT, corrects=(9,))]
    assert fold(CASE, followed).doubtful == {VISIT}
    assert fold(CASE, corrected).doubtful == frozenset()


def test_one_id_with_two_contents_is_refused_whole() -> None:
    with pytest.raises(RecordRefused) as refused:
        fold(CASE, [an_answer(1, "F2", "yes"), an_answer(1, "F2", "no")])
    assert refused.value.code == "entry.two-of-one-id"


def test_the_past_as_recorded_and_as_known_here_are_two_views() -> None:
    early = an_answer(1, "F2", "yes", at=NOON - timedelta(days=30))
    late = an_answer(2, "F2", "no", follows=(1,))
    case = fold(CASE, [early, late])
    day = NOON - timedelta(days=1)
    assert codes(known_by(case, day)) == ["yes"]
    assert not known_by(case, day, {early.id: NOON, late.id: NOON}).ordered


AREAS = ("northmere.example", "calderby.example", "estover.example")


@st.composite
def records(draw: st.DrawFn) -> list[Entry]:
    """Entries of three areas whose clocks are years apart, with references every way."""
    count = draw(st.integers(2, 14))
    found: list[Entry] = []
    for n in range(count):
        area = draw(st.sampled_from(AREAS))
        at = NOON + timedelta(days=365 * AREAS.index(area), minutes=draw(st.integers(-60, 60)))
        visit = draw(st.sampled_from([None, VISIT, OTHER_VISIT]))
        references = st.sets(st.integers(0, count - 1), max_size=3).map(tuple)
        corrects, follows = draw(references), draw(references)
        if draw(st.integers(0, 5)) == 0:
            level = draw(st.sampled_from(list(Reliability)))
            body = SettingBody(reliability=level)
            made = an_entry(
                n, body, area=area, visit=visit, at=at, corrects=corrects, follows=follows
            )
        else:
            code = draw(st.sampled_from(["yes", "no", "unclear"]))
            made = an_answer(
                n, "F2", code, area=area, visit=visit, at=at, corrects=corrects, follows=follows
            )
        found.append(made)
    return found


@settings(max_examples=300, deadline=None)
@given(records(), st.data())
def test_any_order_partition_and_repetition_gives_the_same_case(
    entries: list[Entry], data: st.DataObject
) -> None:
    whole = case_digest(fold(CASE, entries), encode)
    shuffled = data.draw(st.permutations(entries))
    cut = data.draw(st.integers(0, len(entries)))
    first = fold(CASE, shuffled[:cut])  # parts held back arrive later, some of them twice
    again = data.draw(st.lists(st.sampled_from(entries), max_size=5))
    merged = fold(CASE, [*again, *shuffled[cut:], *first.ordered])
    assert case_digest(merged, encode) == whole
    assert merged.current <= merged.accounts <= frozenset(merged.entries)


@settings(max_examples=150, deadline=None)
@given(records(), st.sets(st.sampled_from(list(RestrictionClass)), max_size=6), st.randoms())
def test_parts_withheld_at_first_and_arriving_later_give_the_same_case(
    entries: list[Entry], withheld: set[RestrictionClass], shuffle: Random
) -> None:
    """Three areas, clocks years apart: a smaller copy first, the withheld parts afterwards."""
    classed = [
        e if e.kind is Kind.SETTING else replace(e, rc=shuffle.choice(list(RestrictionClass)))
        for e in entries
    ]
    smaller = fold(CASE, [e for e in classed if e.rc not in withheld])
    later = [e for e in classed if e.rc in withheld]
    shuffle.shuffle(later)
    whole = case_digest(fold(CASE, classed), encode)
    assert case_digest(fold(CASE, [*later, *smaller.ordered]), encode) == whole


@settings(max_examples=200, deadline=None)
@given(records())
def test_something_always_stands(entries: list[Entry]) -> None:
    """Whatever names whatever, removal never empties the record: no loop eats itself."""
    assert fold(CASE, entries).accounts
