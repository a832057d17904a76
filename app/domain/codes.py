"""The closed lists of codes that entries are made of: kinds, classes, steps, states. Pure."""

from __future__ import annotations

from enum import StrEnum


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
