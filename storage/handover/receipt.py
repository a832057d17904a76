"""Answers: the receipt for a delivery. FORMAT.md section 10.

It is sealed back to the desk that asked, with the answering area's card and trust list inside.
"""

from __future__ import annotations

import secrets
import unicodedata
from typing import TYPE_CHECKING

from app.domain.codes import Step
from app.domain.entry import MAX_TEXT
from app.domain.handover import Mode, Receipt, Sealed
from storage import codec
from storage.handover import archive, envelope, grammars, members, proof, reader, texts
from storage.handover.ends import Reader
from storage.handover.refusals import Code, refuse
from storage.handover.statements import NONE, read, sha256, write, write_time
from storage.handover.writer import APP, area_papers, audit, file_name, sign

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from app.domain.handover import Credentials, ReceiptDraft
    from storage.handover.archive import Members
    from storage.handover.trust import Book

MAX_BY = 200
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
)


def seal_receipt(draft: ReceiptDraft, credentials: Credentials, book: Book) -> Sealed:
    """Sign an answer to a delivery and seal it to the desk that sent it.

    Raises `ValueError` for a step that no receiver says, or for words that no reader would take.
    """
    name = secrets.token_hex(16)
    plain = _archive(draft, credentials, name)
    again = Reader(book, (draft.to.key,), draft.created)
    receipt = read_receipt(plain, again)
    content = envelope.encrypt(plain, [draft.to.key])
    envelope.check_header(content)
    return Sealed(content, receipt.digest, file_name("RE", name, credentials.mode))


def read_receipt(plain: bytes, given: Reader) -> Receipt:
    """Read a decrypted receipt. Raises `PackageRefused`."""
    files = archive.unpack(plain, members.limit)
    members.check_exactly(files, members.RECEIPT)
    archive.check_padding(plain, files)
    named = dict(files)
    message = named["RECEIPT.txt"]
    signer = proof.prove("receipt", message, named["RECEIPT.txt.sig"], given.book)
    statement = read(grammars.RECEIPT, message)
    proof.check_mode(statement.one("mode"), given.book.mode)
    created = proof.check_signer(statement, "signer", signer)
    reader.check_sums(statement, files, "RECEIPT.txt")
    if statement.one("to-key") not in given.recipients:
        refuse(Code.NOT_FOR_US, to=statement.one("to-area"), desk=statement.one("to-desk"))
    if statement.one("area") != signer.certificate.area:
        refuse(Code.SIGNER)
    sender = reader.read_sender(named, signer, given.book)
    sequence, _, chain = statement.one("audit").partition(":")
    return Receipt(
        id=statement.one("receipt"),
        digest=statement.digest,
        mode=Mode(statement.one("mode")),
        delivery=statement.one("delivery"),
        step=Step(statement.one("step")),
        created=created,
        signer=statement.one("signer"),
        area=statement.one("area"),
        to_area=statement.one("to-area"),
        by=_text(named["BY.txt"], MAX_BY, "BY.txt"),
        words=_text(named["WORDS.txt"], MAX_TEXT, "WORDS.txt"),
        due=statement.maybe_time("due"),
        audit=(int(sequence), chain),
        checks=CHECKS,
        findings=reader.once(reader.sender_findings(sender, created, given)),
    )


def check_sent(receipt: Receipt, sent: Collection[str]) -> None:
    """Refuse a receipt for a delivery that is not, by its digest, among those we sent."""
    if receipt.delivery not in sent:
        refuse(Code.STRANGER, delivery=receipt.delivery)


def open_receipt(
    content: bytes, identities: tuple[str, ...], book: Book, arrived: datetime
) -> Receipt:
    """Read a sealed receipt from its bytes. Raises `PackageRefused`."""
    plain = envelope.decrypt(content, identities)
    recipients = tuple(envelope.recipient_of(identity) for identity in identities)
    return read_receipt(plain, Reader(book, recipients, arrived))


def _archive(draft: ReceiptDraft, credentials: Credentials, name: str) -> bytes:
    values = {
        "mode": credentials.mode.value,
        "receipt": name,
        "delivery": draft.delivery,
        "step": draft.step.value,
        "created": write_time(draft.created),
        "signer": credentials.principal,
        "area": credentials.area,
        "to-area": draft.to.area,
        "to-desk": draft.to.name,
        "to-key": draft.to.key,
        "due": NONE if draft.due is None else write_time(draft.due),
        "audit": audit(draft.audit),
        "app": APP,
    }

    def signed(padding: bytes) -> list[tuple[str, bytes]]:
        others = [
            (members.README, texts.README_RECEIPT),
            ("BY.txt", draft.by.encode()),
            ("WORDS.txt", draft.words.encode()),
            *area_papers(credentials),
            (archive.PADDING, padding),
        ]
        message = write(grammars.RECEIPT, values, [(n, sha256(c)) for n, c in others])
        signature = sign(credentials, "receipt", message)
        return [others[0], ("RECEIPT.txt", message), ("RECEIPT.txt.sig", signature), *others[1:]]

    draft_files: Members = tuple(signed(b""))
    return archive.pack(signed(archive.padding_for(draft_files[:-1])))


def _text(raw: bytes, most: int, file: str) -> str:
    """Words another desk typed: UTF-8 in normal form C, nothing that hides or turns text."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        refuse(Code.STATEMENT, file=file)
    if len(text) > most or codec.FORBIDDEN.search(text):
        refuse(Code.STATEMENT, file=file)
    if unicodedata.normalize("NFC", text) != text:
        refuse(Code.STATEMENT, file=file)
    return text
