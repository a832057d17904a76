"""What a stranger can prove with stock tools and no copy of this program (FORMAT.md)."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.journeys.conftest import Rehearsed

pytestmark = [
    pytest.mark.slow,
    pytest.mark.interop("age", "unzip", "sha256sum", "ssh-keygen", "qpdf", "pdftotext"),
]

SENDER = "t.osei@northmere.example"


def run(*words: object, cwd: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [str(word) for word in words], cwd=cwd, input=stdin, capture_output=True, check=False
    )


@pytest.fixture(scope="module")
def opened(rehearsed: Rehearsed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package, decrypted by age and unpacked by unzip."""
    folder = tmp_path_factory.mktemp("stranger")
    identity = rehearsed.folder / "receiver-identity.txt"
    package = rehearsed.one("DEMO-HO-*.age")
    assert run("age", "-d", "-i", identity, "-o", "h.zip", package, cwd=folder).returncode == 0
    assert run("unzip", "-q", "h.zip", "-d", "h", cwd=folder).returncode == 0
    return folder / "h"


@pytest.fixture
def copy(opened: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(opened, tmp_path / "h"))


def sums(folder: Path) -> int:
    return run("sha256sum", "-c", "--strict", "DELIVERY.txt", cwd=folder).returncode


def signature(folder: Path, trust: Path, name: str = "DELIVERY.txt", **said: str) -> int:
    space = said.get("space", "onechance-delivery-v1-demo")
    words = ["-f", trust, "-I", said.get("who", SENDER), "-n", space, "-s", f"{name}.sig"]
    if "at" in said:
        words += ["-O", f"verify-time={said['at']}"]
    content = (folder / name).read_bytes()
    return run("ssh-keygen", "-Y", "verify", *words, cwd=folder, stdin=content).returncode


def test_everything_is_proved_as_the_format_says(rehearsed: Rehearsed, opened: Path) -> None:
    trust = rehearsed.folder / "trust.txt"
    assert sums(opened) == 0
    first = opened / "01"
    found = run("sha256sum", "-c", "--strict", "--ignore-missing", "MANIFEST.txt", cwd=first)
    assert found.returncode == 0, found.stderr
    assert signature(opened, trust) == 0
    assert signature(first, trust, "MANIFEST.txt", space="onechance-manifest-v1-demo") == 0


def test_another_role_another_time_and_the_live_name_are_refused(
    rehearsed: Rehearsed, opened: Path
) -> None:
    trust = rehearsed.folder / "trust.txt"
    assert signature(opened, trust, at="20361123000000Z") != 0
    assert signature(opened, trust, space="onechance-review-v1-demo") != 0
    assert signature(opened, trust, space="onechance-delivery-v1") != 0
    assert signature(opened, trust, who="k.lowe@calderby.example") != 0


def test_each_member_altered_or_removed_is_noticed(rehearsed: Rehearsed, copy: Path) -> None:
    trust = rehearsed.folder / "trust.txt"
    own = {"DELIVERY.txt", "DELIVERY.txt.sig"}
    members = sorted(p for p in copy.rglob("*") if p.is_file())
    assert len(members) > 10
    for member in members:
        content = member.read_bytes()
        member.write_bytes(bytes([content[0] ^ 1]) + content[1:])
        refused = sums(copy) != 0 or signature(copy, trust) != 0
        assert refused, f"{member.name} altered"
        member.unlink()
        if member.name not in own:
            assert sums(copy) != 0, f"{member.name} removed"
        member.write_bytes(content)
    assert sums(copy) == 0


def test_an_altered_package_is_not_opened_by_age(rehearsed: Rehearsed, tmp_path: Path) -> None:
    content = bytearray(rehearsed.one("DEMO-HO-*.age").read_bytes())
    content[-40] ^= 1
    (tmp_path / "p.age").write_bytes(bytes(content))
    identity = rehearsed.folder / "receiver-identity.txt"
    assert run("age", "-d", "-i", identity, "-o", "x", "p.age", cwd=tmp_path).returncode != 0


def test_the_pages_are_sound_and_can_be_read(opened: Path) -> None:
    assert run("qpdf", "--check", "handover.pdf", cwd=opened).returncode == 0
    said = run("pdftotext", "-layout", "handover.pdf", "-", cwd=opened).stdout.decode()
    for words in ("DEMO", "OFFICIAL-SENSITIVE", "Two minutes", "Page 1 of"):
        assert words in said
