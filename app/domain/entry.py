"""The entry: written once, never changed, the same on every laptop that holds it.

A case is a set of entries. This module owns their envelope and the body of each kind, and
refuses an entry with a wrong shape. It does not say what a set of entries means: see `case`.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

from app.domain.errors import RecordRefused
from app.domain.ids import CaseId, EntryId, ItemId, SubjectId, VisitId, is_area, is_record_id
from app.domain.when import When as When  # noqa: PLC0414 - a body's dates, imported from here

MAX_TEXT = 20_000
"""Characters in one text of a body: some forty pages, and a bound for readers."""

MAX_REFERENCES = 1_000


class Kind(StrEnum):
    """What an entry is about; each kind has one body class."""

    CASE = "case"
    SUBJECT = "subject"
    LINK = "link"
    VISIT = "visit"
    SETTING = "setting"
    ANSWER = "answer"
    NOTE = "note"
    FINDING = "finding"
    ACTION = "action"
    SIGNOFF = "signoff"
    DISCLOSURE = "disclosure"
    RESPONSE = "response"
    ERASED = "erased"


class RestrictionClass(StrEnum):
    """Who may have an entry; each travels in its own part of a package."""

    RC1 = "RC1"  # core risk: every receiving statutory partner
    RC2 = "RC2"  # where she is and how she is reached: named people only
    RC3 = "RC3"  # the network: police, and others by police decision
    RC4 = "RC4"  # immigration: adviser, placement and safety
    RC5 = "RC5"  # health
    RC6 = "RC6"  # legal statements: with consent
    RC7 = "RC7"  # a child's own words


class Clock(StrEnum):
    """Whether the laptop's clock was believed when the entry was written."""

    OK = "ok"
    DOUBTED = "doubted"  # it had gone back since the entry before


class Status(StrEnum):
    """How well a link between two subjects is known."""

    ESTABLISHED = "established"
    SUSPECTED = "suspected"
    NOT_ESTABLISHED = "not_established"
    RULED_OUT = "ruled_out"


class SubjectType(StrEnum):
    """What a subject is. Roles such as party, child or person at risk are links, not types."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    DEVICE = "device"
    DOCUMENT = "document"
    MATTER = "matter"  # an order, a hearing, an assessment, a trip


class CaseEvent(StrEnum):
    """What happened to the case as a whole."""

    OPENED = "opened"
    CLOSURE_PROPOSED = "closure_proposed"
    CLOSED = "closed"
    HELD = "held"
    HOLD_LIFTED = "hold_lifted"


class VisitStage(StrEnum):
    """How far a visit has come."""

    PLANNED = "planned"
    BEGAN = "began"
    ENDED = "ended"


class Reliability(StrEnum):
    """Whether what was said in a setting can be relied on."""

    SOUND = "sound"
    CONCERN = "concern"  # suitable with concern: kept, said, nothing is voided
    DOUBTFUL = "doubtful"  # its "no" answers are not established, and it takes nothing out


class Nature(StrEnum):
    """Fact apart from assessment (DPA 2018 s.38(2))."""

    FACT = "fact"
    ASSESSMENT = "assessment"
    REPORTED = "reported"
    OBSERVED = "observed"


class Channel(StrEnum):
    """By what way the words came."""

    DIRECT = "direct"
    INTERPRETED = "interpreted"
    MIXED = "mixed"
    GESTURE = "gesture"
    CARD = "card"
    RECORD = "record"  # read in a file, not said today


class ActionStatus(StrEnum):
    """Where a plan action stands."""

    OPEN = "open"
    DONE = "done"
    NOT_NEEDED = "not_needed"  # with the reason in `evidence`
    LAPSED = "lapsed"


class SignoffOn(StrEnum):
    """What a person has put their name to."""

    JUDGEMENT = "judgement"
    PLAN = "plan"
    LOWERING = "lowering"
    CLOSURE = "closure"
    REVIEW = "review"
    SET_ASIDE = "set_aside"  # a finding, set aside with a reason
    STOP = "stop"  # the calls a full-screen stop demands
    MISSING = "missing"  # a thing missing at the handover, sealed without, with the reason


class Step(StrEnum):
    """One answer to a delivery. Each is a fact with its time; none rewrites an earlier one."""

    SENT = "sent"
    CALLED = "called"  # a telephone call to the desk, logged by the sender
    ARRIVED = "arrived"
    READ = "read"
    ACCEPTED = "accepted"
    ASKED = "asked"
    DECLINED = "declined"
    FIRST_CONTACT = "first_contact"
    CONFERENCE = "conference"
    TRANSFERRED = "transferred"
    RELEASED = "released"  # only the sender can say this


class Proof(StrEnum):
    """How an answer is proved."""

    DIGEST = "digest"  # a signed file
    SPOKEN = "spoken"  # by telephone: recorded, unproved
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote an entry, as they were then."""

    principal: str  # jo@norfolk.example
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Value:
    """What was answered. An item's type says which of these it fills; empty is never "no"."""

    codes: tuple[str, ...] = ()  # chosen options, in the item's order
    past: tuple[str, ...] = ()  # the same asked of the past, for now-and-past items
    trend: str = ""  # less, same, more or unknown, for how-often items
    text: str = ""
    when: When | None = None
    who: tuple[SubjectId, ...] = ()
    number: int | None = None  # minutes, for "how long do you have"


@dataclass(frozen=True, slots=True)
class CaseBody:
    """The case was opened, proposed for closure, closed, held, or its hold lifted."""

    event: CaseEvent
    reason: str


@dataclass(frozen=True, slots=True)
class SubjectBody:
    """Somebody or something the record speaks of. The label is an alias and never a name."""

    type: SubjectType
    label: str


@dataclass(frozen=True, slots=True)
class LinkBody:
    """How the subject in `about` stands to another, or to the case.

    `relation` is a code of the links pack: a relation (husband, school), a role in the threat
    (role.decides), `at_risk`, `child_of` or `same_as`.
    """

    to: SubjectId | None
    relation: str
    status: Status
    basis: str = ""
    since: When | None = None  # a stay or a leg: from when
    until: When | None = None  # ... and until when it is meant to last
    placed_by: str = ""  # who placed her there


@dataclass(frozen=True, slots=True)
class VisitBody:
    """A visit, planned, begun or ended. Its envelope's `visit` is the visit's own id."""

    stage: VisitStage
    type: str  # home, office, telephone, school, elsewhere
    purpose: str = ""
    when: datetime | None = None  # UTC; when it is planned for
    packs: tuple[str, ...] = ()  # "screening 3": what an open visit goes on with


@dataclass(frozen=True, slots=True)
class SettingBody:
    """Under what conditions the words were said; a new entry at each change, always RC1."""

    present: str = ""
    hearing: str = ""  # who can hear
    mode: str = "none"  # none, in_person, telephone, video
    interpreter: SubjectId | None = None
    language: str = ""  # the spoken variety, in everyday words
    interpreter_sex: str = ""
    reference: str = ""  # the interpreter's agency reference, never a name
    gate: str = ""  # suitable, concern, not_suitable, override
    reliability: Reliability = Reliability.SOUND
    why: str = ""
    concern: str = ""  # code of the concern taxonomy
    item: str = ""  # the prompt on screen when a concern was raised
    provider: str = ""  # the interpreting service
    pair: str = ""  # both languages: "Kurdish, Sorani and English"
    registration: str = ""  # seen, not_seen, not_possible
    called_from: str = ""  # where they sit, as far as they said
    chosen: str = ""  # how they were chosen
    places: tuple[str, ...] = ()  # codes of where somebody can hear or see; "nobody" for none
    asked_after: str = ""  # why it was asked who can hear: start, door, noise, pause, came_in


@dataclass(frozen=True, slots=True)
class AnswerBody:
    """One answer at one address: (item, about, row)."""

    item: ItemId
    item_version: int
    row: str
    asked: str  # the words asked, as they were read out
    value: Value
    words: str = ""  # exact words
    words_language: str = ""
    said_by: str = "person"  # person, child, record, third_party, practitioner
    channel: Channel = Channel.DIRECT
    nature: Nature = Nature.REPORTED
    happened: When | None = None
    confidence: str = ""  # known, believed, unsure
    interpreted: str = ""  # the interpreter's words, where `words` are those of the person
    way: str = ""  # id of the other way it was asked in
    checked: str = ""  # said back to the person: read_back (it was right), corrected


@dataclass(frozen=True, slots=True)
class NoteBody:
    """A call, an event, or something for practitioners only."""

    heading: str
    text: str
    happened: When | None = None
    practitioner_only: bool = False


@dataclass(frozen=True, slots=True)
class FindingBody:
    """A rule fired and was shown; written by the program, so that an inquiry sees it."""

    rule: str
    rule_version: int
    urgency: str  # I, S or R
    evidence: tuple[EntryId, ...]


@dataclass(frozen=True, slots=True)
class ActionBody:
    """One row of the safety plan."""

    text: str
    row: str = ""  # plan library id, or empty for an action of one's own
    row_version: int = 0
    agency: str = ""
    owner: str = ""
    due: datetime | None = None  # UTC
    due_words: str = ""  # "standing", "before travel"
    triggers: str = ""
    side_effects: str = ""
    her_view: str = ""
    status: ActionStatus = ActionStatus.OPEN
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class SignoffBody:
    """A named person's decision over some entries, with reasons."""

    on: SignoffOn
    over: tuple[EntryId, ...]
    decision: str
    reasons: str


@dataclass(frozen=True, slots=True)
class DisclosureBody:
    """Something left this laptop: what, to whom, why, on what basis, and what was held back."""

    manner: str  # package, reading_copy, print, spoken
    to: str
    purpose: str
    basis: str
    digests: tuple[str, ...] = ()  # SHA-256, lower-case hexadecimal
    parts_in: tuple[RestrictionClass, ...] = ()
    parts_out: tuple[tuple[RestrictionClass, str], ...] = ()  # with the ground
    answer_due: datetime | None = None  # UTC
    kind: str = ""  # of a package: handover (left out), addendum, correction, withdrawal
    desk: str = ""  # of a package: duty@area.example
    previous: str = ""  # digest of the delivery that this one follows
    slices: tuple[str, ...] = ()  # digests of the slices in it
    preset: str = ""  # the recipients pack's row that it was put together from
    told: str = ""  # what she was told and said of it: a code of the sharing pack
    decided_by: str = ""  # name and rank, where somebody else or somebody senior decided
    reasons: str = ""  # why it is needed, and why without consent where there is none


@dataclass(frozen=True, slots=True)
class ResponseBody:
    """An answer to a delivery."""

    delivery: str  # SHA-256 of its DELIVERY.txt
    step: Step
    text: str = ""
    proof: Proof = Proof.NONE
    by: str = ""  # the named person at the other desk
    area: str = ""
    due: datetime | None = None  # UTC: next contact promised
    said_at: datetime | None = None  # UTC: when the other desk said it, by its clock


@dataclass(frozen=True, slots=True)
class ErasedBody:
    """Bodies of these entries were deleted here, on this ground and authority."""

    ids: tuple[EntryId, ...]
    ground: str
    authority: str


Body = (
    CaseBody
    | SubjectBody
    | LinkBody
    | VisitBody
    | SettingBody
    | AnswerBody
    | NoteBody
    | FindingBody
    | ActionBody
    | SignoffBody
    | DisclosureBody
    | ResponseBody
    | ErasedBody
)

KIND_OF: dict[type[Body], Kind] = {
    CaseBody: Kind.CASE,
    SubjectBody: Kind.SUBJECT,
    LinkBody: Kind.LINK,
    VisitBody: Kind.VISIT,
    SettingBody: Kind.SETTING,
    AnswerBody: Kind.ANSWER,
    NoteBody: Kind.NOTE,
    FindingBody: Kind.FINDING,
    ActionBody: Kind.ACTION,
    SignoffBody: Kind.SIGNOFF,
    DisclosureBody: Kind.DISCLOSURE,
    ResponseBody: Kind.RESPONSE,
    ErasedBody: Kind.ERASED,
}
"""Written out, not registered: which kind each body belongs to."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: the envelope and its body.

    Raises `RecordRefused` when the shape is wrong, whoever made it.
    """

    id: EntryId
    case: CaseId
    area: str
    by: Author
    at: datetime  # UTC, whole seconds, this laptop's clock; orders display and nothing else
    body: Body
    about: SubjectId | None = None
    visit: VisitId | None = None
    rc: RestrictionClass = RestrictionClass.RC1
    clock: Clock = Clock.OK
    corrects: tuple[EntryId, ...] = field(default=())  # recorded wrongly
    follows: tuple[EntryId, ...] = field(default=())  # asked again, or changed

    def __post_init__(self) -> None:
        """Refuse what no writer of ours would have made."""
        for name in (self.id, self.case, *self.corrects, *self.follows):
            _need(is_record_id(name), "id")
        _need(self.about is None or is_record_id(self.about), "about")
        _need(self.visit is None or is_record_id(self.visit), "visit")
        _need(is_area(self.area), "area")
        _need(self.at.tzinfo is UTC and self.at.microsecond == 0, "at")
        for ids in (self.corrects, self.follows):
            _need(len(ids) <= MAX_REFERENCES and tuple(sorted(set(ids))) == ids, "references")
        if self.kind is Kind.SETTING:
            _need(self.rc is RestrictionClass.RC1, "rc")

    @property
    def kind(self) -> Kind:
        """The kind, told by the body."""
        return KIND_OF[type(self.body)]


def _need(condition: bool, what: str) -> None:
    if not condition:
        raise RecordRefused("entry.shape", field=what)
