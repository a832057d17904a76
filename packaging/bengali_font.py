"""Make "One Chance Bengali" of Hind Siliguri, so that a page gives its letters back exactly.

Usage: bengali_font.py HindSiliguri-Regular.ttf OneChanceBengali-Regular.ttf

A sign that the font moves up or down to fit its letter is set apart by the page engine, and the
letter then comes out of the page twice; after one that is moved back, a reader sees a gap and
takes it for a space. Here each such sign has a glyph of its own for each place (the same outline,
moved), chosen by the letter before it, so that nothing is left to move. Places are rounded to a
hundredth of the letters' size. Every mark stands on its letter, none on another mark, for the same
reason. Outlines are untouched. The reason in full: locale/fonts/README.md.
"""

# ruff: noqa: ANN401 - the library makes its tables, and their parts, when a font is read

import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fontTools.otlLib.builder import buildAnchor, buildCoverage, buildSingleSubstSubtable
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent

FAMILY = "One Chance Bengali"
FAMILY_ID, STYLE_ID, UNIQUE_ID, FULL_ID, VERSION_ID, POSTSCRIPT_ID = 1, 2, 3, 4, 5, 6
TRADEMARK_ID, DESCRIPTION_ID = 7, 10
DESCRIPTION = (
    "Hind Siliguri 1.001 under another family name, with a glyph of its own for each place of a"
    " sign, so that text can be copied out of a page exactly. Outlines are unchanged."
)
STEP = 10  # units: a hundredth of an em
ARGS_ARE_XY = 0x0002
USE_MARK_FILTERING_SET = 0x0010
PRESENTATION = "pres"  # the one feature that shapes a syllable when it is put together


By = tuple[int, int]
"""Units that a sign is moved, right and up, from where it is drawn."""


@dataclass(frozen=True)
class Moved:
    """Signs that stand elsewhere after these letters."""

    signs: tuple[str, ...]
    by: By
    after: tuple[str, ...]


def main(source: Path, target: Path) -> None:
    """Write the font at `source` to `target`, with the new glyphs and under the new name."""
    font = TTFont(source, recalcTimestamp=False)
    tables = list(_tables(font, "MarkBasePos"))
    moved = [one for table in tables for one in _moved(table, font)]
    _draw(font, moved)
    for table in tables:
        _settle(table, font, moved)
    _choose(font, moved)
    _drop(font, "MarkMarkPos")
    _name(font)
    font.save(target)


def _tables(font: TTFont, kind: str) -> Iterator[Any]:
    for lookup in font["GPOS"].table.LookupList.Lookup:
        yield from (table for table in lookup.SubTable if type(table).__name__ == kind)


def _anchor_of(table: Any, class_: int) -> By:
    """Where the signs of a class are fixed to their letter."""
    records = table.MarkArray.MarkRecord
    found = [one.MarkAnchor for one in records if one.Class == class_]
    (place,) = {(one.XCoordinate, one.YCoordinate) for one in found}
    return place


def _by(at: By, anchor: Any, width: int) -> By:
    """How far a sign that is drawn after a letter so wide is moved, to be fixed to it there."""
    right, up = anchor.XCoordinate - width - at[0], anchor.YCoordinate - at[1]
    return STEP * round(right / STEP), STEP * round(up / STEP)


def _letters(table: Any, font: TTFont) -> Iterator[tuple[str, int, list[Any]]]:
    """Each letter with its width and the list of its anchors, one for each class of signs."""
    for letter, record in zip(table.BaseCoverage.glyphs, table.BaseArray.BaseRecord, strict=True):
        yield letter, font["hmtx"].metrics[letter][0], record.BaseAnchor


def _moved(table: Any, font: TTFont) -> Iterator[Moved]:
    """How far each sign of a table is moved, and after which letters."""
    signs: dict[int, list[str]] = defaultdict(list)
    for sign, record in zip(table.MarkCoverage.glyphs, table.MarkArray.MarkRecord, strict=True):
        signs[record.Class].append(sign)
    places = {class_: _anchor_of(table, class_) for class_ in signs}
    after: dict[tuple[int, By], list[str]] = defaultdict(list)
    for letter, width, anchors in _letters(table, font):
        for class_, anchor in enumerate(anchors):
            if anchor is not None:
                after[class_, _by(places[class_], anchor, width)].append(letter)
    for (class_, by), letters in sorted(after.items()):
        if by != (0, 0):
            yield Moved(tuple(signs[class_]), by, tuple(letters))


def _named(sign: str, by: By) -> str:
    right, up = (f"{'m' if n < 0 else 'p'}{abs(n)}" for n in by)
    return f"{sign}.{right}.{up}"


def _draw(font: TTFont, moved: list[Moved]) -> None:
    """Add a glyph for each sign at each place: its outline, moved."""
    order = list(font.getGlyphOrder())
    classes = font["GDEF"].table.GlyphClassDef.classDefs
    for sign, by in dict.fromkeys((sign, one.by) for one in moved for sign in one.signs):
        part = GlyphComponent()
        part.glyphName, part.flags = sign, ARGS_ARE_XY
        part.x, part.y = by
        drawn = Glyph()
        drawn.numberOfContours, drawn.components = -1, [part]
        width, left = font["hmtx"].metrics[sign]
        name = _named(sign, by)
        order.append(name)
        font["glyf"].glyphs[name] = drawn
        font["hmtx"].metrics[name] = (width, left + by[0])
        classes[name] = classes[sign]
    font.setGlyphOrder(order)
    font["glyf"].glyphOrder = order
    font["maxp"].numGlyphs = len(order)


def _settle(table: Any, font: TTFont, moved: list[Moved]) -> None:
    """Let each letter's anchor stand where the glyph made for it is: nothing is left to move."""
    signs = dict(zip(table.MarkCoverage.glyphs, table.MarkArray.MarkRecord, strict=True))
    places = {record.Class: _anchor_of(table, record.Class) for record in signs.values()}
    for _letter, width, anchors in _letters(table, font):
        for class_, anchor in enumerate(anchors):
            if anchor is not None:
                (x, y), by = places[class_], _by(places[class_], anchor, width)
                anchors[class_] = buildAnchor(x + width + by[0], y + by[1])
    for sign, by in {(sign, one.by) for one in moved for sign in one.signs if sign in signs}:
        made = otTables.MarkRecord()
        made.Class = signs[sign].Class
        x, y = places[made.Class]
        made.MarkAnchor = buildAnchor(x + by[0], y + by[1])
        signs[_named(sign, by)] = made
    in_order = sorted(signs.items(), key=lambda one: font.getGlyphID(one[0]))
    table.MarkCoverage.glyphs = [sign for sign, _record in in_order]
    table.MarkArray.MarkRecord = [record for _sign, record in in_order]
    table.MarkArray.MarkCount = len(in_order)


def _choose(font: TTFont, moved: list[Moved]) -> None:
    """Have each letter choose the glyph of the sign after it, whatever other mark is between."""
    lookups = font["GSUB"].table.LookupList
    chains: dict[tuple[str, ...], list[Any]] = defaultdict(list)
    for one in moved:
        put = {sign: _named(sign, one.by) for sign in one.signs}
        lookups.Lookup.append(_lookup(1, [buildSingleSubstSubtable(put)]))
        chains[one.signs].append(_after(font, one, len(lookups.Lookup) - 1))
    added: list[int] = []
    for signs, tables in chains.items():
        lookup = _lookup(6, tables)
        lookup.LookupFlag = USE_MARK_FILTERING_SET
        lookup.MarkFilteringSet = _filter(font, signs)
        lookups.Lookup.append(lookup)
        added.append(len(lookups.Lookup) - 1)
    lookups.LookupCount = len(lookups.Lookup)
    for record in font["GSUB"].table.FeatureList.FeatureRecord:
        if record.FeatureTag == PRESENTATION:
            record.Feature.LookupListIndex += added
            record.Feature.LookupCount = len(record.Feature.LookupListIndex)


def _lookup(kind: int, tables: list[Any]) -> Any:
    made = otTables.Lookup()
    made.LookupType, made.LookupFlag = kind, 0
    made.SubTable, made.SubTableCount = tables, len(tables)
    return made


def _after(font: TTFont, one: Moved, lookup: int) -> Any:
    glyphs = font.getReverseGlyphMap()
    record = otTables.SubstLookupRecord()
    record.SequenceIndex, record.LookupListIndex = 0, lookup
    made = otTables.ChainContextSubst()
    made.Format = 3
    made.BacktrackGlyphCount, made.BacktrackCoverage = 1, [buildCoverage(one.after, glyphs)]
    made.InputGlyphCount, made.InputCoverage = 1, [buildCoverage(one.signs, glyphs)]
    made.LookAheadGlyphCount, made.LookAheadCoverage = 0, []
    made.SubstCount, made.SubstLookupRecord = 1, [record]
    return made


def _filter(font: TTFont, signs: tuple[str, ...]) -> int:
    """The number of the set of marks that a lookup sees: these alone."""
    gdef = font["GDEF"].table
    if getattr(gdef, "MarkGlyphSetsDef", None) is None:
        gdef.Version = 0x00010002
        gdef.MarkGlyphSetsDef = otTables.MarkGlyphSetsDef()
        gdef.MarkGlyphSetsDef.MarkSetTableFormat = 1
        gdef.MarkGlyphSetsDef.Coverage = []
    sets = gdef.MarkGlyphSetsDef
    sets.Coverage.append(buildCoverage(signs, font.getReverseGlyphMap()))
    sets.MarkSetCount = len(sets.Coverage)
    return len(sets.Coverage) - 1


def _drop(font: TTFont, kind: str) -> None:
    """Take the lookups of one kind out of every feature that places glyphs."""
    table = font["GPOS"].table
    gone = {
        number
        for number, lookup in enumerate(table.LookupList.Lookup)
        if any(type(part).__name__ == kind for part in lookup.SubTable)
    }
    for record in table.FeatureList.FeatureRecord:
        kept = [number for number in record.Feature.LookupListIndex if number not in gone]
        record.Feature.LookupListIndex, record.Feature.LookupCount = kept, len(kept)


def _name(font: TTFont) -> None:
    names = font["name"]
    style = names.getDebugName(STYLE_ID)
    full = FAMILY if style == "Regular" else f"{FAMILY} {style}"
    postscript = f"{FAMILY.replace(' ', '')}-{style}"
    for name_id, text in (
        (FAMILY_ID, FAMILY),
        (UNIQUE_ID, f"1.001;{postscript}"),
        (FULL_ID, full),
        (VERSION_ID, "Version 1.001; signs at their places"),
        (POSTSCRIPT_ID, postscript),
        (DESCRIPTION_ID, DESCRIPTION),
    ):
        names.setName(text, name_id, 3, 1, 0x409)
    names.removeNames(nameID=TRADEMARK_ID)  # the trademark is of the name that was left behind


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
