"""Copies for somebody with no key: the codes of each, told over a telephone and kept here alone.

The codes stand in the vault, beside the case, so that erasing the case takes them along. They are
in no entry and in no log, and travel in no file: only that they were told, when, by whom, to whom
and on which number, is part of the record.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from app.domain import coded
from app.domain.codes import Proof, Step
from app.domain.entry import ResponseBody
from app.domain.errors import PackageRefused
from app.domain.handover import NO_DESK, Desk
from app.services.calling_back import is_number
from app.services.recording import write
from app.services.report_cover import cover

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.case import Case
    from app.domain.coded import Codes
    from app.domain.deliveries import Delivery
    from app.domain.ids import CaseId
    from app.domain.report import Report
    from app.ports.post import Sealer
    from app.services.desk import Desk as OurDesk


@dataclass(frozen=True, slots=True)
class NoKey:
    """Somebody who has no key: in words, with a number that the sender had before."""

    title: str  # “Hillside School, safeguarding lead”
    telephone: str = ""  # where the code will be told; never taken from their own message
    desk: Desk = NO_DESK

    @property
    def is_unchecked(self) -> bool:
        """There is no key of theirs to be checked."""
        return False


@dataclass(frozen=True, slots=True)
class RingBack:
    """Whom the reader of a coded copy rings, as its cover says."""

    sender: str
    telephone: str  # of our own card


@dataclass(frozen=True, slots=True)
class Outer:
    """What a coded copy has round its package."""

    codes: Codes
    pages: bytes = field(repr=False)  # those of the handover, after the cover


@dataclass(frozen=True, slots=True)
class Kept:
    """The codes of one copy as this vault keeps them."""

    codes: Codes
    number: str  # where the code was to be told


@dataclass(frozen=True, slots=True)
class Telling:
    """A call in which the code of a copy was read out."""

    by: str  # whom it was told to
    number: str
    words: str = ""


def with_cover(report: Report, back: RingBack, codes: Codes) -> Report:
    """The pages of a handover after the cover of a coded copy."""
    return replace(report, cover=cover(back.sender, back.telephone, codes.read_back))


def outer(papers: Sealer, draw: Callable[[Report], bytes], report: Report, back: RingBack) -> Outer:
    """New codes, and the pages with a cover that bears the read-back code. Touches no store."""
    codes = papers.new_codes()
    return Outer(codes, draw(with_cover(report, back, codes)))


def keep(desk: OurDesk, case: CaseId, delivery: str, codes: Codes, number: str) -> None:
    """Keep the codes of a copy that was made; within the transaction that records it."""
    said = {"code": codes.code, "read_back": codes.read_back, "number": number}
    blob = desk.store.keep(json.dumps(said).encode(), case)
    desk.store.set_setting(_name(delivery), blob)


def kept(desk: OurDesk, delivery: str) -> Kept | None:
    """The codes of a copy that was made here; none for any other, or once its case is erased."""
    blob = desk.store.setting(_name(delivery))
    if not blob:
        return None
    said = json.loads(desk.store.blob(blob))
    return Kept(coded.Codes(said["code"], said["read_back"]), said["number"])


def show(desk: OurDesk, delivery: str) -> Kept | None:
    """The same, to be read out; that somebody looked is chained."""
    found = kept(desk, delivery)
    if found is not None:
        desk.store.log("code shown", delivery, desk.author.principal)
    return found


def tell(desk: OurDesk, case: Case, delivery: Delivery, telling: Telling) -> Case:
    """Record that the code was told: to whom and on which number. The code itself is not.

    Raises:
        PackageRefused: `reply.no-name` for nobody; `spoken.no-number` for no number.
    """
    if not telling.by.strip():
        raise PackageRefused("reply.no-name")
    if not is_number(telling.number):
        raise PackageRefused("spoken.no-number")
    text = coded.told_on(telling.number, telling.words)
    body = ResponseBody(delivery.digest, Step.CALLED, text, Proof.SPOKEN, telling.by.strip())
    desk.store.log("code told", delivery.digest, desk.author.principal)
    return write(desk, case, body)


def fits(desk: OurDesk, typed: str, delivery: str) -> bool:
    """Whether a read-back code is that of this copy. Raises as `coded.read_read_back`."""
    said, found = coded.read_read_back(typed), kept(desk, delivery)
    return found is not None and found.codes.read_back == said


def _name(delivery: str) -> str:
    return f"codes:{delivery}"
