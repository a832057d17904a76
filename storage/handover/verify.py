"""What stands behind `onechance verify`: is this file genuine, with no vault and no window?

It takes bytes and texts and gives an exit code and lines; it prints nothing. What it says holds
no case text: areas, principals, dates, digests and codes only.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.errors import PackageRefused
from app.domain.handover import CODED
from storage.handover import archive, envelope, members, receipt, review, signers
from storage.handover.ends import Reader
from storage.handover.extract import extract
from storage.handover.reader import read_archive, take_out
from storage.handover.statements import sha256, write_time

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from app.domain.handover import PolicyFinding, Receipt, ReviewFacts, Verified

GENUINE = 0
USAGE = 2
GENUINE_WITH_FINDING = 3
REFUSED = 4

_MAX_KEY_FILE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Outcome:
    """What `verify` found: the exit code, lines for people, and the same as data."""

    code: int
    lines: tuple[str, ...]
    facts: tuple[tuple[str, object], ...]

    def as_json(self) -> str:
        """One JSON object on one line, keys sorted."""
        return json.dumps(dict(self.facts), sort_keys=True, separators=(",", ":"))


def verify(
    content: bytes,
    identity_text: str,
    trust_text: str,
    arrived: datetime,
    extract_to: Path | None = None,
) -> Outcome:
    """Check a package, a review, a receipt, or the attachment of a coded PDF.

    `identity_text` is an age identity file, which an attachment does without; `trust_text` an
    allowed_signers file, with our comment lines or without; `arrived` is now, UTC. A genuine
    file's parts are written to `extract_to`. Never raises for a bad file, key or folder.
    """
    try:
        needed = identity_text or not content.startswith((archive.START, b"%PDF-"))
        identities = read_identities(identity_text) if needed else ()
        book = signers.read_book(trust_text)
    except ValueError as error:
        return _usage(str(error))
    try:
        plain, recipients = take_out(content, identities)
        outcome = _read(plain, Reader(book, recipients, arrived), sha256(content))
    except PackageRefused as refused:
        return _refused(refused)
    if extract_to is not None:
        try:
            extract(archive.unpack(plain, members.limit), extract_to)
        except OSError as error:
            return _usage(f"cannot write the parts: {error.strerror or 'the disk refused'}")
    return outcome


def read_identities(text: str) -> tuple[str, ...]:
    """The identities of an age key file. `ValueError` when a line is neither key nor comment."""
    if len(text) > _MAX_KEY_FILE:
        raise ValueError("the identity file is too large")
    lines = [line.strip() for line in text.splitlines()]
    keys = tuple(line for line in lines if line and not line.startswith("#"))
    if not keys:
        raise ValueError("the identity file holds no key")
    for key in keys:
        envelope.recipient_of(key)
    return keys


def _read(plain: bytes, given: Reader, file_digest: str) -> Outcome:
    """Tell the three kinds of file apart by the statement they hold."""
    names = {name for name, _ in archive.unpack(plain, members.limit)}
    if CODED in given.recipients:
        return _package(read_archive(plain, given, file_digest))
    if "RECEIPT.txt" in names:
        return _receipt(receipt.read_receipt(plain, given))
    if "REVIEW.txt" in names:
        found = review.read_review(plain, given)
        return _review(found.facts, found.findings)
    return _package(read_archive(plain, given, file_digest))


def _package(verified: Verified) -> Outcome:
    facts = verified.delivery
    to = "nobody's key" if facts.is_coded else f"{facts.to_area} ({facts.to_desk})"
    way = f"{facts.from_area} ({facts.from_desk}) to {to}"
    lines = [
        f"package {facts.digest}",
        f"sent by {facts.sender}, from {way}, made {write_time(facts.created)}",
    ]
    slices: list[dict[str, object]] = []
    for number, one in enumerate(verified.slices, 1):
        here = " ".join(one.present)
        out = ", ".join(f"{w.rc} ({w.ground})" for w in one.withheld) or "nothing"
        lines.append(
            f"slice {number:02d}: record by {one.author}, made {write_time(one.created)};"
            f" here {here}; withheld {out}; {len(one.reviews)} reviewed, {len(one.entries)} entries"
        )
        slices.append(
            {
                "digest": one.digest,
                "author": one.author,
                "area": one.area,
                "created": write_time(one.created),
                "parts": one.part_version,
                "present": list(one.present),
                "withheld": {w.rc: w.ground for w in one.withheld},
                "reviewers": [review.reviewer for review in one.reviews],
                "entries": len(one.entries),
            }
        )
    data: dict[str, object] = {
        "file": "package",
        "delivery": facts.digest,
        "mode": facts.mode,
        "kind": facts.kind,
        "sender": facts.sender,
        "from": facts.from_area,
        "to": facts.to_area,
        "created": write_time(facts.created),
        "answer_by": None if facts.answer_by is None else write_time(facts.answer_by),
        "slices": slices,
        "checks": list(verified.checks),
    }
    return _genuine(lines, data, verified.findings)


def _receipt(found: Receipt) -> Outcome:
    lines = [
        f"receipt {found.digest}",
        f"{found.signer} for {found.area} says: {found.step}, made {write_time(found.created)}",
        f"answers delivery {found.delivery}",
    ]
    data: dict[str, object] = {
        "file": "receipt",
        "receipt": found.digest,
        "mode": found.mode,
        "delivery": found.delivery,
        "step": found.step,
        "sender": found.signer,
        "from": found.area,
        "to": found.to_area,
        "created": write_time(found.created),
        "due": None if found.due is None else write_time(found.due),
        "checks": list(found.checks),
    }
    return _genuine(lines, data, found.findings)


def _review(facts: ReviewFacts, findings: Sequence[PolicyFinding]) -> Outcome:
    lines = [
        f"review {facts.digest}",
        f"{facts.reviewer} ({facts.role}) says: {facts.decision}, made {write_time(facts.created)}",
        f"over slice {facts.slice}",
    ]
    if facts.words is not None:
        lines.append(f"with the reviewer's own reasons: {len(facts.words.entries)} of them")
    data: dict[str, object] = {
        "file": "review",
        "review": facts.digest,
        "over": facts.slice,
        "reviewer": facts.reviewer,
        "role": facts.role,
        "decision": facts.decision,
        "created": write_time(facts.created),
    }
    return _genuine(lines, data, findings)


def _genuine(
    lines: Sequence[str], data: dict[str, object], findings: Sequence[PolicyFinding]
) -> Outcome:
    code = GENUINE_WITH_FINDING if findings else GENUINE
    head = "genuine, with something to weigh" if findings else "genuine"
    said = [f"finding {f.code}{_told(f.facts)}" for f in findings]
    listed = [{"code": f.code, **dict(f.facts)} for f in findings]
    facts = {**data, "outcome": "genuine", "exit": code, "findings": listed}
    return Outcome(code, (head, *lines, *said), tuple(facts.items()))


def _refused(refused: PackageRefused) -> Outcome:
    told = _told(tuple((key, str(value)) for key, value in refused.facts.items()))
    facts: dict[str, object] = {
        "outcome": "refused",
        "exit": REFUSED,
        "code": refused.code,
        "facts": dict(refused.facts),
    }
    return Outcome(REFUSED, (f"refused {refused.code}{told}",), tuple(facts.items()))


def _usage(why: str) -> Outcome:
    facts = (("outcome", "usage"), ("exit", USAGE), ("why", why))
    return Outcome(USAGE, (f"cannot check: {why}",), facts)


def _told(facts: Sequence[tuple[str, str]]) -> str:
    return f" ({', '.join(f'{key} {value}' for key, value in facts)})" if facts else ""
