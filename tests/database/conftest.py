"""Vaults for the database tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.database.a_vault import AVault


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[AVault]:
    """A vault that is not made yet; closed at the end whatever happened."""
    made = AVault(tmp_path)
    yield made
    made.close()
