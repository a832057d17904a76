"""The run of forged files tells when a reader took one, tripped over one, or was asked too few."""

import pytest

from storage.handover.refusals import Code, refuse
from tests.format import mutants, policy
from tests.format.tally import FULL, LEAST, Table

Bench = policy.Bench


def accepts(_: Bench) -> policy.Read:
    return lambda: None


def trips(_: Bench) -> policy.Read:
    return lambda: {}["nothing here"]


def refuses_otherwise(_: Bench) -> policy.Read:
    return lambda: refuse(Code.DAMAGED)


def refuses_as_due(_: Bench) -> policy.Read:
    return lambda: refuse(Code.PART)


@pytest.mark.parametrize(
    ("make", "ends", "said"),
    [
        (accepts, 1, "ACCEPTED"),
        (trips, 1, "KeyError got out"),
        (refuses_otherwise, 1, "package.damaged where package.part was due"),
        (refuses_as_due, 0, "3 mutants, 0 accepted, 0 other failures"),
    ],
)
def test_a_run_ends_well_only_when_every_refusal_was_the_one_due(
    monkeypatch, capsys, make, ends, said
):
    monkeypatch.setattr(mutants, "LAYERS", ())
    monkeypatch.setattr(policy, "faults", lambda: (policy.Fault(Code.PART, make),))
    assert mutants.main(3, seed=1) == ends
    assert said in capsys.readouterr().out


def test_a_full_run_wants_every_code_fifty_times_and_a_small_one_does_not():
    table = Table()
    table.counts["zip"] = mutants.Counter({code.value: LEAST for code in Code})
    assert table.too_few(FULL) == []
    table.counts["zip"][Code.PART.value] -= 1
    assert table.too_few(FULL) == ["package.part: only 49"]
    assert table.too_few(FULL - 1) == []


def test_every_refusal_there_is_is_due_for_some_forged_file():
    assert {fault.expect for fault in policy.faults()} == set(Code)
