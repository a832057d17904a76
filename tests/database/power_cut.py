"""Cut the power at random moments, on paper, and see what each disk would have held.

    python -m tests.database.power_cut --images 2000

A writer that saves notes runs under strace. Its writes are replayed up to a random system call;
then the disk is given all, none, some, or torn sectors of what was not yet waited for, and names
of files made or removed only as far as the folder was waited for. Each such disk is opened.

Three modes: `vault` is how vaults are written and must lose nothing. `delete` (SQLite's default
journal) and `off` (no waiting) are there to show that the method can see a loss: were they to
pass, this test would be blind.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.errors import VaultRefused
from storage.masked import Masked
from storage.sql.connection import open_database
from storage.sql.library import LibraryError
from storage.sql.migrate import migrate, migrations
from storage.sql.store import SqlCaseStore
from tests.builders import SteppingClock
from tests.database.a_vault import AT, a_case, a_note

if TYPE_CHECKING:
    from collections.abc import Iterator

MODES = {"vault": (), "delete": ("journal_mode=DELETE",), "off": ("synchronous=OFF",)}
ROOT = Path(__file__).parents[2]
TRACED = "openat,write,pwrite64,ftruncate,fsync,fdatasync,unlink,close"
SECTOR = 512

Write = tuple[int, bytes | None]
"""Where, and what; None cuts the file to that length."""

_CALL = re.compile(r"(?:\d+ +)?(\w+)\((.*)\) += (-?\d+)")
_BYTE = re.compile(r"\\x([0-9a-f]{2})")


def key() -> Masked:
    return Masked(bytearray(range(32)))


def write_notes(folder: Path, mode: str, notes: int) -> None:
    """Under strace: save notes, and say so on the standard output after each."""
    database = open_database(folder / "vault.db", key())
    for setting in MODES[mode]:
        database.execute(f"PRAGMA {setting}")
    store = SqlCaseStore(database, SteppingClock(AT))
    for number in range(1, notes + 1):
        store.append([a_note(number, f"Answer {number} " + "x" * (number % 5) * 900)])
        os.write(1, b"saved %d\n" % number)


@dataclass
class Node:
    """One file of the disk: what is safe, and what was written since."""

    safe: bytes = b""
    since: list[Write] = field(default_factory=list)


@dataclass
class Disk:
    """The folder, with what the disk has been made to keep and what it may yet lose."""

    names: dict[str, Node]
    safe_names: dict[str, Node]
    open: dict[int, Node] = field(default_factory=dict)
    folders: set[int] = field(default_factory=set)
    renamed: list[tuple[str, Node | None]] = field(default_factory=list)
    saved: int = 0


def trace(folder: Path, mode: str, notes: int) -> list[tuple[str, str, int]]:
    """The writer's system calls: name, arguments, result."""
    log = folder.parent / "trace"
    writer = [sys.executable, "-m", "tests.database.power_cut", "--write", str(folder), mode]
    command = ["strace", "-f", "-xx", "-s", "100000", "-e", f"trace={TRACED}", "-o", str(log)]
    subprocess.run([*command, *writer, str(notes)], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    found = (_CALL.match(line) for line in log.read_text().splitlines())
    return [(m[1], m[2], int(m[3])) for m in found if m and int(m[3]) >= 0]


def plain(text: str) -> bytes:
    return bytes.fromhex("".join(_BYTE.findall(text)))


def replay(disk: Disk, folder: bytes, calls: list[tuple[str, str, int]]) -> Iterator[Disk]:
    """The disk after each call that touches it."""
    for name, arguments, result in calls:
        if step(disk, folder, name, arguments, result):
            yield disk


def step(disk: Disk, folder: bytes, name: str, arguments: str, result: int) -> bool:
    """Let one call happen; whether it could matter to the disk."""
    if name in {"openat", "unlink"}:
        return name_call(disk, folder, name, arguments, result)
    handle = int(arguments.split(",", maxsplit=1)[0])
    if name == "write" and handle == 1:
        disk.saved = int(plain(arguments).split()[1])
        return True
    if name == "close":
        disk.open.pop(handle, None)
        disk.folders.discard(handle)
        return False
    if handle in disk.folders and name in {"fsync", "fdatasync"}:
        disk.safe_names, disk.renamed = dict(disk.names), []
        return True
    node = disk.open.get(handle)
    if node:
        write_call(node, name, arguments)
    return node is not None


def write_call(node: Node, name: str, arguments: str) -> None:
    if name == "pwrite64":
        node.since.append((int(arguments.rsplit(",", 1)[1]), plain(arguments)))
    elif name == "ftruncate":
        node.since.append((int(arguments.rsplit(",", 1)[1]), None))
    elif name in {"fsync", "fdatasync"}:
        node.safe, node.since = applied(node.safe, node.since), []
    else:
        raise ValueError(name)  # a way of writing that this replay does not know


def name_call(disk: Disk, folder: bytes, name: str, arguments: str, result: int) -> bool:
    path = plain(arguments)
    if path == folder:
        disk.folders.add(result)
        return False
    if not path.startswith(folder + b"/"):
        return False
    short = path.rsplit(b"/", 1)[1].decode()
    if name == "unlink":
        disk.names.pop(short, None)
        disk.renamed.append((short, None))
        return True
    if short not in disk.names:
        disk.names[short] = Node()
        disk.renamed.append((short, disk.names[short]))
    disk.open[result] = disk.names[short]
    return False


def applied(safe: bytes, writes: list[Write]) -> bytes:
    content = bytearray(safe)
    for at, data in writes:
        if data is None:
            content = content[:at].ljust(at, b"\0")
        else:
            content = content.ljust(at, b"\0")
            content[at : at + len(data)] = data
    return bytes(content)


def torn(writes: list[Write], dice: random.Random) -> list[Write]:
    """Some sectors of each write."""
    kept: list[Write] = []
    for at, data in writes:
        if data is None:
            kept += [(at, None)] if dice.random() < 0.5 else []
            continue
        for start in range(0, len(data), SECTOR):
            if dice.random() < 0.5:
                kept.append((at + start, data[start : start + SECTOR]))
    return kept


def image(disk: Disk, target: Path, dice: random.Random) -> None:
    """Write what one disk would have held into a folder."""
    manner = dice.choice(["all", "safe", "some", "torn"])
    names = dict(disk.safe_names)
    told = {"all": len(disk.renamed), "safe": 0}.get(manner, dice.randint(0, len(disk.renamed)))
    for short, node in disk.renamed[:told]:
        names.pop(short, None)
        if node:
            names[short] = node
    for short, node in names.items():
        writes = {
            "all": lambda node=node: node.since,
            "safe": list,
            "some": lambda node=node: [w for w in node.since if dice.random() < 0.5],
            "torn": lambda node=node: torn(node.since, dice),
        }[manner]()
        (target / short).write_bytes(applied(node.safe, writes))


def verdict(folder: Path, saved: int) -> str:
    """What a program would find there: `ok`, `lost` or `corrupt`."""
    try:
        database = open_database(folder / "vault.db", key())
    except VaultRefused:
        return "corrupt"
    try:
        if database.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            return "corrupt"
        if database.execute("PRAGMA cipher_integrity_check").fetchall():
            return "corrupt"
        store = SqlCaseStore(database, SteppingClock(AT))
        tuple(store.verify_chain_steps())
        kept = {int(entry.id, 16) for entry in store.entries(a_case())}
    except (VaultRefused, LibraryError):
        return "corrupt"
    finally:
        database.close()
    return "ok" if kept >= set(range(1, saved + 1)) else "lost"


def run(mode: str, images: int, notes: int, base: Path, seed: int = 1) -> Counter[str]:
    """Make the images of one mode and count the verdicts."""
    folder = base / mode / "disk"
    folder.mkdir(parents=True)
    database = open_database(folder / "vault.db", key(), mode="rwc")
    migrate(database, migrations(), since=0)
    database.close()
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    calls = trace(folder, mode, notes)

    def fresh() -> Disk:
        names = {name: Node(content) for name, content in before.items()}
        return Disk(dict(names), dict(names))

    path = str(folder).encode()
    moments = sum(1 for _ in replay(fresh(), path, calls))
    dice = random.Random(seed)
    wanted = Counter(dice.randrange(moments) for _ in range(images))
    found: Counter[str] = Counter()
    for moment, disk in enumerate(replay(fresh(), path, calls)):
        for _ in range(wanted[moment]):
            with tempfile.TemporaryDirectory(dir=base) as target:
                image(disk, Path(target), dice)
                found[verdict(Path(target), disk.saved)] += 1
    return found


def main() -> int:
    """Read the arguments; run all modes, or be the writer."""
    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    reader.add_argument("--images", type=int, default=2000)
    reader.add_argument("--notes", type=int, default=40)
    reader.add_argument("--write", nargs=3, metavar=("FOLDER", "MODE", "NOTES"))
    given = reader.parse_args()
    if given.write:
        folder, mode, notes = given.write
        write_notes(Path(folder), mode, int(notes))
        return 0
    bad = False
    fast = "/dev/shm" if Path("/dev/shm").is_dir() else None
    with tempfile.TemporaryDirectory(dir=fast) as base:
        for mode in MODES:
            found = run(mode, given.images, given.notes, Path(base))
            print(f"{mode:7} {dict(found)}")
            bad |= not as_it_should_be(mode, found)
    return 1 if bad else 0


def as_it_should_be(mode: str, found: Counter[str]) -> bool:
    """Whether a mode loses as much as it must: nothing, or enough to show that we would see it."""
    total = found.total()
    return {
        "vault": found["lost"] + found["corrupt"] == 0,
        "delete": found["lost"] > 0.05 * total,
        "off": found["corrupt"] > 0.3 * total,
    }[mode]


if __name__ == "__main__":
    sys.exit(main())
