"""Sentences for refusals: what happened, what is safe, and what to do next.

Refusals carry a code and facts (app.domain.errors); their words are only here, in one table for
each part of the house. A test walks the source and fails when a code has no words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import _
from ui.errors.about_files import FILES
from ui.errors.about_following import FOLLOWING
from ui.errors.about_packages import PACKAGES
from ui.errors.about_records import RECORDS
from ui.errors.about_reviews import REVIEWS
from ui.errors.about_texts import TEXTS
from ui.errors.about_trust import TRUST
from ui.errors.about_vaults import VAULTS
from ui.errors.findings import FINDINGS
from ui.errors.wording import UNKNOWN, Explained, Words

if TYPE_CHECKING:
    from app.domain.errors import Refused

__all__ = ["Explained", "explain", "finding_words", "has_words", "log_line", "sentence"]


def sentence(refused: Refused) -> str:
    """One line for a refusal: what happened, and what to do next when that is short."""
    words = _words(refused.code)
    return _say(words.line or words.what, refused)


def explain(refused: Refused) -> Explained:
    """What happened, what is safe, and what to do next, each one or two sentences."""
    words = _words(refused.code)
    return Explained(
        what=_say(words.what, refused),
        safe=_say(words.safe, refused),
        next=_say(words.next, refused),
    )


def finding_words(code: str) -> str:
    """What a person must weigh about a package that is genuine all the same."""
    return _(FINDINGS.get(code, UNKNOWN.what))


def has_words(code: str) -> bool:
    """Whether a code of a refusal, a notice or a finding has a sentence of its own."""
    return code in FINDINGS or any(code in table for table in _TABLES)


def log_line(refused: Refused) -> str:
    """The code and its facts, for a log that somebody else keeps: `package.checksum, file X`."""
    return ", ".join([refused.code, *(f"{name} {fact}" for name, fact in refused.facts.items())])


_TABLES = (VAULTS, RECORDS, PACKAGES, FOLLOWING, REVIEWS, FILES, TEXTS, TRUST)


def _words(code: str) -> Words:
    return next((table[code] for table in _TABLES if code in table), UNKNOWN)


def _say(message: str, refused: Refused) -> str:
    return _(message).format_map(_Facts(code=refused.code, **refused.facts))


class _Facts(dict[str, str | int]):
    """A fact that was not given is a dash, never a crash in front of a person."""

    def __missing__(self, key: str) -> str:
        return "–"
