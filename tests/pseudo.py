"""A language that nobody speaks, made from `locale/onechance.pot` when a test asks for it.

Every letter of a message is one with a mark, so that a plain letter on the screen was never
looked up; a message is four tenths longer and stands between ⟦ and ⟧, so that a cut end shows.
The mirrored one turns the windows round as well. Placeholders stay. Never committed.
"""

import gettext
import re
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from app import i18n

ROOT = Path(__file__).resolve().parents[1]
TAG, MIRRORED = "en-XA", "ar-XB"
LETTERS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "áðçđéƒğħíȷķĺμñóþøřšťúüŵæýžÁÐÇĐÉĘĞĦÍĲĶĹŒÑÓÞØŘŠŤÚÜŴÆÝŽ",
)
PLACE = re.compile(r"(\{[^{}]*\})")
LONGER = 0.4


def say(message: str) -> str:
    """The message in the language that nobody speaks."""
    said = "".join(p if PLACE.fullmatch(p) else p.translate(LETTERS) for p in PLACE.split(message))
    more = max(1, round(len(PLACE.sub("", message)) * LONGER))
    if " " not in message:
        return f"⟦{said}{'é' * more}⟧"
    words = " ".join("éíóúá"[:5] for _word in range(more // 6)) or "é" * more
    return f"⟦{said} {words}⟧"


@cache
def catalogue() -> gettext.GNUTranslations:
    """All of the template's messages, as a compiled catalogue would give them."""
    with (ROOT / "locale" / "onechance.pot").open("rb") as file:
        template = read_po(file)
    made = Catalog(locale="en")
    for message in template:
        if message.id:
            forms = [message.id] if isinstance(message.id, str) else list(message.id)
            told = [say(form) for form in forms]
            made.add(message.id, told[0] if len(told) == 1 else told, context=message.context)
    compiled = BytesIO()
    write_mo(compiled, made)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def speak(*, mirrored: bool = False) -> None:
    """Let the windows speak it from now on."""
    i18n.install(catalogue(), MIRRORED if mirrored else TAG, right_to_left=mirrored)
