"""A pack as its file, in one spelling, so that a signature over it can be made and made again."""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import TYPE_CHECKING

from app.domain.renderings import Pack

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date, datetime

    from app.domain.renderings import Person, Rendering, SpokenText


def write_pack(pack: Pack, order: Iterable[str], head: str = "") -> bytes:
    """The pack in UTF-8 with LF, its texts in this order, then whatever is not in it.

    `head` is a comment, each of its lines beginning with `#`.
    """
    held = {**pack.renderings, **dict.fromkeys(pack.empty)}
    ids = [id_ for id_ in order if id_ in held]
    ids += sorted(held.keys() - set(ids))
    parts = [head, _meta(pack), *map(_person, pack.people)]
    parts += [_text(id_, pack.renderings.get(id_)) for id_ in ids]
    return "\n".join(part for part in parts if part).encode("utf-8")


def complete(pack: Pack, sources: Mapping[str, SpokenText]) -> Pack:
    """The pack with an empty place for every text it has not got, and none for texts we lost."""
    renderings = {i: one for i, one in pack.renderings.items() if i in sources}
    empty = tuple(id_ for id_ in sources if id_ not in renderings)
    return Pack(
        tag=pack.tag,
        version=pack.version,
        created=pack.created,
        people=pack.people,
        renderings=MappingProxyType(renderings),
        empty=empty,
        file=pack.file,
    )


def _meta(pack: Pack) -> str:
    return _table(
        "[meta]", [("tag", pack.tag), ("version", pack.version), ("created", _stamp(pack.created))]
    )


def _person(person: Person) -> str:
    lines = [
        ("id", person.id),
        ("name", person.name),
        ("qualification", person.qualification),
        ("until", _iso(person.until)),
    ]
    return _table("[[person]]", lines)


def _text(id_: str, rendering: Rendering | None) -> str:
    return _table(f"[text.{_quoted(id_)}]", () if rendering is None else _lines(rendering))


def _lines(rendering: Rendering) -> Iterator[tuple[str, str | int]]:
    yield "version", rendering.version
    yield "source_sha256", rendering.source_sha256
    yield "state", rendering.state.value
    yield "text", rendering.text
    yield "address", rendering.address.value
    yield "masculine", rendering.masculine
    yield "target_sha256", rendering.target_sha256
    yield "translated_by", rendering.translated_by
    yield "translated_on", _iso(rendering.translated_on)
    yield "reviewed_by", rendering.reviewed_by
    yield "reviewed_on", _iso(rendering.reviewed_on)
    yield "approved_by", rendering.approved_by
    yield "back_translation", rendering.back_translation


def _table(head: str, lines: Iterable[tuple[str, str | int]]) -> str:
    said = [
        f"{key} = {value if isinstance(value, int) else _quoted(value)}\n"
        for key, value in lines
        if value != ""
    ]
    return f"{head}\n{''.join(said)}"


def _quoted(text: str) -> str:
    # Every escape that JSON uses is one that TOML reads.
    return json.dumps(text, ensure_ascii=False)


def _iso(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _stamp(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
