"""Three of the ten planted faults, as a quick check; `python -m tests.planted_faults` runs all."""

from pathlib import Path

import pytest

from tests.planted_faults import FAULTS, ROOT, copy_to, is_caught

QUICK = (0, 1, 9)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("faults")
    copy_to(made)
    return made


@pytest.mark.slow
@pytest.mark.parametrize("number", QUICK, ids=lambda n: FAULTS[n].name)
def test_a_planted_fault_is_caught_by_its_test(folder: Path, number: int) -> None:
    assert is_caught(folder, FAULTS[number])


def test_every_planted_fault_still_finds_its_place_and_its_test() -> None:
    for fault in FAULTS:
        assert (ROOT / fault.file).read_text("utf-8").count(fault.old) == 1, fault.name
        file, _, name = fault.test.partition("::")
        assert f"def {name}(" in (ROOT / "tests" / file).read_text("utf-8"), fault.name
