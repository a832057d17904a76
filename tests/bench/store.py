"""The store: one answer against a bare commit of the same rows, and growth to 10,000 cases."""

import os
import statistics
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

from app.domain.case import fold
from app.domain.entry import AnswerBody, Entry, Value
from app.domain.ids import CaseId, EntryId, ItemId
from app.ports.record import Summary
from app.ports.vault import Unlocked
from storage.codec import encode
from storage.masked import Masked
from storage.sql.connection import open_database
from storage.sql.library import Connection
from storage.sql.migrate import migrate, migrations
from tests.bench.figures import Figure
from tests.bench.rounds import Bench, timed
from tests.database.a_vault import AT, JO, AVault, a_case

MANY, FEW = 10_000, 100
ENTRIES = 12  # of each of the many cases
LONG = 1_000  # entries of one long case


def an_answer(number: int, case: CaseId) -> Entry:
    """An answer of ordinary length."""
    body = AnswerBody(
        item=ItemId("F2"),
        item_version=1,
        row="",
        asked="Do you have your own key to the front door?",
        value=Value(codes=("no_key",)),
        words="The key is with his mother. When they go out, they lock it.",
    )
    return Entry(EntryId(f"{number:032x}"), case, "norfolk.example", JO, AT, body)


def saving(unlocked: Unlocked, numbers: Iterator[int]) -> Callable[[], None]:
    """Save one answer through the port, durable when the call returns."""
    return lambda: unlocked.store.append([an_answer(next(numbers), a_case())])


def bare(path: Path, numbers: Iterator[int]) -> Callable[[], None]:
    """Commit the same two rows with the library alone: same schema, key and pragmas."""
    connection = _bare_database(path)
    seq = count(1)

    def work() -> None:
        number, n = next(numbers), next(seq)
        name = f"{number:032x}"
        line = encode(an_answer(number, a_case()))
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(
            "INSERT INTO chain VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (n, 1_795_442_709, JO.principal, "answer", name, a_case(), b"c" * 32, b"h" * 32),
        )
        connection.execute("INSERT INTO entry VALUES (?, ?, ?)", (n, name, line))
        connection.execute("COMMIT")

    return work


def _bare_database(path: Path) -> Connection:
    connection = open_database(path, Masked(bytearray(os.urandom(32))), mode="rwc")
    migrate(connection, migrations(), since=0)
    return connection


def grown(vault: AVault, cases: int) -> Unlocked:
    """A vault with so many cases, each with its line in the list."""
    unlocked = vault.create()
    for first in range(0, cases, 100):
        entries: list[Entry] = []
        for case in range(first + 1, min(first + 100, cases) + 1):
            entries += [an_answer(case * 1000 + n, a_case(case)) for n in range(ENTRIES)]
        unlocked.store.append(entries)
        for case in range(first + 1, min(first + 100, cases) + 1):
            summary = Summary(a_case(case), f"K{case}.", "Northmere", AT)
            unlocked.store.summarise(summary, [f"word{case} key door mother"])
    return unlocked


def _long_case(vault: AVault) -> Callable[[], object]:
    unlocked = vault.create()
    unlocked.store.append([an_answer(n, a_case()) for n in range(1, LONG + 1)])
    return lambda: fold(a_case(), unlocked.store.entries(a_case()))


def benches(folder: Path) -> tuple[Bench, ...]:
    """What is asked of the store."""
    numbers, bare_numbers = count(1), count(1)
    small, large = AVault(folder / "few"), AVault(folder / "many")
    few, many = grown(small, FEW), grown(large, MANY)
    middle = a_case(FEW // 2)
    return (
        Bench(
            "one answer against a bare commit",
            "a bare SQLCipher commit of the same rows",
            1.25,
            bare(folder / "bare.db", bare_numbers),
            saving(AVault(folder / "answers").create(), numbers),
            rounds=301,
        ),
        Bench(
            "newest 50 of 10,000 cases",
            "newest 50 of 100 cases",
            3.0,
            lambda: few.store.cases(50),
            lambda: many.store.cases(50),
            rounds=121,
        ),
        Bench(
            "one case loaded among 10,000",
            "the same among 100",
            1.3,
            lambda: few.store.entries(middle),
            lambda: many.store.entries(middle),
            rounds=121,
        ),
        Bench(
            "search in 10,000 cases",
            "the same in 100",
            3.0,
            lambda: few.store.search("word7"),
            lambda: many.store.search("word7"),
            rounds=121,
        ),
    )


def figures(folder: Path) -> tuple[Figure, ...]:
    """What is asked of one long case."""

    def opened() -> float:
        opening = _long_case(AVault(folder / "long"))
        return 1000 * statistics.median(timed(opening) for _ in range(21))

    return (Figure("a case of 1,000 entries opened and folded", "ms", 50, opened),)
