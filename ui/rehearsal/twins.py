"""What the windows show, in the English of the steps, whatever language the windows speak.

A catalogue stands before the chosen one and remembers of each text that it gave which English it
stands for, also after `format`. So a step finds a control by its English name through the very
lookups that made the name on the screen; nothing about a language is written in the steps.
"""

from __future__ import annotations

import gettext
from contextlib import contextmanager
from itertools import islice, product
from typing import TYPE_CHECKING, Final, Protocol

from app import i18n

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

MOST: Final = 12
"""Readings of one text that are followed: one word may stand for more than one in English."""

_WORD: Final = str.isalnum


class Facts(Protocol):
    """What fills placeholders by name."""

    def __getitem__(self, name: str, /) -> object:
        """The value of one."""


class Said(str):
    """A text of the catalogue; filling its placeholders fills those of its English too."""

    __slots__ = ("twins",)

    twins: Twins

    def format(self, *args: object, **named: object) -> str:
        """The text with its placeholders filled, remembered with its English."""
        given = [*args, *named.values()]
        readings = [self.twins.english(v) if isinstance(v, str) else (v,) for v in given]
        told = str.format(self, *args, **named)
        for english in self.twins.of(self):
            for chosen in islice(product(*readings), MOST):
                rest = dict(zip(named, chosen[len(args) :], strict=True))
                told = self.twins.learn(told, english.format(*chosen[: len(args)], **rest))
        return told

    def format_map(self, mapping: Facts, /) -> str:
        """The same for placeholders filled from a mapping, which is not looked into."""
        told = str.format_map(self, mapping)
        for english in self.twins.of(self):
            told = self.twins.learn(told, english.format_map(mapping))
        return told


class Twins(gettext.NullTranslations):
    """The catalogue that remembers. With English there is nothing to remember, and it is not made.

    `english(text)` gives every reading of a text on the screen: what it was looked up from, or,
    for one put together from several, its known parts put into English where they stand.
    """

    def __init__(self, chosen: gettext.NullTranslations) -> None:
        super().__init__()
        self._chosen = chosen
        self._known: dict[str, dict[str, None]] = {}
        self._by_start: dict[str, list[str]] = {}
        self._read: dict[str, tuple[str, ...]] = {}

    def gettext(self, message: str) -> str:
        """The message in the chosen language, remembered."""
        return self.learn(self._chosen.gettext(message), message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The right plural, remembered with the English one."""
        return self.learn(self._chosen.ngettext(msgid1, msgid2, n), msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        """The message of a context, remembered."""
        return self.learn(self._chosen.pgettext(context, message), message)

    def info(self) -> dict[str, str]:
        """The header of the catalogue behind this one."""
        return self._chosen.info()

    def learn(self, told: str, english: str) -> Said:
        """Remember what a text stands for."""
        if told not in self._known:
            self._known[told] = {}
            self._by_start.setdefault(told[:2], []).append(told)
            self._read.clear()
        self._known[told][english] = None
        said = Said(told)
        said.twins = self
        return said

    def of(self, told: str) -> list[str]:
        """The English of one text that was given out."""
        return list(self._known.get(told, {told: None}))

    def english(self, text: str) -> tuple[str, ...]:
        """Every reading of a text on the screen; the text itself comes last."""
        if text not in self._read:
            whole = self._known.get(text) or _turned(self._known, text)
            found = whole or dict.fromkeys(self._in_parts(text))
            self._read[text] = tuple({**found, text: None})
        return self._read[text]

    def _in_parts(self, text: str) -> Iterator[str]:
        """The text with every known part of it in English, the longest first."""
        parts: list[tuple[str, ...]] = []
        at, plain = 0, ""
        while at < len(text):
            known = self._longest(text, at)
            if known is None:
                plain += text[at]
                at += 1
                continue
            parts += [(plain,), tuple(self._known[known])]
            at, plain = at + len(known), ""
        return ("".join(way) for way in islice(product(*parts, (plain,)), MOST))

    def _longest(self, text: str, at: int) -> str | None:
        if at and _WORD(text[at - 1]) and _WORD(text[at]):
            return None
        beginning = (t for t in self._by_start.get(text[at : at + 2], ()) if len(t) > 1)
        whole = (t for t in beginning if text.startswith(t, at) and _ends(text, at + len(t)))
        return max(whole, key=len, default=None)


def _ends(text: str, at: int) -> bool:
    return at >= len(text) or not (_WORD(text[at]) and _WORD(text[at - 1]))


def _turned(known: dict[str, dict[str, None]], text: str) -> dict[str, None]:
    """A text whose first letter a page has made large or small."""
    for first in (text[:1].lower(), text[:1].upper()):
        found = known.get(first + text[1:])
        if found:
            large = text[:1].isupper()
            return {(e[:1].upper() if large else e[:1].lower()) + e[1:]: None for e in found}
    return {}


@contextmanager
def remembering() -> Generator[Twins | None]:
    """Within this a remembering catalogue stands before the one in force.

    Gives None when the windows speak English: then nothing is changed.
    """
    before, language = i18n.catalogue(), i18n.language()
    mirrored = i18n.right_to_left()
    if language == i18n.ENGLISH:
        yield None
        return
    twins = Twins(before)
    i18n.install(twins, language, right_to_left=mirrored)
    try:
        yield twins
    finally:
        i18n.install(before, language, right_to_left=mirrored)
