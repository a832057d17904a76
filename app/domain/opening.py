"""What is said to every person before the first question and before anybody leaves. Pure.

It is read aloud and nothing of it is an answer. That it was read, or had been read already, is
one note of the visit, so that nobody is asked to listen to it twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.domain.codes import Kind
from app.domain.entry import NoteBody
from app.domain.interpreter import Matter, may_show
from app.domain.isolates import fill, forbidden, marks_taken_out, placeholders

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.domain.case import Case
    from app.domain.renderings import SpokenText
    from app.domain.visit import Visit

OPENING: Final = "opening"
"""The part of the script before the first question."""

CLOSING: Final = "closing"
"""The part before anybody leaves."""

READ_FIRST: Final = "Read first"
"""Heading of the note that the opening is done with."""

ALREADY: Final = "Not read aloud now: it had been read already."
"""What that note says when it was not read in this visit."""

BLANK: Final = "…"
"""Stands for what is not known here and is said from what was agreed."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line to read aloud, with what fills it."""

    id: str
    words: str
    note: str  # for whoever reads, never read aloud
    values: Mapping[str, str]
    whole: bool  # False: a value is not known, and `BLANK` stands for it


def lines(
    script: Iterable[SpokenText], part: str, values: Mapping[str, str], *, interpreted: bool
) -> tuple[Line, ...]:
    """The lines of a part, in order; those for an interpreter only where there is one.

    Raises:
        ContentRefused: a line of the script is no template (as `isolates.fill` says).
    """
    found = (text for text in script if text.part == part)
    return tuple(_line(t, values) for t in found if interpreted or not t.interpreted)


def _line(text: SpokenText, values: Mapping[str, str]) -> Line:
    wanted = placeholders(text.text)
    given = {name: values[name] for name in wanted if _may_fill(values.get(name, ""))}
    told = fill(text.text, {name: given.get(name, BLANK) for name in wanted})
    note = "" if placeholders(text.note) else text.note  # such a note is for translators
    words = marks_taken_out(told).replace(f"{BLANK}.", BLANK)  # four dots are no blank
    return Line(text.id, words, note, given, len(given) == len(wanted))


def _may_fill(value: str) -> bool:
    return bool(value.strip()) and not forbidden(value)


def to_read(found: Iterable[Line]) -> tuple[Line, ...]:
    """Those that can be read as they stand: a subject that nobody agreed is not spoken of."""
    return tuple(line for line in found if line.whole)


def noted(case: Case, visit: Visit) -> bool:
    """Whether the opening was read in this visit, or had been read already."""
    mine = (e.body for e in case.of(Kind.NOTE) if e.visit == visit.id)
    return any(isinstance(body, NoteBody) and body.heading == READ_FIRST for body in mine)


def due(case: Case, visit: Visit) -> bool:
    """Whether the opening is still to be read: once a visit, and only where a question may be."""
    return may_show(visit.setting, Matter.QUESTION) and not noted(case, visit)
