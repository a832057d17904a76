"""Work off the GUI thread: replies come back on it, in order, and nothing is lost."""

import gc
import threading

import pytest
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from app.domain.errors import Refused
from ui.jobs import Jobs


@pytest.fixture
def jobs(qtbot: QtBot) -> Jobs:
    return Jobs()


def test_each_reply_comes_on_the_gui_thread_in_the_order_asked(qtbot: QtBot, jobs: Jobs) -> None:
    told: list[tuple[int, bool]] = []
    here = threading.get_ident()
    for number in range(5):
        jobs.run(
            lambda n=number: (n, threading.get_ident() != here),
            told.append,
            lambda refused: pytest.fail(refused.code),
        )
        gc.collect()  # nobody but the jobs holds on to a job
    assert jobs.busy
    qtbot.waitUntil(lambda: not jobs.busy)
    assert told == [(n, True) for n in range(5)]


def test_a_refusal_comes_back_as_one(qtbot: QtBot, jobs: Jobs) -> None:
    codes: list[str] = []

    def work() -> None:
        raise Refused("vault.full")

    jobs.run(work, lambda _none: pytest.fail("done"), lambda refused: codes.append(refused.code))
    qtbot.waitUntil(lambda: not jobs.busy)
    assert codes == ["vault.full"]


def test_our_own_bug_is_raised_on_the_gui_thread(qtbot: QtBot, jobs: Jobs) -> None:
    def work() -> None:
        raise ZeroDivisionError

    with capture_exceptions() as raised:
        jobs.run(work, lambda _none: None, lambda _refused: None)
        qtbot.waitUntil(lambda: not jobs.busy)
        qtbot.wait(10)
    assert [kind for kind, _error, _trace in raised] == [ZeroDivisionError]


def test_busy_is_told_once_for_a_run_of_jobs(qtbot: QtBot, jobs: Jobs) -> None:
    told: list[bool] = []
    jobs.busy_changed.connect(told.append)
    for _ in range(3):
        jobs.run(lambda: None, lambda _none: None, lambda _refused: None)
    qtbot.waitUntil(lambda: not jobs.busy)
    assert told == [True, False]
