"""Who signed a statement, and whether they may. FORMAT.md section 6.

A statement is proved before it is read: the signature's namespace says what it is for and whether
it is real or practice, its certificate says who, and the area's pinned root says that it is so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn, Protocol

from app.domain.handover import Mode
from storage.handover import certificates, openssh, sshsig
from storage.handover.fingerprint import spoken
from storage.handover.refusals import Code, refuse

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.handover import KnownArea, Revocation
    from storage.handover.certificates import Certificate
    from storage.handover.sshsig import Signature
    from storage.handover.statements import Statement

KINDS = (
    *("manifest", "delivery", "receipt", "review"),
    *("interview", "card", "trust", "request", "answer"),
)
_OURS = re.compile(rf"onechance-({'|'.join(KINDS)})-v([1-9][0-9]{{0,3}})(-demo)?", re.ASCII)


class Areas(Protocol):
    """The areas that a vault knows, as far as a proof asks of its trust book."""

    @property
    def mode(self) -> Mode:
        """Live or practice; the vault's own."""
        ...

    def area(self, name: str) -> KnownArea | None:
        """The known area of this name."""
        ...


@dataclass(frozen=True, slots=True)
class Signer:
    """A proved signer: certificate, and the area's root as this laptop knows it."""

    certificate: Certificate
    area: KnownArea


def namespace(kind: str, mode: Mode) -> str:
    """What a signature is for: `onechance-delivery-v1`, with `-demo` in practice."""
    return f"onechance-{kind}-v1{'-demo' if mode is Mode.DEMO else ''}"


def sign(seed: bytes, key: bytes, kind: str, mode: Mode, message: bytes) -> bytes:
    """Sign a statement of this kind in this mode; `key` is the blob the signature carries."""
    return sshsig.sign(seed, key, namespace(kind, mode), message)


def prove(kind: str, message: bytes, armoured: bytes, book: Areas) -> Signer:
    """Prove a worker's signature over a statement's raw bytes, before anything is read.

    Raises `PackageRefused`: signature, demo-in-live, live-in-demo, too-new, wrong-role,
    certificate, unknown-area, changed-root.
    """
    signature = sshsig.read(armoured)
    check_namespace(signature.namespace, kind, book.mode)
    if not signature.key.startswith(openssh.string(openssh.CERTIFICATE_TYPE)):
        refuse(Code.CERTIFICATE)
    certificate = certificates.read(signature.key)
    _fits(signature, certificate.key, message)
    known = book.area(certificate.area)
    if known is None:
        refuse(Code.UNKNOWN_AREA, area=certificate.area, root=spoken(certificate.root))
    if known.root != certificate.root:
        refuse(
            Code.CHANGED_ROOT,
            area=known.area,
            known=spoken(known.root),
            found=spoken(certificate.root),
        )
    if not _may_sign(certificate, kind):
        refuse(Code.WRONG_ROLE, signer=certificate.principal)
    return Signer(certificate, known)


def prove_root(kind: str, message: bytes, armoured: bytes, root: bytes, mode: Mode) -> None:
    """Prove a root's own signature over a card, a trust list or an enrolment answer."""
    signature = sshsig.read(armoured)
    check_namespace(signature.namespace, kind, mode)
    if signature.key != openssh.key_blob(root):
        refuse(Code.WRONG_ROLE)
    _fits(signature, root, message)


def check_namespace(found: str, kind: str, mode: Mode) -> None:
    """Refuse a signature that was made for something else, and say for what."""
    if found == namespace(kind, mode):
        return
    match = _OURS.fullmatch(found)
    if match is None:
        refuse(Code.SIGNATURE)
    if (match[3] is not None) != (mode is Mode.DEMO):
        refuse_mode(mode)
    refuse(Code.WRONG_ROLE if match[1] != kind else Code.TOO_NEW)


def check_mode(said: str, mode: Mode) -> None:
    """Refuse a statement of the other mode."""
    if said != mode.value:
        refuse_mode(mode)


def refuse_mode(mode: Mode) -> NoReturn:
    """Say which of the two was found where."""
    refuse(Code.DEMO_IN_LIVE if mode is Mode.LIVE else Code.LIVE_IN_DEMO)


def check_signer(statement: Statement, key: str, signer: Signer) -> datetime:
    """The named signer must be the certificate's, inside its time; gives `created`."""
    if statement.one(key) != signer.certificate.principal:
        refuse(Code.SIGNER)
    created = statement.time("created")
    if not signer.certificate.covers(created):
        refuse(Code.EXPIRED, signer=signer.certificate.principal)
    return created


def revoked(signer: Signer, extra: tuple[Revocation, ...]) -> Revocation | None:
    """The earliest revocation of this signer's certificate or key, if there is one."""
    certificate = signer.certificate
    line = openssh.key_line(certificate.key)
    hits = [
        entry
        for entry in (*signer.area.revocations, *extra)
        if entry.serial == certificate.serial or (entry.key and entry.key == line)
    ]
    return min(hits, key=lambda entry: entry.since) if hits else None


def _may_sign(certificate: Certificate, kind: str) -> bool:
    if kind == "review":
        return certificate.is_supervisor
    return kind != "interview" or certificate.is_content_lead


def _fits(signature: Signature, key: bytes, message: bytes) -> None:
    if not sshsig.fits(signature, key, message):
        refuse(Code.SIGNATURE)
