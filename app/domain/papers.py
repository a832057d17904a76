"""Papers of a case: orders, drawings, photographs. Kept as they came and never decoded.

A paper is a `document` subject, and a note about it that holds its digest, its size, what sort of
file it is, and where the original is kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.codes import Kind
from app.domain.entry import NoteBody

if TYPE_CHECKING:
    from app.domain.case import Case
    from app.domain.codes import RestrictionClass
    from app.domain.entry import Entry
    from app.domain.ids import SubjectId

HEADING = "Paper"
"""Heading of the note that says what a paper is."""

_FIRST_LINE = re.compile(r"([0-9a-f]{64}) (\d{1,8}) (pdf|jpg|png)")

_BEGINS = ((b"%PDF-", "pdf"), (b"\xff\xd8\xff", "jpg"), (b"\x89PNG\r\n\x1a\n", "png"))


@dataclass(frozen=True, slots=True)
class Paper:
    """One kept paper."""

    subject: SubjectId
    title: str
    digest: str  # SHA-256
    size: int  # bytes
    ending: str  # pdf, jpg or png: what a package may carry
    original: str  # where the original is
    entry: Entry

    @property
    def rc(self) -> RestrictionClass:
        """Who may have it."""
        return self.entry.rc


def ending_of(content: bytes) -> str:
    """The sort of file by its first bytes, or the empty string."""
    return next((ending for begin, ending in _BEGINS if content.startswith(begin)), "")


def describe(digest: str, size: int, ending: str, original: str) -> str:
    """The text of a paper's note."""
    return f"{digest} {size} {ending}\n{original}"


def papers(case: Case) -> tuple[Paper, ...]:
    """Every paper that stands, oldest first."""
    found: list[Paper] = []
    for entry in case.of(Kind.NOTE):
        body = entry.body
        if not isinstance(body, NoteBody) or body.heading != HEADING or entry.about is None:
            continue
        first, _newline, original = body.text.partition("\n")
        told = _FIRST_LINE.fullmatch(first)
        if told:
            title = case.label(entry.about)
            found.append(Paper(entry.about, title, told[1], int(told[2]), told[3], original, entry))
    return tuple(found)
