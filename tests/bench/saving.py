"""What one saved answer costs, against the disk alone and against itself in a large vault."""

import os
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

from app.ports.vault import Unlocked
from tests.bench.rounds import Bench
from tests.database.a_vault import AVault, a_note

PAGE = os.urandom(4200)
FLUSHES = 5  # of a save with a truncated journal and synchronous=FULL (decision 2)
LARGE = 20_000  # entries, in 200 cases


def five_flushes(path: Path) -> Callable[[], None]:
    """Write 4.2 KB over itself and wait for the disk, as often as one save does."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)

    def work() -> None:
        for _ in range(FLUSHES):
            os.pwrite(handle, PAGE, 0)
            os.fdatasync(handle)

    return work


def saving(unlocked: Unlocked, numbers: Iterator[int]) -> Callable[[], None]:
    """Save one short note, durable when the call returns."""
    return lambda: unlocked.store.append([a_note(next(numbers))])


def filled(vault: AVault) -> Unlocked:
    """A vault that holds as much as an area's laptop after years."""
    unlocked = vault.create()
    for case in range(2, 202):
        notes = [a_note(case * 1000 + n, case=case) for n in range(LARGE // 200)]
        unlocked.store.append(notes)
    return unlocked


def benches(folder: Path) -> tuple[Bench, ...]:
    """What is asked of saving."""
    small = AVault(folder / "small").create()
    large = filled(AVault(folder / "large"))
    numbers = count(10_000_000)
    save_small = saving(small, numbers)
    return (
        Bench(
            name="one answer saved",
            anchor_is="five flushed overwrites of 4.2 KB",
            goal=2.5,
            anchor=five_flushes(folder / "floor"),
            subject=save_small,
            rounds=301,
        ),
        Bench(
            name="one answer saved among 20,000 entries",
            anchor_is="the same in a new vault",
            goal=1.3,
            anchor=save_small,
            subject=saving(large, numbers),
            rounds=301,
        ),
    )
