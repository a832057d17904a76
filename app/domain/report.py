"""The shape of a report: everything a printed page says, in words, and nothing that decides it.

A `Report` is made by `app.services.reporting` from a case and drawn by `storage.report`. Dates
are words already, names of classes and states too, so that the page and its text layer say the
same thing. A report holds no score, total or grade of its own (NO1).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from app.domain.codes import RestrictionClass
    from app.domain.translation import Shown

STALE_DAYS = 28
"""Days after which a part of the record must be assessed again before it is relied on."""


class Tone(StrEnum):
    """How words stand on the page. Brick is kept for what is missing, due or unanswered."""

    PLAIN = "plain"
    STRONG = "strong"
    MISSING = "missing"
    QUIET = "quiet"


class Mark(StrEnum):
    """The shape beside a state, so that it survives a grey printer; the word is always there."""

    NONE = ""
    ESTABLISHED = "established"
    SUSPECTED = "suspected"
    NOT_ESTABLISHED = "not_established"
    RULED_OUT = "ruled_out"
    MISSING = "missing"
    PARTLY = "partly"
    DONE = "done"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class Line:
    """A label and what is so, with where it comes from."""

    label: str
    text: str
    tone: Tone = Tone.PLAIN
    provenance: str = ""
    mark: Mark = Mark.NONE
    language: str = ""  # BCP 47 tag of `text` where it is known


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's own words: what was asked, the words, and how they came to be written down."""

    asked: str
    words: str
    provenance: str
    language: str = ""  # BCP 47 tag of `words` where it is known
    caution: str = ""  # why the words may not be relied on, or that today's differ


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: words, a quieter second line, and a shape."""

    text: str
    second: str = ""
    tone: Tone = Tone.PLAIN
    mark: Mark = Mark.NONE
    language: str = ""  # BCP 47 tag of `text` where it is known


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column and its share of the width."""

    title: str
    share: int


@dataclass(frozen=True, slots=True)
class Lines:
    """Labelled lines, one under the other, perhaps under a name."""

    lines: tuple[Line, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Quotes:
    """Several people's words, or one person's on several days."""

    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under heads. Every row has as many cells as there are columns."""

    name: str  # for a screen reader
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __post_init__(self) -> None:
        """Refuse a ragged table: a cell under the wrong head is a wrong fact."""
        if any(len(row) != len(self.columns) for row in self.rows):
            msg = "every row has as many cells as there are columns"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Pair:
    """English, and the same in the language a person was shown or spoke."""

    english: str
    words: str
    language: str  # BCP 47 tag of `words`
    note: str = ""  # the state of the translation, or how the words came to be written down
    band: str = ""  # "DRAFT ..." over words that nobody has approved; empty for all others

    @classmethod
    def of(cls, english: str, shown: Shown, note: str, draft: str) -> Pair:
        """What a person was shown, beside its English; `draft` is the band if it needs one."""
        return cls(english, shown.text, shown.tag, note, draft if shown.draft else "")


@dataclass(frozen=True, slots=True)
class Pairs:
    """Two languages side by side, each cell marked with its own."""

    name: str  # for a screen reader
    heads: tuple[str, str]
    pairs: tuple[Pair, ...]


Block = Lines | Quotes | Table | Pairs


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of a sheet. With no blocks it says `empty`, and never just stays away."""

    title: str
    blocks: tuple[Block, ...]
    intro: str = ""
    empty: str = ""
    age: str = ""  # how old its newest part is, in words
    stale: bool = False  # older than `STALE_DAYS`


@dataclass(frozen=True, slots=True)
class Sheet:
    """A group of pages that may be kept, copied or withheld by itself: one restriction class.

    A sheet on its `own_leaf` never shares a piece of paper with another, even printed on both
    sides: the new address and the names of the network are never on one sheet (NO9).
    """

    klass: RestrictionClass
    title: str
    rule: str  # who may hold it and what it is kept apart from; on each of its pages
    sections: tuple[Section, ...]
    own_leaf: bool = False


@dataclass(frozen=True, slots=True)
class Marking:
    """The government marking and its handling line, at the top and foot of every page."""

    mark: str = "OFFICIAL-SENSITIVE"
    handling: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """The few fixed words of the page itself, given so that they can be translated."""

    page_of: str  # with {page} and {pages}
    left_empty: str  # on a page left empty to keep two sheets apart
    stale: str


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page of a coded copy, which is no page of the handover and has no number."""

    headline: str
    lead: str
    label: str  # over the read-back code
    code: str = field(repr=False)
    spelt: str = field(repr=False)  # the code as it is said
    told: str  # what it is for
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """One rendering of a record for one recipient. The signed record is the authority, not this."""

    reference: str
    title: str  # of the file: no name, no alias
    made: date
    marking: Marking
    band: str  # "DEMO …" on every page, or empty in a live vault
    headline: str
    standing: str  # whose rendering this is, for whom, and that it proves nothing by itself
    control: tuple[Line, ...]  # from, to, why, answer by
    summary: tuple[Line, ...]  # page one: two minutes
    sheets: tuple[Sheet, ...]
    words: Words
    digest: str = ""  # short form of the signed record's digest
    caution: str = ""  # on every page: part of it was asked with no checked interpreter
    cover: Cover | None = None  # of a coded copy


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """The groups that open one laptop when its passphrase is lost; printed once, kept apart."""

    title: str
    made_for: str  # which laptop, and when the sheet was made
    made: date
    groups: tuple[str, ...]
    advice: tuple[str, ...]
    band: str = ""
