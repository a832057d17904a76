"""`make test` runs every test there is, once."""

from pathlib import Path

from tests import side_by_side

ROOT = Path(__file__).resolve().parents[2]


def test_the_two_processes_run_every_file_once():
    measured, beside = side_by_side.halves()
    there = {str(p.relative_to(ROOT)) for p in (ROOT / "tests").rglob("test_*.py")}
    assert {*measured, *beside} == there
    assert not {*measured} & {*beside}
    assert len(measured) + len(beside) == len(there)


def test_what_is_measured_holds_every_test_that_needs_no_window():
    measured, beside = side_by_side.halves()
    assert measured
    assert beside
    assert all(name.startswith("tests/desktop/") for name in beside)
