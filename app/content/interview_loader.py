"""A language's pack from its file, read strictly. docs/languages.md describes the form.

The shape is checked here; what the words must be is in `app.domain.translation_checks`, and
whether the signature holds is for the vault's keys to say.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from app.content.strict import Where, read_pack, refuse_twice
from app.domain.renderings import Address, Pack, Person, Rendering, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.content.strict import Table

PEOPLE = "people.toml"
MOST = 4 * 1024 * 1024
"""Bytes; a full pack has a tenth of that."""

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
_SHA = re.compile(r"[0-9a-f]{64}", re.ASCII)


def load_pack(file: str, raw: bytes) -> Pack:
    """The pack in a file, with no proof yet.

    Raises:
        ContentRefused: an unknown key, a missing one, a value of another kind, a state that
            there is none of, a person twice.
    """
    if len(raw) > MOST:
        Where(file).refuse("content.language", "LP01: a pack is at most 4 MiB")
    table = read_pack(file, raw)
    meta = table.table("meta")
    tag, version, created = meta.text("tag"), meta.integer("version"), _moment(meta, "created")
    meta.finish()
    people = _people(table)
    texts = dict(_texts(table)) if table.has("text") else {}
    table.finish()
    return Pack(
        tag=tag,
        version=version,
        created=created,
        people=people,
        renderings=MappingProxyType({i: one for i, one in texts.items() if one is not None}),
        empty=tuple(id_ for id_, one in texts.items() if one is None),
        file=file,
    )


def load_shipped(packs: Iterable[tuple[str, bytes]]) -> dict[str, Pack]:
    """The packs of a folder by tag; `people.toml` there speaks for all of them.

    Raises:
        ContentRefused: as `load_pack`, or a file that is not named after its language.
    """
    by_name = dict(packs)
    people = load_people(PEOPLE, by_name.pop(PEOPLE)) if PEOPLE in by_name else ()
    found: dict[str, Pack] = {}
    for name, raw in by_name.items():
        pack = load_pack(name, raw)
        if name != f"{pack.tag}.toml":
            Where(name).refuse("content.language", f"LP02: the file is named {pack.tag}.toml")
        found[pack.tag] = replace(pack, people=(*people, *pack.people))
    return found


def load_people(file: str, raw: bytes) -> tuple[Person, ...]:
    """Translators and reviewers from a file of their own. Raises `ContentRefused`."""
    table = read_pack(file, raw)
    people = _people(table)
    table.finish()
    return people


def _people(table: Table) -> tuple[Person, ...]:
    tables = [person.named() for person in table.tables("person")]
    people = tuple(_person(person) for person in tables)
    refuse_twice((one.id, spot.where) for one, spot in zip(people, tables, strict=True))
    return people


def _person(table: Table) -> Person:
    person = Person(
        id=table.text("id"),
        qualification=table.text("qualification", ""),
        until=_day(table, "until"),
        name=table.text("name", ""),
    )
    table.finish()
    return person


def _texts(table: Table) -> Iterator[tuple[str, Rendering | None]]:
    for id_, inner in table.named_tables("text"):
        yield id_, _rendering(id_, inner) if inner.names else None
        inner.finish()


def _rendering(id_: str, table: Table) -> Rendering:
    return Rendering(
        id=id_,
        version=table.integer("version"),
        source_sha256=_sha(table, "source_sha256"),
        state=State(table.one_of("state", list(State))),
        text=table.text("text"),
        address=Address(table.one_of("address", ["any", "woman"]) if table.has("address") else ""),
        masculine=table.text("masculine", ""),
        target_sha256=_sha(table, "target_sha256"),
        translated_by=table.text("translated_by", ""),
        translated_on=_day(table, "translated_on"),
        reviewed_by=table.text("reviewed_by", ""),
        reviewed_on=_day(table, "reviewed_on"),
        approved_by=table.text("approved_by", ""),
        back_translation=table.text("back_translation", ""),
    )


def _sha(table: Table, key: str) -> str:
    found = table.text(key)
    if _SHA.fullmatch(found) is None:
        table.where.refuse("content.type", f"{key} is a SHA-256 in hexadecimal")
    return found


def _moment(table: Table, key: str) -> datetime:
    found = table.text(key)
    if _MOMENT.fullmatch(found) is None:
        table.where.refuse("content.type", f"{key} is a moment such as 2026-01-31T09:30:00Z")
    try:
        return datetime.fromisoformat(found).astimezone(UTC)
    except ValueError:
        table.where.refuse("content.type", f"{key} is a moment that there is")


def _day(table: Table, key: str) -> date | None:
    if not table.has(key):
        return None
    try:
        return date.fromisoformat(table.text(key))
    except ValueError:
        table.where.refuse("content.type", f"{key} is a day such as 2026-01-31")
