"""The same as a sheet of two columns, for a translator with nothing but a spreadsheet.

The English column begins with the id in square brackets, and must come back as it went out: a
text made from other English is stale. UTF-8 with a mark in front, which spreadsheets ask for.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Final

from app.content.exchange import MASCULINE, MOST, Returned, units
from app.content.strict import Where

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.languages import Language
    from app.domain.renderings import Pack, SpokenText

_KEY: Final = re.compile(r"\[([^\[\]]+)\] (.+)", re.DOTALL)


def write_sheet(pack: Pack, language: Language, sources: Mapping[str, SpokenText]) -> bytes:
    """English on the left, what there is of the language on the right."""
    out = io.StringIO(newline="")
    rows = csv.writer(out)
    rows.writerow(["English", _heading(language)])
    for unit in units(pack, language, sources):
        rows.writerow([f"[{unit.key}] {unit.source}", unit.target])
    return out.getvalue().encode("utf-8-sig")


def read_sheet(file: str, raw: bytes, language: Language) -> tuple[Returned, ...]:
    """What a translator has filled in.

    Raises:
        ContentRefused: `content.language` LP01 for a file that is not such a sheet; LP02 for
            another language's.
    """
    where = Where(file)
    if len(raw) > MOST:
        where.refuse("content.language", "LP01: a file is at most 4 MiB")
    try:
        rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error):
        where.refuse("content.language", "LP01: the sheet is CSV in UTF-8, with commas")
    if not rows or len(rows[0]) != 2:
        where.refuse("content.language", "LP01: the sheet has two columns, with their heads")
    if rows[0][1].strip() != _heading(language):
        where.refuse("content.language", f"LP02: the second column is {_heading(language)}")
    return tuple(_returned(row, where) for row in rows[1:] if any(row))


def _returned(row: list[str], where: Where) -> Returned:
    match = _KEY.fullmatch(row[0])
    if match is None or len(row) != 2:
        where.refuse("content.language", "LP01: each row begins with an id in square brackets")
    key = match[1]
    id_ = key.removesuffix(MASCULINE)
    return Returned(id_, id_ != key, match[2].strip(), row[1].strip())


def _heading(language: Language) -> str:
    return f"{language.english} ({language.tag})"
