"""A save on a slow disk: `strace` holds each flush for 10 ms while a child saves answers.

`python -m tests.bench.slow_disk FOLDER` is that child: it saves and prints its median in ms.
"""

import shutil
import statistics
import subprocess
import sys
from itertools import count
from pathlib import Path

from tests.bench.figures import Figure
from tests.bench.rounds import timed
from tests.bench.starting import ROOT
from tests.bench.store import saving
from tests.database.a_vault import AVault

SAVES = 20
HELD = 10_000  # microseconds


def main(folder: Path) -> None:
    """Save answers one by one, and print the median in milliseconds."""
    save = saving(AVault(folder).create(), count(1))
    save()
    print(1000 * statistics.median(timed(save) for _ in range(SAVES)))


def held_back(folder: Path) -> float | None:
    """Milliseconds of one save, median, with every flush held; None without `strace`."""
    strace = shutil.which("strace")
    if strace is None:
        return None
    flushes = "fsync,fdatasync"
    done = subprocess.run(
        [
            strace,
            "-f",
            "-qq",
            "-o",
            str(folder / "trace"),
            "-e",
            f"trace={flushes}",
            "-e",
            f"inject={flushes}:delay_enter={HELD}",
            sys.executable,
            "-m",
            "tests.bench.slow_disk",
            str(folder / "slow"),
        ],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return float(done.stdout)


def figures(folder: Path) -> tuple[Figure, ...]:
    """What is asked of a slow disk."""
    name = "one answer saved with 10 ms added to every flush"
    return (Figure(name, "ms", 60, lambda: held_back(folder)),)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
