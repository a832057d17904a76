"""The benchmarks: `python -m tests.bench [group or word …]` runs those of a group, or
those whose name holds a word; groups are starting, saving, slow_disk, package, folder, opening,
store and gaps.

A figure is a ratio within one run; a run on a restless machine is void and says so. Missing a goal
is told and does not fail: wall time alone never decides. The exact counts (flushes to disk per
save, modules at first paint) are ordinary tests.
"""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.bench import a_folder, gaps, package, saving, slow_disk, starting, store
from tests.bench.figures import Figure
from tests.bench.rounds import Bench, Result, run


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


GROUPS: dict[str, Callable[[Path], Sequence[Bench | Figure]]] = {
    "starting": starting.benches,
    "saving": saving.benches,
    "slow_disk": slow_disk.figures,
    "package": lambda folder: (*package.benches(folder), *package.figures(folder)),
    "folder": a_folder.figures,
    "opening": store.figures,
    "store": store.benches,
    "gaps": gaps.figures,
}


def main(words: list[str]) -> int:
    """Run them one after another and print a line for each; 1 when one could not be run."""
    groups = [name for name in GROUPS if name in words] or list(GROUPS)
    words = [word for word in words if word not in GROUPS]
    failed = 0
    with tempfile.TemporaryDirectory(prefix="onechance-bench-") as name:
        for group in groups:
            folder = Path(name) / group
            folder.mkdir()
            for asked in GROUPS[group](folder):
                if not words or any(word in asked.name for word in words):
                    failed |= not answered(asked)
    return int(failed)


def answered(asked: Bench | Figure) -> bool:
    """Ask one question and print the answer; whether there was one."""
    try:
        print(line(run(asked)) if isinstance(asked, Bench) else asked.line(), flush=True)
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace").strip().splitlines()
        print(f"{asked.name}: could not be run: {said[-1] if said else error}")
        return False
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
