"""The whole rehearsal mirrored in another language: no English left, nothing cut, save papers."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.conftest import ROOT, Rehearsed

pytestmark = pytest.mark.slow


def test_the_case_is_taken_to_its_end_mirrored_in_a_language_that_nobody_speaks(
    mirrored: Rehearsed,
) -> None:
    assert mirrored.code == 0, mirrored.said[-3000:]
    assert mirrored.report["ok"]


def test_no_window_shows_english_that_was_never_looked_up_or_is_cut_or_nameless(
    mirrored: Rehearsed,
) -> None:
    looked = mirrored.looked
    assert looked["seen"] >= 50
    assert looked["looked_up"] > 1_000
    assert looked["faults"] == []


def test_what_leaves_for_another_desk_is_english_whatever_the_windows_speak(
    mirrored: Rehearsed, tmp_path: Path
) -> None:
    parts = tmp_path / "parts"
    parts.mkdir()
    told = subprocess.run(
        [
            *(sys.executable, "-m", "ui.main", "verify", str(mirrored.one("DEMO-HO-*.age"))),
            *("--identity", str(mirrored.folder / "receiver-identity.txt")),
            *("--trust", str(mirrored.folder / "trust.txt"), "--extract", str(parts)),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    files = [path for path in parts.rglob("*") if path.is_file()]
    assert len(files) >= 3, told.stdout + told.stderr
    assert not [path.name for path in files if "⟦".encode() in path.read_bytes()]
