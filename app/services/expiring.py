"""Keys and cards that run out: told in time, since a new one takes a person some days to get."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING

from app.services.post import UNTIL, WITHDRAWN

if TYPE_CHECKING:
    from app.ports.record import CaseStore

WARNED_BEFORE = timedelta(days=30)
"""How long before its end a key or a card is said to run out; a local default."""


class Ending(Enum):
    """Whether something is about to run out."""

    NOT_YET = 0
    SOON = 1
    PAST = 2


def ending(until: datetime | None, now: datetime) -> Ending:
    """How far something is from its end; both UTC. What has no end never comes to it."""
    if until is None or now < until - WARNED_BEFORE:
        return Ending.NOT_YET
    return Ending.SOON if now <= until else Ending.PAST


def days_left(until: datetime, now: datetime) -> int:
    """Whole days until the end; 0 on the last day."""
    return max(0, (until - now).days)


def own_key_until(store: CaseStore) -> datetime | None:
    """The last moment of the certificate of whoever works here, UTC; None when there is none."""
    kept = store.setting(UNTIL)
    return datetime.fromisoformat(kept) if kept else None


def own_key_withdrawn(store: CaseStore) -> datetime | None:
    """Since when our own area no longer stands by this laptop's key, UTC; None while it does."""
    kept = store.setting(WITHDRAWN)
    return datetime.fromisoformat(kept) if kept else None
