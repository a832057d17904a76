"""What goes to a translator and what comes back, whatever the file it travels in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.domain.languages import Language
    from app.domain.renderings import Pack, SpokenText, State

MASCULINE: Final = ":to-a-man"
"""Ends the key of the words to a man; the plain id is the words to a woman, or to anybody."""

MOST: Final = 4 * 1024 * 1024
"""Bytes of a translator's file."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One text on its way out."""

    key: str
    source: str
    target: str
    state: State | None
    notes: tuple[str, ...]
    back: str
    max_length: int


@dataclass(frozen=True, slots=True)
class Returned:
    """One text as it came back. `by` is `machine` where the file itself says so."""

    id: str
    masculine: bool
    source: str
    target: str
    back: str = ""
    by: str = ""


def units(pack: Pack, language: Language, sources: Mapping[str, SpokenText]) -> Iterator[Unit]:
    """Every text to be translated, with a second place for the words to a man where needed."""
    for id_, source in sources.items():
        rendering = pack.renderings.get(id_)
        state = None if rendering is None else rendering.state
        back = "" if rendering is None else rendering.back_translation
        twice = language.gendered and source.needs_gender
        told = ("To a woman. If a man is told the same words, write them in both places.",)
        notes = ((source.note,) if source.note else ()) + (told if twice else ())
        target = "" if rendering is None else rendering.text
        yield Unit(id_, source.text, target, state, notes, back, source.max_length)
        if twice:
            man = "" if rendering is None else rendering.said_to_a_man
            key = id_ + MASCULINE
            yield Unit(key, source.text, man, state, ("To a man.",), "", source.max_length)
