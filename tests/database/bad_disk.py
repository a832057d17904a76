"""A disk that gives back other bytes than it took: `python -m tests.database.bad_disk`.

The file of a vault is harmed in one place at a time: a bit flipped, cut at the end of a page, a
page zeroed, two pages in each other's place. Each must be found before anything of it is believed.
Then the two slot files are torn in the middle of a change: the key must open by one of them.
Exit 0 when every harm was found and no key was lost.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import Counter
from pathlib import Path

from storage.keys.slots import SlotFile, newest, pack, write_pair
from storage.keys.wrapping import derive
from storage.sql.health import check_file
from tests.database.a_vault import AVault
from tests.database.test_harm import PAGE, filled, tear


def flipped(dice: random.Random, raw: bytes) -> bytes:
    harmed = bytearray(raw)
    harmed[dice.randrange(len(raw))] ^= 1 << dice.randrange(8)
    return bytes(harmed)


def cut(dice: random.Random, raw: bytes) -> bytes:
    return raw[: PAGE * dice.randrange(len(raw) // PAGE)]


def zeroed(dice: random.Random, raw: bytes) -> bytes:
    at = PAGE * dice.randrange(len(raw) // PAGE)
    return raw[:at] + bytes(PAGE) + raw[at + PAGE :]


def swapped(dice: random.Random, raw: bytes) -> bytes:
    one, two = sorted(dice.sample(range(len(raw) // PAGE), 2))
    pages = [raw[at : at + PAGE] for at in range(0, len(raw), PAGE)]
    pages[one], pages[two] = pages[two], pages[one]
    return b"".join(pages)


HARMS = (flipped, flipped, flipped, cut, zeroed, swapped)


def harmed(flips: int, seed: int = 1) -> Counter[str]:
    """How often each harm was found or missed."""
    dice, counts = random.Random(seed), Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        vault = filled(AVault(Path(folder)))
        raw = vault.database.read_bytes()
        vault.unlock()
        key = derive(vault.keys._opened().key, "db")
        vault.close()
        for number in range(flips):
            harm = HARMS[number % len(HARMS)]
            vault.database.write_bytes(harm(dice, raw))
            found = check_file(vault.database, key)
            counts[f"{harm.__name__} {'found' if found else 'MISSED'}"] += 1
    return counts


def torn(times: int, seed: int = 1) -> int:
    """How often no slot was left of a change that the power went out in."""
    dice, lost = random.Random(seed), 0
    before = pack(SlotFile(7, {"which": "old"}))
    stages: list[tuple[int, bytes]] = []
    write_pair((before, before), {"which": "new"}, lambda at, block: stages.append((at, block)))
    for _ in range(times):
        disk, torn_at = [before, before], dice.randrange(2)
        for stage, (at, block) in enumerate(stages[: torn_at + 1]):
            disk[at] = block if stage < torn_at else tear(dice, disk[at], block)
        lost += newest((disk[0], disk[1])) is None
    return lost


def main() -> int:
    reader = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    reader.add_argument("--flips", type=int, default=1_000)
    reader.add_argument("--torn", type=int, default=20_000)
    asked = reader.parse_args()
    counts = harmed(asked.flips)
    for what, count in sorted(counts.items()):
        print(f"{what:<16} {count:>8}")
    missed = sum(count for what, count in counts.items() if what.endswith("MISSED"))
    lost = torn(asked.torn)
    print(
        f"{asked.flips} harmed files, {missed} missed; {asked.torn} torn changes, {lost} keys lost"
    )
    return 1 if missed or lost else 0


if __name__ == "__main__":
    raise SystemExit(main())
