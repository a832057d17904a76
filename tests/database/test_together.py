"""Several calls as one transaction, when the disk itself gives up in the middle of one."""

from pathlib import Path

import pytest

from storage.sql.store import SqlCaseStore
from tests.database.a_vault import AVault, a_case, a_note


class FilledUpError(Exception):
    """What the disk says; SQLite has rolled everything back by then."""


def test_a_disk_that_fills_up_in_one_of_several_keeps_none_and_says_its_own_reason(
    tmp_path: Path,
) -> None:
    store = AVault(tmp_path).create().store
    assert isinstance(store, SqlCaseStore)

    def broken_off() -> None:
        with store.together():
            store.append([a_note(1)])
            with store._writing() as connection:
                connection.execute("ROLLBACK")
                raise FilledUpError

    with pytest.raises(FilledUpError):
        broken_off()
    assert store.entries(a_case()) == ()
    store.append([a_note(2)])
    assert len(store.entries(a_case())) == 1
