"""`onechance rehearse --out DIR`: drive the real windows through one whole fictional case."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from ui.rehearsal.report import Done
    from ui.start import Start

USAGE = 2
NOT_SCREENS = ("offscreen", "minimal", "minimalegl", "vnc", "linuxfb")
SCENARIOS = ("main",)
LEAVINGS = (
    *("[0-9][0-9]-*.png", "failed.png", "DEMO-*.age", "handover.pdf", "rehearsal.json"),
    *("receiver-identity.txt", "sender-identity.txt", "trust.txt"),
)
"""What an earlier rehearsal may have left; a file in the way would have to be asked about."""


def rehearse(
    out: Path, scenario: str, start_for: Callable[[Path], Start], again: Sequence[str]
) -> int:
    """0 when every step could be taken, 1 when one could not, 2 for an unknown scenario.

    `again` is how this program is started: the question whether there is a screen is put to Qt in
    a child, because Qt ends the process it is in when it finds none.
    """
    if scenario not in SCENARIOS:
        print(f"unknown scenario {scenario}; there is: {', '.join(SCENARIOS)}", file=sys.stderr)
        return USAGE
    if "QT_QPA_PLATFORM" not in os.environ and not _has_screen(again):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        _clear(out)
    except OSError as error:
        print(f"cannot write in {out}: {error.strerror}", file=sys.stderr)
        return USAGE
    from ui.rehearsal.whole import rehearse_whole  # noqa: PLC0415 - Qt only after the question

    whole = rehearse_whole(out.resolve(), start_for, _tell)
    print(f"{'Whole' if whole else 'Broken off'}. Pictures and papers are in {out}")
    return 0 if whole else 1


def screen_question() -> int:
    """The child's part: 0 when Qt finds a screen that a person could look at."""
    from PySide6.QtGui import QGuiApplication  # noqa: PLC0415 - may end this process

    program = QGuiApplication([])
    seen = program.platformName() not in NOT_SCREENS and bool(program.screens())
    return 0 if seen else 1


def _has_screen(again: Sequence[str]) -> bool:
    try:
        asked = subprocess.run(  # noqa: S603 - ourselves
            [*again, "--screen"], capture_output=True, timeout=30, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return asked.returncode == 0


def _clear(out: Path) -> None:
    """Take away what an earlier rehearsal left, and nothing else."""
    out.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(out / "vaults", ignore_errors=True)
    for pattern in LEAVINGS:
        for old in out.glob(pattern):
            old.unlink()


def _tell(done: Done) -> None:
    mark = "ok  " if done.ok else "FAIL"
    print(f"{mark} {done.seconds:6.2f} s  {done.name}", flush=True)
    if done.why:
        print(f"     {done.why}")
        print(f"     could be used: {'; '.join(done.could_be_used)}")
