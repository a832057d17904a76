"""Words that would do harm when read aloud through an interpreter are found, each by its rule."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from app.content.wording import RULES, Severity, findings, unwaived, waivers

BADLY_WORDED = sorted((Path(__file__).parent / "badly_worded").glob("*.toml"))


def _examples() -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for path in BADLY_WORDED:
        pack = tomllib.loads(path.read_text(encoding="utf-8"))
        found += [(pack["rule"], prompt) for prompt in pack["prompts"]]
    return found


@pytest.mark.parametrize(("rule", "prompt"), _examples())
def test_a_badly_worded_prompt_is_refused_by_exactly_its_rule(rule: str, prompt: str) -> None:
    assert [found.rule for found in findings(prompt)] == [rule]


def test_every_rule_has_a_badly_worded_example() -> None:
    assert {rule for rule, _ in _examples()} == set(RULES)
    assert list(RULES) == [f"IP{n:02}" for n in range(1, 19)]


@pytest.mark.parametrize(
    "prompt",
    [
        "Who is in the room with you now?",
        "Has anyone threatened to kill you?",
        "How often does someone check your phone?",
        "Are you married now?",
        "I am {worker}. I work for {agency}.",
        "Please tell me in your words what I said.",
    ],
)
def test_short_plain_words_pass(prompt: str) -> None:
    assert findings(prompt) == ()


def test_a_message_tells_its_author_what_to_do_in_plain_words() -> None:
    (found,) = findings("Do you have a phone and a key?")
    assert found.severity is Severity.ERROR
    assert found.message == "“and” joins two questions. A yes would answer which?"


def test_a_waiver_with_a_reason_is_honoured_and_can_be_listed() -> None:
    waive = ("IP02: the law names both together",)
    assert unwaived("Do you have a phone and a key?", waive) == ()
    (waiver,) = waivers(waive)
    assert (waiver.rule, waiver.reason) == ("IP02", "the law names both together")


def test_a_waiver_covers_no_other_rule() -> None:
    left = unwaived("Do you have a phone and a key (today)?", ("IP02: both",))
    assert [found.rule for found in left] == ["IP05"]


@pytest.mark.parametrize("line", ["IP02", "IP02:", "IP02:  ", "IP99: because", "because"])
def test_a_waiver_without_rule_or_reason_is_no_waiver(line: str) -> None:
    with pytest.raises(ValueError, match=line[:2]):
        waivers([line])
