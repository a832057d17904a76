"""Cases told as lists of facts, in the words of the rules pack, and what fires over them."""

from functools import cache

from app.content.examples import TODAY, build_case
from app.content.library import Library, load_library
from app.content.packs_on_disk import read_packs
from app.content.strict import Where
from app.domain.case import Case
from app.domain.patterns import Finding, evaluate

Fact = dict[str, object]

HUSBAND: Fact = {"person": "hal", "is": "husband"}
BROTHER: Fact = {"person": "bo", "is": "brother_in_law"}


@cache
def the_library() -> Library:
    """The content that comes with the program."""
    return load_library(read_packs())


def told(*facts: Fact) -> Case:
    """The case that these facts tell, about a person at risk."""
    return build_case(list(facts), Where("a test"))


def findings(case: Case) -> dict[str, Finding]:
    """What fires today, by rule."""
    return {f.rule: f for f in evaluate(case, the_library().book, TODAY)}


def fired(*facts: Fact) -> set[str]:
    """The rules that these facts fire."""
    return set(findings(told(*facts)))


def answer(item: str, code: str = "", about: str = "", **more: object) -> Fact:
    """An answer about the person, or somebody else."""
    fact: Fact = {"item": item, **more}
    if code:
        fact["code"] = code
    if about:
        fact["about"] = about
    return fact


def a_finding() -> Finding:
    """One card that the rules raise over a small case."""
    return findings(told(HUSBAND))["P02"]
