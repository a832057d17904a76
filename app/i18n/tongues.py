"""The languages that the windows speak, and where each one's words are.

English is in the source and loads nothing. Every other language is a catalogue compiled at
set-up beside its source, `locale/<tag>/LC_MESSAGES/onechance.mo`. Only what is listed here is
offered, whatever lies in the folder. Who has reviewed it stands in the catalogue's own header
(`Language-Team: reviewed by …`), so that the label goes when the review is done.
"""

import gettext
from dataclasses import dataclass
from pathlib import Path

from app.i18n import ENGLISH, install

REVIEWED = "reviewed by "
"""How `Language-Team` in a catalogue's header begins once it may go without a label."""


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language of the windows: its tag, and its name as its speakers write it."""

    tag: str
    name: str
    right_to_left: bool = False


TONGUES = (Tongue(ENGLISH, "English"), Tongue("cy", "Cymraeg"))


def tongue(tag: str) -> Tongue | None:
    """The language of this tag, or None when the windows do not speak it."""
    return next((one for one in TONGUES if one.tag == tag), None)


def offered() -> tuple[Tongue, ...]:
    """Languages that can be chosen here: English, and each whose catalogue is compiled."""
    return tuple(one for one in TONGUES if one.tag == ENGLISH or _compiled(one.tag).exists())


def speak(tag: str) -> bool:
    """Let the windows speak this language from now on; False when it stays English."""
    one = tongue(tag)
    found = read(tag) if one is not None and tag != ENGLISH else None
    if one is None or found is None:
        return tag == ENGLISH
    install(found, tag, right_to_left=one.right_to_left)
    return True


def read(tag: str) -> gettext.GNUTranslations | None:
    """The compiled catalogue of a language; None when there is none, or it cannot be read."""
    try:
        with _compiled(tag).open("rb") as file:
            return gettext.GNUTranslations(file)
    except (OSError, ValueError):
        return None


def is_draft(catalogue: gettext.NullTranslations) -> bool:
    """Whether nobody has reviewed this catalogue's words yet; English needs no review."""
    header: dict[str, str] = catalogue.info()
    return bool(header) and not header.get("language-team", "").startswith(REVIEWED)


def _compiled(tag: str) -> Path:
    return Path(__file__).parents[2] / "locale" / tag / "LC_MESSAGES" / "onechance.mo"
