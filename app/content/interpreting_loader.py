"""The interpreting pack, read strictly."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.content.rules_loader import source_of
from app.content.strict import read_pack, refuse_twice
from app.domain.ids import ItemId
from app.domain.interpreting import (
    GATE,
    Breaks,
    CardField,
    Concern,
    Cover,
    Fact,
    HardStop,
    Interpreting,
    LaterTask,
    Override,
    Phase,
    Seriousness,
    Spot,
    Suggests,
)
from app.domain.questionnaire import Item, ItemType, Option, OtherWay

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import TypeVar

    from app.content.strict import Table
    from app.domain.renderings import SpokenText

    _T = TypeVar("_T")

FACTS = ("provider", "reference", "registration", "pair", "called_from", "chosen")
"""Fields of a setting that the gate fills in, each once."""

ANSWERED_BY_NO = frozenset({"no", "never", "not_asked", "declined", "not_safe"})
"""Codes that a choice may not have: they are the conversation's own."""


def load_interpreting(
    file: str,
    raw: bytes,
    script: Iterable[SpokenText] = (),
    items: Mapping[str, Item] | None = None,
) -> Interpreting:
    """The pack. `script` is what it names lines of, `items` what the override may ask.

    Raises:
        ContentRefused: an unknown key or id, an id twice, the facts of the gate out of their
            order (`content.order`), or a choice that would read as an answer of its own.
    """
    pack = read_pack(file, raw)
    pack.text("id")
    pack.integer("version")
    source_of(pack)
    lines = {line.id: line for line in script}
    results = tuple(map(_option, pack.tables("result")))
    found = Interpreting(
        card=_each(pack, "card", _card),
        facts=_facts(pack),
        stops=_each(pack, "stop", _stop),
        hand_signal=_hand_signal(pack.table("hand_signal")),
        override=_override(pack.table("override"), items),
        places=_each(pack, "place", _place),
        again=_each(pack, "again", _again),
        covers=_each(pack, "cover", _cover),
        excuses=_each(pack, "excuse", _cover),
        concerns=_each(pack, "concern", _concern),
        breaks=_breaks(pack.table("breaks")),
        teach_back=tuple(
            replace(_scripted(table, lines), options=results) for table in pack.tables("teach")
        ),
        debrief=_each(pack, "debrief", _debrief),
        later=tuple(_scripted(table, lines) for table in pack.tables("later")),
        later_task=_later_task(pack.table("later_task")),
    )
    pack.finish()
    refuse_twice((str(item.id), pack.where) for item in found.items)
    return found


def _each(pack: Table, key: str, read: Callable[[Table], _T]) -> tuple[_T, ...]:
    tables = [table.named() for table in pack.tables(key)]
    refuse_twice((table.text("id"), table.where) for table in tables)
    if not tables:
        pack.where.refuse("content.missing", f"{key} is needed")
    rows: list[_T] = []
    for table in tables:
        rows.append(read(table))
        table.finish()
    return tuple(rows)


def _version(table: Table) -> int:
    found = table.integer("version")
    if found < 1:
        table.where.refuse("content.number", "a version is 1 or more")
    return found


def _option(table: Table) -> Option:
    option = Option(table.text("code"), table.text("label"))
    if option.code in ANSWERED_BY_NO:
        table.where.refuse("content.word", f"{option.code} is an answer of the conversation")
    table.finish()
    return option


def _choices(table: Table) -> tuple[Option, ...]:
    found = tuple(map(_option, table.tables("choice")))
    refuse_twice((option.code, table.where) for option in found)
    return found


def _card(table: Table) -> CardField:
    return CardField(
        table.text("id"), _version(table), table.text("label"), table.text("note"),
        _choices(table), source_of(table),
    )  # fmt: skip


def _fact(table: Table) -> Fact:
    return Fact(
        table.one_of("id", FACTS), _version(table), Phase(table.one_of("phase", Phase)),
        table.text("label"), table.text("note"), _choices(table), source_of(table),
    )  # fmt: skip


def _facts(pack: Table) -> tuple[Fact, ...]:
    found = _each(pack, "fact", _fact)
    order = list(Phase)
    phases = [order.index(fact.phase) for fact in found]
    if phases != sorted(phases):
        pack.where.refuse("content.order", "identity comes first, then conflict")
    return found


def _stop(table: Table) -> HardStop:
    return HardStop(table.text("id"), _version(table), table.text("label"), source_of(table))


def _hand_signal(table: Table) -> str:
    _version(table)
    table.text("label")
    source_of(table)
    note = table.text("note")
    table.finish()
    return note


def _override(table: Table, items: Mapping[str, Item] | None) -> Override:
    found = Override(
        version=_version(table),
        confirm=table.text("confirm"),
        note=table.text("note"),
        items=table.texts("items"),
        mark=table.text("mark"),
        task=table.text("task"),
        task_hours=_at_least(table, "task_hours", 1),
        source=source_of(table),
    )
    table.finish()
    for id_ in found.items:
        if items is not None and id_ not in items:
            table.where.refuse("content.unknown-id", f"there is no item {id_}")
    return found


def _place(table: Table) -> Spot:
    return Spot(
        table.text("id"), _version(table), table.text("label"), table.boolean("heard"),
        table.text("do"), source_of(table),
    )  # fmt: skip


def _again(table: Table) -> Option:
    _version(table)
    return Option(table.text("id"), table.text("label"))


def _cover(table: Table) -> Cover:
    return Cover(
        table.text("id"), _version(table), table.text("label"), table.text("say"),
        source_of(table),
    )  # fmt: skip


def _concern(table: Table) -> Concern:
    return Concern(
        id=table.text("id"),
        version=_version(table),
        label=table.text("label"),
        seriousness=Seriousness(table.one_of("seriousness", Seriousness)),
        suggests=Suggests(table.one_of("suggests", Suggests)),
        do=table.text("do"),
        source=source_of(table),
    )


def _breaks(table: Table) -> Breaks:
    _version(table)
    source_of(table)
    found = Breaks(
        first=_at_least(table, "first", 1),
        stronger=_at_least(table, "stronger", 1),
        first_words=table.text("first_words"),
        stronger_words=table.text("stronger_words"),
        pause_seconds=_at_least(table, "pause_seconds", 1),
    )
    if found.stronger <= found.first:
        table.where.refuse("content.order", "the stronger reminder comes after the first")
    table.finish()
    return found


def _later_task(table: Table) -> LaterTask:
    _version(table)
    source_of(table)
    found = LaterTask(table.text("text"), _at_least(table, "days", 1))
    table.finish()
    return found


def _at_least(table: Table, key: str, least: int) -> int:
    found = table.integer(key)
    if found < least:
        table.where.refuse("content.number", f"{key} is {least} or more")
    return found


def _scripted(table: Table, lines: Mapping[str, SpokenText]) -> Item:
    """An item whose spoken words are a line of the script, under the line's own id."""
    named = table.named("script")
    line = lines.get(named.text("script"))
    if line is None:
        named.where.refuse("content.unknown-id", f"the script has no line {named.where.id}")
    options = _choices(named)
    item = Item(
        id=ItemId(line.id),
        version=line.version,
        section=GATE,
        type=ItemType.ONE,
        label=named.text("label"),
        ask=line.text,
        source=source_of(named),
        note=line.note,
        options=options,
    )
    named.finish()
    return item


def _debrief(table: Table) -> Item:
    options = _choices(table)
    return Item(
        id=ItemId(table.text("id")),
        version=_version(table),
        section=GATE,
        type=ItemType.ONE if options else ItemType.TEXT,
        label=table.text("label"),
        ask=table.text("ask"),
        source=source_of(table),
        note=table.text("note", ""),
        options=options,
        ways=tuple(map(_way, table.tables("way"))),
    )


def _way(table: Table) -> OtherWay:
    way = OtherWay(table.text("id"), table.text("text"))
    table.finish()
    return way
