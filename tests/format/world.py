"""Two areas, their people and their keys, all fixed, so that every vector can be made again.

Norfolk sends to the West Midlands. Fen is an area the receiver may or may not know. Private keys
here open nothing but these tests.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pyrage

from app.domain.codes import RestrictionClass, Step
from app.domain.enrolment import RootKeys
from app.domain.entry import AnswerBody, Author, Entry, NoteBody, Value
from app.domain.handover import (  # noqa: F401 - the tests' own words
    Carried,
    Credentials,
    Decision,
    Desk,
    KnownArea,
    Mode,
    Paper,
    Parcel,
    ReceiptDraft,
    ReviewDraft,
    ReviewRole,
    Revocation,
    SignedSlice,
    SliceDraft,
    Standing,
    VoiceCheck,
    Withheld,
)
from app.domain.ids import CaseId, EntryId, ItemId
from storage.handover import certificates, openssh, trust, writer
from storage.handover.trust import Book

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
CASE = CaseId("c" * 32)
NORFOLK, WEST, FEN = "norfolk.example", "west-midlands.example", "fen.example"

# Made once by `age-keygen` for these tests, and written down so that vectors stay readable.
IDENTITIES = {
    "norfolk/duty": "AGE-SECRET-KEY-10YC2QTDGDRNFVNUCKNWF6487UZRA7X7AGLNXMDAUM4WLCYUQ4NDSQZ29R9",
    "west/mash": "AGE-SECRET-KEY-1RNJ7UTEM5MPEKUSPVQ2PZG953VZ3UEQSMV09CKHLRPK4Q7TVCDTS5PAR3T",
    "fen/duty": "AGE-SECRET-KEY-1GY242GDTQ5LP9DSMMH436HC4UUHA59DZDWVW86YSXS34QJLNZ95S3357K2",
    "stranger": "AGE-SECRET-KEY-1W93C4M5097R72C9Z9V2VQF5F0Q6PPX6RK360DUSY5AV7R0GCS3JSK3CX4F",
}


def seed(name: str) -> bytes:
    """A fixed Ed25519 seed for a name."""
    return hashlib.sha256(b"one-chance tests: " + name.encode()).digest()


def recipient(name: str) -> str:
    """The age recipient of a fixed identity."""
    return str(pyrage.x25519.Identity.from_str(IDENTITIES[name]).to_public())


@dataclass(frozen=True)
class Place:
    """One area of the tests: its root, its desk, and whoever works there."""

    root: RootKeys
    desk: Desk
    identity: str

    def worker(
        self,
        principal: str = "",
        *,
        key: str = "",
        begins: datetime = NOON - 30 * DAY,
        ends: datetime = NOON + 330 * DAY,
        serial: int = 0,
        root: bytes = b"",
        listed: RootKeys | None = None,
    ) -> Credentials:
        """A worker of this area with a certificate, by default in force at noon."""
        who = principal or f"jo@{self.root.area}"
        own = seed(key or f"worker {who} {self.root.mode}")
        certificate = certificates.issue(
            root or self.root.seed,
            openssh.public_key(own),
            who,
            "NK 1234",
            serial=serial or int.from_bytes(seed(who)[:4], "big"),
            begins=begins,
            ends=ends,
        )
        card, card_sig = trust.write_card(self.root, NOON - 30 * DAY, NOON + 300 * DAY)
        lists = trust.write_trust(listed or self.root, NOON - 30 * DAY, NOON + 60 * DAY)
        return Credentials(
            self.root.mode, who, own, certificate, card, card_sig, *lists, (self.identity,)
        )

    def supervisor(self, **facts) -> Credentials:
        """A worker who may sign reviews."""
        return self.worker(f"sue+supervisor@{self.root.area}", **facts)

    def known(self, standing: Standing = Standing.CHECKED, **facts) -> KnownArea:
        """This area as another one's trust book has it, checked by voice."""
        check = VoiceCheck(f"ann@{WEST}", NOON - 20 * DAY, "101")
        key = openssh.public_key(self.root.seed)
        known = KnownArea(
            self.root.area,
            self.root.mode,
            key,
            standing,
            check if standing is Standing.CHECKED else None,
            list_serial=1,
            list_until=NOON + 60 * DAY,
        )
        return replace(known, **facts)


def place(area: str, desk: str, identity: str, mode: Mode = Mode.LIVE, **facts) -> Place:
    """An area with one desk."""
    at = Desk(area, desk, recipient(identity))
    root = RootKeys(
        mode,
        area,
        seed(f"root {area} {mode}"),
        title=f"Area of {area}",
        telephone="01603 000000",
        desks=((at, IDENTITIES[identity]),),
        **facts,
    )
    return Place(root, at, IDENTITIES[identity])


def norfolk(mode: Mode = Mode.LIVE, **facts) -> Place:
    return place(NORFOLK, "duty", "norfolk/duty", mode, **facts)


def west(mode: Mode = Mode.LIVE, **facts) -> Place:
    return place(WEST, "mash", "west/mash", mode, **facts)


def fen(mode: Mode = Mode.LIVE, **facts) -> Place:
    return place(FEN, "duty", "fen/duty", mode, **facts)


def book(mode: Mode = Mode.LIVE) -> Book:
    """What every area of the tests knows: all three, each checked by voice."""
    return Book(mode, tuple(p(mode).known() for p in (fen, norfolk, west)))


def entry(
    number: int,
    rc: RestrictionClass = RestrictionClass.RC1,
    area: str = NORFOLK,
    words: str = "They will be told where I am.",
    case: CaseId = CASE,
) -> Entry:
    """An entry by Jo of an area."""
    who = Author(f"jo@{area}", "Jo Smith", "social worker")
    body = (
        AnswerBody(ItemId("F2"), 1, "", "Does anybody know where you are?", Value(("yes",)), words)
        if number % 2
        else NoteBody("Call", words)
    )
    return Entry(EntryId(f"{number:032x}"), case, area, who, NOON - DAY, body, rc=rc)


def entries(area: str = NORFOLK, first: int = 1) -> tuple[Entry, ...]:
    """Entries of several classes."""
    classes = ("RC1", "RC1", "RC1", "RC2", "RC3", "RC5", "RC7")
    return tuple(
        entry(first + n, RestrictionClass(rc), area, f"Said on {n}: سەلام, she is safe.")
        for n, rc in enumerate(classes)
    )


PAPERS = (
    Paper(RestrictionClass.RC2, "jpg", b"\xff\xd8 a photograph"),
    Paper(RestrictionClass.RC6, "pdf", b"%PDF-1.7 an order"),
)


def a_slice(
    by: Credentials | None = None,
    *,
    created: datetime = NOON,
    reviewed: bool = True,
    reviewer: Credentials | None = None,
    first: int = 1,
    decision: Decision = Decision.APPROVED,
) -> SignedSlice:
    """A signed slice of the worker's own area, reviewed by its supervisor unless told."""
    by = by or norfolk().worker()
    signed = writer.sign_slice(
        SliceDraft(CASE, entries(by.area, first), created, PAPERS, audit=(7, "a" * 64)), by
    )
    if not reviewed:
        return signed
    place_ = {NORFOLK: norfolk, WEST: west, FEN: fen}[by.area](by.mode)
    draft = ReviewDraft(signed.digest, ReviewRole.SUPERVISOR, decision, created)
    return writer.review_slice(signed, draft, reviewer or place_.supervisor())


OUT = (
    Withheld(RestrictionClass.RC3, "police-decision"),
    Withheld(RestrictionClass.RC6, "no-consent"),
)


def a_parcel(*slices: Carried, mode: Mode = Mode.LIVE, **facts) -> Parcel:
    """What Norfolk's duty desk sends to the West Midlands' MASH."""
    return replace(
        Parcel(
            slices or (Carried(a_slice(), OUT),),
            "duty",
            west(mode).desk,
            "safeguarding",
            "vital-interests",
            NOON,
            b"%PDF-1.7 what Norfolk prints",
            answer_by=NOON + DAY,
            audit=(9, "b" * 64),
        ),
        **facts,
    )


def a_receipt_draft(delivery: str, step: Step = Step.ACCEPTED, **facts) -> ReceiptDraft:
    """The West Midlands answer Norfolk."""
    return replace(
        ReceiptDraft(
            delivery,
            step,
            NOON + DAY / 24,
            norfolk().desk,
            "Ann Żak",
            "We take it. Ann rings tonight.",
            NOON + DAY / 2,
        ),
        **facts,
    )
