"""Screening packs as the domain's sections and items, read strictly.

One file holds one section, or more items for one: `[section]`, or `[into] section = "F"`. An
organisation may put its own packs beside ours. Whatever is theirs has an id that begins with
`own.`, so that it can stand beside our questions and never in the place of one.

Everything else is refused with `ContentRefused`, naming the file, the id and the rule.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.content import screening_rules
from app.content.condition_loader import decode_condition
from app.content.strict import read_pack, refuse_twice
from app.domain.codes import RestrictionClass
from app.domain.ids import ItemId
from app.domain.questionnaire import (
    AboutType,
    Item,
    ItemType,
    Option,
    OtherWay,
    Place,
    Row,
    Screening,
    Section,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.content.strict import Table, Where
    from app.domain.conditions import Condition

OUR_SECTIONS = frozenset("ABCDEFGHJKLMNPQRVWZ")
OWN = "own."
"""How the ids of an organisation's own sections and items begin."""

_OUR_ITEM = re.compile(r"([A-Z])(?:-?)(?:[1-9]\d?)", re.ASCII)
_OWN_ID = re.compile(r"own(?:\.[a-z0-9]+(?:[_-][a-z0-9]+)*)+", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Pack:
    """One file: a section of its own, or items for another's."""

    where: Where
    version: int
    section: str
    items: tuple[tuple[Item, Where], ...]
    head: Section | None  # none: the items go into another pack's section
    order: int = 0


def load_screening(sources: Sequence[tuple[str, bytes]]) -> Screening:
    """Decode screening packs, given as (file name, bytes), into one screening.

    Raises:
        ContentRefused: with `file`, `id` and `rule`, for the first fault found.
    """
    packs = [_pack(file, raw) for file, raw in sources]
    heads = sorted((p for p in packs if p.head is not None), key=lambda p: p.order)
    refuse_twice((p.section, p.where) for p in heads)
    refuse_twice((f"order {p.order}", p.where) for p in heads)
    _refuse_homeless(packs, {p.section for p in heads})
    ordered = [(p, _items_of(p, packs)) for p in heads]
    screening_rules.check_together([line for _, items in ordered for line in items])
    return Screening(max((p.version for p in packs), default=0), tuple(_sections(ordered)))


def _sections(ordered: list[tuple[_Pack, list[tuple[Item, Where]]]]) -> list[Section]:
    return [
        replace(pack.head, items=tuple(item for item, _ in items))
        for pack, items in ordered
        if pack.head is not None
    ]


def _items_of(head: _Pack, packs: list[_Pack]) -> list[tuple[Item, Where]]:
    added = [
        line for p in packs if p.head is None and p.section == head.section for line in p.items
    ]
    return [*head.items, *added]


def _refuse_homeless(packs: list[_Pack], known: set[str]) -> None:
    for pack in packs:
        if pack.section not in known:
            pack.where.refuse("content.unknown-id", f"there is no section {pack.section}")


def _pack(file: str, raw: bytes) -> _Pack:
    table = read_pack(file, raw)
    table.one_of("pack", ("screening",))
    version = _version(table)
    found = _into(table, version) if table.has("into") else _with_section(table, version)
    table.finish()
    return found


def _into(table: Table, version: int) -> _Pack:
    into = table.table("into")
    section = into.text("section")
    into.finish()
    items = tuple(_item(t, _Defaults(section, "person", "RC1")) for t in table.tables("item"))
    for item, where in items:
        if not item.id.startswith(OWN):
            where.refuse("content.id", f"an added item's id begins with {OWN}")
    return _Pack(table.where, version, section, items, None)


def _with_section(table: Table, version: int) -> _Pack:
    section = table.table("section").named()
    id_ = section.text("id")
    if id_ not in OUR_SECTIONS and _OWN_ID.fullmatch(id_) is None:
        section.where.refuse("content.id", f"a section of one's own begins with {OWN}")
    place = Place(section.one_of("place", Place))
    head = Section(id_, section.text("title"), place, (), section.text("intro", ""))
    order = section.integer("order")
    defaults = _Defaults(
        id_,
        section.one_of("about", AboutType, "person"),
        section.one_of("rc", RestrictionClass, "RC1"),
    )
    section.finish()
    items = tuple(_item(t, defaults) for t in table.tables("item"))
    if not items:
        section.where.refuse("content.empty", "a section has items")
    return _Pack(section.where, version, id_, items, head, order)


@dataclass(frozen=True, slots=True)
class _Defaults:
    """What a section says for all of its items."""

    section: str
    about: str
    rc: str


def _item(table: Table, defaults: _Defaults) -> tuple[Item, Where]:
    id_ = _item_id(table.named(), defaults.section)
    type_ = ItemType(table.one_of("type", ItemType))
    item = Item(
        id=id_,
        version=_version(table),
        section=defaults.section,
        type=type_,
        label=table.text("label"),
        ask=table.text("ask", ""),
        source=table.texts("source"),
        about=AboutType(table.one_of("about", AboutType, defaults.about)),
        note=table.text("note", ""),
        prompt=table.text("prompt", ""),
        options=tuple(map(_option, table.tables("option"))),
        rows=tuple(map(_row, table.tables("row"))),
        ways=tuple(map(_way, table.tables("way"))),
        critical=table.boolean("critical", default=False),
        pattern=table.boolean("pattern", default=False),
        observed=table.boolean("observed", default=False),
        rc=RestrictionClass(table.one_of("rc", RestrictionClass, defaults.rc)),
        short=table.boolean("short", default=False),
        required=table.boolean("required", default=False),
        show=_show(table),
        raised_by=table.texts("raised_by", screening_rules.raised_by_default(type_)),
        follow_up=table.texts("follow_up", ()),
        waive=table.texts("waive", ()),
    )
    table.finish()
    screening_rules.check_item(item, table.where)
    return item, table.where


def _item_id(table: Table, section: str) -> ItemId:
    id_ = table.text("id")
    ours = _OUR_ITEM.fullmatch(id_)
    if not (ours is not None and ours[1] == section) and _OWN_ID.fullmatch(id_) is None:
        table.where.refuse("content.id", f"an id is {section} and a number, or begins with {OWN}")
    return ItemId(id_)


def _version(table: Table) -> int:
    version = table.integer("version")
    if version < 1:
        table.where.refuse("content.type", "a version is 1 or more")
    return version


def _show(table: Table) -> Condition | None:
    if not table.has("show"):
        return None
    return decode_condition(table.value("show"), table.where.file, table.where.id)


def _option(table: Table) -> Option:
    code, label = table.text("code"), table.text("label")
    option = Option(code, label, table.text("note", ""), table.text("said", ""))
    table.finish()
    return option


def _row(table: Table) -> Row:
    row = Row(table.text("code"), table.text("label"))
    table.finish()
    return row


def _way(table: Table) -> OtherWay:
    way = OtherWay(table.text("id"), table.text("text"))
    table.finish()
    return way
