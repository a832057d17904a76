"""What a vault of kind `root` keeps, as the bytes and texts it is kept in.

A root made by an earlier release has no list of vouched areas, and answers without keys: both are
read as they are.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from app.domain.enrolment import RootKeys
from app.domain.handover import Desk, KnownArea, Mode, Revocation, Standing, VoiceCheck
from app.domain.trusting import Withdrawal

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """That the area no longer stands by a certificate. Times are UTC."""

    since: datetime  # what was signed from then on counts for nothing
    why: Withdrawal
    at: datetime  # when it was written here


@dataclass(frozen=True, slots=True)
class Answered:
    """One request that was answered. Times are UTC."""

    serial: int
    principal: str
    reference: str
    at: datetime
    until: datetime
    key: str = ""  # as trust lists spell it; empty for an answer of an earlier release
    withdrawn: Withdrawn | None = None
    beside: str | None = None  # who stood by; empty for nobody, None where that was not asked


def answered_to_text(answered: Iterable[Answered]) -> str:
    """The list of answers as a setting."""
    return json.dumps([_answer(one) for one in answered])


def answered_from_text(text: str) -> tuple[Answered, ...]:
    """The list of answers from its setting; the empty text is an empty list."""
    return tuple(_read_answer(row) for row in json.loads(text or "[]"))


def root_to_bytes(root: RootKeys) -> bytes:
    """A root as the vault's secret."""
    said = {
        "area": root.area,
        "seed": base64.b64encode(root.seed).decode(),
        "title": root.title,
        "telephone": root.telephone,
        "alone": root.alone,
        "desks": [[desk.name, desk.key, identity] for desk, identity in root.desks],
        "vouched": [_vouched(area) for area in root.vouched],
        "revoked": [[e.serial, e.key, e.since.isoformat()] for e in root.revocations],
        "serial": root.serial,
    }
    return json.dumps(said).encode()


def root_from_bytes(kept: bytes) -> RootKeys:
    """A root from the vault's secret."""
    said = json.loads(kept)
    area = said["area"]
    return RootKeys(
        mode=Mode.LIVE,
        area=area,
        seed=base64.b64decode(said["seed"]),
        title=said["title"],
        telephone=said["telephone"],
        alone=said["alone"],
        desks=tuple((Desk(area, name, key), identity) for name, key, identity in said["desks"]),
        vouched=tuple(_read_vouched(row) for row in said.get("vouched", ())),
        revocations=tuple(
            Revocation(serial, key, _time(since)) for serial, key, since in said.get("revoked", ())
        ),
        serial=said.get("serial", 1),
    )


def _answer(one: Answered) -> list[Any]:
    row: list[Any] = [one.serial, one.principal, one.reference]
    row += [one.at.isoformat(), one.until.isoformat(), one.key]
    gone = one.withdrawn
    row.append([gone.since.isoformat(), gone.why.value, gone.at.isoformat()] if gone else None)
    return [*row, one.beside]


def _read_answer(row: list[Any]) -> Answered:
    serial, principal, reference, at, until, *rest = row
    key, gone, beside = rest or ("", None, None)
    withdrawn = Withdrawn(_time(gone[0]), Withdrawal(gone[1]), _time(gone[2])) if gone else None
    return Answered(serial, principal, reference, _time(at), _time(until), key, withdrawn, beside)


def _vouched(area: KnownArea) -> list[Any]:
    check = area.check
    rung = [check.by, check.at.isoformat(), check.number] if check else None
    return [area.area, base64.b64encode(area.root).decode(), area.alone, rung]


def _read_vouched(row: list[Any]) -> KnownArea:
    area, root, alone, rung = row
    check = VoiceCheck(rung[0], _time(rung[1]), rung[2]) if rung else None
    key = base64.b64decode(root)
    return KnownArea(area, Mode.LIVE, key, Standing.VOUCHED, check, alone=alone)


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)
