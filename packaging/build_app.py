"""Build the program as one folder that needs no Python: dist/onechance.

Afterwards the folder itself is asked: does it start, are its content and parts all there, and is
everything gone that must not be shipped?
"""

import os
import re
import shutil
import subprocess
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "dist" / "onechance"
SUFFIX = ".exe" if os.name == "nt" else ""
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
LICENCE = re.compile(r"licen[cs]e|copying|notice", re.IGNORECASE)
MUST_NOT_SHIP = ("QtNetwork", "Qt6Network", "Qt6Qml", "Qt6Quick", "_ssl.", "_socket.")
"""Parts of names: what could reach a network, and what is only weight."""


class NotGoodError(Exception):
    """The folder was built, and is not fit to be given to anybody."""


def build() -> None:
    """Compile the catalogues, then let PyInstaller fill dist/onechance."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    subprocess.run([sys.executable, "packaging/catalogues.py", "compile"], cwd=ROOT, check=True)
    subprocess.run(
        [
            *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"),
            *("--distpath", str(ROOT / "dist")),
            *("--workpath", str(ROOT / "build" / "pyinstaller")),
            "packaging/onechance.spec",
        ],
        cwd=ROOT,
        check=True,
    )


def shipped() -> set[str]:
    """The names of the packages that are inside: our own dependencies and what they bring."""
    found: set[str] = set()
    waiting = ["onechance"]
    while waiting:
        for line in distribution(waiting.pop()).requires or ():
            needed = NAME.match(line)
            name = needed[0].lower() if needed else ""
            if name and "extra ==" not in line and name not in found and is_here(name):
                found.add(name)
                waiting.append(name)
    return found


def is_here(name: str) -> bool:
    """Whether a package is installed; some are asked for only by other Pythons and systems."""
    try:
        distribution(name)
    except PackageNotFoundError:
        return False
    return True


def add_licences() -> None:
    """Put our licence and that of every package inside beside the program."""
    target = FOLDER / "licences"
    target.mkdir()
    shutil.copy(ROOT / "LICENSE", target / "One Chance.txt")
    shutil.copy(ROOT / "docs" / "dependencies.md", target / "README.md")
    for text in (ROOT / "packaging" / "licences").iterdir():
        shutil.copy(text, target / f"Qt and PySide {text.name}")
    for name in shipped():
        copy_licences(distribution(name), target)


def copy_licences(package: Distribution, target: Path) -> None:
    """Copy the licence files that one installed package carries."""
    for file in package.files or ():
        inside = file.parts[0].endswith(".dist-info")
        if inside and LICENCE.search(file.name) and Path(str(file.locate())).is_file():
            shutil.copy(str(file.locate()), target / f"{package.name} {file.name}.txt")


def run(*words: str) -> str:
    """Run the built program from a foreign folder with a bare environment; what it printed."""
    kept = ("HOME", "TMPDIR", "SYSTEMROOT", "LOCALAPPDATA", "APPDATA", "USERPROFILE", "TEMP")
    bare = {name: os.environ[name] for name in kept if name in os.environ}
    done = subprocess.run(
        [str(FOLDER / f"onechance-cli{SUFFIX}"), *words],
        cwd=FOLDER.parent,
        env={**bare, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=600,
    )
    if done.returncode != 0:
        said = (done.stdout + done.stderr).strip()[-2000:]
        raise NotGoodError(f"onechance-cli {' '.join(words)} ended with {done.returncode}:\n{said}")
    return done.stdout


def check(rehearsal: Path) -> None:
    """Use the folder as a stranger would; raise NotGoodError when it is not fit."""
    files = [path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*")]
    found = [name for name in files if any(part in name for part in MUST_NOT_SHIP)]
    if found:
        raise NotGoodError(f"these must not be shipped: {', '.join(found)}")
    run("check-content")
    # The rehearsal signs, seals, opens, proves and prints: every library is really used.
    shutil.rmtree(rehearsal, ignore_errors=True)
    run("rehearse", "--out", str(rehearsal))


def size() -> int:
    """Bytes in the folder, links not followed."""
    return sum(p.stat().st_size for p in FOLDER.rglob("*") if p.is_file() and not p.is_symlink())


def main() -> int:
    """Build, check, and say what came of it; 1 when it is not fit."""
    build()
    add_licences()
    print(f"dist/onechance: {size() / 1e6:.0f} MB")
    try:
        check(ROOT / "build" / "rehearsal-built")
    except NotGoodError as reason:
        print(f"Not fit to be given out. {reason}", file=sys.stderr)
        return 1
    print("It starts, its content is whole, and it rehearsed one case to the end.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
