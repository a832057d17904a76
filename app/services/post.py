"""This laptop's keys, the areas it knows, and its printer: everything that crosses its edge.

Credentials and trust live in the vault and nowhere else. Until an area has certified this laptop
visits work and sealing is refused in words (`handover.not-enrolled`).
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from app.domain.enrolment import EnrolmentSecrets
from app.domain.errors import PackageRefused
from app.domain.handover import Credentials, Mode, VoiceCheck
from app.ports.post import Opener, Receipts, Sealer
from app.services.showing import CardDrawer

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.enrolment import Enrolled
    from app.domain.handover import AreaCard, Desk, KnownArea, Sealed
    from app.domain.renderings import Proof
    from app.domain.report import RecoverySheet, Report
    from app.ports.post import Enrolment, Trust, TrustBook
    from app.ports.record import Clock
    from app.ports.vault import VaultStore

_CREDENTIALS = "credentials"
_ENROLMENT = "enrolment"
UNTIL = "enrolled-until"
"""The setting that keeps the last moment of this worker’s certificate."""


class Papers(Sealer, Opener, Receipts, Protocol):
    """Sealing and opening with one set of credentials and one trust book."""


class Printer(CardDrawer, Protocol):
    """Draws pages and cards in a short-lived child process. Raises `ReportRefused`."""

    def handover(self, report: Report) -> bytes:
        """A report's pages."""
        ...

    def recovery_sheet(self, sheet: RecoverySheet) -> bytes:
        """The recovery sheet."""
        ...


@dataclass(frozen=True, slots=True)
class PostPorts:
    """The adapters a post is made of."""

    enrolment: Enrolment
    trust: Trust
    papers: Callable[[Credentials, TrustBook], Papers]
    printer: Printer


@dataclass(frozen=True, slots=True)
class Addressee:
    """A desk that can be sent to, and how well its area is known."""

    area: KnownArea
    title: str  # the area's name as its card gives it
    telephone: str  # from the card: never the number to check the card by
    desk: Desk
    fingerprint: str  # 32 digits in 8 groups
    until: datetime | None = None  # UTC: the card's last moment


class Post:
    """Seals, opens, enrols and keeps the trust book, over one unlocked vault."""

    def __init__(
        self, store: VaultStore, clock: Clock, mode: Mode, principal: str, ports: PostPorts
    ) -> None:
        """Read credentials and trust from the vault."""
        self._store = store
        self._clock = clock
        self._mode = mode
        self._principal = principal
        self._ports = ports
        self.printer = ports.printer

    @property
    def mode(self) -> Mode:
        """Live or demo."""
        return self._mode

    def is_enrolled(self) -> bool:
        """Whether an area has certified this laptop."""
        return self._store.secret(_CREDENTIALS) is not None

    def has_asked(self) -> bool:
        """Whether a request has gone out from here."""
        return self._store.secret(_ENROLMENT) is not None

    def enrolled_until(self) -> datetime | None:
        """The certificate's last moment, UTC, as its area said when it gave it."""
        kept = self._store.setting(UNTIL)
        return datetime.fromisoformat(kept) if kept else None

    def now(self) -> datetime:
        """This moment, UTC, by the same clock that dates requests."""
        return self._clock.now()

    def enrolment_request(self, reference: str) -> Sealed:
        """A request file for the area's root; `reference` is a staff number, never a name.

        A new request puts the last one out of use.
        """
        now = self._clock.now()
        sealed, secrets = self._ports.enrolment.request(self._mode, self._principal, reference, now)
        self._store.set_secret(_ENROLMENT, _secrets_to_bytes(secrets))
        self._store.log("enrolment asked", sealed.digest, self._principal)
        return sealed

    def fingerprint_of(self, request: Sealed) -> str:
        """The request's fingerprint as it is spoken to whoever keeps the root."""
        return self._ports.enrolment.read_request(request.content, self._mode).fingerprint

    def take_enrolment(self, content: bytes) -> Enrolled:
        """Import the root's answer: keep the credentials, and know the areas it vouches for.

        Raises:
            PackageRefused: `enrolment.not-asked`, or what is wrong with the file.
        """
        kept = self._store.secret(_ENROLMENT)
        if kept is None:
            raise PackageRefused("enrolment.not-asked")
        enrolled = self._ports.enrolment.accept(
            content, _secrets_from_bytes(kept), self._clock.now()
        )
        book = self.book()
        for area in (enrolled.own, *enrolled.others):
            book = book.put(area)
        self._store.set_secret(_CREDENTIALS, credentials_to_bytes(enrolled.credentials))
        self._keep_book(book)
        self._keep_card(self._ports.trust.pack_card(enrolled.credentials))
        self._store.set_setting(UNTIL, enrolled.until.isoformat())
        self._store.log("enrolled", enrolled.own.area, self._principal)
        return enrolled

    def credentials(self) -> Credentials:
        """What this worker signs with. Raises `PackageRefused` `handover.not-enrolled`."""
        kept = self._store.secret(_CREDENTIALS)
        if kept is None:
            raise PackageRefused("handover.not-enrolled")
        return credentials_from_bytes(kept)

    def book(self) -> TrustBook:
        """The areas this laptop knows."""
        return self._ports.trust.read(self._store.setting("trust"), self._mode)

    def trust_text(self) -> str:
        """The same, as `ssh-keygen -Y verify` and `onechance verify` read it."""
        return self._ports.trust.write(self.book())

    def read_card(self, packed: bytes) -> AreaCard:
        """Read another area's card; nothing is kept."""
        return self._ports.trust.card(packed, self._mode)

    def admit_card(self, packed: bytes) -> KnownArea:
        """Keep a card, its area unchecked until somebody rings.

        Raises:
            PackageRefused: `package.changed-root` when the area is known by another root.
        """
        card = self.read_card(packed)
        book = self.book().admit(card)
        self._keep_book(book)
        self._keep_card(packed)
        self._store.log("card", card.area, self._principal)
        return _known(book, card.area)

    def check_by_voice(self, area: str, number: str) -> KnownArea:
        """Note who compared the spoken fingerprint, now, and by what number not on the card."""
        check = VoiceCheck(self._principal, self._clock.now(), number)
        book = self.book().checked(area, check)
        self._keep_book(book)
        self._store.log("voice check", area, self._principal)
        return _known(book, area)

    def take_trust(self, content: bytes, signature: bytes) -> None:
        """Take in a known area's signed list of withdrawn keys; an older one changes nothing."""
        book = self.book()
        newer = book.updated(content, signature)
        if newer != book:
            self._keep_book(newer)
            self._store.log("trust list", "newer", self._principal)

    def own_card(self) -> bytes:
        """Our own area's card as a file to be given to others."""
        return self._ports.trust.pack_card(self.credentials())

    def addressees(self) -> tuple[Addressee, ...]:
        """Every desk of every area whose card is here, our own included, by area."""
        found: list[Addressee] = []
        for area in self.book().areas:
            digest = self._store.setting(f"card:{area.area}")
            if digest:
                card = self.read_card(self._store.blob(digest))
                found.extend(
                    Addressee(area, card.title, card.telephone, desk, card.fingerprint, card.until)
                    for desk in card.desks
                )
        return tuple(found)

    def papers(self) -> Papers:
        """What seals and opens with today's credentials and trust.

        Touches no store once it is made, so that its work may run off the GUI thread.

        Raises:
            PackageRefused: `handover.not-enrolled`.
        """
        return self._ports.papers(self.credentials(), self.book())

    def sign_interview(self, content: bytes) -> bytes:
        """See `services.language_packs.PackSeals`."""
        return self.papers().sign_interview(content)

    def prove_interview(self, content: bytes, signature: bytes) -> Proof:
        """See `services.language_packs.PackSeals`."""
        return self._ports.trust.prove_interview(self.book(), content, signature)

    def _keep_book(self, book: TrustBook) -> None:
        self._store.set_setting("trust", self._ports.trust.write(book))

    def _keep_card(self, packed: bytes) -> None:
        card = self.read_card(packed)
        self._store.set_setting(f"card:{card.area}", self._store.keep(packed))


def _known(book: TrustBook, area: str) -> KnownArea:
    known = book.area(area)
    assert known is not None  # noqa: S101 - it has just been put there
    return known


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


def _secrets_to_bytes(secrets: EnrolmentSecrets) -> bytes:
    return json.dumps(
        {
            "mode": secrets.mode.value,
            "principal": secrets.principal,
            "signing_key": _b64(secrets.signing_key),
            "laptop_identity": secrets.laptop_identity,
            "request": secrets.request,
        }
    ).encode()


def _secrets_from_bytes(kept: bytes) -> EnrolmentSecrets:
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
