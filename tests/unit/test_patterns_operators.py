"""Each operator over a case: what makes it hold, and what does not."""

import tomllib
from dataclasses import replace

import pytest

from app.content.condition_loader import decode_condition
from app.content.examples import TODAY
from app.domain.case import fold
from app.domain.conditions import Holds, Not, State
from app.domain.entry import DisclosureBody
from app.domain.patterns import evaluate, holds
from tests.builders import CASE, an_entry
from tests.unit.stories import BROTHER, HUSBAND, Fact, answer, findings, the_library, told

DOUBT: Fact = {"setting": "v1", "reliability": "doubtful"}


def true_of(text: str, *facts: Fact) -> bool:
    """Whether the condition that this line of TOML spells holds of the facts."""
    condition = decode_condition(tomllib.loads(f"c = {text}")["c"], "a test", "")
    return holds(told(*facts), condition, TODAY, the_library().book)


@pytest.mark.parametrize(
    ("text", "yes", "no"),
    [
        ('{item="F1", equals="often"}', answer("F1", "often"), answer("F1", "once")),
        ('{item="G1", equals="yes", tense="now"}', answer("G1", "yes"), answer("G1", past=["yes"])),
        (
            '{item="G1", equals="yes", tense="past"}',
            answer("G1", past=["yes"]),
            answer("G1", "yes"),
        ),
        ('{item="G1", equals="yes"}', answer("G1", past=["yes"]), answer("G1", past=["no"])),
        (
            '{item="A4", equals="absent", row="linked"}',
            answer("A4", "absent", row="linked"),
            answer("A4", "absent", row="phones"),
        ),
        ('{item="C1", answered=true}', answer("C1", text="words"), answer("C1", "declined")),
        ('{item="D3", answered=true}', answer("D3", who=["person"]), answer("D3", "not_asked")),
        ('{item="R7", answered=true}', answer("R7", days=3), answer("R7", "not_safe")),
        ('{item="H5", answered=true}', answer("H5", "missing"), answer("H5", "unknown")),
        (
            '{item="D5", equals="trend.more"}',
            answer("D5", trend="more"),
            answer("D5", trend="less"),
        ),
        ('{within="A5", days=9, side="after"}', answer("A5", days=9), answer("A5", days=10)),
        ('{within="A5", days=9, side="before"}', answer("A5", days=-9), answer("A5", days=1)),
        ('{ever={item="E6", equals="yes"}}', answer("E6", "yes", then="no"), answer("E6", "no")),
        ('{item="E6", equals="no"}', answer("E6", "yes", then="no"), answer("E6", "yes")),
    ],
)
def test_one_answer_decides(text: str, yes: Fact, no: Fact) -> None:
    assert true_of(text, yes)
    assert not true_of(text, no)
    assert not true_of(text)


def test_different_answers_are_counted_over_everybody_and_not_known_is_none_of_them() -> None:
    two = '{distinct="H4", n=2}'
    near, far = answer("H4", "this_area", about="hal"), answer("H4", "abroad", about="bo")
    assert true_of(two, HUSBAND, BROTHER, near, far)
    assert not true_of(two, HUSBAND, BROTHER, near, {**far, "code": "this_area"})
    assert not true_of(two, HUSBAND, BROTHER, near, {**far, "code": "unknown"})


def test_some_party_means_the_same_party_throughout() -> None:
    both = '{some="party", where={all=[{item="H4", equals="abroad"},{item="H5", equals="moved"}]}}'
    abroad = answer("H4", "abroad", about="hal")
    assert true_of(both, HUSBAND, BROTHER, abroad, answer("H5", "moved", about="hal"))
    assert not true_of(both, HUSBAND, BROTHER, abroad, answer("H5", "moved", about="bo"))


def test_a_party_counts_as_many_times_as_there_are_parties() -> None:
    two = '{count="party", n=2, where={item="H12", any_of=["yes","unclear"]}}'
    first, second = answer("H12", "yes", about="hal"), answer("H12", "unclear", about="bo")
    assert true_of(two, HUSBAND, BROTHER, first, second)
    assert not true_of(two, HUSBAND, BROTHER, first, first)


def test_some_line_means_one_line_of_one_person() -> None:
    line = '{some="row", where={all=[{item="H6", equals="yes"},{item="H10", equals="absent"}]}}'
    knows = answer("H6", "yes", about="hal", row="school")
    absent = answer("H10", "absent", about="hal", row="school")
    assert true_of(line, HUSBAND, BROTHER, knows, absent)
    assert not true_of(line, HUSBAND, BROTHER, knows, {**absent, "row": "pnc"})
    assert not true_of(line, HUSBAND, BROTHER, knows, {**absent, "about": "bo"})


def test_at_least_counts_parts_and_not_answers() -> None:
    two = '{at_least=2, of=[{item="F1", equals="often"},{item="F3", equals="often"}]}'
    assert true_of(two, answer("F1", "often"), answer("F3", "often"))
    assert not true_of(two, answer("F1", "often"), answer("F1", "often"))


def test_two_intentions_differ_when_any_two_accounts_do() -> None:
    differ = '{differs=["J3","J4"]}'
    ours, theirs = answer("J3", "end"), answer("J4", codes=["resume"])
    assert true_of(differ, ours, theirs)
    assert true_of(differ, ours, theirs, answer("J4", codes=["end"]))
    assert not true_of(differ, ours, answer("J4", codes=["end"]))
    assert not true_of(differ, ours, answer("J4", codes=["not_known"]))
    assert not true_of(differ, ours)


def test_not_turns_a_recorded_fact_and_nothing_else() -> None:
    assert true_of('{not={state="overheard"}}')
    assert not true_of('{not={state="overheard"}}', {"setting": "v1", "hearing": "a cousin"})


@pytest.mark.parametrize("code", ["no", "declined", "not_safe", "not_asked"])
def test_in_a_doubtful_visit_no_is_not_an_answer(code: str) -> None:
    said = answer("G12", code, visit="v1")
    assert not true_of('{item="G12", answered=true}', DOUBT, said)
    assert not true_of('{item="G12", equals="no"}', DOUBT, said)


def test_one_doubtful_account_beside_a_sure_one_leaves_the_place_uncertain() -> None:
    uncertain = '{some="party", where={state="whereabouts_uncertain"}}'
    sure = answer("H5", "in_custody", about="hal")
    assert true_of(uncertain, HUSBAND)
    assert not true_of(uncertain, HUSBAND, sure)
    assert true_of(uncertain, HUSBAND, sure, answer("H5", "believed", about="hal"))


@pytest.mark.parametrize(
    "fact",
    [
        {"person": "person", "is": "moved_to"},
        answer("R7", days=-100, row="last"),
        answer("M5", "refuge_or_hotel"),
        answer("R1", "once"),
    ],
)
def test_a_move_is_known_however_it_was_written_down(fact: Fact) -> None:
    assert true_of('{state="moved_lately"}', fact)


@pytest.mark.parametrize(
    "fact", [answer("R7", days=-366, row="last"), answer("R7", days=10, row="next"),
             answer("M5", "own_name"), answer("R1", "never")]
)  # fmt: skip
def test_a_move_of_long_ago_or_to_come_is_not_a_late_one(fact: Fact) -> None:
    assert not true_of('{state="moved_lately"}', fact)


def test_a_worker_named_either_way_is_a_trusted_worker() -> None:
    alone = '{state="no_trusted_worker"}'
    assert true_of(alone)
    assert not true_of(alone, {"person": "kim", "is": "worker.trusted"})
    assert not true_of(alone, answer("R6", text="the officer in Estover"))
    assert true_of(alone, answer("R6", "declined"))


def test_a_finding_without_evidence_gives_the_missing_fact_as_its_reason() -> None:
    because = findings(told(answer("A2", "high", row="dash")))["P24"].because
    assert because.startswith("No referral to a conference is recorded")


def test_a_rule_that_fires_on_nothing_recorded_says_so_in_its_own_words() -> None:
    book = the_library().book
    when = Not(Holds(State.CLOSURE_PROPOSED))
    rule = replace(book.rules[0], when=when, raises=())
    (found,) = evaluate(told(), replace(book, rules=(rule,)), TODAY)
    assert found.because.startswith("It is not so that")
    assert found.evidence == ()


def test_a_handover_without_a_time_is_never_late() -> None:
    book = the_library().book
    late = replace(book.rules[0], when=Holds(State.UNANSWERED_DELIVERY), raises=())
    body = DisclosureBody("package", "Calderby", "p", "b", ("d" * 64,))
    case = fold(CASE, [an_entry(1, body)])
    assert evaluate(case, replace(book, rules=(late,)), TODAY) == ()
