"""The main job, end to end, through the real windows: from first prompt to a released sender."""

import subprocess
import sys

import pytest

from tests.journeys.conftest import LOOKS, ROOT, Rehearsed

pytestmark = pytest.mark.slow

LEFT = (
    "DEMO-HO-*.age",
    "DEMO-RE-*.age",
    "handover.pdf",
    "receiver-identity.txt",
    "sender-identity.txt",
    "trust.txt",
    "rehearsal.json",
)


def verify(rehearsed: Rehearsed, file: str, identity: str, *words: str) -> tuple[int, str]:
    done = subprocess.run(
        [
            *(sys.executable, "-m", "ui.main", "verify", str(rehearsed.one(file))),
            *("--identity", str(rehearsed.folder / identity)),
            *("--trust", str(rehearsed.folder / "trust.txt"), *words),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_every_step_of_the_whole_case_is_done_by_key_and_pointer(rehearsed: Rehearsed) -> None:
    assert rehearsed.code == 0, rehearsed.said[-3000:]
    report = rehearsed.report
    assert report["ok"]
    assert len(report["steps"]) >= 38
    assert all(step["ok"] for step in report["steps"])
    assert report["buttons_by_keyboard"] > report["buttons_by_pointer"]


def test_any_button_switched_off_stops_the_step_that_needs_it(rehearsed: Rehearsed) -> None:
    report = rehearsed.report
    pressed = report["buttons_by_keyboard"] + report["buttons_by_pointer"]
    assert report["buttons_tried_switched_off"] == pressed > 150


def test_it_leaves_what_a_stranger_needs_and_a_picture_of_every_window(
    rehearsed: Rehearsed,
) -> None:
    for pattern in LEFT:
        assert rehearsed.one(pattern).stat().st_size > 0
    assert len(list(rehearsed.folder.glob("[0-9][0-9]-*.png"))) >= 50
    assert not (rehearsed.folder / "vaults").exists()


def test_the_case_can_be_taken_to_its_end_with_text_twice_as_large(enlarged: Rehearsed) -> None:
    assert enlarged.code == 0, enlarged.said[-3000:]
    assert enlarged.report["ok"]


def test_no_window_cuts_a_text_or_is_too_faint_or_nameless_large_or_small_light_or_dark(
    rehearsed: Rehearsed, enlarged: Rehearsed
) -> None:
    seen = [rehearsed.looked, enlarged.looked]
    assert [look for one in seen for look in one["looks"]] == LOOKS
    assert all(one["seen"] >= 50 for one in seen)
    assert [fault for one in seen for fault in one["faults"]] == []


def test_verify_calls_the_package_genuine_but_unreviewed_and_the_receipt_genuine(
    rehearsed: Rehearsed,
) -> None:
    code, said = verify(rehearsed, "DEMO-HO-*.age", "receiver-identity.txt")
    assert (code, "slice.unreviewed" in said) == (3, True), said
    assert verify(rehearsed, "DEMO-RE-*.age", "sender-identity.txt", "--json")[0] == 0
    assert verify(rehearsed, "DEMO-HO-*.age", "sender-identity.txt")[0] == 4
    assert verify(rehearsed, "DEMO-HO-*.age", "rehearsal.json")[0] == 2
