"""How soon the first window is painted, against a bare window of the same library."""

import os
import subprocess
import sys
from pathlib import Path

from tests.bench.rounds import Bench

ROOT = Path(__file__).resolve().parents[2]

# Ends the process at the first paint of a top-level window, without any tidying up.
UNTIL_PAINTED = """
import os, sys
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

class UntilPainted(QObject):
    def eventFilter(self, thing, event):
        if event.type() == QEvent.Type.Paint and isinstance(thing, QWidget) and thing.isWindow():
            QTimer.singleShot(0, lambda: os._exit(0))
        return False

def watched(*_):
    program = QApplication.instance()
    program.watch = UntilPainted()
    program.installEventFilter(program.watch)
    QTimer.singleShot(30000, lambda: os._exit(9))
    return plain_exec()

plain_exec = QApplication.exec
QApplication.exec = watched
"""
BARE = (
    UNTIL_PAINTED
    + """
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout
program = QApplication([])
window = QWidget()
column = QVBoxLayout(window)
for widget in (QLabel("Notes"), QLineEdit(), QPushButton("Open")):
    column.addWidget(widget)
window.show()
program.exec()
"""
)
OURS = (
    UNTIL_PAINTED
    + """
from ui.main import main
main(["--demo", "--folder", sys.argv[1]])
"""
)


def child(source: str, *words: str) -> None:
    """Run one program to its first paint, in a clean environment, from compiled files."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "COV"))}
    subprocess.run(
        [sys.executable, "-c", source, *words],
        cwd=ROOT,
        env={**kept, "QT_QPA_PLATFORM": "offscreen"},
        check=True,
        capture_output=True,
        timeout=60,
    )


def benches(folder: Path) -> tuple[Bench, ...]:
    """What is asked of starting."""
    return (
        Bench(
            name="first window painted",
            anchor_is="a bare window with three widgets",
            goal=1.10,
            anchor=lambda: child(BARE),
            subject=lambda: child(OURS, str(folder / "start")),
            rounds=31,
        ),
    )
