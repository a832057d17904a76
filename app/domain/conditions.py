"""The closed operators of rules and follow-ups: structured data, never an expression language.

Each operator prints as a plain sentence (see `sentences`) and is evaluated over a case (see
`patterns`). An item's answer that is missing, declined or not asked satisfies no operator
(NO6), and nothing here can lower concern (NO2).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Tense(StrEnum):
    """Which half of a now-and-past answer is read."""

    NOW = "now"
    PAST = "past"
    EITHER = "either"


class Side(StrEnum):
    """Before or after today."""

    BEFORE = "before"
    AFTER = "after"


class SomeOf(StrEnum):
    """What `some` and `count` range over."""

    PARTY = "party"
    CHILD = "child"
    ROW = "row"


class State(StrEnum):
    """Facts that the record tells by itself, and no single answer does."""

    ROLE_OPEN = "role_open"  # in `some party`: role not established
    ROLE_NOT_RULED_OUT = "role_not_ruled_out"  # in `some party`
    PARTNER_OR_HEAD = "partner_or_head"  # in `some party`: partner, ex-partner or head of family
    WHEREABOUTS_UNCERTAIN = "whereabouts_uncertain"  # in `some party`: nobody surely knows where
    MARKERS_NOT_LINKED = "markers_not_linked"  # in `some party`: H10 does not say it is linked
    INTENTION_UNKNOWN = "intention_unknown"  # J4 has no answer though a partner is named
    MOVED_LATELY = "moved_lately"  # she moved within twelve months
    NO_TRUSTED_WORKER = "no_trusted_worker"
    HELPER_KNOWN = "helper_known"
    FELLOW_WENT_BACK = "fellow_went_back"  # a fellow victim returned to where the danger is
    NO_CONFERENCE = "no_conference"  # no referral to a conference is recorded
    CRITICAL_EVER = "critical_ever"  # any critical marker was ever "yes" or "unclear"
    CLOSURE_PROPOSED = "closure_proposed"
    UNANSWERED_DELIVERY = "unanswered_delivery"  # past its time
    DOUBTFUL_VISIT = "doubtful_visit"  # no denial of a visit is established (`established`)
    OVERHEARD = "overheard"  # a setting says somebody else can hear
    TELEPHONE_ONLY = "telephone_only"  # interpreted by telephone, over a bad line
    SHORT_VISIT = "short_visit"  # under ten minutes to talk, as was said in it
    MANY_NOT_ASKED = "many_not_asked"  # in one visit


@dataclass(frozen=True, slots=True)
class Equals:
    """The answer to an item is this code."""

    item: str
    code: str
    tense: Tense = Tense.EITHER
    row: str = "*"  # any row


@dataclass(frozen=True, slots=True)
class AnyOf:
    """The answer to an item has one of these codes; with none given, any answer at all."""

    item: str
    codes: tuple[str, ...] = ()
    tense: Tense = Tense.EITHER
    row: str = "*"


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    of: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """At least one part holds."""

    of: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold. Never used to make an unanswered item count as "no"."""

    of: Condition


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least n of the parts hold."""

    n: int
    of: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """For at least one party or child, the part holds of that same one."""

    type: SomeOf
    where: Condition


@dataclass(frozen=True, slots=True)
class Count:
    """For at least n parties or children, the part holds."""

    type: SomeOf
    where: Condition
    n: int


@dataclass(frozen=True, slots=True)
class Distinct:
    """Answers to the item, over everybody, show at least n different codes."""

    item: str
    n: int


@dataclass(frozen=True, slots=True)
class Ever:
    """The part holds of something once said, even if something else is said today."""

    of: Condition


@dataclass(frozen=True, slots=True)
class Differs:
    """Both items are answered and their answers are not the same."""

    item: str
    other: str


@dataclass(frozen=True, slots=True)
class SamePlace:
    """A place named in one item is a place named in the other."""

    item: str
    other: str


@dataclass(frozen=True, slots=True)
class Within:
    """A date in the answers to an item lies within so many days before or after today."""

    item: str
    days: int
    side: Side


@dataclass(frozen=True, slots=True)
class Holds:
    """One of the closed states holds."""

    state: State


Condition = (
    Equals
    | AnyOf
    | All
    | Any
    | Not
    | AtLeast
    | Some
    | Count
    | Distinct
    | Ever
    | Differs
    | SamePlace
    | Within
    | Holds
)
