"""This laptop's keys, the areas it knows, and its printer: everything that crosses its edge.

Credentials and trust live in the vault and nowhere else. Until an area has certified this laptop
visits work and sealing is refused in words (`handover.not-enrolled`).
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from app.domain.errors import PackageRefused
from app.domain.handover import Mode, Standing, VoiceCheck
from app.domain.trusting import CertifiedAs, certified_as, principal_as
from app.ports.post import Opener, Receipts, Sealer
from app.services.post_kept import (
    credentials_from_bytes,
    credentials_to_bytes,
    secrets_from_bytes,
    secrets_to_bytes,
)
from app.services.showing import CardDrawer

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.enrolment import Enrolled
    from app.domain.handover import AreaCard, Credentials, Desk, KnownArea, Sealed
    from app.domain.renderings import Proof
    from app.domain.report import RecoverySheet, Report
    from app.domain.trusting import TrustNews
    from app.ports.post import Enrolment, Trust, TrustBook
    from app.ports.record import Clock
    from app.ports.vault import VaultStore

_CREDENTIALS = "credentials"
_ENROLMENT = "enrolment"
_ROOTS_CHANGED = "roots-changed"
UNTIL = "enrolled-until"
"""The setting that keeps the last moment of this worker’s certificate."""

WITHDRAWN = "withdrawn-since"
"""The setting that keeps since when our own area no longer stands by it; empty while it does."""


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

    @property
    def is_unchecked(self) -> bool:
        """Nobody has compared the area's fingerprint by voice."""
        return self.area.standing is Standing.UNCHECKED


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

    def role(self) -> CertifiedAs:
        """What this laptop's certificate lets its owner sign; before there is one, a worker's."""
        kept = self._store.secret(_CREDENTIALS)
        principal = credentials_from_bytes(kept).principal if kept else self._principal
        return certified_as(principal)

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

    def enrolment_request(self, reference: str, role: CertifiedAs | None = None) -> Sealed:
        """A request file for the area's root; `reference` is a staff number, never a name.

        With no role it asks for the one that this worker has. A new request puts the last one
        out of use.
        """
        now, principal = self._clock.now(), principal_as(self._principal, role or self.role())
        sealed, secrets = self._ports.enrolment.request(self._mode, principal, reference, now)
        self._store.set_secret(_ENROLMENT, secrets_to_bytes(secrets))
        self._store.log("enrolment asked", sealed.digest, self._principal)
        return sealed

    def fingerprint_of(self, request: Sealed) -> str:
        """The request's fingerprint as it is spoken to whoever keeps the root."""
        return self._ports.enrolment.read_request(request.content, self._mode).fingerprint

    def take_enrolment(self, content: bytes) -> Enrolled:
        """Import the root's answer: keep the credentials, and know the areas it vouches for.

        The second answer takes the first one's place. Keys of desks are kept: what was sealed to
        one before is still read.

        Raises:
            PackageRefused: `enrolment.not-asked`, or what is wrong with the file.
        """
        kept = self._store.secret(_ENROLMENT)
        if kept is None:
            raise PackageRefused("enrolment.not-asked")
        enrolled = self._ports.enrolment.accept(
            content, secrets_from_bytes(kept), self._clock.now()
        )
        fresh, before = enrolled.credentials, self._store.secret(_CREDENTIALS)
        own = replace(enrolled.own, revocations=(), list_serial=0, list_until=None)
        book = self.book().enrolled(own)
        book, news = book.taken(fresh.trust, fresh.trust_signature)
        if before:
            fresh = _renewed(fresh, credentials_from_bytes(before), news.is_newer)
        self._store.set_secret(_CREDENTIALS, credentials_to_bytes(fresh))
        self._keep_book(book)
        self._keep_card(self._ports.trust.pack_card(fresh))
        self._store.set_setting(UNTIL, enrolled.until.isoformat())
        self._note_withdrawn()
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

    def take_trust(self, content: bytes, signature: bytes) -> TrustNews:
        """Take in a known area's signed list of withdrawn keys; an older one changes nothing.

        Our own area's goes out with everything that is sealed here from now on.
        """
        book, news = self.book().taken(content, signature)
        if news.is_newer:
            self._keep_book(book)
            kept = self._store.secret(_CREDENTIALS)
            if kept and credentials_from_bytes(kept).area == news.area:
                told = replace(
                    credentials_from_bytes(kept), trust=content, trust_signature=signature
                )
                self._store.set_secret(_CREDENTIALS, credentials_to_bytes(told))
                self._note_withdrawn()
            self._store.log("trust list", news.area, self._principal)
        for clash in news.clashes:
            self._store.log("changed root refused", clash.area, self._principal)
        return news

    def is_list(self, packed: bytes) -> bool:
        """Whether a file is a trust list by itself, rather than a card."""
        return self._ports.trust.is_list(packed)

    def take_list(self, packed: bytes) -> TrustNews:
        """Take in a trust list that came by itself, on a memory stick.

        Raises:
            PackageRefused: what is wrong with the file; `package.unknown-area`;
                `package.changed-root` when another root than the area's signed it.
        """
        found = self._ports.trust.trust_list(packed, self._mode)
        known = self.book().area(found.area)
        if known is not None and known.root != found.root:
            self._store.log("changed root refused", found.area, self._principal)
            raise PackageRefused(
                "package.changed-root",
                area=found.area,
                known=self.spoken(known.root),
                found=found.fingerprint,
            )
        return self.take_trust(found.content, found.signature)

    def own_list(self) -> bytes:
        """Our own area's newest trust list as a file. Raises `handover.not-enrolled`."""
        return self._ports.trust.pack_list(self.credentials())

    def spoken(self, root: bytes) -> str:
        """A root as it is read aloud: 32 digits in 8 groups."""
        return self._ports.trust.spoken(root)

    def root_anew(self, packed: bytes, number: str, said: str) -> KnownArea:
        """Know an area by the root of this card from now on, in the place of the one known here.

        Its digits were compared by voice now, by a number that was known before. What the old root
        withdrew and vouched for is forgotten with it. `said` is who said so and why, and is kept.

        Raises:
            PackageRefused: what is wrong with the file; `package.unknown-area`.
        """
        card = self.read_card(packed)
        check = VoiceCheck(self._principal, self._clock.now(), number)
        book = self.book().rooted_anew(card, check)
        self._keep_book(book)
        self._keep_card(packed)
        kept = json.loads(self._store.setting(_ROOTS_CHANGED) or "[]")
        told = [card.area, check.at.isoformat(), self._principal, number, said]
        self._store.set_setting(_ROOTS_CHANGED, json.dumps([*kept, told]))
        self._store.log("root changed", card.area, self._principal)
        return _known(book, card.area)

    def withdrawn_since(self) -> datetime | None:
        """Since when our own area no longer stands by this laptop's key, UTC; None if it does."""
        kept = self._store.secret(_CREDENTIALS)
        own = self.book().area(credentials_from_bytes(kept).area) if kept else None
        if not kept or own is None or not own.revocations:
            return None
        serial, key = self._ports.trust.certificate(credentials_from_bytes(kept))
        hits = [e.since for e in own.revocations if e.serial == serial or (e.key and e.key == key)]
        return min(hits, default=None)

    def _note_withdrawn(self) -> None:
        """Keep it where the home page finds it without reading the trust book."""
        since = self.withdrawn_since()
        self._store.set_setting(WITHDRAWN, since.isoformat() if since else "")

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


def _renewed(fresh: Credentials, before: Credentials, is_newer: bool) -> Credentials:
    """A second answer's credentials: the newer list of the two, and the keys of old desks too."""
    keys = dict.fromkeys((*fresh.identities, *before.identities))
    if is_newer or before.area != fresh.area:
        return replace(fresh, identities=tuple(keys))
    return replace(
        fresh,
        identities=tuple(keys),
        trust=before.trust,
        trust_signature=before.trust_signature,
    )


def _known(book: TrustBook, area: str) -> KnownArea:
    known = book.area(area)
    assert known is not None  # noqa: S101 - it has just been put there
    return known
