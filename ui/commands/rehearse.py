"""`onechance rehearse --out DIR`: drive the real windows through a fictional case.

`--scenario main` is the whole of one, and the default; `interpreted` is a visit that is spoken
through an interpreter, with a check of what may not stand as a "no" afterwards; `relay` is one
record through three areas, with a proof that each holds the same, and two silences.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from app.i18n.tongues import speak

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from ui.rehearsal.clock import Instruments
    from ui.rehearsal.report import Done
    from ui.start import Start

USAGE = 2
NOT_SCREENS = ("offscreen", "minimal", "minimalegl", "vnc", "linuxfb")
SCENARIOS = ("main", "interpreted", "relay")
SMALLEST, LARGEST = 100, 200
"""Text sizes in per cent: those of the settings."""
LEAVINGS = (
    *("[0-9][0-9]-*.png", "failed.png", "DEMO-*.age", "handover.pdf", "rehearsal.json"),
    *("*-identity.txt", "trust.txt", "not-established.txt", "relay.json", "relay.txt"),
)
"""What an earlier rehearsal may have left; a file in the way would have to be asked about."""
PAPER = "relay.txt"
"""What the proof of the relay says, in a few lines."""


def rehearse(
    out: Path,
    scenario: str,
    start_for: Callable[[Path], Start],
    again: Sequence[str],
    *,
    text: int = 100,
    dark: bool = False,
    language: str = "",
    instruments: Instruments | None = None,
) -> int:
    """0 when every step could be taken, 1 when one could not, 2 for what it does not know.

    `text` is the text size in per cent, 100 to 200, `language` the tag of the windows' language.
    `instruments` are for the scenario that moves the clock on; `start_for` has the same clock.
    `again` is how this program is started: the question whether there is a screen is put to Qt in
    a child, because Qt ends the process it is in when it finds none.
    """
    wrong = _wrong(scenario, text, language)
    if wrong:
        print(wrong, file=sys.stderr)
        return USAGE
    if "QT_QPA_PLATFORM" not in os.environ and not _has_screen(again):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        _clear(out)
    except OSError as error:
        print(f"cannot write in {out}: {error.strerror}", file=sys.stderr)
        return USAGE
    from ui.rehearsal import whole as scenarios  # noqa: PLC0415
    from ui.rehearsal.report import gaps  # noqa: PLC0415 - Qt only after the question
    from ui.rehearsal.stage import Look  # noqa: PLC0415

    steps: list[Done] = []

    def tell(done: Done) -> None:
        steps.append(done)
        _tell(done)

    walk, people = scenarios.scenario(scenario)
    whole = scenarios.rehearse_whole(
        out.resolve(), start_for, tell, worn=Look(text, dark),
        steps=walk, people=people, instruments=instruments,
    )  # fmt: skip
    told = out / PAPER
    if told.exists():
        print(told.read_text(encoding="utf-8"), end="")
    print(gaps(steps))
    print(f"{'Whole' if whole else 'Broken off'}. Pictures and papers are in {out}")
    return 0 if whole else 1


def _wrong(scenario: str, text: int, language: str) -> str:
    """What of a question is not known here, in words; else the language is spoken from now on."""
    if scenario not in SCENARIOS:
        return f"unknown scenario {scenario}; there is: {', '.join(SCENARIOS)}"
    if not SMALLEST <= text <= LARGEST:
        return f"text size {text}; give {SMALLEST} to {LARGEST}, in per cent"
    if language and not speak(language):
        return f"no words in {language} here: make set-up compiles them"
    return ""


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
