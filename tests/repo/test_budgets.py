"""A file can be held in the head and a function fits a screen."""

import statistics

from tests.repo.source import ROOT, functions, lines, modules

FILE_LINES = 400
FUNCTION_LINES = 50
NINE_IN_TEN = 30

# path: lines allowed. A number here may only shrink, and a line goes when it is not needed.
LONGER_FILES: dict[str, int] = {}
LONGER_FUNCTIONS: dict[str, int] = {}


def file_lengths() -> dict[str, int]:
    return {name: len((ROOT / name).read_text(encoding="utf-8").splitlines()) for name in modules()}


def function_lengths() -> dict[str, int]:
    return {
        f"{name}:{function.name}": lines(function)
        for name, tree in modules().items()
        for function in functions(tree)
    }


def test_no_file_outgrows_its_budget():
    too_long = {
        name: length
        for name, length in file_lengths().items()
        if length > LONGER_FILES.get(name, FILE_LINES)
    }
    assert not too_long


def test_no_function_outgrows_a_screen():
    too_long = {
        name: length
        for name, length in function_lengths().items()
        if length > LONGER_FUNCTIONS.get(name, FUNCTION_LINES)
    }
    assert not too_long


def test_nine_functions_in_ten_fit_thirty_lines():
    lengths = list(function_lengths().values())
    assert statistics.quantiles(lengths, n=10)[-1] <= NINE_IN_TEN


def test_an_exception_that_is_no_longer_needed_is_struck_off():
    files, found = file_lengths(), function_lengths()
    idle = [name for name in LONGER_FILES if files.get(name, 0) <= FILE_LINES]
    idle += [name for name in LONGER_FUNCTIONS if found.get(name, 0) <= FUNCTION_LINES]
    assert not idle
