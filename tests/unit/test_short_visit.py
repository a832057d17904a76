"""How long there was to talk: what the worker wrote is believed before any clock."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.case import fold
from app.domain.codes import VisitStage
from app.domain.conditions import State
from app.domain.entry import AnswerBody, Value, VisitBody
from app.domain.ids import ItemId, VisitId
from app.domain.states import Record, holds_state
from tests.builders import CASE, NOON, an_entry, an_id
from tests.unit.stories import the_library

VISIT = VisitId(an_id(700))


def is_short(minutes: int | None, lasted: int) -> bool:
    entries = [
        an_entry(1, VisitBody(VisitStage.BEGAN, "home"), visit=VISIT, at=NOON),
        an_entry(2, AnswerBody(ItemId("B2"), 1, "", "", Value(("yes",), number=minutes)),
                 visit=VISIT, at=NOON),
        an_entry(3, VisitBody(VisitStage.ENDED, "home"), visit=VISIT,
                 at=NOON + timedelta(minutes=lasted)),
    ]  # fmt: skip
    record = Record(fold(CASE, entries), the_library().book, NOON.date(), NOON)
    return holds_state(State.SHORT_VISIT, record, None) is not None


@pytest.mark.parametrize(
    ("minutes", "lasted", "short"),
    [
        (45, 1, False),  # written up quickly; there was time to talk
        (10, 1, False),
        (9, 60, True),
        (None, 1, False),  # two clock readings are no account of it
        (None, 10, False),
    ],
)
def test_under_ten_minutes(minutes: int | None, lasted: int, short: bool) -> None:
    assert is_short(minutes, lasted) is short


def test_the_number_that_stands_counts_and_not_the_half_typed_one() -> None:
    first = an_entry(1, AnswerBody(ItemId("B2"), 1, "", "", Value(("yes",), number=4)), visit=VISIT)
    body = AnswerBody(ItemId("B2"), 1, "", "", Value(("yes",), number=45))
    then = replace(an_entry(2, body, visit=VISIT), corrects=(first.id,))
    record = Record(fold(CASE, [first, then]), the_library().book, NOON.date(), NOON)
    assert holds_state(State.SHORT_VISIT, record, None) is None
