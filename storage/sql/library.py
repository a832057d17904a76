"""The one place that imports SQLCipher's binding, which has no types; here it gets them."""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportAttributeAccessIssue=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from sqlcipher3 import dbapi2

if TYPE_CHECKING:
    from storage.sql.connection import Connection

LibraryError: type[Exception] = dbapi2.Error


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
