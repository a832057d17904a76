"""A proved file as bytes, on its way from the child that opened it to the program that asked.

One JSON text in the order of each type's fields, and the file's own bytes beside it, untouched.
The reader makes the types that it was told to expect and no others, and refuses everything else:
whatever took a child over can still make it lie about its one file, and do nothing more.
"""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from typing import Any, NoReturn, TypeGuard, cast

from app.domain import codes, entry, handover, ids
from app.domain.errors import Refused
from storage.handover.review import ReadReview

# ruff: noqa: ANN401 - what a child sends is any type, until the way of its place has looked

Blobs = list[bytes]
Write = Callable[[Any, Blobs], Any]
Read = Callable[[Any, Blobs], Any]
Way = tuple[Write, Read]

KINDS: types.MappingProxyType[str, type] = types.MappingProxyType(
    {"package": handover.Verified, "receipt": handover.Receipt, "review": ReadReview}
)
"""What can be asked for, and what comes back of it."""

_NAMES = {**vars(codes), **vars(ids), **vars(entry), **vars(handover), "datetime": datetime}


class ReplyError(ValueError):
    """A child's reply is not one."""


def pack(what: str, value: object) -> tuple[bytes, Blobs]:
    """The JSON text of a value of this kind, and the bytes that it counts up."""
    blobs: Blobs = []
    tree = _way(KINDS[what])[0](value, blobs)
    return json.dumps(tree, ensure_ascii=False, separators=(",", ":")).encode(), blobs


def unpack(what: str, text: bytes, blobs: Blobs) -> Any:
    """The value again. Raises `ReplyError` for anything but what `pack` would have made."""
    try:
        return _way(KINDS[what])[1](json.loads(text), blobs)
    except (ValueError, TypeError, KeyError, RecursionError, Refused):
        raise ReplyError from None  # its text may hold words of the case


@cache
def _way(hint: Any) -> Way:
    """How values of a type are written and read; found once for each."""
    if hint in _PLAIN:
        return _PLAIN[hint]
    if isinstance(hint, typing.NewType):
        return _way(hint.__supertype__)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        members = {member.value: member for member in hint}
        return _same, lambda data, _: members[data]
    if is_dataclass(cast("Any", hint)):
        return _record(cast("type", hint))
    inside = typing.get_args(hint)
    if typing.get_origin(hint) is tuple:
        return _list(inside[0]) if inside[1:] == (...,) else _series(inside, tuple, tuple)
    return _perhaps(inside[0]) if inside[1:] == (type(None),) else _union(inside)


def _record(kind: type) -> Way:
    hints = typing.get_type_hints(kind, _NAMES, _NAMES)
    names = [field.name for field in fields(kind)]

    def taken(value: Any) -> list[Any]:
        return [getattr(value, name) for name in names]

    return _series([hints[name] for name in names], taken, lambda values: kind(*values))


def _is_list(data: Any) -> TypeGuard[list[Any]]:
    return type(data) is list


def _list(hint: Any) -> Way:
    write, read = _way(hint)

    def read_all(data: Any, blobs: Blobs) -> Any:
        if not _is_list(data):
            _refuse()
        return tuple([read(one, blobs) for one in data])

    return lambda value, blobs: [write(one, blobs) for one in value], read_all


def _series(hints: Sequence[Any], taken: Callable[[Any], Any], made: Callable[[Any], Any]) -> Way:
    """So many values, each of its own type."""
    bare = [_bare(hint) for hint in hints]
    # Most are texts, which need no call of their own to be looked at.
    plain = [(n, hint) for n, hint in enumerate(bare) if hint in _LEAVES]
    others = [(n, *_way(hint)) for n, hint in enumerate(bare) if hint not in _LEAVES]

    def write(value: Any, blobs: Blobs) -> Any:
        values = list(taken(value))
        for n, way, _ in others:
            values[n] = way(values[n], blobs)
        return values

    def read(data: Any, blobs: Blobs) -> Any:
        values = _so_many(data, len(bare))
        for n, kind in plain:
            if type(values[n]) is not kind:
                _refuse()
        for n, _, way in others:
            values[n] = way(values[n], blobs)
        return made(values)

    return write, read


def _so_many(data: Any, many: int) -> list[Any]:
    if not _is_list(data) or len(data) != many:
        _refuse()
    return data


def _perhaps(hint: Any) -> Way:
    """A value or none; found when it is used: a slice may hold a review, and that a slice."""

    def write(value: Any, blobs: Blobs) -> Any:
        return None if value is None else _way(hint)[0](value, blobs)

    return write, lambda data, blobs: None if data is None else _way(hint)[1](data, blobs)


def _union(inside: tuple[Any, ...]) -> Way:
    """One of several types: which of them, and the value."""
    ways = {_bare(kind): (number, _way(kind)[0]) for number, kind in enumerate(inside)}
    reads = {number: _way(kind)[1] for number, kind in enumerate(inside)}

    def write(value: Any, blobs: Blobs) -> Any:
        number, way = ways[type(value)]
        return [number, way(value, blobs)]

    def read(data: Any, blobs: Blobs) -> Any:
        number, one = data
        return reads[number](one, blobs)

    return write, read


def _bare(kind: Any) -> Any:
    return kind.__supertype__ if isinstance(kind, typing.NewType) else kind


def _same(value: Any, _blobs: Blobs) -> Any:
    return value


def _exactly(kind: type) -> Way:
    def read(data: Any, _blobs: Blobs) -> Any:
        if type(data) is not kind:
            _refuse()
        return data

    return _same, read


def _write_bytes(value: bytes, blobs: Blobs) -> int:
    blobs.append(value)
    return len(blobs) - 1


def _read_bytes(data: Any, blobs: Blobs) -> bytes:
    if type(data) is not int or not 0 <= data < len(blobs):
        _refuse()
    return blobs[data]


def _read_time(data: Any, _blobs: Blobs) -> datetime:
    at = datetime.fromisoformat(data)
    if at.tzinfo is not UTC:
        _refuse()
    return at


def _refuse() -> NoReturn:
    raise ReplyError


_LEAVES = (str, int, bool)
_PLAIN: dict[Any, Way] = {
    **{kind: _exactly(kind) for kind in _LEAVES},
    bytes: (_write_bytes, _read_bytes),
    datetime: (lambda value, _: value.isoformat(), _read_time),
}
