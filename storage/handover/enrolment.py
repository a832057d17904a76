"""Enrolment: a laptop asks, its area's root answers. FORMAT.md section 6.3.

The request holds public keys only. The answer is one age file for that laptop: certificate, area
card, trust list, and the identities of the desks it serves.
"""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from app.domain.enrolment import Enrolled, EnrolmentRequest, EnrolmentSecrets
from app.domain.handover import Credentials, Desk, KnownArea, Mode, PolicyFinding, Sealed, Standing
from storage.handover import (
    archive,
    certificates,
    envelope,
    grammars,
    members,
    openssh,
    proof,
    sshsig,
    trust,
)
from storage.handover.fingerprint import spoken
from storage.handover.refusals import Code, Finding, refuse
from storage.handover.statements import read, sha256, write, write_time

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from app.domain.enrolment import RootKeys
    from app.domain.handover import AreaCard
    from storage.handover.archive import Members
    from storage.handover.trust import TrustList

LIST_LASTS = timedelta(days=90)
CARD_LASTS = certificates.LONGEST


def request(
    mode: Mode, principal: str, reference: str, created: datetime
) -> tuple[Sealed, EnrolmentSecrets]:
    """Make this laptop's signing key and the file that asks for its certificate.

    The file holds nothing secret; the secrets stay in the vault. `ValueError` for a principal or
    a staff reference of another spelling.
    """
    seed = secrets.token_bytes(32)
    identity, recipient = envelope.new_identity()
    key = openssh.public_key(seed)
    content = write(
        grammars.REQUEST,
        {
            "mode": mode.value,
            "area": principal.partition("@")[2],
            "principal": principal,
            "reference": reference,
            "signing-key": openssh.key_line(key),
            "laptop-key": recipient,
            "created": write_time(created),
        },
    )
    # Signed by the key it asks for: nobody can have another's key certified as their own.
    signature = proof.sign(seed, openssh.key_blob(key), "request", mode, content)
    packed = archive.pack([("REQUEST.txt", content), ("REQUEST.txt.sig", signature)])
    digest = sha256(content)
    name = f"{'DEMO-' if mode is Mode.DEMO else ''}EN-{digest[:8]}.zip"
    return Sealed(packed, digest, name), EnrolmentSecrets(mode, principal, seed, identity, digest)


def read_request(packed: bytes, mode: Mode) -> EnrolmentRequest:
    """Read a request and check that its maker holds the key. Raises `PackageRefused`."""
    files = archive.unpack(packed, members.limit)
    members.check_exactly(files, members.REQUEST)
    content, armoured = files[0][1], files[1][1]
    signature = sshsig.read(armoured)
    proof.check_namespace(signature.namespace, "request", mode)
    key = openssh.read_key_blob(signature.key)
    if not sshsig.fits(signature, key, content):
        refuse(Code.SIGNATURE)
    statement = read(grammars.REQUEST, content)
    proof.check_mode(statement.one("mode"), mode)
    principal, laptop = statement.one("principal"), statement.one("laptop-key")
    if openssh.read_key_line(statement.one("signing-key")) != key:
        refuse(Code.SIGNER)
    if principal.partition("@")[2] != statement.one("area") or not envelope.is_recipient(laptop):
        refuse(Code.STATEMENT, file="REQUEST.txt")
    return EnrolmentRequest(
        digest=statement.digest,
        mode=mode,
        principal=principal,
        reference=statement.one("reference"),
        public_key=key,
        laptop=laptop,
        created=statement.time("created"),
        fingerprint=spoken(key),
    )


def answer(
    asked: EnrolmentRequest, root: RootKeys, serial: int, now: datetime, until: datetime
) -> Sealed:
    """Certify a request and seal the answer to its laptop.

    `serial` is the certificate's own number and never used twice; it ends at `until`. Raises
    `PackageRefused` for a request of another area or mode.
    """
    if asked.mode is not root.mode:
        proof.refuse_mode(root.mode)
    if asked.principal.partition("@")[2] != root.area:
        refuse(Code.ENROLMENT, area=root.area)
    certificate = certificates.issue(
        root.seed,
        asked.public_key,
        asked.principal,
        asked.reference,
        serial=serial,
        begins=now,
        ends=until,
    )
    card, card_sig = trust.write_card(root, now, now + CARD_LASTS)
    listed, list_sig = trust.write_trust(root, now, now + LIST_LASTS)
    others = [
        ("CERTIFICATE.pub", certificate),
        (members.CARD, card),
        (members.CARD + members.SIG, card_sig),
        (members.TRUST, listed),
        (members.TRUST + members.SIG, list_sig),
        *[(_desk_file(n), f"{key}\n".encode()) for n, (_, key) in enumerate(root.desks, 1)],
    ]
    packed = archive.pack(_answer_files(asked, root, now, others))
    content = envelope.encrypt(packed, [asked.laptop])
    prefix = "DEMO-" if root.mode is Mode.DEMO else ""
    return Sealed(content, asked.digest, f"{prefix}EN-{asked.digest[:8]}.age")


def accept(content: bytes, kept: EnrolmentSecrets, now: datetime) -> Enrolled:
    """Take in the answer to our own request. Raises `PackageRefused`.

    The root it brings is believed on the word of whoever handed the file over: its fingerprint is
    shown, to be compared with the office. A laptop that already knows its area's root passes the
    result through `Book.put`, which stops on another one.
    """
    files = archive.unpack(envelope.decrypt(content, [kept.laptop_identity]), members.limit)
    named = dict(files)
    if members.CARD not in named or "ANSWER.txt" not in named or members.TRUST not in named:
        refuse(Code.MEMBERS)
    card = trust.read_card(named[members.CARD], named.get(members.CARD + ".sig", b""), kept.mode)
    desks = _check_answer(files, kept, card)
    certificate = certificates.read(certificates.blob_of(named["CERTIFICATE.pub"]))
    _check_certificate(certificate, kept, card, now)
    listed = trust.read_trust(
        named[members.TRUST], named[members.TRUST + members.SIG], card.root, kept.mode
    )
    if listed.area != card.area:
        refuse(Code.SIGNER, file=members.TRUST)
    keys = (kept.laptop_identity, *_identities(named, desks))
    return _enrolled(named, kept, card, listed=listed, identities=keys, until=certificate.ends)


def _answer_files(
    asked: EnrolmentRequest, root: RootKeys, now: datetime, others: list[tuple[str, bytes]]
) -> list[tuple[str, bytes]]:
    def signed(padding: bytes) -> list[tuple[str, bytes]]:
        rest = [*others, (archive.PADDING, padding)]
        message = write(
            grammars.ANSWER,
            {
                "mode": root.mode.value,
                "area": root.area,
                "principal": asked.principal,
                "request": asked.digest,
                "issued": write_time(now),
                "desk": [desk.name for desk, _ in root.desks],
            },
            [(name, sha256(content)) for name, content in rest],
        )
        signature = trust.sign_as_root(root, "answer", message)
        return [("ANSWER.txt", message), ("ANSWER.txt.sig", signature), *rest]

    return signed(archive.padding_for(signed(b"")[:-1]))


def _check_answer(files: Members, kept: EnrolmentSecrets, card: AreaCard) -> tuple[Desk, ...]:
    """The root's statement over the whole answer: to our request, to the last file."""
    from storage.handover.reader import check_sums  # noqa: PLC0415 - the reader is not needed else

    named = dict(files)
    message = named["ANSWER.txt"]
    signature = named.get("ANSWER.txt.sig", b"")
    proof.prove_root("answer", message, signature, card.root, kept.mode)
    statement = read(grammars.ANSWER, message)
    proof.check_mode(statement.one("mode"), kept.mode)
    desks = statement.all("desk")
    expected = [
        "ANSWER.txt",
        "ANSWER.txt.sig",
        "CERTIFICATE.pub",
        members.CARD,
        members.CARD + members.SIG,
        members.TRUST,
        members.TRUST + members.SIG,
        *[_desk_file(n) for n in range(1, len(desks) + 1)],
        archive.PADDING,
    ]
    members.check_exactly(files, expected)
    check_sums(statement, files, "ANSWER.txt")
    asked = (statement.one("request"), statement.one("principal"), statement.one("area"))
    if asked != (kept.request, kept.principal, card.area):
        refuse(Code.ENROLMENT)
    return tuple(desk for desk in card.desks if desk.name in desks)


def _check_certificate(
    certificate: certificates.Certificate, kept: EnrolmentSecrets, card: AreaCard, now: datetime
) -> None:
    if certificate.root != card.root or certificate.principal != kept.principal:
        refuse(Code.CERTIFICATE)
    if certificate.key != openssh.public_key(kept.signing_key) or certificate.area != card.area:
        refuse(Code.CERTIFICATE)
    if certificate.ends <= now:
        refuse(Code.EXPIRED, signer=certificate.principal)


def _identities(named: dict[str, bytes], desks: Sequence[Desk]) -> tuple[str, ...]:
    """The desks' identities, each the private half of the key on the card."""
    found: list[str] = []
    for number, desk in enumerate(desks, 1):
        identity = named[_desk_file(number)].decode("ascii", "replace").removesuffix("\n")
        try:
            recipient = envelope.recipient_of(identity)
        except ValueError:
            refuse(Code.ENROLMENT, desk=desk.name)
        if recipient != desk.key:
            refuse(Code.ENROLMENT, desk=desk.name)
        found.append(identity)
    return tuple(found)


def _enrolled(
    named: dict[str, bytes],
    kept: EnrolmentSecrets,
    card: AreaCard,
    *,
    listed: TrustList,
    identities: tuple[str, ...],
    until: datetime,
) -> Enrolled:
    own = KnownArea(card.area, kept.mode, card.root, Standing.OWN, alone=card.alone)
    lone = PolicyFinding(Finding.AREA_LONE.value, (("area", card.area),))
    return Enrolled(
        credentials=Credentials(
            mode=kept.mode,
            principal=kept.principal,
            signing_key=kept.signing_key,
            certificate=named["CERTIFICATE.pub"],
            card=named[members.CARD],
            card_signature=named[members.CARD + members.SIG],
            trust=named[members.TRUST],
            trust_signature=named[members.TRUST + members.SIG],
            identities=identities,
        ),
        own=trust.with_list(own, listed),
        others=tuple(replace(other, mode=kept.mode) for other in listed.vouched),
        desks=card.desks,
        until=until,
        fingerprint=card.fingerprint,
        findings=(lone,) if card.alone else (),
    )


def _desk_file(number: int) -> str:
    return f"DESK-{number}.txt"
