"""The sharing pack: purposes, legal grounds, grounds for holding back, and what she was told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.content.rules_loader import source_of
from app.content.strict import read_pack, refuse_twice
from app.domain.sharing import Sharing, Term

if TYPE_CHECKING:
    from app.content.strict import Table

_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_LONGEST = 40
"""Characters of a code: what a delivery statement has room for (storage/handover/FORMAT.md)."""


def load_sharing(file: str, raw: bytes) -> Sharing:
    """The lists, each in the order of the pack.

    Raises:
        ContentRefused: an unknown key, a code twice, or one that a statement could not carry
            (`content.word`).
    """
    pack = read_pack(file, raw)
    pack.text("id")
    pack.integer("version")
    pack.text("note")
    lists = [tuple(_term(table) for table in pack.tables(key)) for key in _KEYS]
    pack.finish()
    refuse_twice((term.code, pack.where) for terms in lists for term in terms)
    return Sharing(*lists)


_KEYS = ("purpose", "basis", "ground", "told", "capacity", "notice")


def code_of(named: Table) -> str:
    """The code of a row: one that a delivery statement could carry (`content.word` if not)."""
    code = named.text("code")
    if len(code) > _LONGEST or not _CODE.fullmatch(code):
        named.where.refuse("content.word", "code is small letters, digits and hyphens, at most 40")
    return code


def _term(table: Table) -> Term:
    named = table.named("code")
    term = Term(
        code=code_of(named),
        label=named.text("label"),
        note=named.text("note", ""),
        confirm=named.text("confirm", ""),
        source=source_of(named),
        asks=named.text("asks", ""),
    )
    named.finish()
    return term
