"""One rehearsal in the language that nobody speaks, its windows mirrored, in a process of its own:
`python -m tests.journeys.mirrored OUT TEXT [VAULTS]`. Writes `faults.json` beside what it leaves.

At each picture the window is looked at by machine: no English that was never looked up, nothing
cut, nothing nameless, and every part of it laid out from the right.
"""

import json
import re
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.spoken_code import SYMBOLS
from tests import plain_english, pseudo
from tests.desktop import clipping, naming
from tests.journeys.rehearsed import resting, vaults_from
from ui.main import _start
from ui.rehearsal import eyes
from ui.rehearsal.stage import Look
from ui.rehearsal.whole import rehearse_whole

STEPS = Path(eyes.__file__).parent
RECORDED = {"Find out what part Husband, B. has", "now yes", "in the past unclear"}
"""What the program wrote into the record, or put together on a paper: English, for other desks."""

CODE = re.compile(f"\\b[{SYMBOLS}]{{4}}-\u2060?[{SYMBOLS}]{{4}}\\b")
"""A code that is read over a telephone: of no language."""


class Eye:
    """Looks at windows and notes what is wrong, with the name of the picture."""

    def __init__(self) -> None:
        typed = set[str]().union(*(plain_english.literals(path) for path in STEPS.glob("*.py")))
        self._known = plain_english.Known(typed | RECORDED)
        self.seen = 0
        self.looked_up = 0
        self.faults: set[str] = set()

    def look(self, window: QWidget, name: str) -> None:
        """Check one window."""
        self.seen += 1
        found = resting(window, lambda: clipping.check(window)) + naming.check(window)
        if QApplication.layoutDirection() != Qt.LayoutDirection.RightToLeft:
            found.append("not mirrored")
        for text in eyes.texts(window):
            self.looked_up += "⟦" in text
            left = self._known.left(CODE.sub("", text))
            found += [f"English: {piece}: {text[:80]}" for piece in left]
        self.faults |= {f"{name}: {fault}" for fault in found}


def main(out: Path, text: int, kept: Path | None = None) -> int:
    """0 when every step could be taken."""
    out.mkdir(parents=True, exist_ok=True)
    pseudo.speak(mirrored=True)
    eye = Eye()
    with vaults_from(kept):
        whole = rehearse_whole(
            out,
            lambda base: _start("demo", base),
            lambda _done: None,
            look=eye.look,
            worn=Look(text),
        )
    told = {"seen": eye.seen, "looked_up": eye.looked_up, "faults": sorted(eye.faults)}
    (out / "faults.json").write_text(json.dumps(told, ensure_ascii=False, indent=1))
    return 0 if whole else 1


if __name__ == "__main__":
    OUT, TEXT, *KEPT = sys.argv[1:]
    sys.exit(main(Path(OUT).resolve(), int(TEXT), *map(Path, KEPT)))
