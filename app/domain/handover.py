"""What travels between areas; how each is spelt in bytes is storage/handover/FORMAT.md."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.codes import RestrictionClass, Step
    from app.domain.entry import Entry
    from app.domain.ids import CaseId, EntryId


class Mode(StrEnum):
    """Whether keys, vaults and packages are the real thing or for practice; never mixed."""

    LIVE = "LIVE"
    DEMO = "DEMO"


class DeliveryKind(StrEnum):
    """Why a delivery follows, or does not follow, an earlier one."""

    HANDOVER = "handover"
    ADDENDUM = "addendum"
    CORRECTION = "correction"
    WITHDRAWAL = "withdrawal"


class Urgency(StrEnum):
    """How soon somebody must look."""

    IMMEDIATE = "immediate"
    TODAY = "today"
    ROUTINE = "routine"


class Decision(StrEnum):
    """What a reviewer says of a slice."""

    APPROVED = "approved"
    APPROVED_WITH_CONDITIONS = "approved-with-conditions"
    RETURNED = "returned"


class ReviewRole(StrEnum):
    """In what office a reviewer signs."""

    SUPERVISOR = "supervisor"
    POLICE = "police"
    CARE = "care"


class Standing(StrEnum):
    """Why this laptop knows an area's root key."""

    OWN = "own"  # it enrolled us
    CHECKED = "checked"  # its fingerprint was compared by voice
    VOUCHED = "vouched"  # our own area's signed trust list names it
    UNCHECKED = "unchecked"  # its card was imported and nobody has rung yet


CODED = "coded"
"""What stands in place of a desk's key in a coded copy: whoever is told the code can open it."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a package is sent: a named desk of an area and the key it reads with."""

    area: str
    name: str  # duty, mash
    key: str  # an age recipient: age1...

    @property
    def is_coded(self) -> bool:
        """Nobody's desk and nobody's key: the package goes inside a PDF that a code opens."""
        return self.key == CODED


NO_DESK = Desk("", "", CODED)
"""To whom a coded copy is addressed."""


@dataclass(frozen=True, slots=True)
class Paper:
    """An order, a drawing, a photograph: carried whole, never decoded by us."""

    rc: RestrictionClass
    type: str  # pdf, jpg, png
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class SliceDraft:
    """One author's new entries of one case, ready to be signed."""

    case: CaseId
    entries: tuple[Entry, ...] = field(repr=False)
    created: datetime  # UTC, whole seconds
    papers: tuple[Paper, ...] = ()
    follows: str = ""  # digest of the slice before, or empty
    audit: tuple[int, str] = (0, "0" * 64)  # head of the vault's chain: sequence, SHA-256


@dataclass(frozen=True, slots=True)
class SignedSlice:
    """A slice as its author signed it, with the reviews it has gathered."""

    digest: str  # SHA-256 of its MANIFEST.txt: names the slice everywhere
    area: str
    members: tuple[tuple[str, bytes], ...] = field(repr=False)  # files in the format's order


@dataclass(frozen=True, slots=True)
class ReviewDraft:
    """A supervisor's or co-signing agency's decision over one slice."""

    slice: str  # digest
    role: ReviewRole
    decision: Decision
    created: datetime  # UTC, whole seconds
    record: EntryId | None = None  # the sign-off entry that holds the reasons


@dataclass(frozen=True, slots=True)
class Withheld:
    """One class of one slice that does not travel in this copy, and the ground for it."""

    rc: RestrictionClass
    ground: str  # a code: not-needed, police-decision, no-consent, not-held ...


@dataclass(frozen=True, slots=True)
class Carried:
    """One slice in a delivery: what of it stays out, and which delivery brought it here."""

    slice: SignedSlice
    withheld: tuple[Withheld, ...] = ()
    brought_by: str = ""  # digest of the delivery that brought a foreign slice, or empty


@dataclass(frozen=True, slots=True)
class Parcel:
    """Everything a delivery says; what `Sealer.seal` turns into one file."""

    slices: tuple[Carried, ...]
    from_desk: str
    to: Desk
    purpose: str  # a code: safeguarding, transfer-of-case, ...
    basis: str  # a code: vital-interests, public-task, ...
    created: datetime  # UTC, whole seconds
    pdf: bytes = field(repr=False)
    kind: DeliveryKind = DeliveryKind.HANDOVER
    urgency: Urgency = Urgency.ROUTINE
    answer_by: datetime | None = None  # UTC, whole seconds
    marking: str = "OFFICIAL-SENSITIVE"
    previous: str = ""  # digest of the delivery this one follows, or empty
    audit: tuple[int, str] = (0, "0" * 64)


@dataclass(frozen=True, slots=True)
class Sealed:
    """A finished file, and the digest by which it will be answered."""

    content: bytes = field(repr=False)
    digest: str  # SHA-256 of the statement inside: DELIVERY.txt, RECEIPT.txt, REVIEW.txt
    name: str  # neutral: HO-3f2a9c01.age, or .pdf for a coded one


@dataclass(frozen=True, slots=True)
class Credentials:
    """What one worker signs and reads with. Lives in the vault and nowhere else."""

    mode: Mode
    principal: str
    signing_key: bytes = field(repr=False)  # 32 bytes: an Ed25519 seed
    certificate: bytes  # one line, as ssh-keygen writes it
    card: bytes  # AREA-CARD.txt of our own area
    card_signature: bytes
    trust: bytes  # TRUST.txt of our own area
    trust_signature: bytes
    identities: tuple[str, ...] = field(repr=False)  # AGE-SECRET-KEY-1..., ours and the desk's

    @property
    def area(self) -> str:
        """The principal's area."""
        return self.principal.partition("@")[2]


@dataclass(frozen=True, slots=True)
class PolicyFinding:
    """Something a person must know of a package that is genuine all the same."""

    code: str
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class DeliveryFacts:
    """What a delivery says of itself, once its signature has been proved."""

    id: str
    digest: str
    mode: Mode
    kind: DeliveryKind
    created: datetime
    urgency: Urgency
    answer_by: datetime | None
    sender: str  # principal
    sender_reference: str  # the certificate's key id: a staff number
    from_area: str
    from_desk: str
    to_area: str  # empty in a coded copy
    to_desk: str  # empty in a coded copy
    purpose: str
    basis: str
    marking: str
    previous: str
    audit: tuple[int, str]
    reply_key: str  # the sender's desk key, from its area card

    @property
    def is_coded(self) -> bool:
        """Addressed to no key: anybody who was told the code could open it, and pass it on."""
        return not self.to_area


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """One proved review of a slice."""

    slice: str
    reviewer: str
    role: ReviewRole
    decision: Decision
    created: datetime
    record: str
    digest: str
    words: VerifiedSlice | None = None  # of a review that travels alone: the reviewer's own slice


@dataclass(frozen=True, slots=True)
class VerifiedSlice:
    """One proved slice: who recorded it, which parts are here, and what they say."""

    digest: str
    id: str
    area: str
    author: str
    author_reference: str
    case: CaseId
    created: datetime
    follows: str
    part_version: int
    present: tuple[RestrictionClass, ...]
    withheld: tuple[Withheld, ...]
    reviews: tuple[ReviewFacts, ...]
    entries: tuple[Entry, ...] = field(repr=False)  # none when the parts are too new for us
    papers: tuple[tuple[str, bytes], ...] = field(repr=False)
    brought_by: str
    signed: SignedSlice = field(repr=False)


@dataclass(frozen=True, slots=True)
class Verified:
    """A genuine package: every check passed. Findings say what a person must still weigh."""

    delivery: DeliveryFacts
    slices: tuple[VerifiedSlice, ...]
    pdf: bytes = field(repr=False)
    checks: tuple[str, ...]  # codes, in the order made
    findings: tuple[PolicyFinding, ...]
    file_digest: str  # SHA-256 of the file as it arrived
    trust: bytes = field(repr=False)  # the sender's trust list: newer ones are worth keeping
    trust_signature: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class ReceiptDraft:
    """An answer to one delivery, to be signed and sealed back to the desk it came from."""

    delivery: str  # digest
    step: Step
    created: datetime  # UTC, whole seconds
    to: Desk
    by: str = ""  # the named person at this desk
    words: str = ""
    due: datetime | None = None  # UTC: next contact promised
    audit: tuple[int, str] = (0, "0" * 64)


@dataclass(frozen=True, slots=True)
class Receipt:
    """A proved answer to one delivery."""

    id: str
    digest: str
    mode: Mode
    delivery: str
    step: Step
    created: datetime
    signer: str
    area: str
    to_area: str
    by: str
    words: str
    due: datetime | None
    audit: tuple[int, str]
    checks: tuple[str, ...]
    findings: tuple[PolicyFinding, ...]


@dataclass(frozen=True, slots=True)
class VoiceCheck:
    """Who compared an area's spoken fingerprint, when, and by what number not on its card."""

    by: str  # principal
    at: datetime  # UTC, whole seconds
    number: str  # digits and spaces


@dataclass(frozen=True, slots=True)
class Revocation:
    """A certificate serial or a key that an area no longer stands by."""

    serial: int | None  # of a certificate
    key: str  # a signing key, `ssh-ed25519 AAAA...`, or empty
    since: datetime  # UTC


@dataclass(frozen=True, slots=True)
class KnownArea:
    """One area in this laptop's trust book."""

    area: str
    mode: Mode
    root: bytes  # 32 bytes: an Ed25519 public key
    standing: Standing
    check: VoiceCheck | None = None
    revocations: tuple[Revocation, ...] = ()
    list_serial: int = 0
    list_until: datetime | None = None  # UTC; its trust list says nothing beyond this
    alone: bool = False  # one person made this root, with no witness


@dataclass(frozen=True, slots=True)
class AreaCard:
    """How an area presents itself: its root, its desks, and where to ring."""

    area: str
    mode: Mode
    title: str
    serial: int
    issued: datetime
    until: datetime
    telephone: str
    root: bytes
    alone: bool
    desks: tuple[Desk, ...]
    fingerprint: str  # 32 digits in 8 groups
