"""Bank holidays by nation, from the dated table that a pack carries."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.content.strict import read_pack

if TYPE_CHECKING:
    from app.content.strict import Table

NATIONS = ("england-and-wales", "scotland", "northern-ireland")


def load_holidays(file: str, raw: bytes) -> dict[str, frozenset[date]]:
    """Bank holidays of each nation.

    Raises:
        ContentRefused: a nation we do not know, a day that no calendar has, an unknown key.
    """
    pack = read_pack(file, raw)
    pack.text("id")
    pack.integer("version")
    pack.texts("source")
    found: dict[str, frozenset[date]] = {}
    for table in pack.tables("nation"):
        named = table.named()
        nation = named.one_of("id", NATIONS)
        found[nation] = frozenset(_day(named, text) for text in named.texts("days"))
        named.finish()
    pack.finish()
    return found


def _day(table: Table, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        table.where.refuse("content.type", f"{text} is a date")
