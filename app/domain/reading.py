"""In which language a text may be offered to a person: from what is written of how she speaks.

What somebody speaks and what somebody reads are two things. A spoken variety gives the packs that
its speakers may be able to read, and which of them it is has to be asked. Pure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.domain.interpreter import card_of

if TYPE_CHECKING:
    from app.domain.case import Case
    from app.domain.interpreting import Interpreting
    from app.domain.languages import Language, Languages
    from app.domain.visit import Visit

NOTHING: Final = "none"
"""The choice of the language card's line `reads` for somebody who does not read."""

_LINES: Final = ("variety", "language")
"""Lines of the language card that name what is spoken, the exact one first."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The written languages that may be offered, and what the card says of reading."""

    languages: tuple[Language, ...] = ()
    reads: str = ""  # none, little, well; empty when it was not asked
    sure: bool = False  # it is what they speak, and there is no other; else it has to be asked

    @property
    def reads_nothing(self) -> bool:
        """Whether the card says that the person does not read."""
        return self.reads == NOTHING


def reading_of(
    case: Case, visit: Visit | None, languages: Languages, script: Interpreting
) -> Reading:
    """What may be offered in a visit: by its setting first, then by the language card."""
    card = card_of(case, script)
    reads = card["reads"].code if "reads" in card else ""
    setting = visit.setting if visit is not None else None
    said = [setting.language] if setting is not None else []
    said += [card[line].words for line in _LINES if line in card]
    for words in said:
        if found := written_of(words, languages):
            sure = len(found) == 1 and found == _spoken(words, languages)
            return Reading(found, reads, sure)
    return Reading((), reads)


def written_of(words: str, languages: Languages) -> tuple[Language, ...]:
    """The languages with texts behind the words for what somebody speaks, the likeliest first.

    "Sorani, from Sulaymaniyah" is Sorani; "Kurdish" is each of its varieties.
    """
    spoken = _spoken(words, languages)
    found: dict[str, Language] = {}
    for language in spoken:
        tags = ((language.tag,) if language.written else ()) + language.reads
        for tag in tags:
            written = languages.get(tag)
            if written is not None and written.written:
                found[tag] = written
    return tuple(found.values())


def _spoken(words: str, languages: Languages) -> tuple[Language, ...]:
    said = words.strip().casefold()
    exact = tuple(one for one in languages.all if said in {one.tag.casefold(), *_names(one)})
    if exact:
        return exact
    if broad := languages.broad(words):
        return languages.varieties(broad)
    lengths = {one.tag: _longest(_names(one), said) for one in languages.all}
    most = max(lengths.values(), default=0)
    if most:
        return tuple(one for one in languages.all if lengths[one.tag] == most)
    within = (b for b in languages.ambiguous if _longest({b.label.casefold()}, said))
    return next((languages.varieties(broad) for broad in within), ())


def _names(language: Language) -> set[str]:
    names = (language.english, language.native, *language.everyday)
    return {name.casefold() for name in names if name}


def _longest(names: set[str], said: str) -> int:
    """How many letters the longest of some names has that stands in some words; 0: none does."""
    within = (n for n in names if re.search(rf"(?<!\w){re.escape(n)}(?!\w)", said))
    return max(map(len, within), default=0)
