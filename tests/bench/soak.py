"""Use it for a long time and see what grows: `python -m tests.bench.soak [saves] [rehearsals]`.

Saves thousands of answers through many lockings, watching memory and open files; then rehearses a
whole case in the windows several times over. Bounded: some minutes with the usual numbers.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.starting import ROOT
from tests.database.a_vault import AVault, a_note

SAVES, BETWEEN_LOCKS, REHEARSALS = 20_000, 500, 5
MAY_GROW = 1.10


def memory() -> int:
    """Resident bytes of this process; 0 where the system does not say."""
    told = Path("/proc/self/statm")
    return int(told.read_text().split()[1]) * 4096 if told.exists() else 0


def handles() -> int:
    """Open files of this process; 0 where the system does not say."""
    folder = Path("/proc/self/fd")
    return len(list(folder.iterdir())) if folder.exists() else 0


def save_and_lock(folder: Path, saves: int) -> list[str]:
    """Save one note at a time, locking now and then; what grew, as sentences."""
    vault = AVault(folder)
    store = vault.create().store
    settled = (0, 0)
    for number in range(1, saves + 1):
        store.append([a_note(number, case=number % 40)])
        if number % BETWEEN_LOCKS == 0:
            vault.close()
            store = vault.unlock().store
            # Memory settles in the first tenth: caches fill, the allocator finds its size.
            if number <= max(saves // 10, BETWEEN_LOCKS):
                settled = (memory(), handles())
    now = (memory(), handles())
    print(f"{saves} saves: memory {settled[0] >> 20} to {now[0] >> 20} MiB,", end=" ")
    print(f"open files {settled[1]} to {now[1]}")
    kept = sum(len(store.entries(a_note(1, case=case).case)) for case in range(40))
    found = [] if kept == saves else [f"{saves - kept} acknowledged saves are not there"]
    if now[0] > settled[0] * MAY_GROW:
        found.append("memory grows")
    if now[1] > settled[1]:
        found.append("open files are left behind")
    return found


def rehearse(folder: Path, times: int) -> list[str]:
    """Rehearse a whole case again and again; which rounds failed."""
    found = []
    for number in range(1, times + 1):
        done = subprocess.run(
            [sys.executable, "-m", "ui.main", "rehearse", "--out", str(folder / str(number))],
            cwd=ROOT,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
        )
        print(f"rehearsal {number}: {'whole' if done.returncode == 0 else 'broken off'}")
        if done.returncode != 0:
            found.append(f"rehearsal {number} broke off")
    return found


def main(words: list[str]) -> int:
    """Run both; 1 when something grew or broke off."""
    saves, times = (*map(int, words), *(SAVES, REHEARSALS)[len(words) :])
    with tempfile.TemporaryDirectory(prefix="onechance-soak-") as name:
        found = save_and_lock(Path(name) / "saves", saves) + rehearse(Path(name), times)
    for fault in found:
        print(fault, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
