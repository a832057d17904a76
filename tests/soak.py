"""The long runs, one after another: `python -m tests.soak [NAME …] [--share 0.01]`, or `make soak`.

    kills       a saving program killed 500 times at random moments
    power-cuts  20,000 disks as they might stand after a power cut
    bad-disk    100,000 harmed vaults; a million torn changes of the keys
    mutants     two million forged files
    fuzz        an hour of a fuzzer that watches which lines it reaches, where one is installed
    properties  every property tried 5,000 times
    saves       20,000 saves through many lockings, memory watched; then five whole rehearsals

With `--share` each is that much shorter: 0.01 shows in some minutes that all of them run. Exit 0
when all did what they must.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time

WINDOWLESS = ("unit", "contract", "database", "format", "content", "report")


def runs(share: float) -> dict[str, tuple[str, ...]]:
    """Each run by its name: what Python is given."""

    def part(most: int) -> str:
        return str(max(1, round(most * share)))

    folders = tuple(f"tests/{name}" for name in WINDOWLESS)
    return {
        "kills": ("tests.database.kill_run", "--kills", part(500)),
        "power-cuts": ("tests.database.power_cut", "--images", part(20_000)),
        "bad-disk": (
            *("tests.database.bad_disk", "--flips", part(100_000)),
            *("--torn", part(1_000_000)),
        ),
        "mutants": ("tests.format.mutants", "--per-layer", part(333_334)),
        "fuzz": ("tests.format.fuzz", "--minutes", str(60 * share)),
        "properties": ("pytest", "-q", "-m", "hypothesis", "-p", "no:cacheprovider", *folders),
        "saves": ("tests.bench.soak", part(20_000), part(5)),
    }


def main() -> int:
    """Run what was asked for, and say how long each took and how it ended."""
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("names", nargs="*", choices=[[], *runs(1)])
    parser.add_argument("--share", type=float, default=1.0)
    asked = parser.parse_args()
    every = runs(asked.share)
    ended: dict[str, int] = {}
    for name in asked.names or every:
        print(f"== {name}: python -m {' '.join(every[name])}", flush=True)
        began = time.monotonic()
        examples = str(max(1, round(5_000 * asked.share)))
        ended[name] = subprocess.run(
            [sys.executable, "-m", *every[name]],
            env={**os.environ, "ONECHANCE_EXAMPLES": examples},
            check=False,
        ).returncode
        print(f"== {name} ended with {ended[name]} after {time.monotonic() - began:.0f} seconds")
    return 1 if any(ended.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
