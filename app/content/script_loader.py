"""What is said to everybody beside the questions, from its pack, read strictly."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.content.rules_loader import source_of
from app.content.strict import read_pack, refuse_twice
from app.domain.renderings import SpokenText

if TYPE_CHECKING:
    from app.content.strict import Table

PARTS = ("opening", "teach-back", "closing", "later", "answer", "card")
_ID = re.compile(r"[a-z]+\.[a-z]+", re.ASCII)


def load_script(file: str, raw: bytes) -> tuple[SpokenText, ...]:
    """The lines, in their order.

    Raises:
        ContentRefused: an unknown key, an id twice, or one that is not two words with a dot.
    """
    pack = read_pack(file, raw)
    pack.text("id")
    pack.integer("version")
    source_of(pack)
    tables = [table.named() for table in pack.tables("line")]
    lines = tuple(_line(table) for table in tables)
    refuse_twice((one.id, table.where) for one, table in zip(lines, tables, strict=True))
    pack.finish()
    return lines


def _line(table: Table) -> SpokenText:
    id_ = table.text("id")
    if _ID.fullmatch(id_) is None:
        table.where.refuse("content.id", "an id of the script is two words with a dot")
    line = SpokenText(
        id=id_,
        version=table.integer("version"),
        text=table.text("text"),
        note=table.text("note", ""),
        part=table.one_of("part", PARTS),
        interpreted=table.boolean("interpreted", default=False),
    )
    table.finish()
    return line
