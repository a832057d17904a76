"""The walks over the built program: their scripts are sound, and their pictures are there."""

from __future__ import annotations

import os
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
WALKED = ("first_run", "three_desks")
"""What a reader starts; every other script is a part of one of them."""

MOST = 150 * 1024
"""Bytes of one picture."""


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda p: p.name)
def test_a_script_can_be_read_by_the_shell(script: Path) -> None:
    shell = shutil.which("bash")
    if shell is None:
        pytest.skip("no bash here")
    subprocess.run([shell, "-n", str(script)], check=True, capture_output=True)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda p: p.name)
def test_a_script_has_nothing_that_a_reader_of_scripts_would_stop_at(script: Path) -> None:
    reader = shutil.which("shellcheck")
    if reader is None:
        pytest.skip("no shellcheck here")
    found = subprocess.run(
        [reader, "--shell=bash", str(script)], check=False, capture_output=True, text=True
    )
    assert found.stdout == ""


def parts(walk: str) -> list[str]:
    """The parts that a walk reads, in its order."""
    text = (WALKS / f"{walk}.sh").read_text("utf-8")
    (listed,) = re.findall(r"^for part in (.+); do$", text, re.MULTILINE)
    return list(listed.split())


def test_every_part_that_is_there_is_read_by_a_walk_and_no_other() -> None:
    assert {part for walk in WALKED for part in parts(walk)} == {
        script.stem for script in SCRIPTS if script.stem not in WALKED
    }


@pytest.mark.parametrize("walk", WALKED)
def test_a_walk_can_be_started_by_its_name_and_has_every_step_that_it_takes(walk: str) -> None:
    own = WALKS / f"{walk}.sh"
    assert os.access(own, os.X_OK)
    read = [(WALKS / f"{part}.sh").read_text("utf-8") for part in parts(walk)]
    made = set(re.findall(r"^(\w+)\(\) \{", "".join(read), re.MULTILINE))
    text = re.sub(r"\\\n\s*", "", own.read_text("utf-8"))
    steps = re.findall(r"^step (?:'[^']*'|\"[^\"]*\") (\w+)", text, re.MULTILINE)
    assert len(steps) > 10
    assert set(steps) <= made


def hands(stems: list[str]) -> str:
    return "".join((WALKS / f"{stem}.sh").read_text("utf-8") for stem in stems)


def test_hands_use_keys_alone() -> None:
    said = hands(["first_run", *parts("first_run")])
    used = set(re.findall(r"\bxdotool (\w+)", said))
    assert used <= {
        *("key", "type"),  # what a person does
        *("search", "getwindowname", "getwindowpid"),  # what can be seen
        *("windowmove", "windowsize", "windowfocus"),  # what a desktop does
        "mousemove",  # once, into the corner
    }
    assert said.count("mousemove") == 1


def test_a_hand_is_on_the_mouse_in_one_part_alone() -> None:
    assert "mouse" in parts("three_desks")
    pressed = [s.stem for s in SCRIPTS if re.search(r"xdotool .*\bclick\b", s.read_text("utf-8"))]
    assert pressed == ["mouse"]


def test_every_picture_that_is_named_is_there_and_every_one_that_is_there_is_named() -> None:
    text = (PICTURES / "README.md").read_text("utf-8")
    named = re.findall(r"\]\(([\w-]+\.png)\)", text)
    assert sorted(named) == sorted(p.name for p in PICTURES.glob("*.png"))
    assert named
    assert [p.name for p in PICTURES.glob("*.png") if p.stat().st_size > MOST] == []


def test_what_is_asked_on_the_bus_is_written_as_the_bus_writes() -> None:
    sent: list[bytes] = []

    class Wire:
        def sendall(self, raw: bytes) -> None:
            sent.append(raw)

    asks = object.__new__(bus.Bus)
    asks._serial, asks._socket = 0, Wire()  # type: ignore[assignment] # only what is sent is read
    asks.ask("a.bus", "/one", "an.Interface", "Get", "name", 7)
    asked = bus._read(sent[0])
    assert asked.member == "Get"
    assert asked.body == ("name", 7)


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
