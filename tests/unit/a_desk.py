"""A worker's desk over memory, and a case begun at it, for tests of the use-cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.codes import Proof, RestrictionClass, Step
from app.domain.entry import AnswerBody, DisclosureBody, ResponseBody, Value
from app.domain.ids import ItemId
from app.services import recording, visiting
from app.services.desk import Desk
from storage.memory import MemoryCaseStore
from tests.builders import OSEI, CountingIds, SteppingClock

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.case import Case
    from app.domain.ids import SubjectId
    from app.domain.visit import Visit

DIGEST = "d" * 64


def a_desk(clock: SteppingClock | None = None) -> Desk:
    clock = clock or SteppingClock()
    store = MemoryCaseStore(clock)
    return Desk(store, clock, CountingIds(), OSEI, "northmere.example", "Northmere")


def clock_of(desk: Desk) -> SteppingClock:
    assert isinstance(desk.clock, SteppingClock)
    return desk.clock


def store_of(desk: Desk) -> MemoryCaseStore:
    assert isinstance(desk.store, MemoryCaseStore)
    return desk.store


def her_case(desk: Desk) -> Case:
    return recording.open_case(desk, "E.", "the school rang")


def answered(
    desk: Desk,
    case: Case,
    item: str,
    *codes: str,
    text: str = "",
    words: str = "",
    about: SubjectId | None = None,
    row: str = "",
    rc: RestrictionClass = RestrictionClass.RC1,
    value: Value | None = None,
) -> Case:
    said = value or Value(codes=codes, text=text)
    body = AnswerBody(ItemId(item), 1, row, "", said, words)
    return recording.write(desk, case, body, about=about, rc=rc)


def visited(desk: Desk, case: Case) -> tuple[Case, Visit]:
    from app.domain.visit import open_visit, visits

    case, _ = visiting.plan(desk, case, "home", "first", None, ("screening 1",))
    case = visiting.begin(desk, case, visits(case)[-1])
    visit = open_visit(case)
    assert visit is not None
    return case, visit


def talking(desk: Desk, case: Case) -> tuple[Case, Visit]:
    """A visit in which nobody interprets, so that anything may be asked."""
    from app.domain.entry import SettingBody
    from app.domain.visit import visits

    case, visit = visited(desk, case)
    case = visiting.note_setting(desk, case, visit.id, SettingBody())
    return case, visits(case)[-1]


def sent(desk: Desk, case: Case, due: datetime | None = None, digest: str = DIGEST) -> Case:
    body = DisclosureBody("package", "Calderby, hub", "p", "b", (digest,), answer_due=due)
    return recording.write(desk, case, body)


def came_back(desk: Desk, case: Case, step: Step, proof: Proof = Proof.DIGEST) -> Case:
    return recording.write(desk, case, ResponseBody(DIGEST, step, proof=proof))
