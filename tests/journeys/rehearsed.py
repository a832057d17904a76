"""One rehearsal in a process of its own, its windows looked at by machine, light and dark:
`python -m tests.journeys.rehearsed OUT TEXT SCENARIO [VAULTS]`. Writes `faults.json` beside what it
leaves. VAULTS is where the vaults of the first rehearsal are kept for those after it.

The whole case at 100 % has every button tried switched off too. At each picture the colours are
turned over, which moves nothing and asks nothing: so two rehearsals see every window in four looks.
The interpreted visit and the relay are rehearsed by the command that anybody can run, with an eye
beside it.
"""

import json
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import takewhile
from pathlib import Path
from unittest.mock import patch

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.desktop import clipping, naming, painted
from ui.display import Display
from ui.main import _start
from ui.main import main as command
from ui.rehearsal import across, whole
from ui.rehearsal.pace import let_work
from ui.rehearsal.stage import ROOM, SCREEN, Look, Stage
from ui.show_card import ShowCard
from ui.slices import Slices
from ui.theme import Theme

RESTS, REST = 30, 80
"""How often a window that seems to be wrong is looked at again, and after how many milliseconds."""

SEEN_BEFORE = frozenset(
    {"unlock", "today", "found", "why-opened", "visit-planned", "gate-refused", "gate-stop"}
)
"""Windows of the other rehearsals that are, to the letter, those of the whole case."""


class Eye:
    """Looks at windows and notes what is wrong, with the name of the picture and the look."""

    def __init__(self, text: int, passed_over: frozenset[str] = frozenset()) -> None:
        self.text, self._passed_over = text, passed_over
        self.seen = 0
        self.looks: set[str] = set()
        self.faults: list[str] = []
        self._known: painted.Known = {}

    def look(self, window: QWidget, name: str) -> None:
        """Check a window as it is, then with its colours turned over; it stays so."""
        if name in self._passed_over:
            return
        self.seen += 1
        room = SCREEN if isinstance(window, ShowCard) else ROOM
        if (window.width(), window.height()) != room:
            self.faults.append(f"{name}: {window.width()}x{window.height()}, not {room}")
        theme = getattr(window, "theme", None) or getattr(window, "_theme", None)
        assert isinstance(theme, Display), "a window with no theme cannot be checked"
        self._note(naming.check(window), name)
        for dark in (theme.dark, not theme.dark):
            theme.set_dark(dark)
            QTest.qWait(0)
            worn = f"{self.text} {'dark' if dark else 'light'}"
            self.looks.add(worn)
            self._note(resting(window, lambda: self._faults(window, theme)), f"{name} {worn}")

    def _faults(self, window: QWidget, theme: Theme) -> list[str]:
        return [
            *clipping.check(window),
            *clipping.contrasts(window, theme),
            *painted.faint(window, theme, self._known),
        ]

    def _note(self, found: list[str], where: str) -> None:
        self.faults += [f"{where}: {fault}" for fault in found]


def resting(window: QWidget, check: Callable[[], list[str]]) -> list[str]:
    """What is wrong and stays so: an answer may just have been saved, and its page be laid out."""
    found = check()
    for _turn in range(RESTS):  # a busy machine takes its time
        if not found:
            break
        let_work(REST)
        while any(part.busy for part in window.findChildren(Slices)):
            QTest.qWait(1)
        found = check()
    return found


@contextmanager
def vaults_from(kept: Path | None) -> Iterator[None]:
    """Within this, vaults are copied from a folder, or into it by the first that makes them.

    A passphrase is made slow to guess, so that to make two vaults takes seconds of hard work.
    """
    make = Stage.make_vaults

    def copy_or_make(stage: Stage) -> None:
        made = stage.out / "vaults"
        if kept is not None and kept.exists():
            shutil.copytree(kept, made, dirs_exist_ok=True)
        make(stage)  # all of them, or whoever had no part in the first rehearsal
        if kept is not None and not kept.exists():
            part = kept.with_suffix(".part")
            shutil.copytree(made, part)
            part.rename(kept)

    with patch.object(Stage, "make_vaults", copy_or_make):
        yield


def the_whole_case(out: Path, text: int, eye: Eye) -> bool:
    """Whether every step could be taken."""
    return whole.rehearse_whole(
        out,
        lambda base: _start("demo", base),
        lambda _done: None,
        sabotage=text == 100,
        look=eye.look,
        worn=Look(text, dark=text == 200),
    )


def by_the_command(scenario: str, out: Path, text: int, eye: Eye) -> bool:
    """The same; the visit at 200 % up to the handover, whose windows the whole case shows."""
    words = ["rehearse", "--scenario", scenario, "--out", str(out), "--text", str(text)]
    looked = partial(whole.rehearse_whole, look=eye.look)
    before = tuple(takewhile(lambda step: step[1] is not across.addressed, whole.INTERPRETED))
    with ExitStack() as stack:
        stack.enter_context(patch.object(whole, "rehearse_whole", looked))
        if text == 200:
            stack.enter_context(patch.object(whole, "INTERPRETED", before))
            words.append("--dark")
        return command(words) == 0


def main(out: Path, text: int, scenario: str, kept: Path | None = None) -> int:
    """0 when every step could be taken."""
    out.mkdir(parents=True, exist_ok=True)
    of_all = scenario == "main"
    eye = Eye(text, frozenset() if of_all else SEEN_BEFORE)
    walk = the_whole_case if of_all else partial(by_the_command, scenario)
    with vaults_from(kept):
        done = walk(out, text, eye)
    told = {"seen": eye.seen, "looks": sorted(eye.looks), "faults": eye.faults}
    (out / "faults.json").write_text(json.dumps(told, ensure_ascii=False, indent=1))
    return 0 if done else 1


if __name__ == "__main__":
    OUT, TEXT, SCENARIO, *KEPT = sys.argv[1:]
    sys.exit(main(Path(OUT).resolve(), int(TEXT), SCENARIO, *map(Path, KEPT)))
