"""Conditions of the packs: each operator reads and prints as a sentence; nothing else is let in."""

import tomllib

import pytest

from app.content.condition_loader import decode_condition
from app.domain.conditions import Condition
from app.domain.errors import ContentRefused
from app.domain.sentences import sentence
from tests.unit.stories import the_library


def read(text: str) -> Condition:
    """The condition that this line of TOML spells."""
    return decode_condition(tomllib.loads(f"c = {text}")["c"], "own.toml", "own.1")


SENTENCES = {
    '{item="G1", any_of=["yes","unclear"], tense="past"}': (
        "“Threat to kill” is yes or unclear in the past."
    ),
    '{item="F1", equals="often"}': "“Going out” is often.",
    '{item="Q1", answered=true}': "“Helping, or helped” has an answer.",
    '{item="A4", equals="absent", row="linked"}': (
        "“Warning markers”, line linked, is “looked: not there”."
    ),
    '{all=[{state="moved_lately"},{state="no_trusted_worker"}]}': (
        "Both a move within twelve months is recorded, and no trusted worker is named."
    ),
    '{any=[{state="overheard"},{state="short_visit"}]}': (
        "Either somebody else could hear, or there were less than ten minutes."
    ),
    '{all=[{state="overheard"}]}': "Somebody else could hear.",
    '{not={not={state="overheard"}}}': (
        "It is not so that it is not so that somebody else could hear."
    ),
    '{within="A5", days=60, side="before"}': (
        "A date in “Orders and dates of any party” is in the last 60 days."
    ),
    '{item="H4", any_of=["neighbourhood","this_area","elsewhere_uk","abroad"]}': (
        "“Where they live” is any of (“this neighbourhood”; “this area”; "
        "“elsewhere in the UK”; “abroad”)."
    ),
    '{not={state="no_conference"}}': ("It is not so that no referral to a conference is recorded."),
    '{at_least=1, of=[{state="overheard"},{state="short_visit"}]}': (
        "At least 1 of these: somebody else could hear; there were less than ten minutes."
    ),
    '{some="child", where={item="L6", equals="secret"}}': (
        "For at least one child, “Who frightens the child” is “was told to keep a secret”."
    ),
    '{count="party", n=2, where={state="role_open"}}': (
        "For at least 2 parties, nobody has settled what part they play."
    ),
    '{distinct="H4", n=2}': "The answers to “Where they live” show at least 2 different ones.",
    '{ever={item="F1", equals="often"}}': ("At any time, even if not today, “Going out” is often."),
    '{differs=["J3","J4"]}': "“What this person wants” and “What the other side wants” differ.",
    '{same_place=["R3","H4"]}': (
        "A place named in “Places to avoid” is also named in “Where they live”."
    ),
    '{within="A5", days=90, side="after"}': (
        "A date in “Orders and dates of any party” is in the next 90 days."
    ),
}


@pytest.mark.parametrize(("text", "plain"), SENTENCES.items())
def test_every_operator_reads_and_prints_as_a_plain_sentence(text: str, plain: str) -> None:
    assert sentence(read(text), the_library().book.items) == plain


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ('{item="F1", equals="often", weight=2}', "unknown key weight"),
        ("{score=3, of=[]}", "exactly one operator"),
        ('{item="F1", equals="often", state="overheard"}', "exactly one operator"),
        ('{item="F1"}', "needs one of"),
        ('{item="F1", equals="often", any_of=["once"]}', "needs one of"),
        ('{item="F1", any_of=[]}', "list of texts"),
        ('{item="F1", answered=false}', "true or left out"),
        ('{item="F1", equals="often", tense="soon"}', "not one of"),
        ('{state="low_risk"}', "not one of"),
        ("{all=[]}", "list of conditions"),
        ('{at_least=3, of=[{state="overheard"}]}', "more parts than there are"),
        ('{at_least=true, of=[{state="overheard"}]}', "whole number"),
        ('{count="party", n=0, where={state="role_open"}}', "whole number"),
        ('{some="uncle", where={state="role_open"}}', "not one of"),
        ('{differs=["J3"]}', "two items"),
        ('{within="A5", days=90, side="around"}', "not one of"),
        ('"F1 == often"', "a condition is a table"),
        ('{not={item="F1", equals="often"}}', "unanswered is never no"),
        ('{not={any=[{state="overheard"},{item="B4", equals="yes"}]}}', "unanswered is never no"),
        ('{not={within="A5", days=9, side="after"}}', "unanswered is never no"),
        ('{not={some="party", where={item="H4", equals="abroad"}}}', "unanswered is never no"),
        ("{item=5, answered=true}", "item is a text"),
        ('{item="G1", any_of=["yes", "yes"]}', "list of different texts"),
        ('{item="G1", any_of=["yes", 5]}', "list of different texts"),
    ],
)
def test_anything_else_is_refused_with_file_id_and_rule(text: str, rule: str) -> None:
    with pytest.raises(ContentRefused) as refused:
        read(text)
    assert rule in str(refused.value.facts["rule"])
    assert (refused.value.facts["file"], refused.value.facts["id"]) == ("own.toml", "own.1")


def test_a_tower_of_conditions_is_refused_before_it_can_do_harm() -> None:
    value: object = {"state": "overheard"}
    for _ in range(5000):
        value = {"ever": value}
    with pytest.raises(ContentRefused):
        decode_condition(value, "own.toml", "own.1")
