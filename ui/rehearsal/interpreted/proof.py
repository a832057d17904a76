"""The machine check after an interpreted visit: no "no" of it stands as a value anywhere.

It reads what left the laptop, as the receiving desk does: the proved entries of the package, all
together and part by part, and the text layer of the pages that travel with them.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from app.domain.answers import Account, body_of, value_of
from app.domain.case import fold
from app.domain.codes import Kind
from app.domain.established import denials, only_denies
from app.domain.interpreter import interpreted
from app.i18n import in_english
from app.services.receiving import preview
from app.services.report_words import answer as words_of
from ui.rehearsal.driver import StepFailed
from ui.rehearsal.interpreted import before
from ui.rehearsal.report import leave

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.content.library import Library
    from app.domain.case import Case
    from app.domain.entry import AnswerBody, Entry
    from app.domain.handover import Verified
    from ui.rehearsal.stage import Stage

PAPER: Final = "not-established.txt"
"""What the check found, answer by answer; beside the pictures."""

FEWEST: Final = 8
"""Denials that the rehearsal says at least; with fewer the check would prove nothing."""

TOLD: Final = (
    *(before.FIRST, before.SECOND, "Language Bridge", "Other Tongues"),
    *("Interpreter on the telephone", f"{before.SPOKEN} and English", "registration seen"),
    *("Suitable", "Not suitable: not used", "Answered for the person"),
    *("Nothing denied in this visit is established.", "Not established, because of the conditions"),
)
"""What the pages have to say of who interpreted, and of what came of it."""

STANDING: Final = "Blank is never “no”."
"""A sentence of every handover, in which the word is quoted and nobody said it."""

_QUOTED = re.compile("“([^”]*)”")
_PIECES = re.compile("[,.;] ")


@dataclass(frozen=True, slots=True)
class Denied:
    """One denial as it was signed, with the words it would have if nobody doubted it.

    `said` has what the interpreter said too; `bare` is the answer alone.
    """

    entry: Entry
    label: str
    said: str
    bare: str


def denied(case: Case, library: Library) -> tuple[Denied, ...]:
    """What was denied in the last interpreted visit, whatever stands of it today."""
    visit = interpreted(case)[-1].id
    every = (e for e in case.of(Kind.ANSWER, ever=True) if e.visit == visit)
    return tuple(_denied(case, e, library) for e in every if _denies(body_of(e)))


def _denies(body: AnswerBody) -> bool:
    codes = (*body.value.codes, *body.value.past)
    return bool(denials(body.item, codes)) or only_denies(body.value.text, body.noes)


def _denied(case: Case, entry: Entry, library: Library) -> Denied:
    body, items = body_of(entry), library.book.items
    alone = replace(body, words="", interpreted="")
    said, bare = (
        words_of(Account(entry, one, doubtful=False), items, case) for one in (body, alone)
    )
    return Denied(entry, items[body.item].label, said, bare)


def read_as_no(case: Case, found: Iterable[Denied]) -> list[str]:
    """Which of them a reader of this copy would still take for a denial."""
    here = [one for one in found if one.entry.id in case.entries]
    read = ((one.label, body_of(one.entry), value_of(case, one.entry)) for one in here)
    return [
        label
        for label, body, value in read
        if denials(body.item, (*value.codes, *value.past)) or only_denies(value.text, body.noes)
    ]


def copies(package: Verified) -> Iterator[tuple[str, Case]]:
    """The case as it reads from the whole package, and from each part of it alone."""
    yield "the whole package", preview(package)
    entries = [e for one in package.slices for e in one.entries]
    for rc in sorted({e.rc for e in entries}):
        yield f"{rc.value} alone", fold(package.slices[0].case, [e for e in entries if e.rc is rc])


def in_pages(text: str, found: Iterable[Denied]) -> list[str]:
    """What in the pages is a denial and nothing else: lines, quoted words, and answers of these."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    flat = " ".join(lines).replace(STANDING, "")
    bare = [words for words in (*lines, *_QUOTED.findall(flat)) if only_denies(words)]
    answers = {piece for one in found for piece in _PIECES.split(one.bare) if " " in piece}
    stands = (re.search(rf"\b{re.escape(piece)}\b", flat, re.IGNORECASE) for piece in answers)
    return [*bare, *(match[0] for match in stands if match is not None)]


def pages_of(pdf: bytes) -> str | None:
    """The text layer of the pages; None where no `pdftotext` is installed to read it."""
    tool = shutil.which("pdftotext")
    if tool is None:
        return None
    done = subprocess.run(  # noqa: S603 - a tool of the system over our own pages
        [tool, "-", "-"], input=pdf, capture_output=True, timeout=60, check=True
    )
    return done.stdout.decode()


def check(stage: Stage) -> None:
    """Read what left, as the desk that got it; the step fails at the first "no" that stands."""
    session = stage.person.office.session
    package = session.post.papers().open(stage.sealed().read_bytes(), session.now())
    case = preview(package)
    with in_english():  # as the pages are, whatever the windows speak
        found = denied(case, session.library)
    if len(found) < FEWEST:
        raise StepFailed(f"only {len(found)} denials were said: there is nothing to check")
    for name, copy in copies(package):
        still = read_as_no(copy, found)
        if still:
            raise StepFailed(f"read as a denial from {name}: {', '.join(still)}")
    text = pages_of(package.pdf)
    if text is not None:
        _check_pages(text, found)
    leave(stage.out / PAPER, _told(found, read=text is not None))


def _check_pages(text: str, found: tuple[Denied, ...]) -> None:
    flat = " ".join(text.split())
    lacking = [words for words in (*TOLD, *(one.label for one in found)) if words not in flat]
    if lacking:
        raise StepFailed(f"not said in the pages: {', '.join(lacking)}")
    stands = in_pages(text, found)
    if stands:
        raise StepFailed(f"stands in the pages: {'; '.join(stands)}")


def _told(found: tuple[Denied, ...], *, read: bool) -> str:
    lines = [f"{one.label}: put down as “{one.said}”, reads as not established." for one in found]
    pages = "none of them stands in the pages" if read else "pages not read: no pdftotext here"
    return "\n".join([*lines, f"{len(found)} denials; {pages}."]) + "\n"
