"""Keeping an area's root: whom the area certifies, whom no longer, and for whom it vouches.

It stands in a vault of kind `root`, away from every case laptop (docs/trust.md). What it holds
is one secret of that vault; its answers are numbered, and no number is ever used twice. Every
change of what the area stands by makes its trust list a newer one.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from app.domain.errors import PackageRefused
from app.domain.handover import KnownArea, Mode, Revocation, Standing, VoiceCheck
from app.domain.trusting import CertifiedAs, principal_as
from app.services.expiring import Ending, ending
from app.services.root_kept import (
    Answered,
    Withdrawn,
    answered_from_text,
    answered_to_text,
    root_from_bytes,
    root_to_bytes,
)

if TYPE_CHECKING:
    from app.domain.enrolment import EnrolmentRequest, RootKeys
    from app.domain.handover import AreaCard, Sealed
    from app.domain.trusting import Withdrawal
    from app.ports.post import Enrolment, Trust
    from app.ports.record import Clock
    from app.ports.vault import VaultStore

VALID = timedelta(days=365)
"""How long a certificate lasts; at most 397 days by storage/handover/FORMAT.md."""

LIST_LASTS = timedelta(days=90)
"""How long a trust list says that it holds, by the same page."""

_ROOT, _ANSWERED, _LISTED = "root", "root-answered", "root-listed"
_WITNESS = "root-witness"
_TITLE = re.compile(r"[!-~](?:[ -~]{0,78}[!-~])?", re.ASCII)
_TELEPHONE = re.compile(r"\+?[0-9][0-9 ]{1,22}[0-9]", re.ASCII)
_DESK = re.compile(r"(?=.{1,40}$)[a-z0-9]+(?:[-_][a-z0-9]+)*", re.ASCII)
_TYPED = str.maketrans({"’": "'", "‘": "'", "–": "-"})


def card_title(text: str) -> str:
    """An area's name as its card can carry it (FORMAT.md: printable ASCII); empty if it cannot."""
    said = text.strip().translate(_TYPED)
    return said if _TITLE.fullmatch(said) else ""


def is_card_telephone(text: str) -> bool:
    """Whether a number can stand on a card: digits with spaces, perhaps a + in front."""
    return _TELEPHONE.fullmatch(text.strip()) is not None


def is_desk(text: str) -> bool:
    """Whether a text can be a desk's name, such as `duty`."""
    return _DESK.fullmatch(text.strip()) is not None


def same_number(heard: str, asked: EnrolmentRequest) -> bool:
    """Whether digits typed as they were heard are a request's number, however they are spaced."""
    return "".join(heard.split()) == asked.fingerprint.replace(" ", "")


class RootDesk:
    """One area's root over its unlocked vault."""

    def __init__(
        self, store: VaultStore, clock: Clock, keeper: str, enrolment: Enrolment, trust: Trust
    ) -> None:
        """`keeper` is the principal under whom everything here is logged."""
        self._store, self._clock, self._keeper = store, clock, keeper
        self._enrolment, self._trust = enrolment, trust
        self._beside = ""

    def now(self) -> datetime:
        """This moment, UTC, by the clock that dates what is signed here."""
        return self._clock.now()

    def spoken(self, root: bytes) -> str:
        """A root as it is read aloud: 32 digits in 8 groups."""
        return self._trust.spoken(root)

    def is_made(self) -> bool:
        """Whether this vault holds a root."""
        return bool(self._store.secret(_ROOT))

    def make(
        self, area: str, title: str, telephone: str, desk: str, witness: str = "", *, alone: bool
    ) -> None:
        """Make the root and its first desk; nothing when there is one: a root is made once.

        `title` has been through `card_title`. `alone` is True when no second person was there;
        `witness` is that person's name.
        """
        if self.is_made():
            return
        fresh = self._enrolment.new_root(Mode.LIVE, area, title)
        first = self._enrolment.new_desk(area, desk)
        made = replace(fresh, telephone=telephone, alone=alone, desks=(first,))
        self._store.set_secret(_ROOT, root_to_bytes(made))
        self._store.set_setting(_WITNESS, witness)
        self._beside = witness
        self._log("root made", area)

    def witness(self) -> str:
        """The second person who was there when the root was made; empty when nobody was named."""
        return self._store.setting(_WITNESS)

    def stand_beside(self, name: str) -> None:
        """Note who stands beside the keeper from now on; empty for nobody.

        It is the keeper's word. What is signed by a root of two is marked with it.
        """
        self._beside = name.strip()

    def beside(self) -> str | None:
        """Who stands beside the keeper now; None for a root that one person made alone."""
        return None if self.root().alone else self._beside

    def _log(self, act: str, object_: str) -> None:
        """Chain an act, and after it who stood beside whoever did it."""
        self._store.log(act, object_, self._keeper)
        if not self.root().alone:
            self._store.log("beside", self._beside or "nobody", self._keeper)

    def root(self) -> RootKeys:
        """What this vault keeps. There must be one."""
        kept = self._store.secret(_ROOT)
        assert kept  # noqa: S101 - every caller has looked
        return root_from_bytes(kept)

    def card_file(self) -> bytes:
        """The area's card as a file to be given to others."""
        return self._enrolment.card(self.root(), self._clock.now())

    def card(self) -> AreaCard:
        """The same, read: with the digits that are compared by voice."""
        return self._trust.card(self.card_file(), Mode.LIVE)

    def desk_key(self) -> str:
        """The desks' age identities, one a line, as `age -i` and `onechance verify` read them."""
        self._log("desk key given out", self.root().area)
        lines = [f"# {desk.name}, {desk.area}\n{key}\n" for desk, key in self.root().desks]
        return "".join(lines)

    def read(self, content: bytes) -> EnrolmentRequest:
        """What a laptop asks for. Raises `PackageRefused`."""
        return self._enrolment.read_request(content, Mode.LIVE)

    def answer(self, asked: EnrolmentRequest) -> Sealed:
        """Certify a laptop whose number was compared, and seal the answer to it.

        Raises:
            PackageRefused: `package.enrolment` for a laptop of another area.
        """
        before, now = self.answered(), self._clock.now()
        serial, until = len(before) + 1, now + VALID
        sealed = self._enrolment.answer(asked, self.root(), serial, now, until)
        key = self._enrolment.key_line(asked.public_key)
        given = Answered(
            serial, asked.principal, asked.reference, now, until, key, beside=self.beside()
        )
        self._store.set_setting(_ANSWERED, answered_to_text((*before, given)))
        if not before or self.list_until() is not None:  # one laptop's answer tells no other one
            self._listed(now)
        self._log("enrolment answered", asked.digest)
        return sealed

    def answered(self) -> tuple[Answered, ...]:
        """Every answer given, the oldest first."""
        return answered_from_text(self._store.setting(_ANSWERED))

    def earlier(self, principal: str) -> tuple[Answered, ...]:
        """What one person holds that is in force now, in whatever role, the oldest first."""
        person, now = principal_as(principal, CertifiedAs.WORKER), self._clock.now()
        return tuple(
            one
            for one in self.answered()
            if one.withdrawn is None
            and one.until > now
            and principal_as(one.principal, CertifiedAs.WORKER) == person
        )

    def ending(self) -> tuple[Answered, ...]:
        """Who needs a new certificate soon, or needed one by now; nobody who was given one since.

        What ended long ago is not told of: they have left, or they have asked again.
        """
        now, found = self._clock.now(), self.answered()
        newest = {one.principal: one.serial for one in found}
        return tuple(
            one
            for one in found
            if one.withdrawn is None
            and newest[one.principal] == one.serial
            and ending(one.until, now) is not Ending.NOT_YET
            and now - one.until < LIST_LASTS
        )

    # What the area no longer stands by

    def withdraw(self, serial: int, since: datetime, why: Withdrawal) -> None:
        """No longer stand by a certificate, from a moment on that is not later than now (UTC).

        A withdrawal is not taken back: whoever was meant to keep theirs asks for a new one.

        Raises:
            PackageRefused: `root.withdrawn-already`; `root.since-later`.
        """
        answered, now = self.answered(), self._clock.now()
        one = next(each for each in answered if each.serial == serial)
        if one.withdrawn is not None:
            raise PackageRefused("root.withdrawn-already", signer=one.principal)
        if since > now:
            raise PackageRefused("root.since-later")
        gone = replace(one, withdrawn=Withdrawn(since, why, now))
        rows = tuple(gone if each.serial == serial else each for each in answered)
        by_key = Revocation(None, one.key, since) if one.key else Revocation(serial, "", since)
        root = self.root()
        with self._store.together():
            self._store.set_setting(_ANSWERED, answered_to_text(rows))
            self._renumber(replace(root, revocations=(*root.revocations, by_key)))
            self._log("certificate withdrawn", f"{serial} {why.value}")

    # Whom the area vouches for

    def vouched(self) -> tuple[KnownArea, ...]:
        """The areas that this one vouches for, by name."""
        return self.root().vouched

    def read_area(self, content: bytes) -> AreaCard:
        """Another area's card, as its file says; nothing is kept.

        Raises:
            PackageRefused: what is wrong with the file; `root.own-area`; `package.changed-root`
                for an area that is vouched for by another root.
        """
        card = self._trust.card(content, Mode.LIVE)
        if card.area == self.root().area:
            raise PackageRefused("root.own-area", area=card.area)
        known = next((one for one in self.vouched() if one.area == card.area), None)
        if known is not None and known.root != card.root:
            self._store.log("changed root refused", card.area, self._keeper)
            raise PackageRefused(
                "package.changed-root",
                area=card.area,
                known=self._trust.spoken(known.root),
                found=card.fingerprint,
            )
        return card

    def vouch(self, card: AreaCard, number: str) -> None:
        """Stand by another area's root, whose digits were compared now by a number not its card's.

        `card` has come through `read_area`.
        """
        check = VoiceCheck(self._keeper, self._clock.now(), number)
        stood_by = KnownArea(
            card.area, card.mode, card.root, Standing.VOUCHED, check, alone=card.alone
        )
        others = tuple(one for one in self.vouched() if one.area != card.area)
        rows = tuple(sorted((*others, stood_by), key=lambda one: one.area))
        with self._store.together():
            self._renumber(replace(self.root(), vouched=rows))
            self._log("vouched for", card.area)

    def let_go(self, area: str) -> None:
        """No longer stand by another area's root."""
        rows = tuple(one for one in self.vouched() if one.area != area)
        with self._store.together():
            self._renumber(replace(self.root(), vouched=rows))
            self._log("no longer vouched for", area)

    # The trust list

    def list_file(self) -> bytes:
        """The trust list as it stands now, as a file for laptops."""
        return self._enrolment.trust_list(self.root(), self._clock.now())

    def list_given_out(self) -> None:
        """The list as it stands now has been saved, and is on its way to laptops."""
        self._listed(self._clock.now())
        self._store.log("trust list saved", str(self.root().serial), self._keeper)

    def list_number(self) -> int:
        """The number of the trust list as it stands now."""
        return self.root().serial

    def list_until(self) -> datetime | None:
        """Until when the newest list that left this vault holds, UTC.

        None when what the area stands by has changed since: laptops have not been told of it.
        """
        kept = self._store.setting(_LISTED)
        return datetime.fromisoformat(kept) if kept else None

    def _listed(self, now: datetime) -> None:
        self._store.set_setting(_LISTED, (now + LIST_LASTS).isoformat())

    def _renumber(self, root: RootKeys) -> None:
        """Keep a root that stands by other keys than before, under the list's next number."""
        self._store.set_secret(_ROOT, root_to_bytes(replace(root, serial=root.serial + 1)))
        self._store.set_setting(_LISTED, "")
