"""`onechance verify`: check a package, a review or a receipt with no vault and no window.

The attachment of a coded PDF (`handover.hop`) is a package that no key is needed for.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from app.domain.errors import PackageRefused
from ui.errors import explain

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable
    from datetime import datetime

USAGE = 2


class Outcome(Protocol):
    """What the check found."""

    @property
    def code(self) -> int:
        """0 genuine, 3 genuine with a policy finding, 4 refused, 2 usage."""
        ...

    @property
    def lines(self) -> tuple[str, ...]:
        """What to print for a person."""
        ...

    def as_json(self) -> str:
        """The same as one line of JSON."""
        ...


def verify(
    asked: Namespace,
    check: Callable[[bytes, str, str, datetime, Path | None], Outcome],
    now: datetime,
) -> int:
    """Read the files, check, and say what was found."""
    try:
        content = Path(asked.file).read_bytes()
        identity = Path(asked.identity).read_text(encoding="utf-8") if asked.identity else ""
        trust = Path(asked.trust).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        said = error.strerror if isinstance(error, OSError) else "not text"
        name = getattr(error, "filename", "") or "a key file"
        print(f"cannot read {name}: {said}", file=sys.stderr)
        return USAGE
    folder = Path(asked.extract) if asked.extract else None
    outcome = check(content, identity, trust, now, folder)
    print(outcome.as_json() if asked.json else "\n".join((*outcome.lines, *_in_words(outcome))))
    return outcome.code


def _in_words(outcome: Outcome) -> tuple[str, ...]:
    """What a refusal means and what to do about it, in the sentences of the windows."""
    told = json.loads(outcome.as_json())
    if told["outcome"] != "refused":
        return ()
    words = explain(PackageRefused(told["code"], **told["facts"]))
    return tuple(f"  {text}" for text in (words.what, words.next) if text)
