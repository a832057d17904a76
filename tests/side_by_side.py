"""All tests, in two processes beside each other, as `make test` runs them.

`python -m tests.side_by_side`. Most of the time goes into windows, and a machine has two cores:
most files with windows are run in one process, everything else in the other. What each says
comes whole, the first as it goes and the second when both are over. `pytest` alone runs the same
tests in one process; what is covered, `make coverage` measures.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TESTS = ROOT / "tests"

SHARE = 4
"""Every fourth file with windows goes with the rest, whose rehearsals run in the background."""


def files() -> tuple[str, ...]:
    """Every file of tests, as given to pytest."""
    return tuple(str(p.relative_to(ROOT)) for p in sorted(TESTS.rglob("test_*.py")))


def halves() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The files of the process that speaks first, and those of the other."""
    windows = [name for name in files() if name.startswith("tests/desktop/")]
    beside = tuple(name for n, name in enumerate(windows) if n % SHARE)
    return tuple(name for name in files() if name not in beside), beside


def main() -> int:
    """Run both; 0 when neither failed."""
    rest, beside = halves()
    with tempfile.TemporaryFile() as said:
        second = subprocess.Popen(
            [sys.executable, "-m", "pytest", *beside],
            cwd=ROOT,
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        try:
            first = subprocess.run(
                [sys.executable, "-m", "pytest", *rest],
                cwd=ROOT,
                check=False,
            )
            second.wait()
        finally:
            second.kill()
        said.seek(0)
        sys.stdout.write("\nThe other windows:\n" + said.read().decode(errors="replace"))
    return first.returncode or second.returncode


if __name__ == "__main__":
    sys.exit(main())
