"""Reading a package: a line of stages, each of which may refuse, and none of which shows anything.

Pure: bytes, keys, trust and the time of arrival go in; `Verified` or a refusal comes out. The
order is FORMAT.md section 9: nothing is parsed before the signature over it has been proved.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from app.domain.handover import (
    CODED,
    DeliveryFacts,
    DeliveryKind,
    Mode,
    PolicyFinding,
    Standing,
    Urgency,
    Verified,
)
from storage import codec
from storage.handover import archive, envelope, grammars, members, proof, stack, trust
from storage.handover.ends import Reader, Sender
from storage.handover.refusals import Code, Finding, refuse
from storage.handover.statements import NONE, read, sha256

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from datetime import datetime

    from app.domain.entry import Entry
    from storage.handover.archive import Members
    from storage.handover.proof import Signer
    from storage.handover.statements import Statement
    from storage.handover.trust import Book

CLOCK_SLACK = timedelta(hours=24)
"""How far ahead of our clock a statement may say it was made before we remark on it."""

CHECKS = (
    "envelope",
    "archive",
    "signature",
    "grammar",
    "mode",
    "signer",
    "checksums",
    "addressed-to-us",
    "sender-area",
    "slices",
)

CODED_CHECKS = tuple(check for check in CHECKS if check not in {"envelope", "addressed-to-us"})
"""A coded copy is in no envelope and addressed to nobody."""


def open_package(
    content: bytes,
    identities: Sequence[str],
    book: Book,
    arrived: datetime,
    decode: Callable[[bytes], Entry] = codec.decode,
) -> Verified:
    """Read a sealed package from its bytes. Raises `PackageRefused` and shows nothing then."""
    plain, recipients = take_out(content, identities)
    return read_archive(plain, Reader(book, recipients, arrived, decode), sha256(content))


def take_out(content: bytes, identities: Sequence[str]) -> tuple[bytes, tuple[str, ...]]:
    """The archive of a file, and to whom it may be addressed: our own keys.

    An archive in no envelope is what was attached to a coded PDF: it may be addressed to `coded`
    and to nobody else. Raises `PackageRefused`.
    """
    if content.startswith(archive.START):
        envelope.check_size(content)
        return content, (CODED,)
    plain = envelope.decrypt(content, identities)
    return plain, tuple(envelope.recipient_of(identity) for identity in identities)


def read_archive(plain: bytes, reader: Reader, file_digest: str = "") -> Verified:
    """Everything after the envelope; the writer uses it to re-open what it made."""
    files = archive.unpack(plain, members.limit)
    members.check_package(files)
    archive.check_padding(plain, files)
    named = dict(files)
    message = named["DELIVERY.txt"]
    signer = proof.prove("delivery", message, named["DELIVERY.txt.sig"], reader.book)
    delivery = read(grammars.DELIVERY, message)
    proof.check_mode(delivery.one("mode"), reader.book.mode)
    created = proof.check_signer(delivery, "signer", signer)
    check_sums(delivery, files, "DELIVERY.txt")
    check_addressed(delivery, reader.recipients)
    if delivery.one("from-area") != signer.certificate.area:
        refuse(Code.SIGNER)
    sender = read_sender(named, signer, reader.book)
    facts = _facts(delivery, sender, created)
    slices, findings = stack.read_slices(delivery, files, reader, sender)
    _check_ids(slices)
    return Verified(
        delivery=facts,
        slices=tuple(one.verified for one in slices),
        pdf=named[members.PDF],
        checks=CODED_CHECKS if facts.is_coded else CHECKS,
        findings=once((*_to_nobody(facts), *sender_findings(sender, created, reader), *findings)),
        file_digest=file_digest,
        trust=named[members.TRUST],
        trust_signature=named[members.TRUST + members.SIG],
    )


def check_addressed(delivery: Statement, recipients: tuple[str, ...]) -> None:
    """Refuse what is for another desk; and what is for a desk, and came out of its envelope."""
    area, desk, key = (delivery.one(name) for name in ("to-area", "to-desk", "to-key"))
    if (key == CODED or area == NONE) and (area, desk, key) != (NONE, NONE, CODED):
        refuse(Code.STATEMENT, file="DELIVERY.txt")
    if key in recipients:
        return
    if recipients == (CODED,):
        refuse(Code.NOT_AGE)
    refuse(Code.NOT_FOR_US, to=area, desk=desk)


def check_sums(statement: Statement, files: Members, own: str) -> None:
    """Every file but the statement and its signature, in order, with its very checksum."""
    others = [(name, content) for name, content in files if name not in {own, own + members.SIG}]
    if tuple(name for name, _ in statement.sums) != tuple(name for name, _ in others):
        refuse(Code.MEMBERS)
    for (name, digest), (_, content) in zip(statement.sums, others, strict=True):
        if sha256(content) != digest:
            refuse(Code.CHECKSUM, file=name)


def read_sender(named: Mapping[str, bytes], signer: Signer, book: Book) -> Sender:
    """Prove the sender's card and trust list, and refuse a sender whose key was given up."""
    root, area = signer.area.root, signer.certificate.area
    card = trust.read_card_of(
        root, named[members.CARD], named[members.CARD + members.SIG], book.mode
    )
    listed = trust.read_trust(
        named[members.TRUST], named[members.TRUST + members.SIG], root, book.mode
    )
    if {card.area, listed.area} != {area}:
        refuse(Code.SIGNER, file=members.CARD)
    newer = listed.revocations if listed.serial > signer.area.list_serial else ()
    hit = proof.revoked(signer, newer)
    if hit is not None:
        # Judged now, whatever date the statement bears: the thief of a key writes any date.
        refuse(Code.REVOKED, signer=signer.certificate.principal, since=f"{hit.since:%Y-%m-%d}")
    return Sender(signer, card, listed, newer)


def sender_findings(sender: Sender, created: datetime, reader: Reader) -> list[PolicyFinding]:
    """What a person must know of a proved sender."""
    known, certificate = sender.signer.area, sender.signer.certificate
    arrived = reader.arrived
    untils = [until for until in (known.list_until, sender.listed.until) if until is not None]
    found: list[PolicyFinding] = []
    if not certificate.covers(arrived) and arrived >= certificate.ends:
        found.append(finding(Finding.SIGNER_EXPIRED, signer=certificate.principal))
    if known.standing is Standing.UNCHECKED:
        found.append(finding(Finding.AREA_UNCHECKED, area=known.area))
    if (sender.card.alone or known.alone) and known.check is None:
        found.append(finding(Finding.AREA_LONE, area=known.area))
    if max(untils) < arrived:
        found.append(finding(Finding.TRUST_STALE, area=known.area))
    if sender.card.until < arrived:
        found.append(finding(Finding.CARD_EXPIRED, area=known.area))
    if created > arrived + CLOCK_SLACK:
        found.append(finding(Finding.CLOCK_AHEAD))
    return found


def _to_nobody(facts: DeliveryFacts) -> list[PolicyFinding]:
    return [finding(Finding.CODED)] if facts.is_coded else []


def finding(code: Finding, **facts: str) -> PolicyFinding:
    """A finding with its facts in the order given."""
    return PolicyFinding(code.value, tuple(facts.items()))


def once(findings: Sequence[PolicyFinding]) -> tuple[PolicyFinding, ...]:
    """Each finding once, in order."""
    return tuple(dict.fromkeys(findings))


def check_not_replayed(digest: str, received: Collection[str]) -> None:
    """Refuse a delivery, by its digest, that is among those received before."""
    if digest in received:
        refuse(Code.REPLAYED, delivery=digest)


def _facts(delivery: Statement, sender: Sender, created: datetime) -> DeliveryFacts:
    desk = delivery.one("from-desk")
    reply = [one.key for one in sender.card.desks if one.name == desk]
    if not reply:
        refuse(Code.STATEMENT, file=members.CARD)
    sequence, _, chain = delivery.one("audit").partition(":")
    return DeliveryFacts(
        id=delivery.one("delivery"),
        digest=delivery.digest,
        mode=Mode(delivery.one("mode")),
        kind=DeliveryKind(delivery.one("kind")),
        created=created,
        urgency=Urgency(delivery.one("urgency")),
        answer_by=delivery.maybe_time("answer-by"),
        sender=delivery.one("signer"),
        sender_reference=sender.signer.certificate.reference,
        from_area=delivery.one("from-area"),
        from_desk=desk,
        to_area=delivery.maybe("to-area"),
        to_desk="" if delivery.one("to-key") == CODED else delivery.one("to-desk"),
        purpose=delivery.one("purpose"),
        basis=delivery.one("basis"),
        marking=delivery.one("marking"),
        previous=delivery.maybe("previous"),
        audit=(int(sequence), chain),
        reply_key=reply[0],
    )


def _check_ids(slices: Sequence[stack.ReadSlice]) -> None:
    """One id, one spelling, in the whole package."""
    seen: dict[str, bytes] = {}
    for one in slices:
        for name, line in one.lines:
            if seen.setdefault(name, line) != line:
                refuse(Code.TWO_OF_ONE_ID, entry=name)
