"""What a passphrase must be: long, and not one that everybody tries. Pure.

At least twelve characters, no longest length, no composition rule, no expiry, with a deny list:
NCSC password guidance and Cyber Essentials 3.2. Four or five random words are offered instead.
"""

from __future__ import annotations

import re

from app.domain.errors import VaultRefused

SHORTEST = 12
"""Characters."""

_RUNS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "1234567890",
    "qwertyuiopasdfghjklzxcvbnm",
    "qwertyuiop",
    "asdfghjkl",
    "1q2w3e4r5t6y7u8i9o0p",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
)
_COMMON = (
    "password", "passphrase", "passwort", "letmein", "welcome", "iloveyou", "trustno", "changeme",
    "administrator", "admin", "default", "secret", "login", "monkey", "dragon", "football",
    "liverpool", "arsenal", "chelsea", "sunshine", "princess", "qwerty", "summer", "winter",
    "spring", "autumn", "january", "february", "march", "april", "june", "july", "august",
    "september", "october", "november", "december", "monday", "tuesday", "wednesday",
    "thursday", "friday", "saturday", "sunday", "onechance", "safeguarding", "police",
    "council", "social", "worker", "socialworker", "england", "london", "master", "computer",
    "laptop", "correct", "horse", "battery", "staple", "my", "the", "this", "is", "me", "in",
    "to", "and", "of", "it", "for", "you", "our", "we", "home", "work", "love", "hello",
)  # fmt: skip
_SPELT = str.maketrans("@$0134578!", "asoieastbi")
_MARKS = re.compile(r"[\W\d_]+")
_ENDS = re.compile(r"^[\W\d_]+|[\W\d_]+$")


def check_passphrase(passphrase: str) -> None:
    """Refuse a passphrase that is too short or among the first that anybody would try.

    Raises:
        VaultRefused: `passphrase.short` with `least`, or `passphrase.common`.
    """
    if len(passphrase) < SHORTEST:
        raise VaultRefused("passphrase.short", least=SHORTEST)
    plain = "".join(passphrase.casefold().split())
    if len(set(plain)) < 5 or _repeats(plain) or _is_run(plain) or _is_common(plain):
        raise VaultRefused("passphrase.common")


def _repeats(plain: str) -> bool:
    return any(
        plain == (plain[:size] * len(plain))[: len(plain)] for size in range(1, len(plain) // 2 + 1)
    )


def _is_run(plain: str) -> bool:
    return any(plain in run * 3 or plain in run[::-1] * 3 for run in _RUNS)


def _is_common(plain: str) -> bool:
    """Tell whether nothing is left once the common words, digits and marks are taken out."""
    if not plain.isascii():
        return False
    # Digits and marks at the ends are the usual trimmings; inside, they stand for letters.
    core = _ENDS.sub("", plain)
    spellings = {_MARKS.sub("", core), _MARKS.sub("", core.translate(_SPELT))}
    return any(len(rest) <= 2 or _made_of_common_words(rest) for rest in spellings)


def _made_of_common_words(rest: str) -> bool:
    reached = {0}
    for start in range(len(rest)):
        if start in reached:
            reached.update(start + len(word) for word in _COMMON if rest.startswith(word, start))
    return len(rest) in reached
