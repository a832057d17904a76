"""An organisation's own questions beside ours, and never in the place of one."""

import pytest

from app.domain.codes import Step
from app.domain.errors import ContentRefused
from app.domain.handover import Urgency
from app.services import own_content
from storage.memory import MemoryCaseStore
from tests.builders import OSEI, SteppingClock
from tests.content.test_screening_loader import INTO, OWN
from tests.unit.stories import the_library

BADLY_WORDED = INTO.replace(
    'prompt = "Is the gate locked?"',
    """ask = "Are you isolated and abused?"
way = [{ id = "own.north.gate.w1", text = "Who visits you?" }]""",
).replace('show = { item = "F2", equals = "other", row = "front" }', "")
WHO = OSEI.principal


@pytest.fixture
def store() -> MemoryCaseStore:
    return MemoryCaseStore(SteppingClock())


def test_a_good_pack_is_used_from_the_next_start_until_it_is_let_go(
    store: MemoryCaseStore,
) -> None:
    ours = the_library()
    assert own_content.with_own(store, ours) is ours
    library = own_content.take_in(store, "north.toml", OWN.encode(), WHO)
    assert library.screening.item("own.north.bus").label == "Bus"
    assert own_content.names(store) == ("screening-own-north.toml",)
    assert own_content.with_own(store, ours).screening.item("own.north.bus").version == 1
    own_content.take_in(store, "screening-own-north.toml", OWN.encode(), WHO)
    assert len(own_content.names(store)) == 1
    own_content.let_go(store, "screening-own-north.toml", WHO)
    assert own_content.with_own(store, ours) is ours
    assert [line.act for line in store.log_lines(2)] == ["content let go", "content"]


def test_a_pack_that_only_asks_for_care_is_taken_in(store: MemoryCaseStore) -> None:
    long = "Does he speak of honour?"
    warned = BADLY_WORDED.replace("Are you isolated and abused?", long)
    own_content.take_in(store, "north.toml", warned.encode(), WHO)
    assert own_content.names(store)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("north.txt", OWN),
        ("north.toml", OWN.replace("own.north", "north")),
        ("north.toml", BADLY_WORDED),
    ],
)
def test_a_pack_that_does_not_fit_is_refused_and_not_kept(
    store: MemoryCaseStore, name: str, text: str
) -> None:
    with pytest.raises(ContentRefused):
        own_content.take_in(store, name, text.encode(), WHO)
    assert own_content.names(store) == ()


CLOCKS = """
id = "clocks-north"
version = 1

[[timer]]
id = "clock.accept"
amount = 8
unit = "hours"
source = ["North Partnership, transfer protocol 2026"]
"""


def test_an_areas_own_time_limits_are_used_from_the_next_start_with_their_source(
    store: MemoryCaseStore,
) -> None:
    own_content.take_in(store, "clocks-north.toml", CLOCKS.encode(), WHO)
    own_content.take_in(store, "clocks-own-north.toml", CLOCKS.encode(), WHO)  # the same again
    assert own_content.names(store) == ("clocks-own-north.toml",)
    library = own_content.with_own(store, the_library())
    timer = library.clocks.timer_for(Step.ACCEPTED, Urgency.ROUTINE)
    assert timer is not None
    assert (timer.amount, timer.unit, timer.own) == (8, "hours", "clocks-own-north.toml")
    assert timer.source == ("North Partnership, transfer protocol 2026",)


def test_a_file_of_time_limits_that_does_not_fit_is_refused_and_not_kept(
    store: MemoryCaseStore,
) -> None:
    with pytest.raises(ContentRefused):
        own_content.take_in(store, "clocks-x.toml", CLOCKS.replace("8", "0").encode(), WHO)
    assert own_content.names(store) == ()
