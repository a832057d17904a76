"""What was typed in a sheet is there again; what runs out is told; where files go is kept."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.services.drafts import (
    KEPT_FOR,
    Draft,
    drafts,
    forget_case,
    handover,
    keep,
    keep_handover,
)
from app.services.expiring import Ending, days_left, ending, own_key_until
from app.services.outgoing import choose_folder, chosen_folder
from app.services.post import UNTIL
from storage.memory import MemoryCaseStore
from tests.builders import SteppingClock

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ONE = Draft("c1", "sheet", "0", "", "She asked us to ring on", NOON.isoformat())


@pytest.fixture
def store() -> MemoryCaseStore:
    return MemoryCaseStore(SteppingClock())


def test_what_was_typed_is_there_again_until_the_sheet_is_done_with(
    store: MemoryCaseStore,
) -> None:
    assert drafts(store, NOON) == ()
    keep(store, NOON, "c1", "sheet", [ONE])
    more = replace(ONE, text="She asked us to ring on Monday")
    keep(store, NOON, "c1", "sheet", [more])
    assert drafts(store, NOON) == (more,)
    keep(store, NOON, "c1", "sheet", [])
    assert drafts(store, NOON) == ()


def test_nothing_is_written_when_nothing_changed(store: MemoryCaseStore) -> None:
    keep(store, NOON, "c1", "sheet", [ONE])
    written: list[str] = []
    store.set_setting = lambda name, _text: written.append(name)  # type: ignore[method-assign]
    keep(store, NOON, "c1", "sheet", [ONE])
    assert written == []


def test_a_text_that_nobody_came_back_to_is_let_go_and_a_damaged_one_stops_nobody(
    store: MemoryCaseStore,
) -> None:
    keep(store, NOON, "c1", "sheet", [ONE])
    assert drafts(store, NOON + KEPT_FOR) == (ONE,)
    assert drafts(store, NOON + KEPT_FOR + timedelta(seconds=1)) == ()
    store.set_setting("drafts", '[{"case": 1}]')
    assert drafts(store, NOON) == ()


def test_drafts_go_with_their_case_and_those_of_others_stay(store: MemoryCaseStore) -> None:
    other = replace(ONE, case="c2")
    keep(store, NOON, "c1", "sheet", [ONE])
    keep(store, NOON, "c2", "sheet", [other])
    forget_case(store, NOON, "c3")
    assert drafts(store, NOON) == (ONE, other)
    forget_case(store, NOON, "c1")
    assert drafts(store, NOON) == (other,)
    forget_case(store, NOON, "c2")
    assert store.setting("drafts") == ""


@pytest.mark.parametrize(
    ("days", "told"),
    [(31, Ending.NOT_YET), (29, Ending.SOON), (0, Ending.SOON), (-1, Ending.PAST)],
)
def test_a_key_that_runs_out_is_told_in_time(
    store: MemoryCaseStore, days: int, told: Ending
) -> None:
    store.set_setting(UNTIL, (NOON + timedelta(days=days)).isoformat())
    until = own_key_until(store)
    assert until is not None
    assert ending(until, NOON) is told
    assert days_left(until, NOON) == max(0, days)


def test_what_has_no_end_never_comes_to_it(store: MemoryCaseStore) -> None:
    assert own_key_until(store) is None
    assert ending(None, NOON) is Ending.NOT_YET


def test_the_folder_for_files_that_leave_is_kept(store: MemoryCaseStore) -> None:
    assert chosen_folder(store) == ""
    choose_folder(store, "/media/stick")
    assert chosen_folder(store) == "/media/stick"
    choose_folder(store, "")
    assert chosen_folder(store) == ""


def test_each_case_keeps_the_handover_that_is_being_put_together(store: MemoryCaseStore) -> None:
    keep_handover(store, "c1", {"area": "calderby.example"})
    keep_handover(store, "c2", {"area": "estover.example"})
    assert handover(store, "c1") == {"area": "calderby.example"}
    assert handover(store, "c2") == {"area": "estover.example"}
    keep_handover(store, "c1", {})  # it was sealed
    assert handover(store, "c1") == {}
    assert handover(store, "c2") == {"area": "estover.example"}
    forget_case(store, NOON, "c2")
    assert store.setting("place.handover") == ""


def test_the_one_handover_that_an_earlier_program_kept_is_read_and_goes_with_its_case(
    store: MemoryCaseStore,
) -> None:
    store.set_setting("place.handover", json.dumps({"case": "c1", "area": "calderby.example"}))
    assert handover(store, "c1")["area"] == "calderby.example"
    assert handover(store, "c2") == {}
    keep_handover(store, "c2", {"area": "estover.example"})
    assert handover(store, "c1")["area"] == "calderby.example"
    forget_case(store, NOON, "c1")
    assert "calderby" not in store.setting("place.handover")


@pytest.mark.parametrize("harmed", ["{", "[]", '{"c1": 3}'])
def test_a_harmed_setting_is_a_fresh_start(store: MemoryCaseStore, harmed: str) -> None:
    store.set_setting("place.handover", harmed)
    assert handover(store, "c1") == {}
