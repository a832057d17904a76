"""`make test` runs every test there is, once."""

from pathlib import Path

from tests import side_by_side

ROOT = Path(__file__).resolve().parents[2]


def test_the_two_processes_run_every_file_once():
    rest, beside = side_by_side.halves()
    there = {str(p.relative_to(ROOT)) for p in (ROOT / "tests").rglob("test_*.py")}
    assert {*rest, *beside} == there
    assert not {*rest} & {*beside}
    assert len(rest) + len(beside) == len(there)


def test_one_of_them_runs_every_test_that_needs_no_window():
    rest, beside = side_by_side.halves()
    assert rest
    assert beside
    assert all(name.startswith("tests/desktop/") for name in beside)
