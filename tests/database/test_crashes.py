"""What a kill or a power cut leaves; the long runs are `kill_run` and `power_cut` themselves."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.database import power_cut

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="the run forks its writer")
def test_thirty_kills_lose_no_answer_that_was_said_to_be_saved() -> None:
    command = [sys.executable, "-m", "tests.database.kill_run", "--kills", "30"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert " 0 lost" in done.stdout


@pytest.mark.interop("strace")
@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
@pytest.mark.parametrize(
    ("mode", "images", "must"),
    [("vault", 60, "ok"), ("delete", 40, "lost"), ("off", 30, "corrupt")],
)
def test_a_power_cut_loses_nothing_and_the_method_would_see_it(
    mode: str, images: int, must: str, tmp_path: Path
) -> None:
    fast = Path("/dev/shm")
    base = tmp_path if not fast.is_dir() else fast / f"power-cut-{os.getpid()}-{mode}"
    try:
        found = power_cut.run(mode, images, 8, base)
    finally:
        shutil.rmtree(base, ignore_errors=True)
    assert found[must] > 0
    if mode == "vault":
        assert found == {"ok": images}


def test_a_replay_knows_a_torn_write_from_a_whole_one() -> None:
    assert power_cut.applied(b"abcdef", [(2, b"XY"), (5, None), (7, b"!")]) == b"abXYe\0\0!"
