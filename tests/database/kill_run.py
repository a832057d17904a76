"""Kill a program that saves answers, at random moments, and look for what it had promised.

    python -m tests.database.kill_run --kills 300

A child saves notes one by one and says so after each. It is killed (signal 9); the vault is
opened again and must hold every note that was said to be saved. Exit 0 when none was lost.
"""

from __future__ import annotations

import argparse
import os
import random
import select
import signal
import sys
import tempfile
from pathlib import Path

from tests.database.a_vault import AVault, a_case, a_note


def save_until_killed(vault: AVault, first: int, said: int) -> None:
    """In the child: save, then say so, for ever."""
    store = vault.unlock().store
    number = first
    while True:
        store.append([a_note(number, f"Answer {number} " + "x" * (number % 7) * 400)])
        os.write(said, number.to_bytes(4, "big"))
        number += 1
        if number % 9 == 0:
            vault.keys.anchor()
        if number % 31 == 0:
            vault.keys.back_up()


def killed_after(child: int, heard: int, seconds: float) -> bytes:
    """Wait for the first word of the child, a little longer, then kill it; all it said."""
    said = os.read(heard, 4)
    select.select([], [], [], seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while block := os.read(heard, 65_536):
        said += block
    return said


def one_kill(vault: AVault, first: int, dice: random.Random) -> tuple[int, int, bool]:
    """How many notes were said to be saved, how many of them are missing, a hot journal left."""
    heard, said = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(heard)
        try:
            save_until_killed(vault, first, said)
        finally:
            os._exit(1)
    os.close(said)
    raw = killed_after(child, heard, dice.expovariate(1 / 0.03))
    os.close(heard)
    promised = {int.from_bytes(raw[at : at + 4], "big") for at in range(0, len(raw) - 3, 4)}
    journal = vault.folder / "vault.db-journal"
    hot = journal.exists() and journal.stat().st_size > 0
    opened = vault.unlock()
    kept = {int(e.id, 16) for e in opened.store.entries(a_case())}
    sound = not opened.notices and not vault.keys.health()
    for _ in opened.store.verify_chain_steps():
        pass
    vault.close()
    if not sound:
        raise SystemExit(f"the vault is not sound: {opened.notices}")
    return len(promised), len(promised - kept), hot


def run(kills: int, seed: int, folder: Path) -> tuple[int, int, int]:
    """Answers promised, answers lost, and kills in the middle of a save."""
    dice, vault = random.Random(seed), AVault(folder)
    vault.create()
    vault.close()
    promised = lost = hot = 0
    for kill in range(kills):
        said, missing, journal = one_kill(vault, kill * 100_000 + 1, dice)
        promised, lost, hot = promised + said, lost + missing, hot + journal
    return promised, lost, hot


def main() -> int:
    """Read the arguments, run, say what was found."""
    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    reader.add_argument("--kills", type=int, default=30)
    reader.add_argument("--seed", type=int, default=1)
    given = reader.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        promised, lost, hot = run(given.kills, given.seed, Path(folder))
    print(f"{given.kills} kills ({hot} in the middle of a save): {promised} saved, {lost} lost")
    return 1 if lost or not promised else 0


if __name__ == "__main__":
    sys.exit(main())
