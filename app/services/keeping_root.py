"""Keeping an area's root: making it once, and answering laptops that ask for their certificate.

It stands in a vault of kind `root`, away from every case laptop (docs/package.md). What it holds
is one secret of that vault; its answers are numbered, and no number is ever used twice.
"""

from __future__ import annotations

import base64
import json
import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from app.domain.enrolment import RootKeys
from app.domain.handover import Desk, Mode

if TYPE_CHECKING:
    from app.domain.enrolment import EnrolmentRequest
    from app.domain.handover import AreaCard, Sealed
    from app.ports.post import Enrolment, Trust
    from app.ports.record import Clock
    from app.ports.vault import VaultStore

VALID = timedelta(days=365)
"""How long a certificate lasts; at most 397 days by storage/handover/FORMAT.md."""

_ROOT, _ANSWERED = "root", "root-answered"
_TITLE = re.compile(r"[!-~](?:[ -~]{0,78}[!-~])?", re.ASCII)
_TELEPHONE = re.compile(r"\+?[0-9][0-9 ]{1,22}[0-9]", re.ASCII)
_DESK = re.compile(r"(?=.{1,40}$)[a-z0-9]+(?:[-_][a-z0-9]+)*", re.ASCII)
_TYPED = str.maketrans({"’": "'", "‘": "'", "–": "-"})


@dataclass(frozen=True, slots=True)
class Answered:
    """One request that was answered."""

    serial: int
    principal: str
    reference: str
    at: datetime  # UTC
    until: datetime  # UTC


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

    def is_made(self) -> bool:
        """Whether this vault holds a root."""
        return bool(self._store.secret(_ROOT))

    def make(self, area: str, title: str, telephone: str, desk: str, *, alone: bool) -> None:
        """Make the root and its first desk; nothing when there is one: a root is made once.

        `title` has been through `card_title`. `alone` is True when no second person was there.
        """
        if self.is_made():
            return
        fresh = self._enrolment.new_root(Mode.LIVE, area, title)
        first = self._enrolment.new_desk(area, desk)
        made = replace(fresh, telephone=telephone, alone=alone, desks=(first,))
        self._store.set_secret(_ROOT, _to_bytes(made))
        self._store.log("root made", area, self._keeper)

    def root(self) -> RootKeys:
        """What this vault keeps. There must be one."""
        kept = self._store.secret(_ROOT)
        assert kept  # noqa: S101 - every caller has looked
        return _from_bytes(kept)

    def card_file(self) -> bytes:
        """The area's card as a file to be given to others."""
        return self._enrolment.card(self.root(), self._clock.now())

    def card(self) -> AreaCard:
        """The same, read: with the digits that are compared by voice."""
        return self._trust.card(self.card_file(), Mode.LIVE)

    def desk_key(self) -> str:
        """The desks' age identities, one a line, as `age -i` and `onechance verify` read them."""
        self._store.log("desk key given out", self.root().area, self._keeper)
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
        given = Answered(serial, asked.principal, asked.reference, now, until)
        self._store.set_setting(_ANSWERED, _list_to_text((*before, given)))
        self._store.log("enrolment answered", asked.digest, self._keeper)
        return sealed

    def answered(self) -> tuple[Answered, ...]:
        """Every answer given, the oldest first."""
        said = json.loads(self._store.setting(_ANSWERED) or "[]")
        return tuple(
            Answered(serial, principal, reference, _time(at), _time(until))
            for serial, principal, reference, at, until in said
        )


def _list_to_text(answered: tuple[Answered, ...]) -> str:
    rows = [(a.serial, a.principal, a.reference, a.at, a.until) for a in answered]
    return json.dumps([[*row[:3], row[3].isoformat(), row[4].isoformat()] for row in rows])


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _to_bytes(root: RootKeys) -> bytes:
    said = {
        "area": root.area,
        "seed": base64.b64encode(root.seed).decode(),
        "title": root.title,
        "telephone": root.telephone,
        "alone": root.alone,
        "desks": [[desk.name, desk.key, identity] for desk, identity in root.desks],
    }
    return json.dumps(said).encode()


def _from_bytes(kept: bytes) -> RootKeys:
    said = json.loads(kept)
    area = said["area"]
    return RootKeys(
        mode=Mode.LIVE,
        area=area,
        seed=base64.b64decode(said["seed"]),
        title=said["title"],
        telephone=said["telephone"],
        alone=said["alone"],
        desks=tuple((Desk(area, name, key), identity) for name, key, identity in said["desks"]),
    )
