"""What was typed in a sheet and not yet recorded, kept in the vault until the sheet is done with.

A draft stands in one encrypted setting, never in a file: it is no part of the record, and goes
with its case.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.ports.record import CaseStore

KEPT_FOR = timedelta(days=30)
"""A draft that nobody came back to is let go after this long."""

_SETTING = "drafts"


@dataclass(frozen=True, slots=True)
class Draft:
    """One text of one sheet. `sheet` says which sheet, and of what, without any words of a case."""

    case: str  # empty outside a case
    sheet: str  # a digest of what the sheet said when it was opened
    field: str  # which field of it, counted from nought
    before: str  # what stood in the field when the sheet was opened
    text: str
    at: str  # ISO 8601, UTC


def drafts(store: CaseStore, now: datetime) -> tuple[Draft, ...]:
    """Every draft that is not too old."""
    try:
        found = [Draft(**one) for one in json.loads(store.setting(_SETTING) or "[]")]
    except (TypeError, ValueError):
        return ()
    return tuple(d for d in found if now - datetime.fromisoformat(d.at) <= KEPT_FOR)


def keep(store: CaseStore, now: datetime, case: str, sheet: str, typed: Iterable[Draft]) -> None:
    """Keep these texts of a sheet, in place of those it had; with none the sheet is done with."""
    had = store.setting(_SETTING)
    others = [d for d in drafts(store, now) if (d.case, d.sheet) != (case, sheet)]
    kept = [*others, *typed]
    text = json.dumps([asdict(d) for d in kept], ensure_ascii=False) if kept else ""
    if text != had:
        store.set_setting(_SETTING, text)


def forget_case(store: CaseStore, now: datetime, case: str) -> None:
    """Let every draft of a case go, before the case is erased."""
    if any(d.case == case for d in drafts(store, now)):
        kept = [asdict(d) for d in drafts(store, now) if d.case != case]
        store.set_setting(_SETTING, json.dumps(kept, ensure_ascii=False) if kept else "")
