"""Keeping papers of a case, and giving them out again on request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.codes import SubjectType
from app.domain.entry import NoteBody, SubjectBody
from app.domain.errors import RecordRefused
from app.domain.ids import SubjectId
from app.domain.papers import HEADING, describe, ending_of
from app.services.recording import append, make

if TYPE_CHECKING:
    from app.domain.case import Case
    from app.domain.codes import RestrictionClass
    from app.domain.papers import Paper
    from app.services.desk import Desk

MOST = 8 * 1024 * 1024
"""Bytes in one paper; what a package may carry (storage/handover/FORMAT.md)."""


def add(
    desk: Desk, case: Case, title: str, content: bytes, original: str, rc: RestrictionClass
) -> Case:
    """Keep a paper; `original` says where the original is.

    Raises:
        RecordRefused: `paper.kind` for what no package may carry; `paper.too-large`.
    """
    if len(content) > MOST:
        raise RecordRefused("paper.too-large", most=MOST)
    ending = ending_of(content)
    if not ending:
        raise RecordRefused("paper.kind")
    digest = desk.store.keep(content, case.id)
    subject = SubjectId(desk.ids.new())
    last = case.ordered[-1] if case.ordered else None
    told = describe(digest, len(content), ending, original)
    entries = (
        make(
            desk,
            case.id,
            SubjectBody(SubjectType.DOCUMENT, title),
            last=last,
            about=subject,
            rc=rc,
        ),
        make(desk, case.id, NoteBody(HEADING, told), last=last, about=subject, rc=rc),
    )
    return append(desk, case, entries)


def give_out(desk: Desk, paper: Paper) -> bytes:
    """The paper's bytes, to be saved outside the vault; that is chained.

    Raises:
        RecordRefused: `paper.missing` when it is not on this laptop.
    """
    try:
        content = desk.store.blob(paper.digest)
    except KeyError:
        raise RecordRefused("paper.missing") from None
    desk.store.log("export", paper.digest, desk.author.principal)
    return content
