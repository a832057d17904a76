"""The walk with keys over the built program: its scripts are sound, and its pictures are there."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.walks import bus

ROOT = Path(__file__).resolve().parents[2]
WALKS = ROOT / "tests" / "walks"
PICTURES = ROOT / "docs" / "walks"
SCRIPTS = sorted(WALKS.glob("*.sh"))
MOST = 150 * 1024
"""Bytes of one picture."""


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda p: p.name)
def test_a_script_can_be_read_by_the_shell(script: Path) -> None:
    shell = shutil.which("bash")
    if shell is None:
        pytest.skip("no bash here")
    subprocess.run([shell, "-n", str(script)], check=True, capture_output=True)


def test_the_walk_reads_every_part_that_is_there() -> None:
    text = (WALKS / "first_run.sh").read_text("utf-8")
    (listed,) = re.findall(r"^for part in (.+); do$", text, re.MULTILINE)
    assert sorted(listed.split()) == [s.stem for s in SCRIPTS if s.stem != "first_run"]


def test_hands_use_keys_alone() -> None:
    said = "".join(script.read_text("utf-8") for script in SCRIPTS)
    used = set(re.findall(r"\bxdotool (\w+)", said))
    assert used <= {
        *("key", "type"),  # what a person does
        *("search", "getwindowname", "getwindowpid"),  # what can be seen
        *("windowmove", "windowsize", "windowfocus"),  # what a desktop does
        "mousemove",  # once, into the corner
    }
    assert said.count("mousemove") == 1


def test_every_picture_that_is_named_is_there_and_every_one_that_is_there_is_named() -> None:
    text = (PICTURES / "README.md").read_text("utf-8")
    named = re.findall(r"\]\(([\w-]+\.png)\)", text)
    assert sorted(named) == sorted(p.name for p in PICTURES.glob("*.png"))
    assert named
    assert [p.name for p in PICTURES.glob("*.png") if p.stat().st_size > MOST] == []


def test_the_reader_of_the_bus_reads_what_is_written() -> None:
    # A signal as it comes: one array of structures, a text, and a variant of a number.
    signature = b"\x08\x01g\x00\x07a(so)sv\x00"
    body = bytearray(b"\0\0\0\0\0\0\0\0")
    body += bus._text("a.bus") + b"\0\0" + bus._text("/one")
    body[0:4] = (len(body) - 8).to_bytes(4, "little")
    body += b"\0" * (-len(body) % 4) + bus._text("focused") + b"\x01u\0"
    body += b"\0" * (-len(body) % 4) + (7).to_bytes(4, "little")
    fields = signature
    head = b"l\x04\0\x01" + len(body).to_bytes(4, "little") + (1).to_bytes(4, "little")
    raw = head + len(fields).to_bytes(4, "little") + fields
    raw += b"\0" * (-len(raw) % 8) + bytes(body)
    assert bus._whole(raw) == len(raw)
    assert bus._whole(raw[:-1]) is None
    assert bus._read(raw).body == ([("a.bus", "/one")], "focused", 7)
