"""What can be asked: sections and items, as the screening pack declares them. No answers here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.codes import RestrictionClass

if TYPE_CHECKING:
    from app.domain.conditions import Condition
    from app.domain.ids import ItemId


class ItemType(StrEnum):
    """How an item is answered; each fills certain parts of a `Value`."""

    STATE = "state"  # yes, no, unclear, declined, not_safe, not_asked: `codes`, one
    NOW_PAST = "now_past"  # the same asked of now and of the past: `codes` and `past`
    OFTEN = "often"  # never … constantly in `codes`, and `trend`
    TEXT = "text"
    DATE = "date"
    WHO = "who"  # people of the network
    ONE = "one"  # one of the options
    MANY = "many"  # any of the options
    TICK = "tick"  # done, or not yet
    LINKS = "links"  # relations and roles, recorded as links between subjects
    VIEW = "view"  # shown from the record, nothing is typed


class AboutType(StrEnum):
    """Whom an answer is about."""

    PERSON = "person"  # the person at risk
    PARTY = "party"  # each member of the network
    CHILD = "child"  # each child
    CASE = "case"


class Place(StrEnum):
    """Where an item belongs."""

    OFFICE = "office"
    VISIT = "visit"


NO_ANSWER = ("declined", "not_safe", "not_asked")
"""Why there is no answer; none of these is ever read as "no" (NO6)."""

STATES = ("yes", "no", "unclear", *NO_ANSWER)
OFTEN = ("never", "once", "sometimes", "often", "constantly")
TRENDS = ("less", "same", "more", "unknown")


@dataclass(frozen=True, slots=True)
class Option:
    """One closed answer: a permanent code, its words, and a second line if needed."""

    code: str
    label: str
    note: str = ""
    said: str = ""  # as it is said to the person, where the label is for whoever marks it

    @property
    def spoken(self) -> str:
        """Its words to the person: translated for her, and said back to her."""
        return self.said or self.label


@dataclass(frozen=True, slots=True)
class Row:
    """One line of an item that has several, such as each system checked."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class OtherWay:
    """Another approved way to ask the same thing."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """One screening item. Its id is permanent; a changed meaning is a new id."""

    id: ItemId
    version: int
    section: str
    type: ItemType
    label: str  # what it is called in lists
    ask: str  # the words read aloud; empty when it is never read aloud
    source: tuple[str, ...]
    about: AboutType = AboutType.PERSON
    note: str = ""  # for the practitioner only
    prompt: str = ""  # heading shown when nothing is read aloud
    options: tuple[Option, ...] = ()
    rows: tuple[Row, ...] = ()
    ways: tuple[OtherWay, ...] = ()
    critical: bool = False  # ★
    pattern: bool = False  # ◆
    observed: bool = False  # seen by the practitioner, never read aloud
    rc: RestrictionClass = RestrictionClass.RC1
    short: bool = False  # part of the short visit
    required: bool = False  # a gate needs it
    show: Condition | None = None  # asked only when this holds
    raised_by: tuple[str, ...] = ()  # answers that raise ★ and open follow-ups: B2 by "no"
    follow_up: tuple[str, ...] = ()  # item ids opened by an answer in `raised_by`
    waive: tuple[str, ...] = ()  # wording rules waived, each with its reason
    least: bool = False  # may be asked with no checked interpreter, for danger to life

    @property
    def heading(self) -> str:
        """The largest words on the screen: what is read aloud, or what is to be recorded."""
        return self.ask or self.prompt or self.label

    def as_said(self) -> Item:
        """The same item, its answers in the words in which they are said to the person."""
        return replace(self, options=tuple(replace(o, label=o.spoken) for o in self.options))


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the conversation or of the office work."""

    id: str
    title: str
    place: Place
    items: tuple[Item, ...]
    intro: str = ""


@dataclass(frozen=True, slots=True)
class Screening:
    """All sections of the packs an open visit goes on with."""

    version: int
    sections: tuple[Section, ...]

    def item(self, item_id: str) -> Item:
        """The item with this id; `KeyError` when there is none."""
        for section in self.sections:
            for item in section.items:
                if item.id == item_id:
                    return item
        raise KeyError(item_id)
