"""Start demo mode; on a machine with no screen, rehearse one whole case and say where it is.

Whether there is a screen is asked of Qt in a child process, never guessed from DISPLAY: Qt ends
the process it is in when it finds none.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REHEARSAL = ROOT / "build" / "rehearsal"
NOT_SCREENS = "offscreen minimal minimalegl vnc linuxfb"
SCREEN_QUESTION = f"""
import sys
from PySide6.QtGui import QGuiApplication
program = QGuiApplication([])
seen = program.platformName() not in {NOT_SCREENS.split()!r} and bool(program.screens())
sys.exit(0 if seen else 1)
"""


def has_screen() -> bool:
    """Whether Qt finds a screen that a person could look at."""
    try:
        asked = subprocess.run(
            [sys.executable, "-c", SCREEN_QUESTION], capture_output=True, timeout=30, cwd=ROOT
        )
    except subprocess.TimeoutExpired:
        return False
    return asked.returncode == 0


def rehearse() -> int:
    """Drive the real windows unseen through one case; leave pictures and papers behind."""
    print("No screen here, so the program rehearses one fictional case unseen ...", flush=True)
    shutil.rmtree(REHEARSAL, ignore_errors=True)
    done = subprocess.run(
        [sys.executable, "-m", "ui.main", "rehearse", "--out", str(REHEARSAL)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    where = REHEARSAL.relative_to(ROOT)
    if done.returncode == 0:
        print(f"Pictures of every step, the sealed package and the receipt are in {where}/")
    else:
        print(f"The rehearsal stopped before its end; what there is lies in {where}/")
    return done.returncode


def main() -> int:
    """Demo mode on a screen, the rehearsal without one; their exit code."""
    if not has_screen():
        return rehearse()
    return subprocess.run([sys.executable, "-m", "ui.main", "--demo"], cwd=ROOT).returncode


if __name__ == "__main__":
    sys.exit(main())
