"""The benchmarks: `python -m tests.bench [word …]` runs those whose name holds a word.

A figure is a ratio within one run; a run on a restless machine is void and says so. Missing a goal
is told and does not fail: wall time alone never decides. The exact counts (flushes to disk per
save, modules at first paint) are ordinary tests.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench import saving, starting
from tests.bench.rounds import Result, run


def line(result: Result) -> str:
    """One result as a line to be read."""
    bench = result.bench
    verdict = (
        "void: the machine was restless"
        if result.void
        else ("goal met" if result.met else "goal missed")
    )
    return (
        f"{bench.name}: {result.paired:.2f} (of best times {result.minima:.2f}) times"
        f" {bench.anchor_is} ({result.anchor_ms:.2f} ms); goal {bench.goal:.2f}; anchor against its"
        f" copy {result.noise:.3f}/{result.noise_minima:.3f}; {bench.rounds} rounds; {verdict}"
    )


def main(words: list[str]) -> int:
    """Run them one after another and print a line for each; 1 when one could not be run."""
    failed = 0
    with tempfile.TemporaryDirectory(prefix="onechance-bench-") as name:
        folder = Path(name)
        for bench in (*starting.benches(folder), *saving.benches(folder)):
            if not words or any(word in bench.name for word in words):
                try:
                    print(line(run(bench)), flush=True)
                except subprocess.CalledProcessError as error:
                    said = error.stderr.decode(errors="replace").strip().splitlines()
                    print(f"{bench.name}: could not be run: {said[-1] if said else error}")
                    failed = 1
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
