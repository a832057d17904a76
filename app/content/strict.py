"""Strict reading of TOML packs: whatever was not asked for, or is not as declared, is refused.

A pack is somebody's words in a safety interview. A mistyped key that is silently ignored could
turn a critical marker off, so every table must say `finish()`, which refuses the keys that
nobody read.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeGuard

from app.domain.errors import ContentRefused

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import NoReturn


@dataclass(frozen=True, slots=True)
class Where:
    """The spot in a pack that a refusal names: the file, and the id of the row when known."""

    file: str
    id: str = ""

    def refuse(self, code: str, rule: str) -> NoReturn:
        """Raise `ContentRefused(code, file=…, id=…, rule=…)` for this spot."""
        raise ContentRefused(code, file=self.file, id=self.id, rule=rule)


class Table:
    """One TOML table that remembers which of its keys were read.

    Every reader raises `ContentRefused`: `content.missing` when a key without a default is
    absent, `content.type` when it has another type, `content.empty` when text is blank.
    """

    __slots__ = ("_known", "_read", "where")

    def __init__(self, known: dict[str, object], where: Where) -> None:
        """Wrap a decoded table; `where` is named by every refusal."""
        self._known = known
        self._read: set[str] = set()
        self.where = where

    def named(self, key: str = "id") -> Table:
        """The same table, its refusals from now on naming the text under `key` as the id."""
        self.where = Where(self.where.file, self.text(key))
        return self

    def has(self, key: str) -> bool:
        """Tell whether the key is there, without reading it."""
        return key in self._known

    def text(self, key: str, default: str | None = None) -> str:
        """Text that is not blank; the default may be empty."""
        if default is not None and not self.has(key):
            return default
        found = self._take(key)
        if not isinstance(found, str):
            self.where.refuse("content.type", f"{key} is text")
        if not found.strip() or found != found.strip():
            self.where.refuse("content.empty", f"{key} is not blank and has no space at its ends")
        return found

    def integer(self, key: str, default: int | None = None) -> int:
        """A whole number."""
        if default is not None and not self.has(key):
            return default
        found = self._take(key)
        if not isinstance(found, int) or isinstance(found, bool):
            self.where.refuse("content.type", f"{key} is a whole number")
        return found

    def boolean(self, key: str, *, default: bool | None = None) -> bool:
        """True or false."""
        if default is not None and not self.has(key):
            return default
        found = self._take(key)
        if not isinstance(found, bool):
            self.where.refuse("content.type", f"{key} is true or false")
        return found

    def one_of(self, key: str, allowed: Iterable[str], default: str | None = None) -> str:
        """Text from a closed list; another word is `content.word`."""
        found = self.text(key, default)
        known = tuple(allowed)
        if found not in known:
            self.where.refuse("content.word", f"{key} is one of {', '.join(known)}")
        return found

    def texts(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """A list of texts, none blank and none twice (`content.duplicate`)."""
        if default is not None and not self.has(key):
            return default
        found = self._list(key)
        words: list[str] = []
        for word in found:
            if not isinstance(word, str):
                self.where.refuse("content.type", f"{key} is a list of texts")
            if not word.strip() or word != word.strip():
                self.where.refuse("content.empty", f"{key} has no blank text")
            if word in words:
                self.where.refuse("content.duplicate", f"{key} has {word} once")
            words.append(word)
        return tuple(words)

    def table(self, key: str) -> Table:
        """One table under this key."""
        found = self._take(key)
        if not _is_table(found):
            self.where.refuse("content.type", f"{key} is a table")
        return Table(found, self.where)

    def named_tables(self, key: str) -> tuple[tuple[str, Table], ...]:
        """The tables in the table under this key, each by its name, which is then the id."""
        inside = self.table(key)
        found: list[tuple[str, Table]] = []
        for name in inside.names:
            inside.where = Where(self.where.file, name)
            found.append((name, inside.table(name)))
        return tuple(found)

    @property
    def names(self) -> tuple[str, ...]:
        """The keys, in their order; reading them reads nothing under them."""
        return tuple(self._known)

    def tables(self, key: str) -> tuple[Table, ...]:
        """The tables under this key, in their order; none when the key is absent."""
        if not self.has(key):
            return ()
        tables: list[Table] = []
        for found in self._list(key):
            if not _is_table(found):
                self.where.refuse("content.type", f"{key} is a list of tables")
            tables.append(Table(found, self.where))
        return tuple(tables)

    def value(self, key: str) -> object:
        """What is under the key, undecoded: for a reader of its own, such as a condition's."""
        return self._take(key)

    def finish(self) -> None:
        """Refuse (`content.unknown-key`) every key that nobody read."""
        unread = sorted(set(self._known) - self._read)
        if unread:
            self.where.refuse("content.unknown-key", f"unknown: {', '.join(unread)}")

    def _take(self, key: str) -> object:
        self._read.add(key)
        if key not in self._known:
            self.where.refuse("content.missing", f"{key} is needed")
        return self._known[key]

    def _list(self, key: str) -> list[object]:
        found = self._take(key)
        if not _is_list(found):
            self.where.refuse("content.type", f"{key} is a list")
        return found


def _is_table(found: object) -> TypeGuard[dict[str, object]]:
    return isinstance(found, dict)


def _is_list(found: object) -> TypeGuard[list[object]]:
    return isinstance(found, list)


def read_pack(file: str, raw: bytes) -> Table:
    """Decode the bytes of one pack as TOML 1.0 in UTF-8; `content.not-toml` when they are not."""
    where = Where(file)
    try:
        return Table(tomllib.loads(raw.decode("utf-8")), where)
    except UnicodeDecodeError:
        where.refuse("content.not-toml", "the file is UTF-8")
    except tomllib.TOMLDecodeError as fault:
        where.refuse("content.not-toml", str(fault))


def refuse_twice(ids: Iterable[tuple[str, Where]]) -> None:
    """Refuse (`content.duplicate`) an id that occurs a second time, naming the later place."""
    seen: dict[str, Where] = {}
    for found, where in ids:
        if found in seen:
            where.refuse("content.duplicate", f"{found} is already in {seen[found].file}")
        seen[found] = where
