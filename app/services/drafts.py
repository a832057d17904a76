"""What was typed or chosen and is not recorded yet, kept in the vault until it is done with.

Texts of sheets, and of each case the handover that is being put together. A draft stands in an
encrypted setting, never in a file: it is no part of the record, and goes with its case.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.ports.record import CaseStore

KEPT_FOR = timedelta(days=30)
"""A draft that nobody came back to is let go after this long."""

_SETTING = "drafts"
_HANDOVERS = "place.handover"


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
    keep_handover(store, case, {})


def handover(store: CaseStore, case: str) -> Mapping[str, Any]:
    """What was chosen for a case's next handover, as it was kept; empty when nothing was."""
    return _handovers(store).get(case, {})


def keep_handover(store: CaseStore, case: str, said: Mapping[str, Any]) -> None:
    """Keep what was chosen for a case's next handover; empty, and it is done with."""
    had = _handovers(store)
    kept = {name: one for name, one in had.items() if name != case}
    if said:
        kept[case] = said
    if kept != had:
        store.set_setting(_HANDOVERS, json.dumps(kept, ensure_ascii=False) if kept else "")


def _handovers(store: CaseStore) -> dict[str, Mapping[str, Any]]:
    """By case. An earlier program kept one alone, with its case in it."""
    try:
        found: dict[str, Any] = dict(json.loads(store.setting(_HANDOVERS) or "{}"))
    except (TypeError, ValueError):
        return {}
    if isinstance(found.get("case"), str):
        return {found["case"]: found}
    return {name: one for name, one in found.items() if isinstance(one, dict)}
