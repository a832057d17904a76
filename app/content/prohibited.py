"""Wording that no rule, card or plan row may carry: the prohibitions a machine can read.

A first filter, like the wording linter. Each check knows phrases; a sentence that says one of
them to forbid it ("never …", "no …") may. What these cannot see, a person must.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Forbidden:
    """One check: its name in the prohibitions pack, and the phrase that breaks it."""

    name: str
    phrase: re.Pattern[str]


def _phrase(name: str, *alternatives: str) -> Forbidden:
    return Forbidden(name, re.compile(r"\b(?:" + "|".join(alternatives) + r")\b", re.IGNORECASE))


_KIN = (
    r"(?:(?:her|his|their|the)\s+)?(?:family|parents?|mother|father|relatives?|husband|wife|"
    r"in-laws|brothers?|sisters?|uncles?|aunts?|elders?|"
    r"(?:community|faith|religious|parish)\s+leaders?|imam|priest|pastor|rabbi)"
)
_REACH = r"(?:talk|speak|meet|contact|visit|write|call|phone|telephone|involve|consult|invite|ask)"

CHECKS = (
    _phrase(
        "no-grades",
        *(
            r"risk scores?",
            r"scor(?:e[sd]?|ing)",
            r"total of",
            r"\d+ points?",
            r"per cent",
            r"percent",
        ),
        *(r"(?:low|no|little|medium|standard|minimal) risk", r"risk is (?:low|small)"),
        *(r"(?:red|amber|green) (?:light|rating|grade)", r"traffic lights?"),
    ),
    _phrase(
        "no-family-contact",
        *(r"mediat\w+", r"reconcil\w+", r"family (?:meetings?|councils?|group conferences?)"),
        rf"{_REACH}(?:ing)?\s+(?:(?:to|with|out\s+to)\s+)?{_KIN}",
        r"(?:bring|get) (?:the )?(?:family|both sides) together",
    ),
    _phrase(
        "no-family-interpreter",
        *(rf"{_KIN}\s+(?:\w+\s+){{0,3}}interpret\w*", rf"interpret\w*\s+by\s+{_KIN}"),
        *(r"(?:child|children|friend|neighbour)\s+(?:\w+\s+){0,3}interpret\w*",),
    ),
    _phrase(
        "no-letters-home",
        r"(?:send|post|write|leave)\s+(?:\w+\s+){0,3}(?:letters?|texts?|cards?|leaflets?)\s+"
        r"(?:\w+\s+){0,2}(?:home|house|family)",
        r"(?:letters?|texts?)\s+to\s+(?:her|his|their|the)\s+(?:home|house|family)",
    ),
    _phrase(
        "no-enforcement",
        r"(?:tell|inform|report|refer|share|send|notify)\s+(?:\w+\s+){0,5}"
        r"(?:immigration\s+)?enforcement",
    ),
    _phrase(
        "no-promises",
        *(r"(?:promise|guarantee)\s+(?:her|them|that|safety)", r"you (?:are|will be) safe"),
        *(r"nobody will (?:ever )?(?:know|find)", r"completely (?:safe|confidential)"),
    ),
)
"""Every check, by the name after `linter:` in the prohibitions pack."""

NAMES = frozenset(check.name for check in CHECKS)

_FORBIDS = re.compile(
    r"\b(?:never|no|not|nobody|nothing|none|without|refuse[ds]?)\b", re.IGNORECASE
)
_SENTENCE = re.compile(r"[^.!?;]+")


def breaches(text: str) -> tuple[str, ...]:
    """Names of the checks that a text breaks, in their order."""
    sentences = _SENTENCE.findall(text)
    return tuple(c.name for c in CHECKS if any(_breaks(c, sentence) for sentence in sentences))


def _breaks(check: Forbidden, sentence: str) -> bool:
    found = check.phrase.search(sentence)
    # The word that forbids comes before what it forbids; one after it is of another clause.
    return found is not None and _FORBIDS.search(sentence, 0, found.end()) is None
