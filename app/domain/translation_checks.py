"""What a translated text must be before anybody sees it. Each rule has a code and one sentence.

The same checks stand at the import of a translator's file, at the signing and at the taking in
of a pack, and again before each single text is shown. Source: Unicode Standard Annexes 9 and 15
for order and normal form; the rest is ours.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.domain import isolates
from app.domain.renderings import MACHINE, Address, State

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from app.domain.languages import Language, Languages
    from app.domain.renderings import Pack, Rendering, SpokenText

RULES: Final = {
    "LP01": "the file is a language pack in the form of docs/languages.md",
    "LP02": "the language is in the registry, and is written",
    "LP03": "every id is one of ours",
    "LP04": "the placeholders are those of the English, each as often",
    "LP05": "more than nine letters in ten are of the language’s script",
    "LP06": "the letters are this language’s own, not a neighbour’s",
    "LP07": "the text is not longer than the card allows",
    "LP08": "no control or direction character, and no sign that a spreadsheet would run",
    "LP09": "the text is in normal form C, on one line, with no space at its ends",
    "LP10": "no number, telephone number or date outside a placeholder",
    "LP11": "the words for a woman and for a man are both there, or are the same",
    "LP12": "the text was made from the English of today",
    "LP13": "the text is the one that was looked at",
    "LP14": "two different people translated and reviewed it",
    "LP15": "whoever translated and reviewed it is named, and was qualified on that day",
    "LP16": "there is a back-translation to compare with",
    "LP17": "the pack is signed by a content lead of an area that is trusted here",
    "LP18": "a state follows the one before it, and a version is not older than the one here",
    "LP19": "a pack that a live vault takes in holds approved texts alone",
    "LP20": (
        "no vowel mark stands on a letter of the Arabic script: copied out of a printed page, the "
        "letter would be there twice. Write the word without the mark"
    ),
}

FORMULA: Final = "=+-@"
"""With one of these first, a spreadsheet takes a cell for something to run."""

_SCRIPTS: Final = {
    "Arab": "ARABIC",
    "Beng": "BENGALI",
    "Deva": "DEVANAGARI",
    "Ethi": "ETHIOPIC",
    "Gujr": "GUJARATI",
    "Guru": "GURMUKHI",
    "Latn": "LATIN",
    "Sinh": "SINHALA",
    "Taml": "TAMIL",
}
"""How the names of a script's letters begin, in the Unicode character database."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule that a text breaks."""

    id: str  # of the text; empty for the pack
    code: str
    found: str = ""  # the character, placeholder or name it is about

    @property
    def rule(self) -> str:
        """The rule in words, with its code and what was found."""
        told = f"{self.code}: {RULES[self.code]}"
        return f"{told} ({self.found})" if self.found else told


def text_faults(rendering: Rendering, language: Language, source: SpokenText) -> list[Fault]:
    """Rules that the words themselves break, for whoever made them."""
    said = [text for text in (rendering.text, rendering.masculine) if text]
    found = [(code, about) for text in said for code, about in _words(text, language, source)]
    if rendering.source_sha256 != source.sha256:
        # The English has changed: only the age of the text can be told.
        found = [one for one in found if one[0] not in {"LP04", "LP07"}]
        found.append(("LP12", ""))
    if rendering.target_sha256 != rendering.target_now:
        found.append(("LP13", ""))
    found += _gender(rendering, language, source)
    return [Fault(source.id, code, about) for code, about in dict.fromkeys(found)]


def approval_faults(rendering: Rendering, pack: Pack) -> list[Fault]:
    """Rules of the two people, for a text whose state says that they have looked at it."""
    found: list[tuple[str, str]] = []
    step = rendering.state.step
    if step >= State.TRANSLATED.step:
        found += _hand(pack, rendering.translated_by, rendering.translated_on)
    if step >= State.REVIEWED.step:
        found += _hand(pack, rendering.reviewed_by, rendering.reviewed_on)
        if rendering.translated_by == rendering.reviewed_by:
            found.append(("LP14", rendering.reviewed_by))
    if step >= State.APPROVED.step:
        if not rendering.back_translation:
            found.append(("LP16", ""))
        if not rendering.approved_by:
            found.append(("LP15", "approved_by"))
    return [Fault(rendering.id, code, about) for code, about in dict.fromkeys(found)]


def proof_faults(pack: Pack) -> list[Fault]:
    """Rules of the signature. A pack made outside its certificate's time counts as unsigned."""
    proof = pack.proof
    if proof is None:
        return [Fault("", "LP17", "unsigned")]
    if proof.revoked or not proof.trusted or not proof.begins <= pack.created < proof.ends:
        return [Fault("", "LP17", proof.principal)]
    return []


def unapproved(pack: Pack) -> tuple[Fault, ...]:
    """A rule for what a live vault takes in: no draft may so much as lie in it."""
    return tuple(
        Fault(one.id, "LP19", one.state.value)
        for one in pack.renderings.values()
        if one.state is not State.APPROVED
    )


def pack_faults(
    pack: Pack, languages: Languages, sources: Mapping[str, SpokenText]
) -> tuple[Fault, ...]:
    """Every rule that the texts of a pack break; its signature is another matter."""
    language = languages.get(pack.tag)
    if language is None or not language.written:
        return (Fault("", "LP02", pack.tag),)
    found = [
        Fault(id_, "LP03", id_) for id_ in (*pack.renderings, *pack.empty) if id_ not in sources
    ]
    for id_, rendering in pack.renderings.items():
        if id_ in sources and rendering.state is not State.WITHDRAWN:
            found += text_faults(rendering, language, sources[id_])
            found += approval_faults(rendering, pack)
    return tuple(found)


def letters_in(script: str, text: str) -> float:
    """The share of a text's letters that belong to a script, 0 to 1; 1 when it has no letters."""
    begin = _SCRIPTS[script]
    letters = [c for c in _bare(text) if unicodedata.category(c).startswith("L")]
    ours = sum(unicodedata.name(c, "").startswith(begin) for c in letters)
    return ours / len(letters) if letters else 1.0


def vowel_mark(text: str) -> str:
    """The first mark on an Arabic letter, as `U+064B, fathatan`; or nothing.

    What normal form C makes one letter of (`آ`, `أ`, `ئ`) is a letter and no mark.
    """
    composed = unicodedata.normalize("NFC", text)
    marks = (c for c in composed if unicodedata.category(c) == "Mn")
    named = ((c, unicodedata.name(c, "")) for c in marks)
    script = f"{_SCRIPTS['Arab']} "
    found = ((c, name.removeprefix(script)) for c, name in named if name.startswith(script))
    return next((f"U+{ord(c):04X}, {name.lower()}" for c, name in found), "")


def _words(text: str, language: Language, source: SpokenText) -> Iterator[tuple[str, str]]:
    if differing := _placeholders(text, source.text):
        yield "LP04", differing
    if letters_in(language.script, text) <= 0.9:
        yield "LP05", language.script
    yield from (("LP06", f"U+{ord(w):04X}") for w, _ in language.instead if w in text)
    if len(text) > source.max_length:
        yield "LP07", f"{len(text)} of {source.max_length}"
    yield from _spelling(text)


def _spelling(text: str) -> Iterator[tuple[str, str]]:
    if hidden := isolates.forbidden(text):
        yield "LP08", hidden
    if text[0] in FORMULA:
        yield "LP08", text[0]
    if text != unicodedata.normalize("NFC", text).strip():
        yield "LP09", ""
    if number := isolates.literal_number(text):
        yield "LP10", number
    if mark := vowel_mark(text):
        yield "LP20", mark


def _placeholders(text: str, source: str) -> str:
    """What is missing from a text, or too much in it, as a person would name it."""
    ours, theirs = (Counter(_names(one)) for one in (source, text))
    wrong = sorted((ours - theirs) + (theirs - ours))
    stray = "" if wrong or not set("{}") & set(_bare(text)) else "{"
    return ", ".join(wrong) or stray


def _names(text: str) -> list[str]:
    return [name for name in isolates.placeholders(text) for _ in range(text.count(f"{{{name}}}"))]


def _bare(text: str) -> str:
    for name in isolates.placeholders(text):
        text = text.replace(f"{{{name}}}", "")
    return text


def _gender(
    rendering: Rendering, language: Language, source: SpokenText
) -> Iterator[tuple[str, str]]:
    if not (language.gendered and source.needs_gender):
        return
    draft = rendering.state.step < State.TRANSLATED.step
    if rendering.address is Address.UNSAID:
        yield "LP11", "address"
    elif rendering.address is Address.WOMAN and not rendering.masculine and not draft:
        yield "LP11", "masculine"


def _hand(pack: Pack, id_: str, on: date | None) -> Iterator[tuple[str, str]]:
    person = pack.person(id_)
    if id_ == MACHINE or on is None or person is None or not person.qualified(on):
        yield "LP15", id_
