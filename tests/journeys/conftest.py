"""Rehearsals for all tests that look at what they leave.

Each runs in a process of its own, one after another, beside the tests of everything else: they
begin when the tests do, and whoever looks at what they left comes last.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.practice import calderby, clock, northmere

__all__ = ["calderby", "clock", "northmere"]

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Rehearsed:
    """What a rehearsal left."""

    folder: Path
    code: int
    said: str

    @property
    def report(self) -> dict[str, Any]:
        return json.loads((self.folder / "rehearsal.json").read_text(encoding="utf-8"))

    @property
    def looked(self) -> dict[str, Any]:
        """What the machine saw in the windows: how many, in which looks, and the faults."""
        return json.loads((self.folder / "faults.json").read_text(encoding="utf-8"))

    def paper(self, name: str) -> Any:
        """What was left as JSON under this name."""
        return json.loads((self.folder / name).read_text(encoding="utf-8"))

    def one(self, pattern: str) -> Path:
        (found,) = self.folder.glob(pattern)
        return found


WALKS = {
    "rehearsed": ("tests.journeys.rehearsed", "{out}", "100", "main", "{kept}"),
    "enlarged": ("tests.journeys.rehearsed", "{out}", "200", "main", "{kept}"),
    "mirrored": ("tests.journeys.mirrored", "{out}", "200", "{kept}"),
    "interpreted": ("tests.journeys.rehearsed", "{out}", "100", "interpreted", "{kept}"),
    "interpreted_enlarged": ("tests.journeys.rehearsed", "{out}", "200", "interpreted", "{kept}"),
    "relayed": ("tests.journeys.rehearsed", "{out}", "100", "relay", "{kept}"),
}
"""What is rehearsed, by the name of the fixture that waits for it: a module and its arguments."""

LOOKS = ["100 dark", "100 light", "200 dark", "200 light"]
"""In which looks every window is seen, by a rehearsal at each text size."""

PATIENCE = 1_200
"""Seconds for a walk to be over, with those before it."""


class Walks:
    """Rehearsals one after another, in the background; stopped with the tests."""

    def __init__(self, folder: Path, names: Sequence[str]) -> None:
        self.folder = folder
        self._over = {name: threading.Event() for name in names}
        self._left: dict[str, Rehearsed] = {}
        self._under_way: subprocess.Popen[bytes] | None = None
        self._stopped = False
        self._thread = threading.Thread(target=self._walk, daemon=True)
        self._thread.start()

    def of(self, name: str) -> Rehearsed:
        """What a walk left, once it is over."""
        assert self._over[name].wait(PATIENCE), f"{name} did not end"
        return self._left[name]

    def stop(self) -> None:
        """End the walk that is under way, and begin no other."""
        self._stopped = True
        if self._under_way is not None:
            self._under_way.kill()
        self._thread.join(PATIENCE)

    def _walk(self) -> None:
        for name, over in self._over.items():
            if not self._stopped:
                self._left[name] = self._one(name)
            over.set()

    def _one(self, name: str) -> Rehearsed:
        folder = self.folder / name
        said = folder.with_suffix(".txt")
        kept = {k: v for k, v in os.environ.items() if not k.startswith("COV")}
        command = [part.format(out=folder, kept=self.folder / "vaults") for part in WALKS[name]]
        with said.open("w", encoding="utf-8") as told:
            self._under_way = subprocess.Popen(
                [sys.executable, "-m", *command],
                cwd=ROOT,
                env={**kept, "QT_QPA_PLATFORM": "offscreen"},
                stdout=told,
                stderr=subprocess.STDOUT,
            )
            code = self._under_way.wait()
        return Rehearsed(folder, code, said.read_text(encoding="utf-8"))


UNDER_WAY = pytest.StashKey[Walks]()


def waits_for(item: pytest.Item) -> set[str]:
    """The rehearsals that a test looks at."""
    return set(WALKS).intersection(getattr(item, "fixturenames", ()))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What looks at a rehearsal comes last, in the order of the rehearsals."""
    order = list(WALKS)
    items.sort(key=lambda item: max((order.index(n) + 1 for n in waits_for(item)), default=0))


def pytest_collection_finish(session: pytest.Session) -> None:
    """The rehearsals begin when the tests do, as far as a chosen test waits for them."""
    wanted = [name for name in WALKS if any(name in waits_for(item) for item in session.items)]
    if wanted and not session.config.option.collectonly:
        folder = Path(tempfile.mkdtemp(prefix="rehearsals-"))
        session.stash[UNDER_WAY] = Walks(folder, wanted)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Nothing goes on, and nothing lies about, when the tests are over."""
    walks = session.stash.get(UNDER_WAY, None)
    if walks is not None:
        walks.stop()
        shutil.rmtree(walks.folder, ignore_errors=True)


@pytest.fixture(scope="session")
def walks(request: pytest.FixtureRequest) -> Walks:
    """Every rehearsal that a chosen test waits for, under way since the first test."""
    return request.session.stash[UNDER_WAY]


@pytest.fixture(scope="session")
def rehearsed(walks: Walks) -> Rehearsed:
    """The whole rehearsal at 100 %, every button also tried while switched off."""
    return walks.of("rehearsed")


@pytest.fixture(scope="session")
def enlarged(walks: Walks) -> Rehearsed:
    """The whole rehearsal at 200 %."""
    return walks.of("enlarged")


@pytest.fixture(scope="session")
def mirrored(walks: Walks) -> Rehearsed:
    """The whole rehearsal in the language that nobody speaks, mirrored."""
    return walks.of("mirrored")


@pytest.fixture(scope="session")
def interpreted(walks: Walks) -> Rehearsed:
    """The rehearsal of an interpreted visit, by the command that anybody can run."""
    return walks.of("interpreted")


@pytest.fixture(scope="session")
def interpreted_enlarged(walks: Walks) -> Rehearsed:
    """The same at 200 %, up to the handover, which `enlarged` shows."""
    return walks.of("interpreted_enlarged")


@pytest.fixture(scope="session")
def relayed(walks: Walks) -> Rehearsed:
    """One record through three areas, and two silences, by the command that anybody can run."""
    return walks.of("relayed")
