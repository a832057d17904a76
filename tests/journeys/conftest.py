"""One rehearsal for all tests that look at what it leaves."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Rehearsed:
    """What a rehearsal left."""

    folder: Path
    code: int
    said: str

    @property
    def report(self) -> dict[str, Any]:
        return json.loads((self.folder / "rehearsal.json").read_text(encoding="utf-8"))

    def one(self, pattern: str) -> Path:
        (found,) = self.folder.glob(pattern)
        return found


@pytest.fixture(scope="session")
def rehearsed(tmp_path_factory: pytest.TempPathFactory) -> Rehearsed:
    """The whole rehearsal, every button also tried while switched off, in a process of its own."""
    folder = tmp_path_factory.mktemp("rehearsal")
    kept = {k: v for k, v in os.environ.items() if not k.startswith("COV")}
    done = subprocess.run(
        [sys.executable, "-m", "tests.journeys.rehearsed", str(folder)],
        cwd=ROOT,
        env={**kept, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    return Rehearsed(folder, done.returncode, done.stdout + done.stderr)
