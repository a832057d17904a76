"""The safety plan: dates, owners, what was decided, and what nobody leaves without."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.codes import ActionStatus, SignoffOn
from app.domain.entry import ActionBody, SignoffBody
from app.domain.errors import RecordRefused
from app.domain.plan import actions, missing_before_leaving, set_aside, suggestions
from app.services import judging, planning, recording
from app.services.desk import Desk
from tests.builders import NOON
from tests.unit.a_desk import a_desk, her_case
from tests.unit.stories import a_finding, the_library

LOCKS = ActionBody("Change the locks", row="pl.P1", owner="Jo", due=NOON)


@pytest.fixture
def desk() -> Desk:
    return a_desk()


@pytest.mark.parametrize(
    ("code", "hours"), [("now", 1), ("same_day", 8), ("24h", 24), ("72h", 72), ("28d", 28 * 24)]
)
def test_a_library_time_becomes_a_date(code: str, hours: int) -> None:
    assert planning.due_at(code, NOON, frozenset()) == NOON + timedelta(hours=hours)


def test_working_days_leave_out_the_weekend_and_standing_has_no_date() -> None:
    due = planning.due_at("3wd", NOON, frozenset())  # a Tuesday
    assert due is not None
    assert due.date() == (NOON + timedelta(days=3)).date()
    assert planning.due_at("standing", NOON, frozenset()) is None


def test_a_row_of_the_library_comes_with_its_agency_and_no_owner() -> None:
    library = the_library()
    agencies = {a.code: a.label for a in library.plan.agencies}
    for row in library.plan.rows:
        action = planning.from_row(row, agencies, NOON, frozenset())
        assert action.owner == ""
        assert action.agency
        assert (action.due is None) == bool(action.due_words)


def test_a_row_is_put_in_once_for_each_person_it_is_for(desk: Desk) -> None:
    library, case = the_library().plan, her_case(desk)
    case, child = recording.add_subject(desk, case, "A.", "child_of", to=case.at_risk())
    case = planning.add_row(desk, case, library.rows[0], library, frozenset(), [child])
    case = planning.add_row(desk, case, library.rows[0], library, frozenset())
    assert [a.entry.about for a in actions(case)] == [child, None]


def test_an_action_that_is_done_says_how_that_is_known(desk: Desk) -> None:
    case = planning.add(desk, her_case(desk), LOCKS)
    (action,) = actions(case)
    case = planning.finish(desk, case, action, "Seen on Tuesday")
    (now,) = actions(case)
    assert (now.body.status, now.body.evidence) == (ActionStatus.DONE, "Seen on Tuesday")
    assert not now.is_late(NOON + timedelta(days=1))
    assert action.entry.id in case.accounts


def test_changing_an_action_to_what_it_is_writes_nothing(desk: Desk) -> None:
    case = planning.add(desk, her_case(desk), LOCKS)
    (action,) = actions(case)
    assert planning.change(desk, case, action, replace(LOCKS)) is case


def test_a_row_left_out_with_a_reason_is_not_suggested_again(desk: Desk) -> None:
    library, finding = the_library(), a_finding()
    rules = {r.id: r for r in library.book.rules}
    rows = {r.id: r for r in library.plan.rows}
    case = her_case(desk)
    wanted = suggestions(case, [finding], rules, rows)
    assert wanted
    assert wanted[0].because == (finding,)
    case = planning.not_needed(desk, case, wanted[0].row, "She has done it")
    left = suggestions(case, [finding], rules, rows)
    assert wanted[0].row not in [s.row for s in left]
    assert actions(case)[0].body.evidence == "She has done it"


def test_a_finding_put_aside_keeps_its_reason(desk: Desk) -> None:
    finding = a_finding()
    case = planning.set_aside(desk, her_case(desk), finding, None, "Known and answered")
    case = planning.set_aside(desk, case, finding, case.ordered[0], "Known and answered")
    kept = set_aside(case)[finding.rule]
    assert isinstance(kept.body, SignoffBody)
    assert kept.body.over == (case.ordered[0].id,)
    assert kept.body.on is SignoffOn.SET_ASIDE


def test_what_nobody_leaves_without_is_named_until_it_is_there(desk: Desk) -> None:
    case = her_case(desk)
    assert "pl.P1" in missing_before_leaving(case)
    assert "pl.P1" not in missing_before_leaving(planning.add(desk, case, LOCKS))


def test_a_plan_is_signed_only_when_every_open_action_has_an_owner(desk: Desk) -> None:
    case = planning.add(desk, her_case(desk), replace(LOCKS, owner=" "))
    with pytest.raises(RecordRefused) as refused:
        judging.sign_plan(desk, case, "agreed with her")
    assert (refused.value.code, refused.value.facts["count"]) == ("plan.no-owner", 1)
    case = planning.change(desk, case, actions(case)[0], LOCKS)
    case = judging.sign_plan(desk, case, "agreed with her")
    signature = case.ordered[-1].body
    assert isinstance(signature, SignoffBody)
    assert signature.over == (actions(case)[0].entry.id,)
