"""Credentials, and the secrets behind a request, as the vault keeps them."""

from __future__ import annotations

import base64
import json

from app.domain.enrolment import EnrolmentSecrets
from app.domain.handover import Credentials, Mode


def credentials_to_bytes(credentials: Credentials) -> bytes:
    """Credentials as the vault keeps them."""
    return json.dumps(
        {
            "mode": credentials.mode.value,
            "principal": credentials.principal,
            "signing_key": _b64(credentials.signing_key),
            "certificate": _b64(credentials.certificate),
            "card": _b64(credentials.card),
            "card_signature": _b64(credentials.card_signature),
            "trust": _b64(credentials.trust),
            "trust_signature": _b64(credentials.trust_signature),
            "identities": list(credentials.identities),
        }
    ).encode()


def credentials_from_bytes(kept: bytes) -> Credentials:
    """Credentials from the vault."""
    said = json.loads(kept)
    return Credentials(
        mode=Mode(said["mode"]),
        principal=said["principal"],
        signing_key=base64.b64decode(said["signing_key"]),
        certificate=base64.b64decode(said["certificate"]),
        card=base64.b64decode(said["card"]),
        card_signature=base64.b64decode(said["card_signature"]),
        trust=base64.b64decode(said["trust"]),
        trust_signature=base64.b64decode(said["trust_signature"]),
        identities=tuple(said["identities"]),
    )


def secrets_to_bytes(secrets: EnrolmentSecrets) -> bytes:
    """The private halves of a request, until it is answered."""
    return json.dumps(
        {
            "mode": secrets.mode.value,
            "principal": secrets.principal,
            "signing_key": _b64(secrets.signing_key),
            "laptop_identity": secrets.laptop_identity,
            "request": secrets.request,
        }
    ).encode()


def secrets_from_bytes(kept: bytes) -> EnrolmentSecrets:
    """The same, from the vault."""
    said = json.loads(kept)
    return EnrolmentSecrets(
        mode=Mode(said["mode"]),
        principal=said["principal"],
        signing_key=base64.b64decode(said["signing_key"]),
        laptop_identity=said["laptop_identity"],
        request=said["request"],
    )


def _b64(content: bytes) -> str:
    return base64.b64encode(content).decode()
