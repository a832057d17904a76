"""Make this folder ready to run One Chance: `python3 packaging/set_up.py [runtime|dev|package]`.

Makes `.venv`, installs exactly the files that `requirements/` names by hash, and installs this
project in place. Uses the standard library only. A second call finds nothing to do and says
nothing. When something is missing it says what, and which one line mends it.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
KINDS = ("runtime", "dev", "package")
OLDEST, NEWEST = (3, 11), (3, 13)
OTHER_PYTHONS = ("python3.13", "python3.12", "python3.11")
QT_LINE = (
    "apt-get install -y libegl1 libgl1 libxkbcommon0 libxkbcommon-x11-0 libdbus-1-3"
    " libfontconfig1 libglib2.0-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1"
    " libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0"
)
QT_QUESTION = (
    "from PySide6 import QtSvg\n"
    "from PySide6.QtWidgets import QApplication\n"
    "assert QApplication([]).platformName()\n"
)


class NotReadyError(Exception):
    """Something outside this folder is missing; the text says what and how to get it."""


def supported(version: tuple[int, int]) -> bool:
    """Whether this version of Python (major, minor) is one the project is checked with."""
    return OLDEST <= version <= NEWEST


def version_of(python: str) -> tuple[int, int] | None:
    """The version of a Python program, or None when it does not start."""
    try:
        told = subprocess.run(
            [python, "-c", "import sys; print(*sys.version_info[:2])"],
            capture_output=True,
            text=True,
            timeout=30,
        )
        major, minor = told.stdout.split()
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    return int(major), int(minor)


def a_python() -> str:
    """This Python when it is of a version that will do, else one found beside it."""
    if supported(sys.version_info[:2]):
        return sys.executable
    for name in OTHER_PYTHONS:
        found = shutil.which(name)
        if found and supported(version_of(found) or (0, 0)):
            return found
    this = ".".join(str(part) for part in sys.version_info[:2])
    raise NotReadyError(
        f"One Chance needs Python 3.11, 3.12 or 3.13. This is Python {this}, and no other was"
        " found.\nOn Debian or Ubuntu:  apt-get install -y python3 python3-venv\n"
        "Then run the same command again, or name one: make PYTHON=/path/to/python3.12 ..."
    )


def print_of(kind: str) -> str:
    """A fingerprint of all that decides what `.venv` holds for this kind."""
    seen = hashlib.sha256(f"{ROOT}\n".encode())
    seen.update((ROOT / "requirements" / f"{kind}.txt").read_bytes())
    # Only the head of pyproject.toml names the packages and commands; the rest is for tools.
    seen.update((ROOT / "pyproject.toml").read_bytes().partition(b"\n# -----")[0])
    return seen.hexdigest()


def stamp(kind: str) -> Path:
    """Where the fingerprint of a finished set-up is kept."""
    return VENV / f"set-up-{kind}.txt"


def is_done(kind: str) -> bool:
    """Whether an earlier set-up still stands."""
    try:
        return stamp(kind).read_text(encoding="ascii") == print_of(kind) and VENV_PYTHON.exists()
    except OSError:
        return False


def make_venv(python: str) -> None:
    """Make `.venv`, or keep the one that is there when its Python will do."""
    if VENV_PYTHON.exists() and supported(version_of(str(VENV_PYTHON)) or (0, 0)):
        return
    print("Making .venv ...", flush=True)
    made = subprocess.run(
        [python, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True
    )
    if made.returncode != 0:
        raise NotReadyError(
            "Python could not make a virtual environment in .venv.\n"
            "On Debian or Ubuntu:  apt-get install -y python3-venv\n"
            f"It said: {(made.stdout + made.stderr).strip()[-600:]}"
        )


def pip(*words: str) -> None:
    """Run pip in `.venv`; its own words are shown only when it fails."""
    command = [str(VENV_PYTHON), "-m", "pip", "install", "--quiet", "--no-input"]
    done = subprocess.run([*command, *words], capture_output=True, text=True, cwd=ROOT)
    if done.returncode == 0:
        return
    said = (done.stdout + done.stderr).strip()
    if "HASH" in said or "hash" in said:
        reason = (
            "A downloaded file is not the one that requirements/ names. Nothing was installed from"
            " it.\nEither it was altered on the way, or your package index serves another build."
        )
    else:
        reason = "pip could not install the packages. Is your package index within reach?"
    raise NotReadyError(f"{reason}\npip said: {said[-1200:]}")


def install(kind: str) -> None:
    """Install the pinned files of this kind, then this project in place."""
    print(f"Installing what requirements/{kind}.txt names ...", flush=True)
    pip(
        "--require-hashes",
        "--no-deps",
        "--only-binary=:all:",
        "-r",
        str(ROOT / "requirements" / f"{kind}.txt"),
    )
    pip("--no-deps", "--no-build-isolation", "-e", str(ROOT))


def check_qt() -> None:
    """Ask Qt itself, in a child process, whether it finds the system libraries it needs.

    A child, because Qt ends the process it is in when it cannot start.
    """
    asked = subprocess.run(
        [str(VENV_PYTHON), "-c", QT_QUESTION],
        capture_output=True,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    if asked.returncode != 0:
        lines = asked.stderr.strip().splitlines() or ["(nothing)"]
        raise NotReadyError(
            "Qt, which draws the windows, does not start: a system library is missing.\n"
            f"On Debian or Ubuntu, as root:  {QT_LINE}\n"
            f"Qt said: {lines[-1]}"
        )


def compile_catalogues() -> None:
    """Compile the windows' other languages where a translation has changed since."""
    sources = ROOT.glob("locale/*/LC_MESSAGES/*.po")
    if all(is_newer(po.with_suffix(".mo"), po) for po in sources):
        return
    command = [str(VENV_PYTHON), str(ROOT / "packaging" / "catalogues.py"), "compile"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    if done.returncode != 0:
        raise NotReadyError(f"A translation cannot be compiled.\n{done.stderr.strip()[-600:]}")


def is_newer(made: Path, source: Path) -> bool:
    """Whether a made file is there, and no older than what it is made of."""
    return made.exists() and made.stat().st_mtime >= source.stat().st_mtime


def set_up(kind: str) -> None:
    """Do what is still to do; raise NotReadyError with a plain sentence when it cannot be done."""
    if is_done(kind):
        compile_catalogues()
        return
    make_venv(a_python())
    install(kind)
    check_qt()
    compile_catalogues()
    # The dev and package files hold all that the runtime file holds (a test says so).
    for done in {kind, "runtime"}:
        stamp(done).write_text(print_of(done), encoding="ascii")
    print("Ready.", flush=True)


def main(words: list[str]) -> int:
    """Set up the kind that was asked for; 0 when ready, 1 when not, 2 when misspelt."""
    kind = words[0] if words else "runtime"
    if kind not in KINDS or len(words) > 1:
        print(f"usage: python3 packaging/set_up.py [{'|'.join(KINDS)}]", file=sys.stderr)
        return 2
    try:
        set_up(kind)
    except NotReadyError as reason:
        print(f"\nNot ready. {reason}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
