"""How far a package was signed off, when its author has written on since."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from app.domain.codes import Kind, SignoffOn
from app.domain.entry import NoteBody, SignoffBody
from app.domain.handover import Decision
from app.services.signed_off import InPart, in_part

if TYPE_CHECKING:
    from app.domain.handover import Verified

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
SUE = "sue+supervisor@norfolk.example"


def entry(kind: Kind, body: object, name: str) -> object:
    return SimpleNamespace(kind=kind, body=body, id=name * 32)


NOTE = entry(Kind.NOTE, NoteBody("Call", "The man rang again"), "a")
SENT = entry(Kind.DISCLOSURE, None, "b")
REASONS = entry(Kind.SIGNOFF, SignoffBody(SignoffOn.REVIEW, (), "returned", "See her."), "5")
PLAN = entry(Kind.SIGNOFF, SignoffBody(SignoffOn.PLAN, (), "signed", ""), "6")
GOOD, BACK = Decision.APPROVED, Decision.RETURNED


def part(
    hours: int,
    *decisions: Decision,
    entries: tuple[object, ...] = (NOTE,),
    author: str = "jo@norfolk.example",
) -> object:
    return SimpleNamespace(
        created=NOON + timedelta(hours=hours),
        reviews=tuple(SimpleNamespace(decision=d, reviewer=SUE) for d in decisions),
        entries=entries,
        author=author,
    )


def package(*parts: object) -> Verified:
    return cast("Verified", SimpleNamespace(slices=parts))


def test_what_was_written_after_the_part_that_is_signed_off_is_counted() -> None:
    written = package(part(0, GOOD), part(3, entries=(NOTE, SENT, NOTE)), part(4))
    assert in_part(written) == InPart(NOON, 3)


def test_that_it_was_sent_is_nothing_that_anybody_signs_off() -> None:
    assert in_part(package(part(0, GOOD), part(3, entries=(SENT,)))) == InPart(NOON, 0)


def test_a_reviewers_own_reasons_need_nobodys_signature() -> None:
    reasons = part(1, entries=(REASONS,), author=SUE)
    assert in_part(package(part(0, BACK), reasons, part(3, GOOD), part(4, entries=(SENT,)))) == (
        InPart(NOON + timedelta(hours=3), 0)
    )
    assert in_part(package(part(0, GOOD), reasons)) is None  # all of it is signed off
    for other in (part(1, entries=(REASONS,)), part(1, entries=(PLAN,), author=SUE)):
        assert in_part(package(part(0, BACK), other, part(3, GOOD), part(4))) is None


def test_nothing_is_said_where_all_of_it_or_nothing_was_signed_off() -> None:
    assert in_part(package(part(0, GOOD), part(3, GOOD))) is None
    assert in_part(package(part(0), part(3))) is None
    assert in_part(package(part(0, GOOD, BACK), part(3))) is None


def test_nothing_is_said_where_what_nobody_signed_off_came_before_or_cannot_be_read() -> None:
    assert in_part(package(part(3, GOOD), part(0))) is None
    assert in_part(package(part(0, GOOD), part(3, entries=()))) is None
