"""A folder of 500 packages as the supervisor's worklist: how fast, and how long the window is deaf.

The page itself reads the folder in its own window, with no screen. Each package is the fullest
practice case, some 30 entries and 64 KiB, sealed anew for each of twenty and copied; each file is
read, decrypted, proved and looked over by itself, decrypted and proved in the child that the
program starts for it, whose work is counted in. It runs in a process of its own: what else this one
has loaded would be in the gaps.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from storage.handover.guarded import Opening, guarded
from tests.bench.figures import Figure
from tests.bench.starting import ROOT
from ui.pages.reviewing import ReviewPage
from ui.session import Session

FILES = 500
DISTINCT = 20
LONGEST = 50
"""Milliseconds: RAIL's bound for work on the window's own thread (web.dev/rail)."""

TICK = 4
"""Milliseconds between two looks at the clock from within the event loop."""


def figures(folder: Path) -> Sequence[Figure]:
    """Three figures of one folder, and how long one package takes to open for review."""

    @cache
    def taken() -> dict[str, float]:
        surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.a_folder", str(folder)],
            cwd=ROOT, env=surroundings, capture_output=True, text=True, check=True,
        )  # fmt: skip
        found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
        return found

    return (
        Figure(
            "packages of a folder of 500 listed in a second of one core", "packages", 100,
            lambda: taken()["per_second"], at_most=False,
        ),
        Figure("the same by the clock on the wall", "packages", 100,
               lambda: taken()["wall_per_second"], at_most=False),
        Figure("longest gap while the folder is read", "ms", LONGEST, lambda: taken()["reading"]),
        Figure("work of the window's own thread in it", "ms", LONGEST,
               lambda: taken()["reading_busy"]),
        Figure("longest gap while its list is drawn", "ms", LONGEST, lambda: taken()["drawing"]),
        Figure("work of the window's own thread in that", "ms", LONGEST,
               lambda: taken()["drawing_busy"]),
        Figure("one package opened for review", "ms", 1_000, lambda: taken()["opening"]),
    )  # fmt: skip


def filled(folder: Path) -> Path:
    """The folder with its files, made once."""
    from tests.desktop.reviewed import an_area, sealed_to

    stick = folder / "stick"
    if not stick.exists():
        stick.mkdir(parents=True)
        contents = [sealed_to(an_area()) for _n in range(DISTINCT)]
        for n in range(FILES):
            (stick / f"HO-{n:04d}.age").write_bytes(contents[n % DISTINCT])
    return stick


class _Gaps:
    """The longest time between two turns of the event loop."""

    def __init__(self) -> None:
        from PySide6.QtCore import QTimer

        self._timer = QTimer()
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self._tick)
        self.begin()
        self._timer.start()

    def begin(self) -> None:
        self.wall, self.busy = 0.0, 0.0
        self._last = (time.perf_counter(), time.thread_time())

    def _tick(self) -> None:
        now = (time.perf_counter(), time.thread_time())
        self.wall = max(self.wall, now[0] - self._last[0])
        self.busy = max(self.busy, now[1] - self._last[1])
        self._last = now

    def milliseconds(self) -> tuple[float, float]:
        """Of the wall, and of this thread's own work."""
        self._tick()
        return 1000 * self.wall, 1000 * self.busy


def _wait(until: Callable[[], bool]) -> None:
    """Turn the event loop as a window does: asleep when there is nothing to do."""
    from PySide6.QtCore import QCoreApplication, QEventLoop

    while not until():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def _guarded(session: Session) -> Opening:
    """Have the session's files opened in the child, as the program does; it is started here."""
    opening = Opening((sys.executable, "-m", "ui.main", "--opener"))
    ports = session.post._ports
    session.post._ports = replace(ports, papers=lambda c, book: guarded(c, book, opening))
    opening.start()
    return opening


def _worked(opening: Opening) -> float:
    """Seconds of processor that the child has had, to the hundredth (proc(5))."""
    spent = Path(f"/proc/{opening.pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return sum(int(ticks) for ticks in spent) / os.sysconf("SC_CLK_TCK")


def _measured(folder: Path) -> dict[str, float]:
    from PySide6.QtWidgets import QApplication

    app = QApplication([])
    from tests.desktop.post_office import a_practice_session
    from tests.desktop.reviewed import NORTHMERE, SUE
    from ui.controls import Tab
    from ui.pages.supervision import SupervisionPage
    from ui.shell import Shell
    from ui.slices import Slices
    from ui.theme import Theme, load_fonts
    from ui.when import LONDON

    load_fonts()
    stick = filled(folder)
    session = a_practice_session(NORTHMERE, SUE, first_id=50_000)
    opening = _guarded(session)
    theme = Theme()
    shell = Shell(theme, lambda: session.now().astimezone(LONDON))
    shell.set_office([Tab("supervision", "Supervision")], "supervision")
    shell.resize(1366, 696)
    page, review = SupervisionPage(session, theme), ReviewPage(session, theme)
    shell.show_page(page)
    shell.show()
    page.arrive(None)
    app.processEvents()
    gaps = _Gaps()
    page.folder.begin(stick)
    reading = page.folder.reading
    began, worked = time.perf_counter(), time.process_time() + _worked(opening)
    gaps.begin()
    _wait(lambda: reading.listing is not None and len(reading.listing.lines) == FILES)
    seconds = time.perf_counter() - began
    worked = time.process_time() + _worked(opening) - worked
    reading_gap = gaps.milliseconds()
    gaps.begin()
    _wait(lambda: not any(part.busy for part in page.findChildren(Slices)))
    drawing_gap = gaps.milliseconds()
    shell.show_page(review)
    opened = _opened(review, stick / "HO-0000.age")
    opening.close()
    return {
        "per_second": FILES / worked,
        "wall_per_second": FILES / seconds,
        "reading": reading_gap[0],
        "reading_busy": reading_gap[1],
        "drawing": drawing_gap[0],
        "drawing_busy": drawing_gap[1],
        "opening": opened,
    }


def _opened(review: ReviewPage, path: Path) -> float:
    """Milliseconds until a package can be read for review."""
    from ui.pages.supervision.asked import Wanted

    began = time.perf_counter()
    review.arrive(Wanted(path.name, path))
    _wait(lambda: review.read is not None)
    return 1000 * (time.perf_counter() - began)


if __name__ == "__main__":
    print(json.dumps(_measured(Path(sys.argv[1]))))
