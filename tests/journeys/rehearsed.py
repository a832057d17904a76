"""One rehearsal in a process of its own, every window of it looked at by machine, light and dark:
`python -m tests.journeys.rehearsed OUT TEXT`. Writes `faults.json` beside what it leaves.

At 100 % every button is also tried switched off. At each picture the colours are turned over and
back, which moves nothing and asks nothing: so two rehearsals see every window in four looks.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.desktop import clipping, naming, painted
from ui.display import Display
from ui.main import _start
from ui.rehearsal.pace import let_work
from ui.rehearsal.stage import ROOM, Look
from ui.rehearsal.whole import rehearse_whole
from ui.slices import Slices
from ui.theme import Theme

RESTS, REST = 30, 80
"""How often a window that seems to be wrong is looked at again, and after how many milliseconds."""


class Eye:
    """Looks at windows and notes what is wrong, with the number of the picture and the look."""

    def __init__(self, text: int) -> None:
        self.text = text
        self.seen = 0
        self.looks: set[str] = set()
        self.faults: list[str] = []

    def look(self, window: QWidget) -> None:
        """Check a window light, then dark, then leave it as it was."""
        self.seen += 1
        if (window.width(), window.height()) != ROOM:
            self.faults.append(f"{self.seen}: {window.width()}x{window.height()}, not {ROOM}")
        theme = getattr(window, "theme", None) or getattr(window, "_theme", None)
        assert isinstance(theme, Display), "a window with no theme cannot be checked"
        self._note(naming.check(window), "")
        was = theme.dark
        for dark in (was, not was):
            theme.set_dark(dark)
            QTest.qWait(0)
            self._note(resting(window, lambda: _faults(window, theme)), self._name(dark))
        theme.set_dark(was)

    def _name(self, dark: bool) -> str:
        name = f"{self.text} {'dark' if dark else 'light'}"
        self.looks.add(name)
        return name

    def _note(self, found: list[str], look: str) -> None:
        self.faults += [f"{self.seen} {look}: {fault}" for fault in found]


def _faults(window: QWidget, theme: Theme) -> list[str]:
    return [
        *clipping.check(window),
        *clipping.contrasts(window, theme),
        *painted.faint(window, theme),
    ]


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


def main(out: Path, text: int) -> int:
    """0 when every step could be taken."""
    out.mkdir(parents=True, exist_ok=True)
    eye = Eye(text)
    whole = rehearse_whole(
        out,
        lambda base: _start("demo", base),
        lambda _done: None,
        sabotage=text == 100,
        look=eye.look,
        worn=Look(text, dark=text == 200),
    )
    told = {"seen": eye.seen, "looks": sorted(eye.looks), "faults": eye.faults}
    (out / "faults.json").write_text(json.dumps(told, ensure_ascii=False, indent=1))
    return 0 if whole else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve(), int(sys.argv[2])))
