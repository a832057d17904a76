"""Words for tests: a desk, entries and cases without forty arguments."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from app.domain.codes import Channel, RestrictionClass
from app.domain.entry import AnswerBody, Author, Body, Entry, Value
from app.domain.ids import CaseId, EntryId, ItemId, SubjectId, VisitId

CASE = CaseId("c" * 32)
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
OSEI = Author("t.osei@northmere.example", "T. Osei", "social worker")


def an_id(n: int) -> str:
    """A record id that shows its number."""
    return f"{n:032x}"


@dataclass
class SteppingClock:
    """A clock that stands still until it is moved."""

    at: datetime = NOON

    def now(self) -> datetime:
        return self.at

    def step(self, **amount: int) -> None:
        self.at += timedelta(**amount)


@dataclass
class CountingIds:
    """Ids in order: 1, 2, 3 …"""

    last: int = field(default=0)

    def new(self) -> str:
        self.last += 1
        return an_id(self.last)


def an_answer(
    n: int,
    item: str = "F2",
    *codes: str,
    area: str = "northmere.example",
    about: SubjectId | None = None,
    visit: VisitId | None = None,
    at: datetime = NOON,
    corrects: tuple[int, ...] = (),
    follows: tuple[int, ...] = (),
    row: str = "",
    text: str = "",
) -> Entry:
    """An answer entry numbered n."""
    body = AnswerBody(
        item=ItemId(item),
        item_version=1,
        row=row,
        asked="",
        value=Value(codes=codes, text=text),
        channel=Channel.DIRECT,
    )
    return an_entry(
        n, body, area=area, about=about, visit=visit, at=at, corrects=corrects, follows=follows
    )


def an_entry(
    n: int,
    body: Body,
    *,
    area: str = "northmere.example",
    about: SubjectId | None = None,
    visit: VisitId | None = None,
    at: datetime = NOON,
    rc: RestrictionClass = RestrictionClass.RC1,
    corrects: tuple[int, ...] = (),
    follows: tuple[int, ...] = (),
) -> Entry:
    """An entry numbered n, of the case every test shares."""
    return Entry(
        id=EntryId(an_id(n)),
        case=CASE,
        area=area,
        by=OSEI,
        at=at,
        body=body,
        about=about,
        visit=visit,
        rc=rc,
        corrects=tuple(sorted(EntryId(an_id(i)) for i in corrects)),
        follows=tuple(sorted(EntryId(an_id(i)) for i in follows)),
    )
