"""The one place that imports SQLCipher's binding, which has no types; here it gets them."""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportAttributeAccessIssue=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, cast

from sqlcipher3 import dbapi2

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LibraryError: type[Exception] = dbapi2.Error


class Cursor(Protocol):
    """Rows of one statement."""

    rowcount: int

    def fetchone(self) -> Any:  # noqa: ANN401 - a row or None
        """The next row."""
        ...

    def fetchall(self) -> list[Any]:
        """The rows that are left."""
        ...

    def __iter__(self) -> Iterator[Any]:
        """One row after the other."""
        ...


class Connection(Protocol):
    """The part of a SQLCipher connection that we use; the library has no types of its own."""

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        ...

    def execute(self, sql: str, values: Sequence[object] = ..., /) -> Cursor:
        """Run one statement."""
        ...

    def executemany(self, sql: str, values: Sequence[Sequence[object]], /) -> Cursor:
        """Run one statement with each row of values."""
        ...

    def set_key(self, key: bytearray, /) -> None:
        """Take the raw key; leaves no copy of it behind, unlike `PRAGMA key`."""
        ...

    def set_authorizer(self, judge: object, /) -> None:
        """Ask `judge` of every statement that is prepared."""
        ...

    def backup(self, target: Connection, /) -> None:
        """Copy every page into an open, keyed database."""
        ...

    def close(self) -> None:
        """Close the file."""
        ...


def connect(address: str) -> Connection:
    """Open a file address such as `file:///…?mode=rw`; statements run when they are told."""
    return cast(
        "Connection",
        dbapi2.connect(address, uri=True, isolation_level=None, check_same_thread=False),
    )


def error_code(error: Exception) -> int:
    """SQLite's primary result code of an error; 0 when it has none."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def is_complete(sql: str) -> bool:
    """Tell whether text ends at the end of a statement, a trigger's inside counted as one."""
    return bool(dbapi2.complete_statement(sql))


def judge(action: int, first: str | None, second: str | None, *_rest: str | None) -> int:
    """Refuse statements that could reach another file or rewrite the schema table."""
    attaching = action in {dbapi2.SQLITE_ATTACH, dbapi2.SQLITE_DETACH}
    loading = action == dbapi2.SQLITE_FUNCTION and second == "load_extension"
    rewriting = action == dbapi2.SQLITE_PRAGMA and first == "writable_schema"
    return int(dbapi2.SQLITE_DENY if attaching or loading or rewriting else dbapi2.SQLITE_OK)
