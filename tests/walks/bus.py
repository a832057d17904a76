"""As much of D-Bus as a screen reader needs, with Python alone: calls, answers and signals.

Message format: D-Bus specification 0.41, little-endian only, since both ends are on one machine.
"""

from __future__ import annotations

import os
import select
import socket
import struct
import time
from dataclasses import dataclass
from typing import Any

_CALL, _ANSWER, _ERROR, _SIGNAL = 1, 2, 3, 4
_PATH, _INTERFACE, _MEMBER, _ANSWER_TO, _TO, _FROM, _SIGNATURE = 1, 2, 3, 5, 6, 7, 8
_SIZES = {"y": 1, "b": 4, "n": 2, "q": 2, "i": 4, "u": 4, "x": 8, "t": 8, "d": 8}
_STRUCTS = {
    "y": "B",
    "b": "I",
    "n": "h",
    "q": "H",
    "i": "i",
    "u": "I",
    "x": "q",
    "t": "Q",
    "d": "d",
}


@dataclass(frozen=True)
class Message:
    """What came in: its kind, its header fields, and what it says."""

    kind: int
    fields: dict[int, Any]
    body: tuple[Any, ...]

    @property
    def sender(self) -> str:
        """Who sent it."""
        return str(self.fields.get(_FROM, ""))

    @property
    def path(self) -> str:
        """Of what."""
        return str(self.fields.get(_PATH, ""))

    @property
    def member(self) -> str:
        """Which signal."""
        return str(self.fields.get(_MEMBER, ""))


class Bus:
    """One connection. `signals` collects what was not an answer."""

    def __init__(self, address: str) -> None:
        """Connect to `unix:path=…` or `unix:abstract=…`, and say who we are."""
        said = dict(part.split("=", 1) for part in address.split(":", 1)[1].split(","))
        where = said.get("path") or "\0" + said["abstract"]
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._socket.connect(where)
        self._socket.sendall(b"\0AUTH EXTERNAL " + str(os.getuid()).encode().hex().encode())
        self._socket.sendall(b"\r\n")
        if not self._socket.recv(512).startswith(b"OK"):
            raise ConnectionError("the bus does not know us")
        self._socket.sendall(b"BEGIN\r\n")
        self._serial = 0
        self._rest = b""
        self._answers: dict[int, Message] = {}
        self.signals: list[Message] = []
        self.call("org.freedesktop.DBus", "/", "org.freedesktop.DBus", "Hello")

    def call(
        self, to: str, path: str, interface: str, member: str, *words: str | int
    ) -> Message | None:
        """One call with texts or numbers; its answer, or None when it failed or never came."""
        return self.answer(self.ask(to, path, interface, member, *words))

    def ask(self, to: str, path: str, interface: str, member: str, *words: str | int) -> int:
        """Send a call; the number to fetch its answer by, so that many can be under way."""
        self._serial += 1
        body = b""
        for word in words:
            body += b"\0" * (-len(body) % 4)
            body += _text(word) if isinstance(word, str) else struct.pack("<I", word)
        fields = [(_PATH, "o", path), (_INTERFACE, "s", interface), (_MEMBER, "s", member)]
        fields.append((_TO, "s", to))
        if words:
            kinds = "".join("s" if isinstance(word, str) else "u" for word in words)
            fields.append((_SIGNATURE, "g", kinds))
        packed = b""
        for code, kind, value in fields:
            packed += b"\0" * (-len(packed) % 8) + bytes([code, 1]) + kind.encode() + b"\0"
            short = bytes([len(value)]) + value.encode() + b"\0"
            packed += short if kind == "g" else _text(value)
        head = struct.pack("<cBBBIII", b"l", _CALL, 0, 1, len(body), self._serial, len(packed))
        self._socket.sendall(head + packed + b"\0" * (-len(packed) % 8) + body)
        return self._serial

    def answer(self, number: int, patience: float = 5.0) -> Message | None:
        """The answer to a call; None after an error or `patience` seconds."""
        end = time.monotonic() + patience
        while number not in self._answers:
            if time.monotonic() > end:
                return None
            self.listen(0.1)
        found = self._answers.pop(number)
        return None if found.kind == _ERROR else found

    def listen(self, seconds: float) -> None:
        """Take in what has come, waiting for it at most so long."""
        if not select.select([self._socket], [], [], seconds)[0]:
            return
        came = self._socket.recv(1 << 16)
        if not came:
            raise ConnectionError("the bus has gone")
        self._rest += came
        while (length := _whole(self._rest)) is not None:
            raw, self._rest = self._rest[:length], self._rest[length:]
            message = _read(raw)
            if message.kind == _SIGNAL:
                self.signals.append(message)
            elif message.kind in {_ANSWER, _ERROR}:
                self._answers[message.fields[_ANSWER_TO]] = message


def _text(value: str) -> bytes:
    raw = value.encode()
    return struct.pack("<I", len(raw)) + raw + b"\0"


def _whole(raw: bytes) -> int | None:
    """Bytes of the first message, when all of it is there."""
    if len(raw) < 16:
        return None
    body, _serial, fields = struct.unpack_from("<III", raw, 4)
    length = 16 + fields + (-fields % 8) + body
    return int(length) if len(raw) >= length else None


def _read(raw: bytes) -> Message:
    body_length = struct.unpack_from("<I", raw, 4)[0]
    listed, _end = _value("a(yv)", raw, 12)
    fields = dict(listed)
    start = len(raw) - body_length
    said: list[Any] = []
    at, signature = 0, str(fields.get(_SIGNATURE, ""))
    while signature:
        kind, signature = _first(signature)
        value, at = _value(kind, raw[start:], at)
        said.append(value)
    return Message(raw[1], fields, tuple(said))


def _first(signature: str) -> tuple[str, str]:
    """The first whole type of a signature, and the rest."""
    if signature[0] == "a":
        inner, rest = _first(signature[1:])
        return "a" + inner, rest
    if signature[0] in "({":
        depth = 0
        for at, letter in enumerate(signature):
            depth += (letter in "({") - (letter in ")}")
            if depth == 0:
                return signature[: at + 1], signature[at + 1 :]
    return signature[0], signature[1:]


def _align(kind: str) -> int:
    if kind[0] in "({":
        return 8
    return {"s": 4, "o": 4, "a": 4, "g": 1, "v": 1}.get(kind[0]) or _SIZES[kind[0]]


def _value(kind: str, raw: bytes, at: int) -> tuple[Any, int]:
    """One value and where the next one begins."""
    at += -at % _align(kind)
    if kind in _SIZES:
        return struct.unpack_from("<" + _STRUCTS[kind], raw, at)[0], at + _SIZES[kind]
    if kind in {"s", "o"}:
        length = struct.unpack_from("<I", raw, at)[0]
        return raw[at + 4 : at + 4 + length].decode(), at + 5 + length
    if kind == "g":
        return raw[at + 1 : at + 1 + raw[at]].decode(), at + 2 + raw[at]
    if kind == "v":
        inner, at = _value("g", raw, at)
        return _value(inner, raw, at)
    if kind[0] == "a":
        return _array(kind[1:], raw, at)
    said: list[Any] = []
    inside = kind[1:-1]
    while inside:
        one, inside = _first(inside)
        value, at = _value(one, raw, at)
        said.append(value)
    return tuple(said), at


def _array(kind: str, raw: bytes, at: int) -> tuple[list[Any], int]:
    length = struct.unpack_from("<I", raw, at)[0]
    at += 4
    at += -at % _align(kind)
    end, found = at + length, []
    while at < end:
        value, at = _value(kind, raw, at)
        found.append(value)
    return found, end
