"""Every condition as a plain English sentence, so that whoever reads a rule can judge it.

Nothing from a case enters here but closed codes: no name, no words that anybody said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.conditions import (
    All,
    Any,
    AnyOf,
    AtLeast,
    Condition,
    Count,
    Differs,
    Distinct,
    Equals,
    Ever,
    Holds,
    Not,
    SamePlace,
    Side,
    Some,
    SomeOf,
    State,
    Tense,
    Within,
)
from app.domain.established import NOT_ESTABLISHED
from app.domain.questionnaire import ItemType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from app.domain.questionnaire import Item

STATE_WORDS: dict[State, str] = {
    State.ROLE_OPEN: "nobody has settled what part they play",
    State.ROLE_NOT_RULED_OUT: "a part in the threat has not been ruled out",
    State.PARTNER_OR_HEAD: "is a partner, a former partner or a head of the family",
    State.WHEREABOUTS_UNCERTAIN: "nobody surely knows where they are",
    State.MARKERS_NOT_LINKED: "no marker that links the two records is in place",
    State.INTENTION_UNKNOWN: "what the partner wants of the marriage is not recorded",
    State.MOVED_LATELY: "a move within twelve months is recorded",
    State.NO_TRUSTED_WORKER: "no trusted worker is named",
    State.HELPER_KNOWN: "somebody helps the person, or is helped by them",
    State.FELLOW_WENT_BACK: "somebody else at risk went back",
    State.NO_CONFERENCE: "no referral to a conference is recorded",
    State.CRITICAL_EVER: "a critical marker was once answered yes or unclear",
    State.CLOSURE_PROPOSED: "closing the case is proposed",
    State.UNANSWERED_DELIVERY: "a handover is past its time without an answer",
    State.DOUBTFUL_VISIT: "the conditions of a visit were doubtful",
    State.OVERHEARD: "somebody else could hear",
    State.TELEPHONE_ONLY: "the interpreter was on a bad telephone line",
    State.SHORT_VISIT: "there were less than ten minutes",
    State.MANY_NOT_ASKED: "many questions could not be asked",
}
"""Each state as the words that follow "it is recorded that" or "of that one"."""

_STATE_ANSWERS = {
    "yes": "yes",
    "no": "no",
    "unclear": "unclear",
    "declined": "declined",
    "not_safe": "not safe to ask",
    "not_asked": "not asked",
}
MOST_IN_A_ROW = 3
"""More answers than this are listed between brackets, apart by semicolons."""

_OVER = {SomeOf.PARTY: "party", SomeOf.CHILD: "child", SomeOf.ROW: "line"}
_OVER_MANY = {SomeOf.PARTY: "parties", SomeOf.CHILD: "children", SomeOf.ROW: "lines"}
_TENSE = {Tense.NOW: " now", Tense.PAST: " in the past", Tense.EITHER: ""}


def sentence(condition: Condition, items: Mapping[str, Item]) -> str:
    """The condition as one sentence, with its items called by their labels."""
    text = phrase(condition, items)
    return text[:1].upper() + text[1:] + "."


def phrase(  # noqa: C901, PLR0911 - one case for each operator
    condition: Condition, items: Mapping[str, Item]
) -> str:
    """The condition as a clause that may stand inside a sentence."""
    match condition:
        case Equals(item=item, code=code, tense=tense, row=row):
            return _answer(items, item, (code,), tense, row)
        case AnyOf(item=item, codes=codes, tense=tense, row=row):
            return _answer(items, item, codes, tense, row)
        case All(of=parts):
            return _join(parts, items, "and")
        case Any(of=parts):
            return _join(parts, items, "or")
        case Not(of=part):
            return f"it is not so that {phrase(part, items)}"
        case AtLeast(n=n, of=parts):
            listed = "; ".join(phrase(part, items) for part in parts)
            return f"at least {n} of these: {listed}"
        case Some(type=over, where=part):
            return f"for at least one {_OVER[over]}, {phrase(part, items)}"
        case Count(type=over, where=part, n=n):
            return f"for at least {n} {_OVER_MANY[over]}, {phrase(part, items)}"
        case Ever(of=part):
            return f"at any time, even if not today, {phrase(part, items)}"
        case Holds(state=state):
            return STATE_WORDS[state]
        case _:
            return _compared(condition, items)


def item_words(items: Mapping[str, Item], item: str) -> str:
    """An item's label in quotation marks; its id when the pack does not have it."""
    found = items.get(item)
    return f"“{found.label}”" if found else item


def code_words(items: Mapping[str, Item], item: str, code: str) -> str:
    """An answer's code as its own words."""
    if code == NOT_ESTABLISHED:
        return "not established"
    found = items.get(item)
    for option in found.options if found else ():
        if option.code == code:
            return _inside_a_sentence(option.label)
    if found is None or found.type in {ItemType.STATE, ItemType.NOW_PAST, ItemType.OFTEN}:
        return _STATE_ANSWERS.get(code, code)
    return code.replace("_", " ")


def reads(
    condition: Condition,
) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Every item that a condition reads, with the codes and the row it names there."""
    match condition:
        case Equals(item=item, code=code, row=row):
            yield item, (code,), row
        case AnyOf(item=item, codes=codes, row=row):
            yield item, codes, row
        case Distinct(item=item) | Within(item=item):
            yield item, (), "*"
        case Differs(item=item, other=other) | SamePlace(item=item, other=other):
            yield item, (), "*"
            yield other, (), "*"
        case All(of=parts) | Any(of=parts) | AtLeast(of=parts):
            for part in parts:
                yield from reads(part)
        case Not(of=part) | Ever(of=part) | Some(where=part) | Count(where=part):
            yield from reads(part)
        case _:  # a state, which reads no item
            return


def _answer(
    items: Mapping[str, Item], item: str, codes: tuple[str, ...], tense: Tense, row: str
) -> str:
    line = "" if row == "*" else f", line {row.replace('_', ' ')},"
    if not codes:
        return f"{item_words(items, item)}{line} has an answer{_TENSE[tense]}"
    said = _or(_quoted(items, item, code) for code in codes)
    return f"{item_words(items, item)}{line} is {said}{_TENSE[tense]}"


def _compared(condition: Distinct | Differs | SamePlace | Within, items: Mapping[str, Item]) -> str:
    match condition:
        case Distinct(item=item, n=n):
            return f"the answers to {item_words(items, item)} show at least {n} different ones"
        case Differs(item=item, other=other):
            return f"{item_words(items, item)} and {item_words(items, other)} differ"
        case SamePlace(item=item, other=other):
            first, second = item_words(items, item), item_words(items, other)
            return f"a place named in {first} is also named in {second}"
        case _:
            way = "next" if condition.side is Side.AFTER else "last"
            words = item_words(items, condition.item)
            return f"a date in {words} is in the {way} {condition.days} days"


def _join(parts: tuple[Condition, ...], items: Mapping[str, Item], word: str) -> str:
    clauses = [phrase(part, items) for part in parts]
    # Brackets are spoken too: "both … and …" keeps nested parts apart without them.
    if len(clauses) == 1:
        return clauses[0]
    opening = "both " if word == "and" and len(clauses) == 2 else ""
    opening = "either " if word == "or" else opening
    return opening + f", {word} ".join(clauses)


def _quoted(items: Mapping[str, Item], item: str, code: str) -> str:
    # An option is quoted, because it may be several words with commas; "yes" needs no marks.
    words = code_words(items, item, code)
    return f"“{words}”" if item in items and items[item].options else words


def _inside_a_sentence(label: str) -> str:
    # "In custody" loses its capital; "UK" and "I cannot tell" keep theirs.
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


def _or(words: Iterable[str]) -> str:
    listed = list(words)
    if len(listed) > MOST_IN_A_ROW:
        return "any of (" + "; ".join(listed) + ")"
    return listed[0] if len(listed) == 1 else ", ".join(listed[:-1]) + " or " + listed[-1]
