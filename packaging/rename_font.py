"""Give a font file the family name "One Chance Naskh", and change nothing else in it.

Usage: rename_font.py NotoNaskhArabic-Regular.ttf OneChanceNaskh-Regular.ttf
The reason is in locale/fonts/README.md.
"""

import sys
from pathlib import Path

from fontTools.ttLib import TTFont

FAMILY = "One Chance Naskh"
FAMILY_ID, STYLE_ID, UNIQUE_ID, FULL_ID, VERSION_ID, POSTSCRIPT_ID = 1, 2, 3, 4, 5, 6
TRADEMARK_ID, DESCRIPTION_ID = 7, 10
DESCRIPTION = (
    "Noto Naskh Arabic 2.004 under another family name, so that a newer system font of the old"
    " name is never taken for it. Glyphs and layout tables are unchanged."
)


def rename(source: Path, target: Path) -> None:
    """Write the font at `source` to `target` under the family name of this project."""
    font = TTFont(source, recalcTimestamp=False)
    names = font["name"]
    style = names.getDebugName(STYLE_ID)
    full = FAMILY if style == "Regular" else f"{FAMILY} {style}"
    postscript = f"{FAMILY.replace(' ', '')}-{style}"
    for name_id, text in (
        (FAMILY_ID, FAMILY),
        (UNIQUE_ID, f"2.004;{postscript}"),
        (FULL_ID, full),
        (VERSION_ID, "Version 2.004; renamed, glyphs unchanged"),
        (POSTSCRIPT_ID, postscript),
        (DESCRIPTION_ID, DESCRIPTION),
    ):
        names.setName(text, name_id, 3, 1, 0x409)
    names.removeNames(nameID=TRADEMARK_ID)  # the trademark is of the name that was left behind
    font.save(target)


if __name__ == "__main__":
    rename(Path(sys.argv[1]), Path(sys.argv[2]))
