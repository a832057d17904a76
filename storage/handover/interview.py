"""Signatures over language packs: the bytes of one file, signed by an area's content lead.

The signature stands beside the pack as `ckb.toml.sig`, and stock `ssh-keygen -Y verify` checks it
with the trust file. FORMAT.md section 6; what a pack is: docs/languages.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.handover import Standing
from app.domain.renderings import Proof
from storage.handover import certificates, proof
from storage.handover.refusals import Code, refuse

if TYPE_CHECKING:
    from app.domain.handover import Credentials
    from storage.handover.trust import Book

KIND = "interview"
_TRUSTED = frozenset({Standing.OWN, Standing.CHECKED, Standing.VOUCHED})


def sign(content: bytes, credentials: Credentials) -> bytes:
    """Sign a pack. Raises `PackageRefused` `package.wrong-role` for anybody but a content lead."""
    blob = certificates.blob_of(credentials.certificate)
    if not certificates.read(blob).is_content_lead:
        refuse(Code.WRONG_ROLE, signer=credentials.principal)
    return proof.sign(credentials.signing_key, blob, KIND, credentials.mode, content)


def prove(content: bytes, signature: bytes, book: Book) -> Proof:
    """Prove a pack's signature before anything of the pack is read.

    Raises `PackageRefused` as `proof.prove`. Whether the pack was made inside the certificate's
    time is for whoever has read it; any revocation at all counts.
    """
    signer = proof.prove(KIND, content, signature, book)
    certificate = signer.certificate
    return Proof(
        principal=certificate.principal,
        area=signer.area.area,
        begins=certificate.begins,
        ends=certificate.ends,
        trusted=signer.area.standing in _TRUSTED,
        revoked=proof.revoked(signer, ()) is not None,
    )
