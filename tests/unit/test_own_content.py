"""An organisation's own questions beside ours, and never in the place of one."""

import pytest

from app.domain.errors import ContentRefused
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
