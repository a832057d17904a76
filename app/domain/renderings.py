"""A pack of one language as a value: each text in it, how far it has come, and by whose hand."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

MACHINE: Final = "machine"
"""Stands as the translator of a text that no person wrote."""


class State(StrEnum):
    """How far a text has come. Stale is no state: it is computed from the English of today."""

    MACHINE_DRAFT = "machine_draft"
    DRAFT = "draft"  # by a person without a qualification for it
    TRANSLATED = "translated"  # by a qualified translator
    REVIEWED = "reviewed"  # by a second qualified person
    APPROVED = "approved"  # compared with the back-translation, by a content lead
    WITHDRAWN = "withdrawn"

    @property
    def step(self) -> int:
        """Its place on the way, 0 first; a withdrawn text has none (-1)."""
        return -1 if self is State.WITHDRAWN else list(State).index(self)


class Address(StrEnum):
    """To whom a text speaks, in a language where "you" is not one word for all.

    Of a rendering it is `ANY`, `WOMAN` or unsaid; of who is spoken to, `ANY` asks for words that
    are for everybody.
    """

    ANY = "any"  # the same words for everybody
    WOMAN = "woman"  # words to a woman; those to a man stand beside them, or are not there yet
    MAN = "man"
    UNSAID = ""


@dataclass(frozen=True, slots=True)
class SpokenText:
    """One English text that is said to a person, and what a translator must know of it."""

    id: str
    version: int
    text: str
    note: str  # for the translator; never read aloud
    part: str  # opening, cover, question, way, answer, teach-back, closing, card, gate, concern
    critical: bool = False  # ★
    interpreted: bool = False  # said only where somebody interprets

    @property
    def sha256(self) -> str:
        """What a translation was made from."""
        return digest_of(self.text)

    @property
    def needs_gender(self) -> bool:
        """Whether it speaks to or of "you", which some languages tell apart."""
        words = self.text.casefold().replace("?", " ").replace(".", " ").replace(",", " ").split()
        return bool({"you", "your", "please"} & set(words))

    @property
    def max_length(self) -> int:
        """How many characters a translation may have, to fit a card."""
        return 40 + 2 * len(self.text)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who translates or reviews: an id is enough, a name is not needed."""

    id: str
    qualification: str  # such as a diploma or a register number; empty when there is none
    until: date | None = None  # the qualification's last day
    name: str = ""

    def qualified(self, on: date) -> bool:
        """Whether the qualification stood on a day."""
        return bool(self.qualification) and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class Rendering:
    """One text in one language. `text` speaks to a woman where `address` says so."""

    id: str
    version: int
    source_sha256: str  # of the English it was made from
    state: State
    text: str
    address: Address = Address.UNSAID
    masculine: str = ""  # the same said to a man
    target_sha256: str = ""  # of text and masculine, as last looked at
    translated_by: str = ""
    translated_on: date | None = None
    reviewed_by: str = ""
    reviewed_on: date | None = None
    approved_by: str = ""  # a principal
    back_translation: str = ""

    @property
    def target_now(self) -> str:
        """The print of the words as they stand."""
        return digest_of(f"{self.text}\n{self.masculine}")

    @property
    def said_to_a_man(self) -> str:
        """The words to a man; empty where there are none yet."""
        return self.text if self.address is Address.ANY else self.masculine

    def said_to(self, address: Address) -> str:
        """The words to a woman, to a man, or to everybody; empty where there are none yet."""
        if self.address is Address.ANY or address is Address.WOMAN:
            return self.text
        return self.masculine if address is Address.MAN else ""


@dataclass(frozen=True, slots=True)
class Proof:
    """A pack's signature, once proved: who, for which area, and how far that is believed."""

    principal: str
    area: str
    begins: datetime  # UTC: of the certificate
    ends: datetime
    trusted: bool  # the area is our own, checked by voice, or vouched for
    revoked: bool = False


@dataclass(frozen=True, slots=True)
class Pack:
    """The texts of one language. Without a proof it is a working copy, or a draft."""

    tag: str
    version: int
    created: datetime  # UTC, whole seconds
    people: tuple[Person, ...] = ()
    renderings: Mapping[str, Rendering] = field(default_factory=lambda: MappingProxyType({}))
    empty: tuple[str, ...] = ()  # ids with no text yet
    proof: Proof | None = None
    file: str = ""

    def person(self, id_: str) -> Person | None:
        """The person with this id."""
        return next((one for one in self.people if one.id == id_), None)


def digest_of(text: str) -> str:
    """SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
