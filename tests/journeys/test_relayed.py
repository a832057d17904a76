"""One record through three areas by key and pointer; then a lost answer, and a wrong addressee.

What it left is read here; that the vaults agree it has worked out itself, entry by entry.
"""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest

from app.domain.codes import Proof, Step
from tests.builders import SteppingClock
from tests.journeys.conftest import LOOKS, ROOT, Rehearsed
from ui.main import main
from ui.rehearsal.clock import SetClock

AREAS = ("northmere.example", "calderby.example", "estover.example")
PICTURES = (
    *("stay", "to-calderby", "calderby-accepts", "next-step-owed", "calderby-has-it"),
    *("word-owed-to-northmere", "two-records-in-one", "next-step-told", "the-whole-way"),
    *("late-call", "who-does-not-know", "to-both-holders", "sealed-to-both"),
    *("the-call-at-calderby", "the-call-at-estover", "both-have-the-call", "place-withheld"),
    *("lost-answer-a-minute-before", "lost-answer-at-the-due-time", "code-read-out", "code-fits"),
    *("spoken-is-no-answer", "late-answer", "quiet-again", "wrong-desk"),
    *("wrong-addressee-a-minute-before", "wrong-addressee-at-the-due-time"),
)


class TestTheClockThatIsMovedOn:
    def test_it_says_what_the_laptops_own_says_until_it_is_moved(self) -> None:
        real = SteppingClock()
        clock = SetClock(real)
        assert clock.now() == real.now()
        real.step(minutes=1)
        assert clock.now() == real.now()

    def test_it_stands_at_the_very_moment_and_then_goes_on_from_there(self) -> None:
        real = SteppingClock()
        clock = SetClock(real)
        due = real.now() + timedelta(hours=4)
        clock.stand_at(due)
        real.step(minutes=1)
        assert clock.now() == due
        clock.go_on()
        clock.go_on()
        real.step(minutes=1)
        assert clock.now() == due + timedelta(minutes=1)

    def test_it_never_goes_back(self) -> None:
        clock = SetClock(SteppingClock())
        clock.stand_at(datetime(2100, 1, 1, tzinfo=UTC))
        with pytest.raises(ValueError, match="2099"):
            clock.stand_at(datetime(2099, 1, 1, tzinfo=UTC))


def test_a_scenario_that_moves_the_clock_is_offered_by_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rehearse", "--scenario", "other", "--out", str(tmp_path / "out")]) == 2
    assert "relay" in capsys.readouterr().err


@pytest.fixture(scope="module")
def proof(relayed: Rehearsed) -> dict[str, Any]:
    """What the rehearsal found in the vaults before it removed them."""
    assert relayed.code == 0, relayed.said[-3000:]
    return cast("dict[str, Any]", relayed.paper("relay.json"))


def verify(relayed: Rehearsed, file: str, identity: str, *words: str) -> int:
    done = subprocess.run(
        [
            *(sys.executable, "-m", "ui.main", "verify", str(relayed.folder / file)),
            *("--identity", str(relayed.folder / f"{identity}-identity.txt")),
            *("--trust", str(relayed.folder / "trust.txt"), *words),
        ],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    return done.returncode


pytestmark = pytest.mark.slow


def test_every_step_of_the_relay_is_done_by_key_and_pointer(relayed: Rehearsed) -> None:
    assert relayed.code == 0, relayed.said[-3000:]
    report = relayed.report
    assert report["ok"]
    assert len(report["steps"]) >= 27
    assert report["buttons_by_keyboard"] > report["buttons_by_pointer"]
    assert not (relayed.folder / "vaults").exists()


def test_no_window_of_it_cuts_a_text_or_is_too_faint_or_nameless_light_or_dark(
    relayed: Rehearsed,
) -> None:
    seen = relayed.looked
    assert seen["looks"] == LOOKS[:2]
    assert seen["seen"] >= len(PICTURES)
    assert seen["faults"] == []


@pytest.mark.parametrize("picture", PICTURES)
def test_there_is_a_picture_of_each(relayed: Rehearsed, picture: str) -> None:
    assert relayed.one(f"[0-9][0-9]-{picture}.png").stat().st_size > 5_000


def test_with_the_same_parts_the_three_vaults_have_one_digest(
    relayed: Rehearsed, proof: dict[str, Any]
) -> None:
    same = proof["same"]
    assert sorted(same) == sorted(AREAS)
    (digest,) = {one["digest"] for one in same.values()}
    assert len(digest) == 64
    assert digest in relayed.said
    assert "Same parts, same record" in relayed.said
    (parts,) = {tuple(one["parts"].items()) for one in same.values()}
    assert dict(parts)["RC2"] == 2  # the stay: a place, and that she is there
    assert sum(dict(parts).values()) >= 30


def test_at_the_third_desk_each_areas_record_is_signed_by_its_own_author(
    proof: dict[str, Any],
) -> None:
    signed_by = proof["same"]["estover.example"]["signed_by"]
    assert {"t.osei@northmere.example", "k.lowe@calderby.example"} <= set(signed_by)


def test_where_a_part_was_withheld_the_difference_is_that_part_and_nothing_else(
    proof: dict[str, Any],
) -> None:
    found = proof["withheld"]
    assert found["whole"] != found["smaller"]
    assert sorted(one["what"] for one in found["withheld"]) == ["RC2 link placed_at", "RC2 subject"]
    assert {one["ground"] for one in found["withheld"]} == {
        "It goes by another way, to a named person"
    }
    assert found["entries"][0] - found["entries"][1] == 2


def test_the_withheld_part_is_not_in_the_file_and_no_text_of_it(
    relayed: Rehearsed, proof: dict[str, Any], tmp_path: Path
) -> None:
    folder = tmp_path / "parts"
    code = verify(relayed, proof["carried"]["P. to Calderby"], "receiver", "--extract", str(folder))
    assert code == 3  # genuine; nobody has reviewed it
    inside = {path.stem for path in folder.glob("01/RC*.jsonl")}
    assert "RC1" in inside
    assert "RC2" not in inside
    assert not any(b"With her sister" in p.read_bytes() for p in folder.rglob("*") if p.is_file())


@pytest.mark.parametrize("whom", ["calderby", "estover"])
def test_it_is_red_and_first_when_the_answer_is_due_and_not_a_minute_before(
    relayed: Rehearsed, proof: dict[str, Any], whom: str
) -> None:
    found = proof[f"red_{whom}"]
    assert not found["red_a_minute_before"]
    assert found["red_and_first_when_due"]
    assert f"red and first at {found['due']}" in relayed.said


def test_the_lost_answer_is_still_missed_when_it_was_spoken_and_quiet_when_it_came(
    proof: dict[str, Any],
) -> None:
    found = proof["lost_answer"]
    said = {(step, how): at for step, how, at in found["answers"]}
    spoken = said[Step.ACCEPTED.value, Proof.SPOKEN.value]
    due = datetime.fromisoformat(found["due"])
    assert datetime.fromisoformat(spoken) == due + timedelta(hours=3), "stamped by that clock"
    assert (Step.ACCEPTED.value, Proof.DIGEST.value) in said
    assert (Step.RELEASED.value, Proof.NONE.value) in said


def test_a_file_for_another_desk_leaves_a_line_in_the_log_and_nothing_else(
    proof: dict[str, Any],
) -> None:
    found = proof["wrong_addressee"]
    assert found == {
        "refused": "package.not-for-us",
        "entries_kept": 0,
        "log": ["package refused"],
    }


def test_the_same_file_opens_at_its_own_desk_and_at_no_other(
    relayed: Rehearsed, proof: dict[str, Any]
) -> None:
    file = proof["carried"]["J. to Estover"]
    assert verify(relayed, file, "receiver") == 4
    assert verify(relayed, file, "third") == 3
