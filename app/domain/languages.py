"""Our own table of languages: what a pack is written in, and what people say they speak.

Direction, script and typeface come from here and never from a library: Babel calls Kurdish in
Arabic script left-to-right, and Qt answers an unknown tag with its C locale and no error. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Direction(StrEnum):
    """Which way a line of a language runs."""

    LTR = "ltr"
    RTL = "rtl"


@dataclass(frozen=True, slots=True)
class Language:
    """One language or spoken variety.

    What is only spoken has no pack of its own; `reads` says which packs its speakers may read,
    to be asked and never assumed.
    """

    tag: str  # BCP 47
    english: str
    native: str  # its own name, for the point-to-your-language screen; "" when not settled
    everyday: tuple[str, ...]  # what people call it
    rank: int  # of need, 1 first; 99 for the rest
    script: str  # ISO 15924; "" for what is not written
    direction: Direction
    font: str  # key of a typeface, for its texts and its own name; "" when it has neither
    qt_tag: str  # what Qt knows it by; "" when Qt has nothing near
    babel_tag: str | None  # None: Babel does not know it, and nothing may ask
    written: bool = True
    gendered: bool = False  # "you" or its verb differs for a woman and a man
    reads: tuple[str, ...] = ()  # tags of packs, own one first
    instead: tuple[tuple[str, str], ...] = ()  # letters of a neighbour, and the right one for each
    note: str = ""


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A name that says too little to book by, and the varieties to ask about."""

    label: str
    also: tuple[str, ...]  # other spellings
    ask: tuple[str, ...]  # tags


@dataclass(frozen=True, slots=True)
class Languages:
    """The whole registry, in the order of need."""

    all: tuple[Language, ...]
    ambiguous: tuple[Ambiguous, ...] = ()

    def get(self, tag: str) -> Language | None:
        """The language with this tag."""
        return next((one for one in self.all if one.tag == tag), None)

    @property
    def written(self) -> tuple[Language, ...]:
        """Those that can have a pack."""
        return tuple(one for one in self.all if one.written)

    def named(self, typed: str) -> tuple[Language, ...]:
        """Languages with a name in which a word begins with what was typed; for type-ahead."""
        start = typed.strip().casefold()
        return tuple(one for one in self.all if start and _matches(one, start))

    def broad(self, name: str) -> Ambiguous | None:
        """What to ask when a language is named without its variety."""
        said = name.strip().casefold()
        known = ((one, (one.label, *one.also)) for one in self.ambiguous)
        return next((one for one, names in known if said in map(str.casefold, names)), None)

    def varieties(self, broad: Ambiguous) -> tuple[Language, ...]:
        """The languages behind a broad name."""
        found = (self.get(tag) for tag in broad.ask)
        return tuple(one for one in found if one is not None)


NO_LANGUAGES: Final = Languages(())
"""For a library that carries no registry."""


def _matches(language: Language, start: str) -> bool:
    names = (language.english, language.native, *language.everyday)
    return any(
        name.casefold().startswith(start)
        or any(word.startswith(start) for word in name.casefold().replace("/", " ").split())
        for name in names
    )
