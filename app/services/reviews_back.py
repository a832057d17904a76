"""A review that came back to its author: proved, put into the slice it is of, and into the record.

From then on the slice travels with it, and the reviewer's own reasons travel beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.case import fold
from app.domain.entry import NoteBody
from app.domain.errors import PackageRefused, Refused
from app.domain.headings import REVIEW_BACK
from app.services import carrying, inbox
from app.services.recording import make

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.case import Case
    from app.domain.handover import PolicyFinding, ReviewFacts, SignedSlice
    from app.domain.ids import CaseId
    from app.services.carrying import Own
    from app.services.desk import Desk
    from app.services.post import Papers


@dataclass(frozen=True, slots=True)
class Asked:
    """What opening a review needs of a case, read from the vault."""

    case: CaseId
    slices: tuple[tuple[Own, bytes], ...]  # each slice of ours, and as it was kept
    papers: Papers
    now: datetime  # UTC


@dataclass(frozen=True, slots=True)
class Opened:
    """A proved review and the slice with it; nothing is written yet."""

    own: Own
    facts: ReviewFacts
    findings: tuple[PolicyFinding, ...]
    slice: SignedSlice
    blob: bytes  # that slice as the vault keeps it
    words: bytes  # the reviewer's own slice as the vault keeps it, or nothing


def prepare(desk: Desk, case: Case, papers: Papers) -> Asked:
    """Read the slices of a case that a review may be of."""
    slices = tuple((one, desk.store.blob(one.blob)) for one in carrying.own(desk, case.id))
    return Asked(case.id, slices, papers, desk.clock.now())


def open_(asked: Asked, content: bytes) -> Opened:
    """Prove a review, and put it into the slice it is of.

    Touches no store, so that it may run off the GUI thread.

    Raises:
        PackageRefused: what is wrong with the file; `review.of-nothing-here`, with the slice's
            digest, when it is of no slice of this case; `review.no-room` for a fifth.
    """
    papers = asked.papers
    facts, _findings = papers.read_review(content, asked.now)
    for own, blob in asked.slices:
        signed = papers.kept(blob)
        if signed.digest != facts.slice:
            continue
        try:
            whole, facts, findings = papers.open_review(content, asked.now, signed)
        except ValueError:
            raise PackageRefused("review.no-room") from None
        words = papers.keep(facts.words.signed) if facts.words else b""
        return Opened(own, facts, findings, whole, papers.keep(whole), words)
    raise PackageRefused("review.of-nothing-here", slice=facts.slice)


def came_back(papers: Papers, content: bytes, now: datetime) -> tuple[str, str] | None:
    """What a file that is no package answers: the digest of a delivery, or of a slice it reviews.

    Everything about it has been proved by then but whether we ever sent that; None for neither.
    """
    answers = inbox.answers_to(papers, content, now)
    if answers:
        return answers, ""
    try:
        return "", papers.read_review(content, now)[0].slice
    except Refused:
        return None


def case_of(desk: Desk, digest: str) -> str:
    """The case that a slice of ours belongs to; empty when it was not signed here."""
    return desk.store.setting(f"slice:{digest}") if digest else ""


def take(desk: Desk, case: Case, opened: Opened, content: bytes) -> Case:
    """Take a proved review into the record: the slice has it, and its reasons join the case.

    The entries keep their author. Taking it in again changes nothing.
    """
    facts = opened.facts
    words = facts.words.entries if facts.words else ()
    fresh = tuple(e for e in words if e.id not in case.entries)
    if not words and not any(facts.digest in getattr(e.body, "text", "") for e in case.ordered):
        told = f"{facts.reviewer}, {facts.role}: {facts.decision}. {facts.digest}"
        last = case.ordered[-1] if case.ordered else None
        fresh = (make(desk, case.id, NoteBody(REVIEW_BACK, told), last=last),)
    with desk.store.together():
        carrying.put_reviewed(desk, case.id, opened.own, opened.blob)
        if facts.words is not None and facts.words.area == desk.area:
            ids = tuple(e.id for e in words)
            carrying.keep_own(desk, case.id, facts.words.signed, opened.words, ids)
        desk.store.keep(content, case.id)
        if fresh:
            desk.store.append(fresh)
            desk.store.log(f"review {facts.decision}", facts.digest, desk.author.principal)
    return fold(case.id, (*case.ordered, *fresh)) if fresh else case
