"""How long the windows are deaf while one whole case is rehearsed, by key and pointer.

A gap is the time between two ticks of a 1 ms timer in the event loop. On a busy machine other
programs are in it as well: what this program's own thread worked in it stands beside it.
"""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from tests.bench.figures import Figure
from tests.bench.starting import ROOT

LONGEST = 50
"""Milliseconds: RAIL's bound for work on the window's own thread (web.dev/rail)."""


def figures(folder: Path) -> Sequence[Figure]:
    """One rehearsal, and three numbers out of it."""

    @cache
    def steps() -> list[dict[str, Any]]:
        return _rehearsed(folder)

    def worst(what: str) -> float:
        return max(float(step[what]) for step in steps())

    return (
        Figure("longest gap in the rehearsal", "ms", LONGEST, lambda: worst("longest_gap_ms")),
        Figure("work of our own thread in such a gap", "ms", LONGEST, lambda: worst("busy_ms")),
        Figure(
            "gaps over 50 ms in the rehearsal", "gaps", 0,
            lambda: sum(step["long_gaps"] for step in steps()),
        ),
    )  # fmt: skip


def _rehearsed(folder: Path) -> list[dict[str, Any]]:
    """Rehearse in a process of its own; its table of the longest gaps goes to standard output."""
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-m", "ui.main", "rehearse", "--out", str(folder)],
        cwd=ROOT, env=surroundings, capture_output=True, text=True, check=True,
    )  # fmt: skip
    print(done.stdout[done.stdout.index("Longest gaps") :].rstrip())
    found: list[dict[str, Any]] = json.loads((folder / "rehearsal.json").read_text())["steps"]
    return found
