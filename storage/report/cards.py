"""Spells what a person may be shown for the templates of the two cards.

A card holds one text, which `may_show` let through, and nothing of the case, the program or the
question. What is a draft carries its band in every drawing: no caller can leave it away.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final, cast

from app.domain.errors import ReportRefused
from app.domain.isolates import LRI, PDI, RLI, isolate, literal_number, turning
from app.domain.lettering import typeface
from app.domain.translation import Shown
from app.i18n import _

if TYPE_CHECKING:
    from app.domain.cards import CardLook, LeaveBehindFormat

_TAG = re.compile(r"[a-z]{2,3}(?=$|-)")
_TELEPHONE = re.compile(r"\+?[0-9](?: ?[0-9]){2,17}")
_ISOLATED = re.compile(f"[{LRI}{RLI}][^{LRI}{RLI}{PDI}]+{PDI}")
_OVERHANG: Final = {"nastaliq": 0.45}  # ems that letters stand out above and below their line


def spell_card(shown: Shown, look: CardLook) -> dict[str, object]:
    """A show-card for its template; sizes in CSS pixels.

    Raises:
        ReportRefused: `report.turned` for a text with a stray character that turns its order.
    """
    return _spell(shown) | {
        "width": look.width,
        "height": look.height,
        "margin": look.margin,
        "size": look.size,
        "band_size": look.band or look.size / 2,
        "ink": look.ink,
        "paper": look.paper,
    }


def spell_leave_behind(
    shown: Shown, telephone: str, format_: LeaveBehindFormat
) -> dict[str, object]:
    """A card to keep for its template.

    Raises:
        ReportRefused: `report.turned` as above; `report.one-number` when `telephone` is no
            number, or the text holds another one.
    """
    number = isolate(telephone)
    if not _TELEPHONE.fullmatch(telephone) or literal_number(shown.text.replace(number, "")):
        raise ReportRefused("report.one-number")
    inside = number in shown.text
    return _spell(shown) | {
        "format": format_.value,
        "number": "" if inside else number,
        "title": _unmarked(shown.text),
    }


def _spell(shown: Shown) -> dict[str, object]:
    """What both cards say. Isolates stay, since the one formatter put them there."""
    if not isinstance(cast("object", shown), Shown):
        msg = "only what may_show let through is drawn"
        raise TypeError(msg)
    if turning(_unmarked(shown.text)):
        raise ReportRefused("report.turned")
    face = typeface(shown.font)
    tag = _TAG.match(shown.tag.lower())
    return {
        "text": unicodedata.normalize("NFC", shown.text),
        "dir": shown.direction.value,
        "lang": tag.group() if tag else "und",
        "families": list(face.families),
        "leading": face.leading,
        "overhang": _OVERHANG.get(face.key, 0.0),
        "band": _("DRAFT. Not checked by a translator. For practice only.") if shown.draft else "",
    }


def _unmarked(text: str) -> str:
    """The text without whole isolates' marks; a mark that has lost its partner stays in."""
    return _ISOLATED.sub(lambda found: found.group()[1:-1], text)
