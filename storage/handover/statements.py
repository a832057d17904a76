"""Layer 3: statements, which are short ASCII texts that people and sha256sum can read.

A statement is a closed list of lines in a fixed order, each with its own pattern, perhaps followed
by checksum lines. There is one spelling of each, so the bytes that were signed are the bytes that
are read: nothing is made canonical at verification. FORMAT.md section 5.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from app.domain.errors import PackageRefused
from storage.handover.refusals import Code, refuse

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NONE = "none"
_TIME = "%Y-%m-%dT%H:%M:%SZ"
_SUM = re.compile(r"([0-9a-f]{64})  ([A-Za-z0-9][A-Za-z0-9./-]{0,47})", re.ASCII)
_FIRST = re.compile(r"# (onechance-[a-z-]{1,20}) ([1-9][0-9]{0,3})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Line:
    """One key of a statement, the pattern of its value, and how often it may stand."""

    key: str
    pattern: re.Pattern[str]
    least: int = 1
    most: int = 1


@dataclass(frozen=True, slots=True)
class Grammar:
    """The closed grammar of one statement."""

    name: str  # onechance-delivery
    file: str  # DELIVERY.txt
    lines: tuple[Line, ...]
    sums: bool = False  # whether checksum lines follow
    limit: int = 4_096  # bytes


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement that keeps to its grammar."""

    values: Mapping[str, tuple[str, ...]]
    sums: tuple[tuple[str, str], ...] = ()  # (name, SHA-256), in file order
    digest: str = field(default="")  # SHA-256 of the bytes as they are

    def one(self, key: str) -> str:
        """The value of a key that stands once."""
        return self.values[key][0]

    def all(self, key: str) -> tuple[str, ...]:
        """The values of a key that may repeat."""
        return self.values[key]

    def maybe(self, key: str) -> str:
        """The value of a key, or the empty string where it says `none`."""
        return "" if self.one(key) == NONE else self.one(key)

    def time(self, key: str) -> datetime:
        """A time in UTC; `package.statement` when no calendar has it."""
        return read_time(self.one(key))

    def maybe_time(self, key: str) -> datetime | None:
        """A time in UTC, or nothing where it says `none`."""
        return None if self.one(key) == NONE else self.time(key)


def sha256(content: bytes) -> str:
    """SHA-256 as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def read_time(text: str) -> datetime:
    """A UTC second from `2026-03-10T09:30:00Z`."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        refuse(Code.STATEMENT)


def write_time(at: datetime) -> str:
    """A UTC second as `2026-03-10T09:30:00Z`."""
    if at.tzinfo is not UTC or at.microsecond:
        raise ValueError("a statement takes whole seconds of UTC")
    return at.strftime(_TIME)


def write(
    grammar: Grammar,
    values: Mapping[str, str | Sequence[str]],
    sums: Sequence[tuple[str, str]] = (),
) -> bytes:
    """Spell a statement; `ValueError` when a value does not fit its line."""
    lines = [f"# {grammar.name} 1"]
    for line in grammar.lines:
        given = values[line.key]
        every = (given,) if isinstance(given, str) else given
        lines += [f"# {line.key}: {value}" for value in every]
    lines += [f"{digest}  {name}" for name, digest in sums]
    text = ("\n".join(lines) + "\n").encode("ascii")
    if set(values) != {line.key for line in grammar.lines} or _fault(grammar, text) is not None:
        raise ValueError(f"{grammar.file} does not take these values")
    return text


def read(grammar: Grammar, content: bytes) -> Statement:
    """Read a statement; `PackageRefused` (`statement`, `too-new`) for any other spelling."""
    if len(content) > grammar.limit or not content.isascii() or not content.endswith(b"\n"):
        refuse(Code.STATEMENT, file=grammar.file)
    lines = content[:-1].decode("ascii").split("\n")
    _check_version(grammar, lines[0])
    at = 1
    values: dict[str, tuple[str, ...]] = {}
    for line in grammar.lines:
        found = _values(line, lines, at)
        if not line.least <= len(found) <= line.most:
            refuse(Code.STATEMENT, file=grammar.file, line=at + len(found) + 1)
        values[line.key] = tuple(found)
        at += len(found)
    sums = _sums(grammar, lines[at:], at)
    return Statement(values, sums, sha256(content))


def _fault(grammar: Grammar, text: bytes) -> str | None:
    try:
        read(grammar, text)
    except PackageRefused as refused:
        return refused.code
    return None


def _check_version(grammar: Grammar, first: str) -> None:
    match = _FIRST.fullmatch(first)
    if match is None or match[1] != grammar.name:
        refuse(Code.STATEMENT, file=grammar.file, line=1)
    if match[2] != "1":
        refuse(Code.TOO_NEW, file=grammar.file, version=int(match[2]))


def _values(line: Line, lines: Sequence[str], at: int) -> list[str]:
    """Values of the lines from `at` on that carry this key and fit its pattern."""
    start = f"# {line.key}: "
    fits, skip = line.pattern.fullmatch, len(start)
    found: list[str] = []
    for text in lines[at : at + line.most]:
        if not text.startswith(start) or not fits(text, skip):
            break
        found.append(text[skip:])
    return found


def _sums(grammar: Grammar, lines: Sequence[str], at: int) -> tuple[tuple[str, str], ...]:
    """The checksum lines, to the end of the statement."""
    sums: list[tuple[str, str]] = []
    for number, line in enumerate(lines, at + 1):
        match = _SUM.fullmatch(line)
        if match is None or not grammar.sums:
            refuse(Code.STATEMENT, file=grammar.file, line=number)
        sums.append((match[2], match[1]))
    if grammar.sums and (not sums or len({name for name, _ in sums}) != len(sums)):
        refuse(Code.STATEMENT, file=grammar.file)
    return tuple(sums)
