"""The recipients pack: presets for copies, each class in it or out on a ground."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.content.rules_loader import source_of
from app.content.sharing_loader import code_of
from app.content.strict import read_pack, refuse_twice
from app.domain.codes import RestrictionClass
from app.domain.recipients import Manner, Pages, Recipient, Recipients

if TYPE_CHECKING:
    from app.content.strict import Table
    from app.domain.sharing import Sharing

LONGEST_HEADER = 200
"""Characters of a header: it stands on page one, and at the foot of every page, in two lines."""


def load_recipients(file: str, raw: bytes, sharing: Sharing) -> Recipients:
    """The presets, in the order of the pack.

    Raises:
        ContentRefused: a class that is neither in nor out, or both (`content.word`); the
            immigration part in a preset (`content.word`); a purpose or a ground that the sharing
            pack does not have (`content.word`); and whatever `strict` refuses.
    """
    pack = read_pack(file, raw)
    pack.text("id")
    pack.integer("version")
    pack.text("note")
    rows = tuple(_row(table, sharing) for table in pack.tables("recipient"))
    pack.finish()
    refuse_twice((row.code, pack.where) for row in rows)
    return Recipients(rows)


def _row(table: Table, sharing: Sharing) -> Recipient:
    named = table.named("code")
    code = code_of(named)
    pages = Pages(named.one_of("pages", [p.value for p in Pages]))
    header = named.text("header")
    if len(header) > LONGEST_HEADER:
        named.where.refuse("content.type", f"header has at most {LONGEST_HEADER} characters")
    inside, out = _classes(named, [t.code for t in sharing.grounds])
    row = Recipient(
        code=code,
        label=named.text("label"),
        note=named.text("note"),
        manner=Manner(named.one_of("manner", [m.value for m in Manner])),
        pages=pages,
        purpose=named.one_of("purpose", [t.code for t in sharing.purposes]),
        header=header,
        parts_in=inside,
        out=out,
        asks=named.texts("ask", () if pages is Pages.RECORD else None),
        source=source_of(named),
    )
    named.finish()
    return row


def _classes(
    table: Table, grounds: list[str]
) -> tuple[frozenset[RestrictionClass], tuple[tuple[RestrictionClass, str], ...]]:
    every = [rc.value for rc in RestrictionClass]
    inside, left = table.texts("parts_in"), table.table("out")
    out = tuple(
        (rc, left.one_of(rc.value, grounds)) for rc in RestrictionClass if left.has(rc.value)
    )
    left.finish()
    if sorted([*inside, *(rc.value for rc, _ground in out)]) != every:
        table.where.refuse("content.word", "each of the seven classes is in, or out on a ground")
    if RestrictionClass.RC4.value in inside:
        table.where.refuse("content.word", "the immigration part goes by a written decision only")
    return frozenset(RestrictionClass(rc) for rc in inside), out
