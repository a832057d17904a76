"""The receiving pack: markers to set after an acceptance, and what is read before a visit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.content.rules_loader import source_of
from app.content.strict import read_pack, refuse_twice
from app.domain.codes import RestrictionClass
from app.domain.receiving import Card, Marker, Receiving

if TYPE_CHECKING:
    from collections.abc import Collection

    from app.content.strict import Table


def load_receiving(file: str, raw: bytes, items: Collection[str]) -> Receiving:
    """Markers and cards, in the order of the pack. `items` are those of the screening.

    Raises:
        ContentRefused: an id twice, an item that nobody is asked (`content.dangling`), and
            whatever `strict` refuses.
    """
    pack = read_pack(file, raw)
    pack.text("id")
    version = pack.integer("version")
    pack.text("note")
    markers = [(_marker(t), t.where) for t in (m.named() for m in pack.tables("marker"))]
    cards = [(_card(t, items), t.where) for t in (c.named() for c in pack.tables("card"))]
    pack.finish()
    refuse_twice([*((m.id, at) for m, at in markers), *((c.id, at) for c, at in cards)])
    return Receiving(version, tuple(m for m, _ in markers), tuple(c for c, _ in cards))


def _marker(table: Table) -> Marker:
    marker = Marker(
        id=table.text("id"),
        label=table.text("label"),
        told=table.text("told"),
        agency=table.text("agency"),
        rc=RestrictionClass(table.one_of("rc", [rc.value for rc in RestrictionClass])),
        source=source_of(table),
        children=table.boolean("children", default=False),
    )
    table.finish()
    return marker


def _card(table: Table, items: Collection[str]) -> Card:
    card = Card(
        id=table.text("id"),
        title=table.text("title"),
        words=table.text("words"),
        source=source_of(table),
        items=table.texts("items", ()),
        fear=table.texts("fear", ()),
        deny=table.texts("deny", ()),
        parties=table.boolean("parties", default=False),
        empty=table.text("empty", ""),
    )
    table.finish()
    for item in (*card.items, *card.fear, *card.deny):
        if item not in items:
            table.where.refuse("content.dangling", f"{item} is no item of the screening")
    return card
