"""Who receives a copy, and what a copy made for them holds: presets, which never decide.

Only shapes and look-ups; the rows are in `app/content/packs/recipients.toml`. No preset holds the
immigration part: it goes by a named person's written decision alone (`app.domain.consent`). There
is none for immigration enforcement (NO8).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.codes import RestrictionClass


class Manner(StrEnum):
    """How a copy reaches its reader."""

    KEY = "key"  # a sealed file, read with a key of their own
    PAPER = "paper"  # pages


class Pages(StrEnum):
    """What is printed for a reader."""

    RECORD = "record"  # the pages of the record, each part on its own sheet
    DOCTOR = "doctor"  # one page for a surgery


@dataclass(frozen=True, slots=True)
class Recipient:
    """One preset: what goes, what stays and why, and how it is handed over."""

    code: str
    label: str
    note: str
    manner: Manner
    pages: Pages
    purpose: str  # a code of the sharing pack
    header: str  # for its pages
    parts_in: frozenset[RestrictionClass]
    out: tuple[tuple[RestrictionClass, str], ...]  # with the ground, in the order of the classes
    asks: tuple[str, ...]  # what the reader is asked to do, on a page of its own
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recipients:
    """The presets, in the order of the pack."""

    rows: tuple[Recipient, ...] = ()

    def of(self, code: str) -> Recipient | None:
        """The preset of this code; none for the empty one, or one of another pack."""
        return next((row for row in self.rows if row.code == code), None)


NO_RECIPIENTS = Recipients()
"""No presets: for content that was read without the pack."""
