"""Finds English that was never looked up, in windows that speak the language of `tests.pseudo`.

What stays English on purpose is known beforehand: the content packs (questions, rules, cards, and
why a rule holds), the practice cases, the papers for other desks, the name of the program, and
what a test typed. All else is a fault.
"""

import ast
import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LETTERS = re.compile(r"[A-Za-z]")
ENDS = " \t\n.,;:!?…·–—-()[]“”\"'’‘/0123456789%&+\u2066\u2067\u2068\u2069"
PARTS = re.compile(r"[,;:.!?()–—·/“”\n…]+|\d+|[\u2066-\u2069]")
FILE = re.compile(
    r"\{\w+\}|[\w.]+@[\w.]+|/(?:[\w.-]+/)+[\w.-]+|(?:DEMO-)?(?:HO|RE|RV)-[\w-]+(?:\.age)?|\b(?=\w*\d)[0-9a-f]{4,}\b"
)
"""A place for a word in an interview text, a principal, a folder, a file's name, and a digest."""

PROGRAM = {
    *("One Chance", "program", "Notes", "practice makes it familiar", "Esc", "Esc Esc", "Ctrl"),
    *("English", "Cymraeg", "Apache License", "and more", "in the past"),
}
"""The program's own name and its window's, as the record names it as an author, and its keys."""

LEAST = 3
"""Words of a run that may be a piece of a longer text, such as a line of an account."""


def _strings(found: object) -> Iterator[str]:
    if isinstance(found, str):
        yield found
    elif isinstance(found, dict):
        for value in found.values():
            yield from _strings(value)
    elif isinstance(found, list):
        for value in found:
            yield from _strings(value)


@cache
def content() -> frozenset[str]:
    """Every text of the packs and practice cases."""
    texts: set[str] = set()
    packs = (ROOT / "app" / "content").rglob("*.toml")
    for path in (*packs, *(ROOT / "locale" / "interview").glob("*.toml")):
        texts |= set(_strings(tomllib.loads(path.read_text(encoding="utf-8"))))
    for path in (ROOT / "app" / "services").glob("report*.py"):
        texts |= literals(path)
    return frozenset(texts | literals(ROOT / "app" / "domain" / "sentences.py") | PROGRAM)


def literals(path: Path) -> set[str]:
    """Every text that stands in a module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {text for text in found if isinstance(text, str)}


def _plain(text: str) -> str:
    return " ".join(text.split()).strip(ENDS).casefold()


class Known:
    """What may stay English."""

    def __init__(self, more: Iterable[str] = ()) -> None:
        texts = {_plain(text) for text in (*content(), *more)}
        parts = {_plain(part) for text in texts for part in PARTS.split(text)}
        self._whole = texts | parts
        self._all = "\n".join(f" {text} " for text in sorted(texts))

    def _may(self, run: str) -> bool:
        told = _plain(run)
        if not LETTERS.search(told) or told in self._whole:
            return True
        return len(told.split()) >= LEAST and told in self._all

    def left(self, text: str) -> list[str]:
        """The pieces of a text on the screen that are plain English and nobody's content."""
        text = FILE.sub("", text)
        # A name such as Kurmancî has letters of both kinds: known whole, it is taken out first.
        for part in (*PARTS.split(text), *re.findall(r"\w+", text)):
            if not part.isascii() and _plain(part) in self._whole:
                text = text.replace(part, " ")
        runs = re.findall(r"[^\u00aa-\u1fff⟦⟧]+", text)
        return [
            piece.strip()
            for run in runs
            if not self._may(run)
            for piece in PARTS.split(run)
            if not self._may(piece)
        ]
