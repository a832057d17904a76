"""The language registry from its pack, read strictly."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.content.rules_loader import source_of
from app.content.strict import read_pack, refuse_twice
from app.domain.languages import Ambiguous, Direction, Language, Languages
from app.domain.lettering import TYPEFACES

if TYPE_CHECKING:
    from app.content.strict import Table

_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?", re.ASCII)
_SCRIPT = re.compile(r"[A-Z][a-z]{3}", re.ASCII)


def load_languages(file: str, raw: bytes) -> Languages:
    """The registry.

    Raises:
        ContentRefused: an unknown key, a tag twice, a typeface that is not bundled, a written
            language with no script, or a name of a pack that nobody can have.
    """
    pack = read_pack(file, raw)
    pack.text("id")
    pack.integer("version")
    source_of(pack)
    tables = [table.named("tag") for table in pack.tables("language")]
    languages = tuple(_language(table) for table in tables)
    refuse_twice((one.tag, table.where) for one, table in zip(languages, tables, strict=True))
    written = {one.tag for one in languages if one.written}
    for one, table in zip(languages, tables, strict=True):
        for tag in sorted({*one.reads} - written):
            table.where.refuse("content.unknown-id", f"there is no written language {tag}")
    broad = [table.named("label") for table in pack.tables("ambiguous")]
    ambiguous = tuple(_ambiguous(table, {one.tag for one in languages}) for table in broad)
    refuse_twice((one.label, table.where) for one, table in zip(ambiguous, broad, strict=True))
    pack.finish()
    return Languages(tuple(sorted(languages, key=lambda one: one.rank)), ambiguous)


def _language(table: Table) -> Language:
    tag = table.text("tag")
    if _TAG.fullmatch(tag) is None:
        table.where.refuse("content.id", "a tag is language, script and region, in BCP 47")
    written = table.boolean("written", default=True)
    language = Language(
        tag=tag,
        english=table.text("english"),
        native=table.text("native") if written else table.text("native", ""),
        everyday=table.texts("everyday", ()),
        rank=table.integer("rank", 99),
        script=_script(table) if written else "",
        direction=Direction(table.one_of("direction", list(Direction), "ltr")),
        font=_font(table, written),
        qt_tag=table.text("qt", ""),
        babel_tag=table.text("babel", "") or None,
        written=written,
        gendered=table.boolean("gendered", default=False),
        reads=((tag,) if written else ()) + table.texts("reads", ()),
        instead=tuple(_pair(table, pair) for pair in table.texts("instead", ())),
        note=table.text("note", ""),
    )
    if written and not language.qt_tag:
        table.where.refuse("content.missing", "what can be shown has a tag that Qt knows")
    table.finish()
    return language


def _font(table: Table, written: bool) -> str:
    """A typeface; what is only spoken needs one if its own name is shown to be pointed at."""
    if not (written or table.has("native")):
        return ""
    return table.one_of("font", [face.key for face in TYPEFACES])


def _script(table: Table) -> str:
    script = table.text("script")
    if _SCRIPT.fullmatch(script) is None:
        table.where.refuse("content.id", "a script is four letters, as in ISO 15924")
    return script


def _pair(table: Table, pair: str) -> tuple[str, str]:
    if len(pair) != 2:
        table.where.refuse("content.type", "instead has a wrong letter and the right one")
    return pair[0], pair[1]


def _ambiguous(table: Table, tags: set[str]) -> Ambiguous:
    found = Ambiguous(table.text("label"), table.texts("also", ()), table.texts("ask"))
    for tag in found.ask:
        if tag not in tags:
            table.where.refuse("content.unknown-id", f"there is no language {tag}")
    table.finish()
    return found
