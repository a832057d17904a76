"""What both stores, the vault and its twin in memory, hold a record to."""

from __future__ import annotations

import hashlib
import hmac
import re
from typing import TYPE_CHECKING

from app.domain.entry import ErasedBody
from app.domain.errors import RecordRefused

if TYPE_CHECKING:
    from app.domain.entry import Entry
    from app.domain.ids import CaseId
    from app.ports.record import LogLine

MAX_BLOB = 64 * 1024 * 1024
"""Bytes in one kept blob: a package as it arrived is the largest (FORMAT.md, section 1)."""

MAX_OBJECT = 500
"""Characters in what a chained act was done to: an id, a digest, a short reason."""

_DIGEST = re.compile(rb'"([0-9a-f]{64})"')
_CHAIN = b"onechance-chain-1"
_COMMITMENT = b"onechance-entry-1"


def act_of(entry: Entry) -> str:
    """The act an entry is chained as, in the words of DPA 2018 s.62."""
    if isinstance(entry.body, ErasedBody):
        return "erased"
    return "alter" if entry.corrects or entry.follows else "collect"


def digests_in(line: bytes) -> set[str]:
    """The SHA-256 digests that an entry's line names: of papers, slices and packages."""
    return {digest.decode() for digest in _DIGEST.findall(line)}


def commit(key: bytes, entry_id: str, line: bytes) -> bytes:
    """The keyed commitment to an entry's line; unlinkable once the case's key is gone."""
    return hmac.digest(key, _joined(_COMMITMENT, entry_id.encode(), line), "sha256")


def next_link(before: bytes, line: LogLine, case: str, commitment: bytes) -> bytes:
    """The hash of one line of the chain over the one before; each part with its length."""
    parts = (
        _CHAIN,
        before,
        str(line.seq).encode(),
        str(int(line.at.timestamp())).encode(),
        line.who.encode(),
        line.act.encode(),
        line.object.encode(),
        case.encode(),
        commitment,
    )
    return hashlib.sha256(_joined(*parts)).digest()


def check_act(act: str, object_: str) -> None:
    """Refuse an act that could carry the contents of a case into the chain."""
    if not act or len(act) > 40 or len(object_) > MAX_OBJECT:
        raise RecordRefused("log.shape")


def check_erasure(case: CaseId, ground: str, authority: str, by: Entry) -> None:
    """Refuse an erasure whose entry does not say what is erased, why and on whose word."""
    body = by.body
    if by.case != case or not isinstance(body, ErasedBody):
        raise RecordRefused("entry.shape", field="erased")
    if not ground or (body.ground, body.authority) != (ground, authority):
        raise RecordRefused("entry.shape", field="ground")


def _joined(*parts: bytes) -> bytes:
    return b"".join(len(part).to_bytes(8, "big") + part for part in parts)
