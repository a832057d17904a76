"""Entry to bytes and back, with exactly one spelling.

A line is one JSON object in UTF-8: keys sorted, no spaces, nothing escaped that need not be,
integers only, text in Unicode normal form C, times as `2026-11-23T14:05:09Z`. A field that has
its default value is left out, so that a field added later, with a default, does not change the
bytes (and so the digests) of an entry written before it existed. No line feed is part of it.

The reader builds the entry and writes it again: anything that is not what this writer would
have written, to the byte, is refused. That settles duplicate and unknown keys, spaces, escapes,
key order and defaults spelt out, with no rule for each.
"""

# ruff: noqa: ANN401 - what a stranger's JSON holds is any type, until each reader has looked

from __future__ import annotations

import json
import re
import types
import typing
import unicodedata
from dataclasses import MISSING, fields
from datetime import UTC, datetime
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn

from app.domain import entry as record
from app.domain import plain_text
from app.domain.codes import Kind
from app.domain.entry import KIND_OF, MAX_TEXT, Author, Entry, Value, When
from app.domain.errors import RecordRefused
from app.domain.ids import CaseId, EntryId, SubjectId, VisitId, is_record_id

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_LINE = 1_048_576
"""Bytes in one line; more is refused before it is parsed."""

MAX_LIST = 20_000
"""Members of one list in a body: the ids of the largest case that is erased at once."""

MAX_NUMBER = 2**53 - 1
"""The largest integer that every JSON reader agrees about (RFC 8259 section 6)."""

FORBIDDEN = plain_text.FORBIDDEN
"""What no text of an entry, a statement or a receipt may hold."""

LATER = types.MappingProxyType(
    {
        3: {
            Kind.ANSWER: ("interpreted", "way", "checked"),
            Kind.SETTING: (
                *("provider", "pair", "registration", "called_from", "chosen"),
                *("places", "asked_after"),
            ),
        },
        4: {
            Kind.ANSWER: ("noes",),
            Kind.LINK: ("since", "until", "placed_by"),
            Kind.DISCLOSURE: (
                *("kind", "desk", "previous", "slices"),
                *("preset", "told", "decided_by", "reasons"),
            ),
        },
    }
)
"""Fields that a later version of the entry lines added. Left out where empty, as every default
is: an entry that uses none of them has the bytes it would have had in version 1."""

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
_RECORD_IDS = {"EntryId": EntryId, "CaseId": CaseId, "SubjectId": SubjectId, "VisitId": VisitId}


def encode(entry: Entry) -> bytes:
    """The one line for an entry, without a line feed.

    Raises:
        RecordRefused: `entry.shape` with the field; a value is of a wrong type, too long or
            holds a forbidden code point. Text must be in normal form C already.
    """
    members = _write_record(Entry, entry, "entry")
    members["kind"] = entry.kind.value
    members["body"] = _write_record(type(entry.body), entry.body, "body")
    line = _WRITER.encode(members)
    raw = line.encode()
    if len(raw) > MAX_LINE:
        _refuse("line")
    return raw


def decode(line: bytes) -> Entry:
    """The entry of one line.

    Raises:
        RecordRefused: the line is not, to the byte, what `encode` writes for an entry; never
            another exception, whatever the bytes.
    """
    entry = decode_kept(line)
    if encode(entry) != line:
        _refuse("spelling")
    return entry


def decode_kept(line: bytes) -> Entry:
    """As `decode`, but not spelt again: for a line whose commitment shows that we wrote it."""
    if len(line) > MAX_LINE:
        _refuse("line")
    try:
        members = _JSON.decode(line.decode())
    except (ValueError, RecursionError, MemoryError):
        raise RecordRefused("entry.shape", field="line") from None
    return _read_entry(members)


def version_of(entry: Entry) -> int:
    """The first version of the entry lines that can spell this entry: 1, 3 or 4."""
    used = (
        version
        for version, added in LATER.items()
        if any(getattr(entry.body, name) for name in added.get(entry.kind, ()))
    )
    return max(used, default=1)


def time_text(moment: datetime) -> str:
    """A moment as the record spells it; UTC, whole seconds."""
    return moment.replace(tzinfo=None).isoformat() + "Z"


def _refuse(what: str) -> NoReturn:
    raise RecordRefused("entry.shape", field=what)


def _is(value: Any, kind: type) -> bool:
    return type(value) is kind  # exactly: bool is an int to isinstance


def _no_number(_text: str) -> NoReturn:
    raise ValueError


# Every part of an entry has a pair of functions, one to write it and one to read it. They are
# built once, from the type hints of `app.domain.entry`, so the record is described in one place.


def _read_text(value: Any, name: str) -> Any:
    # What stands in it is looked at once, by the `encode` that `decode` compares with.
    if not _is(value, str):
        _refuse(name)
    return value


def _text(value: Any, name: str) -> Any:
    if not _is(value, str) or len(value) > MAX_TEXT:
        _refuse(name)
    if not value.isascii() and not unicodedata.is_normalized("NFC", value):
        _refuse(name)
    if FORBIDDEN.search(value):
        _refuse(name)
    return value


def _record_id(value: Any, name: str) -> Any:
    if not _is(value, str) or not is_record_id(value):
        _refuse(name)
    return value


def _whole(value: Any, name: str) -> Any:
    if not _is(value, int) or not -MAX_NUMBER <= value <= MAX_NUMBER:
        _refuse(name)
    return value


def _flag(value: Any, name: str) -> Any:
    if not _is(value, bool):
        _refuse(name)
    return value


def _write_time(value: Any, name: str) -> str:
    if not _is(value, datetime) or value.tzinfo is not UTC or value.microsecond or value.fold:
        _refuse(name)
    return time_text(value)


def _read_time(value: Any, name: str) -> datetime:
    if not _is(value, str) or not _TIME.fullmatch(value):
        _refuse(name)
    try:
        return datetime.fromisoformat(value[:-1]).replace(tzinfo=UTC)
    except ValueError:
        _refuse(name)


def _write_code(enum: type[StrEnum], value: Any, name: str) -> str:
    if not _is(value, enum):
        _refuse(name)
    return str(value.value)


def _read_code(enum: type[StrEnum], value: Any, name: str) -> StrEnum:
    try:
        return enum(_text(value, name))
    except ValueError:
        _refuse(name)


def _write_list(member: Callable[[Any, str], Any], value: Any, name: str) -> list[Any]:
    if not _is(value, tuple) or len(value) > MAX_LIST:
        _refuse(name)
    return [member(each, name) for each in value]


def _read_list(member: Callable[[Any, str], Any], value: Any, name: str) -> tuple[Any, ...]:
    if not _is(value, list) or len(value) > MAX_LIST:
        _refuse(name)
    return tuple(member(each, name) for each in value)


def _write_row(members: tuple[Callable[[Any, str], Any], ...], value: Any, name: str) -> list[Any]:
    if not _is(value, tuple) or len(value) != len(members):
        _refuse(name)
    return [member(each, name) for member, each in zip(members, value, strict=True)]


def _read_row(
    members: tuple[Callable[[Any, str], Any], ...], value: Any, name: str
) -> tuple[Any, ...]:
    if not _is(value, list) or len(value) != len(members):
        _refuse(name)
    return tuple(member(each, name) for member, each in zip(members, value, strict=True))


def _optional(inner: Callable[[Any, str], Any], value: Any, name: str) -> Any:
    return None if value is None else inner(value, name)


def _write_record(kind: type, value: Any, name: str) -> dict[str, Any]:
    if type(value) is not kind:
        _refuse(name)
    written: dict[str, Any] = {}
    for field, default, write, _ in _FIELDS[kind]:
        member = getattr(value, field)
        # The type is compared too: True == 1, and only one of them is a version number.
        if member == default and type(member) is type(default):
            continue
        written[field] = write(member, field)
    return written


def _read_record(kind: type, value: Any, name: str) -> Any:
    if not _is(value, dict):
        _refuse(name)
    given: dict[str, Any] = {}
    for field, default, _, read in _FIELDS[kind]:
        if field in value:
            given[field] = read(value[field], field)
        elif default is MISSING:
            _refuse(field)
    return kind(**given)


def _read_entry(members: Any) -> Entry:
    if not _is(members, dict):
        _refuse("entry")
    kind = members.get("kind")
    if not _is(kind, str) or kind not in _BODY_OF:
        _refuse("kind")
    given: dict[str, Any] = {"body": _read_record(_BODY_OF[kind], members.get("body"), "body")}
    for field, default, _, read in _FIELDS[Entry]:
        if field in members:
            given[field] = read(members[field], field)
        elif default is MISSING:
            _refuse(field)
    return Entry(**given)


def _pair(hint: Any) -> tuple[Callable[[Any, str], Any], Callable[[Any, str], Any]]:
    """The writer and the reader for one type hint of the record."""
    if hint in _RECORD_IDS.values():
        return _record_id, _record_id
    hint = getattr(hint, "__supertype__", hint)  # ItemId and other names for text
    if hint in _PLAIN:
        return _PLAIN[hint]
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple and arguments[-1] is Ellipsis:
        write, read = _pair(arguments[0])
        return partial(_write_list, write), partial(_read_list, read)
    if origin is tuple:
        pairs = [_pair(each) for each in arguments]
        return (
            partial(_write_row, tuple(write for write, _ in pairs)),
            partial(_read_row, tuple(read for _, read in pairs)),
        )
    if origin in {types.UnionType, typing.Union}:
        (inner,) = (each for each in arguments if each is not types.NoneType)
        write, read = _pair(inner)
        return partial(_optional, write), partial(_optional, read)
    if issubclass(hint, StrEnum):
        return partial(_write_code, hint), partial(_read_code, hint)
    return partial(_write_record, hint), partial(_read_record, hint)


def _describe(kind: type) -> tuple[tuple[str, Any, Any, Any], ...]:
    hints = typing.get_type_hints(kind, dict(vars(record)))
    return tuple(
        (field.name, field.default, *_pair(hints[field.name]))
        for field in fields(kind)
        if field.name != "body"  # read by its kind
    )


_JSON = json.JSONDecoder(parse_float=_no_number, parse_constant=_no_number)
_WRITER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))

_PLAIN: dict[Any, tuple[Callable[[Any, str], Any], Callable[[Any, str], Any]]] = {
    str: (_text, _read_text),
    int: (_whole, _whole),
    bool: (_flag, _flag),
    datetime: (_write_time, _read_time),
}
_BODY_OF: dict[Any, Any] = {kind.value: body for body, kind in KIND_OF.items()}
_FIELDS = {kind: _describe(kind) for kind in (Entry, Author, Value, When, *KIND_OF)}

if len(_BODY_OF) != len(Kind):  # pragma: no cover - a kind without a body is a slip of ours
    raise TypeError(Kind)
