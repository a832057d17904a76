"""The one place that says "no, but not established". Pure, and blind to order and to clocks.

It answers two questions. Which visits were not safe to speak in, and what in the record says so?
And how does an answer of such a visit read? Whoever reads what was answered (rules, views, pages,
sheets) reads it from here: a denial that is not established is a code of its own, and never "no".

A visit, not a stretch of it, is doubted: which setting was in force at a minute is a matter of
clocks, and no clock decides meaning. A visit is short by the minutes that were said in it, not by
two clock readings. Rule P23 is raised by these doubts and by nothing else.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from app.domain.codes import Reliability
from app.domain.entry import AnswerBody, SettingBody, Value

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from app.domain.entry import Body, Entry
    from app.domain.ids import EntryId, VisitId

NOT_ESTABLISHED = "not_established"
"""What a denial of a doubtful visit reads as. Nobody chooses it, and no rule is met by it."""

DENIALS = frozenset({"no", "never"})
"""Codes that deny, whatever was asked."""

DENIALS_OF = MappingProxyType(
    {
        "D1": frozenset({"not_afraid"}),
        "E5": frozenset({"nothing"}),
        "F4": frozenset({"none_of_these"}),
        "L6": frozenset({"nothing_said"}),
        "P-3": frozenset({"none_said"}),
    }
)
"""Further codes that deny, item by item: a wish ("tell the doctor nothing") is no denial."""

DENYING_WORDS = frozenset(
    {
        *("no", "no no", "no never", "never", "not at all", "none", "nobody", "no one", "nothing"),
        *("no nothing", "no nobody", "no one no", "she says no", "he says no", "she said no"),
    }
)
"""Words that deny and say nothing else, without case or punctuation: "No." typed as a text."""

UNSAFE = MappingProxyType(
    {
        "B1": frozenset(
            {
                *("children_near", "family_near", "others_near", "on_phone", "at_door"),
                *("device_on", "cannot_tell"),
            }
        ),
        "B2": frozenset({"no", "unclear"}),
        "B4": frozenset({"yes", "unclear"}),
        "B5": frozenset({"yes", "unclear"}),
    }
)
"""Answers about the visit itself that make it unsafe; rule P23 reads the same ones."""

LITTLE_TIME = 10
"""Under so many minutes to talk, told in B2, nothing is established by a denial."""

MANY = 6
"""Questions of one visit that could not be asked or were not answered. A proposal, unverified."""

NOBODY = frozenset({"", "nobody", "no one", "none", "no"})
"""Words for nobody, in the field of a setting that says who can hear."""

UNANSWERED = frozenset({"declined", "not_safe", "not_asked"})
"""Why there is no answer: the codes of `questionnaire.NO_ANSWER`, which stands above this."""

_WORD = re.compile(r"(?:\w|[\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0970-\u0df3])+")
"""A word, with the signs of its vowels: to `\\w` those of Bengali or Punjabi are none of it."""

_POOR_LINE = "line_quality"


def doubts(
    settings: Iterable[Entry], answers: Iterable[Entry], visits: Collection[VisitId]
) -> Mapping[VisitId, tuple[EntryId, ...]]:
    """The visits that nothing can be denied in, each with the entries that say so.

    `settings` and `answers` are those that were not recorded by mistake; `visits` those whose
    stages or settings are known here. A visit of which only answers are here is doubted as well,
    with no entry to show for it: its conditions were held back, so no denial may be relied on.
    """
    found: dict[VisitId, list[EntryId]] = defaultdict(list)
    missing: dict[VisitId, list[EntryId]] = defaultdict(list)
    for visit, entry in _of_visits((*settings, *answers)):
        if visit not in visits:
            found[visit] += ()
        if is_unsafe(entry.body):
            found[visit].append(entry.id)
        if isinstance(entry.body, AnswerBody) and not UNANSWERED.isdisjoint(entry.body.value.codes):
            missing[visit].append(entry.id)
    for visit, unanswered in missing.items():
        if len(unanswered) >= MANY:
            found[visit] += unanswered
    return {visit: tuple(dict.fromkeys(because)) for visit, because in found.items()}


def is_unsafe(body: Body) -> bool:
    """Whether one entry by itself says that its visit was not safe to speak in."""
    if isinstance(body, SettingBody):
        return _is_unsafe_setting(body)
    return isinstance(body, AnswerBody) and _is_unsafe_answer(body)


def _of_visits(entries: Iterable[Entry]) -> Iterator[tuple[VisitId, Entry]]:
    return ((e.visit, e) for e in entries if e.visit is not None)


def denials(item: str, codes: Iterable[str]) -> tuple[str, ...]:
    """Those of the codes that deny, when they are an answer to this item."""
    denying = DENIALS | DENIALS_OF.get(item, frozenset())
    return tuple(code for code in codes if code in denying)


def only_denies(text: str, noes: Collection[str] = ()) -> bool:
    """Whether a text is a bare "no", and nothing that anybody could use besides.

    `noes` are the words for it in the language spoken, as `folded` writes them; English is known.
    """
    said = folded(text)
    return said in DENYING_WORDS or said in noes


def noes_among(texts: Iterable[str], noes: Collection[str]) -> tuple[str, ...]:
    """Those of some texts that are a bare "no" in the language spoken, folded, each once.

    Told when an answer is written down, and kept with it: another desk has no pack of the
    language, and must read the answer as it is read here. "Na, na" is a bare no if "na" is one.
    """
    found = {folded(text) for text in texts}
    said = {one for one in found if one in noes or (one and set(one.split()) <= set(noes))}
    return tuple(sorted(said))


def folded(text: str) -> str:
    """The words of a text without case or punctuation, a space between them."""
    return " ".join(_WORD.findall(text.casefold()))


def reading(body: AnswerBody, *, doubtful: bool) -> Value:
    """What an answer may be read as: in a doubtful visit each denial is `NOT_ESTABLISHED`.

    Where nothing was chosen or written but exact words, and they are a bare "no", that is one too.
    """
    value = body.value
    if not doubtful:
        return value
    told = [words for words in (body.words, body.interpreted) if words]
    if value == Value() and told and all(only_denies(words, body.noes) for words in told):
        return Value(codes=(NOT_ESTABLISHED,))
    if only_denies(value.text, body.noes):
        value = replace(value, text="", codes=(*value.codes, NOT_ESTABLISHED))
    if not denials(body.item, (*value.codes, *value.past)):
        return value
    return replace(value, codes=_read(body.item, value.codes), past=_read(body.item, value.past))


def quotable(text: str, *, doubtful: bool, noes: Collection[str] = ()) -> str:
    """Words that may be printed as somebody's own; a bare denial of a doubtful visit is none."""
    return "" if doubtful and only_denies(text, noes) else text


def _read(item: str, codes: tuple[str, ...]) -> tuple[str, ...]:
    denied = denials(item, codes)
    return tuple(dict.fromkeys(NOT_ESTABLISHED if code in denied else code for code in codes))


def _is_unsafe_setting(body: SettingBody) -> bool:
    doubted = body.reliability is Reliability.DOUBTFUL or body.gate == "override"
    return doubted or is_bad_line(body) or is_overheard(body)


def is_bad_line(setting: SettingBody) -> bool:
    """Whether it was interpreted by telephone alone, over a bad line. A good one is no reason."""
    return setting.mode == "telephone" and setting.concern == _POOR_LINE


def is_overheard(setting: SettingBody) -> bool:
    """Whether somebody who should not could hear."""
    return setting.hearing.strip().casefold() not in NOBODY


def _is_unsafe_answer(body: AnswerBody) -> bool:
    minutes = body.value.number if body.item == "B2" else None
    if minutes is not None and minutes < LITTLE_TIME:
        return True
    return not UNSAFE.get(body.item, frozenset()).isdisjoint(body.value.codes)
