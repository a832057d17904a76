"""The laptop's own clock and its source of random ids."""

from __future__ import annotations

import secrets
import time
from datetime import UTC, datetime


class SystemClock:
    """The `Clock` port: the laptop's clock, which may be wrong; nothing's meaning rests on it."""

    def now(self) -> datetime:
        """This moment, UTC, whole seconds."""
        return datetime.fromtimestamp(int(time.time()), UTC)


class RandomIds:
    """The `Ids` port: 128 bits from the operating system's generator."""

    def new(self) -> str:
        """A fresh id: 32 lower-case hexadecimal digits."""
        return secrets.token_hex(16)
