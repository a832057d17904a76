"""Both stores of the record, empty: the one in memory and the vault."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from storage.masked import Masked
from storage.memory import MemoryCaseStore
from storage.sql.connection import open_database
from storage.sql.migrate import migrate, migrations
from storage.sql.store import SqlCaseStore
from tests.builders import SteppingClock
from tests.database.a_vault import AT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.ports.vault import VaultStore


@pytest.fixture
def clock() -> SteppingClock:
    """A clock that stands where the stories begin."""
    return SteppingClock(AT)


@pytest.fixture(params=["memory", "vault"])
def store(
    request: pytest.FixtureRequest, clock: SteppingClock, tmp_path: Path
) -> Iterator[VaultStore]:
    """One store and then the other."""
    if request.param == "memory":
        yield MemoryCaseStore(clock)
        return
    key = Masked(bytearray(32))
    database = open_database(tmp_path / "vault.db", key, mode="rwc")
    migrate(database, migrations(), since=0)
    yield SqlCaseStore(database, clock)
    database.close()
