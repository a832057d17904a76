"""Wrong passphrases: counted, shown after the next unlocking, and made to wait.

After three, each guess waits 2, 4, 8 … 300 seconds. That stops a relative at the kitchen table.
It does not stop a thief with a copy of the disk, for whom there is Argon2id; nor can the count
be proved, since it is written before any key is known.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from app.domain.errors import VaultRefused
from app.ports.vault import Failures

if TYPE_CHECKING:
    from collections.abc import Mapping

FREE = 3
"""Guesses before the first wait."""

LONGEST = 300
"""Seconds."""

NONE_YET: dict[str, Any] = {"count": 0, "first": "", "last": ""}


def wait_after(count: int) -> int:
    """Seconds to wait after so many wrong guesses."""
    return 0 if count < FREE else min(LONGEST, 2 ** min(count - FREE + 1, 10))


def check_wait(failures: Mapping[str, Any], now: datetime) -> None:
    """Refuse a guess that comes too early.

    Raises:
        VaultRefused: `vault.wait` with the `seconds` still to wait.
    """
    wait = wait_after(failures["count"])
    if not wait:
        return
    last = datetime.fromisoformat(failures["last"])
    if last > now + timedelta(seconds=LONGEST):
        return  # the clock has gone far back; it must not lock anybody out
    seconds = wait - int((now - last).total_seconds())
    if seconds > 0:
        raise VaultRefused("vault.wait", seconds=min(seconds, LONGEST))


def one_more(failures: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """The count after another wrong guess."""
    at = now.isoformat()
    return {
        "count": failures["count"] + 1,
        "first": failures["first"] or at,
        "last": at,
    }


def told(failures: Mapping[str, Any]) -> Failures:
    """The count as the port tells it."""
    first = failures["first"]
    return Failures(failures["count"], datetime.fromisoformat(first) if first else None)
