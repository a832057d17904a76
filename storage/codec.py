"""Entry to bytes and back, with exactly one spelling.

A line is one JSON object in UTF-8: keys sorted, no spaces, nothing escaped that need not be,
integers only, text in Unicode normal form C, times as `2026-11-23T14:05:09Z`. A field that has
its default value is left out, so that a field added later, with a default, does not change the
bytes (and so the digests) of an entry written before it existed. No line feed is part of it.

The reader refuses anything that is not what this writer would have written, to the byte. It
writes the JSON it parsed again and compares, which settles duplicate keys, spaces, escapes and
key order with no rule for each; unknown keys, defaults spelt out and texts that could not be
written are refused where they are read.
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

    Way = Callable[[Any, str], Any]
    Ways = tuple[Way, Way, Way]

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
    members = _parse(line)
    body = _body_of(members)
    entry = Entry(
        body=_read_record(body, members.get("body"), "body"),
        **_read(Entry, members, "entry", ("kind", "body")),
    )
    # Every text in it has been looked at by now: it can be written, whatever it was.
    if _WRITER.encode(members).encode() != line:
        _refuse("spelling")
    return entry


def decode_kept(line: bytes) -> Entry:
    """As `decode`, but not looked at again: for a line whose commitment shows that we wrote it."""
    members = _parse(line)
    body = _keep_record(_body_of(members), members.get("body"), "body")
    return Entry(body=body, **_kept(Entry, members, "entry"))


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


def _parse(line: bytes) -> Any:
    if len(line) > MAX_LINE:
        _refuse("line")
    try:
        return _JSON.decode(line.decode())
    except (ValueError, RecursionError, MemoryError):
        raise RecordRefused("entry.shape", field="line") from None


# Every part of an entry has three functions: one to write it, one to read what we kept, and one to
# read what a stranger wrote. They are built once, from the type hints of `app.domain.entry`, so
# the record is described in one place.


def _keep_text(value: Any, name: str) -> Any:
    # What stands in it was looked at when it was written.
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
        return enum(value)
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
    for field, default, write, *_ in _FIELDS[kind]:
        member = getattr(value, field)
        if not _is_default(member, default):
            written[field] = write(member, field)
    return written


def _is_default(member: Any, default: Any) -> bool:
    # The type is compared too: True == 1, and only one of them is a version number.
    return member == default and type(member) is type(default)


def _keep_record(kind: type, value: Any, name: str) -> Any:
    return kind(**_kept(kind, value, name))


def _read_record(kind: type, value: Any, name: str) -> Any:
    return kind(**_read(kind, value, name))


def _kept(kind: type, value: Any, name: str) -> dict[str, Any]:
    """The members of a record of ours."""
    if not _is(value, dict):
        _refuse(name)
    known = _BY_NAME[kind]
    given = {field: known[field][1](value[field], field) for field in value if field in known}
    return _whole_record(kind, given)


def _read(kind: type, value: Any, name: str, others: tuple[str, ...] = ()) -> dict[str, Any]:
    """The members of a stranger's record: no key but its own and `others`, no default spelt out."""
    if not _is(value, dict):
        _refuse(name)
    known = _BY_NAME[kind]
    given: dict[str, Any] = {}
    for field, said in value.items():
        if field in known:
            default, _, read = known[field]
            member = given[field] = read(said, field)
            if _is_default(member, default):
                _refuse("spelling")
        elif field not in others:
            _refuse("spelling")
    return _whole_record(kind, given)


def _whole_record(kind: type, given: dict[str, Any]) -> dict[str, Any]:
    for field in _NEEDED[kind]:
        if field not in given:
            _refuse(field)
    return given


def _body_of(members: Any) -> type:
    kind = members.get("kind") if _is(members, dict) else None
    if not _is(kind, str) or kind not in _BODY_OF:
        _refuse("kind")
    body: type = _BODY_OF[kind]
    return body


def _ways(hint: Any) -> Ways:
    """The writer, the reader of what we kept and that of a stranger's, for one type hint."""
    if hint in _RECORD_IDS.values():
        return _record_id, _record_id, _record_id
    hint = getattr(hint, "__supertype__", hint)  # ItemId and other names for text
    if hint in _PLAIN:
        return _PLAIN[hint]
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple and arguments[-1] is Ellipsis:
        write, keep, read = _ways(arguments[0])
        return partial(_write_list, write), partial(_read_list, keep), partial(_read_list, read)
    if origin is tuple:
        writes, keeps, reads = zip(*map(_ways, arguments), strict=True)
        return partial(_write_row, writes), partial(_read_row, keeps), partial(_read_row, reads)
    if origin in {types.UnionType, typing.Union}:
        (inner,) = (each for each in arguments if each is not types.NoneType)
        write, keep, read = _ways(inner)
        return partial(_optional, write), partial(_optional, keep), partial(_optional, read)
    if issubclass(hint, StrEnum):
        return partial(_write_code, hint), partial(_read_code, hint), partial(_read_code, hint)
    return partial(_write_record, hint), partial(_keep_record, hint), partial(_read_record, hint)


def _describe(kind: type) -> tuple[tuple[str, Any, Way, Way, Way], ...]:
    hints = typing.get_type_hints(kind, dict(vars(record)))
    return tuple(
        (field.name, field.default, *_ways(hints[field.name]))
        for field in fields(kind)
        if field.name != "body"  # read by its kind
    )


_JSON = json.JSONDecoder(parse_float=_no_number, parse_constant=_no_number)
_WRITER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))

_PLAIN: dict[Any, Ways] = {
    str: (_text, _keep_text, _text),
    int: (_whole, _whole, _whole),
    bool: (_flag, _flag, _flag),
    datetime: (_write_time, _read_time, _read_time),
}
_BODY_OF: dict[Any, Any] = {kind.value: body for body, kind in KIND_OF.items()}
_FIELDS = {kind: _describe(kind) for kind in (Entry, Author, Value, When, *KIND_OF)}
_BY_NAME: dict[type, dict[str, tuple[Any, Way, Way]]] = {
    kind: {name: (default, keep, read) for name, default, _, keep, read in described}
    for kind, described in _FIELDS.items()
}
_NEEDED = {
    kind: tuple(name for name, default, *_ in described if default is MISSING)
    for kind, described in _FIELDS.items()
}

if len(_BODY_OF) != len(Kind):  # pragma: no cover - a kind without a body is a slip of ours
    raise TypeError(Kind)
