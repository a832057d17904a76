"""What is left on a laptop after a whole use of the program: nothing of what was typed.

Fifty names and addresses go through two real vaults, windows, print, package and a crash, in a
process whose system calls are written down (tests/journeys/needled.py).
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.journeys.needled import NEEDLES

ROOT = Path(__file__).parents[2]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.interop("strace"),
    pytest.mark.skipif(sys.platform != "linux", reason="system calls are read as Linux has them"),
]

VAULT = r"vaults/(northmere|calderby)/desk-1"
ALLOWED = [
    rf"{VAULT}/(vault\.db|vault\.db-journal|slots\.[ab]|lock|reserve\.bin)",
    r"stick/DEMO-HO-[0-9a-f]{8}\.age",
    r"home/\.cache/fontconfig/.*",
    r"home/\.cache/qtshadercache[^/]*/.*",
]
"""Every file that may be there at the end, under the folder that stands for the whole disk."""

ELSEWHERE = [r"/dev/(null|shm/.*)", r"/proc/self/.*"]
"""What may be opened for writing outside it."""


@dataclass(frozen=True)
class Left:
    """The folder that stood for the disk, what was printed, and the system calls."""

    base: Path
    said: bytes
    calls: str


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Left:
    base = tmp_path_factory.mktemp("disk")
    calls = tmp_path_factory.mktemp("calls") / "calls"
    for name in ("home", "tmp", "run"):
        (base / name).mkdir(mode=0o700)
    surroundings = {
        "PATH": os.environ["PATH"],
        "HOME": str(base / "home"),
        "TMPDIR": str(base / "tmp"),
        "XDG_RUNTIME_DIR": str(base / "run"),
        "QT_QPA_PLATFORM": "offscreen",
        "QT_LOGGING_RULES": "qt.qpa.*=false",
        "PYTHONDONTWRITEBYTECODE": "1",
        "LANG": "C.UTF-8",
    }
    trace = ["strace", "-f", "-qq", "-s", "300", "-o", str(calls)]
    trace += ["-e", "trace=socket,open,openat,creat,mkdir,mkdirat,rename,renameat,renameat2"]
    done = subprocess.run(
        [*trace, sys.executable, "-m", "tests.journeys.needled", str(base)],
        cwd=ROOT,
        env=surroundings,
        capture_output=True,
        check=False,
        timeout=240,
    )
    assert done.returncode == 0, done.stderr[-3000:].decode(errors="replace")
    return Left(base, done.stdout + done.stderr, calls.read_text(errors="replace"))


def files(base: Path) -> list[Path]:
    return [path for path in base.rglob("*") if path.is_file()]


def found(content: bytes) -> list[str]:
    """The needles in some bytes, in either of the codings that programs write text in."""
    return [
        needle
        for needle in NEEDLES
        if any(needle.encode(coding) in content for coding in ("utf-8", "utf-16-le", "utf-16-be"))
    ]


def test_there_are_fifty_needles_and_a_search_finds_one() -> None:
    assert len(set(NEEDLES)) == 50
    assert sum("\u0600" <= letter <= "\u06ff" for letter in "".join(NEEDLES)) > 100
    for coding in ("utf-8", "utf-16-le"):
        assert found(b"\0" + NEEDLES[1].encode(coding) + b"\0") == [NEEDLES[1]]


def test_no_file_that_is_left_holds_a_needle(left: Left) -> None:
    assert len(files(left.base)) > 8
    assert {p: found(p.read_bytes()) for p in files(left.base) if found(p.read_bytes())} == {}


def test_no_file_is_left_that_need_not_be(left: Left) -> None:
    names = [str(path.relative_to(left.base)) for path in files(left.base)]
    odd = [name for name in names if not any(re.fullmatch(one, name) for one in ALLOWED)]
    assert odd == []
    assert list((left.base / "tmp").iterdir()) == []


def test_nothing_is_opened_for_writing_anywhere_else(left: Left) -> None:
    """Not even for a moment: every file that was made, from the first system call to the last."""
    made = re.findall(r'open(?:at)?\((?:AT_FDCWD, )?"([^"]+)", [^)]*O_CREAT', left.calls)
    allowed = [re.escape(str(left.base)) + "/" + one for one in ALLOWED]
    odd = {name for name in made if not any(re.fullmatch(o, name) for o in allowed + ELSEWHERE)}
    assert odd == set()
    assert any(name.endswith("vault.db") for name in made)  # the search sees what is made


def test_no_word_of_it_is_printed_or_stands_in_an_argument(left: Left) -> None:
    """The program broke with a name in its error: it says the kind and the place."""
    assert found(left.said) == []
    assert b"KeyError" in left.said


def test_no_internet_socket_is_made(left: Left) -> None:
    sockets = re.findall(r"socket\((\w+)", left.calls)
    assert [family for family in sockets if family not in {"AF_UNIX", "AF_LOCAL"}] == []
