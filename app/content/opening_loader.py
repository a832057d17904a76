"""Why a case may be opened: the closed list that the first opening in a session asks from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.content.rules_loader import source_of
from app.content.strict import read_pack, refuse_twice
from app.domain.questionnaire import Option

if TYPE_CHECKING:
    from app.content.strict import Table


def load_reasons(file: str, raw: bytes) -> tuple[Option, ...]:
    """The reasons, in their order.

    Raises:
        ContentRefused: an unknown key, a reason twice, or one with no source.
    """
    pack = read_pack(file, raw)
    pack.text("id")
    pack.integer("version")
    source_of(pack)
    tables = [table.named("code") for table in pack.tables("reason")]
    reasons = tuple(_reason(table) for table in tables)
    refuse_twice((r.code, table.where) for r, table in zip(reasons, tables, strict=True))
    pack.finish()
    return reasons


def _reason(table: Table) -> Option:
    reason = Option(table.text("code"), table.text("label"), table.text("note"))
    source_of(table)
    table.finish()
    return reason
