"""The wording linter: are these words fit to be read aloud through an interpreter?

One prompt is one question or one statement, spoken to a frightened person, often by telephone.
The eighteen rules IP01–IP18 come from published advice on interpreted interviews (short
sentences, one question at a time, no idiom, no jargon) and from a court's finding that "do you
understand?" proves nothing. They are a first filter: a prompt that passes may still be wrong,
and a person reads every one.

Nothing here touches a disk; one prompt takes about 0.2 ms.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.content.word_lists import (
    EVERYDAY_LONG_WORDS,
    HONOUR_WORDS,
    IDIOMS,
    JARGON,
    NAMES_OF_PEOPLE,
    PASSIVE_PARTICIPLES,
    PLACEHOLDERS,
    STATES_OF_BEING,
    TEACH_BACK_INSTEAD,
    VAGUE,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

MAX_WORDS_IN_SENTENCE = 15
MAX_WORDS_IN_PROMPT = 30
MAX_SENTENCES = 3
MAX_GRADE = 5.0
LEAST_WORDS_FOR_GRADE = 6
"""Under this many words the reading-grade formula says nothing."""


class Severity(StrEnum):
    """An error keeps a prompt out unless waived with a reason; a warning asks for a second look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that a prompt breaks, in words for its author."""

    rule: str
    severity: Severity
    message: str


@dataclass(frozen=True, slots=True)
class Waiver:
    """A rule that an author sets aside for one item, and why."""

    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Prompt:
    """A prompt cut up once for all rules."""

    text: str
    sentences: tuple[str, ...]
    questions: tuple[str, ...]
    words: tuple[str, ...]


_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE = re.compile(r"[^.!?…]+[.!?…]*")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def _cut(text: str) -> _Prompt:
    spoken = _PLACEHOLDER.sub("Name", text)
    sentences = tuple(
        part.strip() for part in _SENTENCE.findall(spoken) if _WORD.search(part) is not None
    )
    questions = tuple(part for part in sentences if part.endswith("?"))
    return _Prompt(text, sentences, questions, tuple(_WORD.findall(spoken)))


def _any_word(words: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(
        r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)", re.IGNORECASE
    )


_JARGON = _any_word(JARGON)
_CAPITALS = re.compile(r"\b[A-Z]{3,}\b")
_IDIOM = _any_word(IDIOMS)
_VAGUE = _any_word(VAGUE)
_HOW_OFTEN = re.compile(
    r"\bhow often\b", re.IGNORECASE
)  # a question about amount, not a vague amount
_HONOUR = _any_word(HONOUR_WORDS)
_TEACH_BACK = _any_word(TEACH_BACK_INSTEAD)
_DOUBLE = re.compile(r"\b(?:and|or)\b|\w\s*/\s*\w", re.IGNORECASE)
_ASIDE = re.compile(r"[()\[\]]|\be\.g\.|\bi\.e\.|\betc\b|\beg\b|\bie\b", re.IGNORECASE)
_NEGATIVE = re.compile(
    r"\b(?:not|never|no|nobody|none|nothing|nowhere|cannot|unsafe|unable|refuse[ds]?|"
    r"without|unless|neither|nor)\b|n['’]t\b",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^(?:so|surely|obviously|of course|you (?:are|were|do|did|have|must|feel|know))\b|"
    r"\b(?:isn|aren|don|doesn|didn|wasn|haven|hasn|won)['’]t (?:it|you|he|she|they)\s*\?$|"
    r",\s*(?:right|yes|correct|ok|okay|no)\s*\?$|\bwould you agree\b|\bdon['’]t you think\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"\b(?:am|is|are|was|were|be|been|being|get|gets|got)\s+(?:(?<=were )you\s+)?(?:\w+ly\s+)?"
    r"(?:"
    + "|".join(PASSIVE_PARTICIPLES)
    + r"|(?!(?:"
    + "|".join(STATES_OF_BEING)
    + r")\b)\w{2,}ed)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(?:he|she|him|her|hers|his|they|them|their)\b", re.IGNORECASE)
_PERSON = _any_word(NAMES_OF_PEOPLE)
_CONDITIONAL = re.compile(
    r"\b(?:would|could|should|might)(?:n['’]t| not)? have\b|\bhad you\b|\bif .{0,40}\bhad\b",
    re.IGNORECASE,
)
_BLANK = re.compile(r"\.{3,}|…|_{2,}|\w/\w|\w\((?:s|es|he|en)\)|\(\s*\)", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?:\d[\s-]?){5,}|\b\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?\b|\b(?:19|20)\d\d\b|"
    r"\b\d{1,2}(?:st|nd|rd|th)?\s+(?:january|february|march|april|may|june|july|august|"
    r"september|october|november|december)\b",
    re.IGNORECASE,
)


def _ip01(prompt: _Prompt) -> str:
    return "More than one question. Ask one." if prompt.text.count("?") > 1 else ""


def _ip02(prompt: _Prompt) -> str:
    for question in prompt.questions:
        found = _DOUBLE.search(question)
        if found is not None:
            return f"“{found[0]}” joins two questions. A yes would answer which?"
    return ""


def _ip03(prompt: _Prompt) -> str:
    longest = max((len(_WORD.findall(part)) for part in prompt.sentences), default=0)
    if longest > MAX_WORDS_IN_SENTENCE:
        return f"A sentence of {longest} words. At most {MAX_WORDS_IN_SENTENCE}."
    return ""


def _ip04(prompt: _Prompt) -> str:
    if len(prompt.words) > MAX_WORDS_IN_PROMPT:
        return f"{len(prompt.words)} words. At most {MAX_WORDS_IN_PROMPT} before a pause."
    if len(prompt.sentences) > MAX_SENTENCES:
        return f"{len(prompt.sentences)} sentences. At most {MAX_SENTENCES} before a pause."
    return ""


def _ip05(prompt: _Prompt) -> str:
    return "An aside cannot be spoken. Move it to the note." if _ASIDE.search(prompt.text) else ""


def _ip06(prompt: _Prompt) -> str:
    found = _JARGON.search(prompt.text) or _CAPITALS.search(prompt.text)
    return f"“{found[0]}” is a word of our trade. Say it plainly." if found else ""


def _ip07(prompt: _Prompt) -> str:
    found = _IDIOM.search(prompt.text)
    return f"“{found[0]}” does not carry into another language." if found else ""


def _ip08(prompt: _Prompt) -> str:
    for question in prompt.questions:
        found = _NEGATIVE.search(question)
        if found is not None:
            return f"“{found[0]}” in a question: “yes” and “no” change places in many languages."
    return ""


def _ip09(prompt: _Prompt) -> str:
    if any(_LEADING.search(question) for question in prompt.questions):
        return "The question gives its answer away."
    return ""


def _ip10(prompt: _Prompt) -> str:
    found = _PASSIVE.search(prompt.text)
    return f"“{found[0]}”: say who does it." if found else ""


def _ip11(prompt: _Prompt) -> str:
    found = _VAGUE.search(_HOW_OFTEN.sub("", prompt.text))
    return f"“{found[0]}” means something else to everybody." if found else ""


def _ip12(prompt: _Prompt) -> str:
    words = [word for word in prompt.words if word.lower() not in EVERYDAY_LONG_WORDS]
    if len(words) < LEAST_WORDS_FOR_GRADE:
        return ""
    grade = _grade(words, len(prompt.sentences))
    return f"Reading grade {grade:.1f}. At most {MAX_GRADE:.0f}." if grade > MAX_GRADE else ""


def _ip13(prompt: _Prompt) -> str:
    pronoun = _PRONOUN.search(prompt.text)
    if pronoun is None or _PERSON.search(prompt.text) or _PLACEHOLDER.search(prompt.text):
        return ""
    return f"“{pronoun[0]}”: who is that? Name the person in the same prompt."


def _ip14(prompt: _Prompt) -> str:
    found = _CONDITIONAL.search(prompt.text)
    return f"“{found[0]}”: ask what happened, not what might have." if found else ""


def _ip15(prompt: _Prompt) -> str:
    found = _HONOUR.search(prompt.text)
    return f"“{found[0]}”: ask about acts and people." if found else ""


def _ip16(prompt: _Prompt) -> str:
    found = _BLANK.search(prompt.text)
    return f"“{found[0]}” cannot be spoken." if found else ""


def _ip17(prompt: _Prompt) -> str:
    if _NUMBER.search(prompt.text):
        return "A number or date written out. Use a placeholder."
    unknown = [name for name in _PLACEHOLDER.findall(prompt.text) if name not in PLACEHOLDERS]
    return f"The placeholder “{unknown[0]}” is not declared." if unknown else ""


def _ip18(prompt: _Prompt) -> str:
    found = _TEACH_BACK.search(prompt.text)
    return "A yes proves nothing. Ask for it back in their own words." if found else ""


_RULES: tuple[tuple[str, Severity, Callable[[_Prompt], str]], ...] = (
    ("IP01", Severity.ERROR, _ip01),
    ("IP02", Severity.ERROR, _ip02),
    ("IP03", Severity.ERROR, _ip03),
    ("IP04", Severity.ERROR, _ip04),
    ("IP05", Severity.ERROR, _ip05),
    ("IP06", Severity.ERROR, _ip06),
    ("IP07", Severity.ERROR, _ip07),
    ("IP08", Severity.ERROR, _ip08),
    ("IP09", Severity.ERROR, _ip09),
    ("IP10", Severity.WARNING, _ip10),
    ("IP11", Severity.WARNING, _ip11),
    ("IP12", Severity.WARNING, _ip12),
    ("IP13", Severity.WARNING, _ip13),
    ("IP14", Severity.WARNING, _ip14),
    ("IP15", Severity.WARNING, _ip15),
    ("IP16", Severity.ERROR, _ip16),
    ("IP17", Severity.ERROR, _ip17),
    ("IP18", Severity.ERROR, _ip18),
)

RULES = tuple(rule for rule, _, _ in _RULES)


def findings(text: str) -> tuple[Finding, ...]:
    """What is wrong with these spoken words, in the order of the rules; nothing when they pass."""
    prompt = _cut(text)
    found: list[Finding] = []
    for rule, severity, check in _RULES:
        message = check(prompt)
        if message:
            found.append(Finding(rule, severity, message))
    return tuple(found)


def waivers(waive: Iterable[str]) -> tuple[Waiver, ...]:
    """Read `"IP02: reason"`; `ValueError` when a rule is unknown or the reason is missing."""
    read: list[Waiver] = []
    for line in waive:
        rule, _, reason = line.partition(":")
        if rule not in RULES or not reason.strip():
            raise ValueError(line)
        read.append(Waiver(rule, reason.strip()))
    return tuple(read)


def unwaived(text: str, waive: Iterable[str] = ()) -> tuple[Finding, ...]:
    """The findings for which the item gives no waiver."""
    waived = {waiver.rule for waiver in waivers(waive)}
    return tuple(found for found in findings(text) if found.rule not in waived)


def _grade(words: list[str], sentences: int) -> float:
    """Flesch–Kincaid reading grade (Kincaid and others, 1975)."""
    syllables = sum(map(_syllables, words))
    return 0.39 * len(words) / max(sentences, 1) + 11.8 * syllables / len(words) - 15.59


def _syllables(word: str) -> int:
    """A count good enough for short everyday words: groups of vowels, less a silent e."""
    bare = re.sub(r"[^a-z]", "", word.lower())
    groups = len(re.findall(r"[aeiouy]+", bare))
    if bare.endswith(("e", "es", "ed")) and not bare.endswith(("le", "ted", "ded", "ses", "ches")):
        groups -= 1
    return max(groups, 1)
