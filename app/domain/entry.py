"""The entry: written once, never changed, the same on every laptop that holds it.

A case is a set of entries. This module owns their envelope and the body of each kind, and
refuses an entry with a wrong shape. It does not say what a set of entries means: see `case`.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from app.domain.codes import (
    ActionStatus,
    CaseEvent,
    Channel,
    Clock,
    Kind,
    Nature,
    Proof,
    Reliability,
    RestrictionClass,
    SignoffOn,
    Status,
    Step,
    SubjectType,
    VisitStage,
)
from app.domain.errors import RecordRefused
from app.domain.ids import CaseId, EntryId, ItemId, SubjectId, VisitId, is_area, is_record_id
from app.domain.when import When as When  # noqa: PLC0414 - a body's dates, imported from here

MAX_TEXT = 20_000
"""Characters in one text of a body: some forty pages, and a bound for readers."""

MAX_REFERENCES = 1_000


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

    `relation` is a code of the links pack: husband, school, role.decides, at_risk, same_as …
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
    noes: tuple[str, ...] = ()  # of its words, those that are a bare "no" in the language spoken


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
