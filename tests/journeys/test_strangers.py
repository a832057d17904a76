"""A stranger opens and proves what a rehearsal left, with stock tools alone (FORMAT.md section 12).

Every member is altered in turn and every part removed in turn; which command turns it down is
written as a table to build/strangers.md (docs/strangers.md is a copy that was looked at).
"""

import re
import shutil
import subprocess
import sys

import pytest

from tests.journeys.conftest import ROOT

TOOLS = ("age", "unzip", "sha256sum", "ssh-keygen")
GONE = [tool for tool in TOOLS if shutil.which(tool) is None]

pytestmark = [
    pytest.mark.interop(*TOOLS),
    pytest.mark.skipif(bool(GONE), reason=f"not installed: {', '.join(GONE)}"),
    pytest.mark.slow,
]

SENDER, RECEIVER = "t.osei@northmere.example", "k.lowe@calderby.example"
DELIVERY, MANIFEST = "onechance-delivery-v1-demo", "onechance-manifest-v1-demo"
RECEIPT = "onechance-receipt-v1-demo"


def run(folder, *command, message=b""):
    return subprocess.run(command, cwd=folder, input=message, capture_output=True, timeout=60)


@pytest.fixture(scope="module")
def left(rehearsed):
    """The folder that the rehearsal left."""
    return rehearsed.folder


@pytest.fixture(scope="module")
def stranger(left, tmp_path_factory):
    """The package decrypted and unpacked, with the trust file beside it."""
    folder = tmp_path_factory.mktemp("stranger")
    (package,) = left.glob("DEMO-HO-*.age")
    (receipt,) = left.glob("DEMO-RE-*.age")
    shutil.copy(left / "trust.txt", folder)
    for name, file, key in (("h", package, "receiver"), ("r", receipt, "sender")):
        identity = str(left / f"{key}-identity.txt")
        assert run(folder, "age", "-d", "-i", identity, "-o", f"{name}.zip", file).returncode == 0
        assert run(folder, "unzip", "-q", f"{name}.zip", "-d", name).returncode == 0
    return folder


def created(path):
    found = re.search(r"^# created: (\S+)$", path.read_text(), re.MULTILINE)
    assert found is not None
    return re.sub(r"[-:T]", "", found[1])


def proved(stranger, statement, who, namespace, when=None):
    """Whether ssh-keygen proves a statement; `when` is a moment, empty for now."""
    path = stranger / statement
    at = created(path) if when is None else when
    timed = ("-O", f"verify-time={at}") if at else ()
    done = run(
        stranger, "ssh-keygen", "-Y", "verify", *timed, "-f", "trust.txt", "-I", who,
        "-n", namespace, "-s", f"{path}.sig", message=path.read_bytes(),
    )  # fmt: skip
    return done.returncode == 0


def checked(folder, *more):
    return run(folder, "sha256sum", "-c", "--strict", "--quiet", *more).returncode == 0


def refuses(stranger):
    """The commands of the page that turn the package down as it lies there."""
    top = stranger / "h"
    commands = {
        "sha256sum DELIVERY.txt": lambda: checked(top, "DELIVERY.txt"),
        "sha256sum 01/MANIFEST.txt": lambda: checked(
            top / "01", "--ignore-missing", "MANIFEST.txt"
        ),
        "ssh-keygen DELIVERY.txt": lambda: proved(stranger, "h/DELIVERY.txt", SENDER, DELIVERY),
        "ssh-keygen 01/MANIFEST.txt": lambda: proved(
            stranger, "h/01/MANIFEST.txt", SENDER, MANIFEST
        ),
    }
    return [name for name, good in commands.items() if not good()]


def test_the_whole_check_passes_on_what_the_rehearsal_left(stranger):
    assert refuses(stranger) == []
    assert checked(stranger / "r", "RECEIPT.txt")
    assert proved(stranger, "r/RECEIPT.txt", RECEIVER, RECEIPT)


def test_signatures_hold_only_in_their_time_for_their_signer_and_their_purpose(stranger):
    first = "h/DELIVERY.txt"
    assert proved(stranger, first, SENDER, DELIVERY, "")  # now: made a moment ago
    assert not proved(stranger, first, SENDER, DELIVERY, "20200101000000Z")
    assert not proved(stranger, first, SENDER, DELIVERY, "20400101000000Z")
    assert not proved(stranger, first, "t.osei+supervisor@northmere.example", DELIVERY)
    assert not proved(stranger, first, RECEIVER, DELIVERY)
    assert not proved(stranger, first, SENDER, RECEIPT)
    assert not proved(stranger, first, SENDER, "onechance-delivery-v1")  # practice is never live


def test_every_member_altered_and_every_part_removed_is_turned_down(stranger):
    top = stranger / "h"
    lines = ["# Which command turns it down", "", "| what was done | turned down by |", "|---|---|"]
    missed = []
    for path in sorted(p for p in top.rglob("*") if p.is_file() and p.stat().st_size):
        name, good = path.relative_to(top).as_posix(), path.read_bytes()
        middle = len(good) // 2
        bad = good[:middle] + bytes([good[middle] ^ 1]) + good[middle + 1 :]
        for done, act in (
            ("altered", lambda p=path, b=bad: p.write_bytes(b)),
            ("removed", path.unlink),
        ):
            act()
            found = refuses_safely(stranger)
            path.write_bytes(good)
            lines.append(f"| {name} {done} | {', '.join(found) or 'nothing'} |")
            if not found:
                missed.append(f"{name} {done}")
    (ROOT / "build").mkdir(exist_ok=True)
    (ROOT / "build" / "strangers.md").write_text("\n".join(lines) + "\n")
    assert missed == []
    assert refuses(stranger) == []


def refuses_safely(stranger):
    """The same; a statement that is gone or can no longer be read is turned down by its reader."""
    try:
        return refuses(stranger)
    except (FileNotFoundError, AssertionError, UnicodeDecodeError):
        return ["the statement cannot be read"]


@pytest.mark.interop("qpdf")
@pytest.mark.skipif(shutil.which("qpdf") is None, reason="not installed: qpdf")
def test_the_pages_are_a_sound_pdf(stranger, left):
    for path in (stranger / "h" / "handover.pdf", left / "handover.pdf"):
        assert run(stranger, "qpdf", "--check", str(path)).returncode == 0


@pytest.mark.interop("pdftotext")
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="not installed: pdftotext")
def test_the_pages_say_demo_and_nothing_that_is_withheld(stranger):
    text = run(stranger, "pdftotext", "h/handover.pdf", "-").stdout.decode()
    for words in ("DEMO", "OFFICIAL-SENSITIVE", "Two minutes", "Page 1 of"):
        assert words in text
    assert "07700 900 412" not in text
    assert "They gave the ring to my girl" in " ".join(text.split())


def test_an_altered_package_is_not_opened_by_age(left, tmp_path):
    (package,) = left.glob("DEMO-HO-*.age")
    bad = bytearray(package.read_bytes())
    bad[-40] ^= 1
    (tmp_path / "p.age").write_bytes(bytes(bad))
    identity = str(left / "receiver-identity.txt")
    assert run(tmp_path, "age", "-d", "-i", identity, "-o", "x", "p.age").returncode != 0


def verify(*words):
    return subprocess.run(
        [sys.executable, "-m", "ui.main", "verify", *map(str, words)],
        cwd=ROOT, capture_output=True, text=True, timeout=120,
    )  # fmt: skip


def test_our_own_check_says_the_same(left, tmp_path):
    (package,) = left.glob("DEMO-HO-*.age")
    (receipt,) = left.glob("DEMO-RE-*.age")
    trust = ("--trust", left / "trust.txt")
    here = ("--identity", left / "receiver-identity.txt", *trust)
    there = ("--identity", left / "sender-identity.txt", *trust)
    done = verify(package, *here)
    assert done.returncode == 3  # nobody has reviewed it
    assert "slice.unreviewed" in done.stdout
    assert verify(receipt, *there).returncode == 0
    bad = bytearray(package.read_bytes())
    bad[-40] ^= 1
    (tmp_path / package.name).write_bytes(bad)
    assert verify(tmp_path / package.name, *here).returncode == 4
    assert verify(package, *there).returncode == 4  # not sealed to that desk
